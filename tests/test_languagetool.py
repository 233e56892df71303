"""LanguageTool without Java: what is sent, how answers are read, what is believed, and what goes wrong."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest

from linter.config.settings import RuleSettings
from linter.document.document import Block
from linter.engine.batch import without_echoes
from linter.folders import runtime_folder
from linter.languagetool import install, keeper
from linter.languagetool.cache import Cache, keys_of
from linter.languagetool.check import _LONGEST_PART, _parts, member_name
from linter.languagetool.client import Client
from linter.languagetool.exchange import Match, Question, batches
from linter.languagetool.filters import is_name, is_ordinary_word, is_own_words, meets
from linter.languagetool.installation import SERVER_JAR, VERSION, find_installation
from linter.languagetool.java import find_java
from linter.languagetool.lock import is_locked, locked
from linter.languagetool.order import Order
from linter.languagetool.processes import end_processes, processes_with
from linter.languagetool.settings import LanguageToolSettings
from linter.languagetool.state import Files, State, live_state, read_state, write_state
from linter.languagetool.units import Utf16Offsets
from linter.model import Diagnostic, Position, Severity, Unavailable
from linter.rules.catalogue import Catalogue
from tests.commands import copydesk, spawn, write
from tests.fake_languagetool import Answer, answer, serving
from tests.linting import found_text, ids, lint_text

FAULT = "The ferry does not has a captain, and the mayor of Oudeveen knows it well.\n"


def at(text: str, word: str, rule: str = "DOES_X_HAS") -> tuple[str, int, int]:
    """A match of a word as LanguageTool counts: in UTF-16."""
    start = len(text[: text.index(word)].encode("utf-16-le")) // 2
    return rule, start, len(word.encode("utf-16-le")) // 2


def finds(word: str, rule: str = "DOES_X_HAS") -> Answer:
    return lambda text: (200, answer(at(text, word, rule)) if word in text else answer())


def asking(url: str, **more: object) -> RuleSettings:
    server = LanguageToolSettings("auto", url, cache=False, timeout=5.0)._replace(**more)  # type: ignore[arg-type]
    return RuleSettings(select=("grammar/lt",), language="en", languagetool=server)


class TestOffsets:
    @pytest.mark.parametrize("text", ["plain", "e\u0301te\u0301", "a🚢b🚢🚢c", "🚢", "", "\u200dé🏳️‍🌈 x"])
    def test_units_are_code_points_again(self, text: str) -> None:
        units = Utf16Offsets(text)
        assert units.length == len(text.encode("utf-16-le")) // 2
        for index in range(len(text) + 1):
            assert units.char(len(text[:index].encode("utf-16-le")) // 2) == index

    @pytest.mark.parametrize("size", [0, 1, _LONGEST_PART, _LONGEST_PART + 1, 5 * _LONGEST_PART + 7])
    @pytest.mark.parametrize("sentence", ["The ferry sails. ", "wave ", "x"])
    def test_parts_are_the_whole(self, size: int, sentence: str) -> None:
        text = (sentence * (size // len(sentence) + 1))[:size]
        parts = list(_parts(text))
        assert "".join(text[start:end] for start, end in parts) == text
        assert all(end - start <= _LONGEST_PART for start, end in parts)

    def test_batches_hold_what_fits_or_one(self) -> None:
        assert [list(batch) for batch in batches([3, 3, 9, 1, 4], 6)] == [[0, 1], [2], [3, 4]]
        assert list(batches([], 6)) == []


class TestClient:
    def test_each_text_has_its_own_matches(self) -> None:
        texts = ["A 🚢 does has.", "\ufffc it does has", "fine"]

        def respond(text: str) -> tuple[int, bytes]:
            first = text.index("has")
            second = len(text[: text.rindex("has")].encode("utf-16-le")) // 2
            return 200, answer(("X", first + 1, 3), ("X", second, 3), ("OVER_THE_END", 10, 12))

        with serving(respond) as (url, _):
            client = Client(url, 5)
            found = client.check(texts, Question("en-US", ("X",)))
            client.close()
        assert [[text[m.start : m.end] for m in some] for text, some in zip(texts, found, strict=True)] == [
            ["has"],
            ["has"],
            [],
        ]

    @pytest.mark.parametrize(
        ("status", "body", "said"),
        [
            (500, b"Error: out of memory", "refused with status 500: Error: out of memory"),
            (200, b"<html>hello</html>", "answered with something that is not JSON"),
            (200, b"[]", "no answer of LanguageTool"),
            (200, b"{}", "sent matches that cannot be read"),
            (200, answer(("X", 900, 3)), "sent matches that cannot be read"),
            (200, answer(("X", -1, 3)), "sent matches that cannot be read"),
            (200, b'{"matches": [], "warnings": {"incompleteResults": true}}', "gave up on a text"),
        ],
    )
    def test_nonsense_is_said_to_be_it(self, status: int, body: bytes, said: str) -> None:
        with serving(lambda _: (status, body)) as (url, _):
            client = Client(url, 5)
            with pytest.raises(Unavailable, match=said.replace("(", r"\(")) as caught:
                client.check(["It does has."], Question("en-US"))
            client.close()
        assert caught.value.fails

    def test_an_address_without_a_server_is_none(self) -> None:
        for url in ("ftp://a.example", "http://"):
            with pytest.raises(Unavailable, match="no address of a server"):
                Client(url, 5)


class TestRun:
    def test_what_it_finds_is_found_at_its_place(self, catalogue: Catalogue) -> None:
        text = "# The 🚢 and _the_ e\u0301tude\r\n\r\nA 🚢 **does** not has [a captain](x).\r\n"
        with serving(finds("has")) as (url, asked):
            result = lint_text(catalogue, text, format="markdown", settings=asking(url))
        assert found_text(result) == [("grammar/lt-does-x-has", "has")]
        assert asked[1] == "The 🚢 and the e\u0301tude\n\nA 🚢 does not has a captain."
        assert result.sent_to == url
        assert result.diagnostics[0].family == "grammar/lt"
        assert result.diagnostics[0].message == "LanguageTool: Is it so?"

    def test_several_files_are_one_request(self, tmp_path: Path) -> None:
        for number in range(5):
            write(tmp_path, **{f"{number}_txt": f"{number} days: {FAULT}"})
        with serving(finds("has")) as (url, asked):
            ended = copydesk(
                *(
                    "check",
                    "--isolated",
                    "--no-cache",
                    "--languagetool",
                    "auto",
                    "--output-format",
                    "concise",
                ),
                *("--config", f"languagetool-url='{url}'", str(tmp_path)),
            )
        assert len(asked) == 2, "one asks for the version"
        assert asked[1].count("does not has") == 5
        assert f"The text of 5 files was sent to {url}." in ended.out
        assert ended.status == 1

    @pytest.mark.parametrize("select", ["grammar/lt-never-heard-of", "grammar/lt-does-x-has"])
    def test_a_rule_that_is_named_is_reported(self, catalogue: Catalogue, select: str) -> None:
        rule = select.removeprefix("grammar/lt-").upper().replace("-", "_")
        with serving(finds("has", rule)) as (url, _):
            settings = asking(url)._replace(select=(select,))
            result = lint_text(catalogue, FAULT, settings=settings)
        assert ids(result) == [select]
        listed = rule == "DOES_X_HAS"
        assert result.diagnostics[0].severity == (Severity.WARNING if listed else Severity.INFO)

    def test_what_is_not_listed_is_silent_unless_all_is_wanted(self, catalogue: Catalogue) -> None:
        with serving(finds("has", "NEVER_HEARD_OF")) as (url, _):
            assert ids(lint_text(catalogue, FAULT, settings=asking(url))) == []
            settings = asking(url)._replace(options={"grammar/lt": {"everything": True}})
            assert ids(lint_text(catalogue, FAULT, settings=settings)) == ["grammar/lt-never-heard-of"]
            settings = settings._replace(ignore=("grammar/lt-never-heard-of",))
            assert ids(lint_text(catalogue, FAULT, settings=settings)) == []

    def test_a_listed_rule_can_be_ignored_and_given_a_severity(self, catalogue: Catalogue) -> None:
        with serving(finds("has")) as (url, _):
            settings = asking(url)._replace(ignore=("grammar/lt-does-x-has",))
            assert ids(lint_text(catalogue, FAULT, settings=settings)) == []
            assert (
                ids(lint_text(catalogue, FAULT, settings=asking(url)._replace(ignore=("grammar/lt",)))) == []
            )
            for name in ("grammar/lt-does-x-has", "grammar/lt", "grammar"):
                settings = asking(url)._replace(severity={name: Severity.ERROR})
                found = lint_text(catalogue, FAULT, settings=settings).diagnostics
                assert [d.severity for d in found] == [Severity.ERROR], name

    def test_a_comment_silences_it_and_is_used(self, catalogue: Catalogue) -> None:
        comment = "<!-- copydesk: ignore[grammar/lt-does-x-has] -->\n\n"
        with serving(finds("has")) as (url, _):
            settings = asking(url)._replace(select=("grammar/lt", "suppression"))
            assert ids(lint_text(catalogue, comment + FAULT, format="markdown", settings=settings)) == []
            text = comment + FAULT.replace("has", "have")
            assert ids(lint_text(catalogue, text, format="markdown", settings=settings)) == [
                "suppression/unused"
            ]

    def test_a_comment_is_not_called_unused_where_it_did_not_run(self, catalogue: Catalogue) -> None:
        text = "<!-- copydesk: ignore[grammar/lt-does-x-has] -->\n\nThe ferry sails on Monday.\n"
        settings = RuleSettings(select=("grammar/lt", "suppression"), language="en")
        for server in (LanguageToolSettings("off"), LanguageToolSettings("auto", home=os.devnull)):
            result = lint_text(
                catalogue, text, format="markdown", settings=settings._replace(languagetool=server)
            )
            assert ids(result) == []

    def test_spelling_knows_names_and_the_words_of_the_user(self, catalogue: Catalogue) -> None:
        text = "The ferryy of Oudeveenn meets the polderboot today.\n"

        def respond(text: str) -> tuple[int, bytes]:
            words = [word for word in ("ferryy", "Oudeveenn", "polderboot") if word in text]
            return 200, answer(*(at(text, word, "MORFOLOGIK_RULE_EN_US") for word in words))

        with serving(respond) as (url, _):
            settings = asking(url)
            assert ids(lint_text(catalogue, text, settings=settings)) == []
            settings = settings._replace(options={"grammar/lt": {"spelling": True, "words": ["polderboot"]}})
            result = lint_text(catalogue, text, settings=settings)
        assert found_text(result) == [("grammar/lt-morfologik-rule-en-us", "ferryy")]
        assert result.diagnostics[0].severity == Severity.INFO


class TestTrouble:
    def run(self, folder: Path, *options: str) -> tuple[int | str | None, str]:
        write(folder, a_txt=FAULT, b_txt="Studies show that 60% of ferries sail late.\n")
        ended = copydesk("check", "--isolated", "--no-cache", *options, str(folder))
        assert "figures/vague-source" in ended.out, "the other findings stand"
        return ended.status, ended.out + ended.err

    @pytest.mark.parametrize(
        ("body", "said"),
        [(b"nonsense", "not JSON"), (answer(version="5.9"), "is LanguageTool 5.9, older than 6.6")],
    )
    def test_a_server_that_is_none_fails_the_run(self, tmp_path: Path, body: bytes, said: str) -> None:
        with serving(lambda _: (200, body)) as (url, asked):
            status, out = self.run(tmp_path, "--languagetool=auto", "--config", f"languagetool-url='{url}'")
        assert status == 2
        assert said in out
        assert "grammar/lt did not run on 2 files" in out
        assert len(asked) == 1, "it is not asked again"

    def test_a_server_that_hangs_fails_the_run(self, tmp_path: Path) -> None:
        options = ("--config", "languagetool-timeout=0.2", "--languagetool=auto")
        with serving(lambda _: (200, answer()), delay=1.0) as (url, _):
            status, out = self.run(tmp_path, *options, "--config", f"languagetool-url='{url}'")
        assert (status, "did not answer within 0.2 s" in out) == (2, True)

    def test_a_server_that_refuses_fails_the_run(self, tmp_path: Path) -> None:
        status, out = self.run(
            tmp_path, "--languagetool=auto", "--config", "languagetool-url='http://127.0.0.1:9'"
        )
        assert (status, "is gone (ConnectionRefusedError" in out) == (2, True)

    def test_without_one_a_line_says_so(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        nowhere(monkeypatch, tmp_path)
        status, out = self.run(tmp_path, "--languagetool=auto")
        assert status == 1
        assert (
            "grammar/lt did not run on 2 files: LanguageTool is not installed; "
            "`copydesk languagetool install` fetches it.\n"
        ) in out

    def test_required_fails_without_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        nowhere(monkeypatch, tmp_path)
        assert self.run(tmp_path, "--languagetool=required")[0] == 2

    def test_off_says_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        nowhere(monkeypatch, tmp_path)
        status, out = self.run(tmp_path, "--languagetool=off")
        assert (status, "grammar/lt" in out) == (1, False)

    def test_json_says_what_did_not_run(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        nowhere(monkeypatch, tmp_path)
        out = self.run(tmp_path, "--languagetool=auto", "--output-format", "json")[1]
        assert '"not_run": [{"rule": "grammar/lt", "reason": "LanguageTool is not installed' in out

    def test_without_one_nothing_of_it_is_imported(self, tmp_path: Path) -> None:
        write(tmp_path, a_txt=FAULT)
        heavy = ("http.client", "sqlite3", "subprocess", "socket", "linter.languagetool.client")
        code = (
            "import sys\nfrom linter.__main__ import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
            f"print(sorted(set({heavy!r}) & set(sys.modules)), file=sys.stderr)"
        )
        for mode in ("off", "auto"):
            ended = subprocess.run(
                [sys.executable, "-c", code, "check", "--isolated", "--languagetool", mode, "a.txt"],
                cwd=tmp_path,
                env={**os.environ, **nowhere_in(tmp_path)},
                capture_output=True,
                text=True,
                check=False,
            )
            assert ended.stderr.splitlines()[-1] == "[]"


def nowhere_in(folder: Path) -> dict[str, str]:
    """An environment in which no LanguageTool is found."""
    names = ("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "LTP_PATH")
    return dict.fromkeys(names, str(folder / "home"))


def nowhere(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    for name, value in nowhere_in(folder).items():
        monkeypatch.setenv(name, value)


class TestFinding:
    def jar(self, folder: Path) -> str:
        folder.mkdir(parents=True)
        (folder / SERVER_JAR).write_bytes(b"jar")
        return str(folder)

    def test_the_newest_of_the_first_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        nowhere(monkeypatch, tmp_path)
        self.jar(tmp_path / "home" / "LanguageTool-6.7")
        newest = self.jar(tmp_path / "home" / "LanguageTool-6.10")
        self.jar(tmp_path / "home" / ".cache" / "language_tool_python" / "LanguageTool-7.0")
        found = find_installation(LanguageToolSettings())
        assert (found.home, found.version) == (newest, "6.10")
        assert found.class_path.split(os.pathsep)[0] == str(Path(newest, SERVER_JAR))

    def test_a_folder_that_is_one(self, tmp_path: Path) -> None:
        home = self.jar(tmp_path / "lt")
        assert find_installation(LanguageToolSettings(home=home)).version == "of 3 bytes"

    def test_one_that_is_too_old(self, tmp_path: Path) -> None:
        self.jar(tmp_path / "LanguageTool-5.9")
        with pytest.raises(Unavailable, match=r"older than 6.6") as caught:
            find_installation(LanguageToolSettings("required", home=str(tmp_path)))
        assert caught.value.fails

    def test_a_configured_folder_that_is_not_there(self) -> None:
        with pytest.raises(Unavailable, match="is no folder"):
            find_installation(LanguageToolSettings(home="/nowhere"))

    @pytest.mark.skipif(os.name == "nt", reason="a script is no program on Windows")
    @pytest.mark.parametrize(
        ("said", "version"),
        [
            ('openjdk version "21" 2023', 21),
            ('java version "17.0.15"', 17),
            ('java version "1.8.0_392"', None),
        ],
    )
    def test_java(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, version: int | None
    ) -> None:
        java = tmp_path / "bin" / "java"
        java.parent.mkdir()
        java.write_text(f"#!/bin/sh\necho '{said}' >&2\n")
        java.chmod(0o755)
        monkeypatch.setenv("JAVA_HOME", str(tmp_path))
        monkeypatch.setenv("PATH", "")
        if version is None:
            with pytest.raises(Unavailable, match="is version 8; LanguageTool needs Java 17"):
                find_java()
        else:
            assert find_java() == (str(java), version)

    def test_no_java(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("JAVA_HOME", raising=False)
        monkeypatch.setenv("PATH", "")
        with pytest.raises(Unavailable, match="no Java was found"):
            find_java()


class TestInstall:
    def test_the_project_for_maven_names_each_module_once(self) -> None:
        tree = ET.fromstring(install.pom())  # noqa: S314 - our own text
        names = [element.text for element in tree.iter("{http://maven.apache.org/POM/4.0.0}artifactId")]
        assert names.count("languagetool-server") == 1
        assert {"language-en", "language-nl", "language-de", "language-fr", "language-es"} <= set(names)

    def test_without_maven_and_library_it_says_what_to_install(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        nowhere(monkeypatch, tmp_path)
        monkeypatch.setattr(install, "find_java", lambda **_: None)
        monkeypatch.setattr(shutil, "which", lambda _: None)
        monkeypatch.setitem(sys.modules, "language_tool_python.download_lt", None)
        ended = copydesk("languagetool", "install")
        assert ended.status == 2
        assert "install Maven, or `pip install copydesk[languagetool]`" in ended.err
        assert list((tmp_path / "home" / "copydesk").iterdir()) == [], "nothing is left half done"

    @pytest.mark.skipif(os.name == "nt", reason="a script is no program on Windows")
    @pytest.mark.parametrize("works", [True, False])
    def test_through_maven(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, works: bool) -> None:
        nowhere(monkeypatch, tmp_path)
        monkeypatch.setattr(install, "find_java", lambda **_: None)
        maven = tmp_path / "mvn"
        jar = f"$out/languagetool-server-{VERSION}.jar"
        script = 'for a; do case $a in -DoutputDirectory=*) out=${a#*=};; esac; done; mkdir -p "$out"\n'
        script += f'touch "{jar}"'
        maven.write_text(f"#!/bin/sh\n{script if works else 'echo [ERROR] no network; exit 1'}\n")
        maven.chmod(0o755)
        monkeypatch.setattr(shutil, "which", lambda _: str(maven))
        ended = copydesk("languagetool", "install")
        folder = tmp_path / "home" / "copydesk"
        if works:
            assert [path.name for path in folder.iterdir()] == ["LanguageTool-6.8"]
            assert (folder / "LanguageTool-6.8" / SERVER_JAR).exists()
            assert "is already at" in copydesk("languagetool", "install").out
        else:
            assert "Maven could not fetch it: [ERROR] no network" in ended.err
            assert list(folder.iterdir()) == []

    def test_through_language_tool_python(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        nowhere(monkeypatch, tmp_path)
        monkeypatch.setattr(install, "find_java", lambda **_: None)
        monkeypatch.setattr(shutil, "which", lambda _: None)

        def fetched(version: str) -> SimpleNamespace:
            home = Path(os.environ["LTP_PATH"], f"LanguageTool-{version}")
            jar = home / SERVER_JAR

            def download() -> None:
                home.mkdir()
                jar.write_bytes(b"jar")

            return SimpleNamespace(
                download=download, get_server_cmd=lambda: ["java", "-cp", str(jar), "Server"]
            )

        library = SimpleNamespace(LocalLanguageTool=SimpleNamespace(from_version_name=fetched))
        monkeypatch.setitem(sys.modules, "language_tool_python", SimpleNamespace())
        monkeypatch.setitem(sys.modules, "language_tool_python.download_lt", library)
        assert copydesk("languagetool", "install").status == 0
        assert (tmp_path / "home" / "copydesk" / "LanguageTool-6.8" / SERVER_JAR).exists()
        assert os.environ["LTP_PATH"] == str(tmp_path / "home")


class TestFilters:
    def block(self, text: str, kind: str = "paragraph", lang: str = "en") -> Block:
        return Block(kind, 0, len(text), text, lang=lang)  # type: ignore[arg-type]

    def match(self, text: str, word: str, rule: str = "X") -> Match:
        start = text.index(word)
        return Match(rule, start, start + len(word), "", ())

    @pytest.mark.parametrize(
        ("text", "word", "kind", "rule", "own"),
        [
            ("It does has a crew.", "has", "paragraph", "X", True),
            ("“It does has a crew,” she said.", "has", "paragraph", "X", False),
            ("It does \ufffc has a crew.", "has", "paragraph", "X", False),
            ("The ferry", "The", "heading", "UPPERCASE_SENTENCE_START", False),
            ("the ferry", "the", "paragraph", "UPPERCASE_SENTENCE_START", True),
            ("It is “late.", "“", "paragraph", "X", False),
        ],
    )
    def test_own_words(self, text: str, word: str, kind: str, rule: str, own: bool) -> None:
        assert is_own_words(self.block(text, kind), self.match(text, word, rule)) == own

    @pytest.mark.parametrize(
        ("text", "word", "lang", "name"),
        [
            ("The mayor met Oosterhof.", "Oosterhof", "en", True),
            ("Late it was. Ferry sails.", "Ferry", "en", False),
            ("What I seen was late.", "I seen", "en", False),
            ("Er sah das Schiff.", "Schiff", "de", False),
        ],
    )
    def test_names(self, text: str, word: str, lang: str, name: bool) -> None:
        assert is_name(self.block(text, lang=lang), self.match(text, word)) == name

    @pytest.mark.parametrize(
        ("word", "ordinary"), [("ferryy", True), ("Ferryy", False), ("x2", False), ("known", False)]
    )
    def test_words(self, word: str, ordinary: bool) -> None:
        assert is_ordinary_word(self.block(word), self.match(word, word), frozenset(["known"])) == ordinary

    def test_conditions_see_the_match_in_brackets(self) -> None:
        text = "The crew cant sail."
        match = self.match(text, "cant", "CANT")
        assert meets(match, text, {"CANT": "crew ⟦cant⟧ sail"}, {})
        assert not meets(match, text, {"CANT": "^⟦cant⟧"}, {})
        assert not meets(match, text, {}, {"CANT": "⟧ sail"})
        assert meets(match, text, {"OTHER": "x"}, {})

    @pytest.mark.parametrize(
        ("rule", "name"),
        [
            ("DID_PAST", "did-past"),
            ("DES_TE-VREEMD", "des-te-vreemd"),
            ("GELE_TRUIDRAGER_a", "gele-truidrager-a"),
            ("À_LA", "la"),
        ],
    )
    def test_names_of_members(self, rule: str, name: str) -> None:
        assert member_name(rule) == name


class TestEchoes:
    def found(self, rule: str, start: int, end: int, severity: Severity = Severity.WARNING) -> Diagnostic:
        return Diagnostic("a.md", rule, severity, "", Position(start, 1, 1), Position(end, 1, 1))

    def test_a_rule_of_the_pack_stands_before_it(self) -> None:
        own = [self.found("grammar/modal-of", 0, 8), self.found("style/readability", 20, 30)]
        here = self.found("grammar/lt-x", 6, 9)
        elsewhere = self.found("grammar/lt-x", 20, 25)
        assert without_echoes(own, [here, elsewhere]) == [*own, elsewhere]

    def test_the_surer_finding_stands(self) -> None:
        guess = self.found("grammar/modal-of", 0, 8, Severity.INFO)
        sure = self.found("grammar/lt-x", 0, 8)
        assert without_echoes([guess], [sure]) == [sure]
        assert without_echoes([], [guess._replace(rule="grammar/lt-y"), sure]) == [sure]


class TestCache:
    question = Question("en-US", ("X",))
    said: ClassVar = [Match("X", 1, 3, "é", ("a", "b"))]

    def test_what_is_kept_comes_back(self, tmp_path: Path) -> None:
        first, second = Cache(str(tmp_path)), Cache(str(tmp_path))
        (key,) = keys_of(["a"], self.question, "6.8")
        first.put({key: self.said})
        assert second.get([key, b"other"]) == {key: self.said}
        first.close()
        second.close()

    def test_the_key_changes_with_everything(self) -> None:
        keys = {
            *keys_of(["a", "b"], self.question, "6.8"),
            *keys_of(["a"], self.question._replace(rules=("X", "Y")), "6.8"),
            *keys_of(["a"], self.question._replace(picky=True), "6.8"),
            *keys_of(["a"], self.question, "6.9"),
        }
        assert len(keys) == 5

    @pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"x" * 5000])
    def test_a_broken_file_is_thrown_away(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "languagetool.sqlite").write_bytes(content)
        cache = Cache(str(tmp_path))
        cache.get([b"a"])
        cache.put({b"a": self.said})
        assert cache.get([b"a"]) == {b"a": self.said}
        cache.close()

    def test_answers_that_cannot_be_read_are_asked_for_again(self, tmp_path: Path) -> None:
        cache = Cache(str(tmp_path))
        cache.close()
        database = sqlite3.connect(tmp_path / "languagetool.sqlite")
        database.execute("INSERT INTO said VALUES (?, ?, ?)", (b"a", "nonsense", 1))
        database.commit()
        database.close()
        cache = Cache(str(tmp_path))
        assert cache.get([b"a"]) == {}
        cache.close()

    def test_a_folder_that_cannot_be_written_is_no_cache(self) -> None:
        cache = Cache(os.devnull)
        cache.put({b"a": self.said})
        assert cache.get([b"a"]) == {}
        cache.close()

    def test_only_what_changed_is_sent(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        with serving(finds("has")) as (url, asked):
            for text in (FAULT, FAULT, FAULT + "\nThe council meets again on Tuesday.\n"):
                result = lint_text(catalogue, text, settings=asking(url, cache=True))
                assert ids(result) == ["grammar/lt-does-x-has"]
        assert [text for text in asked if text != "a"] == [
            FAULT.strip(),
            "The council meets again on Tuesday.",
        ]


class TestState:
    state = State(8000, 1, 2, "token", "configuration", "6.8", 0.0, ready=True)

    def test_it_is_read_as_written(self, tmp_path: Path) -> None:
        files = Files(str(tmp_path))
        write_state(files, self.state)
        assert read_state(files) == self.state
        assert live_state(files) is None, "nobody holds the lock"

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"port": 1}', "\0"])
    def test_half_a_state_is_none(self, tmp_path: Path, content: str) -> None:
        files = Files(str(tmp_path))
        Path(files.state).write_text(content)
        assert read_state(files) is None

    def test_a_lock_is_held_once(self, tmp_path: Path) -> None:
        path = str(tmp_path / "lock")
        with locked(path) as first, locked(path, wait=0.1) as second:
            assert (first, second) == (True, False)
            assert is_locked(path)
        assert not is_locked(path)

    def test_a_process_is_known_by_its_token(self) -> None:
        code = "print(flush=True); input()"
        sleeper = subprocess.Popen(
            [sys.executable, "-c", code, "a-token-5a0c"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert sleeper.stdout
        sleeper.stdout.readline()
        try:
            deadline = time.monotonic() + 10
            # A process that has just begun may have no command line yet.
            while time.monotonic() < deadline and sleeper.pid not in processes_with("a-token-5a0c"):
                time.sleep(0.05)
            assert sleeper.pid in list(processes_with("a-token-5a0c"))
            end_processes("another-token")
            assert sleeper.poll() is None
            end_processes("a-token-5a0c")
            assert sleeper.wait(10) != 0
        finally:
            sleeper.kill()
            sleeper.communicate()

    @pytest.mark.skipif(os.name == "nt", reason="folders have no modes on Windows")
    @pytest.mark.parametrize("spoilt", ["writable", "link", "file"])
    def test_a_folder_that_others_may_write_is_not_used(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: str
    ) -> None:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        folder = tmp_path / "copydesk"
        if spoilt == "writable":
            Path(runtime_folder()).chmod(0o777)
        elif spoilt == "link":
            (tmp_path / "elsewhere").mkdir()
            folder.symlink_to(tmp_path / "elsewhere")
        else:
            folder.touch()
        with pytest.raises(Unavailable, match="cannot be made" if spoilt == "file" else "belongs to others"):
            runtime_folder()

    def test_without_a_runtime_folder_it_is_one_of_the_user(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
        assert "copydesk" in Path(runtime_folder()).name


@pytest.mark.skipif(os.name == "nt", reason="a script is no program on Windows")
class TestKeeper:
    def order(self, folder: Path, says: str, *, lives: bool = False, idle: float = 0.4) -> Order:
        """An order for a Java that says something and then lives on or ends."""
        java = folder / "java"
        lines = ["import time", f"print({says!r}, flush=True)", f"time.sleep({60 if lives else 0})"]
        java.write_text("\n".join([f"#!{sys.executable}", *lines, "raise SystemExit(1)"]))
        java.chmod(0o755)
        return Order(str(folder), str(java), "", "6.8", "", idle)

    def test_it_ends_when_nobody_uses_it(self, tmp_path: Path) -> None:
        assert keeper.keep(self.order(tmp_path, "Server started", lives=True)) == 0
        assert not (tmp_path / "state.json").exists()
        assert (tmp_path / "server.log").read_text() == "Server started\n"

    def test_it_ends_when_it_is_asked_to(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        files = Files(str(tmp_path))
        watch = keeper._watch

        def asked(*arguments: object) -> None:
            state = live_state(files)
            assert state is not None
            assert list(processes_with(state.token)) == [state.java]
            Path(files.stop).touch()
            watch(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(keeper, "_watch", asked)
        assert keeper.keep(self.order(tmp_path, "Server started", lives=True, idle=900)) == 0

    def test_it_ends_with_java(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(keeper, "_listens", lambda *_: True)
        assert keeper.keep(self.order(tmp_path, "Server started", idle=900)) == 0

    @pytest.mark.parametrize(
        ("says", "why"),
        [
            ("Error: no main class", "Java ended with status 1: Error: no main class"),
            ("Address already in use", "no free port was found in 5 attempts"),
        ],
    )
    def test_a_java_that_does_not_listen(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], says: str, why: str
    ) -> None:
        assert keeper.keep(self.order(tmp_path, says)) == 1
        assert capsys.readouterr().err == f"{why}\n"
        assert not is_locked(str(tmp_path / "lock"))

    def test_there_is_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(keeper, "_WAIT_FOR_LOCK", 0.1)
        with locked(str(tmp_path / "lock")):
            assert keeper.keep(self.order(tmp_path, "Server started")) == 0
        assert not (tmp_path / "server.log").exists()


def test_a_member_explains_itself() -> None:
    ended = copydesk("rule", "grammar/lt-did-past")
    assert ended.out.startswith("# grammar/lt-did-past\n")
    assert "Languages: English." in ended.out
    assert copydesk("rule", "grammar/lt-never-heard-of").status == 0
    assert copydesk("rule", "grammar/lt-").status == 2


def test_status_without_one(tmp_path: Path) -> None:
    ended = spawn("languagetool", "status", cwd=tmp_path, env={**os.environ, **nowhere_in(tmp_path)})
    assert ended.out.splitlines()[-1] == "No server runs."
    assert (
        spawn("languagetool", "stop", cwd=tmp_path, env={**os.environ, **nowhere_in(tmp_path)}).out
        == "No server runs.\n"
    )
