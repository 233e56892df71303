"""The version of copydesk and where its documentation stands; the wheel reads the version here."""

__version__ = "0.1.0"


def documentation_of(rule: str) -> str:
    """Return the address of the page that explains a rule."""
    return f"https://copydesk.readthedocs.io/en/latest/rules/{rule}/"
