from __future__ import annotations

import re
import subprocess
import sys
from functools import cache

import pytest

from aixin_cli.commands import PANELS
from tests.contract.processes import ROOT, aixin, aixin_after

VERB_NAMES = [
    "run",
    "load",
    "check",
    "status",
    "remind",
    "findings",
    "rollup",
    "compare",
    "trace",
    "impact",
    "close",
    "reopen",
    "publish",
    "lint",
    "query",
    "dictionary",
    "returns",
    "feedback",
    "explain",
    "link",
    "review",
    "duplicates",
    "layout",
    "rules",
    "template",
    "store",
    "sample",
    "forms",
]
LAYOUT = ["show", "accept", "refuse", "list", "forget", "export", "import"]
BELOW = [
    "returns list",
    "returns show",
    "returns withdraw",
    "returns reinstate",
    "returns choose",
    "returns release",
    "returns extend",
    "returns send-back",
    "explain list",
    "explain grant",
    "explain refuse",
    "forms show",
    *[f"layout {verb}" for verb in LAYOUT],
]
BELOW += [f"review {verb}" for verb in ("export", "import", "decide", "status", "decisions", "withdraw")]
BELOW += [
    "store check",
    "store backup",
    "duplicates count",
    "duplicates list",
    "link why",
    "rules show",
    "rules outcomes",
    "rules try",
]
MORE_OPTIONS = {"check": 9, "findings": 9, "feedback": 9, "query": 9, "run": 16, "publish": 10}
"""Verbs that the work itself asks more than eight options of."""
HAN = re.compile(r"[\u4e00-\u9fff]")
ENGLISH_SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")


ASKED = """
from aixin_cli.locale import set_language
set_language()
from aixin_cli.app import run
for verb in {verbs}:
    print(chr(12) + verb)
    print(chr(12) + str(run([*verb.split(), "--help"])))
print(chr(12))
"""
"""Python that asks for the help of one verb after another: a process each would take four times as long."""


@cache
def helps(language: str) -> dict[str, str]:
    """The help of every verb that has ended as it should."""
    told = aixin_after(ASKED.format(verbs=[*VERB_NAMES, *BELOW]), "--help", language=language).stdout.split("\f")
    said = [part.partition("\n") for part in told[1:]]
    return {verb: text for (verb, _, text), (code, _, _) in zip(said[::2], said[1::2], strict=False) if code == "0"}


def helped(verb: str, language: str) -> str:
    return helps(language)[verb]


def test_every_verb_is_listed_here() -> None:
    assert sum(len(verbs) for _panel, _folder, verbs in PANELS) == len(VERB_NAMES)


@pytest.mark.parametrize("verb", [*VERB_NAMES, *BELOW])
def test_every_verb_has_help_with_an_example_in_english(verb: str) -> None:
    text = helped(verb, "en")
    assert "Usage: " in text
    assert "Example: aixin" in text


@pytest.mark.parametrize("verb", [*VERB_NAMES, *BELOW])
def test_every_verbs_help_is_wholly_chinese_on_request(verb: str) -> None:
    text = helped(verb, "zh")
    assert "用法：" in text
    assert "示例：aixin" in text
    assert "显示本说明后退出。" in text
    assert "…" not in text.replace("……", "")
    for word in ("Usage", "Options", "Arguments", "Commands", "required", "default:"):
        assert word not in text
    for kind in ("<bool>", "<path>", "<str>", "<int>", "<list[Path]>"):
        assert kind not in text, "a type of Python's says nothing to a clerk"
    assert not ENGLISH_SENTENCE.search(re.sub(r"aixin [a-z -]+", "", text))


def test_the_top_lists_every_verb_in_both_languages() -> None:
    for language in ("en", "zh"):
        text = aixin("--help", AIXIN_LANG=language).stdout
        assert all(re.search(rf"\b{verb}\b", text) for verb in VERB_NAMES)


def test_no_verb_has_more_than_eight_options() -> None:
    for verb in [*VERB_NAMES, *BELOW]:
        options = set(re.findall(r"^│ \*? *(--[a-z-]+)", helped(verb, "en"), re.MULTILINE))
        assert len(options - {"--help"}) <= MORE_OPTIONS.get(verb, 8), verb


def test_a_locale_chooses_chinese_and_aixin_lang_overrides_it() -> None:
    assert HAN.search(aixin("runn", AIXIN_LANG="", LANG="zh_CN.UTF-8", LC_ALL="").stderr)
    assert not HAN.search(aixin("runn", AIXIN_LANG="en", LANG="zh_CN.UTF-8", LC_ALL="").stderr)


def test_help_imports_nothing_heavy() -> None:
    heavy = {"duckdb", "pyarrow", "pandas", "numpy", "openpyxl", "xlsxwriter", "fastexcel", "sqlglot"}
    code = (
        "import sys\nsys.argv = ['aixin', '--help']\nfrom aixin_cli.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    loaded = set(done.stdout.rsplit("LOADED", 1)[1].split())
    assert "typer" in loaded
    assert not loaded & heavy
