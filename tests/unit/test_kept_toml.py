"""What is kept of definitions is never anything but what is in them."""

import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import pytest

from aixin_cli.errors import DefinitionError
from aixin_cli.forms import kept_toml
from aixin_cli.forms.kept_toml import Kept, parse_kept
from aixin_cli.store.catalogue import parse_statement
from aixin_cli.store.statement import sql_directory

PACKAGE = Path(kept_toml.__file__).parents[1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept.json"


def parsed(path: Path, *texts: str) -> list[dict[str, object]]:
    """What a process gets of these texts, which writes the file at its end."""
    kept = Kept(path)
    with patch.object(kept_toml, "_kept", return_value=kept), patch.object(kept_toml.atexit, "register"):
        found = [parse_kept(text) for text in texts]
    kept.write()
    return found


def test_every_definition_is_kept_as_it_is_parsed(path: Path) -> None:
    texts = [
        *(file.read_text("utf-8").partition("*/")[0].partition("/*")[2] for file in sql_directory().rglob("*.sql")),
        *(file.read_text("utf-8") for file in PACKAGE.rglob("*.toml")),
    ]
    wanted = [tomllib.loads(text) for text in texts]
    assert parsed(path, *texts) == wanted
    with patch.object(tomllib, "loads", side_effect=AssertionError("was kept")):
        assert parsed(path, *texts) == wanted


def test_an_edit_of_the_same_size_at_the_same_time_is_another_text(path: Path) -> None:
    assert parsed(path, "a = 1") == [{"a": 1}]
    assert parsed(path, "a = 2") == [{"a": 2}]
    assert parsed(path, "a = 1", "a = 2") == [{"a": 1}, {"a": 2}]


def test_what_is_changed_by_its_reader_is_not_kept_changed(path: Path) -> None:
    parsed(path, "a = [1]")
    kept = Kept(path)
    with patch.object(kept_toml, "_kept", return_value=kept):
        parse_kept("a = [1]")["a"].append(2)
        assert parse_kept("a = [1]") == {"a": [1]}


@pytest.mark.parametrize("damage", [b"", b"x", b"{}", b"\xff\n{}", b"0\n[1]"])
def test_a_file_that_is_not_whole_is_not_believed(path: Path, damage: bytes) -> None:
    parsed(path, "a = 1")
    whole = path.read_bytes()
    for content in (damage, whole[:-1], whole.replace(b"1", b"7"), whole[1:]):
        path.write_bytes(content)
        assert parsed(path, "a = 1") == [{"a": 1}]


def test_a_folder_that_takes_no_file_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert parsed(tmp_path / "file" / "kept.json", "a = 1") == [{"a": 1}]


def test_a_disk_that_fills_leaves_nothing_beside(path: Path) -> None:
    with patch.object(Path, "replace", side_effect=OSError("No space left on device")):
        assert parsed(path, "a = 1") == [{"a": 1}]
    assert list(path.parent.iterdir()) == []


def test_a_text_with_a_day_is_parsed_each_time(path: Path) -> None:
    text = "day = 2024-12-01"
    assert parsed(path, text) == parsed(path, text) == [tomllib.loads(text)]


def test_what_is_no_toml_is_refused_each_time(path: Path) -> None:
    for _ in range(2):
        with pytest.raises(tomllib.TOMLDecodeError):
            parsed(path, "a =")


def test_of_many_that_write_at_once_each_leaves_a_whole_file(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from aixin_cli.forms.kept_toml import Kept\n"
        "kept = Kept(Path(sys.argv[1]))\n"
        "for turn in range(60): kept.add(f'{sys.argv[2]}{turn}', {'a': 'x' * 2000}); kept.write()"
    )

    def write(name: str) -> None:
        subprocess.run([sys.executable, "-c", code, str(path), name], check=True)

    with ThreadPoolExecutor(3) as pool:
        writing = [pool.submit(write, name) for name in "pq"]
        while not all(done.done() for done in writing):
            was_there = path.exists()
            assert Kept(path).told or not was_there
    assert {len(Kept(path).told) >= 60, *(done.result() is None for done in writing)} == {True}
    assert list(path.parent.iterdir()) == [path]


def test_an_offices_own_rule_is_not_kept(tmp_path: Path) -> None:
    rule = tmp_path / "own.sql"
    rule.write_text('/*\nid = "own"\nkind = "check"\ntitle = { zh = "自定", en = "own" }\n*/\nselect 1')
    with patch.object(kept_toml, "_kept", side_effect=AssertionError("is asked")):
        assert parse_statement(rule).id == "own"
    rule.write_text("/*\nid = \n*/\nselect 1")
    with pytest.raises(DefinitionError, match="header is broken"):
        parse_statement(rule)
