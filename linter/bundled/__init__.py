"""The rule packs shipped with copydesk: here in a wheel, in `rules/` in a checkout."""

import os

_here = os.path.dirname(os.path.abspath(__file__))
_checkout = os.path.join(os.path.dirname(os.path.dirname(_here)), "rules")
if not os.path.isdir(os.path.join(_here, "residue")) and os.path.isdir(os.path.join(_checkout, "residue")):
    __path__ = [_checkout]
