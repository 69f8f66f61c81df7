"""A `.refpack` zip as the files of a pack. A zip may come from anybody: everything in its directory is doubted before a byte is unpacked,
and unpacking stops at the size that the directory gave."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from refcoach.packs.names import (
    MANIFEST,
    MOST_FILE_BYTES,
    MOST_FILES,
    MOST_PACK_BYTES,
    belongs,
    is_nested,
    is_system,
    leaves,
    odd_name,
    same_names,
    stray,
)
from refcoach.packs.problems import Problems

MOST_RATIO = 200  # deflate reaches 1,032; texts about 4, silence in a WAV about 200 at most in what people record
SMALL_BYTES = 1_000_000  # a file of this size does no harm, whatever its ratio
MOST_DIRECTORY_BYTES = 2_000_000
_END = b"PK\x05\x06"  # the end of central directory, APPNOTE.TXT 4.3.16: 22 bytes without a remark
_END64 = b"PK\x06\x07"
_DAMAGED = (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, UnicodeDecodeError, ValueError)


class ZipFiles:
    """The sound files of a zip that was looked over."""

    def __init__(self, archive: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo]) -> None:
        self._archive, self._infos = archive, infos
        self.sizes = {name: info.file_size for name, info in infos.items()}

    def read(self, name: str, most: int) -> bytes:
        """At most `most` bytes; raises OSError for a damaged file too."""
        try:
            with self._archive.open(self._infos[name]) as file:
                return file.read(most)
        except _DAMAGED as error:
            raise OSError(0, "damaged within the zip") from error


@contextmanager
def open_zip(path: Path, problems: Problems) -> Iterator[ZipFiles | None]:
    """The zip's files, or None with the problem noted when it cannot be read at all."""
    try:
        wrong = _wrong_end(path)
        if wrong:
            problems.note(path.name, 0, 0, *wrong)
            yield None
            return
        archive = zipfile.ZipFile(path)
    except _DAMAGED:
        problems.note(path.name, 0, 0, "not a zip that can be read", "export the pack again, or give its folder")
        yield None
        return
    with archive:
        yield ZipFiles(archive, _looked_over(archive, path.name, problems))


def _wrong_end(path: Path) -> tuple[str, str] | None:
    """Whether the directory is too large to be read, told from the last 22 bytes: reading it is what would take the memory."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        if size > MOST_PACK_BYTES:
            return f"larger than {MOST_PACK_BYTES // 1_000_000} MB", "split the pack"
        file.seek(max(0, size - 42))
        tail = file.read()
    end = tail[-22:]
    if end[:4] != _END or end[20:] != b"\0\0":
        return "not a zip that can be read", "export the pack again, or give its folder"
    entries, length = int.from_bytes(end[10:12], "little"), int.from_bytes(end[12:16], "little")
    if entries > MOST_FILES or length > MOST_DIRECTORY_BYTES or tail[:4] == _END64:
        return f"more than {MOST_FILES:,} files in the zip", "split the pack"
    return None


def _looked_over(archive: zipfile.ZipFile, zip_name: str, problems: Problems) -> dict[str, zipfile.ZipInfo]:
    """The entries that belong to the pack, by their names in it. Whatever is wrong is noted."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST_FILES:
        problems.note(zip_name, 0, 0, f"more than {MOST_FILES:,} files in the zip", "split the pack")
        return {}
    if sum(info.file_size for info in infos) > MOST_PACK_BYTES:
        problems.note(zip_name, 0, 0, f"more than {MOST_PACK_BYTES // 1_000_000} MB when unpacked", "split the pack")
        return {}
    top = _top_folder([info.filename for info in infos])
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = info.orig_filename.removeprefix(top)
        wrong = _wrong_entry(info, name)
        if wrong:
            problems.note(_shown(name), 0, 0, *wrong)
        elif name in found:
            problems.note(name, 0, 0, "stands twice in the zip", "export the pack again")
        elif belongs(name):
            found[name] = info
    for name, before in same_names(found):
        problems.note(name, 0, 0, f"{before} differs from it in capital letters only", "choose another name")
    return found


def _top_folder(names: list[str]) -> str:
    """The folder that holds everything, where somebody zipped the folder itself; else nothing."""
    own = [name for name in names if not is_system(name)]
    top = own[0].partition("/")[0] + "/" if own else "/"
    inside = MANIFEST not in own and top + MANIFEST in own and all(name.startswith(top) for name in own)
    return top if inside and leaves(top.rstrip("/")) is None else ""


def _wrong_entry(info: zipfile.ZipInfo, name: str) -> tuple[str, str] | None:
    """Message and hint for an entry that may not be unpacked, or does not belong here."""
    if not info.flag_bits & 0x800 and not name.isascii():
        return "a name that is not UTF-8", "export the pack again"
    outside = leaves(name)
    if outside:
        return outside
    if is_system(name):
        return None
    if is_nested(name) or not belongs(name):
        return stray(name)
    odd = odd_name(name)
    if odd:
        return odd
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "a link or a device, not a file", "put the file itself into the pack"
    if info.flag_bits & 0x41:
        return "encrypted", "export the pack again without a password"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "packed in a way that is not read here", "export the pack again"
    if info.file_size > MOST_FILE_BYTES:
        return f"larger than {MOST_FILE_BYTES // 1_000_000} MB", "shorten the recording, or save it as FLAC"
    if info.file_size > SMALL_BYTES and info.file_size > MOST_RATIO * max(1, info.compress_size):
        return f"packed to less than a {MOST_RATIO}th of its size", "this is no ordinary pack; ask whoever sent it"
    return None


def _shown(name: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in name[:200])
