"""Results for scripts/screenshots.py: what the rep can do with a take after it was checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from screenshot_examples import GOOD, GOOD_FOUND, REASON, REASON_FOUND, WEAK, WEAK_FOUND
from screenshot_scene import Scene

from refcoach.core.attempt import Attempt, Change, TakeProblem
from refcoach.core.feedback import Feedback
from refcoach.core.finding import Evidence, Finding, Verdict
from refcoach.core.revision import Claim, contested, quote_in, revised, words_corrected

SAID_AT = "2026-11-23T09:16:00.000+01:00"
HALF_FOUND = {key: quote for key, quote in GOOD_FOUND.items() if key != "business_reason"}
HALF = GOOD.replace("Your planners got their time back within a quarter, and theirs could too. ", "")
NOISE = "So who would comes to mine when you think plant and a Ohio"


def _two_missing(scene: Scene) -> None:
    scene.ready()
    scene.result(WEAK, WEAK_FOUND)


def _half(scene: Scene) -> Attempt:
    scene.ready()
    return scene.result(HALF, HALF_FOUND)


def _noise(scene: Scene) -> None:
    scene.ready()
    scene.result(NOISE, {}, problems=(TakeProblem.NOISY, TakeProblem.LOW_CONFIDENCE))


def _contest(scene: Scene, words: str, verdict: Verdict) -> None:
    attempt = _half(scene)
    quote = quote_in(attempt.transcript, words)
    again = Finding("business_reason", verdict, 0.9)
    judgement = contested(attempt.judgement, Claim("business_reason", True, quote), again)
    steps = tuple(step for step in attempt.next_steps if step.key != "business_reason")
    said, more = Feedback(steps, attempt.praise), {"key": "business_reason", "quote": words}
    scene.log(revised(attempt, Change.SAID, SAID_AT, attempt.transcript, judgement, said, **more))


def _contested(scene: Scene) -> None:
    _contest(scene, "", Verdict.MISSING)


def _heard_now(scene: Scene) -> None:
    _contest(scene, "whose lines keep stopping", Verdict.PRESENT)


def _corrected(scene: Scene) -> None:
    attempt = _half(scene)
    transcript = words_corrected(attempt.transcript, 15, 15, "hear")
    moved = {finding.key: finding for finding in attempt.judgement.findings}
    for key, quote in HALF_FOUND.items():
        at = transcript.text.find(quote)
        moved[key] = replace(moved[key], evidence=(Evidence(quote, at, at + len(quote)),) if at >= 0 else moved[key].evidence)
    judgement = replace(attempt.judgement, findings=tuple(moved.values()))
    said = Feedback(attempt.next_steps, attempt.praise)
    scene.log(revised(attempt, Change.CORRECTED, SAID_AT, transcript, judgement, said))


def _correcting(scene: Scene) -> None:
    _half(scene)
    pane = scene.window.practise.result.found.pane
    pane.transcript.choose_words(16, 17)
    pane.transcript.correction_wanted.emit(16, 17)


def _saying_again(scene: Scene) -> None:
    _half(scene)
    scene.window.drill.say_again("business_reason")
    scene.begun()


def _said_again(scene: Scene) -> None:
    _saying_again(scene)
    scene.result(REASON, REASON_FOUND)


def _compare(scene: Scene) -> None:
    scene.ready()
    first = scene.result(WEAK, WEAK_FOUND)
    scene.window.drill.try_again()
    scene.result(GOOD, GOOD_FOUND)
    scene.window.practise.result.found.compare.click()
    scene.draw(first)


def _answers(scene: Scene) -> None:
    from PySide6.QtWidgets import QApplication

    _half(scene)
    page = scene.window.practise
    page.result.answers.fold.click()
    for _ in range(4):  # the page has its new height only after it was laid out
        QApplication.processEvents()
    page._scroll.verticalScrollBar().setValue(page._scroll.verticalScrollBar().maximum())


def _read_out(scene: Scene) -> None:
    scene.ready()
    scene.result(GOOD, GOOD_FOUND, read_out=GOOD)


RESULTS: Mapping[str, Callable[[Scene], object]] = {
    "result-two-missing": _two_missing,
    "result-noise": _noise,
    "result-contested": _contested,
    "result-heard-now": _heard_now,
    "result-corrected": _corrected,
    "result-correcting": _correcting,
    "result-saying-again": _saying_again,
    "result-said-again": _said_again,
    "result-compare": _compare,
    "result-answers": _answers,
    "result-read-out": _read_out,
}
