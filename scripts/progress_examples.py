"""Some months of practice with a partner's reviews, made up by rule: for screenshots of the Progress page and for its tests."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from refcoach.core.attempt import Attempt, AttemptState, Change, Revision, Take
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.live import Listener, LivePractice, Relation
from refcoach.core.pledge import Goals, Pledge, monday_of
from refcoach.core.real_ask import Outcome, RealAsk
from refcoach.core.review import Answer, Head, Review, TakeReview
from refcoach.core.transcript import Transcript

REQUIRED = ("ideal_client", "business_reason", "introduction_request")
OTHERS = (("appreciation",), ("permission",), (), ("open_question", "easy_out"), ())
# How often in a hundred each is heard at the beginning, and how much that grows by the week.
GROWTH = {"ideal_client": (55, 3), "business_reason": (20, 4), "introduction_request": (40, 5)}
REVIEWED_EVERY = 4  # every fourth attempt goes to the partner


@dataclass(frozen=True, slots=True)
class Months:
    """A log's entries by kind, the attempts oldest first."""

    attempts: tuple[Attempt, ...]
    live: tuple[LivePractice, ...]
    asks: tuple[RealAsk, ...]
    reviews: tuple[Review, ...]
    pledge: Pledge


def _dice(*numbers: int) -> int:
    """0 to 99, the same for the same numbers."""
    mixed = 17
    for number in numbers:
        mixed = (mixed * 6_364_136_223_846_793_005 + number * 1_442_695_040_888_963_407 + 1) % 2**64
    return (mixed >> 33) % 100


def practised(day: date) -> int:
    """How many attempts were made on a day: none in a week of holidays, few at weekends."""
    if day.isocalendar().week % 9 == 6:
        return 0
    busy = 30 if day.weekday() > 4 else 72
    return 1 + _dice(day.toordinal()) % 4 if _dice(day.toordinal(), 5) < busy else 0


def attempt_of_day(day: date, number: int, week: int) -> Attempt:
    """One attempt; `week` counts from the beginning and makes hearing likelier."""
    seed = day.toordinal() * 10 + number
    required = (*REQUIRED, *OTHERS[_dice(seed, 9) % len(OTHERS)])
    findings = []
    for place, key in enumerate(required):
        start, step = GROWTH.get(key, (45, 2))
        thrown = _dice(seed, place)
        verdict = Verdict.PRESENT if thrown < min(start + step * week, 92) else Verdict.UNCLEAR if thrown > 96 else Verdict.MISSING
        findings.append(Finding(key, verdict, 0.5))
    at = f"{day.isoformat()}T{8 + number:02d}:1{number}:00.000+01:00"
    made = Attempt(
        attempt_id=f"p{seed}",
        session_id=f"s{day.toordinal()}",
        scenario="ask-after-praise",
        scenario_version="1.0.0",
        pack="foundations",
        beat="praise",
        client="My planners have two days a week back.",
        number=number + 1,
        at=at,
        state=AttemptState.CHECKED,
        transcript=Transcript("Who comes to mind among plant managers in Ohio?"),
        judgement=Judgement(tuple(findings)),
        next_steps=(),
        take=Take(f"{day:%Y-%m}/p{seed}.wav", 31.0, 16_000, -6.0, -20.0),
        required=required,
    )
    return _contested(made) if _dice(seed, 31) < 6 else made


def _contested(attempt: Attempt) -> Attempt:
    """The rep says that the business reason was there, and the judge hears it in the words pointed at."""
    before = attempt.judgement
    findings = tuple(replace(found, verdict=Verdict.PRESENT) if found.key == "business_reason" else found for found in before.findings)
    revision = Revision(Change.SAID, attempt.at, attempt.transcript, before, key="business_reason", quote="plant managers")
    return replace(attempt, judgement=Judgement(findings), revisions=(revision,))


def _review(attempts: list[Attempt], number: int) -> Review:
    last = max(attempt.at for attempt in attempts)
    saved = (date.fromisoformat(last[:10]) + timedelta(days=1)).isoformat()
    takes = []
    for attempt in attempts:
        answers = []
        for found in attempt.judgement.findings[:3]:
            thrown = _dice(int(attempt.attempt_id[1:]), len(found.key), 77)
            same = Answer.YES if found.present else Answer.NO
            other = Answer.NO if found.present else Answer.YES
            answers.append((found.key, Answer.UNSURE if thrown < 5 else other if thrown < 16 else same))
        takes.append(TakeReview(attempt.attempt_id, tuple(answers)))
    return Review(f"r{number}", f"h{number}", "Sam", f"{saved}T18:00:00+00:00", f"{saved}T19:30:00+01:00", Head(), tuple(takes))


def some_months(until: date, weeks: int = 20) -> Months:
    """Practice up to and with the day before `until`, reviewed in every week but the last."""
    first = monday_of(until) - timedelta(weeks=weeks - 1)
    days = [first + timedelta(days=number) for number in range((until - first).days)]
    attempts = [attempt_of_day(day, number, (day - first).days // 7) for day in days for number in range(practised(day))]
    reviews = []
    for week in range(weeks - 1):
        begin, end = (first + timedelta(weeks=week)).isoformat(), (first + timedelta(weeks=week + 1)).isoformat()
        shared = [attempt for attempt in attempts if begin <= attempt.at < end][::REVIEWED_EVERY]
        if shared:
            reviews.append(_review(shared, week))
    two = (Listener("Ana", Relation.PEER, "plant managers"), Listener("Bo", Relation.NEIGHBOUR, "people in plants"))
    live = tuple(
        LivePractice(f"l{week}", f"{(until - timedelta(weeks=week, days=2)).isoformat()}T18:00:00+01:00", two)
        for week in range(0, weeks, 3)
    )
    results = (Outcome(2, 1), Outcome(1, 1, 1, 1, 4_200), Outcome(), Outcome(3, 2, 1))
    asks = tuple(
        RealAsk(f"q{at}", f"Client {at}", f"{(until - timedelta(days=9 + 16 * at)).isoformat()}T08:00:00+01:00", outcome=came)
        for at, came in enumerate(results)
    )
    asks = tuple(replace(ask, asked_at=f"{ask.made_at[:10]}T15:00:00+01:00") for ask in asks)
    pledge = Pledge("pledge", monday_of(until).isoformat(), Goals(days=5), f"{monday_of(until).isoformat()}T08:00:00+01:00")
    return Months(tuple(attempts), live, asks, tuple(reviews), pledge)
