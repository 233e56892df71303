r"""List the rules of LanguageTool that raise nothing on text at hand.

    python -m benchmarks.languagetool_list GRAMMAR.XML ALARMS.jsonl

GRAMMAR.XML is `org/languagetool/rules/LANGUAGE/grammar.xml` of its jar for a
language. ALARMS.jsonl is what this prints over edited text in that language:

    copydesk check --isolated --exit-zero --language nl --select grammar/lt \
        --config 'rules."grammar/lt".everything = true' --output-format json-lines TEXTS

Prints the ids of rules that are on by default, are about words (not about marks
or style), and are in no alarm.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

from linter.languagetool.check import member_name

LEFT_OUT = {
    *("PUNCTUATION", "TYPOGRAPHY", "STYLE", "REDUNDANCY", "SEMANTICS", "MISC", "FALSE_FRIENDS", "UNEXPECTED"),
    "MOM__GRAMMAR__CONSTITUENT_AGREEMENT__NOUN_PHRASE",
}
OFF = ("off", "temp_off")


def main() -> None:
    """Read the files and print."""
    grammar, alarms = map(Path, sys.argv[1:3])
    fired = {json.loads(line)["rule"] for line in alarms.read_text("utf-8").splitlines()}
    for category in ET.parse(grammar).getroot().iter("category"):
        if category.get("id") in LEFT_OUT or category.get("default") in OFF:
            continue
        for rule in (*category.findall("rule"), *category.findall("rulegroup")):
            id = rule.get("id", "")
            if id and rule.get("default") not in OFF and f"grammar/lt-{member_name(id)}" not in fired:
                print(id)


if __name__ == "__main__":
    main()
