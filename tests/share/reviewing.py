"""What a partner does on the page, for several tests."""

import json
import re
from pathlib import Path
from typing import Any

from refcoach.core.review import Review, review_from, review_record

AFTER_IMPORT = "2026-11-23T08:00:00+01:00"


def answer(page: Any, number: int = 1, answers: tuple[str, ...] = ("Yes", "No", "Not sure")) -> None:
    """Answer the questions of one take, in order."""
    for at, name in enumerate(answers):
        page.locator(f"#take-{number} > .asking fieldset").nth(at).get_by_label(name, exact=True).check()


def reveal(page: Any, number: int = 1) -> None:
    page.locator(f"#take-{number} > .asking").get_by_role("button", name="Show what the app found").click()


def save(page: Any) -> tuple[str, dict[str, Any]]:
    """Name and content of the file that "Save my review" gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save my review").click()
    download = waiting.value
    return download.suggested_filename, json.loads(Path(download.path()).read_text(encoding="utf-8"))


def as_review(record: dict[str, Any]) -> Review:
    """The file as the log keeps it; its record form must be the file's own, but for the mark of its kind."""
    review = review_from({**record, "imported_at": AFTER_IMPORT})
    mine = {key: value for key, value in record.items() if key not in ("format", "version")}
    assert review_record(review) == {**mine, "imported_at": AFTER_IMPORT}
    return review


def without_scripts(page: Any) -> str:
    """The page's document as it is now, without its script, style and data."""
    return re.sub(r"<(script|style)\b.*?</\1>", "", page.content(), flags=re.DOTALL)


def tab_to(page: Any, selector: str, most: int = 80) -> None:
    """Press Tab until an element that fits `selector` has the focus."""
    for _ in range(most):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not come to {selector}")


def until(page: Any, expression: str, within_s: float = 10.0) -> None:
    """Wait until it is true in the page; the page's policy forbids the browser's own waiting for expressions."""
    for _ in range(int(within_s / 0.05)):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"not true within {within_s} s: {expression}")
