"""Packs as plain dictionaries and back: what the cache of packs that were read holds."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from refcoach.core.own_check import OwnCheck
from refcoach.core.scenario import Beat, Branch, Kind, ModelAnswer, Outcome, Pack, Persona, RecordedLine, Scenario, When

Record = Mapping[str, Any]


def pack_record(pack: Pack) -> dict[str, Any]:
    """Every field of the pack and of its scenarios; tuples are lists once this has been JSON."""
    return asdict(pack)


def pack_from(record: Record) -> Pack:
    """The reverse of `pack_record`; raises KeyError, TypeError, ValueError or AttributeError on a record of another shape."""
    return Pack(
        **{
            **record,
            "scenarios": tuple(_scenario(item) for item in record["scenarios"]),
            "checks": tuple(_check(item) for item in record["checks"]),
        }
    )


def _scenario(record: Record) -> Scenario:
    return Scenario(
        **{
            **record,
            "kind": Kind(record["kind"]),
            "persona": Persona(**record["persona"]),
            "beats": tuple(_beat(item) for item in record["beats"]),
            "outcomes": tuple(Outcome(**_tuples(item, "lines")) for item in record["outcomes"]),
            "model_answers": tuple(ModelAnswer(**_tuples(item, "misses", "commits")) for item in record["model_answers"]),
            "checks": tuple(_check(item) for item in record["checks"]),
            "recorded": tuple(RecordedLine(**item) for item in record["recorded"]),
            "closing": tuple(record["closing"]),
            "cue_card": tuple(record["cue_card"]),
        }
    )


def _beat(record: Record) -> Beat:
    return Beat(**{**_tuples(record, "lines", "required", "optional", "forbidden"), "branches": tuple(map(_branch, record["branches"]))})


def _branch(record: Record) -> Branch:
    when = When(**_tuples(record["when"], "present", "missing", "pitfall", "unclear"))
    return Branch(**{**_tuples(record, "say"), "when": when})


def _check(record: Record) -> OwnCheck:
    return OwnCheck(**_tuples(record, "yes", "no"))


def _tuples(record: Record, *keys: str) -> dict[str, Any]:
    return {**record, **{key: tuple(record[key]) for key in keys}}
