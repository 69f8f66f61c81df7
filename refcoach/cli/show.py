"""How results look in a terminal. Symbols and words carry the verdict, colour only helps."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from refcoach.core.attempt import PROBLEM_WORDS, Attempt, TakeProblem
from refcoach.core.bands import Bands, Place, remarks
from refcoach.core.delivery import Delivery
from refcoach.core.feedback import Feedback, NextStep, Praise, check_name, headline
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.joined import Joined
from refcoach.core.progress import Tally
from refcoach.core.review import TakeVerdict
from refcoach.core.revision import contested_words, corrected_words, first_verdict
from refcoach.core.rubric import BY_KEY, PITFALL_KEYS, REQUIRED_KEYS
from refcoach.core.transcript import Transcript

HUES = {
    "ideal_client": "blue",
    "business_reason": "yellow",
    "introduction_request": "green",
}
SYMBOLS = {Verdict.PRESENT: "✓", Verdict.MISSING: "–", Verdict.UNCLEAR: "?"}
READ_OUT = "These are the words of the sample answer. Now say it in your own."
WORDS = {Verdict.PRESENT: "heard", Verdict.MISSING: "not heard yet", Verdict.UNCLEAR: "could not tell"}


def console(error: bool = False) -> Console:
    return Console(stderr=error, highlight=False, soft_wrap=False)


def hue(key: str) -> str:
    return HUES.get(key, "red" if key in PITFALL_KEYS else "magenta")


def marked_text(transcript: Transcript, judgement: Judgement) -> Text:
    """The transcript with the evidence of elements and pitfalls underlined in the hue of its check."""
    text = Text(transcript.text or "(nothing was heard)")
    for finding in (*judgement.elements, *judgement.pitfalls):
        for evidence in finding.evidence if finding.present else ():
            text.stylize(f"underline {hue(finding.key)}", evidence.start, evidence.end)
    return text


def _row(table: Table, finding: Finding, transcript: Transcript, contested: bool) -> None:
    pitfall = finding.key in PITFALL_KEYS
    symbol = "⚑" if pitfall else SYMBOLS[finding.verdict]
    style = hue(finding.key) if finding.present else "dim"
    quote = Text("")
    for evidence in finding.evidence[:2] if finding.present or contested else ():
        span = transcript.time_span(evidence.start, evidence.end)
        when = f"{int(span[0]) // 60}:{int(span[0]) % 60:02d} " if span else ""
        quote.append(("  " if quote else "") + when, style="dim")
        quote.append(f"“{evidence.text}”")
    words = WORDS[finding.verdict] + (", contested" if contested else "")
    label = check_name(Judgement((finding,)), finding.key)
    table.add_row(Text(symbol, style=style), Text(label, style=style), Text(words, style=style), quote)


def findings_table(transcript: Transcript, judgement: Judgement, required: Sequence[str], contested: Sequence[str] = ()) -> Table:
    """Required checks and the pack's own always, the rest when heard or contested."""
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    facets = {finding.key for finding in judgement.facets}
    for finding in judgement.findings:
        always = finding.key in required or finding.key in contested
        if always or (finding.present and finding.key not in facets):
            _row(table, finding, transcript, finding.key in contested)
    return table


def steps_list(steps: Sequence[NextStep], judgement: Judgement, problems: Sequence[TakeProblem] = ()) -> RenderableType:
    """The next steps: what to do, the words it is about and what they lack, and one better line."""
    if not steps:
        return Text("Next: record it once more." if problems else "Next: say it once more, a little shorter.")
    lines: list[RenderableType] = [Text("Next", style="bold")]
    for number, step in enumerate(steps, 1):
        lines.append(Text(f"{number}. {check_name(judgement, step.key)}: {step.text}"))
        if step.quote:
            lines.append(Text(f"   You said: “{step.quote}” {step.lacks}".rstrip(), style="dim"))
        if step.line:
            lines.append(Text("   For example: ", style="dim") + Text(f"“{step.line}”"))
    return Group(*lines)


def praise_list(praise: Sequence[Praise]) -> list[RenderableType]:
    return [Text(f"“{item.quote}” {item.text}") for item in praise]


def delivery_list(how: Delivery, bands: Bands) -> RenderableType:
    """How it was said, a few sentences; those outside their band stand out by their sign and not by colour alone."""
    told = remarks(how, bands)
    if not told:
        return Text("Delivery: too little speech to tell.", style="dim")
    signs = {Place.INSIDE: "·", Place.BELOW: "▾", Place.ABOVE: "▴"}
    lines = (Text(f"{signs[remark.place]} {remark.text}", style="dim" if remark.place is Place.INSIDE else "") for remark in told)
    return Group(Text("Delivery, apart from the content", style="bold"), *lines)


def result(
    transcript: Transcript,
    judgement: Judgement,
    feedback: Feedback,
    required: Sequence[str] = REQUIRED_KEYS,
    problems: Sequence[TakeProblem] = (),
    contested: Sequence[str] = (),
) -> RenderableType:
    """A whole result: what was heard, what is wrong with the sound, the evidence, what to do next."""
    read_out = [Text(READ_OUT)] if feedback.read_out else []
    return Group(
        Text(headline(judgement, required, transcript.text), style="bold"),
        *read_out,
        *(Text(" ".join(PROBLEM_WORDS[problem])) for problem in problems),
        Padding(marked_text(transcript, judgement), (1, 2)),
        findings_table(transcript, judgement, required, contested),
        Text(""),
        *praise_list(feedback.praise),
        steps_list(feedback.steps, judgement, problems),
    )


def attempt_view(attempt: Attempt) -> RenderableType:
    """One attempt of the log: where it belongs, its result, and what the rep changed."""
    again = f", {', '.join(check_name(attempt.judgement, key) for key in attempt.only)} said again" if attempt.only else ""
    said = Feedback(attempt.next_steps, attempt.praise, attempt.read_out)
    problems = attempt.take.problems if attempt.take else ()
    return Group(
        Text(f"{attempt.at[:16].replace('T', ' ')}  {attempt.scenario}, {attempt.beat}, try {attempt.number}{again}", style="dim"),
        Text(f"Client: {attempt.client}\n"),
        result(attempt.transcript, attempt.judgement, said, attempt.required or REQUIRED_KEYS, problems, attempt.contested),
        *_changes(attempt),
    )


def _changes(attempt: Attempt) -> list[RenderableType]:
    """The rep's corrections and contested findings, with the verdict before and after."""
    if not attempt.revisions:
        return []
    lines: list[RenderableType] = [Text("\nChanged by the rep", style="bold")]
    lines += [Text(f"  corrected: heard “{heard}”, said “{said}”") for heard, said in corrected_words(attempt)]
    for key in attempt.contested:
        words = contested_words(attempt, key)
        before, now = WORDS[first_verdict(attempt, key)], WORDS[attempt.judgement.verdict(key)]
        lines.append(Text(f"  contested: {check_name(attempt.judgement, key)}" + (f", “{words}”" if words else "") + f"; {before} → {now}"))
    return lines


def attempts_table(attempts: Sequence[Joined], said: Mapping[str, TakeVerdict] = MappingProxyType({})) -> Table:
    """The app's findings of each attempt, and before them the partner's verdict (`said`, by take) where any take has one."""
    table = Table(box=None, padding=(0, 1), header_style="dim")
    partner = ("Partner",) if any(take.attempt_id in said for whole in attempts for take in (whole.first, *whole.parts)) else ()
    for column in ("When", "Scenario", "Turn", *partner, "Heard", "Length", "Takes", "Id"):
        table.add_column(column, no_wrap=column != "Scenario")
    for whole in attempts:
        attempt = whole.first
        heard = Text()
        for key in attempt.required or REQUIRED_KEYS:
            verdict = whole.finding(key)[1].verdict
            heard.append(f"{SYMBOLS[verdict]} ", style=hue(key) if verdict is Verdict.PRESENT else "dim")
        if any(take.revisions for take in (attempt, *whole.parts)):
            heard.append("changed", style="dim")
        length = f"{attempt.take.duration_s:.0f} s" if attempt.take else "typed"
        turn = f"{attempt.beat} {attempt.number}"
        when = attempt.at[:16].replace("T", " ")
        verdict_of = [said[take.attempt_id] for take in (attempt, *whole.parts) if take.attempt_id in said]
        word = [str(verdict_of[-1]) if verdict_of else ""] if partner else []
        table.add_row(when, attempt.scenario, turn, *word, heard, length, str(whole.takes), attempt.attempt_id[:8])
    return table


def tallies_table(counted: Mapping[str, Tally]) -> Table:
    """How often each check was heard."""
    table = Table(box=None, padding=(0, 1), header_style="dim")
    for column in ("Check", "Heard", "Not heard", "Could not tell", "Contested"):
        table.add_column(column, justify="left" if column == "Check" else "right")
    for key, tally in counted.items():
        label = BY_KEY[key].label if key in BY_KEY else key
        table.add_row(label, str(tally.heard), str(tally.missed), str(tally.could_not_tell), str(tally.contested))
    return table
