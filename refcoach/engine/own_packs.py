"""What a trainer sees of the packs and does with single files of them; the window's Scenarios page calls this."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from refcoach.core.assets import asset
from refcoach.core.errors import LogError, PackError
from refcoach.core.rubric import BY_KEY
from refcoach.core.scenario import Pack, Scenario
from refcoach.engine.library import built_in_folders, for_newcomers_first
from refcoach.engine.pack_stamp import Stamp, pack_stamp
from refcoach.engine.packs import not_usable
from refcoach.packs.files import open_pack
from refcoach.packs.load import PackParts, check_text, load_parts
from refcoach.packs.names import LINES, MANIFEST, SCENARIOS
from refcoach.packs.problems import Problem, Problems, short
from refcoach.packs.scenario_file import PackHead
from refcoach.packs.shapes import ID
from refcoach.packs.yaml_edit import data_of, with_item, with_value
from refcoach.store.pack_shelf import PackShelf, write_new

BUILT_IN, DRAFT, PUBLISHED = "built-in", "draft", "published"
_LONGEST_ID = 60
# Valid as it stands, so that a trainer sees at once what each line is for.
NEW_CHECK_NAME = "What you listen for"
NEW_CHECK = f"""id: {{id}}
name: {NEW_CHECK_NAME}
question: Did the rep say it?
yes:
  - A line in which it was said.
  - Another one, in quite different words.
  - A third one, as short as people really talk.
no:
  - A line that comes close and does not say it.
  - Something else altogether.
"""
_COPY_ENDING = " (my copy)"


@dataclass(frozen=True, slots=True)
class Entry:
    """One scenario file of a pack; `scenario` is None when it cannot be read."""

    file: str
    scenario: Scenario | None
    problems: tuple[Problem, ...] = ()

    @property
    def title(self) -> str:
        return (self.scenario.title if self.scenario else "") or self.file.partition("/")[2]


@dataclass(frozen=True, slots=True)
class PackView:
    """A pack with all its files, usable or not. `state` is BUILT_IN, DRAFT or PUBLISHED."""

    id: str
    state: str
    folder: Path
    pack: Pack | None
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def own(self) -> bool:
        return self.state != BUILT_IN

    @property
    def usable(self) -> bool:
        return self.pack is not None and not self.problems

    @property
    def title(self) -> str:
        return (self.pack.title if self.pack else "") or self.id


class PackReader:
    """Reads all packs; a pack whose files have not changed since is not read again."""

    def __init__(self, shelf: PackShelf) -> None:
        self._shelf = shelf
        self._read: dict[Path, tuple[Stamp, PackParts]] = {}

    def views(self) -> tuple[PackView, ...]:
        """Every pack: the built-in ones, then the user's. Raises LogError when their folder cannot be read."""
        built_in = [self._view(folder.name, BUILT_IN, folder) for folder in built_in_folders()]
        shelf = self._shelf
        own = [self._view(pack_id, DRAFT if shelf.is_draft(pack_id) else PUBLISHED, shelf.path(pack_id)) for pack_id in shelf.ids()]
        return (*built_in, *own)

    def _view(self, pack_id: str, state: str, folder: Path) -> PackView:
        stamp = pack_stamp(folder)
        before = self._read.get(folder)
        parts = before[1] if before is not None and before[0] == stamp else load_parts(folder)
        self._read[folder] = (stamp, parts)
        draft = state == DRAFT
        entries = []
        for name, scenario in parts.scenarios.items():
            mine = tuple(problem for problem in parts.problems if problem.file == name)
            entries.append(Entry(name, replace(scenario, draft=draft) if scenario else None, mine))
        return PackView(pack_id, state, folder, parts.pack, tuple(entries), parts.problems)


def usable_scenarios(views: Sequence[PackView]) -> tuple[Scenario, ...]:
    """What can be practised of these packs, in the order of library.scenarios: a pack with a problem or another's id is left out."""
    built_in = {view.id for view in views if not view.own}
    fit = [view for view in views if view.usable and view.pack and (not view.own or (view.pack.id == view.id and view.id not in built_in))]
    found = {view.id: [entry.scenario for entry in view.entries if entry.scenario is not None] for view in fit}
    return tuple(scenario for view in fit for scenario in (found[view.id] if view.own else for_newcomers_first(found[view.id])))


def head_of(view: PackView) -> PackHead:
    """What a scenario needs to know of its pack while it is written."""
    try:
        recordings = frozenset(path.name for path in (view.folder / LINES).iterdir() if not path.name.startswith("."))
    except OSError:
        recordings = frozenset()
    own = tuple(check.key for check in view.pack.checks if check.key) if view.pack else ()
    known = (*BY_KEY, *own) if view.pack else ()
    return PackHead(view.id, view.pack.version if view.pack else "", known, recordings)


def check_scenario(text: str, name: str, head: PackHead, taken: Mapping[str, str]) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """A scenario as it is being written, and what is wrong with it; `taken` gives the file of each id that other files have."""
    scenario, problems = check_text(text, name, head)
    if scenario is not None and scenario.id in taken:
        line = next((at for at, words in enumerate(text.splitlines(), 1) if re.match(r"id\s*:", words)), 1)
        message = f"the id {short(scenario.id)} is taken by {taken[scenario.id].partition('/')[2]}"
        problems = tuple(sorted((*problems, Problem(name, line, 1, message, "give each scenario an id of its own"))))
    return scenario, problems


def check_pack_file(text: str, view: PackView) -> tuple[Pack | None, tuple[Problem, ...]]:
    """A pack.yaml as it is being written, and what is wrong with it. Of the scenarios only those faults are told that it brings about,
    such as a check that they ask for and that is no longer there."""
    parts = load_parts(view.folder, manifest=text)
    before = set(view.problems)
    return parts.pack, tuple(problem for problem in parts.problems if problem.file == MANIFEST or problem not in before)


def with_new_check(text: str) -> str:
    """A pack.yaml with one more check of the trainer's own, to be filled in. Raises NotEditableError."""
    data = data_of(text)
    known = data if isinstance(data, dict) else {}
    taken = {str(check.get("id")) for check in known.get("checks") or () if isinstance(check, dict)}
    number = len(taken) + 1
    while f"check_{number}" in taken:
        number += 1
    item = NEW_CHECK.format(id=f"check_{number}")
    if "checks" in known:
        return with_item(text, ("checks",), item)
    indented = "".join(f"    {line}\n" if at else f"  - {line}\n" for at, line in enumerate(item.splitlines()))
    return f"{text.rstrip()}\n\nchecks:\n{indented}"


def remove_scenario(shelf: PackShelf, view: PackView, name: str) -> None:
    """Take one scenario out of an own pack; the pack as it was goes to the bin. Raises PackError for the last one, LogError."""
    if len(view.entries) < 2:
        raise PackError("A pack needs one scenario at least.", "Remove the whole pack, or add another scenario first.")
    shelf.delete(view.id, name)


def read_text(view: PackView, name: str) -> str:
    """The text of a file of a pack. Raises PackError when it cannot be read as text."""
    try:
        return (view.folder / name).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{name} of {view.id} cannot be read as text.", "Save the file as UTF-8 in an editor of your own.") from error


def save_text(shelf: PackShelf, pack_id: str, name: str, text: str, faulty: bool) -> None:
    """Save a scenario; with problems its pack becomes a draft. Raises PackError, LogError when the disk refuses."""
    shelf.write(pack_id, name, text.encode("utf-8", "replace"))
    if faulty and not shelf.is_draft(pack_id):
        shelf.mark(pack_id, draft=True)


def copy_pack(shelf: PackShelf, view: PackView, title: str = "") -> str:
    """Copy a pack into the user's own under a new id, as a draft, and say the id. Raises PackError, LogError."""
    taken = {*shelf.ids(), *(folder.name for folder in built_in_folders())}
    pack_id = new_name(f"{view.id}-copy", taken)
    problems = Problems()
    with open_pack(view.folder, problems) as files:
        if files is None or MANIFEST not in files.sizes:
            raise not_usable(view.folder, problems)
        manifest = files.read(MANIFEST, files.sizes[MANIFEST]).decode("utf-8-sig")
        for path, value in ((("id",), pack_id), (("title",), title or view.title + _COPY_ENDING)):
            manifest = with_value(manifest, path, value)

        def fill(staging: Path) -> None:
            for name, size in files.sizes.items():
                write_new(staging / name, manifest.encode() if name == MANIFEST else files.read(name, size))

        shelf.put(pack_id, True, fill)
    return pack_id


def begin_pack(shelf: PackShelf) -> str:
    """A new draft from the template, with one scenario to change; says its id. Raises LogError."""
    pack_id = new_name("my-pack", set(shelf.ids()))
    template = asset("pack_template")
    wanted = [template / MANIFEST, *sorted((template / SCENARIOS).glob("*.yaml"))]

    def fill(staging: Path) -> None:
        for source in wanted:
            text = source.read_text(encoding="utf-8").replace("my-new-pack", pack_id)
            write_new(staging / source.relative_to(template), text.encode())

    shelf.put(pack_id, True, fill)
    return pack_id


def add_scenario(shelf: PackShelf, view: PackView, source: Entry | None = None) -> str:
    """A further scenario in a pack of the user's own: a copy of `source`, or the template's. Says its file. Raises PackError, LogError."""
    if source is None:
        text = (asset("pack_template", SCENARIOS) / "first-ask.yaml").read_text(encoding="utf-8")
        known = {check.key for check in view.pack.checks} if view.pack else set()
        if "next_date" not in known:  # the template's pack has this check of its own
            text = re.sub(r"required: \[next_date\].*", "required: [follow_up]", text)
        wanted, title = "new-scenario", "A new scenario"
    else:
        text = read_text(view, source.file)
        wanted, title = f"{source.file.partition('/')[2].removesuffix('.yaml')}-copy", f"{source.title} (copy)"
    taken = {entry.scenario.id for entry in view.entries if entry.scenario}
    taken |= {entry.file.partition("/")[2].removesuffix(".yaml").lower() for entry in view.entries}
    scenario_id = new_name(wanted, taken)
    for key, value in (("id", scenario_id), ("title", title)):
        text = with_value(text, (key,), value)
    name = f"{SCENARIOS}/{scenario_id}.yaml"
    if (view.folder / name).exists():
        raise LogError(f"There is a file {name} already.", "Read the packs again.")
    shelf.write(view.id, name, text.encode())
    return name


def new_name(wanted: str, taken: set[str]) -> str:
    """`wanted` as an id that nothing else has: a number is put behind it where needed."""
    stem = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")[: _LONGEST_ID - 4].strip("-") or "pack"
    number, name = 1, stem
    while name in taken or not re.fullmatch(ID, name):
        number += 1
        name = f"{stem}-{number}"
    return name
