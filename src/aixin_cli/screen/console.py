"""The outside world: data goes to stdout, talk to stderr; every line leaves here."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from aixin_cli.locale import _, pick

if TYPE_CHECKING:
    from rich.progress import Progress

from aixin_cli.formulas import guard

TableFormat = Literal["table", "csv", "json"]
Item = TypeVar("Item")
INDENT = 4
"""So far in begins what goes on below a line of a table."""
_bars: list[Progress] = []
"""The bars on the terminal: they have to leave it while somebody types."""


def set_streams() -> None:
    """Write UTF-8 into files and pipes whatever the system's code page, and never fail on a sign."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Both at once: a new encoding alone would be strict again.
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="replace")


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def show_controls(text: str) -> str:
    """The text without what moves, colours or rings a terminal: a file or a rule may hold it."""
    return _CONTROL.sub("\ufffd", text)


def out(text: str) -> None:
    """Print data."""
    shown = show_controls(text)
    sys.stdout.write(shown if shown.endswith("\n") else shown + "\n")


def say(text: str = "") -> None:
    """Print one line of talk."""
    # A bar may be on the terminal; what was printed before must come first in a log.
    sys.stdout.flush()
    sys.stderr.write(show_controls(text) + "\n")
    sys.stderr.flush()


def say_refused(path: str, what: str | None, hint: str | None) -> None:
    """A refused file among others, in two lines like any error."""
    say("  " + _("refused: {path}").format(path=path) + (f": {what}" if what else ""))
    if hint:
        say("    " + _("hint: {hint}").format(hint=hint))


def out_json(value: object) -> None:
    """Print one JSON value, Chinese as it is."""
    out(_escaped(json.dumps(value, ensure_ascii=False, indent=2, default=plain)))


def json_string(text: str) -> str:
    """A text as JSON has it, Chinese as it is."""
    return _escaped(json.dumps(text, ensure_ascii=False))


def _escaped(text: str) -> str:
    """Some signs that JSON lets stand a terminal would obey."""
    return re.sub("[\x7f-\x9f]", lambda found: f"\\u{ord(found[0]):04x}", text)


def out_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], form: TableFormat) -> None:
    """Print rows as an aligned table, as CSV that runs nothing or as a JSON list of objects."""
    if form == "json":
        out_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow([guard(title) for title in columns])
        writer.writerows([guard(cell) for cell in row] for row in rows)
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        for line in align(columns, rows, width):
            out(line)


def plain(value: object) -> object:
    """A value as JSON has it: whole decimals as integers, dates as ISO text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def align(columns: Sequence[str], rows: Iterable[Sequence[Any]], width: int | None = None) -> Iterator[str]:
    """Lines with columns as wide as their widest cell on a terminal, numbers to the right.

    Where a line is longer than `width`, it goes on below, indented, and is parted between two columns.
    """
    from rich.cells import cell_len

    shown = [["" if cell is None else show_controls(str(cell)) for cell in row] for row in rows]
    numeric = [bool(shown) and all(is_number(row[place]) for row in shown) for place in range(len(columns))]
    widths = [max(cell_len(line[place]) for line in [columns, *shown]) for place in range(len(columns))]
    blocks = _part(widths, width)
    for line in [list(columns), ["-" * width for width in widths], *shown]:
        cells = []
        for text, wide, right in zip(line, widths, numeric, strict=True):
            blanks = " " * (wide - cell_len(text))
            cells.append(blanks + text if right else text + blanks)
        for block in blocks:
            text = (" " * INDENT * bool(block.start) + "  ".join(cells[block])).rstrip()
            if text or not block.start:
                yield text


def _part(widths: Sequence[int], width: int | None) -> list[slice]:
    """The columns that stand in one line, in their order; all of them where there is room."""
    starts, used = [0], 0
    for place, wide in enumerate(widths):
        if width is not None and place > starts[-1] and used + wide > width:
            starts.append(place)
            used = INDENT
        used += wide + 2
    return [slice(start, stop) for start, stop in zip(starts, [*starts[1:], len(widths)], strict=True)]


def is_number(text: str) -> bool:
    """Whether a cell may stand to the right: a number or nothing."""
    return text in {"", "—"} or text.replace(".", "", 1).replace(",", "").lstrip("-").isdigit()


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Callable[[], None]]:
    """A bar on a terminal and silence elsewhere; call what it gives once for each step done."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    counted = [BarColumn(), MofNCompleteColumn()] if total is not None else []
    parts = [TextColumn("{task.description}"), *counted, TimeElapsedColumn()]
    with Progress(*parts, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        _bars.append(bar)
        try:
            yield lambda: bar.update(task, advance=1)
        finally:
            _bars.remove(bar)


def track(items: Iterable[Item], label: str, total: int | None = None) -> Iterator[Item]:
    """The same items, with a bar that moves as each is asked for."""
    with progress(label, total) as step:
        for item in items:
            yield item
            step()


def ask_hidden(question: str) -> str | None:
    """What is typed at the terminal without being shown; None where nobody sits there or nothing is typed."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    from getpass import getpass

    for bar in _bars:
        bar.stop()
    try:
        sys.stdout.flush()
        return getpass(question, sys.stderr) or None
    except EOFError:
        return None
    finally:
        for bar in _bars:
            bar.start()


def fields(mapping: Mapping[str, object]) -> str:
    """`a 1, b 2`: counts in one line, zero ones left out."""
    return pick(", ", "、").join(f"{name} {value}" for name, value in mapping.items() if value)
