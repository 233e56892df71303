"""Generic kinds of check, which rule files name."""
