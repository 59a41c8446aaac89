"""pyarrow made ready: without pandas."""

from __future__ import annotations

import sys
from functools import cache
from importlib.abc import MetaPathFinder
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa


class _NoPandas(MetaPathFinder):
    """Says that there is no pandas, to whoever asks."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        """None for every other module: the next finder is asked."""
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname, name=fullname)


@cache
def load_arrow() -> None:
    """Load pyarrow, and pandas not with it: nobody here hands it a frame, and it costs half a second and 50 MB.

    pyarrow looks for pandas once, at the first value it is given, and again only where a frame is wanted of
    it; whoever imports pandas later gets it. To be called before there are threads.
    """
    import pyarrow as pa
    import pyarrow.compute  # noqa: F401 - once, before the threads need it

    if "pandas" in sys.modules:
        return
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.scalar(0)
    finally:
        sys.meta_path.remove(finder)


def whole_numbers(values: np.ndarray[Any, Any], kind: pa.DataType) -> pa.Array:
    """Whole numbers as an Arrow array, by their bytes: given the array, Arrow loads numpy.ma to ask what it masks."""
    import pyarrow as pa

    return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(values.astype(kind.to_pandas_dtype()))])
