"""What the Scenarios page does with packs: each action in the background, told on the page, with a way back where something is lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDropEvent

from refcoach.core.errors import RefCoachError
from refcoach.core.scenario import Pack
from refcoach.engine.own_packs import Entry, PackReader, PackView, add_scenario, begin_pack, copy_pack, read_text, remove_scenario
from refcoach.engine.packs import Listed, export_pack, import_pack
from refcoach.packs.files import ENDING
from refcoach.packs.load import load_pack
from refcoach.packs.problems import Problem
from refcoach.store.pack_shelf import PackShelf
from refcoach.ui.background import Background
from refcoach.ui.widgets.message_bar import MessageBar
from refcoach.ui.words import count


@dataclass(frozen=True, slots=True)
class Refused:
    """A pack with problems: nothing was changed."""

    name: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A pack of that id is installed already, in this version."""

    pack: Pack
    version: str


@dataclass(frozen=True, slots=True)
class Installed:
    """`before` is where the pack that it replaced lies in the bin."""

    listed: Listed
    before: Path | None = None


def bring_in(shelf: PackShelf, path: Path, replace: bool) -> Refused | Standing | Installed:
    """Install a pack; one of the same id is replaced only when that is wanted, and a copy of it goes to the bin."""
    pack, problems = load_pack(path)
    if pack is None:
        return Refused(path.name, problems)
    if pack.id not in shelf.ids():
        return Installed(import_pack(shelf, path))
    if not replace:
        there = load_pack(shelf.path(pack.id))[0]
        return Standing(pack, there.version if there is not None else "")
    before = shelf.set_aside(pack.id)
    return Installed(import_pack(shelf, path, older=True), before)


class PackWork(QObject):
    """`changed` follows every change on disk, with the pack and the file that should be looked at (empty for none)."""

    changed = Signal(str, str)
    edit_wanted = Signal(str, str)

    def __init__(self, shelf: PackShelf, bar: MessageBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf, self._bar = shelf, bar
        self._reader = PackReader(shelf)
        self.background = Background(self)
        self._undo: Callable[[], None] | None = None

    def read(self, done: Callable[[Sequence[PackView]], None], failed: Callable[[RefCoachError], None]) -> None:
        self.background.run(self._reader.views, done, failed)

    def _run(self, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._undo = None
        self.background.run(job, done, self.tell_failure)

    def tell_failure(self, error: RefCoachError) -> None:
        self._bar.say(error.message, error.hint, tone="trouble")

    def undo(self) -> None:
        """Take the last removal or replacement back, while nothing else was done since."""
        if self._undo is not None:
            self._bar.hide()
            self._undo()

    def _offer_undo(self, message: str, hint: str, undo: Callable[[], None]) -> None:
        self._undo = undo
        self._bar.say(message, hint, "Undo", self.undo)

    # --- in and out -------------------------------------------------------------------------------------------------

    def bring_in(self, path: Path, replace: bool = False) -> None:
        """Import a .refpack file or a folder."""
        self._bar.say(f"Reading {path.name}\u2026")
        self._run(lambda: bring_in(self._shelf, path, replace), partial(self._brought, path))

    def _brought(self, path: Path, answer: Refused | Standing | Installed) -> None:
        match answer:
            case Refused(name, problems):
                message = f"{name} was not imported: {count(len(problems), 'problem')}."
                self._bar.say(message, "Nothing has changed. Correct these and import it again.", tone="warning", problems=problems)
            case Standing(pack, version):
                same = f"version {version}" if version else "with problems"
                self._bar.say(
                    f"You have {pack.title} already, {same}.",
                    f"Replace it by version {pack.version}? The one you have goes to the bin.",
                    "Replace it",
                    partial(self.bring_in, path, True),
                    close="Keep mine",
                )
            case Installed(listed, before):
                self._installed(listed, before)

    def _installed(self, listed: Listed, before: Path | None) -> None:
        pack = listed.pack
        assert pack is not None  # what was installed has no problem
        words = f"{pack.title} {pack.version} is installed: {count(len(pack.scenarios), 'scenario')}."
        hint = "It is a draft until you publish it." if listed.state == "draft" else ""
        if before is None:
            self._bar.say(words, hint)
        else:
            self._offer_undo(words, hint, partial(self._go_back, pack.id, before))
        self.changed.emit(pack.id, "")

    def _go_back(self, pack_id: str, before: Path) -> None:
        def job() -> str:
            self._shelf.remove(pack_id)
            return self._shelf.put_back(before)

        self._run(job, lambda pack_id: self.changed.emit(pack_id, ""))

    def export(self, view: PackView, target: Path) -> None:
        """Write one .refpack file."""

        def done(pack: Pack) -> None:
            self._bar.say(f"{pack.title} {pack.version} is in {target.name}.", f"Hand over {target}")

        self._run(lambda: export_pack(view.folder, target), done)

    # --- the user's own ---------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """A new pack from the template, and its scenario in the editor."""

        def done(pack_id: str) -> None:
            self._bar.say("A new pack with one scenario to change.", "It is a draft until you publish it.")
            self.changed.emit(pack_id, "scenarios/first-ask.yaml")
            self.edit_wanted.emit(pack_id, "scenarios/first-ask.yaml")

        self._run(lambda: begin_pack(self._shelf), done)

    def copy(self, view: PackView, file: str = "") -> None:
        """A pack as one of the user's own; with `file` that one opens in the editor."""

        def done(pack_id: str) -> None:
            self._bar.say(f"{view.title} is now also a pack of your own.", "It is a draft until you publish it.")
            self.changed.emit(pack_id, file)
            if file:
                self.edit_wanted.emit(pack_id, file)

        self._run(lambda: copy_pack(self._shelf, view), done)

    def add(self, view: PackView, source: Entry | None = None) -> None:
        """A further scenario in an own pack, a copy of `source` or a new one, and open it."""

        def done(file: str) -> None:
            self.changed.emit(view.id, file)
            self.edit_wanted.emit(view.id, file)

        self._run(lambda: add_scenario(self._shelf, view, source), done)

    def publish(self, view: PackView, draft: bool) -> None:
        """Publish a draft, or make it one again."""

        def done(_: None) -> None:
            self._bar.say(f"{view.title} is {'a draft' if draft else 'published'}.")
            self.changed.emit(view.id, "")

        self._run(lambda: self._shelf.mark(view.id, draft), done)

    def remove(self, view: PackView) -> None:
        """Move an own pack to the bin; what was practised with it stays in the log."""

        def done(away: Path) -> None:
            hint = "It is in the bin. What was practised with it stays in the log."
            self._offer_undo(f"{view.title} is removed.", hint, partial(self._return, away))
            self.changed.emit("", "")

        self._run(lambda: self._shelf.remove(view.id), done)

    def _return(self, away: Path) -> None:
        self._run(lambda: self._shelf.put_back(away), lambda pack_id: self.changed.emit(pack_id, ""))

    def delete(self, view: PackView, entry: Entry) -> None:
        """Take one scenario out of an own pack; what was practised with it stays in the log."""

        def job() -> str:
            words = read_text(view, entry.file)
            remove_scenario(self._shelf, view, entry.file)
            return words

        def done(words: str) -> None:
            hint = "The pack as it was is in the bin. What was practised stays in the log."
            self._offer_undo(f"{entry.title} is removed.", hint, partial(self._write_back, view.id, entry.file, words))
            self.changed.emit(view.id, "")

        self._run(job, done)

    def _write_back(self, pack_id: str, file: str, words: str) -> None:
        self._run(lambda: self._shelf.write(pack_id, file, words.encode()), lambda _: self.changed.emit(pack_id, file))


def dropped_pack(event: QDropEvent) -> Path | None:
    """The pack that is dropped: one file that ends in .refpack, or one folder."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and (path.suffix == ENDING or path.is_dir()) else None
