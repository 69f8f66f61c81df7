"""Files that are dropped anywhere on a page."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget


def dropped_files(event: QDropEvent, endings: Sequence[str]) -> list[Path]:
    """The files that are dropped, if all of them are on this computer and end in one of `endings`; else none."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    fit = len(paths) == len(urls) and all(path.suffix.lower() in endings for path in paths)
    return paths if fit else []


def take_drops(page: QWidget) -> None:
    """Let the page have what is dropped on its text fields, which would else write the file's name into themselves."""
    page.setAcceptDrops(True)
    kinds: tuple[type[QWidget], ...] = (QLineEdit, QPlainTextEdit, QTextEdit)
    for kind in kinds:
        for field in page.findChildren(kind):
            field.setAcceptDrops(False)
