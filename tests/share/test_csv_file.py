"""CSV that a spreadsheet reads as it is meant, and never as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

from export_samples import ASK, LIVE, ODD_TEXTS, PLEDGE, contested, heard_all, kept, part_of, review, typed_answer
from hypothesis import given
from samples import ANSWER, sample_attempt

from refcoach.core.attempt import Attempt
from refcoach.core.finding import Verdict
from refcoach.core.review import Comment, TakeReview, TakeVerdict
from refcoach.core.reviewed import by_take
from refcoach.core.transcript import typed
from refcoach.share.csv_file import ATTEMPT_COLUMNS, BYTE_ORDER_MARK, WEEK_COLUMNS, attempt_lines, week_lines

TITLES = {"ask-after-praise": "Ask after praise"}
DANGEROUS = tuple("=+-@\t\r＝＋－＠")


def rows(lines: Iterable[str]) -> list[dict[str, str]]:
    """What a reader of the file gets, over the bytes."""
    data = "".join(lines).encode("utf-8")
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_an_attempt_is_one_line_with_a_column_for_each_check() -> None:
    first = sample_attempt(1)
    (row,) = rows(attempt_lines([first], TITLES, by_take([review(first.attempt_id)])))
    assert tuple(row) == ATTEMPT_COLUMNS
    assert row["attempt_id"] == first.attempt_id
    assert row["at"] == first.at
    assert row["title"] == "Ask after praise"
    assert (row["try"], row["duration_s"], row["typed"], row["state"]) == ("1", "14.2", "no", "checked")
    assert (row["introduction_request"], row["business_reason"]) == ("present", "missing")
    assert (row["required_heard"], row["required_missing"]) == ("1", "2")
    assert row["text"] == ANSWER
    assert (row["partner"], row["partner_verdict"], row["partner_said_back"]) == ("Sam", "counts", "plant managers in Ohio")
    assert (row["partner_ideal_client"], row["partner_business_reason"], row["partner_follow_up"]) == ("yes", "unsure", "")
    assert row["partner_other"] == "own_check=no"
    assert row["partner_comments"] == "3.5 s: clear\n9.2 s: =slow down"


def test_what_was_contested_typed_kept_or_said_again_can_be_told_apart() -> None:
    first = sample_attempt(1)
    found = rows(attempt_lines([contested(1), kept(2), typed_answer(3), part_of(4, first, Verdict.PRESENT), heard_all(5)], {}, {}))
    assert found[0]["contested"] == "business_reason: missing to unclear"
    assert (found[0]["business_reason"], found[0]["required_missing"]) == ("unclear", "1")
    assert (found[1]["state"], found[1]["ideal_client"], found[1]["required_missing"]) == ("kept", "", "0")
    assert (found[2]["typed"], found[2]["duration_s"]) == ("yes", "")
    assert (found[3]["part_of"], found[3]["only"], found[3]["required_heard"]) == (first.attempt_id, "business_reason", "1")
    assert found[4]["required_heard"] == "3"


def test_the_partners_latest_review_of_a_take_is_the_one_that_stands() -> None:
    older = review("x", "r1", "2026-11-01T10:00:00+01:00", TakeVerdict.ANOTHER)
    newer = review("x", "r2", "2026-11-08T10:00:00+01:00", TakeVerdict.GREAT)
    silent = replace(newer, review_id="r3", imported_at="2026-11-15T10:00:00+01:00", takes=(TakeReview("x"),))
    assert by_take([silent, newer, older])["x"].take.verdict is TakeVerdict.GREAT


def test_pledges_live_practices_and_real_asks_have_a_file_of_their_own() -> None:
    pledge, live, ask = rows(week_lines([PLEDGE, LIVE, ASK]))
    assert tuple(pledge) == WEEK_COLUMNS
    assert (pledge["kind"], pledge["days"], pledge["elements"], pledge["countersigned_by"]) == ("pledge", "5", "business_reason=4", "Sam")
    assert pledge["words"] == "'=Every morning."
    assert (live["kind"], live["people"], live["counts"]) == ("live", "Jo (peer), Max (household)", "no")
    assert (ask["kind"], ask["words"], ask["introductions"], ask["revenue"]) == ("ask", "Priya Nair", "2", "300")


@given(ODD_TEXTS, ODD_TEXTS)
def test_no_cell_is_a_formula_whether_cells_end_at_commas_or_semicolons(text: str, other: str) -> None:
    made = replace(sample_attempt(1), transcript=typed(text), client=other, beat=other, scenario=text)
    said = replace(review(made.attempt_id).takes[0], said_back=text, comments=(Comment(1.0, other),))
    back = replace(review(made.attempt_id), partner=other, takes=(said,))
    data = "".join(attempt_lines([made], {text: other}, by_take([back]))) + "".join(week_lines([replace(ASK, who=text, note=other)]))
    data.encode("utf-8")
    for delimiter in ",;":
        for line in csv.reader(io.StringIO(data.replace(BYTE_ORDER_MARK, ""), newline=""), delimiter=delimiter):
            for cell in line:
                assert not cell.lstrip().startswith(DANGEROUS), cell


@given(ODD_TEXTS)
def test_every_record_has_all_its_columns_whatever_was_said(text: str) -> None:
    made = [replace(sample_attempt(number), transcript=typed(text)) for number in range(3)]
    found = rows(attempt_lines(made, {}, {}))
    assert [row["attempt_id"] for row in found] == [attempt.attempt_id for attempt in made]
    assert all(None not in row and None not in row.values() for row in found)


def test_lines_come_one_at_a_time() -> None:
    taken = 0

    def log() -> Iterator[Attempt]:
        nonlocal taken
        while True:  # a log without end
            taken += 1
            yield sample_attempt(taken)

    lines = attempt_lines(log(), {}, {})
    next(lines)
    next(lines)
    assert taken == 1
