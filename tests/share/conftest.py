"""The review page in a real browser, opened from a file, offline."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Opened
from review_example import AUDIO, mp3_uri

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--autoplay-policy=document-user-activation-required"]
        )
        yield browser
        browser.close()


@pytest.fixture
def browser_with(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """A new browser with nothing in its memory, offline; its options are those of a context."""
    contexts = []

    def make(**options: Any) -> Opened:
        context = chromium.new_context(**{"offline": True, "accept_downloads": True, "reduced_motion": "reduce", **options})
        contexts.append(context)
        return Opened(context, tmp_path)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def browser(browser_with: Callable[..., Opened]) -> Iterator[Opened]:
    """A new browser; after the test the page must have done nothing that it must not."""
    opened = browser_with()
    yield opened
    assert opened.faults == []


@pytest.fixture(scope="session")
def audio() -> str:
    return mp3_uri(AUDIO)
