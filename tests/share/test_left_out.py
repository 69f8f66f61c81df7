"""A take that the rep leaves out of a share: nothing of it goes out, how many there are is said, and the chain still holds."""

import base64
import html
import json
import wave
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import Opened
from share_samples import TAKE, WEEK, Ticking, home_desk, practise, review_json, shared, written

from refcoach.cli.main import main
from refcoach.core.attempt import Attempt
from refcoach.core.entries import SHARE
from refcoach.core.errors import UsageError
from refcoach.core.finding import Evidence, Finding, Judgement, Verdict
from refcoach.core.page_data import left_out_words
from refcoach.core.review import Share, left_out_before
from refcoach.core.transcript import HeardWord, transcript_from_words
from refcoach.core.trust import Seen, trust_lines
from refcoach.engine.desk import Desk
from refcoach.engine.reviewing import import_review
from refcoach.engine.sharing import ShareOrder, share_page
from refcoach.share.audio import sound_of
from refcoach.share.share_file import read_share
from refcoach.speech.wav import fingerprint, read_speech

SECRET = "Marguerite Delacroix-Quist of Zwingelstein Holdings owes Bartholomew forty-one thousand"
CLIENT = "Have you heard from Xanthippe lately?"
SCENARIO = "quibble-with-xanthippe"
CHECK = "own-zephyr"
CHECK_NAME = "Named the Zephyr contract"
TELLING = ("Marguerite", "Delacroix", "Zwingelstein", "Bartholomew", "Xanthippe", "Quibble", CHECK, "Zephyr")


def slip(desk: Desk, number: int, **more: object) -> Attempt:
    """An attempt that should stay at home: other words, scenario, findings and sound than all others."""
    heard = transcript_from_words([HeardWord(word, at * 0.5, at * 0.5 + 0.4, 0.9) for at, word in enumerate(SECRET.split())], "sample")
    judgement = Judgement((Finding(CHECK, Verdict.PRESENT, 0.9173, (Evidence("Marguerite", 0, 10),), None, CHECK_NAME, "Was it named?"),))
    more = {"scenario": SCENARIO, "client": CLIENT, "transcript": heard, "judgement": judgement, "required": (CHECK,), **more}
    made = practise(desk, number, **more)
    path = desk.take_path(made)
    assert path is not None
    backwards(TAKE, path)
    assert made.take is not None
    made = replace(made, take=replace(made.take, sound_sha256=fingerprint(read_speech(path))))
    desk.log.put_attempt(made)
    return made


def backwards(source: Path, path: Path) -> None:
    """Another recording, as long as the first."""
    with wave.open(str(source)) as known, wave.open(str(path), "wb") as made:
        made.setparams(known.getparams())
        samples = known.readframes(known.getnframes())
        made.writeframes(b"".join(samples[at : at + 2] for at in range(len(samples) - 2, -1, -2)))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    opened = home_desk(tmp_path / "home")
    yield opened
    opened.close()


def test_nothing_of_what_was_left_out_is_in_the_file(desk: Desk, tmp_path: Path) -> None:
    stays, goes = slip(desk, 0), practise(desk, 1)
    part = slip(desk, 7, part_of=stays.attempt_id, only=(CHECK,))
    desk.log.fold()
    told = shared(desk, tmp_path / "all.html", Ticking(ids=100))
    everything = texts_of(told.path)
    assert all(any(secret in text for text in everything) for secret in TELLING)  # what is searched for can be found
    sound = sound_of(read_share(told.path).takes[0].audio)  # what is looked for in vain below
    assert len(sound) > 50_000

    made = shared(desk, tmp_path / "page.html", Ticking(), leave_out=frozenset({part.attempt_id}))
    assert (made.share.attempts, made.share.left_out) == ((goes.attempt_id,), (stays.attempt_id, part.attempt_id))
    for text in texts_of(made.path):
        assert [secret for secret in TELLING if secret in text or SCENARIO in text] == []
    data = read_share(made.path)
    assert [take.attempt_id for take in data.takes] == [goes.attempt_id]
    raw, heard = made.path.read_bytes(), sound_of(data.takes[0].audio)
    for at in range(3000, len(sound) - 300, 3000):  # base64 takes three bytes at a time
        assert sound[at : at + 96] not in heard
        assert base64.b64encode(sound[at : at + 96]) not in raw
    assert base64.b64encode(sound[3000:3096]) in told.path.read_bytes()


def texts_of(page: Path) -> list[str]:
    """The file as it is, its texts, and all that its data hold."""
    raw = page.read_bytes().decode("utf-8")
    block = raw.split('id="refcoach-share">', 1)[1].split("</script>", 1)[0]
    return [raw, html.unescape(raw), json.dumps(json.loads(block), ensure_ascii=False)]


def test_the_page_says_how_many_and_every_figure_counts_them(desk: Desk, tmp_path: Path) -> None:
    first, second = practise(desk, 0), practise(desk, 1)
    practise(desk, 2)
    whole = read_share(shared(desk, tmp_path / "all.html", Ticking()).path)
    made = shared(desk, tmp_path / "page.html", Ticking(ids=100), leave_out=frozenset({first.attempt_id, second.attempt_id}))
    data = read_share(made.path)
    assert (whole.left_out, data.left_out) == (0, 2)
    assert (data.days, data.series, data.streak_days) == (whole.days, whole.series, whole.streak_days)
    said = "Dana left 2 takes of these days out of this page. Calendar, pledge, progress and streak count them all the same."
    assert left_out_words(data) == said
    assert said in made.path.read_text(encoding="utf-8")
    assert "out of this page" not in (tmp_path / "all.html").read_text(encoding="utf-8")


def test_a_part_goes_with_its_attempt_also_over_midnight(desk: Desk, tmp_path: Path) -> None:
    first = practise(desk, 0)
    part = practise(desk, 1, part_of=first.attempt_id, only=("business_reason",), required=("business_reason",))
    shared(desk, tmp_path / "one.html", Ticking(), leave_out=frozenset({first.attempt_id}))
    later = replace(ShareOrder(WEEK[0].replace(day=3), WEEK[1]), leave_out=left_out_before(desk.entries(SHARE)) & {part.attempt_id})
    made = share_page(desk, later, tmp_path / "two.html", Ticking(ids=50).clock)
    assert made.share.attempts == ()


def test_what_is_left_out_and_named_for_its_sound_or_not_of_these_days_is_refused(desk: Desk, tmp_path: Path) -> None:
    first = practise(desk, 0)
    with pytest.raises(UsageError, match="left out and named for its sound"):
        shared(desk, tmp_path / "page.html", Ticking(), frozenset({first.attempt_id}), leave_out=frozenset({first.attempt_id}))
    with pytest.raises(UsageError, match="not among those of this period"):
        shared(desk, tmp_path / "page.html", Ticking(), leave_out=frozenset({"take0009"}))
    assert desk.entries(SHARE) == []


def test_a_review_about_what_was_left_out_is_not_taken_for_it(desk: Desk, tmp_path: Path) -> None:
    first = practise(desk, 0)
    practise(desk, 1)
    ticking = Ticking()
    data = read_share(shared(desk, tmp_path / "page.html", ticking, leave_out=frozenset({first.attempt_id})).path)
    review = review_json(data)
    review["takes"][0]["attempt_id"] = first.attempt_id
    with pytest.raises(UsageError):
        import_review(desk, written(tmp_path / "a.refreview", review), ticking.clock)


def test_the_browser_says_it_and_the_log_still_goes_on_from_what_it_saw(browser: Opened, desk: Desk, tmp_path: Path) -> None:
    first, ticking = practise(desk, 0), Ticking()
    one = read_share(shared(desk, tmp_path / "one.html", ticking).path)
    browser.open(one, "a.html")
    review = written(tmp_path / "a.refreview", review_json(one))
    import_review(desk, review, ticking.clock)
    practise(desk, 1)
    hidden = slip(desk, 2)
    two = read_share(shared(desk, tmp_path / "two.html", ticking, leave_out=frozenset({hidden.attempt_id})).path)
    assert [take.attempt_id for take in two.takes] == [first.attempt_id, "take0001"]
    assert hidden.attempt_id in {link.entry_id for link in two.history.links}  # a link holds id, time and fingerprint, and no more
    page = browser.open(two, "b.html")
    assert page.locator("#left-out").inner_text().startswith("Dana left 1 take of these days out of this page.")
    assert page.locator("#left-out").is_visible()
    assert "The log goes on from what you saw" in page.locator("#since").inner_text()
    lines = trust_lines(two, [Seen(one.share_id, "2026-11-08T20:30:00Z", one.head)])
    assert lines[-1].holds  # what was practised after the share is dated before it, which is told as well
    assert "The log goes on from what you saw." in lines[-1].sentence


def test_the_latest_share_that_had_the_choice_decides(desk: Desk, tmp_path: Path) -> None:
    def share(at: str, attempts: tuple[str, ...], left_out: tuple[str, ...]) -> Share:
        made = shared(desk, tmp_path / "page.html", Ticking()).share
        return replace(made, at=at, attempts=attempts, left_out=left_out)

    first, second = share("2026-11-08T20:00:00Z", ("c",), ("a", "b")), share("2026-11-08T23:00:00+01:00", ("a",), ("c",))
    assert left_out_before([second, first]) == {"b", "c"}
    assert left_out_before([]) == frozenset()


def test_the_command_line_leaves_out_and_keeps_leaving_out_until_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, page = tmp_path / "home", tmp_path / "page.html"
    opened = home_desk(home)
    first, second, third = (practise(opened, number, sound=False) for number in range(3))
    opened.close()
    monkeypatch.setenv("REFCOACH_HOME", str(home))
    days = ["--since", "2026-11-02", "--until", "2026-11-08"]

    def out(*options: str) -> list[str]:
        assert main(["share", "--to", str(page), *days, *options, "--json"]) == 0
        left_out: list[str] = json.loads(capsys.readouterr().out)["left_out"]
        return left_out

    assert out("--leave-out", first.attempt_id, "--leave-out", third.attempt_id) == [first.attempt_id, third.attempt_id]
    assert out() == [first.attempt_id, third.attempt_id]
    assert out("--leave-out", "none", "--leave-out", second.attempt_id) == [second.attempt_id]
    assert main(["share", "--to", str(page), *days]) == 0
    said = capsys.readouterr().out
    assert f"Left out: {second.attempt_id[:8]}. The page says how many" in said
    assert "2 takes, none of them with sound" in said
    assert main(["share", "--to", str(page), "--since", "2026-11-03", "--until", "2026-11-08", "--leave-out", first.attempt_id]) == 2
    assert "not among those of this period" in capsys.readouterr().err
    assert out("--leave-out", "none") == []
