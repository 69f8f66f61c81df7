"""The partner's review page: one HTML file with everything in it, that any browser opens without a network."""

import base64
import hashlib
import json
import re
from dataclasses import replace

from refcoach.core.assets import asset
from refcoach.core.page_data import PageData, left_out_words, page_data_record, tells_findings
from refcoach.share import page_view

NAMELESS = "The rep"
DATA_ID = "refcoach-share"
SCRIPTS = ("dom", "chain", "draft", "words", "player", "comments", "take", "chart", "trust", "closing", "main")  # in this order
ICONS = ("person", "bars", "rings", "spark", "check", "minus", "question", "warning", "info", "play", "pause")
_SURROGATES = re.compile("[\ud800-\udfff]")


def render(data: PageData) -> str:
    """The whole page. The same data give the same page in the same time zone."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    data = replace(data, rep=data.rep.strip() or NAMELESS)
    folder = asset("review")
    style = _inlined((folder / "style.css").read_text(encoding="utf-8"))
    script = _inlined(
        '"use strict";\n{\n' + "".join(_lean((folder / f"{name}.js").read_text(encoding="utf-8")) for name in SCRIPTS) + "}\n"
    )
    pages = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = pages.get_template("page.html.j2").render(
        data=data,
        data_id=DATA_ID,
        data_json=Markup(script_json(page_data_record(data))),
        icons=[(name, Markup(_shapes(name))) for name in ICONS],
        style=Markup(style),
        script=Markup(script),
        policy=Markup("; ".join(policy(script, style))),
        title=page_view.title(data),
        summary=page_view.summary(data),
        asking=page_view.asking(data),
        left_out=left_out_words(data),
        weeks=page_view.weeks(data),
        tells_findings=lambda goal: tells_findings(data, goal),
        weekdays=page_view.WEEKDAYS,
        day=page_view.day_words,
        here=page_view.day_here,
        days_words=lambda count: page_view.several(count, "day", "days"),
    )
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", page)


def policy(script: str, style: str) -> tuple[str, ...]:
    """The content security policy: nothing from anywhere, the one script and the one style by their fingerprints."""
    return (
        "default-src 'none'",
        f"script-src '{_fingerprint(script)}'",
        f"style-src '{_fingerprint(style)}'",
        "media-src data: blob:",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )


def script_json(record: object) -> str:
    """JSON that can stand in a script element: no "<" that could end it, no line separator that old parsers trip over."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return _SURROGATES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _fingerprint(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _shapes(name: str) -> str:
    """What is inside the <svg> of one of our icons."""
    text = asset("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text[text.index(">") + 1 : text.rindex("</svg>")].strip()


def _lean(script: str) -> str:
    """The script without the comments that have a line of their own, and without indents; none of ours has text over several lines."""
    lines = (line.strip() for line in script.splitlines())
    return "".join(line + "\n" for line in lines if line and not line.startswith(("//", "/*", "* ", "*/")))


def _inlined(text: str) -> str:
    """Our own file as the text of an element; raises ValueError where it would end the element."""
    if "</" in text or "<!--" in text:
        raise ValueError("a script or style of the review page holds </ or <!--")
    return "\n" + text.replace("\r\n", "\n")
