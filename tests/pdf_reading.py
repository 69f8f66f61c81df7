"""Reads the reports back: as much of PDF as reportlab writes."""

import base64
import re
import zlib
from functools import cache


@cache
def texts(pdf: bytes) -> list[str]:
    """What is printed on each page, the lines joined by blanks. Letters outside ASCII have codes of their own font and are left out."""
    found = []
    for body in re.findall(rb"stream\r?\n(.*?)\s*endstream", pdf, re.DOTALL):
        if not body.endswith(b"~>"):
            continue
        content = zlib.decompress(base64.a85decode(body.removesuffix(b"~>")))
        if b" Tj" in content or b" Tf " in content:
            found.append(_printed(content.decode("latin-1")))
    return found


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf))


def size_of(pdf: bytes) -> tuple[float, float]:
    box = re.search(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    assert box is not None
    return float(box[1]), float(box[2])


def outline(pdf: bytes) -> list[str]:
    """The titles of the outline in the order of the file."""
    return [_string(raw) for raw in re.findall(rb"/Title (\((?:\\.|[^\\)])*\))\s*>>", pdf, re.DOTALL)]


def info(pdf: bytes, name: str) -> str:
    found = re.search(rb"/" + name.encode() + rb" (\((?:\\.|[^\\)])*\))", pdf, re.DOTALL)
    return _string(found[1]) if found else ""


def _printed(content: str) -> str:
    return " ".join(_unescaped(text) for text in re.findall(r"\(((?:\\.|[^\\()])*)\) Tj", content, re.DOTALL))


def _string(raw: bytes) -> str:
    data = _unescaped(raw[1:-1].decode("latin-1")).encode("latin-1")
    return data[2:].decode("utf-16-be") if data.startswith(b"\xfe\xff") else data.decode("latin-1")


def _unescaped(text: str) -> str:
    simple = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}

    def one(found: re.Match[str]) -> str:
        code = found[1]
        return chr(int(code, 8)) if code[0].isdigit() else simple.get(code, code)

    return re.sub(r"\\([0-7]{1,3}|.)", one, text, flags=re.DOTALL)
