"""Whatever one changes in the files before a head that somebody else has seen, a verification with that head tells."""

import copy
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chain_samples import forge, month_paths, read_lines, read_month, same, seen_log, steps_of, write_json, write_lines
from hypothesis import given, settings
from hypothesis import strategies as st
from log_torture.entries import id_of

from refcoach.core.chain import digest
from refcoach.core.entries import KINDS, TABLES
from refcoach.core.review import Head
from refcoach.store.log import PracticeLog

LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.floats(-1e9, 1e9), st.text(max_size=8), st.just([]), st.just({}))
Place = tuple[Any, Any]  # a container and the key or index in it


@pytest.fixture(scope="module", params=["folded", "with a journal"])
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Head]:
    folder = tmp_path_factory.mktemp("seen")
    return folder, seen_log(folder, request.param == "folded")


class Files:
    """A copy of the log as values; `save` writes them back."""

    def __init__(self, source: Path, folder: Path, head: Head) -> None:
        shutil.copytree(source, folder, dirs_exist_ok=True)
        self.folder = folder
        self.head = head
        self.months = {path: read_month(path) for path in month_paths(folder)}
        self.lines = read_lines(folder)
        self.seen_ids = {link[2] for link in self.links() if link[0] <= head.number}

    def links(self) -> Iterator[list[Any]]:
        yield from (item["link"] for month in self.months.values() for item in month.get("chain", {}).values())
        yield from (line["link"] for line in self.lines)

    def records(self) -> list[tuple[str, Any, Any]]:
        """(kind, container, key) of every record that was written before the head."""
        found = [
            (kind.name, month[table], key)
            for month in self.months.values()
            for table, kind in TABLES.items()
            for key, record in month.get(table, {}).items()
            if record[kind.id_key] in self.seen_ids
        ]
        newest = {line["record"][KINDS[line["kind"]].id_key]: line for line in self.lines}
        lines = [(line["kind"], line, "record") for line in newest.values()]
        replaced = {entry_id for entry_id in newest if entry_id in self.seen_ids}
        kept = [item for item in found if item[1][item[2]][KINDS[item[0]].id_key] not in replaced]
        return kept + [item for item in lines if item[1]["record"][KINDS[item[0]].id_key] in self.seen_ids]

    def link_places(self) -> list[tuple[Any, Any]]:
        """(container, key) of every link up to the head."""
        months = [(item, "link") for month in self.months.values() for item in month.get("chain", {}).values()]
        return [place for place in (*months, *((line, "link") for line in self.lines)) if place[0]["link"][0] <= self.head.number]

    def save(self) -> None:
        for path, month in self.months.items():
            write_json(path, month)
        write_lines(self.folder, self.lines)


def leaves(value: Any) -> Iterator[Place]:
    """Every place in a record that holds something, the record's own keys among them."""
    items = list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    for key, item in items:
        yield value, key
        yield from leaves(item)


def change_a_value(files: Files, data: st.DataObject) -> None:
    _, container, key = data.draw(st.sampled_from(files.records()))
    before = copy.deepcopy(container[key])
    inside, place = data.draw(st.sampled_from(list(leaves(container[key]))))
    how = data.draw(st.sampled_from(("other", "gone", "more")))
    if how == "other":
        inside[place] = data.draw(LEAVES)
    elif how == "gone":
        del inside[place]
    elif isinstance(inside, dict):
        inside["more"] = data.draw(LEAVES)
    else:
        inside.append(data.draw(LEAVES))
    if same(before, container[key]):
        inside["more" if isinstance(inside, dict) else 0] = "another"


def remove_a_record(files: Files, data: st.DataObject) -> None:
    _, container, key = data.draw(st.sampled_from([item for item in files.records() if item[2] != "record"]))
    del container[key]


def remove_a_link(files: Files, data: st.DataObject) -> None:
    container, key = data.draw(st.sampled_from(files.link_places()))
    del container[key]
    if not container:
        for month in files.months.values():
            month["chain"] = {name: item for name, item in month.get("chain", {}).items() if item}


def remove_an_entry_with_its_links(files: Files, data: st.DataObject) -> None:
    kind, container, key = data.draw(st.sampled_from(files.records()))
    entry_id = container[key][KINDS[kind].id_key]
    for month in files.months.values():
        for table in month:
            if table != "schema":
                month[table] = {
                    name: item for name, item in month[table].items() if entry_id not in (*item.values(), *item.get("link", ()))
                }
    files.lines = [line for line in files.lines if line["link"][2] != entry_id]


def insert_a_copy(files: Files, data: st.DataObject) -> None:
    kind, container, key = data.draw(st.sampled_from([item for item in files.records() if item[2] != "record"]))
    other = copy.deepcopy(container[key])
    if data.draw(st.booleans()):
        other[KINDS[kind].id_key] = "an id of its own"
    container[str(max(map(int, container)) + 1)] = other


def insert_a_line(files: Files, data: st.DataObject) -> None:
    kind, container, key = data.draw(st.sampled_from(files.records()))
    record = {**container[key], KINDS[kind].id_key: "an id of its own"}
    line: dict[str, Any] = {"kind": kind, "record": record}
    if data.draw(st.booleans()):
        number = data.draw(st.integers(1, files.head.number))
        line["link"] = [number, kind, "an id of its own", "2026-11-20T12:00:00+01:00", digest(record), "0" * 64]
    files.lines.append(line)


def change_a_link(files: Files, data: st.DataObject) -> None:
    container, key = data.draw(st.sampled_from(files.link_places()))
    place = data.draw(st.integers(0, 5))
    before = container[key][place]
    value = data.draw(st.integers(-1, 99) if place == 0 else st.text(max_size=8))
    container[key][place] = value if value != before else data.draw(st.sampled_from((None, [], 1.5)))


def swap_two_numbers(files: Files, data: st.DataObject) -> None:
    (first, _), (second, _) = data.draw(st.lists(st.sampled_from(files.link_places()), min_size=2, max_size=2, unique_by=id))
    first["link"][0], second["link"][0] = second["link"][0], first["link"][0]


def swap_two_records(files: Files, data: st.DataObject) -> None:
    attempts = [item for item in files.records() if item[0] == "attempt"]
    first, second = data.draw(st.lists(st.sampled_from(attempts), min_size=2, max_size=2, unique_by=lambda item: (id(item[1]), item[2])))
    one, other = first[1][first[2]], second[1][second[2]]
    one["attempt_id"], other["attempt_id"] = other["attempt_id"], one["attempt_id"]


CHANGES = (
    *(change_a_value, remove_a_record, remove_a_link, remove_an_entry_with_its_links, insert_a_copy, insert_a_line),
    *(change_a_link, swap_two_numbers, swap_two_records),
)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_single_change_before_a_seen_head_is_told(seen: tuple[Path, Head], data: st.DataObject) -> None:
    source, head = seen
    with tempfile.TemporaryDirectory() as folder:
        files = Files(source, Path(folder), head)
        data.draw(st.sampled_from(CHANGES))(files, data)
        files.save()
        found = PracticeLog(Path(folder)).verify([head])
        assert found.countersigned_trouble


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_who_changes_an_entry_and_recomputes_the_whole_chain_is_told_by_the_head_alone(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        source, folder = Path(name) / "source", Path(name) / "copy"
        head = seen_log(source, folded=True)
        files = Files(source, folder, head)
        kind, container, key = data.draw(st.sampled_from(files.records()))
        entry_id, record = container[key][KINDS[kind].id_key], container[key]
        how = data.draw(st.sampled_from(("changed", "removed", "inserted", "moved")))
        steps: list[Any] = steps_of(folder)
        at = next(place for place, step in enumerate(steps) if step[1] == entry_id)
        if how == "changed":
            record[data.draw(st.sampled_from(sorted(record.keys() - {KINDS[kind].id_key, KINDS[kind].time_key})))] = "another"
            steps = [(*step[:3], record) if step[1] == entry_id else step for step in steps]
        elif how == "removed":
            del container[key]
            steps = [step for step in steps if step[1] != entry_id]
        elif how == "inserted":
            other = {**record, KINDS[kind].id_key: "an id of its own"}
            container[str(max(map(int, container)) + 1)] = other
            steps.insert(at, (kind, "an id of its own", steps[at][2], other))
        else:
            to = data.draw(st.integers(0, head.number - 1).filter(lambda place: place != at))
            steps.insert(to, steps.pop(at))
        files.save()
        forge(folder, steps)
        log = PracticeLog(folder)
        alone = log.verify()
        moved_versions = how == "moved" and alone.changed  # versions of one entry that changed their places
        assert moved_versions or alone.ok, alone.trouble
        assert log.verify([head]).countersigned_trouble


def test_the_log_that_nobody_touched_is_in_order(seen: tuple[Path, Head]) -> None:
    source, head = seen
    with tempfile.TemporaryDirectory() as folder:
        Files(source, Path(folder), head).save()  # written anew: spaces and the order of keys do not matter
        found = PracticeLog(Path(folder)).verify([head])
    assert found.ok
    assert found.countersigned_trouble == ()
    assert (found.entries, found.links) == (20, 23)
    assert [item.entry_id for item in found.rewritten] == [id_of(4)]
