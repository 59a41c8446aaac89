from __future__ import annotations

import ast
import io
import re
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.contract.processes import ROOT

SOURCE = ROOT / "src" / "aixin_cli"
CHINESE = SOURCE / "locale" / "zh_CN" / "LC_MESSAGES"
HAN = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@cache
def messages() -> dict[str, str]:
    """Every text that src asks the catalogue for, with a file it stands in."""
    found = extract_from_dir(str(SOURCE), keywords={"_": None})
    return {message: str(file) for file, _line, message, _comments, _context in found if isinstance(message, str)}


def chinese() -> Catalog:
    with (CHINESE / "aixin.po").open("rb") as file:
        return read_po(file, locale="zh_CN", domain="aixin")


def test_every_text_has_chinese() -> None:
    told = {item.id for item in chinese() if item.string}
    untold = {message: file for message, file in messages().items() if message not in told}
    assert not untold


def test_no_translation_is_left_from_a_text_that_is_gone() -> None:
    asked = messages()
    left = [
        item.id for item in chinese() if item.id and item.id not in asked and "Typer" not in str(item.auto_comments)
    ]
    assert not left


def test_every_translation_is_chinese_and_keeps_the_placeholders() -> None:
    for item in chinese():
        if not item.id:
            continue
        # A pattern of places and marks alone has no word to be Chinese.
        assert HAN.search(str(item.string)) or not re.search("[a-z]", PLACEHOLDER.sub("", str(item.id))), item.id
        assert sorted(PLACEHOLDER.findall(str(item.id))) == sorted(PLACEHOLDER.findall(str(item.string))), item.id
        assert not item.fuzzy


def test_the_compiled_catalogue_is_current() -> None:
    compiled = read_mo(io.BytesIO((CHINESE / "aixin.mo").read_bytes()))
    written = {item.id: item.string for item in chinese() if item.id}
    assert {item.id: item.string for item in compiled if item.id} == written, (
        "run: pybabel compile -d src/aixin_cli/locale -D aixin"
    )


def test_a_text_for_translation_is_never_put_together_before() -> None:
    """`_(f"…")` can't be found by extraction."""
    faults = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                text = node.args[0]
                if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
                    faults.append(f"{path.name}:{node.lineno}")
    assert not faults
