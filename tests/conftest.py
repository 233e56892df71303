from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter.rules.catalogue import Catalogue, installed


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the tests, and the commands that they start, out of the user's cache."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return installed()
