"""Nobody's name, number or phone leaves the register: not in talk, not in data, not in a published file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from aixin_cli.read import Declared, read_sources
from aixin_cli.read.owner.preamble import shown_labels
from tests.contract.conftest import PERIOD, Month
from tests.contract.processes import aixin, aixin_here
from tests.contract.rechecked import Checked
from tests.contract.returns import write_pairing

PRIVATE = ("recipient_name", "helper_name", "guardian_name", "recipient_id", "helper_id", "household_head_id",
           "disability_certificate", "recipient_phone", "helper_phone", "contact_phone")  # fmt: skip
VERBS = [
    ("load", "returns", "--store", "third"),
    ("check", "returns"),
    *(("check", "returns", "--format", form) for form in ("json", "csv", "junit", "sarif", "github")),
    ("status", "--period", PERIOD),
    ("status", "--period", PERIOD, "--format", "json"),
    *(("findings", "--period", PERIOD, "--format", form) for form in ("table", "json", "csv", "html")),
    *(("close", PERIOD, "--check", "--format", form) for form in ("table", "json")),
    ("trace", "F02", "--period", PERIOD, "--rows", "--limit", "100000"),
    ("trace", "T03", "620000", "contact_times", "--period", PERIOD, "--rows", "--limit", "100000", "--format", "json"),
    ("impact", "1", "--period", PERIOD),
    ("returns", "list", "--period", PERIOD),
    ("link", "--period", PERIOD),
    ("link", "--explain-blocking"),
    ("publish", "--period", PERIOD, "--out", "published"),
    ("duplicates", "count", "--period", PERIOD),
    *(("duplicates", "list", "--kind", kind, "--period", PERIOD) for kind in ("same_pair", "other_unit", "one_number")),
    ("duplicates", "list", "--kind", "linked", "--period", PERIOD, "--format", "json"),
    ("duplicates", "list", "--kind", "same_activity", "--period", PERIOD, "--format", "csv"),
    *(
        ("query", f"select * from {table}", "--register", "--reason", "核对", "--format", "csv")
        for table in (
            "raw.pairing",
            "raw.set_aside",
            "stg.pairing",
            "stg.activity",
            "meta.file",
            "meta.person",
            "chk.finding",
        )
    ),
]


@pytest.fixture(scope="module")
def secrets(faulty_month: Month) -> set[str]:
    """Every name, number and phone as it stands in the returns, and names without their blanks."""
    cells: set[str] = set()
    for file in read_sources([faulty_month.folder / "returns"], Declared()):
        for table in file.tables:
            for name in set(PRIVATE) & set(table.rows.schema.names):
                cells |= {cell for cell in table.rows.column(name).to_pylist() if cell}
    cells |= {re.sub(r"\s", "", cell) for cell in cells}
    # A cell of a few digits names nobody, and stands in any text by chance.
    return {cell for cell in cells if re.search(r"[\u4e00-\u9fff]{2}|\d{7}", cell)}


def leaks(text: str, secrets: set[str]) -> set[str]:
    return {secret for secret in secrets if secret in text}


def test_the_returns_hold_what_must_not_leave(secrets: set[str]) -> None:
    assert len(secrets) > 500
    assert any(re.fullmatch(r"\d{17}[\dX]", secret) for secret in secrets)
    assert any(re.fullmatch(r"1\d{10}", secret) for secret in secrets)


def test_a_file_is_called_after_somebody(faulty_month: Month, secrets: set[str]) -> None:
    names = " ".join(path.name for path in (faulty_month.folder / "returns").iterdir())
    assert leaks(names, secrets)


def is_asked_in_chinese(verb: tuple[str, ...]) -> bool:
    """Plain talk and JSON: the other formats hold the messages of JSON in other dress, in Chinese as in English.

    Nor is `load`: its talk is the same in other words, and another store would have to be made.
    """
    return verb[0] != "load" and not {"csv", "junit", "sarif", "github"} & set(verb)


@pytest.fixture(scope="module")
def checked() -> Iterator[Checked]:
    """The returns checked once a language, for all formats."""
    with Checked() as found:
        yield found


@pytest.mark.parametrize(
    ("verb", "language"),
    [(verb, language) for verb in VERBS for language in ("en", "zh") if language == "en" or is_asked_in_chinese(verb)],
    ids=lambda item: item if isinstance(item, str) else " ".join(item[:1] + item[-1:]),
)
def test_no_verb_prints_them(
    faulty_month: Month, checked: Checked, secrets: set[str], verb: tuple[str, ...], language: str
) -> None:
    # A process is watched once a verb: what a library prints past Python is the same in any dress and language.
    is_first = verb == next(other for other in VERBS if other[0] == verb[0])
    if verb[0] == "check" and not (is_first and language == "en"):
        done = checked.again(*verb[1:], cwd=faulty_month.folder, language=language)
    else:
        command = aixin if language == "en" and is_first else aixin_here
        done = command(*verb, cwd=faulty_month.folder, AIXIN_LANG=language)
    assert done.stdout + done.stderr
    assert not leaks(done.stdout + done.stderr, secrets)


def test_the_run_that_made_the_month_printed_none(faulty_month: Month, secrets: set[str]) -> None:
    assert faulty_month.done.stderr
    assert not leaks(faulty_month.done.stdout + faulty_month.done.stderr, secrets)


def test_no_published_file_holds_them(faulty_month: Month, secrets: set[str]) -> None:
    texts = {path.name: text_of(path) for path in faulty_month.results.rglob("*") if path.is_file()}
    assert len(texts) > 20
    found = {name: leaks(text, secrets) for name, text in texts.items()}
    assert not {name: values for name, values in found.items() if values}


def test_the_statistics_file_does_not_hold_them(faulty_month: Month, secrets: set[str]) -> None:
    path = faulty_month.folder / "aixin-store" / "statistics.duckdb"
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
        assert len(tables) > 20
        text = "\n".join(str(connection.execute(f"select * from {name}").fetchall()) for (name,) in tables)
    assert not leaks(text, secrets)


def test_a_leak_would_be_seen(faulty_month: Month, secrets: set[str]) -> None:
    with duckdb.connect(str(faulty_month.folder / "aixin-store" / "register.duckdb"), read_only=True) as connection:
        assert leaks(str(connection.execute("select * from raw.pairing").fetchall()), secrets)


def text_of(path: Path) -> str:
    """All that a reader could see in a published file."""
    if path.suffix in {".xlsx", ".docx"}:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as book:
            return "\n".join(book.read(part).decode(errors="replace") for part in book.namelist())
    if path.suffix == ".png":
        # What is drawn is drawn from the statistics; here its description.
        return path.read_bytes().decode(errors="replace")
    if path.suffix == ".parquet":
        return str(pq.read_table(path).to_pylist())
    return path.read_text("utf-8")


SIGNED = ("欧阳测", "司马验", "诸葛核", "13900000017")


def test_those_who_signed_a_sheet_are_known_to_the_register_and_to_nobody_else(tmp_path: Path) -> None:
    path = write_pairing(tmp_path / "returns" / "城关区12月.csv")
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write("合计,,,9\r\n")
        file.write("单位负责人：欧阳测,,审核人：,司马验,,填表人：诸葛核,,联系电话：13900000017\r\n")
    (table,) = next(read_sources([path], Declared())).tables
    assert table.preamble | {"单位负责人": "欧阳测", "审核人": "司马验", "填表人": "诸葛核"} == table.preamble
    assert set(shown_labels(table.preamble)) == {"填报单位", "报告期"}
    with Checked() as checked:
        for form in ("table", "json"):
            done = checked.again("returns", "--format", form, cwd=tmp_path)
            assert done.returncode in (0, 4), done.stderr
            assert not leaks(done.stdout + done.stderr, set(SIGNED))
    for verb in (
        ("load", "returns", "--store", "third"),
        ("returns", "list", "--period", PERIOD, "--store", "third"),
        ("run", "returns", "--period", PERIOD, "--out", "out", "--store", "third"),
    ):
        done = aixin_here(*verb, cwd=tmp_path)
        assert done.returncode in (0, 4), done.stderr
        assert not leaks(done.stdout + done.stderr, set(SIGNED))
    assert not leaks("".join(map(text_of, (tmp_path / "out").rglob("*.*"))), set(SIGNED))
    with duckdb.connect(str(tmp_path / "third" / "register.duckdb"), read_only=True) as connection:
        assert leaks(str(connection.execute("select text from raw.set_aside").fetchall()), set(SIGNED)) == set(SIGNED)


def test_a_birth_date_or_a_name_typed_where_the_number_belongs_is_masked(tmp_path: Path) -> None:
    write_pairing(
        tmp_path / "a.csv",
        **{"帮扶对象身份证号": "2012年3月4日", "结对人身份证号": "DROLMA YANGCHEN 620199201203040015"},
    )
    said = aixin_here("check", "a.csv", "--format", "json", cwd=tmp_path).stdout
    assert "2012****" in said
    assert "D**" in said
    assert not [part for part in ("3月4日", "DROLMA", "0304") if part in said]
