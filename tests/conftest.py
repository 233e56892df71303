from __future__ import annotations

import pytest

from linter.rules.catalogue import Catalogue, installed


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return installed()
