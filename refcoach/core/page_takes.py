"""Attempts as the review page shows them."""

from collections.abc import Iterable, Mapping, Sequence

from refcoach.core.attempt import Attempt
from refcoach.core.feedback import check_name
from refcoach.core.finding import Finding, Verdict
from refcoach.core.joined import Joined
from refcoach.core.moments import moment
from refcoach.core.page_data import PageCheck, PageTake, PageWord
from refcoach.core.partner_questions import partner_question
from refcoach.core.revision import first_verdict
from refcoach.core.rubric import ELEMENT_KEYS, REQUIRED_KEYS


def in_page_order(attempts: Iterable[Joined]) -> list[Attempt]:
    """First takes by their time, each followed by the parts that were said again."""
    return [take for whole in sorted(attempts, key=lambda whole: moment(whole.first.at)) for take in (whole.first, *whole.parts)]


def page_take(attempt: Attempt, rep: str, titles: Mapping[str, str], audio: str = "", shown: frozenset[str] = frozenset()) -> PageTake:
    """One take for the page. `titles` are those of the scenarios by id, `shown` the takes in the page (a part whose first take is not
    among them stands for itself)."""
    transcript = attempt.transcript
    return PageTake(
        attempt_id=attempt.attempt_id,
        title=titles.get(attempt.scenario, attempt.scenario.replace("-", " ").capitalize()),
        client=attempt.client,
        at=attempt.at,
        duration_s=round(attempt.take.duration_s, 3) if attempt.take else 0.0,
        text=transcript.text,
        words=tuple(PageWord(word.start, word.end, round(word.start_s, 3), round(word.end_s, 3), word.heard) for word in transcript.words),
        audio=audio,
        checks=page_checks(attempt, rep),
        part_of=attempt.part_of if attempt.part_of in shown else "",
        typed=attempt.take is None,
    )


def page_checks(attempt: Attempt, rep: str) -> tuple[PageCheck, ...]:
    """The required checks in the app's order, then the elements beside them that were heard, and what the rep contested."""
    required = attempt.only or attempt.required or REQUIRED_KEYS
    asked = [_finding(attempt, key) for key in required]
    more = [finding for finding in attempt.judgement.findings if finding.key not in required and _worth_showing(attempt, finding)]
    return (*_checks(attempt, asked, rep, required=True), *_checks(attempt, more, rep, required=False))


def _worth_showing(attempt: Attempt, finding: Finding) -> bool:
    optional = finding.key in ELEMENT_KEYS or finding.key in attempt.optional or bool(finding.name)
    return finding.key in attempt.contested or (finding.present and optional)


def _finding(attempt: Attempt, key: str) -> Finding:
    return attempt.judgement.get(key) or Finding(key, Verdict.UNCLEAR, 0.0)


def _checks(attempt: Attempt, findings: Sequence[Finding], rep: str, required: bool) -> list[PageCheck]:
    return [_check(attempt, finding, rep, required) for finding in findings]


def _check(attempt: Attempt, finding: Finding, rep: str, required: bool) -> PageCheck:
    contested = finding.key in attempt.contested
    first = first_verdict(attempt, finding.key) if attempt.revisions else finding.verdict
    length = len(attempt.transcript.text)
    quoted = finding.evidence if finding.present or contested else ()
    return PageCheck(
        key=finding.key,
        label=check_name(attempt.judgement, finding.key),
        question=partner_question(finding.key, rep, finding.question),
        verdict=str(finding.verdict),
        quotes=tuple((item.start, item.end) for item in quoted if 0 <= item.start < item.end <= length),
        contested=contested,
        first_verdict=str(first) if contested or first is not finding.verdict else "",
        required=required,
    )
