"""Pictures of the partner's review page, wide and on a phone, light and dark, before and after the findings are shown, and its print.

python scripts/screenshot_review.py [FOLDER]; needs a Chromium of the system.
"""

import json
import shutil
import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from review_example import AUDIO, chain, example, head_of, mp3_uri

from refcoach.share.page import render

HEAD = asdict(head_of(chain(10)[-1]))
EARLIER = json.dumps({"format": "refcoach-review", "share_id": "earlier-share", "saved_at": "2026-11-15T19:30:00Z", "head": HEAD}).encode()
SIZES = {"wide": (1280, 900), "phone": (360, 740)}


def answer(page: Any) -> None:
    """Answer for the first take, comment on it, look at what the app found, and propose a week."""
    page.locator("input[type=file]").set_input_files(
        files=[{"name": "review-dana-2026-11-15.refreview", "mimeType": "", "buffer": EARLIER}]
    )
    first = page.locator("#take-1")
    for number, name in enumerate(("Yes", "No", "Yes")):
        first.locator("fieldset").nth(number).get_by_label(name, exact=True).check()
    first.get_by_label("whom should you think of").first.fill("Plant managers at food makers in Ohio whose line keeps stopping")
    first.get_by_label("A comment", exact=False).first.fill("Clear on who. Say why as well.")
    first.get_by_role("button", name="Add comment").first.click()
    first.get_by_role("button", name="Show what the app found").first.click()
    first.locator(".word").nth(20).click()
    page.wait_for_timeout(600)
    first.get_by_role("button", name="Pause Take 1").click()
    page.get_by_label("Days of practice").fill("5")
    page.get_by_role("button", name="Save my review").click()
    page.wait_for_timeout(300)


def main(folder: Path) -> None:
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as place:
        path = Path(place) / "dana.html"
        path.write_text(render(replace(example(mp3_uri(AUDIO)), left_out=2)), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                context: Any = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme, offline=True, reduced_motion="reduce"
                )
                page = context.new_page()
                page.goto(path.as_uri())
                page.wait_for_timeout(300)
                page.screenshot(path=folder / f"review-{size}-{scheme}-before.png", full_page=True)
                answer(page)
                page.screenshot(path=folder / f"review-{size}-{scheme}-after.png", full_page=True)
                if (size, scheme) == ("wide", "light"):
                    page.pdf(path=folder / "review-print.pdf", format="A4")
                context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("screenshots"))
