"""The house stays one to live in: small files, small functions, rooms that are not too full, no import in a circle."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import aixin_cli

ROOT = Path(aixin_cli.__file__).parent
MODULES = {
    ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}
MOST_LINES = 300
MOST_LOGIC = 40
MOST_MODULES = 15


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    long = {
        name: count
        for name, path in MODULES.items()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert not long


def logic(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines that hold a statement's beginning or end: neither blank lines, comments, docstrings nor text in quotes."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    lines = {
        line
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, (ast.stmt, ast.excepthandler, ast.comprehension, ast.keyword, ast.arg))
        for line in [getattr(node, "lineno", None)]
        if line is not None
    }
    return len(lines)


def test_no_function_has_more_than_forty_lines_of_logic() -> None:
    long = {
        f"{name}.{node.name}": count
        for name, path in MODULES.items()
        for node in ast.walk(parsed(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (count := logic(node)) > MOST_LOGIC
    }
    assert not long


def test_no_room_holds_more_than_fifteen_modules() -> None:
    rooms = Counter(path.parent for path in MODULES.values() if path.name != "__init__.py")
    full = {str(room.relative_to(ROOT)): count for room, count in rooms.items() if count > MOST_MODULES}
    assert not full


def imported(name: str, path: Path) -> Iterator[str]:
    """The package's modules that a module imports anywhere in it, for types alone too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            wanted = {f"{node.module}.{alias.name}" for alias in node.names} & MODULES.keys()
            yield from wanted or {node.module} & MODULES.keys()
        elif isinstance(node, ast.Import):
            yield from {alias.name for alias in node.names} & MODULES.keys()


def test_no_module_imports_itself_by_way_of_others_not_even_for_types() -> None:
    ahead = {name: set(imported(name, path)) - {name} for name, path in MODULES.items()}
    while free := {name for name, wanted in ahead.items() if not wanted & ahead.keys()}:
        ahead = {name: wanted for name, wanted in ahead.items() if name not in free}
    assert not ahead, sorted(ahead)


def test_every_module_and_room_says_what_it_is() -> None:
    assert [name for name, path in MODULES.items() if not ast.get_docstring(parsed(path))] == []


def test_the_page_on_the_house_names_every_room() -> None:
    page = (ROOT.parents[1] / "docs" / "house.md").read_text(encoding="utf-8")
    rooms = {path.parent.relative_to(ROOT) for path in MODULES.values()} - {Path()}
    assert [str(room) for room in sorted(rooms) if f"`{room.name}" not in page] == []


MOST_SQL = 3
SQL = re.compile(
    r"\b(select|insert\s+(or\s+ignore\s+)?into|update|delete\s+from|with)\b[\s\S]*\b(from|into|set|values)\b"
)
COMPILED = {
    "check.findings": "what tells a row to its clerk, from the key of a form's layout",
    "check.run": "what a check says of its rows, from the columns that its file gives",
    "link.scoring": "pairs and scores, from the comparisons of the model",
    "rollup.reconcile": "what must add up, from the additive columns of a table's header",
    "stage.content": "the content of a part, from the fields of its layout",
    "stage.fields.fixes": "the repairs of a layout's fields",
    "stage.intake": "numbers that a spreadsheet wrecked, from the fields of a layout",
    "stage.returns.contested": "the rows of a part by their key, from a form's layout",
}
"""SQL made of forms, headers or a model, by module with what it is made of: it has no text of its own to be a file."""
LEFT = {"store.statistics": 1}
"""Text of SQL that still stands in Python: it may only get less. (It asks the statistics file, not the register.)"""


def long_sql(path: Path) -> list[int]:
    """The lines where a literal of SQL over three lines begins."""
    tree = parsed(path)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    texts = [
        (node.lineno, "".join(part.value if isinstance(part, ast.Constant) else "x" for part in node.values))
        if isinstance(node, ast.JoinedStr)
        else (node.lineno, node.value)
        for node in ast.walk(tree)
        if id(node) not in docs | inside
        and (isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)))
    ]
    return [
        line
        for line, text in texts
        if len([row for row in text.splitlines() if row.strip()]) > MOST_SQL and SQL.search(text)
    ]


def test_sql_of_more_than_three_lines_is_a_file_or_compiled() -> None:
    long = {name.removeprefix("aixin_cli."): len(lines) for name, path in MODULES.items() if (lines := long_sql(path))}
    assert {name: count for name, count in long.items() if name not in COMPILED} == LEFT
    assert COMPILED.keys() <= long.keys(), "a module that compiles none any more is none of these"


def test_a_literal_of_sql_is_told_from_other_text(tmp_path: Path) -> None:
    module = tmp_path / "some.py"
    long, words = "select a\nfrom b\nwhere c\nlimit 1", "four\nlines\nof\nwords"
    lines = ["read(", f"    {long!r},", f"    f{long!r},", "    'select a from b',", f"    {words!r},", ")"]
    module.write_text("\n".join(lines))
    assert long_sql(module) == [2, 3]
