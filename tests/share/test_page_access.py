"""The page for everybody: no serious fault of access in any look, nothing wider than a phone, and a print of it."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import Opened
from review_example import example
from reviewing import answer, reveal, save

LOOKS = [("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360)]


def grave_faults(page: Any) -> list[str]:
    """What axe-core calls serious or critical, each with its first place."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in found if item["impact"] in ("serious", "critical")]


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_no_serious_fault_of_access(browser_with: Callable[..., Opened], audio: str, scheme: str, width: int) -> None:
    page = browser_with(color_scheme=scheme, viewport={"width": width, "height": 800}).open(example(audio))
    assert grave_faults(page) == []
    answer(page)
    reveal(page)
    page.locator("#take-1 > .commenting").get_by_label("A comment").fill("Good.")
    page.locator("#take-1 > .commenting").get_by_role("button", name="Add comment").click()
    for summary in page.locator("summary").all():
        summary.click()
    save(page)
    page.get_by_role("button", name="Play Take 1").click()
    assert grave_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_large_text_on_a_phone_still_fits(browser_with: Callable[..., Opened]) -> None:
    page = browser_with(viewport={"width": 360, "height": 740}).open(example())
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_headings_go_down_step_by_step(browser: Opened) -> None:
    page = browser.open(example())
    answer(page)
    reveal(page)
    levels = page.evaluate("Array.from(document.querySelectorAll('h1,h2,h3,h4,h5,h6'), (heading) => Number(heading.tagName[1]))")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_print_has_the_findings_of_answered_takes_alone(browser: Opened, tmp_path: Path) -> None:
    page = browser.open(example())
    answer(page)
    reveal(page)
    page.emulate_media(media="print")
    assert page.locator("#take-1 mark").first.is_visible()
    assert page.locator("#take-2 mark").count() == 0
    assert not page.get_by_role("button", name="Save my review").is_visible()
    page.pdf(path=tmp_path / "print.pdf", format="A4")
    assert (tmp_path / "print.pdf").read_bytes().startswith(b"%PDF")


def test_without_scripts_it_says_what_it_needs(browser_with: Callable[..., Opened], tmp_path: Path) -> None:
    from refcoach.share.page import render

    path = tmp_path / "still.html"
    path.write_text(render(example()), encoding="utf-8")
    page = browser_with(java_script_enabled=False).context.new_page()
    page.goto(path.as_uri())
    assert page.locator("noscript p").is_visible()
    assert "Practised on 4 of 7 days" in page.locator("header").inner_text()
    assert page.get_by_text("The takes cannot be shown in this browser").is_visible()
    assert "plant managers" not in page.locator("body").inner_text()
