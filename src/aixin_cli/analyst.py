"""The analyst's door: a store's statistics as pandas frames or Arrow tables, read-only and without personal data.

>>> import aixin_cli
>>> with aixin_cli.connect("aixin-store") as statistics:  # doctest: +SKIP
...     statistics.table("T03", "2024-12").query("item == '走访探视'")["month_value"]
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from aixin_cli.errors import StoreError, UsageError
from aixin_cli.locale import _
from aixin_cli.store.asking import Question, ask_arrow, find_question
from aixin_cli.store.asking.dictionary import find_entries, load_dictionary
from aixin_cli.store.asking.limits import Limits, load_limits
from aixin_cli.store.register import STATISTICS

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Decimals = Literal["decimal", "float"]


def connect(store: str | Path = "aixin-store", *, seconds: float | None = None) -> Statistics:
    """Open a store's statistics file to be asked.

    `seconds` is how long one question may take, else `query.most_seconds` of the store's `aixin.toml`; memory is
    bounded by `query.most_memory_mb` there. Raises StoreError where the store has no statistics yet.
    """
    directory = Path(store)
    if not (directory / STATISTICS).exists():
        raise StoreError(
            _("there is no statistics file here"), str(directory), _("make it first: aixin rollup --period P")
        )
    return Statistics(directory, load_limits(directory, seconds))


class Statistics:
    """A store's statistics, every answer of its own from the file as it is then.

    Nothing is kept open between two questions: a month that is rolled up meanwhile is seen by the next one.
    """

    def __init__(self, directory: Path, limits: Limits) -> None:
        self.directory = directory
        self.limits = limits

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is open; `with` marks where the questions end."""

    def arrow(self, question: str, **values: str | int | None) -> pa.Table:
        """Answer SQL, a saved question's name or a `.sql` file as an Arrow table; `values` are its `$name`s.

        Raises UsageError for what is no question or takes more than it may, StoreError for a damaged file.
        """
        given = {name: None if value is None else str(value) for name, value in values.items()}
        return self._read(find_question(question, self.directory).given(given))

    def sql(self, question: str, *, decimals: Decimals = "decimal", **values: str | int | None) -> pd.DataFrame:
        """Answer like `arrow`, as a frame: whole numbers nullable, texts `string`, amounts Decimal or float64."""
        return to_frame(self.arrow(question, **values), decimals)

    def table(self, name: str, period: str | None = None, *, decimals: Decimals = "decimal") -> pd.DataFrame:
        """One published table (`T03`) or any other of the file (`stat.pair`), one row a row, by `unit_code`.

        `period` is a month, else the newest; tables of `stat` have the newest month alone, or all it rests on. Units,
        meanings and kinds of the columns: `dictionary`. Raises UsageError for a table or month that isn't
        there.
        """
        found = _find_table(name)
        question = Question(f"from {found} order by all")
        if found.startswith("out."):
            question = Question(f"from {found} where period = $period order by all", {"period": self._month(period)})
        frame = to_frame(self._read(question), decimals)
        return frame.set_index("unit_code") if "unit_code" in frame.columns else frame

    def figures(
        self, period: str | None = None, unit: str | None = None, *, decimals: Decimals = "decimal"
    ) -> pd.DataFrame:
        """The headline figures by figure, unit code and month: of one month and one unit, else of all there are."""
        frame = self.sql("figures", decimals=decimals, period=period, unit=unit)
        return frame.set_index(["figure_id", "unit_code", "period"])

    def periods(self) -> list[str]:
        """The months that were rolled up, in their order."""
        found = self._read(Question("select period from stat.month order by period"))
        return [str(period) for period in found.column(0).to_pylist()]

    def _month(self, period: str | None) -> str:
        known = self.periods()
        if period is None or period in known:
            return period or known[-1]
        hint = _("those that were: {names}").format(names=", ".join(known))
        raise UsageError(_("this month was not rolled up"), period, hint)

    def dictionary(self, word: str | None = None) -> pd.DataFrame:
        """What tables and columns mean: of one table, of those with a word, or all."""
        import pandas as pd

        rows = [(item.table, item.column, *item.meaning, item.unit, item.kind) for item in find_entries(word)]
        return pd.DataFrame(rows, columns=["table", "column", "meaning", "meaning_zh", "unit", "kind"], dtype="string")

    def _read(self, question: Question) -> pa.Table:
        with ask_arrow(self.directory, question, self.limits) as batches:
            return batches.to_table()


def to_frame(table: pa.Table, decimals: Decimals = "decimal") -> pd.DataFrame:
    """An Arrow table as a frame that tells none from zero: Int64, boolean, string; Decimal as objects, or Float64.

    A sum of floats may be wrong in its last place: decimals are for what goes on into print.
    """
    import pandas as pd
    import pyarrow as pa

    kinds = {
        pa.bool_(): pd.BooleanDtype(), pa.int8(): pd.Int8Dtype(), pa.int16(): pd.Int16Dtype(),
        pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype(), pa.string(): pd.StringDtype(),
        pa.float64(): pd.Float64Dtype(),
    }  # fmt: skip
    if decimals == "float":
        fields = [
            pa.field(field.name, pa.float64()) if pa.types.is_decimal(field.type) else field for field in table.schema
        ]
        table = table.cast(pa.schema(fields))
    frame: pd.DataFrame = table.to_pandas(types_mapper=kinds.get)
    return frame


def _find_table(name: str) -> str:
    """The table's whole name; UsageError, with what is near, for one that isn't there."""
    tables = load_dictionary()
    sought = name.strip().lower()
    for whole in (sought, f"out.{sought}", f"stat.{sought}"):
        if whole in tables:
            return whole
    short = {whole.partition(".")[2]: whole for whole in tables}
    near = get_close_matches(sought.partition(".")[2] or sought, short, 1)
    hint = _("did you mean {name}?").format(name=near[0]) if near else _("`aixin dictionary` lists the tables")
    raise UsageError(_("the statistics have no such table"), name, hint)
