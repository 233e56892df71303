"""LanguageTool itself: what it finds where, and a server that is shared, killed and mended.

Skipped without Java and a LanguageTool; COPYDESK_TEST_LANGUAGETOOL=required makes that a failure.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter.config.settings import RuleSettings
from linter.folders import runtime_folder
from linter.languagetool import keeper
from linter.languagetool.installation import find_installation
from linter.languagetool.java import find_java
from linter.languagetool.lock import is_locked
from linter.languagetool.order import Order
from linter.languagetool.processes import processes_with
from linter.languagetool.server import ensure, running, stop
from linter.languagetool.settings import LanguageToolSettings
from linter.languagetool.state import Files, State, write_state
from linter.rules.catalogue import Catalogue
from tests.commands import COMMAND, Ended, copydesk, write
from tests.linting import found_text, lint_text

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these tests send signals")

FAULT = "The ferry does not has a captain, and the mayor of Oudeveen knows it well.\n"
# Other rules of the pack may find the same fault, and be reported in its place.
ASKED = ("--select=grammar/lt", "--languagetool=required")


def find(
    catalogue: Catalogue,
    server: LanguageToolSettings,
    text: str,
    *,
    format: str = "markdown",
    language: str = "en",
) -> list[str]:
    """Return the texts in which LanguageTool finds something."""
    settings = RuleSettings(select=("grammar/lt",), language=language, languagetool=server)
    result = lint_text(catalogue, text, settings=settings, format=format)
    assert not result.failures
    assert not result.not_run
    return [text for _, text in found_text(result)]


def check(folder: Path, server: LanguageToolSettings, *options: str) -> Ended:
    home = f"languagetool-home='{server.home}'"
    return copydesk(
        *("check", "--isolated", *ASKED, "--config", home),
        *("--output-format=concise", *options, str(folder)),
    )


class TestPlaces:
    @pytest.mark.parametrize(
        "text",
        [
            "🚢 The 🚢🚢 ferry does not has a captain 🚢.\n",
            "The e\u0301tude of the naïve coo\u0308perator does not has an end.\n",
            "# A ferry\r\n\r\nThe ferry\r\ndoes not\r\nhas a captain.\r\n",
            '> # A quay\n\n- one\n  - The **_ferry_ does** not has [a crew](https://a.example/has "has").\n',
            "The ferry `has` a bell, and the *ferry* does **not** has a captain ![has](has.png).\n",
            "| has | b |\n|---|---|\n| it does not has | b |\n\nThe ferry does not has a captain.\n",
            "The \x00 ferry\u2028and\u00a0its quay: it does not has a captain.\n",
            "&lt;The ferry&gt; does&nbsp;not has &#128674; a captain.\n",
        ],
    )
    def test_in_markdown(self, catalogue: Catalogue, languagetool: LanguageToolSettings, text: str) -> None:
        assert find(catalogue, languagetool, text) == ["has"]

    def test_in_html(self, catalogue: Catalogue, languagetool: LanguageToolSettings) -> None:
        cell = "<table><td>does not has</td></table>"
        text = f"{cell}<p>A <b>fer&shy;ry</b> 🚢 does<br>not <a href='#'>has</a> it.</p>"
        assert find(catalogue, languagetool, text, format="html") == ["has"]

    def test_in_text_and_in_another_language(
        self, catalogue: Catalogue, languagetool: LanguageToolSettings
    ) -> None:
        text = "De raad is er ten alle tijden voor de veerboot van Oudeveen, zei de burgemeester.\n"
        found = find(catalogue, languagetool, text, format="text", language="nl")
        assert found == ["ten alle tijden"]

    def test_a_megabyte(self, catalogue: Catalogue, languagetool: LanguageToolSettings) -> None:
        line = "The 🚢 ferry sails to the quay of Oudeveen at nine, and back at ten when the tide is high. "
        paragraphs = [f"On day {n} it rains. " + line * 40 for n in range(250)]
        text = "\n\n".join([*paragraphs, FAULT, line * 1500 + FAULT])
        assert len(text.encode()) > 1_000_000
        assert find(catalogue, languagetool, text) == ["has", "has"]


@pytest.fixture
def server(languagetool: LanguageToolSettings) -> Iterator[LanguageToolSettings]:
    """Begin and end without a server."""
    stop()
    yield languagetool
    stop()


def start(server: LanguageToolSettings, idle: float = 900.0) -> State:
    return ensure(find_installation(server), idle)


class TestServer:
    def test_two_runs_at_once_share_one(self, server: LanguageToolSettings, tmp_path: Path) -> None:
        write(tmp_path, a_txt=FAULT)
        home = f"languagetool-home='{server.home}'"
        options = ("--isolated", "--no-cache", *ASKED, "--config", home)
        runs = [
            subprocess.Popen([*COMMAND, "check", *options, "a.txt"], cwd=tmp_path, stdout=subprocess.PIPE)
            for _ in range(3)
        ]
        ended = [(run.communicate()[0], run.returncode) for run in runs]
        assert [(b"grammar/lt-" in out, status) for out, status in ended] == [(True, 1)] * 3
        assert len(javas()) == 1

    def test_it_outlives_its_user_and_is_used_again(self, server: LanguageToolSettings) -> None:
        first = start(server)
        assert start(server) == first
        assert running() == first

    def test_it_ends_when_nobody_uses_it(self, server: LanguageToolSettings) -> None:
        state = start(server, idle=1.0)
        assert within(10, lambda: running() is None and not list(processes_with(state.token)))

    def test_another_configuration_is_another_server(
        self, server: LanguageToolSettings, tmp_path: Path
    ) -> None:
        first = start(server)
        (tmp_path / "LanguageTool-6.8").symlink_to(server.home)
        second = start(server._replace(home=str(tmp_path)))
        assert second.java != first.java
        assert len(javas()) == 1

    @pytest.mark.parametrize("killed", ["java", "keeper", "both"])
    def test_killed_it_is_mended(self, server: LanguageToolSettings, tmp_path: Path, killed: str) -> None:
        state = start(server)
        for pid in {"java": [state.java], "keeper": [state.keeper]}.get(killed, [state.java, state.keeper]):
            os.kill(pid, signal.SIGKILL)
        write(tmp_path, a_txt=FAULT)
        assert check(tmp_path, server, "--no-cache").status == 1
        assert within(10, lambda: len(javas()) == 1)
        assert not list(processes_with(state.token))

    def test_killed_while_it_answers_the_run_fails_and_the_next_does_not(
        self, server: LanguageToolSettings, tmp_path: Path
    ) -> None:
        state = start(server)
        many = [f"{FAULT[:-1]} It sailed {n} times in {n + 3} days.\n\n" for n in range(3000)]
        write(tmp_path, a_txt="".join(many) + "\nStudies show that 60% of ferries sail late.\n")
        home = f"languagetool-home='{server.home}'"
        options = ("--isolated", "--no-cache", *ASKED, "--extend-select=figures", "--config", home)
        run = subprocess.Popen(
            [*COMMAND, "check", *options, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        log = Path(Files(runtime_folder()).log)
        assert within(60, lambda: log.read_text().count("Check done") >= 2)
        os.kill(state.java, signal.SIGKILL)
        out, err = run.communicate()
        assert run.returncode == 2
        assert b"the rule grammar/lt failed (the LanguageTool server at http://127.0.0.1:" in err
        assert b"grammar/lt did not run on 1 file" in out
        assert b"figures/vague-source" in out
        write(tmp_path, a_txt=FAULT)
        assert check(tmp_path, server, "--no-cache").status == 1

    def test_one_that_hangs_is_replaced_in_the_next_run(
        self, server: LanguageToolSettings, tmp_path: Path
    ) -> None:
        state = start(server)
        os.kill(state.java, signal.SIGSTOP)
        write(tmp_path, a_txt=FAULT)
        ended = check(tmp_path, server, "--no-cache", "--config", "languagetool-timeout=1")
        assert ended.status == 2
        assert "did not answer within 1 s" in ended.err
        assert check(tmp_path, server, "--no-cache").status == 1

    def test_a_port_that_is_taken_is_not_used(
        self, server: LanguageToolSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with socket.socket() as stranger:
            stranger.bind(("127.0.0.1", 0))
            stranger.listen()
            taken = stranger.getsockname()[1]
            free = keeper._free_port()
            ports = iter([taken, free])
            monkeypatch.setattr(keeper, "_free_port", lambda: next(ports))
            installation = find_installation(server)
            order = Order(str(tmp_path), find_java().path, installation.class_path, "6.8", "", 900)
            java, state = keeper._start(order, Files(str(tmp_path)))
            keeper._end(java)
        assert state.port == free

    def test_a_state_that_was_left_over_is_not_believed(
        self, server: LanguageToolSettings, tmp_path: Path
    ) -> None:
        with socket.socket() as stranger:
            stranger.bind(("127.0.0.1", 0))
            stranger.listen()
            left = State(
                stranger.getsockname()[1], os.getpid(), os.getpid(), "of nobody", "", "6.8", 0.0, True
            )
            write_state(Files(runtime_folder()), left)
            write(tmp_path, a_txt=FAULT)
            assert check(tmp_path, server, "--no-cache").status == 1
        state = running()
        assert state is not None
        assert state.port != left.port

    def test_a_java_that_does_not_start_is_said(self, server: LanguageToolSettings, tmp_path: Path) -> None:
        (tmp_path / "languagetool-server.jar").write_bytes(b"no jar")
        write(tmp_path, a_txt=FAULT)
        ended = check(tmp_path, server._replace(home=str(tmp_path)), "--no-cache")
        assert ended.status == 2
        assert "the LanguageTool server did not start: Java ended with status 1: " in ended.err
        assert not is_locked(Files(runtime_folder()).lock)

    def test_what_is_cached_starts_no_server(self, server: LanguageToolSettings, tmp_path: Path) -> None:
        write(tmp_path, a_txt=FAULT)
        first = check(tmp_path, server)
        stop()
        assert check(tmp_path, server) == first
        assert "grammar/lt-" in first.out
        assert running() is None

    def test_by_command(
        self, server: LanguageToolSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "copydesk.toml").write_text(f"languagetool-home = '{server.home}'")
        monkeypatch.chdir(tmp_path)
        assert copydesk("languagetool", "start").out.startswith("LanguageTool ")
        assert "listens on 127.0.0.1:" in copydesk("languagetool", "status").out
        assert copydesk("languagetool", "stop").out == "The server has ended.\n"
        assert copydesk("languagetool", "status").out.endswith("No server runs.\n")


def javas() -> list[str]:
    """The servers of the tests' own folder that run."""
    listed = subprocess.run(
        ["ps", "-eww", "-o", "command="],  # noqa: S607 - of the system, wherever it has it
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    mine = f"--config {runtime_folder()}"
    return [line for line in listed.splitlines() if mine in line]


def within(seconds: float, holds: object) -> bool:
    """Wait until something holds."""
    assert callable(holds)
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
