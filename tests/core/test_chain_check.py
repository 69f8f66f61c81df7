"""What is told about links and records that do not fit together."""

from dataclasses import replace

from refcoach.core.chain import Link, digest, link_record, next_link, read_link
from refcoach.core.chain_check import Aside, Mark, Stock, Stored, check
from refcoach.core.review import Head
from refcoach.core.verification import ChainFault, EntryFault, HeadState

COUNT = 6


def chain(count: int = COUNT) -> list[Link]:
    made: list[Link] = []
    for number in range(1, count + 1):
        at = f"2026-11-{number:02d}T10:00:00+01:00"
        made.append(next_link(made[-1] if made else None, "attempt", f"id-{number}", at, {"number": number}))
    return made


def stored(*without: int) -> list[Stored]:
    numbers = [number for number in range(1, COUNT + 1) if number not in without]
    return [
        Stored("attempt", f"id-{number}", f"2026-11-{number:02d}T09:00:00+01:00", digest({"number": number}), "2026-11.json")
        for number in numbers
    ]


def test_what_fits_has_no_faults() -> None:
    links = chain()
    found = check(Stock(links, stored(), last=Head(6, links[-1].hash)), [Mark(Head(4, links[3].hash)), Mark(Head())])
    assert found.ok
    assert found.whole
    assert found.head == Head(6, links[-1].hash)
    assert [item.state for item in found.heads] == [HeadState.HOLDS, HeadState.HOLDS]
    assert (found.trouble, found.notes) == ((), ())
    assert check(Stock([], [])).ok


def test_missing_numbers_are_told_as_stretches() -> None:
    links = chain()
    found = check(Stock([links[0], links[3]], stored(2, 3, 5, 6), last=Head(6, links[5].hash)))
    assert [(item.fault, item.first, item.last) for item in found.breaks] == [(ChainFault.MISSING, 2, 3), (ChainFault.MISSING, 5, 6)]
    assert found.trouble == ("Links 2 to 3 of the chain are missing.", "Links 5 to 6 of the chain are missing.")
    assert [item.entry_id for item in found.inserted] == []


def test_a_huge_number_costs_nothing() -> None:
    far = replace(chain(1)[0], number=10**14)
    found = check(Stock([far], [], last=Head(3, "")))
    assert [(item.first, item.last) for item in found.breaks if item.fault is ChainFault.MISSING] == [(1, 10**14 - 1)]


def test_links_that_do_not_follow_and_numbers_that_stand_twice_are_told() -> None:
    links = chain()
    links[2] = replace(links[2], digest="0" * 64)
    found = check(Stock([*links, replace(links[5], logged_at="2026-11-07T10:00:00+01:00")], stored()))
    assert {(item.fault, item.first) for item in found.breaks} == {(ChainFault.UNFIT, 4), (ChainFault.TWICE, 6)}
    assert [item.entry_id for item in found.changed] == ["id-3"]


def test_a_last_link_that_this_computer_wrote_otherwise_is_told() -> None:
    links = chain()
    found = check(Stock(links, stored(), last=Head(6, "0" * 64)))
    assert [(item.fault, item.first) for item in found.breaks] == [(ChainFault.UNFIT, 6)]


def test_links_that_can_be_read_in_a_damaged_file_name_what_is_gone_and_accuse_nobody() -> None:
    links = chain()
    aside = Aside("2026-11.json.corrupt-1", "2026-11", tuple(links[2:4]), ids=frozenset(("id-3", "id-4")))
    found = check(Stock([*links[:2], *links[4:]], stored(4), asides=[aside]), [Mark(Head(3, links[2].hash))])
    assert [(item.fault, item.entry_id) for item in found.entry_findings] == [(EntryFault.LOST, "id-4")]
    assert [(item.first, item.last, item.place) for item in found.breaks] == [(3, 4, "2026-11.json.corrupt-1")]
    assert found.heads[0].state is HeadState.LOST
    assert "may have been lost with it" in found.trouble[1]


def test_a_damaged_file_of_another_time_explains_no_gap() -> None:
    links = chain()
    aside = Aside("2025-01.json.corrupt-1", "2025-01", ids=frozenset(("other",)))
    found = check(Stock([*links[:2], *links[3:]], stored(3), asides=[aside]))
    assert found.breaks[0].place == ""
    found = check(Stock(links, stored(3), asides=[aside]))
    assert [item.fault for item in found.removed] == [EntryFault.REMOVED]


def test_a_dated_back_entry_is_told_with_the_first_head_that_it_comes_after() -> None:
    links = chain()
    late = replace(stored()[5], at="2026-11-01T08:00:00+01:00")
    marks = [Mark(Head(number, links[number - 1].hash)) for number in (5, 2)]
    found = check(Stock(links, [*stored(6), late]), marks)
    assert [(item.entry_id, item.head.number) for item in found.back_dated] == [("id-6", 2)]
    assert found.ok
    assert len(found.countersigned_trouble) == 1
    assert check(Stock(links, [*stored(6), late])).back_dated == ()


def test_trouble_after_the_last_seen_head_is_no_matter_of_the_partner() -> None:
    links = chain()
    found = check(Stock(links, stored(6)), [Mark(Head(5, links[4].hash))])
    assert [item.entry_id for item in found.removed] == ["id-6"]
    assert found.countersigned_trouble == ()
    assert check(Stock(links, stored(5)), [Mark(Head(5, links[4].hash))]).countersigned_trouble


def test_a_clock_that_goes_back_by_seconds_is_no_note() -> None:
    first = next_link(None, "attempt", "a", "2026-11-01T10:00:30+01:00", {})
    near = next_link(first, "attempt", "b", "2026-11-01T10:00:00+01:00", {})
    far = next_link(near, "attempt", "c", "2026-11-01T09:00:00+00:00", {})
    back = next_link(far, "attempt", "d", "2026-11-01T08:58:00+00:00", {})
    assert [item.number for item in check(Stock([first, near, far, back], [])).clock_back] == [4]


def test_many_entries_that_were_written_again_become_one_sentence() -> None:
    links = chain()
    head = Head(6, links[-1].hash)
    for number in range(1, 7):
        links.append(next_link(links[-1], "attempt", f"id-{number}", "2026-11-08T10:00:00+01:00", {"number": number}))
    (note,) = check(Stock(links, stored()), [Mark(head)]).notes
    assert note.endswith("and 1 more.")


def test_only_a_link_of_the_exact_shape_is_read() -> None:
    record = link_record(chain(1)[0])
    assert read_link(record) == chain(1)[0]
    for wrong in (None, {}, record[:5], [*record, ""], ["1", *record[1:]], [1.0, *record[1:]], [True, *record[1:]], [*record[:5], None]):
        assert read_link(wrong) is None
