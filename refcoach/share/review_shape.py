"""What a review file may hold, for pydantic. Imported only where a review is read: loading pydantic takes a moment."""

import re
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

MOST_TAKES = 1_000
MOST_COMMENTS = 500
MOST_ANSWERS = 100
LONGEST_TAKE_S = 2 * 3600.0
MOST_TIMES = 10_000


def _moment(text: str) -> str:
    """An ISO 8601 time with its offset, of a year in which somebody may have practised."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError("a time such as 2026-11-30T18:05:00Z is expected") from error
    if moment.tzinfo is None:
        raise ValueError("the time lacks its offset from UTC")
    if not 2000 <= moment.year < 9000 or not date.min < moment.date() < date.max:
        raise ValueError("the time is out of range")
    return text


Id = Annotated[str, Field(pattern=re.compile(r"\A[A-Za-z0-9][A-Za-z0-9_-]{0,99}\Z"))]
Key = Annotated[str, Field(pattern=re.compile(r"\A[a-z0-9][a-z0-9_-]{0,99}\Z"))]
Moment = Annotated[str, Field(max_length=40), AfterValidator(_moment)]
Line = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=20_000)]
Count = Annotated[int, Field(ge=0, le=MOST_TIMES)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class HeadShape(_Strict):
    number: Annotated[int, Field(ge=0, le=10**12)]
    hash: Annotated[str, Field(pattern=re.compile(r"\A([0-9a-f]{64})?\Z"))]


class CommentShape(_Strict):
    at_s: Annotated[float, Field(ge=0, le=LONGEST_TAKE_S)]
    text: Text


class TakeShape(_Strict):
    attempt_id: Id
    answers: Annotated[dict[Key, Literal["yes", "no", "unsure"]], Field(max_length=MOST_ANSWERS)] = {}
    comments: Annotated[list[CommentShape], Field(max_length=MOST_COMMENTS)] = []
    said_back: Text = ""
    verdict: Literal["counts", "another", "great"] | None = None


def _each_once(goals: list[tuple[str, int]]) -> list[tuple[str, int]]:
    if len({key for key, _ in goals}) != len(goals):
        raise ValueError("the same check stands there twice")
    return goals


class GoalsShape(_Strict):
    days: Annotated[int, Field(ge=0, le=7)] = 0
    drills: Count = 0
    live_practices: Count = 0
    real_asks: Count = 0
    elements: Annotated[list[tuple[Key, Count]], Field(max_length=MOST_ANSWERS), AfterValidator(_each_once)] = []


def _each_take_once(takes: list[TakeShape]) -> list[TakeShape]:
    if len({take.attempt_id for take in takes}) != len(takes):
        raise ValueError("the same take stands there twice")
    return takes


class ReviewShape(_Strict):
    format: Literal["refcoach-review"]
    version: Literal[1]
    review_id: Id
    share_id: Id
    partner: Line
    saved_at: Moment
    head: HeadShape
    takes: Annotated[list[TakeShape], Field(max_length=MOST_TAKES), AfterValidator(_each_take_once)]
    note: Text = ""
    proposed: GoalsShape | None = None
    countersigned: bool = False
