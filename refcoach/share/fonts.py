"""Letters for the report: an embedded font that is on every installation, and for what it lacks the computer's own fonts.

reportlab brings Bitstream Vera, whose 280 letters are those of Western European languages. Other letters are taken from the first
font of the system that has them. What no font has, and what needs more than one letter after another (Arabic, Hebrew, the scripts of
India), is replaced by its plain letter or by MISSING, and counted, so that the report can say so.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from refcoach.share.plain_text import printable

MISSING = "◊"  # in Vera
REGULAR, BOLD = "RefCoach", "RefCoach-Bold"
# Scripts that are written from the right or whose letters take each other's place; drawn one after another they would say nothing.
_NEEDS_SHAPING = ((0x0590, 0x08FF), (0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x18AF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFE))
_SYSTEM_FONTS = (
    *("DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf"),
    *("Arial Unicode.ttf", "segoeui.ttf", "Arial.ttf", "arial.ttf", "Helvetica.ttc"),
    *(
        "DroidSansFallbackFull.ttf",
        "wqy-microhei.ttc",
        "wqy-zenhei.ttc",
        "msyh.ttc",
        "YuGothM.ttc",
        "meiryo.ttc",
        "malgun.ttf",
        "seguisym.ttf",
    ),
)
_SYSTEM_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", "C:/Windows/Fonts")


def system_fonts(folders: Iterable[str] = _SYSTEM_FOLDERS) -> tuple[Path, ...]:
    """The known fonts with many letters that this computer has, the best first."""
    found: dict[str, Path] = {}
    for folder in map(Path, folders):
        for path in sorted(folder.rglob("*.tt[fc]")) if folder.is_dir() else ():
            if path.name in _SYSTEM_FONTS:
                found.setdefault(path.name, path)
    return tuple(found[name] for name in _SYSTEM_FONTS if name in found)


class Fonts:
    """Turns texts into reportlab's markup, letter by letter in a font that has it. `replaced` counts what none has."""

    def __init__(self, fallbacks: Sequence[Path] | None = None, base: Sequence[Path] | None = None) -> None:
        regular, bold = base or vera()
        self.replaced: Counter[str] = Counter()
        self._base = _registered(REGULAR, regular)
        _registered(BOLD, bold)
        # The system's folders are looked through only when a letter needs it.
        self._waiting = iter(fallbacks) if fallbacks is not None else _lazily(system_fonts)
        self._others: list[tuple[str, Any]] = []
        self._known: dict[str, tuple[str, str]] = {}

    def markup(self, text: str) -> str:
        """The text as it can be printed, escaped, `\\n` as a line break."""
        letters = [self._letter(letter) for letter in unicodedata.normalize("NFC", printable(text)) if not _invisible(letter)]
        parts = []
        for font, run in groupby(letters, key=lambda pair: pair[1]):
            words = escape("".join(letter for letter, _ in run)).replace("\n", "<br/>")
            parts.append(f'<font name="{font}">{words}</font>' if font else words)
        return "".join(parts)

    def _letter(self, letter: str) -> tuple[str, str]:
        """(what is printed, the fallback's name or "")."""
        if letter not in self._known:
            self._known[letter] = self._found(letter)
        shown = self._known[letter]
        if shown[0] != letter:
            self.replaced[letter] += 1
        return shown

    def _found(self, letter: str) -> tuple[str, str]:
        if letter == "\n" or ord(letter) in self._base:
            return letter, ""
        if not _needs_shaping(letter):
            font = self._fallback(letter)
            if font:
                return letter, font
        nearest = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
        return (nearest, "") if nearest and all(ord(part) in self._base for part in nearest) else (MISSING, "")

    def _fallback(self, letter: str) -> str:
        """The first other font that has the letter; fonts are opened only when one is needed."""
        for name, letters in self._others:
            if ord(letter) in letters:
                return name
        for path in self._waiting:
            name = f"{REGULAR}-{path.stem}"
            try:
                letters = _registered(name, path)
            except Exception:  # whatever is wrong with a file of the system, there are others, and the letter can be replaced
                continue
            self._others.append((name, letters))
            if ord(letter) in letters:
                return name
        return ""


def vera() -> tuple[Path, Path]:
    """Bitstream Vera Sans as it comes with reportlab, plain and bold."""
    import reportlab

    folder = Path(reportlab.__file__).with_name("fonts")
    return folder / "Vera.ttf", folder / "VeraBd.ttf"


def _lazily(find: Callable[[], Iterable[Path]]) -> Iterator[Path]:
    yield from find()


def _registered(name: str, path: Path) -> Any:
    """Make a font known to reportlab under a name; gives the letters that it has."""
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(path))
    registerFont(font)
    if name not in (REGULAR, BOLD):
        registerFontFamily(name, normal=name, bold=name, italic=name, boldItalic=name)
    return font.face.charToGlyph


def _needs_shaping(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in _NEEDS_SHAPING)


def _invisible(letter: str) -> bool:
    """Joiners, marks of direction and variation selectors: they print nothing, and what they would do is not done here."""
    return unicodedata.category(letter) == "Cf" or 0xFE00 <= ord(letter) <= 0xFE0F or letter in "\ufffe\uffff"
