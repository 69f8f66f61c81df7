"""How reviews look in a terminal: the person's word first, the app's beside it."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from refcoach.cli.show import WORDS, hue
from refcoach.core.attempt import Attempt
from refcoach.core.feedback import check_name
from refcoach.core.finding import Judgement
from refcoach.core.moments import local_day, local_minute
from refcoach.core.review import Answer, Review, TakeReview, TakeVerdict
from refcoach.core.week import goals_words

VERDICT_WORDS = {
    TakeVerdict.GREAT: "great",
    TakeVerdict.COUNTS: "counts",
    TakeVerdict.ANOTHER: "please do another take",
}
ANSWER_WORDS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNSURE: "not sure"}


def reviews_table(reviews: Sequence[Review]) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="dim")
    for column in ("Saved", "By", "Takes", "Pledge", "Note", "Id"):
        table.add_column(column, no_wrap=column not in ("By", "Note"))
    for review in reviews:
        note = " ".join(review.note.split())
        table.add_row(
            local_day(review.saved_at),
            Text(_who(review)),
            str(len(review.takes)),
            "countersigned" if review.countersigned else "",
            Text(note if len(note) <= 60 else note[:59] + "…"),
            review.review_id[:8],
        )
    return table


def review_view(review: Review, attempts: Mapping[str, Attempt | None]) -> RenderableType:
    """A whole review; `attempts` are the takes as the log has them now, None for one that is gone."""
    lines: list[RenderableType] = [Text(f"Review by {_who(review)}, saved {local_minute(review.saved_at)}", style="bold")]
    lines += [Text(f"Note: {review.note}")] if review.note else []
    lines += [Text("The pledge is countersigned.")] if review.countersigned else []
    lines += [Text(f"Proposed for the next week: {goals_words(review.proposed)}")] if review.proposed else []
    for take in review.takes:
        attempt = attempts.get(take.attempt_id)
        where = (
            f"{attempt.at[:16].replace('T', ' ')}  {attempt.scenario}, {attempt.beat}" if attempt else "this take is no longer in the log"
        )
        lines += [Text(""), Text(f"{take.attempt_id[:8]}  {where}", style="dim"), take_view(review, take, attempt)]
    return Group(*lines)


def takes_said(attempt: Attempt, said: Mapping[str, Sequence[tuple[Review, TakeReview]]]) -> list[RenderableType]:
    """What partners said about a take, to stand before what the app found; `said` as of `reviewing.reviews_of`."""
    return [Group(take_view(review, take, attempt), Text("")) for review, take in said.get(attempt.attempt_id, ())]


def take_view(review: Review, take: TakeReview, attempt: Attempt | None) -> RenderableType:
    """What one partner said about a take, the verdict first."""
    verdict = VERDICT_WORDS[take.verdict] if take.verdict else "no verdict"
    lines: list[RenderableType] = [Text(f"{_who(review)}: {verdict}", style="bold")]
    if take.answers:
        lines.append(_answers(review, take, attempt))
    lines += [Text(f"Said back: “{take.said_back}”")] if take.said_back else []
    lines += [Text(f"{int(item.at_s) // 60}:{int(item.at_s) % 60:02d}  {item.text}") for item in take.comments]
    return Group(*lines)


def _answers(review: Review, take: TakeReview, attempt: Attempt | None) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="dim")
    for column in ("Heard?", Text(_who(review)), "App"):
        table.add_column(column)
    judgement = attempt.judgement if attempt else Judgement()
    for key, answer in take.answers:
        app = WORDS[judgement.verdict(key)] if attempt else ""
        table.add_row(Text(check_name(judgement, key), style=hue(key)), ANSWER_WORDS[answer], Text(app, style="dim"))
    return table


def _who(review: Review) -> str:
    return review.partner or "your partner"
