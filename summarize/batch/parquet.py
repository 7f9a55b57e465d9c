"""Parquet in and out (extra ``parquet``): read and written a few hundred rows at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from summarize.batch.records import Record
from summarize.batch.rows import Choose, Row, made_row
from summarize.batch.sources import Source
from summarize.errors import InputError, UsageError

try:
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]
except ImportError as error:
    _HINT = "Install it with: pip install 'quick-looks[parquet]'"
    raise UsageError("reading and writing Parquet needs the package pyarrow", _HINT) from error

_COLUMNS = ("id", "text", "document", "title", "source", "published", "language")
_ROWS = 256
_EVIDENCE = pa.struct([("sentence", pa.int32()), ("start", pa.int32()), ("end", pa.int32()), ("text", pa.string())])
_BULLET = pa.struct(
    [("label", pa.string()), ("point", pa.string()), ("evidence", pa.list_(_EVIDENCE)), ("origin", pa.string())]
)
_FINDING = pa.struct(
    [
        ("check", pa.string()), ("severity", pa.string()), ("message", pa.string()), ("bullet", pa.int32()),
        ("span", pa.list_(pa.int32())), ("nearest", pa.string()),
    ]
)  # fmt: skip
_ENCODED = ("truncated", "provenance")
SCHEMA = pa.schema(
    [
        ("schema_version", pa.int32()), ("article_id", pa.string()), ("title", pa.string()), ("topic", pa.string()),
        ("heading", pa.string()), ("bullets", pa.list_(_BULLET)), ("findings", pa.list_(_FINDING)),
        ("notes", pa.list_(pa.string())), ("truncated", pa.string()), ("provenance", pa.string()), ("review", pa.string()),
        ("status", pa.string()), ("error", pa.struct([("kind", pa.string()), ("message", pa.string())])),
        ("seconds", pa.float64()), ("work_id", pa.string()),
    ]
)  # fmt: skip
"""The record's columns; ``truncated`` and ``provenance``, whose keys vary, are JSON text."""


def read_table(stream: BinaryIO, source: Source, choose: Choose) -> Iterator[Row]:
    """Yield the rows of a Parquet file with the columns ``id``, ``text`` or ``document``, ``title``, ``published``, ...

    Raises:
        InputError: it is not Parquet, or has no column of text.
    """
    try:
        table = pq.ParquetFile(stream)
    except pa.ArrowInvalid as error:
        raise InputError(f"{source.name} is not a Parquet file", "Write it anew") from error
    columns = [name for name in table.schema_arrow.names if name in _COLUMNS]
    if not {"text", "document"} & set(columns):
        names = ", ".join(table.schema_arrow.names)
        raise InputError(f'{source.name} has neither a column "text" nor "document" (its columns: {names[:200]})', "Rename one")
    number = 0
    for batch in table.iter_batches(batch_size=_ROWS, columns=columns):
        for place in range(batch.num_rows):
            number += 1
            if choose(number):
                value = {name: _plain(batch.column(name)[place].as_py()) for name in columns}
                yield made_row(number, value, f"{source.name} row {number}", f"{source.name}:{number}")


def _plain(value: Any) -> Any:
    """Return a value as JSON would have it: a date as text."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def write_table(path: Path, records: Iterator[Record]) -> int:
    """Write records to a new file and return how many they were."""
    count = 0
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        while rows := [_encoded(record) for record in islice(records, _ROWS)]:
            writer.write_table(pa.Table.from_pylist(rows, schema=SCHEMA))
            count += len(rows)
    return count


def _encoded(record: Record) -> Record:
    packed = {key: json.dumps(record[key], ensure_ascii=False) if record[key] is not None else None for key in _ENCODED}
    return record | packed


def read_records(path: Path) -> Iterator[Record]:
    """Yield the records of a file that ``write_table`` wrote."""
    for batch in pq.ParquetFile(path).iter_batches(batch_size=_ROWS):
        for row in batch.to_pylist():
            yield row | {key: json.loads(row[key]) if row[key] is not None else None for key in _ENCODED}
