"""The bytes of a month's file: JSON with a format number and tables of documents. Nothing here needs TinyDB."""

import json
import os
from typing import Any

SCHEMA = 2
Tables = dict[str, dict[str, Any]]
Signature = tuple[int, int, int]


class DamagedError(Exception):
    """The file's bytes are not a practice log."""


def signature_of(status: os.stat_result) -> Signature:
    """What changes whenever a file is replaced or grows."""
    return status.st_ino, status.st_mtime_ns, status.st_size


def encode(tables: Tables, schema: int) -> bytes:
    """The file's bytes. Half a surrogate pair in a text must not keep an attempt out of the log, hence `surrogatepass`."""
    text = json.dumps({"schema": schema, **tables}, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def decode(raw: bytes) -> tuple[int, Tables]:
    """Format number and tables; raises DamagedError."""
    try:
        data = json.loads(raw.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise DamagedError(str(error)) from error
    schema = data.pop("schema", None) if isinstance(data, dict) else None
    if not isinstance(schema, int) or isinstance(schema, bool):
        raise DamagedError("no format number")
    for table in data.values():
        if not isinstance(table, dict) or not all(key.isdecimal() and isinstance(item, dict) for key, item in table.items()):
            raise DamagedError("not a table")
    return schema, data
