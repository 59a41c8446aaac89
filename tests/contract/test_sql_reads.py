"""What the catalogue finds by pattern is what a parser finds."""

import pytest
import sqlglot
from sqlglot import exp

from tests.statements import every_statement

STATEMENTS = every_statement()


@pytest.mark.parametrize("statement", STATEMENTS, ids=[f"{item.kind}/{item.id}" for item in STATEMENTS])
def test_a_file_is_one_select_that_reads_and_asks_what_the_catalogue_says(statement):
    trees = sqlglot.parse(statement.sql, dialect="duckdb")
    assert len(trees) == 1
    assert isinstance(trees[0], exp.Query)
    # `recurring` names what a recursive part has found so far: no table of ours.
    found = [table for table in trees[0].find_all(exp.Table) if table.db and table.db != "recurring"]
    tables = {f"{table.db}.{table.name}" for table in found}
    assert tables | set(statement.header.get("after", [])) == statement.reads
    assert {str(item.this) for item in trees[0].find_all(exp.Placeholder)} == statement.params
