from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from linter.languagetool.installation import find_installation
from linter.languagetool.java import find_java
from linter.languagetool.server import stop
from linter.languagetool.settings import LanguageToolSettings
from linter.model import Unavailable
from linter.rules.catalogue import Catalogue, installed

# The first example of a test loads rules and compiles patterns.
settings.register_profile("linter", deadline=None)
settings.load_profile("linter")
# Tests that are not about LanguageTool do not start its server.
os.environ["COPYDESK_LANGUAGETOOL"] = "off"


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


@pytest.fixture(scope="session")
def languagetool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageToolSettings]:
    """A LanguageTool, with runtime and cache folders of the tests' own; its server is ended afterwards."""
    try:
        installation = find_installation(LanguageToolSettings())
        find_java()
    except Unavailable as error:
        if os.environ.get("COPYDESK_TEST_LANGUAGETOOL") == "required":
            pytest.fail(error.reason)
        pytest.skip(error.reason)
    folder = tmp_path_factory.mktemp("languagetool")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder / "run"))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        yield LanguageToolSettings("required", home=installation.home, cache=False)
        stop()
