"""A value that is taken without proof is the one that Typer makes of it, and what Typer refuses is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import typer

from aixin_cli.plain_values import let_pass

Anything = dict[str, Any]


def command(taken: Anything) -> Any:
    """A command with a parameter of each kind that ours have; it notes what it is given."""
    app = typer.Typer()

    @app.command()
    def show(
        paths: Annotated[list[Path], typer.Argument()],
        text: str = "none",
        place: Path | None = None,
        folder: Annotated[Path | None, typer.Option(file_okay=False)] = None,
        there: Annotated[Path | None, typer.Option(exists=True)] = None,
        some: list[str] | None = None,
        kind: Literal["table", "json"] = "table",
        count: Annotated[int, typer.Option(max=9)] = 1,
        share: float | None = None,
        is_loud: bool = False,
    ) -> None:
        taken.update(locals())

    return typer.main.get_command(app)


def answer(arguments: list[str], *, plain: bool) -> Anything | str:
    """What the command is given, or how it is refused."""
    taken: Anything = {}
    made = command(taken)
    if plain:
        for parameter in made.params:
            let_pass(parameter)
    try:
        made.main(args=arguments, standalone_mode=False)
    except typer.TyperException as refusal:
        return f"{type(refusal).__name__}: {refusal.format_message()}"
    taken.pop("taken", None)
    return taken


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a.csv"],
        ["a.csv", "b c.csv", ""],
        ["x", "--text", "", "--some", "1", "--some", "二"],
        ["x", "--place", "nowhere", "--folder", "nowhere"],
        ["x", "--folder", __file__],
        ["x", "--there", "nowhere"],
        ["x", "--there", __file__],
        ["x", "--kind", "json", "--is-loud"],
        ["x", "--kind", "JSON"],
        ["x", "--kind", ""],
        ["x", "--count", "3", "--share", "0.5"],
        ["x", "--count", "10"],
        ["x", "--count", "three"],
        ["x", "--nothing"],
    ],
    ids=" ".join,
)
def test_a_plain_value_is_what_typer_makes_of_it(arguments: list[str]) -> None:
    assert answer(arguments, plain=True) == answer(arguments, plain=False)


def test_a_file_that_may_not_be_read_is_still_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked.csv"
    locked.touch()
    monkeypatch.setattr("os.access", lambda *_asked, **_how: False)
    told = answer([str(locked)], plain=True)
    assert told == answer([str(locked)], plain=False)
    assert "not readable" in str(told)
