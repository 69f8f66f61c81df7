"""A share goes out of a real log, a review comes back, and the person's word stands before the app's."""

import json
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from share_samples import WEEK, Ticking, home_desk, practise, review_json, shared, written

from refcoach.cli.main import main
from refcoach.core.agreement import as_partner_heard
from refcoach.core.attempt import Change, Revision
from refcoach.core.entries import PLEDGE, REVIEW, SHARE
from refcoach.core.errors import LogError, UsageError
from refcoach.core.finding import Finding, Verdict
from refcoach.core.joined import Joined
from refcoach.core.outline import outlines_from, outlines_record
from refcoach.core.pledge import Goals, Pledge
from refcoach.core.records import attempt_record
from refcoach.core.review import Answer, TakeVerdict
from refcoach.engine.desk import Desk
from refcoach.engine.reviewing import Arrival, Imported, import_review, import_reviews, reviews_of
from refcoach.engine.share_data import with_words
from refcoach.engine.sharing import ShareOrder, ShareStopped, share_page
from refcoach.share.audio import sound_of
from refcoach.share.share_file import read_share
from refcoach.speech.wav import read_speech, write_wav
from refcoach.store.log import PracticeLog


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    opened = home_desk(tmp_path / "home")
    yield opened
    opened.close()


def test_a_drill_is_shared_reviewed_and_shown_with_the_persons_verdict_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))
    take = Path(__file__).parents[2] / "assets" / "takes" / "ask-after-praise.wav"
    assert main(["profile", "set", "--name", "Dana"]) == 0
    assert main(["drill", "ask-after-praise", "--audio", str(take), "--json"]) == 0
    page = tmp_path / "review.html"
    capsys.readouterr()
    assert main(["share", "--to", str(page), "--with-audio", "all", "--partner", "Sam", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["with_audio"] == told["attempts"] != []
    data = read_share(page)
    assert data.takes[0].checks[0].question.startswith("Did you hear whom Dana wants to meet")
    saved = review_json(data, saved_at=data.written_at)
    saved["takes"][0]["answers"]["ideal_client"] = "no"
    review = written(tmp_path / "review-dana.refreview", saved)
    assert main(["review", "import", str(review)]) == 0
    assert "The review by Sam is in the log." in capsys.readouterr().out
    attempt_id = told["attempts"][0]
    assert main(["log", "show", attempt_id]) == 0
    shown = capsys.readouterr().out
    assert 0 <= shown.index("Sam: counts") < shown.index("I heard")
    assert main(["log", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["partner"] == "counts"
    assert main(["log", "stats", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ideal_client"]["missed"] == 1
    assert main(["review", "show", "0b0a"]) == 0
    assert "plant managers at food makers in Ohio" in capsys.readouterr().out


def test_the_page_holds_the_takes_that_were_chosen_with_their_sound_and_the_others_without(desk: Desk, tmp_path: Path) -> None:
    first, second = practise(desk, 0), practise(desk, 1)
    practise(desk, 2, sound=False)
    made = shared(desk, tmp_path / "page.html", Ticking(), frozenset({second.attempt_id}))
    data = read_share(made.path)
    assert [take.attempt_id for take in data.takes] == [first.attempt_id, second.attempt_id, "take0002"]
    assert [bool(take.audio) for take in data.takes] == [False, True, False]
    assert [take.typed for take in data.takes] == [False, False, True]
    assert made.share.with_audio == (second.attempt_id,)
    assert desk.entries(SHARE) == [made.share]
    played = tmp_path / "take.mp3"
    played.write_bytes(sound_of(data.takes[1].audio))
    take = desk.take_path(second)
    assert take is not None
    assert len(read_speech(played)) == pytest.approx(len(read_speech(take)), abs=1600)


def test_a_part_said_again_follows_its_take_and_a_contested_check_keeps_its_first_verdict(desk: Desk, tmp_path: Path) -> None:
    first = practise(desk, 0)
    before = Revision(Change.SAID, first.at, first.transcript, first.judgement, key="ideal_client")
    found = tuple(
        replace(finding, verdict=Verdict.UNCLEAR) if finding.key == "ideal_client" else finding for finding in first.judgement.findings
    )
    desk.log.put_attempt(replace(first, judgement=replace(first.judgement, findings=found), revisions=(before,)))
    practise(desk, 7, part_of=first.attempt_id, only=("business_reason",), required=("business_reason",))
    practise(desk, 1)
    data = read_share(shared(desk, tmp_path / "page.html", Ticking()).path)
    assert [(take.attempt_id, take.part_of) for take in data.takes] == [("take0000", ""), ("take0007", "take0000"), ("take0001", "")]
    contested = data.takes[0].checks[0]
    assert (contested.key, contested.verdict, contested.contested, contested.first_verdict) == ("ideal_client", "unclear", True, "missing")
    assert [check.key for check in data.takes[1].checks if check.required] == ["business_reason"]


def test_optional_checks_stand_there_only_where_they_were_heard(desk: Desk, tmp_path: Path) -> None:
    first = practise(desk, 0)
    heard = [Finding(found.key, Verdict.PRESENT, 0.9) if found.key == "easy_out" else found for found in first.judgement.findings]
    desk.log.put_attempt(replace(first, judgement=replace(first.judgement, findings=tuple(heard))))
    data = read_share(shared(desk, tmp_path / "page.html", Ticking()).path)
    assert [(check.key, check.required) for check in data.takes[0].checks] == [
        ("ideal_client", True),
        ("business_reason", True),
        ("introduction_request", True),
        ("easy_out", False),
    ]


def test_a_take_that_cannot_be_read_is_shared_without_sound_and_told(desk: Desk, tmp_path: Path) -> None:
    damaged, gone = practise(desk, 0), practise(desk, 1)
    for attempt, content in ((damaged, b"not a sound"), (gone, None)):
        path = desk.take_path(attempt)
        assert path is not None
        path.write_bytes(content) if content else path.unlink()
    made = shared(desk, tmp_path / "page.html", Ticking())
    assert made.share.with_audio == ()
    assert [notice.message.split(" is shared without sound: ")[0] for notice in made.notices] == [
        f"The take of {attempt.at[:16].replace('T', ' ')}" for attempt in (damaged, gone)
    ]


def test_sound_that_was_replaced_is_not_shared_and_told(desk: Desk, tmp_path: Path) -> None:
    replaced, kept = practise(desk, 0), practise(desk, 1)
    path = desk.take_path(replaced)
    assert path is not None
    write_wav(path, read_speech(path)[::-1])
    made = shared(desk, tmp_path / "page.html", Ticking())
    assert made.share.with_audio == (kept.attempt_id,)
    (notice,) = made.notices
    assert "is shared without sound: This recording is not the one that was logged" in notice.message


def test_a_share_that_is_stopped_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    for number in range(3):
        practise(desk, number)
    steps: list[str] = []
    with pytest.raises(ShareStopped):
        share_page(
            desk,
            ShareOrder(*WEEK, "all"),
            tmp_path / "page.html",
            Ticking().clock,
            lambda done, total, words: steps.append(words),
            lambda: len(steps) > 2,
        )
    assert steps[-1].startswith("Take 2 of 3")
    assert desk.entries(SHARE) == []
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


@pytest.mark.parametrize(
    ("name", "said"), [("page.txt", "ends in .html"), ("none/page.html", "Make it first"), ("folder.html", "the name of the file")]
)
def test_a_place_that_cannot_be_written_is_told_before_anything_is_done(desk: Desk, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(UsageError) as told:
        shared(desk, tmp_path / name, Ticking())
    assert said in told.value.hint


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full")
def test_a_log_that_cannot_be_written_leaves_no_page(desk: Desk, tmp_path: Path) -> None:
    practise(desk, 0)
    journal = desk.places.log / "journal.jsonl"
    desk.log.fold()
    journal.unlink(missing_ok=True)
    journal.symlink_to("/dev/full")
    with pytest.raises(LogError):
        shared(desk, tmp_path / "page.html", Ticking())
    journal.unlink()
    assert not (tmp_path / "page.html").exists()


def test_the_pledge_of_the_week_is_shown_and_countersigned(desk: Desk, tmp_path: Path) -> None:
    practise(desk, 0)
    desk.put(PLEDGE, Pledge("pledge-1", "2026-11-02", Goals(days=3), "2026-11-02T08:00:00+01:00", "Before breakfast"))
    ticking = Ticking()
    data = read_share(shared(desk, tmp_path / "page.html", ticking).path)
    assert data.pledge is not None
    assert data.pledge.goals == (("Days of practice", 3, 1),)
    assert data.next_week == "2026-11-09"
    file = written(tmp_path / "a.refreview", review_json(data, countersigned=True))
    found = import_review(desk, file, ticking.clock)
    assert found.countersigned is not None
    (pledge,) = desk.entries(PLEDGE)
    assert (pledge.countersigned_by, pledge.review_id) == ("Sam", found.review.review_id)
    assert desk.log.verify().ok


def test_a_newer_review_replaces_an_older_one_and_an_older_or_equal_one_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    practise(desk, 0)
    ticking = Ticking()
    data = read_share(shared(desk, tmp_path / "page.html", ticking).path)

    def arrives(saved_at: str, note: str) -> Arrival:
        return import_review(
            desk, written(tmp_path / "a.refreview", review_json(data, saved_at=saved_at, note=note)), ticking.clock
        ).arrival

    assert arrives("2026-11-08T20:30:00.000Z", "first") is Arrival.NEW
    assert arrives("2026-11-08T21:30:00.000+01:00", "the same moment elsewhere") is Arrival.SAME
    assert arrives("2026-11-08T21:00:00.000Z", "second") is Arrival.NEWER
    assert arrives("2026-11-08T20:30:00.000Z", "first") is Arrival.OLDER
    assert [review.note for review in desk.entries(REVIEW)] == ["second"]


def test_the_partners_answer_outranks_the_apps(desk: Desk, tmp_path: Path) -> None:
    attempt = practise(desk, 0)
    ticking = Ticking()
    data = read_share(shared(desk, tmp_path / "page.html", ticking).path)
    import_review(desk, written(tmp_path / "a.refreview", review_json(data)), ticking.clock)
    ((review, take),) = reviews_of(desk, [attempt.attempt_id])[attempt.attempt_id]
    assert (review.partner, take.verdict) == ("Sam", TakeVerdict.COUNTS)
    heard = as_partner_heard(Joined(attempt), {(attempt.attempt_id, "ideal_client"): Answer.YES})
    assert heard.finding("ideal_client")[1].verdict is Verdict.PRESENT


def test_the_next_share_tells_what_was_changed_behind_the_partners_back(desk: Desk, tmp_path: Path) -> None:
    practise(desk, 0)
    ticking = Ticking()
    first = shared(desk, tmp_path / "page.html", ticking)
    import_review(desk, written(tmp_path / "a.refreview", review_json(read_share(first.path))), ticking.clock)
    honest = read_share(shared(desk, tmp_path / "second.html", ticking).path)
    assert honest.history.trouble == ()
    assert [(share_id, head) for share_id, _, head in honest.history.heads] == [(first.share.share_id, first.share.head)]
    assert honest.history.links[0].number == first.share.head.number + 1
    assert honest.history.links[-1].hash == honest.head.hash
    assert honest.reviews_before[0][1:] == ("Sam", first.share.head)
    desk.log.fold()
    month = desk.places.log / "2026-11.json"
    month.write_text(month.read_text(encoding="utf-8").replace("food makers", "good bakers"), encoding="utf-8")
    desk.close()
    told = shared(desk, tmp_path / "third.html", ticking)
    assert told.trouble == read_share(told.path).history.trouble
    assert "take0000 of 2026-11-02 is not as it was written" in told.trouble[0]


def test_a_forged_head_is_told_and_the_review_kept(desk: Desk, tmp_path: Path) -> None:
    practise(desk, 0)
    ticking = Ticking()
    data = read_share(shared(desk, tmp_path / "page.html", ticking).path)
    file = written(tmp_path / "a.refreview", review_json(data, head={"number": data.head.number, "hash": "f" * 64}))
    found = import_review(desk, file, ticking.clock)
    assert found.taken
    assert any("not as your partner saw them" in sentence for sentence in found.trouble)
    assert any("another state of the log" in sentence for sentence in found.remarks)
    assert len(desk.entries(REVIEW)) == 1


def test_a_long_streak_is_followed_beyond_the_weeks_of_the_chart(desk: Desk, tmp_path: Path) -> None:
    for number in range(100):
        day = (WEEK[1] - timedelta(days=number)).isoformat()
        attempt = practise(desk, number, sound=False)
        desk.log.put_attempt(replace(attempt, attempt_id=f"long{number:04d}", at=f"{day}T12:00:00.000+01:00"))
    data = read_share(shared(desk, tmp_path / "page.html", Ticking()).path)
    assert data.streak_days == 100
    assert all(len(series.points) == 12 for series in data.series)


def test_reviews_that_come_together_are_compared_with_the_log_once(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    practise(desk, 0)
    ticking = Ticking()
    data = read_share(shared(desk, tmp_path / "page.html", ticking).path)
    for number in range(3):
        written(tmp_path / f"{number}.refreview", review_json(data, review_id=f"0b0a7d9e-1111-4222-8333-00000000000{number}"))
    files = [tmp_path / f"{number}.refreview" for number in range(3)]
    compared: list[int] = []
    original = PracticeLog.verify
    monkeypatch.setattr(PracticeLog, "verify", lambda log, *heads, **how: (compared.append(1), original(log, *heads, **how))[1])
    (lost,) = import_reviews(desk, [tmp_path / "none.refreview"], ticking.clock)
    assert isinstance(lost, LogError | UsageError)
    assert compared == []
    told: list[tuple[int, int]] = []
    found = import_reviews(desk, [files[0], tmp_path / "none.refreview", files[1]], ticking.clock, lambda *step: told.append(step))
    assert [isinstance(item, Imported) and item.taken for item in found] == [True, False, True]
    assert compared == [1]
    assert told[-1] == (1, 1)
    (stopped,) = import_reviews(desk, [files[2]], ticking.clock, stop=lambda: True)
    assert isinstance(stopped, Imported)
    assert "could not be looked at" in stopped.trouble[0]
    assert len(desk.entries(REVIEW)) == 3


def test_attempts_are_read_with_their_words_one_by_one_or_by_the_month(desk: Desk) -> None:
    made = [practise(desk, number, sound=False) for number in range(40)]
    desk.log.fold()
    whole = {attempt.attempt_id: attempt for attempt in desk.attempts()}
    for wanted in (made[:3], list(reversed(made)), [*made[5:2:-1], replace(made[0], attempt_id="gone")]):
        known = [whole[attempt.attempt_id] for attempt in wanted if attempt.attempt_id != "gone"]
        assert with_words(desk, outlines_from(outlines_record(map(attempt_record, wanted)))) == known
