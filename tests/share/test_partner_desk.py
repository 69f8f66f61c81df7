"""A partner with the app: shares of several reps, a queue, and the same review file as the page saves. Drafts survive."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from share_samples import Ticking, home_desk, practise, shared

from refcoach.core.errors import LogError, UsageError
from refcoach.core.page_data import page_data_record
from refcoach.core.pledge import Goals
from refcoach.core.profile import Profile
from refcoach.core.review import Answer, Comment, TakeVerdict
from refcoach.engine.desk import Desk
from refcoach.engine.partner_desk import PartnerDesk, open_partner_desk
from refcoach.engine.reviewing import Arrival, import_review
from refcoach.share.review_file import read_review
from refcoach.share.share_file import read_share
from refcoach.store.notices import Notice

REQUIRED = ("ideal_client", "business_reason", "introduction_request")


@pytest.fixture
def rep(tmp_path: Path) -> Desk:
    opened = home_desk(tmp_path / "rep")
    practise(opened, 0)
    practise(opened, 1)
    yield opened
    opened.close()


@pytest.fixture
def page(rep: Desk, tmp_path: Path) -> Path:
    return shared(rep, tmp_path / "page.html", Ticking(), partner="Sam").path


@pytest.fixture
def partner(tmp_path: Path) -> Desk:
    opened = home_desk(tmp_path / "partner")
    yield opened
    opened.close()


def inbox_of(desk: Desk, ticking: Ticking | None = None) -> PartnerDesk:
    return open_partner_desk(desk, (ticking or Ticking()).clock)


def test_a_review_made_in_the_app_comes_home_like_one_of_the_page(rep: Desk, partner: Desk, page: Path, tmp_path: Path) -> None:
    desk = inbox_of(partner)
    item = desk.add_share(page)
    share_id = item.share.share_id
    assert (item.share.rep, item.review.partner, len(item.open_takes)) == ("Dana", "Sam", 2)
    for take in item.share.takes:
        for key in REQUIRED:
            desk.answer(share_id, take.attempt_id, key, Answer.YES)
        desk.judge(share_id, take.attempt_id, TakeVerdict.GREAT)
    desk.comment(share_id, "take0000", [Comment(9.0, "later"), Comment(2.0, "sooner")])
    desk.say_back(share_id, "take0000", "plant managers in Ohio")
    desk.close(share_id, note="Well done.", proposed=Goals(days=3), countersigned=True)
    file = tmp_path / desk.file_name(share_id)
    assert file.name == "review-dana-2026-11-08.refreview"
    saved = desk.save_review(share_id, file)
    assert saved.done
    assert desk.queue() == []
    assert set(json.loads(file.read_text(encoding="utf-8"))) == {
        "format", "version", "review_id", "share_id", "partner", "saved_at", "head", "takes", "note", "proposed", "countersigned",
    }  # fmt: skip
    found = import_review(rep, file, Ticking().clock)
    assert found.arrival is Arrival.NEW
    assert found.review.take("take0000") == replace(read_review(file).takes[0])
    assert [comment.text for comment in found.review.takes[0].comments] == ["sooner", "later"]


def test_a_review_saved_again_has_the_same_id_and_a_later_time_even_when_the_clock_was_set_back(
    rep: Desk, partner: Desk, page: Path, tmp_path: Path
) -> None:
    ticking = Ticking()
    desk = inbox_of(partner, ticking)
    share_id = desk.add_share(page).share.share_id
    desk.judge(share_id, "take0000", TakeVerdict.COUNTS)
    first = desk.save_review(share_id, tmp_path / "a.refreview").review
    ticking.at -= timedelta(days=1)
    desk.judge(share_id, "take0000", TakeVerdict.ANOTHER)
    second = desk.save_review(share_id, tmp_path / "b.refreview").review
    assert second.review_id == first.review_id
    assert second.saved_at > first.saved_at
    assert import_review(rep, tmp_path / "a.refreview", Ticking().clock).arrival is Arrival.NEW
    assert import_review(rep, tmp_path / "b.refreview", Ticking().clock).arrival is Arrival.NEWER


def test_every_change_is_there_after_a_crash(partner: Desk, page: Path) -> None:
    share_id = inbox_of(partner).add_share(page).share.share_id
    inbox_of(partner).answer(share_id, "take0001", "ideal_client", Answer.NO)
    inbox_of(partner).reveal(share_id, "take0001")
    inbox_of(partner).close(share_id, note="half a sen")
    left = inbox_of(partner).item(share_id)  # a desk that knows nothing of the ones before
    take = left.review.take("take0001")
    assert take is not None
    assert take.answers == (("ideal_client", Answer.NO),)
    assert (left.revealed, left.review.note, left.changed) == (("take0001",), "half a sen", True)
    inbox_of(partner).answer(share_id, "take0001", "ideal_client", None)
    assert inbox_of(partner).item(share_id).review.take("take0001") == replace(take, answers=())


def test_a_damaged_draft_falls_back_to_the_generation_before_and_says_so(partner: Desk, page: Path) -> None:
    desk = inbox_of(partner)
    share_id = desk.add_share(page).share.share_id
    desk.close(share_id, note="first")
    desk.close(share_id, note="second")
    draft = partner.places.partner / share_id / "draft.json"
    draft.write_bytes(draft.read_bytes()[:40])
    told: list[Notice] = []
    left = open_partner_desk(partner, Ticking().clock, told.append).item(share_id)
    assert left.review.note == "first"
    assert "were damaged" in told[0].message


def test_shares_of_several_reps_stand_in_one_queue_the_oldest_first(rep: Desk, partner: Desk, page: Path, tmp_path: Path) -> None:
    rep.save_profile(Profile(name="Kim"))
    ticking = Ticking(ids=50)
    ticking.at += timedelta(hours=1)
    second = shared(rep, tmp_path / "second.html", ticking).path
    desk = inbox_of(partner)
    desk.add_share(second)
    desk.add_share(page)
    assert [item.share.rep for item in desk.inbox()] == ["Kim", "Dana"]
    assert [(item.share.rep, take.attempt_id) for item, take in desk.queue()][:3] == [
        ("Dana", "take0000"),
        ("Dana", "take0001"),
        ("Kim", "take0000"),
    ]
    desk.remove(desk.inbox()[0].share.share_id)
    assert [item.share.rep for item in inbox_of(partner).inbox()] == ["Dana"]


def test_the_same_page_again_changes_nothing_and_another_of_its_number_is_refused(partner: Desk, page: Path, tmp_path: Path) -> None:
    desk = inbox_of(partner)
    item = desk.add_share(page)
    desk.close(item.share.share_id, note="kept")
    assert desk.add_share(page).review.note == "kept"
    assert desk.share(item.share.share_id) == read_share(page)
    other = tmp_path / "other.html"
    other.write_text(page.read_text(encoding="utf-8").replace("Ohio", "Iowa"), encoding="utf-8")
    with pytest.raises(UsageError, match="says something else"):
        desk.add_share(other)


def test_what_the_page_does_not_ask_cannot_be_answered(partner: Desk, page: Path, tmp_path: Path) -> None:
    desk = inbox_of(partner)
    share_id = desk.add_share(page).share.share_id
    with pytest.raises(UsageError, match="was not asked about"):
        desk.answer(share_id, "take0000", "easy_out", Answer.YES)
    with pytest.raises(UsageError, match="not in the share"):
        desk.judge(share_id, "take9999", TakeVerdict.GREAT)
    with pytest.raises(UsageError, match="not here any more"):
        desk.item("nothing")
    with pytest.raises(LogError, match="cannot name a share"):
        desk.item("../settings")
    desk.close(share_id, note="a" * 30_000)
    with pytest.raises(UsageError, match="note"):
        desk.save_review(share_id, tmp_path / "a.refreview")
    assert not (tmp_path / "a.refreview").exists()


def test_a_folder_that_was_never_finished_is_passed_over(partner: Desk, page: Path) -> None:
    left = partner.places.partner / "left-over"
    left.mkdir()
    (left / "page.html").write_bytes(b"half")
    desk = inbox_of(partner)
    assert desk.inbox() == []
    desk.add_share(page)
    assert len(desk.inbox()) == 1


def test_the_data_of_a_page_are_the_same_after_the_way_through_the_file(page: Path) -> None:
    data = read_share(page)
    assert page_data_record(data)["share_id"] == "id-0001"
    assert data.takes[0].words[-1].end == len(data.takes[0].text)
