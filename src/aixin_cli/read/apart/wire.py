"""How two processes of aixin talk about files: messages with their length before them, tables as Arrow's IPC."""

from __future__ import annotations

import io
import pickle
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_LENGTH = 8


def send(stream: IO[bytes], message: object) -> None:
    """Write one message."""
    import pyarrow as pa  # noqa: PLC0415

    packed = io.BytesIO()
    pickler = pickle.Pickler(packed, protocol=5)
    pickler.dispatch_table = {pa.Table: _table, pa.RecordBatch: _batch}
    pickler.dump(message)
    with packed.getbuffer() as view:
        stream.write(len(view).to_bytes(_LENGTH, "little"))
        stream.write(view)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Return the next message; EOFError where none comes any more."""
    length = int.from_bytes(_exactly(stream, _LENGTH), "little")
    return pickle.loads(_exactly(stream, length))  # noqa: S301 - from a process of our own


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def _table(table: pa.Table) -> tuple[Any, tuple[bytes]]:
    """A slice's buffers are cut to what it shows, which pickling wouldn't do."""
    return _read_table, (_stream(table.schema, table.to_batches()),)


def _batch(batch: pa.RecordBatch) -> tuple[Any, tuple[bytes]]:
    return _read_batch, (_stream(batch.schema, [batch]),)


def _stream(schema: pa.Schema, batches: list[pa.RecordBatch]) -> bytes:
    import pyarrow as pa  # noqa: PLC0415

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _read_table(data: bytes) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415

    return pa.ipc.open_stream(data).read_all()


def _read_batch(data: bytes) -> pa.RecordBatch:
    import pyarrow as pa  # noqa: PLC0415

    return pa.ipc.open_stream(data).read_next_batch()
