"""Figures: quantities that a text states, read in English, Dutch, German, French and Spanish."""

from linter.analysis.figures.figure import PERCENT, PERCENTAGE_POINT, Figure, is_currency
from linter.analysis.figures.reading import figures_in

__all__ = ["PERCENT", "PERCENTAGE_POINT", "Figure", "figures_in", "is_currency"]
