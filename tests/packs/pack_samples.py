"""Packs for the tests: a good one, and ways to make folders and zips of what is right or wrong."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

Files = Mapping[str, str | bytes]
HEAD = 'format: 2\nid: p\ntitle: P\nversion: "1.0"\n'
ONE = """id: one
title: A title
persona: {name: Ann}
situation: There.
beats:
  - id: only
    lines: [Well?]
    required: [ideal_client]
"""
GOOD: Files = {"pack.yaml": HEAD, "scenarios/one.yaml": ONE}
SILENT_WAV = b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0data\0\0\0\0"


def as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def write_folder(folder: Path, files: Files) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(as_bytes(content))
    return folder


def write_pack(folder: Path, scenario: str = ONE, manifest: str = HEAD) -> Path:
    """A pack of one scenario."""
    return write_folder(folder, {"pack.yaml": manifest, "scenarios/one.yaml": scenario})


def zip_bytes(files: Files, compression: int = zipfile.ZIP_DEFLATED, change: Callable[[zipfile.ZipInfo], None] | None = None) -> bytes:
    """A zip of these files; `change` may bend each entry's directory."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.filename = name  # ZipInfo itself would tidy it up
            info.external_attr = 0o100644 << 16
            info.compress_type = compression
            if change is not None:
                change(info)
            archive.writestr(info, as_bytes(content))
    return made.getvalue()


def patched(data: bytes, offset_local: int, offset_directory: int, value: bytes) -> bytes:
    """The zip with a field of every local and directory header replaced."""
    made = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", offset_local), (b"PK\x01\x02", offset_directory)):
        at = made.find(signature)
        while at >= 0:
            made[at + offset : at + offset + len(value)] = value
            at = made.find(signature, at + 4)
    return bytes(made)
