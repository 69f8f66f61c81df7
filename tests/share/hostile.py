"""Files that are damaged, foreign, oversized or meant to do harm: each under the name of what is wrong with it."""

import io
import json
import os
import sys
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

Make = Callable[[Path], None]
"""Puts the file, or what stands in its place, at a path."""


def _bytes(data: bytes) -> Make:
    return lambda path: path.write_bytes(data) and None


def _large(size: int, begin: bytes = b"") -> Make:
    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.write(begin)
            file.truncate(size)

    return make


def _filled(size: int, unit: bytes, begin: bytes = b"", end: bytes = b"") -> Make:
    return lambda path: path.write_bytes(begin + unit * ((size - len(begin) - len(end)) // len(unit)) + end) and None


def _json(value: Any) -> Make:
    return _bytes(json.dumps(value).encode("utf-8"))


def _zip(name: str, content: bytes) -> Make:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return _bytes(held.getvalue())


def _no_permission(path: Path) -> None:
    path.write_bytes(b"{}")
    path.chmod(0)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _places() -> dict[str, Make]:
    """What is no file at all."""
    made: dict[str, Make] = {"nothing there": lambda path: None, "a folder": lambda path: path.mkdir()}
    if sys.platform != "win32":
        made |= {
            "a link to itself": _loop,
            "a link to nothing": lambda path: path.symlink_to(path.with_name("nothing")),
            "a link to a device without end": lambda path: path.symlink_to("/dev/zero"),
            "a pipe that nobody writes": lambda path: os.mkfifo(path),
        }
        if os.geteuid() != 0:
            made["no permission"] = _no_permission
    return made


def hostile_reviews(good: Mapping[str, Any]) -> dict[str, Make]:
    """`good` is a review that would be taken."""

    def but(**changed: Any) -> Make:
        return _json({**good, **changed})

    def take_but(**changed: Any) -> Make:
        made = deepcopy(dict(good))
        made["takes"][0].update(changed)
        return _json(made)

    text = json.dumps(good)
    comment = {"at_s": 1.0, "text": "a"}
    return {
        **_places(),
        "empty": _bytes(b""),
        "blanks": _bytes(b" \n" * 1000),
        "cut in the middle": _bytes(text[: len(text) // 2].encode()),
        "random bytes": _bytes(bytes((number * 7919) % 256 for number in range(5000))),
        "a picture": _bytes(b"\x89PNG\r\n\x1a\n" + bytes(500)),
        "a ZIP with the review": _zip("a.refreview", text.encode()),
        "UTF-16": _bytes(text.encode("utf-16")),
        "Latin-1": _bytes(json.dumps({**good, "note": "é"}, ensure_ascii=False).encode("latin-1")),
        "a NUL in it": _bytes(text.encode() + b"\0"),
        "100 MB": _large(100_000_000, text.encode()),
        "just over 1 MB": but(note="a" * 1_000_001),
        "nested by brackets": _bytes(b"[" * 900_000),
        "nested by names": _bytes(b'{"a":' * 150_000),
        "nested within": but(note=json.loads("[" * 60 + "]" * 60)),
        "no object": _json([good]),
        "a number alone": _bytes(b"1"),
        "another format": but(format="something-else"),
        "no format": _json({key: value for key, value in good.items() if key != "format"}),
        "a later version": but(version=2),
        "version as text": but(version="1"),
        "a name twice": _bytes(text.replace('"note"', '"note": "a", "note"', 1).encode()),
        "a name too many": but(more=1),
        "a take with a name too many": take_but(more=1),
        "no share": _json({key: value for key, value in good.items() if key != "share_id"}),
        "NaN": _bytes(text.replace('"at_s": 3.25', '"at_s": NaN').encode()),
        "Infinity": _bytes(text.replace('"at_s": 3.25', '"at_s": Infinity').encode()),
        "a number beyond infinity": _bytes(text.replace('"at_s": 3.25', '"at_s": 1e999').encode()),
        "a number of 5,000 digits": _bytes(text.replace('"at_s": 3.25', f'"at_s": {"9" * 5000}').encode()),
        "a time before the take": take_but(comments=[{"at_s": -1, "text": "a"}]),
        "a comment as text": take_but(comments=["a"]),
        "10,000 comments": take_but(comments=[comment] * 10_000),
        "an endless comment": take_but(comments=[{"at_s": 1, "text": "a" * 30_000}]),
        "an answer that is none": take_but(answers={"ideal_client": "maybe"}),
        "an answer as truth value": take_but(answers={"ideal_client": True}),
        "an unknown check": take_but(answers={"no_such_check": "yes"}),
        "a check as script": take_but(answers={"<script>alert(1)</script>": "yes"}),
        "a verdict that is none": take_but(verdict="perfect"),
        "countersigned as text": but(countersigned="true"),
        "goals below nothing": but(proposed={"days": -1}),
        "goals beyond counting": but(proposed={"drills": 10**30}),
        "nine days a week": but(proposed={"days": 9}),
        "half a character": _bytes(text.replace("A good week.", "\\ud83d").encode()),
        "an id like a path": but(review_id="../../settings"),
        "a share like a path": but(share_id="/etc/passwd"),
        "a take like a path": take_but(attempt_id="..\\..\\log"),
        "the same take twice": but(takes=[good["takes"][0]] * 2),
        "a take of another share": take_but(attempt_id="take9999"),
        "somebody else's share": but(share_id="id-9999"),
        "a head that is none": but(head={"number": 1, "hash": "zz"}),
        "a head below nothing": but(head={"number": -1, "hash": ""}),
        "no time": but(saved_at="yesterday"),
        "a time without offset": but(saved_at="2026-11-08T20:30:00"),
        "a time at the end of the calendar": but(saved_at="9999-12-31T23:59:59Z"),
        "a time still to come": but(saved_at="2031-01-01T00:00:00Z"),
        "a page in its place": _bytes(b"<!DOCTYPE html><html><body>hello</body></html>"),
    }


def hostile_shares(page: str, record: Mapping[str, Any]) -> dict[str, Make]:
    """`page` is a share that would be taken, `record` the data in it."""
    start = page.index('id="refcoach-share">') + len('id="refcoach-share">')
    end = page.index("</script>", start)

    def with_json(text: str) -> Make:
        return _bytes((page[:start] + text.replace("<", "\\u003c") + page[end:]).encode("utf-8"))

    def but(**changed: Any) -> Make:
        return with_json(json.dumps({**record, **changed}))

    def take_but(**changed: Any) -> Make:
        made = deepcopy(dict(record))
        made["takes"][0].update(changed)
        return with_json(json.dumps(made))

    tag = b'<script type="application/json" id="refcoach-share">'
    return {
        **_places(),
        "empty": _bytes(b""),
        "random bytes": _bytes(bytes((number * 7919) % 256 for number in range(5000))),
        "any page": _bytes(b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"),
        "a review in its place": _bytes(b'{"format": "refcoach-review"}'),
        "a ZIP": _zip("page.html", page.encode()),
        "UTF-16": _bytes(page.encode("utf-16")),
        "cut in the middle": _bytes(page[: (start + end) // 2].encode()),
        "another element within": _bytes((page[:start] + "<b>" + page[start:]).encode()),
        "two shares in one": _bytes((page + page).encode()),
        "100 MB": _large(100_000_000, page.encode()),
        "40 MB of tags": _filled(39_000_000, b"<script"),
        "40 MB of elements": _filled(39_000_000, tag),
        "40 MB of unfinished declarations": _filled(39_000_000, b"<![CDATA["),
        "40 MB of lists": _filled(39_000_000, b"[],", tag + b"[", b"[]]</script>"),
        "40 MB of numbers": _filled(39_000_000, b"1.5,", tag + b"[", b"1]</script>"),
        "40 MB of brackets": _filled(39_000_000, b"[", tag, b"</script>"),
        "40 MB of text beyond ASCII": _filled(39_000_000, "😀".encode(), tag + b'"', b'"</script>'),
        "40 MB of broken text": _filled(39_000_000, b"\xff", tag + b'"', b'"</script>'),
        "a later format": but(format=99),
        "format as text": but(format="1"),
        "no takes but a number": but(takes=3),
        "a name twice": with_json('{"format": 1, "format": 1}'),
        "NaN": take_but(duration_s=float("nan")),
        "a number beyond all bounds": with_json(json.dumps(record).replace('"duration_s": ', '"duration_s": 1' + "0" * 400, 1)),
        "an id like a path": but(share_id="../../../log/2026-11"),
        "a take like a path": take_but(attempt_id="../take"),
        "a share without a number": but(share_id=""),
        "sound from elsewhere": take_but(audio="https://example.org/a.mp3"),
        "a page as sound": take_but(audio="data:text/html;base64,PGI+"),
        "a script as sound": take_but(audio="data:audio/mpeg;base64,PHNjcmlwdD4="),
        "sound that is no base64": take_but(audio="data:audio/mpeg;base64,%%%%"),
        "words outside the text": take_but(words=[{"start": 0, "end": 10**6, "start_s": 0.0, "end_s": 1.0, "heard": ""}]),
        "quotes backwards": take_but(checks=[{"key": "a", "label": "a", "question": "a", "verdict": "present", "quotes": [[5, 2]]}]),
        "a verdict that is none": take_but(checks=[{"key": "a", "label": "a", "question": "a", "verdict": "yes"}]),
        "a title without end": take_but(title="a" * 100_000),
        "half a character": with_json(json.dumps(record).replace('"rep": "Dana"', '"rep": "\\ud83d"')),
        "takes beyond counting": but(takes=[{**record["takes"][0], "audio": "", "attempt_id": f"take{number}"} for number in range(1_500)]),
        "a day that is none": but(since="2026-13-45"),
    }
