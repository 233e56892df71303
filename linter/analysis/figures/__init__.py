"""Figures: quantities that a text states, read in English, Dutch, German, French and Spanish."""

from linter.analysis.figures.conversion import converted, converts, degrees, is_temperature
from linter.analysis.figures.figure import Figure, is_currency
from linter.analysis.figures.reading import figures_in

__all__ = ["Figure", "converted", "converts", "degrees", "figures_in", "is_currency", "is_temperature"]
