"""The rules of xAPI 1.0.3 for a statement, as far as a schema does not hold them (Part Two, sections 2.2 to 2.4 and 4)."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

UUID_FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
IRI_FORM = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\ud800-\udfff]+")
TIME_FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
DURATION_FORM = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?")
LANGUAGE_FORM = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
AGENT_IDS = {"mbox", "mbox_sha1sum", "openid", "account"}
PROPERTIES = {
    "": {"id", "actor", "verb", "object", "result", "context", "timestamp", "stored", "authority", "version", "attachments"},
    "actor": {"objectType", "name", *AGENT_IDS},
    "account": {"homePage", "name"},
    "verb": {"id", "display"},
    "activity": {"objectType", "id", "definition"},
    "definition": {"name", "description", "type", "moreInfo", "extensions"},
    "result": {"score", "success", "completion", "response", "duration", "extensions"},
    "score": {"scaled", "raw", "min", "max"},
    "context": {"registration", "contextActivities", "revision", "platform", "language", "statement", "extensions"},
    "contextActivities": {"parent", "grouping", "category", "other"},
}


def broken_rules(statement: dict[str, Any]) -> list[str]:
    """What is wrong with a statement; nothing for a valid one."""
    return [*_known("", statement), *_empty("", statement), *_whole(statement), *_result(statement.get("result", {}))]


def _whole(statement: dict[str, Any]) -> Iterator[str]:
    for needed in ("id", "actor", "verb", "object", "timestamp"):
        if needed not in statement:
            yield f"{needed} is missing"
    yield from _form("id", UUID_FORM, statement["id"])
    yield from _time(statement["timestamp"])
    actor = statement["actor"]
    yield from _known("actor", actor)
    if len(AGENT_IDS & set(actor)) != 1:
        yield "an agent is identified in exactly one way"
    if "mbox" in actor and not actor["mbox"].startswith("mailto:"):
        yield "mbox is not a mailto IRI"
    if "account" in actor:
        yield from _known("account", actor["account"])
        yield from _form("homePage", IRI_FORM, actor["account"]["homePage"])
    yield from _known("verb", statement["verb"])
    yield from _form("verb", IRI_FORM, statement["verb"]["id"])
    yield from _language_map("display", statement["verb"]["display"])
    yield from _activity(statement["object"])
    context = statement["context"]
    yield from _known("context", context)
    yield from _form("registration", UUID_FORM, context["registration"])
    yield from _form("language", LANGUAGE_FORM, context["language"])
    yield from _extensions(context.get("extensions", {}))
    yield from _known("contextActivities", context["contextActivities"])
    for activities in context["contextActivities"].values():
        for activity in activities:
            yield from _activity(activity)


def _result(result: dict[str, Any]) -> Iterator[str]:
    yield from _known("result", result)
    yield from _extensions(result.get("extensions", {}))
    if "duration" in result:
        yield from _form("duration", DURATION_FORM, result["duration"])
    for name in ("success", "completion"):
        if name in result and not isinstance(result[name], bool):
            yield f"{name} is no boolean"
    score = {name: Decimal(str(value)) for name, value in result.get("score", {}).items()}
    yield from _known("score", score)
    if score and not -1 <= score["scaled"] <= 1:
        yield "scaled lies outside -1 to 1"
    if score and not score["min"] <= score["raw"] <= score["max"]:
        yield "raw lies outside min to max"
    if score and not score["min"] < score["max"]:
        yield "min is not below max"


def _activity(activity: dict[str, Any]) -> Iterator[str]:
    yield from _known("activity", activity)
    yield from _form("activity", IRI_FORM, activity["id"])
    definition = activity["definition"]
    yield from _known("definition", definition)
    yield from _form("type", IRI_FORM, definition["type"])
    for name in ("name", "description"):
        if name in definition:
            yield from _language_map(name, definition[name])


def _extensions(extensions: dict[str, Any]) -> Iterator[str]:
    for key in extensions:
        yield from _form("extension", IRI_FORM, key)


def _language_map(place: str, words: dict[str, str]) -> Iterator[str]:
    for tag, text in words.items():
        yield from _form(place, LANGUAGE_FORM, tag)
        if not isinstance(text, str) or not text.strip():
            yield f"{place} says nothing"


def _time(text: str) -> Iterator[str]:
    yield from _form("timestamp", TIME_FORM, text)
    if text.endswith("-00:00"):
        yield "an unknown offset"
    datetime.fromisoformat(text)


def _form(place: str, form: re.Pattern[str], text: Any) -> Iterator[str]:
    if not isinstance(text, str) or not form.fullmatch(text):
        yield f"{place}: {text!r} has another form"


def _known(place: str, part: dict[str, Any]) -> Iterator[str]:
    for name in set(part) - PROPERTIES[place]:
        yield f"{place} has no property {name}"


def _empty(place: str, value: Any) -> Iterator[str]:
    """No null, empty string or empty object except inside extensions."""
    if value is None or value in ("", {}):
        yield f"{place} is empty"
    if isinstance(value, dict):
        for name, inner in value.items():
            if name != "extensions":
                yield from _empty(f"{place}.{name}", inner)
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _empty(f"{place}[{number}]", inner)
