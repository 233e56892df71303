"""The rule packs shipped with copydesk: here in a wheel, in `rules/` in a checkout."""

from pathlib import Path

_checkout = Path(__file__).resolve().parents[2] / "rules"
if not (Path(__file__).parent / "residue").is_dir() and (_checkout / "residue").is_dir():
    __path__ = [str(_checkout)]
