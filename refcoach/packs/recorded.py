"""Lines of the client that were recorded: which file holds which line."""

import re
from collections.abc import Collection, Sequence

from refcoach.core.filling import PLACE
from refcoach.core.scenario import RecordedLine
from refcoach.packs.marked import MarkedMap
from refcoach.packs.problems import did_you_mean, short
from refcoach.packs.reader import Fields, kind_of
from refcoach.packs.shapes import RECORDING, SCENARIO

SOUND_ENDINGS = (".wav", ".flac", ".ogg")
_KEY = "recorded"


def read_recorded(fields: Fields, lines: Sequence[str], files: Collection[str]) -> tuple[RecordedLine, ...]:
    """The mapping `recorded:` of a scenario; its keys must be among the client's `lines`, its values among `files` of the folder lines/."""
    node = fields.node.get(_KEY)
    if node is None:
        return ()
    if not isinstance(node, MarkedMap):
        fields.wrong(_KEY, f"a mapping from lines to files is wanted, not {kind_of(node)}")
        return ()
    if len(node) > SCENARIO[_KEY].most:
        fields.wrong(_KEY, f"{len(node):,} entries are too many", f"at most {SCENARIO[_KEY].most}")
        return ()
    found = []
    for text, file in node.items():
        line = " ".join(text.split())
        wrong = _wrong_line(line, lines)
        if wrong:
            fields.problems.note(fields.file, *node.keys_at[text], *wrong)
        wrong_file = _wrong_file(file, files)
        if wrong_file:
            fields.problems.note(fields.file, *node.values_at[text], *wrong_file)
        if not wrong and not wrong_file:
            found.append(RecordedLine(line, file))
    return tuple(found)


def _wrong_line(line: str, lines: Sequence[str]) -> tuple[str, str] | None:
    if line not in lines:
        near = _nearest(line, lines)
        return f'recorded: the client never says "{short(line)}"', f'did you mean "{near}"?' if near else "repeat the line word for word"
    if PLACE.search(line):
        return "recorded: a line with the rep's own words in it cannot be recorded", "take < > out of the line, or the recording"
    return None


def _nearest(line: str, lines: Sequence[str]) -> str:
    """The line that begins with the same words; lines are too long to be compared letter by letter."""
    words = re.findall(r"\w+", line.lower())
    alike = [(sum(word in re.findall(r"\w+", other.lower()) for word in words), other) for other in lines]
    best = max(alike, default=(0, ""))
    return short(best[1]) if words and best[0] > len(words) / 2 else ""


def _wrong_file(file: object, files: Collection[str]) -> tuple[str, str] | None:
    if not isinstance(file, str):
        return f"recorded: a file's name is wanted, not {kind_of(file)}", "such as greeting.wav"
    if not re.fullmatch(RECORDING, file):
        return (
            f"recorded: {short(file)} is not a name of a recording",
            "a file in lines/, its name without the folder, such as greeting.wav",
        )
    if file not in files:
        return f"recorded: there is no file lines/{short(file)}", did_you_mean(file, files) if files else "put it into the folder lines/"
    return None


def is_sound(start: bytes, name: str) -> bool:
    """Whether a file's first bytes are those of what its name says: WAV, FLAC or OGG."""
    if name.endswith(".wav"):
        return start[:4] == b"RIFF" and start[8:12] == b"WAVE"
    return start[:4] == (b"fLaC" if name.endswith(".flac") else b"OggS")
