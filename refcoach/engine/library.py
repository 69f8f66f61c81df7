"""The scenarios that can be practised: those that come with RefCoach, then those of the user's own packs."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from refcoach.core.assets import asset
from refcoach.core.errors import PackError, RefCoachError
from refcoach.core.scenario import Pack, Scenario
from refcoach.packs.load import load_pack
from refcoach.packs.names import LINES
from refcoach.packs.problems import Problem, did_you_mean
from refcoach.packs.shapes import RECORDING
from refcoach.store.notices import Notice, OnNotice, ignore
from refcoach.store.pack_shelf import PackShelf

COURSE = ("foundations", "six-steps", "value-moments", "own-list", "objections", "arranging", "thanking", "giving", "first-call")
LoadPack = Callable[[Path], tuple[Pack | None, tuple[Problem, ...]]]
BEGINNINGS = ("ask-after-praise", "intro-script", "permission-first")


def built_in_folders() -> list[Path]:
    """The folders of the packs that come with RefCoach, in the order in which they are best learnt; each is named by its pack's id."""
    folders = sorted(manifest.parent for manifest in asset("packs").glob("*/pack.yaml"))
    return sorted(folders, key=lambda folder: COURSE.index(folder.name) if folder.name in COURSE else len(COURSE))


def for_newcomers_first(found: Sequence[Scenario]) -> list[Scenario]:
    """The scenarios in their order, with those before them that somebody opens who has never practised."""
    return sorted(found, key=lambda scenario: BEGINNINGS.index(scenario.id) if scenario.id in BEGINNINGS else len(BEGINNINGS))


def scenarios(shelf: PackShelf | None = None, on_notice: OnNotice = ignore, load: LoadPack = load_pack) -> tuple[Scenario, ...]:
    """All scenarios of the built-in packs and of those on the shelf, in this order; `load` reads one pack's folder.

    An installed pack that cannot be used is left out, and told. Raises PackError naming the first problem when a built-in one is broken.
    """
    found: list[Scenario] = []
    for folder in built_in_folders():
        pack, problems = load(folder)
        if pack is None:
            raise PackError(f"The pack {folder.name} cannot be used: {problems[0]}", "Install RefCoach again.")
        found.extend(for_newcomers_first(pack.scenarios))
    if shelf is not None:
        found.extend(_installed(shelf, on_notice, load))
    return tuple(found)


def _installed(shelf: PackShelf, on_notice: OnNotice, load: LoadPack) -> Iterator[Scenario]:
    try:
        ids = shelf.ids()
    except RefCoachError as error:
        on_notice(Notice(error.message, error.hint))
        return
    for pack_id in ids:
        pack, problems = load(shelf.path(pack_id))
        if pack is None:
            on_notice(Notice(f"The pack {pack_id} is left out: {problems[0]}", f"See: refcoach pack validate {shelf.path(pack_id)}"))
        elif pack.id != pack_id:
            on_notice(Notice(f"The pack in the folder {pack_id} is left out: its id is {pack.id}.", "Import it with: refcoach pack import"))
        elif any(folder.name == pack_id for folder in built_in_folders()):
            on_notice(Notice(f"Your pack {pack_id} is left out: a pack of that id comes with RefCoach.", "Give yours another id."))
        else:
            yield from (replace(scenario, draft=shelf.is_draft(pack_id)) for scenario in pack.scenarios)


def recordings(shelf: PackShelf, pack_id: str, files: Sequence[str]) -> tuple[Path, ...]:
    """Where these files of a pack's folder lines/ lie. Raises PackError for an unknown pack, and for a name that is no recording's."""
    odd = [file for file in files if not re.fullmatch(RECORDING, file)]
    if odd:
        raise PackError(f"{odd[0]} is not a name of a recording.", "Import the pack again.")
    folder = next((folder for folder in built_in_folders() if folder.name == pack_id), None) or shelf.path(pack_id)
    return tuple(folder / LINES / file for file in files)


def call_names(among: Sequence[Scenario]) -> tuple[str, ...]:
    """What each scenario is called by: its id, or `pack/id` where an earlier one has the same."""
    seen: set[str] = set()
    names = []
    for scenario in among:
        names.append(f"{scenario.pack}/{scenario.id}" if scenario.id in seen else scenario.id)
        seen.add(scenario.id)
    return tuple(names)


def find_scenario(name: str, among: Sequence[Scenario] | None = None) -> Scenario:
    """The scenario of that id, or of `pack/id`; raises PackError with the nearest known one."""
    known = scenarios() if among is None else among
    pack, _, scenario_id = name.rpartition("/")
    for scenario in known:
        if scenario.id == scenario_id and pack in ("", scenario.pack):
            return scenario
    hint = did_you_mean(name, call_names(known))
    raise PackError(f"There is no scenario {name}.", hint[:1].upper() + hint[1:])
