"""The page works out by itself whether the log goes on from where the partner saw it last."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest
from browsing import Opened
from review_example import chain, example, head_of

from refcoach.core.assets import asset
from refcoach.core.chain import Link, link_record
from refcoach.core.page_data import PageData, PageHistory
from refcoach.core.review import Head

LINKS = chain(40)
EARLIER = replace(
    example(), share_id="earlier-share", written_at="2026-11-15T18:00:00+01:00", head=head_of(LINKS[9]), history=PageHistory()
)
NO_SUBTLE = "Object.defineProperty(crypto, 'subtle', { value: undefined })"


def page_with(links: list[Link], **more: Any) -> PageData:
    return replace(example(), head=head_of(links[-1]), history=replace(example().history, links=tuple(links[10:])), **more)


def said(opened: Opened, data: PageData, name: str = "second.html") -> str:
    text: str = opened.open(data, name).locator("#since").inner_text()
    return text


def rewritten(at: int) -> list[Link]:
    """The chain with the link at place `at` made anew from another record, and all after it following from it."""
    links = list(LINKS[:at])
    for old in LINKS[at:]:
        previous = links[-1].hash if links else ""
        links.append(replace(old, previous=previous, digest="0" * 64 if len(links) == at else old.digest))
    return links


def review_file(head: Head, share_id: str = "earlier-share") -> bytes:
    return json.dumps(
        {"format": "refcoach-review", "version": 1, "share_id": share_id, "saved_at": "2026-11-15T19:30:00Z", "head": asdict(head)}
    ).encode()


def check_file(page: Any, content: bytes, name: str = "review-dana.refreview") -> str:
    page.locator("input[type=file]").set_input_files(files=[{"name": name, "mimeType": "application/json", "buffer": content}])
    page.wait_for_timeout(200)
    text: str = page.locator("#since").inner_text()
    return text


@pytest.mark.parametrize("own", [False, True])
def test_the_browser_hashes_links_as_the_app_does(browser: Opened, own: bool) -> None:
    """With the browser's SHA-256 and with ours; short and long ones around the block of 64 bytes."""
    names = [
        '"\\/\b\f\n\r\t',
        "\x00\x1f\x7f\x80",
        "Üß 練習 \U0001f3a7",
        "\ud800",
        "\u2028",
        "",
        *("x" * length for length in range(40, 110)),
    ]
    links = [Link(number, "attempt", name, "2026-11-16T08:00:00+01:00", "ab" * 32, "cd" * 32) for number, name in enumerate(names, 1)]
    if own:
        browser.context.add_init_script(NO_SUBTLE)
    page = browser.open(example())
    assert page.evaluate("Boolean(crypto.subtle)") is not own
    script = (asset("review") / "chain.js").read_text(encoding="utf-8")
    hashes = page.evaluate(
        f"async (text) => {{ {script}; return Promise.all(JSON.parse(text).map(hashOfLink)); }}", json.dumps(list(map(link_record, links)))
    )
    assert hashes == [link.hash for link in links]


@pytest.mark.parametrize("own", [False, True])
def test_a_log_that_goes_on_says_how_much_was_added(browser: Opened, own: bool) -> None:
    if own:
        browser.context.add_init_script(NO_SUBTLE)
    assert "This is the first page from Dana" in said(browser, EARLIER, "first.html")
    text = said(browser, page_with(LINKS))
    assert "30 entries were added" in text
    assert "goes on from what you saw (this browser remembers entry 10" in text
    assert "no longer" not in text


@pytest.mark.parametrize("at", [0, 5, 9])
def test_a_log_that_was_rewritten_before_the_last_look_is_told(browser: Opened, at: int) -> None:
    said(browser, EARLIER, "first.html")
    assert "The log no longer goes on from what you saw" in said(browser, page_with(rewritten(at)))


def test_entries_made_after_the_last_look_may_be_others(browser: Opened) -> None:
    said(browser, EARLIER, "first.html")
    assert "30 entries were added" in said(browser, page_with(rewritten(20)))


@pytest.mark.parametrize("fault", ["changed", "removed", "swapped", "cut", "renumbered"])
def test_links_that_do_not_hang_together_are_told(browser: Opened, fault: str) -> None:
    links = LINKS[10:]
    broken = {
        "changed": [*links[:4], replace(links[4], digest="0" * 64), *links[5:]],
        "removed": links[:4] + links[5:],
        "swapped": [*links[:4], links[5], links[4], *links[6:]],
        "cut": links[:-1],
        "renumbered": [replace(link, number=link.number + 1) for link in links],
    }[fault]
    data = replace(example(), history=replace(example().history, links=tuple(broken)))
    assert "do not hang together" in said(browser, data)


def test_a_log_that_ends_before_what_was_seen_is_told(browser: Opened) -> None:
    said(browser, replace(EARLIER, head=head_of(LINKS[39])), "first.html")
    shorter = replace(example(), head=head_of(LINKS[29]), history=PageHistory(links=tuple(LINKS[10:30])))
    assert "The log no longer goes on from what you saw" in said(browser, shorter)


def test_trouble_that_was_told_once_stays_told(browser: Opened) -> None:
    """Each page is held against all that were seen, so a rewritten log is not forgotten with the next page."""
    said(browser, EARLIER, "first.html")
    other = rewritten(5)
    said(browser, page_with(other[:30], share_id="in-between", written_at="2026-11-20T12:00:00+01:00"), "second.html")
    text = said(browser, page_with(other), "third.html")
    assert "The log no longer goes on from what you saw" in text
    assert "10 entries were added" in text


def test_an_older_page_opened_again_is_no_trouble(browser: Opened) -> None:
    said(browser, page_with(LINKS), "second.html")
    assert "no longer" not in said(browser, replace(EARLIER, history=PageHistory()), "first.html")


def test_the_same_page_with_another_log_is_told(browser: Opened) -> None:
    said(browser, page_with(LINKS), "second.html")
    assert "The log no longer goes on" in said(browser, page_with(rewritten(20)), "again.html")


def test_without_links_the_list_of_earlier_pages_must_still_name_what_was_seen(browser: Opened) -> None:
    said(browser, EARLIER, "first.html")
    heads = (("earlier-share", "2026-11-15T18:00:00+01:00", head_of(LINKS[9])),)
    data = replace(example(), history=PageHistory(heads=heads))
    assert "so it cannot be checked here" in said(browser, data)
    other = (("earlier-share", "2026-11-15T18:00:00+01:00", head_of(LINKS[8])),)
    assert "The log no longer goes on" in said(browser, replace(data, history=PageHistory(heads=other)), "third.html")


def test_the_earlier_review_file_does_the_same(browser: Opened) -> None:
    page = browser.open(page_with(LINKS))
    assert "your file remembers entry 10" in check_file(page, review_file(head_of(LINKS[9])))
    assert "The log no longer goes on" in check_file(page, review_file(replace(head_of(LINKS[9]), hash="0" * 64)))
    assert "came from somebody else" in check_file(page, review_file(Head(12, "0" * 64), "another-share"))
    assert "of this very page" in check_file(page, review_file(head_of(LINKS[9]), "example-share"))
    for content in (b"", b"[]", b"{}", b"null", b'{"format": "refcoach-review", "head": {"number": "1"}}', b"\xff" * 100, b" " * 5_100_000):
        assert "is not a review file that this page can read" in check_file(page, content)


def test_what_the_app_found_changed_is_shown(browser_with: Callable[..., Opened]) -> None:
    trouble = ("An entry of 12 Nov was changed after you had seen it.",)
    data = replace(example(), history=replace(example().history, trouble=trouble))
    text = said(browser_with(), data)
    assert trouble[0] in text
    assert "names no earlier entry" not in text


def test_that_the_app_looked_through_the_log_is_said_only_where_it_did(browser: Opened) -> None:
    """Before a review has come back there is nothing to hold the log against."""
    assert "names no earlier entry" in said(browser, example(), "reviewed.html")
    assert "looked through" not in said(browser, replace(example(), reviews_before=()), "first.html")
