"""The page as a file: in itself complete, small, and its data can be read back."""

import base64
import hashlib
import html
import json
import re
from dataclasses import replace

from review_example import example, words_of

from refcoach.core.page_data import PageData, page_data_from
from refcoach.share.page import render

BREAKING = "</script><!--<script> & \u2028 \u2029 \ud800 ' \" \x00"
DATA = re.compile(r'<script type="application/json" id="refcoach-share">(.*?)</script>', re.DOTALL)


def page_of(data: PageData) -> str:
    return html.unescape(render(data))


def fingerprint(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def test_only_its_one_script_and_style_may_run() -> None:
    page = render(example())
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="(.*?)"', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert policy.split("; ") == [
        "default-src 'none'",
        f"script-src {fingerprint(script)}",
        f"style-src {fingerprint(style)}",
        "media-src data: blob:",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert len(re.findall("<script", page)) == 2
    assert "unsafe" not in policy
    assert not re.search(r"\s(style|on\w+)=", re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL))


def test_nothing_in_it_points_elsewhere() -> None:
    page = DATA.sub("", render(example()))
    assert set(re.findall(r"\b\w+://[^\"' )]*", page)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"\b(src|href)=\"(?!#)", page)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|fetch\(|XMLHttpRequest", page)


def test_the_data_come_back_from_the_page_whatever_is_in_them() -> None:
    data = replace(example("data:audio/mpeg;base64,AAAA"), rep=BREAKING, partner=BREAKING)
    page = render(data)
    (found,) = DATA.findall(page)
    assert page_data_from(json.loads(found)) == data
    assert not re.search("[<>&\u2028\u2029]", found)
    page.encode("utf-8")
    assert page.count("</script>") == 2


def test_the_same_data_give_the_same_page() -> None:
    assert render(example()) == render(example())


def test_it_is_small() -> None:
    """Without sound, 20 takes of everyday length take less than 150 kB, and the script about 40."""
    first, *_ = example().takes
    text = " ".join([first.text] * 2)  # about 40 s
    long = replace(first, text=text, words=words_of(text, 40.0))
    many = tuple(replace(long, attempt_id=f"{number:032x}") for number in range(20))
    page = render(replace(example(), takes=many))
    assert len(page.encode()) < 150_000
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(script) < 42_000


def test_no_text_of_the_scripts_goes_over_several_lines() -> None:
    """They are put together line by line, without indents."""
    (script,) = re.findall(r"<script>(.*?)</script>", render(example()), re.DOTALL)
    assert "`" not in script
    assert not re.search(r"\\$", script, re.MULTILINE)


def test_a_page_with_nothing_to_show_is_still_a_page() -> None:
    page = page_of(
        replace(example(), rep=" ", partner="", pledge=None, days=(), series=(), takes=(), reviews_before=(), since="2026-11-22")
    )
    assert "The rep's practice, 22 Nov 2026" in page
    assert "No take was shared this time." in page
    assert "No pledge was made for this time." in page
    assert "Practised on 0 of 1 day, 0 takes." in page


def test_the_title_names_the_period() -> None:
    assert "Dana's practice, 16 to 22 Nov 2026" in page_of(example())
    assert "Dana's practice, 28 Oct to 22 Nov 2026" in page_of(replace(example(), since="2026-10-28"))
    assert "Dana's practice, 28 Dec 2025 to 22 Nov 2026" in page_of(replace(example(), since="2025-12-28"))
