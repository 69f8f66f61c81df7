"""Names and words that look like markup or code are only ever text."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from browsing import Opened
from review_example import example, words_of
from reviewing import answer, as_review, reveal, save

from refcoach.core.page_data import PageCheck, PageData, PageSeries
from refcoach.core.review import Head

INJECTIONS = (
    "<script>window.bad = 1</script>",
    "</script><script>window.bad = 1</script>",
    "<!--<script>",
    "--><img src=x onerror=window.bad=1>",
    "<img src=x onerror=\"alert('x')\">",
    "\"><svg onload=window.bad=1>",
    "' onmouseover='window.bad=1",
    "\" autofocus onfocus=\"window.bad=1",
    "<iframe srcdoc='<script>parent.bad=1</script>'></iframe>",
    "<a href=\"javascript:window.bad=1\">go</a>",
    "{{ 7 * 7 }}{% raw %}{{ data.rep }}",
    "${window.bad = 1}`",
    "</title><script>window.bad = 1</script>",
    "</style><style>body{display:none}</style>",
    "<meta http-equiv=refresh content=\"0;url=https://example.org\">",
    "<base href=https://example.org/>",
    "<form action=https://example.org><button id=save>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "\u202egnirts desrever\u2028\u2029\x00\ufeff",
    "__proto__ constructor [object Object] &lt;b&gt; &#x3c;script&#x3e;",
)  # fmt: skip


def infected(text: str) -> PageData:
    """The example with `text` wherever somebody's own words can stand."""
    data = example()
    assert data.pledge
    spoken = f"meet {text} now"
    check = PageCheck(text, text, text, "unclear", ((0, 4), (5, len(spoken) - 4)), contested=True, first_verdict="missing")
    words = tuple(replace(word, heard=text) for word in words_of(spoken, 5.0))
    take = replace(data.takes[0], attempt_id=text, title=text, client=text, text=spoken, words=words, checks=(check,))
    return replace(
        data,
        share_id=text,
        rep=text,
        partner=text,
        head=Head(40, text),
        pledge=replace(data.pledge, words=text, countersigned_by=text, goals=((text, 1, 2),)),
        series=(PageSeries(text, text, data.series[0].points),),
        takes=(take, replace(take, attempt_id=text + "2", part_of=text)),
        history=replace(data.history, links=(), trouble=(text,)),
        reviews_before=((text, text, Head(1, text)),),
        goal_labels=((text, text),),
    )


def state(page: Any) -> tuple[Any, ...]:
    """What an injected text would have changed."""
    return (
        page.evaluate("window.bad"),
        page.locator("iframe, img, base, form, link, body a[href^='javascript'], script:not(#refcoach-share)").count(),
        page.locator("h1").is_visible(),
        page.locator("#save").count(),
    )


@pytest.mark.parametrize("text", INJECTIONS)
def test_it_does_not_run(browser: Opened, text: str) -> None:
    page = browser.open(infected(text))
    assert state(page) == (None, 1, True, 1)
    answer(page, 1, ("Yes",))
    reveal(page)
    page.locator("#take-1 > .commenting textarea").last.fill(text)
    page.locator("#note").fill(text)
    _, record = save(page)
    review = as_review(record)
    assert review.share_id == text
    assert review.takes[0].comments[0].text == text.strip("\u2028\u2029\ufeff ")
    page.reload()
    page.locator("h1").hover()
    assert state(page) == (None, 1, True, 1)
    assert page.locator("#note").input_value() == review.note
    assert browser.dialogs == []


def test_a_script_put_into_the_file_later_is_kept_from_running(browser_with: Callable[..., Opened]) -> None:
    """What the policy is for: the page as it is, with a script and a picture added by somebody else."""
    opened = browser_with()
    page = opened.open(example())
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.bad = 1' }))")
    page.evaluate("document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.org/x.png' }))")
    page.wait_for_timeout(200)
    assert page.evaluate("window.bad") is None
    assert {"policy: script-src-elem", "policy: img-src"} <= set(opened.faults)
