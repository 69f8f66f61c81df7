"""The partner's review page: one HTML file with everything in it, that any browser opens without a network."""

import base64
import hashlib
import json

from refcoach.core.assets import asset
from refcoach.core.page_data import PageData, page_data_record

DATA_ID = "refcoach-share"
SCRIPTS = ("main.js",)  # in the order in which they are put together


def render(data: PageData) -> str:
    """The whole page. The same data give the same page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    folder = asset("review")
    style = _inlined((folder / "style.css").read_text(encoding="utf-8"))
    script = _inlined("".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS))
    pages = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return pages.get_template("page.html.j2").render(
        data=data,
        data_id=DATA_ID,
        data_json=Markup(script_json(page_data_record(data))),
        style=Markup(style),
        script=Markup(script),
        policy="; ".join(policy(script, style)),
    )


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
    return text


def _fingerprint(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _inlined(text: str) -> str:
    """Our own file as the text of an element; raises ValueError where it would end the element."""
    if "</" in text or "<!--" in text:
        raise ValueError("a script or style of the review page holds </ or <!--")
    return "\n" + text.replace("\r\n", "\n")
