"""TinyDB's storage for one month of practice: atomic, with a backup, a format number, and damage set aside instead of overwritten."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from refcoach.core.errors import LogError
from refcoach.store.atomic import backup_of, read_error, retrying, set_aside, write_atomic, write_error
from refcoach.store.month_format import SCHEMA, DamagedError, Signature, Tables, decode, encode, signature_of
from refcoach.store.notices import Notice, OnNotice, ignore

Migration = Callable[[Tables], Tables]

# From a format number to the step that leads to the next one. A released number never changes and never leaves.
# The step from 1 to 2 gives links to entries from before the chain; it needs the whole log, which passes it in (store/chain_file.py).
MIGRATIONS: Mapping[int, Migration] = {}


class AtomicJSONStorage(Storage):
    """One TinyDB file. Writers hold the guard around everything they do; readers need it only to repair or migrate.

    The tables returned by `read` are shared with the cache: callers treat them as read-only, as TinyDB does.
    """

    def __init__(
        self,
        path: Path,
        *,
        guard: AbstractContextManager[Any] | None = None,
        on_notice: OnNotice = ignore,
        schema: int = SCHEMA,
        migrations: Mapping[int, Migration] = MIGRATIONS,
    ) -> None:
        super().__init__()
        self._path = Path(path)
        self._guard: AbstractContextManager[Any] = guard if guard is not None else nullcontext()
        self._on_notice = on_notice
        self._schema = schema
        self._migrations = migrations
        self._cache: Tables | None = None
        self._signature: Signature | None = None
        self._batch = False
        self._dirty = False

    def read(self) -> Tables | None:
        """The tables, or None when there is no file. Raises LogError for a newer format or an unreadable disk."""
        if self._batch and self._cache is not None:
            return self._cache
        try:
            seen = signature_of(self._path.stat())
        except FileNotFoundError:
            self.drop_cache()
            return None
        except OSError as error:
            raise read_error(self._path, error) from error
        if seen != self._signature or self._cache is None:
            self.drop_cache()
            self._load()
        return self._cache

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Put the tables on disk, or keep them for the end of a batch. Raises LogError; the file then is the old one."""
        tables: Tables = data  # type: ignore[assignment]
        if self._batch:
            self._cache, self._dirty = tables, True
            return
        try:
            write_atomic(self._path, encode(tables, self._schema))
            self._signature = signature_of(self._path.stat())
            self._cache = tables
        except BaseException:
            # TinyDB changed the cached tables before it called us: they are ahead of the disk now.
            self.drop_cache()
            raise

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Several TinyDB calls, one write to the disk at the end; none when one of them fails."""
        self._batch, self._dirty = True, False
        try:
            yield
        except BaseException:
            self.drop_cache()
            raise
        finally:
            self._batch = False
        if self._dirty and self._cache is not None:
            self.write(self._cache)

    def drop_cache(self) -> None:
        self._cache = None
        self._signature = None

    def close(self) -> None:
        self.drop_cache()

    def _load(self) -> None:
        try:
            schema, tables = self._read_file()
            if schema == self._schema:
                self._cache = tables
                return
        except DamagedError:
            schema = self._schema
        # Something must be changed on disk. Under the guard the file is read once more: another process may have done it.
        with self._guard:
            try:
                schema, tables = self._read_file()
            except DamagedError:
                tables = self._recover()
                schema = self._schema
            self._cache = tables if schema == self._schema else self._migrate(schema, tables)

    def _read_file(self, path: Path | None = None) -> tuple[int, Tables]:
        try:
            with retrying(lambda: (path or self._path).open("rb")) as file:
                raw = file.read()
                seen = signature_of(os.fstat(file.fileno()))
        except OSError as error:
            raise read_error(path or self._path, error) from error
        schema, tables = decode(raw)
        if schema > self._schema:
            raise LogError(
                f"{self._path.name} was written by a newer RefCoach (format {schema}, this one knows {self._schema}).",
                "Update RefCoach. The file was left as it is.",
            )
        if path is None:
            self._signature = seen
        return schema, tables

    def _recover(self) -> Tables:
        """Go back to the backup, or to an empty month when that is damaged too; the damaged files stay beside it."""
        backup = backup_of(self._path)
        try:
            schema, tables = self._read_file(backup) if backup.exists() else (self._schema, None)
        except DamagedError:
            schema, tables = self._schema, None
        restored = None if tables is None else self._migrated(schema, tables)
        try:
            aside = set_aside(self._path, keep=restored is not None)
            if restored is None and backup.exists():
                set_aside(backup)
        except OSError as error:
            raise write_error(self._path, error) from error
        if restored is None:
            told = "was damaged and had no usable backup."
        else:
            # No reader must find the month missing meanwhile: the damaged file is replaced, not renamed and written anew.
            write_atomic(self._path, encode(restored, self._schema), keep_previous=False)
            self._signature = signature_of(self._path.stat())
            told = "was damaged. The version before its last change was restored."
        self._on_notice(Notice(f"{self._path.name} of the practice log {told}", f"The damaged file is now {aside}."))
        return restored or {}

    def _migrated(self, schema: int, tables: Tables) -> Tables:
        while schema < self._schema:
            step = self._migrations.get(schema)
            if step is None:
                raise LogError(f"{self._path.name} has a format that RefCoach does not know ({schema}).", "The file was left as it is.")
            tables = step(tables)
            schema += 1
        return tables

    def _migrate(self, schema: int, tables: Tables) -> Tables:
        """Bring an older file to today's format; the old one stays beside it as `<name>.format-<number>`."""
        self.drop_cache()
        old = self._path.read_bytes()
        tables = self._migrated(schema, tables)
        write_atomic(self._path.with_name(f"{self._path.name}.format-{schema}"), old, keep_previous=False)
        write_atomic(self._path, encode(tables, self._schema))
        self._signature = signature_of(self._path.stat())
        return tables
