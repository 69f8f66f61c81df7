"""Packs that are broken in one way or several, each with everything that must be said about it."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from pack_samples import GOOD, HEAD, ONE, SILENT_WAV, Files, patched, write_folder, zip_bytes

Make = Callable[[Path], Path]  # writes a pack below the folder it is given, and answers where


def folder(**changed: str | bytes) -> Make:
    """The good pack as a folder, with pack.yaml (`head`) or the scenario (`one`) changed."""
    names = {"head": "pack.yaml", "one": "scenarios/one.yaml"}
    return lambda place: write_folder(place / "pack", {**GOOD, **{names[key]: content for key, content in changed.items()}})


def files(extra: Files) -> Make:
    return lambda place: write_folder(place / "pack", {**GOOD, **extra})


def zipped(data: bytes) -> Make:
    def make(place: Path) -> Path:
        place.mkdir(parents=True, exist_ok=True)
        (place / "p.refpack").write_bytes(data)
        return place / "p.refpack"

    return make


def zip_with(extra: Files) -> Make:
    return zipped(zip_bytes({**GOOD, **extra}))


def one(old: str, new: str) -> Make:
    assert old in ONE
    return folder(one=ONE.replace(old, new, 1))


def linked(name: str, target: str) -> Make:
    def make(place: Path) -> Path:
        write_folder(place / "pack", GOOD)
        (place / "pack" / name).parent.mkdir(exist_ok=True)
        (place / "pack" / name).symlink_to(target)
        return place / "pack"

    return make


def _link(info: zipfile.ZipInfo) -> None:
    if info.filename.startswith("scenarios/two"):
        info.external_attr = 0o120777 << 16


BEATS = "beats:\n" + "".join(f"  - {{id: b{n}, lines: [x]}}\n" for n in range(60))
LOOP = """id: one
title: A title
persona: {name: Ann}
situation: There.
beats:
  - id: first
    lines: [Well?]
    branches: [{go: third}]
  - id: second
    lines: [And?]
  - id: third
    lines: [Then?]
    branches: [{when: {silence: true}, go: first}, {go: nowhere}]
"""
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
)
S = "scenarios/one.yaml"

# name: (how it is made, the beginnings of all its problems in their order)
BROKEN: dict[str, tuple[Make, list[str]]] = {
    "nothing there": (lambda place: place / "missing", ["missing:1:1: there is no such folder or file (check the name and the folder)"]),
    "an empty folder": (lambda place: write_folder(place / "pack", {"x.bin": ""}), ["pack.yaml:1:1: the pack has no pack.yaml"]),
    "pack.yml": (
        lambda place: write_folder(place / "pack", {"pack.yaml.txt": HEAD, S: ONE}),
        ["pack.yaml:1:1: the pack has no pack.yaml (did you mean pack.yaml.txt?)"],
    ),
    "no scenario": (
        lambda place: write_folder(place / "pack", {"pack.yaml": HEAD}),
        ["pack.yaml:1:1: the pack has no scenario (scenarios/*.yaml is where they belong)"],
    ),
    "a newer format": (
        folder(head=HEAD.replace("format: 2", "format: 3")),
        ["pack.yaml:1:9: format: this pack wants format 3, this RefCoach reads 2 (update RefCoach)"],
    ),
    "no format": (folder(head=HEAD.replace("format: 2\n", "")), ["pack.yaml:1:1: format is missing"]),
    "several at once, in both files": (
        folder(head=HEAD.replace("title", "titel").replace("id: p", "id: My pack"), one=ONE.replace("ideal_client", "ideal_clent")),
        [
            "pack.yaml:1:1: title is missing",
            "pack.yaml:2:5: id: My pack does not fit (small letters, digits and - only",
            "pack.yaml:3:1: titel is not a known key (did you mean title?)",
            f"{S}:8:16: required: ideal_clent is not known (did you mean ideal_client?)",
        ],
    ),
    "a version that is a number": (
        folder(head=HEAD.replace('"1.0"', "1.0")),
        ["pack.yaml:4:10: version: text is wanted, not a number (put it in quotes)"],
    ),
    "pack.yaml is not YAML": (
        folder(head="format: 2\n  id: p\n", one=ONE.replace("ideal_client", "my_own_check")),
        ["pack.yaml:2:5: a key does not fit here"],
    ),
    "pack.yaml is a list": (folder(head="- format\n- 2\n"), ["pack.yaml:1:1: a mapping is wanted here, not a list"]),
    "an empty scenario": (folder(one=""), [f"{S}:1:1: a mapping is wanted here, not nothing"]),
    "a text for a scenario": (folder(one="Hello\n"), [f"{S}:1:1: a mapping is wanted here, not text"]),
    "a tab": (one("  - id", "\t- id"), [f"{S}:6:1: a tab stands where YAML wants spaces (set your editor to spaces)"]),
    "a key twice": (one("title: A title", "title: A\ntitle: B"), [f"{S}:3:1: the key title stands twice (first in line 2)"]),
    "a key twice further in": (one("{name: Ann}", "{name: Ann, name: Bob}"), [f"{S}:3:22: the key name stands twice (first in line 3)"]),
    "a quote that is not closed": (one("A title", '"A title'), [f"{S}:2:8: a quote is not closed"]),
    "a bracket that is not closed": (one("[Well?]", "[Well?"), [f"{S}:8:13: a bracket is not closed"]),
    "a colon in a text": (one("There.", "There: here"), [f"{S}:4:17: a key does not fit here (a text with a colon in it wants quotes"]),
    "an at sign": (one("There.", "@home"), [f"{S}:4:12: a text may not begin with @ (put the text in quotes)"]),
    "a tag": (one("There.", "!!python/object:os.system x"), [f"{S}:4:12: a tag (a word that begins with !) is not read"]),
    "a merge key": (one("{name: Ann}", "{name: Ann, <<: {role: x}}"), [f"{S}:3:22: << is not a known key"]),
    "two documents": (folder(one=ONE + "---\nid: two\n"), [f"{S}:9:1: a second document begins here"]),
    "an unknown alias": (one("[Well?]", "[*who]"), [f"{S}:7:13: *who stands for nothing"]),
    "a list within itself": (one("[Well?]", "&me [*me]"), [f"{S}:7:17: *me stands within itself"]),
    "a list for a key": (one("title: A title", "[title]: A title"), [f"{S}:2:1: a key must be text"]),
    "an alias bomb": (folder(one=BOMB + ONE), [f"{S}:5:12: more than 20,000 values in one file"]),
    "nested without end": (folder(one="[" * 900_000), [f"{S}:1:13: nested deeper than 12 levels"]),
    "a million values": (folder(one="- \n" * 300_000), [f"{S}:20000:2: more than 20,000 values in one file"]),
    "fifty megabytes": (folder(one="a: b\n" * 10_000_000), [f"{S}:1:1: larger than 1 MB (split it into several files)"]),
    "too much YAML in all": (
        files({f"scenarios/s{n}.yaml": "#" * 990_000 for n in range(11)}),
        ["pack.yaml:1:1: more than 10 MB of YAML in the pack (split the pack)"],
    ),
    "not UTF-8": (folder(one=ONE.encode().replace(b"A title", b"caf\xe9")), [f"{S}:2:11: not UTF-8 text: byte 18 cannot be read"]),
    "UTF-16": (folder(one=ONE.encode("utf-16")), [f"{S}:1:1: not UTF-8 text: byte 0 cannot be read (save the file as UTF-8)"]),
    "a zero byte": (one("There.", "There\0."), [f"{S}:4:17: the character U+0000 is not text"]),
    "wrong types": (
        folder(
            one="id: 5\ntitle: [A]\npersona: Ann\nsituation:\nbeats: {id: x}\ndifficulty: hard\nminutes: 2.5\n"
            "cue_card: one\nmodel_answers: [text]\nkind: role-plai\nrecorded: [x]\noutcomes: [{id: a, lines: [x], good: 'yes'}]\n"
        ),
        [
            f"{S}:1:5: id: text is wanted, not a number (put it in quotes)",
            f"{S}:2:8: title: text is wanted, not a list",
            f"{S}:3:10: a mapping is wanted here, not text",
            f"{S}:4:11: situation: must not be empty",
            f"{S}:5:8: beats: a list with at least one entry is wanted, not a mapping",
            f"{S}:6:13: difficulty: a whole number from 1 to 3 is wanted, not hard",
            f"{S}:7:10: minutes: a whole number from 1 to 60 is wanted, not 2.5",
            f"{S}:8:11: cue_card: a list is wanted, not text",
            f"{S}:9:17: a mapping is wanted here, not text",
            f"{S}:10:7: kind: role-plai is not known (did you mean role-play?)",
            f"{S}:11:11: recorded: a mapping from lines to files is wanted, not a list",
            f"{S}:12:38: good: true or false is wanted, not yes",
        ],
    ),
    "a talk without end": (
        folder(one=LOOP.replace("{go: nowhere}", "{go: third}")),
        [
            f"{S}:6:9: id: the talk can come back to beat first for ever",
            f"{S}:11:9: id: the talk can come back to beat third for ever",
        ],
    ),
    "a branch to nowhere": (folder(one=LOOP), [f"{S}:13:52: branches: there is no beat or outcome nowhere (known: "]),
    "sixty beats": (
        folder(one=ONE[: ONE.index("beats")] + BEATS),
        [f"{S}:56:5: beats: 60 entries are too many (at most 50)"],
    ),
    "a text as long as a book": (one("There.", "x" * 6000), [f"{S}:4:12: situation: 6,000 characters are too many (at most 5,000)"]),
    "forty-five wrong words": (
        one("[ideal_client]", "\n" + "".join(f"      - {n}\n" for n in range(45))),
        [f"{S}:{9 + n}:9: required: text is wanted, not a number (put it in quotes)" for n in range(45)],
    ),
    "two scenarios with one id": (
        files({"scenarios/two.yaml": ONE}),
        ["scenarios/two.yaml:1:1: the id one is taken by one.yaml (give each scenario an id of its own)"],
    ),
    "other files in scenarios": (
        files({"scenarios/two.yml": ONE, "scenarios/deep/three.yaml": ONE}),
        [
            "scenarios/deep:1:1: not a scenario, so it is not read (scenarios end in .yaml)",
            "scenarios/two.yml:1:1: not a scenario, so it is not read (scenarios end in .yaml)",
        ],
    ),
    "recorded lines that are not there": (
        folder(one=ONE + "recorded:\n  Well?: well.wav\n  Wel?: lines/well.wav\n  Hello: 5\n"),
        [
            f"{S}:10:10: recorded: there is no file lines/well.wav (put it into the folder lines/)",
            f'{S}:11:3: recorded: the client never says "Wel?" (repeat the line word for word)',
            f"{S}:11:9: recorded: lines/well.wav is not a name of a recording",
            f'{S}:12:3: recorded: the client never says "Hello"',
            f"{S}:12:10: recorded: a file's name is wanted, not a number",
        ],
    ),
    "a recorded line with the rep's name in it": (
        files({S: ONE.replace("[Well?]", "[<rep|you> there?]") + "recorded: {<rep|you> there?: w.wav}\n", "lines/w.wav": SILENT_WAV}),
        [f"{S}:9:12: recorded: a line with the rep's own words in it cannot be recorded"],
    ),
    "recordings that are none": (
        files({"lines/a.wav": "no sound", "lines/b.flac": SILENT_WAV, "lines/c.mp3": "x", "lines/d.ogg": ""}),
        [
            "lines/a.wav:1:1: this is no WAV file (save it as WAV, FLAC or OGG",
            "lines/b.flac:1:1: this is no FLAC file",
            "lines/c.mp3:1:1: not a recording that can be played (WAV, FLAC or OGG",
            "lines/d.ogg:1:1: this is no OGG file",
        ],
    ),
    "zip: cut short": (
        zipped(zip_bytes(GOOD)[:-30]),
        ["p.refpack:1:1: not a zip that can be read (export the pack again, or give its folder)"],
    ),
    "zip: something else": (zipped(b"Rar!" * 100), ["p.refpack:1:1: not a zip that can be read"]),
    "zip: paths that leave the pack": (
        zip_with({"../evil.yaml": "x", "scenarios/../../evil.yaml": "x", "/evil.yaml": "x", "C:/evil.yaml": "x", "lines\\evil.wav": "x"}),
        [
            "../evil.yaml:1:1: a path that leaves the pack (take .. out of it)",
            "/evil.yaml:1:1: an absolute path (names in a pack begin at the pack)",
            "C:/evil.yaml:1:1: an absolute path",
            "lines\\evil.wav:1:1: a name with a backslash in it (write / between folders)",
            "scenarios/../../evil.yaml:1:1: a path that leaves the pack",
        ],
    ),
    "zip: a link": (
        zipped(zip_bytes({**GOOD, "scenarios/two.yaml": "one.yaml"}, change=_link)),
        ["scenarios/two.yaml:1:1: a link or a device, not a file (put the file itself into the pack)"],
    ),
    "zip: encrypted": (
        zipped(patched(zip_bytes({"pack.yaml": HEAD}), 6, 8, b"\x01\0")),
        ["pack.yaml:1:1: encrypted (export the pack again without a password)", "pack.yaml:1:1: the pack has no pack.yaml"],
    ),
    "zip: an odd way of packing": (
        zipped(zip_bytes({"pack.yaml": HEAD}, zipfile.ZIP_LZMA)),
        ["pack.yaml:1:1: packed in a way that is not read here", "pack.yaml:1:1: the pack has no pack.yaml"],
    ),
    "zip: another zip within": (
        zip_with({"more.zip": zip_bytes(GOOD), "scenarios/more.refpack": zip_bytes(GOOD)}),
        ["more.zip:1:1: an archive within the pack", "scenarios/more.refpack:1:1: an archive within the pack"],
    ),
    "zip: a bomb": (
        zip_with({"lines/big.wav": SILENT_WAV + bytes(45_000_000)}),
        ["lines/big.wav:1:1: packed to less than a 200th of its size"],
    ),
    "zip: a file that is too large": (
        zip_with({"lines/big.wav": SILENT_WAV + os.urandom(1000) * 51_000}),
        ["lines/big.wav:1:1: larger than 50 MB"],
    ),
    "zip: too many files": (
        zipped(zip_bytes({**GOOD, **{f"scenarios/s{n}.yaml": "" for n in range(6000)}}, zipfile.ZIP_STORED)),
        ["p.refpack:1:1: more than 5,000 files in the zip (split the pack)"],
    ),
    "zip: sizes that lie": (
        zipped(patched(zip_bytes({"pack.yaml": HEAD + "#" * 5_000_000}), 22, 24, b"\x40\0\0\0")),
        ["pack.yaml:1:1: cannot be read: damaged within the zip", "pack.yaml:1:1: the pack has no scenario"],
    ),
    "zip: names that differ in capitals": (
        zip_with({"scenarios/One.yaml": ONE.replace("id: one", "id: two")}),
        ["scenarios/One.yaml:1:1: scenarios/one.yaml differs from it in capital letters only"],
    ),
    "zip: a name that is not UTF-8": (
        zipped(zip_bytes({**GOOD, "scenarios/cafe.yaml": ONE.replace("id: one", "id: two")}).replace(b"cafe.yaml", b"caf\x82.yaml")),
        ["scenarios/caf\u00e9.yaml:1:1: a name that is not UTF-8"],
    ),
    "zip: a stranger": (
        zip_with({"scenario/two.yaml": ONE, "setup.exe": "MZ"}),
        [
            "scenario/two.yaml:1:1: not a part of a pack (did you mean scenarios?)",
            "setup.exe:1:1: not a part of a pack (a pack has pack.yaml",
        ],
    ),
}
if os.name == "posix":
    BROKEN |= {
        "a name that not every system can store": (
            files({"scenarios/caf\u00e9.yaml": ONE.replace("one", "two"), "scenarios/aux.yaml": ONE.replace("one", "three")}),
            [
                "scenarios/aux.yaml:1:1: the name aux.yaml means a device on Windows",
                "scenarios/caf\u00e9.yaml:1:1: a name that not every system can store",
            ],
        ),
        "a scenario that is a link": (
            linked("scenarios/two.yaml", "/etc/passwd"),
            ["scenarios/two.yaml:1:1: a link to another file (put the file itself here)"],
        ),
        "a folder that is a link": (linked("lines", "/etc"), ["lines:1:1: a link to another place (put the folder itself here)"]),
    }
