"""A partner goes through the page in a real browser: listens, answers, looks, comments, saves."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from browsing import Opened
from review_example import SPOKEN, example, words_of
from reviewing import answer, as_review, reveal, save, tab_to, until, without_scripts

from refcoach.core.page_data import PageCheck
from refcoach.core.review import Answer, TakeVerdict

AT = "document.querySelector('#take-1 audio').currentTime"
GIVEN_AWAY = ("What the app found", "could not tell", "also heard", "Appreciation", "did not agree with a finding", "<mark", "<q ")


def test_it_plays_and_a_click_on_a_word_plays_from_there(browser: Opened, audio: str) -> None:
    page = browser.open(example(audio))
    page.get_by_role("button", name="Play Take 1").click()
    until(page, f"{AT} > 0.4")
    assert page.locator("#take-1 .spoken").count() == 1
    page.get_by_role("button", name="Pause Take 1").click()
    stopped = page.evaluate(AT)
    page.locator("#take-1 .word", has_text="Ohio").click()
    until(page, f"{AT} > 5 && !document.querySelector('#take-1 audio').paused")
    start = next(word.start_s for word in words_of(SPOKEN, 18.09) if SPOKEN[word.start : word.end] == "Ohio,")
    assert stopped < start
    assert abs(page.evaluate(AT) - start) < 2
    page.get_by_label("Speed").select_option("1.5")
    assert page.evaluate("document.querySelector('#take-1 audio').playbackRate") == 1.5
    page.get_by_label("Take 1, place").fill("2")
    assert page.evaluate(AT) < 4


def test_a_sound_that_cannot_be_played_is_told(browser_with: Callable[..., Opened]) -> None:
    page = browser_with().open(example("data:audio/mpeg;base64,AAAA"))
    page.get_by_role("button", name="Play Take 1").click()
    page.get_by_text("This browser cannot play the sound").wait_for()


def test_takes_without_sound_say_so_and_corrected_words_show_what_was_heard(browser: Opened) -> None:
    page = browser.open(example())
    assert page.locator("audio").count() == 0
    page.locator("#take-1").get_by_text("No sound was shared for this take").first.wait_for()
    page.locator("#take-2").get_by_text("Dana typed this answer").wait_for()
    assert "plant managers (first heard: plan managers) at food" in page.locator("#take-1 > .hearing .words").inner_text()


def test_nothing_that_the_app_found_is_in_the_page_before_all_is_answered(browser: Opened) -> None:
    page = browser.open(example())
    for answers in ((), ("Yes",), ("Yes", "No")):
        answer(page, 1, answers)
        seen = without_scripts(page) + page.locator("body").aria_snapshot()
        assert [words for words in GIVEN_AWAY if words in seen] == []
        assert page.get_by_role("button", name="Show what the app found").count() == 0
    assert page.locator(".bars .held").count() == 3
    assert page.locator("[data-goal]").all_inner_texts() == ["Business reason heard\t5\tafter your answers"]
    assert page.locator("article").count() == 2  # a part said again would tell what had been missing
    answer(page)
    page.get_by_role("heading", name="Part 1.1").wait_for()
    assert "Part 1.1: 1 question" in page.locator("#open").inner_text()
    assert "<mark" not in without_scripts(page)
    reveal(page)
    found = page.locator("#take-1 > .asking").inner_text()
    assert "could not tell" in found
    assert "The app had found before: not heard." in found
    assert "Appreciation" in found
    assert [mark.inner_text().strip("\u2060[] ") for mark in page.locator("#take-1 mark").all()][-1].endswith(
        "put the two of us on a call together"
    )
    assert page.locator("#take-2 mark, #take-1\\.1 mark").count() == 0  # the other takes keep theirs
    assert page.locator(".bars .held").count() == 3  # a take of that week still waits
    assert page.locator("#take-1 > .asking input").count() == 0  # the answers stay as they were given


def test_the_week_of_the_takes_is_drawn_once_all_its_findings_were_shown(browser: Opened) -> None:
    page = browser.open(example())
    for number, answers in (("1", ("Yes", "No", "Yes")), ("1\\.1", ("Yes",)), ("2", ("No", "No", "Yes"))):
        answer(page, number, answers)
        reveal(page, number)
    assert page.locator(".bars .held").count() == 0
    assert "heard in 9 of 11" in page.locator("#charts").inner_text()
    (kept,) = page.locator("[data-goal]").all_inner_texts()
    assert kept.split() == ["Business", "reason", "heard", "5", "6", "reached"]


def test_a_week_without_a_take_can_be_reviewed_and_countersigned(browser: Opened) -> None:
    page = browser.open(replace(example(), takes=(), series=()))
    assert page.locator("[data-goal]").inner_text().split()[-2:] == ["6", "reached"]
    assert page.locator("#too-old").count() == 0
    page.locator("#countersign").check()
    assert save(page)[1]["countersigned"] is True


def fill_in(page: Any) -> None:
    answer(page)
    first = page.locator("#take-1")
    first.get_by_label("whom should you think of").fill("Plant managers in Ohio — große Bäckereien")
    comment = first.locator("> .commenting")
    comment.get_by_label("A comment").fill("Clear on who.")
    comment.get_by_role("button", name="Add comment").click()
    comment.get_by_label("Comment 1 on Take 1").fill("Clear on whom.")
    comment.get_by_label("A comment").fill("not added yet")
    first.get_by_label("It counts").last.check()
    page.locator("#take-2").get_by_label("Please do another take").check()
    page.get_by_label("A note to Dana").fill("Say why.\nThen ask.")
    page.get_by_label("Days of practice").fill("5")
    page.get_by_text("Elements: in how many attempts").click()
    page.locator("#element-goals").get_by_label("Business reason").fill("4")
    page.get_by_label("I countersign the pledge").check()
    page.get_by_label("Your name").fill("Sam Ō'Neill")


def test_what_was_typed_survives_a_reload_and_is_saved_as_a_review(browser: Opened, audio: str) -> None:
    page = browser.open(example(audio))
    fill_in(page)
    reveal(page)
    page.reload()
    assert page.get_by_label("A note to Dana").input_value() == "Say why.\nThen ask."
    assert page.locator("#take-1 > .commenting").get_by_label("A comment").input_value() == "not added yet"
    assert page.locator("#take-1 > .asking").get_by_text("What the app found").count() == 1
    name, record = save(page)
    assert name.startswith("review-dana-")
    assert name.endswith(".refreview")
    assert (record["format"], record["version"]) == ("refcoach-review", 1)
    review = as_review(record)
    assert (review.partner, review.share_id, review.head) == ("Sam Ō'Neill", "example-share", example().head)
    assert [take.attempt_id for take in review.takes] == ["t1", "t2", "t3"]
    first = review.takes[0]
    assert dict(first.answers) == {
        "ideal_client": Answer.YES, "business_reason": Answer.NO, "introduction_request": Answer.UNSURE
    }  # fmt: skip
    assert first.said_back == "Plant managers in Ohio — große Bäckereien"
    assert [comment.text for comment in first.comments] == ["Clear on whom.", "not added yet"]
    assert [take.verdict for take in review.takes] == [TakeVerdict.COUNTS, None, TakeVerdict.ANOTHER]
    assert review.proposed is not None
    assert (review.proposed.days, review.proposed.elements) == (5, (("business_reason", 4),))
    assert review.countersigned
    page.reload()
    _, again = save(page)
    assert again["review_id"] == record["review_id"]
    assert again["saved_at"] > record["saved_at"]


def test_an_untouched_page_can_be_saved_and_says_what_is_open(browser: Opened) -> None:
    page = browser.open(example())
    still = page.locator("#open").inner_text()
    assert "Take 1: 3 questions and your verdict" in still
    assert "Part" not in still
    page.get_by_role("link", name="Take 2: 3 questions").click()
    assert page.evaluate("document.activeElement.id") == "take-2"
    review = as_review(save(page)[1])
    assert review.proposed is None
    assert not review.countersigned
    assert page.get_by_label("Your review as text").input_value().startswith("{")


def test_a_deleted_comment_can_be_put_back_and_a_verdict_taken_back(browser: Opened) -> None:
    page = browser.open(example())
    first = page.locator("#take-1")
    first.locator("> .commenting").get_by_label("A comment").fill("Good start.")
    first.locator("> .commenting").get_by_role("button", name="Add comment").click()
    page.get_by_role("button", name="Delete Comment 1 on Take 1").click()
    page.get_by_role("button", name="Put it back").click()
    first.get_by_label("Great").check()
    first.get_by_role("button", name="No verdict yet").click()
    take = as_review(save(page)[1]).takes[0]
    assert [comment.text for comment in take.comments] == ["Good start."]
    assert take.verdict is None


def test_a_comment_stands_at_the_moment_of_its_first_letter(browser: Opened, audio: str) -> None:
    page = browser.open(example(audio))
    page.get_by_label("Take 1, place").fill("6.5")
    comments = page.locator("#take-1 > .commenting")
    comments.get_by_label("A comment at 0:06").press_sequentially("He")
    page.get_by_label("Take 1, place").fill("12")
    comments.get_by_label("A comment at 0:06").press_sequentially("re")
    comments.get_by_role("button", name="Add comment").click()
    page.get_by_role("button", name="Play from 0:06").click()
    until(page, f"{AT} > 6.4 && {AT} < 11")
    (comment,) = as_review(save(page)[1]).takes[0].comments
    assert (comment.at_s, comment.text) == (6.5, "Here")


def test_one_take_by_keyboard_alone(browser: Opened, audio: str) -> None:
    page = browser.open(example(audio))
    press = page.keyboard.press
    tab_to(page, ".play")
    press("Space")
    until(page, f"{AT} > 0.1")
    tab_to(page, ".words")
    press("Space")  # pauses from the words too
    assert page.evaluate("document.querySelector('#take-1 audio').paused")
    for _ in range(5):
        press("ArrowRight")
    press("Enter")
    until(page, f"{AT} > 1")
    press("Space")
    for check in ("ideal_client", "business_reason", "introduction_request"):
        tab_to(page, f"input[name='take-1-{check}']")
        press("Space")
        press("ArrowRight")
    tab_to(page, ".offer button")
    press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "What the app found"
    tab_to(page, "#take-1-said-back")
    page.keyboard.type("Plant managers")
    tab_to(page, "#comment-t1")
    page.keyboard.type("Good.")
    tab_to(page, "#take-1 > .commenting .row button")
    press("Enter")
    tab_to(page, "input[name='take-1-verdict']")
    press("ArrowLeft")
    tab_to(page, "#save")
    with page.expect_download():
        press("Enter")
    take = page.evaluate("JSON.parse(localStorage.getItem('refcoach-review:example-share')).review.takes[0]")
    assert set(take["answers"].values()) == {"no"}
    assert (take["said_back"], take["comments"][0]["text"], take["verdict"]) == ("Plant managers", "Good.", "great")


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ({"t2": "t1"}, ["take-1", "take-1.1", "take-2"]),
        ({"t2": "gone"}, ["take-1", "take-2", "take-3"]),
        ({"t2": "t1", "t3": "t2"}, ["take-1", "take-1.1", "take-1.2"]),
        ({"t1": "t2", "t2": "t1"}, ["take-1", "take-2", "take-3"]),
        ({"t1": "t1", "t2": "t1"}, ["take-1", "take-2", "take-3"]),
    ],
)
def test_every_take_is_shown_whatever_it_is_a_part_of(browser: Opened, parts: dict[str, str], shown: list[str]) -> None:
    takes = tuple(replace(take, part_of=parts.get(take.attempt_id, "")) for take in example().takes)
    page = browser.open(replace(example(), takes=takes))
    for take in shown:
        if "." not in take:
            answer(page, take.removeprefix("take-"), ("No",) * page.locator(f"#{take} > .asking fieldset").count())
    assert [take.get_attribute("id") for take in page.locator("article").all()] == shown


DAMAGED = ("{", "null", "[]", '{"review": {}}', '{"review": {"takes": [null]}, "revealed": [], "pending": {}}', '{"review": {"takes": 3}}')


@pytest.mark.parametrize("kept", DAMAGED)
def test_a_damaged_memory_is_set_aside(browser: Opened, kept: str) -> None:
    page = browser.open(example())
    page.evaluate("(kept) => localStorage.setItem('refcoach-review:example-share', kept)", kept)
    page.reload()
    assert not page.get_by_text("The takes cannot be shown").count()
    answer(page)
    as_review(save(page)[1])
    if "review" in kept or kept == "{":
        aside = page.evaluate("localStorage.getItem('refcoach-review:example-share:damaged')")
        assert aside.replace(" ", "") == kept.replace(" ", "")


def test_a_second_window_is_told_of(browser: Opened) -> None:
    first = browser.open(example())
    second = browser.open(example())
    second.get_by_label("A note to Dana").fill("From here.")
    first.get_by_text("This page is open a second time").wait_for()


@pytest.mark.parametrize("memory", ["none", "full"])
def test_a_browser_that_keeps_nothing_is_told_and_warns_before_leaving(browser_with: Callable[..., Opened], memory: str) -> None:
    opened = browser_with()
    broken = {
        "none": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
        "full": "const put = Storage.prototype.setItem; Storage.prototype.setItem = function (key, value) {"
        " if (key.startsWith('refcoach-review')) throw new DOMException('full', 'QuotaExceededError'); put.call(this, key, value); }",
    }
    opened.context.add_init_script(broken[memory])
    page = opened.open(example())
    page.get_by_label("A note to Dana").fill("Once more.")
    words = {"none": "This browser keeps nothing", "full": "no room left"}[memory]
    page.get_by_text(words).wait_for()
    assert "Save your review before you close it" in page.locator("#keeping").inner_text()
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert opened.dialogs == ["beforeunload"]
    assert opened.faults == []


def test_places_count_characters_as_the_app_does(browser: Opened) -> None:
    text = "\U0001f44b Hello \U0001f469\u200d\U0001f4bc, meet bakers"
    start = text.index("bakers")
    take = replace(
        example().takes[2], text=text, checks=(PageCheck("ideal_client", "Ideal client", "Whom?", "present", ((start, len(text)),)),)
    )
    page = browser.open(replace(example(), takes=(take,)))
    answer(page, 1, ("Yes",))
    reveal(page)
    assert page.locator("mark").inner_text().endswith("bakers")
    assert page.locator("q").inner_text().strip('“”"') == "bakers"
