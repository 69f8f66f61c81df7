"""The data of a review page come back from their JSON as they were; anything else is refused with its place."""

import json
from typing import Any

import pytest
from review_example import example

from refcoach.core.page_data import page_data_from, page_data_record


def record() -> dict[str, Any]:
    fresh: dict[str, Any] = json.loads(json.dumps(page_data_record(example("data:audio/mpeg;base64,AAAA"))))
    return fresh


def test_they_come_back_from_their_json() -> None:
    assert page_data_from(record()) == example("data:audio/mpeg;base64,AAAA")


def test_what_a_later_version_may_add_is_passed_over() -> None:
    assert page_data_from({**record(), "colour": "blue"}) == page_data_from(record())


FAULTS: dict[str, tuple[tuple[Any, ...], Any]] = {
    "format": (("format",), 2),
    "rep: text is expected": (("rep",), 3),
    "share_id: is empty": (("share_id",), ""),
    "written_at: a time is expected": (("written_at",), "yesterday"),
    "since: a day is expected": (("since",), "2026-13-01"),
    "until: lies before since": (("until",), "2026-01-01"),
    "head.number: a whole number": (("head", "number"), True),
    "head.number: is below 0": (("head", "number"), -1),
    "days: a list": (("days",), {}),
    "days[0]: counts below 0": (("days", 0, "live"), -1),
    "series[0].points[2]": (("series", 0, "points", 2), ["2026-11-16", 5, 3]),
    "series[1].points[0]: 3 values": (("series", 1, "points", 0), ["2026-11-16"]),
    "pledge.week": (("pledge", "week"), "soon"),
    "pledge: named values": (("pledge",), "words"),
    "takes: the same take twice": (("takes", 1, "attempt_id"), "t1"),
    "takes[0].at": (("takes", 0, "at"), ""),
    "takes[0].duration_s: a finite number": (("takes", 0, "duration_s"), float("inf")),
    "takes[0].duration_s: is below 0": (("takes", 0, "duration_s"), -1.0),
    "takes[0].audio: not a sound": (("takes", 0, "audio"), "javascript:alert(1)"),
    "takes[0].words[3]: does not lie": (("takes", 0, "words", 3, 1), 100_000),
    "takes[0].words[4]: not of the": (("takes", 0, "words", 4, 2), "0.5"),
    "takes[0].words[5]: not of the": (("takes", 0, "words", 5), [0, 1, 2, 3, 4]),
    "takes[0].checks[1].verdict": (("takes", 0, "checks", 1, "verdict"), "maybe"),
    "takes[0].checks[1].first_verdict": (("takes", 0, "checks", 1, "first_verdict"), "maybe"),
    "takes[0].checks[0].quotes: do not": (("takes", 0, "checks", 0, "quotes"), [[5, 2]]),
    "takes[0].checks[0].quotes[0][1]": (("takes", 0, "checks", 0, "quotes"), [[5, "9"]]),
    "takes[0].checks[0].contested": (("takes", 0, "checks", 0, "contested"), 1),
    "takes[0].checks: the same check twice": (("takes", 0, "checks", 0, "key"), "business_reason"),
    "history.links[0]: not of the expected": (("history", "links", 0), ["1"]),
    "history.heads[0][2]": (("history", "heads", 0), ["a", "b", None]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_first_fault_is_named_with_its_place(fault: str) -> None:
    way, value = FAULTS[fault]
    broken = record()
    place: Any = broken
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = value
    with pytest.raises(ValueError) as raised:  # noqa: PT011  its text is looked at
        page_data_from(broken)
    assert str(raised.value).startswith(fault)


@pytest.mark.parametrize("name", ["share_id", "head", "since", "next_week"])
def test_what_is_missing_is_named(name: str) -> None:
    broken = record()
    del broken[name]
    with pytest.raises(ValueError, match=f"^{name}: is missing"):
        page_data_from(broken)


@pytest.mark.parametrize("foreign", [None, [], "text", {}, {"format": 1}])
def test_what_is_no_page_at_all_is_refused(foreign: Any) -> None:
    with pytest.raises(ValueError, match=r"expected|is missing"):
        page_data_from(foreign)
