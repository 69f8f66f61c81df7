"""JSON Schemas for editors, made from the table of the format. `python -m refcoach.packs.schema FOLDER` writes them.

A schema cannot know a pack's own checks, the ids of beats, or which files lie in lines/; all else is what the reader wants too.
"""

import json
import sys
from pathlib import Path
from typing import Any

from refcoach.core.rubric import BY_KEY, PITFALL_KEYS
from refcoach.packs.shapes import CHECK_ID, LONGEST_TEXT, PACK, RECORDING, SCENARIO, Among, Holds, Key, Shape

DRAFT = "https://json-schema.org/draft/2020-12/schema"
NAMES = {"pack": PACK, "scenario": SCENARIO}


def file_name(name: str) -> str:
    """The file in assets/packs in which a schema is published."""
    return f"{name}.schema.json"


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of "pack" (pack.yaml) or "scenario" (scenarios/*.yaml)."""
    return {"$schema": DRAFT, "title": f"RefCoach {name}", **_mapping(NAMES[name])}


def written(name: str) -> str:
    """The schema as its file holds it."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def _mapping(shape: Shape) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, key in shape.items() if key.required],
        "properties": {name: _described(key) for name, key in shape.items()},
    }


def _described(key: Key) -> dict[str, Any]:
    made = _value(key)
    if not key.required:  # a key without a value counts as left out
        made["type"] = [made["type"], "null"]
        if "enum" in made:
            made["enum"] = [*made["enum"], "", None]
    return {"description": key.meaning, **made}


def _value(key: Key) -> dict[str, Any]:
    match key.holds:
        case Holds.TEXT:
            return _text(key)
        case Holds.NUMBER:
            return {"type": "integer", "minimum": key.low, "maximum": key.high}
        case Holds.FLAG:
            return {"type": "boolean"}
        case Holds.TEXTS:
            return _list(key, _item(key.among))
        case Holds.MAPPING:
            return _mapping(key.shape)
        case Holds.MAPPINGS:
            return _list(key, _mapping(key.shape))
        case Holds.RECORDED:
            files = {"type": "string", "pattern": f"^{RECORDING}$"}
            return {"type": "object", "maxProperties": key.most, "additionalProperties": files}


def _text(key: Key) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "string", "maxLength": LONGEST_TEXT}
    if key.words:
        made["enum"] = list(key.words)
    elif key.pattern:
        made["pattern"] = rf"^\s*{key.pattern}\s*$"
    elif key.required:
        made["pattern"] = r"\S"
    return made


def _list(key: Key, items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1 if key.required else 0, "maxItems": key.most, "items": items}


def _item(among: Among) -> dict[str, Any]:
    """Editors offer the known words; a pack's own checks are told by their form alone."""
    if among is Among.PITFALLS:
        return {"enum": list(PITFALL_KEYS)}
    if among is Among.ANY:
        return {"type": "string", "maxLength": LONGEST_TEXT, "pattern": r"\S"}
    known = [key for key in BY_KEY if among is Among.CHECKS or key not in PITFALL_KEYS]
    own = {"type": "string", "pattern": f"^{CHECK_ID}$"}
    return {"anyOf": [{"enum": known}, own]}


if __name__ == "__main__":
    for each in NAMES:
        (Path(sys.argv[1]) / file_name(each)).write_text(written(each), encoding="utf-8")
