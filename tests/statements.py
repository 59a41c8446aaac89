"""All statements there are: those of the catalogue, and those that are read when they are first asked for."""

from __future__ import annotations

from aixin_cli.store.catalogue import ON_REQUEST, load_catalogue
from aixin_cli.store.statement import Statement, sql_directory


def every_statement() -> tuple[Statement, ...]:
    catalogue = load_catalogue()
    requested = [path for kind in sorted(ON_REQUEST) for path in sorted((sql_directory() / kind).glob("*.sql"))]
    return (*catalogue.statements, *(catalogue.get(path.stem, path.parent.name) for path in requested))
