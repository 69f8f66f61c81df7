"""Attempts as the commands list them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from refcoach.core.joined import Joined
from refcoach.core.review import TakeVerdict
from refcoach.core.rubric import REQUIRED_KEYS


def joined_summary(whole: Joined, said: Mapping[str, TakeVerdict] = MappingProxyType({})) -> dict[str, Any]:
    """One object of `log list --json`: an attempt with all its takes. `elements` holds the app's verdicts that count, over all takes;
    `partner` is the partner's verdict, null without one (`said`, by take: the last one of its takes)."""
    first = whole.first
    takes = (first, *whole.parts)
    return {
        "attempt_id": first.attempt_id,
        "session_id": first.session_id,
        "scenario": first.scenario,
        "scenario_version": first.scenario_version,
        "beat": first.beat,
        "number": first.number,
        "at": first.at,
        "state": str(first.state),
        "duration_s": first.take.duration_s if first.take else None,
        "partner": next((str(said[take.attempt_id]) for take in reversed(takes) if take.attempt_id in said), None),
        "elements": {key: str(whole.finding(key)[1].verdict) for key in first.required or REQUIRED_KEYS},
        "takes": whole.takes,
        "parts": [part.attempt_id for part in whole.parts],
        "contested": sorted({key for take in takes for key in take.contested}),
        "revisions": sum(len(take.revisions) for take in takes),
    }
