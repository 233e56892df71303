"""Fetching a LanguageTool into the user's folder: whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable

from linter.folders import data_folder
from linter.languagetool.installation import SERVER_JAR, VERSION
from linter.languagetool.java import find_java
from linter.model import Unavailable

# Languages of the rules, and two that the server looks up by name when it starts.
_MODULES = ("en", "nl", "de", "fr", "es", "ca", "pt")
_SERVER_IN_MAVEN = f"languagetool-server-{VERSION}.jar"
# Seconds that Maven may take.
_PATIENCE = 1800
_POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>copydesk</groupId>
  <artifactId>languagetool</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
{dependencies}
  </dependencies>
</project>
"""
_DEPENDENCY = """\
    <dependency>
      <groupId>org.languagetool</groupId>
      <artifactId>{name}</artifactId>
      <version>{version}</version>
{exclusions}    </dependency>"""
# The server asks for all languages; those that are needed are named instead.
_WITHOUT_LANGUAGES = """\
      <exclusions>
        <exclusion><groupId>org.languagetool</groupId><artifactId>language-all</artifactId></exclusion>
      </exclusions>
"""


def install(say: Callable[[str], object]) -> str:
    """Fetch LanguageTool unless it is there; returns its folder, `Unavailable` if it cannot be fetched."""
    home = os.path.join(data_folder(), f"LanguageTool-{VERSION}")
    if os.path.isfile(os.path.join(home, SERVER_JAR)):
        say(f"LanguageTool {VERSION} is already at {home}.")
        return home
    find_java(fails=True)
    os.makedirs(data_folder(), exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data_folder(), prefix="fetching-") as folder:
        maven = shutil.which("mvn")
        fetched = _by_maven(maven, folder, say) if maven else _by_language_tool_python(folder, say)
        if not os.path.isdir(home):
            os.replace(fetched, home)
    say(f"LanguageTool {VERSION} is at {home}.")
    return home


def _by_maven(maven: str, folder: str, say: Callable[[str], object]) -> str:
    say(f"Fetching LanguageTool {VERSION} through Maven; this takes a minute.")
    with open(os.path.join(folder, "pom.xml"), "w", encoding="utf-8") as file:
        file.write(pom())
    home = os.path.join(folder, "LanguageTool")
    command = [maven, "-q", "-B", "-f", file.name, "dependency:copy-dependencies", "-DincludeScope=runtime"]
    command.append(f"-DoutputDirectory={os.path.join(home, 'libs')}")
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            check=False,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
            cwd=folder,
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"Maven was not done after {_PATIENCE} seconds", fails=True) from error
    server = os.path.join(home, "libs", _SERVER_IN_MAVEN)
    if done.returncode or not os.path.isfile(server):
        said = [line for line in (done.stdout + done.stderr).splitlines() if "ERROR" in line]
        raise Unavailable(f"Maven could not fetch it: {said[0] if said else 'it said nothing'}", fails=True)
    os.replace(server, os.path.join(home, SERVER_JAR))
    return home


def pom() -> str:
    """Return the Maven project whose dependencies are the jars of a server."""
    server = _DEPENDENCY.format(name="languagetool-server", version=VERSION, exclusions=_WITHOUT_LANGUAGES)
    languages = [
        _DEPENDENCY.format(name=f"language-{code}", version=VERSION, exclusions="") for code in _MODULES
    ]
    return _POM.format(dependencies="\n".join([server, *languages]))


def _by_language_tool_python(folder: str, say: Callable[[str], object]) -> str:
    # The library reads this when it is asked where to put what it fetches.
    before, os.environ["LTP_PATH"] = os.environ.get("LTP_PATH"), folder
    try:
        from language_tool_python.download_lt import LocalLanguageTool

        say(f"Fetching LanguageTool {VERSION} through language-tool-python; this takes some minutes.")
        fetched = LocalLanguageTool.from_version_name(VERSION)
        fetched.download()
        command = fetched.get_server_cmd()
    except ImportError as error:
        what = (
            "there is no Maven (mvn) to fetch it with; install Maven, or `pip install copydesk[languagetool]`"
        )
        raise Unavailable(what, fails=True) from error
    except Exception as error:  # the library raises errors of its own, of requests and of zipfile
        raise Unavailable(f"language-tool-python could not fetch it: {error}", fails=True) from error
    finally:
        os.environ.pop("LTP_PATH")
        if before is not None:
            os.environ["LTP_PATH"] = before
    return os.path.dirname(str(command[command.index("-cp") + 1]))
