"""Packs on disk, folders or `.refpack` zips, to `Pack` values. All problems of a pack are listed together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from refcoach.core.own_check import OwnCheck
from refcoach.core.rubric import BY_KEY
from refcoach.core.scenario import Pack, Scenario
from refcoach.packs.files import PackFiles, open_pack
from refcoach.packs.names import LINES, MANIFEST, MOST_FILE_BYTES, MOST_PACK_BYTES, MOST_YAML_BYTES, SCENARIOS
from refcoach.packs.own_checks import read_own_checks
from refcoach.packs.problems import Problem, Problems, TooManyProblemsError, did_you_mean, short
from refcoach.packs.reader import Fields
from refcoach.packs.recorded import is_sound
from refcoach.packs.scenario_file import PackHead, read_scenario
from refcoach.packs.shapes import FORMAT, PACK
from refcoach.packs.yaml_text import MOST_BYTES, read_yaml

CHECK_KEYS = tuple(BY_KEY)


@dataclass(frozen=True, slots=True)
class PackParts:
    """A pack as far as it can be read, for those who write on it: `pack` is None when not even its pack.yaml can be read, `scenarios`
    gives what could be read of each file. With any problem nothing of it may be practised."""

    pack: Pack | None
    scenarios: Mapping[str, Scenario | None]
    problems: tuple[Problem, ...]


def load_pack(path: Path) -> tuple[Pack | None, tuple[Problem, ...]]:
    """The pack in a folder or zip and everything wrong with it; the pack is None when there is any problem. Writes nothing."""
    parts = load_parts(path)
    return (None if parts.problems else parts.pack), parts.problems


def load_parts(path: Path, manifest: str | None = None) -> PackParts:
    """The pack in a folder or zip file by file, and everything wrong with it; where `manifest` is given, as if the pack.yaml were this
    text. Writes nothing."""
    problems = Problems()
    pack = None
    found: dict[str, Scenario | None] = {}
    try:
        with open_pack(path, problems) as files:
            if files is not None:
                found.update((name, None) for name in sorted(files.sizes) if name.startswith(f"{SCENARIOS}/"))
                read = files if manifest is None else _WithManifest(files, manifest.encode("utf-8", "replace"))
                pack = read_pack(read, problems, path, found)
    except TooManyProblemsError:
        pass
    return PackParts(pack, found, tuple(sorted(set(problems))))


class _WithManifest:
    """The files of a pack with another pack.yaml."""

    def __init__(self, files: PackFiles, manifest: bytes) -> None:
        self._files, self._manifest = files, manifest
        self.sizes = {**files.sizes, MANIFEST: len(manifest)}

    def read(self, name: str, most: int) -> bytes:
        return self._manifest[:most] if name == MANIFEST else self._files.read(name, most)


def check_text(text: str, name: str, pack: PackHead) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """One scenario as it stands in an editor, and everything wrong with it; `name` is its file within the pack."""
    problems = Problems()
    scenario = None
    try:
        scenario = read_scenario(text.encode("utf-8", "replace"), name, pack, problems)
    except TooManyProblemsError:
        pass
    return scenario, tuple(sorted(set(problems)))


def read_pack(files: PackFiles, problems: Problems, path: Path, found: dict[str, Scenario | None] | None = None) -> Pack | None:
    """The pack in these files as far as it can be read; `found` takes each file's scenario. Raises TooManyProblemsError."""
    if MANIFEST not in files.sizes:
        near = did_you_mean(MANIFEST, files.sizes)
        problems.note(MANIFEST, 0, 0, "the pack has no pack.yaml", near if near.startswith("did") else f"looked in {path.name}")
        return None
    node = _read_yaml(files, MANIFEST, problems)
    readable = not (node is None and problems.has(MANIFEST))
    head = Fields(node, PACK, MANIFEST, problems, absent=not readable)
    wanted = head.node.get("format")
    if isinstance(wanted, int) and wanted > FORMAT:
        head.wrong("format", f"this pack wants format {short(wanted)}, this RefCoach reads {FORMAT}", "update RefCoach")
        return None
    _check_sizes(files, problems)
    head.number("format")
    checks = read_own_checks(head)
    known = (*CHECK_KEYS, *(check.key for check in checks if check.key)) if readable else ()
    recordings = frozenset(name.partition("/")[2] for name in files.sizes if name.startswith(f"{LINES}/"))
    about = PackHead(head.text("id"), head.text("version"), known, recordings)
    found = {} if found is None else found
    for name, scenario in _read_scenarios(files, about, problems).items():
        found[name] = _with_checks(scenario, checks)
    return Pack(
        id=about.id,
        title=head.text("title"),
        version=about.version,
        author=head.text("author"),
        licence=head.text("licence"),
        language=head.text("language"),
        scenarios=tuple(scenario for scenario in found.values() if scenario is not None),
        checks=checks,
    )


def _read_scenarios(files: PackFiles, about: PackHead, problems: Problems) -> dict[str, Scenario]:
    names = sorted(name for name in files.sizes if name.startswith(f"{SCENARIOS}/"))
    if not names:
        problems.note(MANIFEST, 0, 0, "the pack has no scenario", "scenarios/*.yaml is where they belong")
    found: dict[str, Scenario] = {}
    seen: dict[str, str] = {}
    for name in names:
        scenario = _read_scenario(files, name, about, problems)
        if scenario is None:
            continue
        if scenario.id in seen:
            hint = "give each scenario an id of its own"
            problems.note(name, 0, 0, f"the id {short(scenario.id)} is taken by {seen[scenario.id]}", hint)
        elif scenario.id:
            seen[scenario.id] = name.partition("/")[2]
        found[name] = scenario
    return found


def _read_scenario(files: PackFiles, name: str, about: PackHead, problems: Problems) -> Scenario | None:
    """One scenario; a file with too many problems ends here, the others are still read."""
    try:
        data = _read(files, name, MOST_BYTES + 1, problems)
        return None if data is None else read_scenario(data, name, about, problems)
    except TooManyProblemsError as error:
        if error.whole:
            raise
        return None


def _read_yaml(files: PackFiles, name: str, problems: Problems) -> object:
    data = _read(files, name, MOST_BYTES + 1, problems)
    return None if data is None else read_yaml(data, name, problems)


def _read(files: PackFiles, name: str, most: int, problems: Problems) -> bytes | None:
    try:
        return files.read(name, most)
    except OSError as error:
        problems.note(name, 0, 0, f"cannot be read: {error.strerror}")
        return None


def _check_sizes(files: PackFiles, problems: Problems) -> None:
    """Sizes, and whether recordings are what their names say."""
    yaml_bytes = sum(min(size, MOST_BYTES) for name, size in files.sizes.items() if name.endswith(".yaml"))
    if yaml_bytes > MOST_YAML_BYTES:
        problems.note(MANIFEST, 0, 0, f"more than {MOST_YAML_BYTES // 1_000_000} MB of YAML in the pack", "split the pack")
        raise TooManyProblemsError(whole=True)
    if sum(files.sizes.values()) > MOST_PACK_BYTES:
        problems.note(MANIFEST, 0, 0, f"more than {MOST_PACK_BYTES // 1_000_000} MB in the pack", "split the pack")
    for name, size in files.sizes.items():
        if name.endswith(".yaml"):
            continue
        if size > MOST_FILE_BYTES:
            problems.note(name, 0, 0, f"larger than {MOST_FILE_BYTES // 1_000_000} MB", "shorten the recording, or save it as FLAC")
        elif name.startswith(f"{LINES}/"):
            start = _read(files, name, 12, problems)
            if start is not None and not is_sound(start, name):
                kind = name.rpartition(".")[2].upper()
                problems.note(
                    name, 0, 0, f"this is no {kind} file", "save it as WAV, FLAC or OGG, and name it so; renaming alone is not enough"
                )


def _with_checks(scenario: Scenario, checks: Sequence[OwnCheck]) -> Scenario:
    """The scenario with those of the pack's own checks that its beats ask for."""
    asked = {key for beat in scenario.beats for key in (*beat.required, *beat.optional, *beat.forbidden)}
    return replace(scenario, checks=tuple(check for check in checks if check.key in asked))
