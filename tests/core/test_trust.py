"""Whether a share's log goes on from what the partner saw."""

from dataclasses import replace

from refcoach.core.chain import Link, next_link
from refcoach.core.page_data import PageData, PageHistory
from refcoach.core.review import Head
from refcoach.core.trust import LOOKED_THROUGH, TORN, Seen, hashes_of, trust_lines


def chain(count: int, changed_at: int = 0) -> list[Link]:
    """A chain; with `changed_at` that entry was another one."""
    links: list[Link] = []
    for number in range(1, count + 1):
        name = f"entry{number}" + ("x" if number == changed_at else "")
        links.append(next_link(links[-1] if links else None, "attempt", name, "2026-11-16T08:00:00+01:00", {"n": number}))
    return links


def head(links: list[Link], number: int) -> Head:
    return Head(number, links[number - 1].hash)


def share(links: list[Link], begin: int = 4, **more: object) -> PageData:
    days = ("2026-11-22T19:00:00+01:00", "2026-11-16", "2026-11-22")
    data = PageData("now", "Dana", "Sam", *days, head(links, len(links)), "2026-11-23", history=PageHistory(links=tuple(links[begin:])))
    return replace(data, **more)


def told(data: PageData, *seen: Seen) -> list[tuple[bool | None, str]]:
    return [(line.holds, line.sentence) for line in trust_lines(data, seen)]


def test_a_log_that_goes_on_is_said_to_with_what_was_added() -> None:
    links = chain(10)
    seen = Seen("before", "2026-11-15T20:00:00+01:00", head(links, 6))
    (holds, sentence), last = told(share(links, reviews_before=(("2026-11-15T20:00:00Z", "Sam", head(links, 6)),)), seen)
    assert holds is True
    assert "on 2026-11-15 (entry 6" in sentence
    assert "4 entries were added" in sentence
    assert last == (True, LOOKED_THROUGH)
    assert len(told(share(links), seen)) == 1  # without a review there was nothing to look for


def test_the_link_before_the_first_one_is_known_too() -> None:
    links = chain(10)
    assert told(share(links), Seen("before", "2026-11-15", head(links, 4)))[0][0] is True


def test_one_changed_entry_before_the_seen_head_is_found_and_so_is_a_shorter_log() -> None:
    links, before = chain(10, changed_at=5), chain(10)
    assert told(share(links), Seen("before", "2026-11-15", head(before, 6)))[0][0] is False
    assert told(share(before[:5]), Seen("before", "2026-11-15", head(before, 6)))[0][0] is False


def test_what_lies_further_back_than_the_page_reaches_cannot_be_told_unless_the_page_lists_another_head() -> None:
    links, other = chain(10), chain(10, changed_at=1)
    seen = Seen("before", "2026-11-15", head(links, 2))
    assert told(share(links), seen)[0][0] is None
    listed = PageHistory((("before", "2026-11-15", head(other, 2)),), tuple(links[4:]))
    assert told(share(links, history=listed), seen)[0][0] is False


def test_links_that_do_not_follow_from_one_another_are_trouble_whatever_was_seen() -> None:
    links = chain(10)
    torn = share(links, history=PageHistory(links=tuple(links[4:6] + links[7:])))
    assert hashes_of(torn) is None
    assert told(torn, Seen("before", "2026-11-15", head(links, 6))) == [(False, TORN)]
    assert told(share(links, head=Head(10, "another"))) == [(False, TORN)]


def test_trouble_that_the_app_names_comes_first_and_of_several_earlier_shares_the_latest_is_told() -> None:
    links = chain(10)
    history = PageHistory(links=tuple(links[4:]), trouble=("The attempt 12 was written and is gone.",))
    seen = [Seen("a", "2026-11-08", head(links, 5)), Seen("b", "2026-11-15", head(links, 7)), Seen("now", "2026-11-22", head(links, 10))]
    lines = told(share(links, history=history), *seen)
    assert lines[0] == (False, "The attempt 12 was written and is gone.")
    assert len(lines) == 2
    assert "2026-11-15" in lines[1][1]


def test_the_first_share_of_a_rep_is_said_to_be_the_first() -> None:
    assert "first page from Dana" in told(share(chain(10)))[0][1]
