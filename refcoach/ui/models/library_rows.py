"""The packs and their scenarios as rows of a list: a row for each pack, below it one for each of its scenarios."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.feedback import check_name
from refcoach.core.joined import Joined, joined
from refcoach.core.moments import moment
from refcoach.core.scenario import Kind
from refcoach.engine.own_packs import BUILT_IN, DRAFT, Entry, PackView
from refcoach.ui.models.row_model import RowModel
from refcoach.ui.words import VERDICT_WORDS, count, three_keys

KIND_WORDS = {
    Kind.ROLE_PLAY: "Role-play",
    Kind.INTRO_SCRIPT: "Introduction",
    Kind.RAPID_FIRE: "Rapid fire",
    Kind.VALUE_MOMENT: "Value moment",
}
LEVEL_WORDS = {1: "Easy", 2: "Medium", 3: "Hard"}
STATE_WORDS = {BUILT_IN: "Comes with RefCoach", DRAFT: "Yours, a draft", "published": "Yours, published"}

Results = Mapping[tuple[str, str], Joined]  # by pack and scenario: the latest attempt


@dataclass(frozen=True, slots=True)
class PackRow:
    """`shown` of the pack's scenarios pass the filters."""

    view: PackView
    shown: int


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    view: PackView
    entry: Entry
    result: Joined | None = None


Row = PackRow | ScenarioRow


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the filters let through; empty and 0 let everything through."""

    words: str = ""
    skill: str = ""
    difficulty: int = 0
    pack: str = ""

    def fits(self, view: PackView, entry: Entry) -> bool:
        scenario = entry.scenario
        if self.pack and view.id != self.pack:
            return False
        if self.difficulty and (scenario is None or scenario.difficulty != self.difficulty):
            return False
        if self.skill and (scenario is None or scenario.skill != self.skill):
            return False
        stands = f"{entry.title} {view.title} {entry.file}"
        if scenario is not None:
            stands += f" {scenario.skill} {scenario.situation} {scenario.goal} {scenario.persona.name} {scenario.persona.role}"
        return all(word in stands.casefold() for word in self.words.casefold().split())


def latest_results(attempts: Sequence[Attempt]) -> dict[tuple[str, str], Joined]:
    """The latest attempt at each scenario, by pack and id."""
    found: dict[tuple[str, str], Joined] = {}
    for whole in sorted(joined(attempts), key=lambda whole: moment(whole.first.at)):
        found[(whole.first.pack, whole.first.scenario)] = whole
    return found


def rows_of(views: Sequence[PackView], results: Results, wanted: Wanted) -> list[Row]:
    """In the packs' order; a pack without a fitting scenario is left out, unless nothing but its own name was asked for."""
    rows: list[Row] = []
    anything = wanted == Wanted(pack=wanted.pack)
    for view in views:
        fitting = [entry for entry in view.entries if wanted.fits(view, entry)]
        if fitting or (anything and wanted.pack in ("", view.id)):
            rows.append(PackRow(view, len(fitting)))
            rows += [ScenarioRow(view, entry, _result(results, view, entry)) for entry in fitting]
    return rows


def _result(results: Results, view: PackView, entry: Entry) -> Joined | None:
    return results.get((view.id, entry.scenario.id)) if entry.scenario is not None else None


def about(entry: Entry) -> str:
    """Skill, difficulty, minutes and kind in one line."""
    scenario = entry.scenario
    if scenario is None:
        return "Cannot be read"
    parts = [scenario.skill, LEVEL_WORDS.get(scenario.difficulty, ""), f"{scenario.minutes} min", KIND_WORDS[scenario.kind]]
    return "  \u00b7  ".join(part for part in parts if part)


def about_pack(row: PackRow) -> str:
    parts = [STATE_WORDS[row.view.state], count(row.shown, "scenario")]
    if row.view.problems:
        parts.append(count(len(row.view.problems), "problem"))
    return "  \u00b7  ".join(parts)


def spoken_words(row: Row) -> str:
    """A row as a screen reader says it."""
    if isinstance(row, PackRow):
        return f"Pack {row.view.title}: {about_pack(row)}".replace("  \u00b7  ", ", ")
    parts = [row.entry.title, about(row.entry).replace("  \u00b7  ", ", ")]
    if row.entry.problems:
        parts.append(count(len(row.entry.problems), "problem"))
    if row.view.state == DRAFT:
        parts.append("a draft")
    if row.result is not None and row.result.first.state is AttemptState.CHECKED:
        for key in three_keys(row.result.first):
            verdict = VERDICT_WORDS[row.result.finding(key)[1].verdict]
            parts.append(f"{check_name(row.result.first.judgement, key)}: {verdict}")
    return ", ".join(parts)


class LibraryModel(RowModel[Row]):
    def spoken(self, row: Row) -> str:
        return spoken_words(row)

    def show_results(self, results: Results) -> None:
        """Other results for the same rows; the choice stays."""
        for at, row in enumerate(self._rows):
            if isinstance(row, ScenarioRow) and row.result != (found := _result(results, row.view, row.entry)):
                self._rows[at] = replace(row, result=found)
                self.dataChanged.emit(self.index(at), self.index(at))

    def row_of(self, pack: str, file: str = "") -> int:
        """The row of a pack, or of one of its files; -1 when it is not shown."""
        return self.find(lambda row: row.view.id == pack and (row.entry.file if isinstance(row, ScenarioRow) else "") == file)

    def first_scenario(self) -> int:
        """The first scenario; a pack where there is none, -1 where there is nothing."""
        return max(self.find(lambda row: isinstance(row, ScenarioRow)), self.first() if self._rows else -1)
