"""How results look in a terminal. Symbols and words carry the verdict, colour only helps."""

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from refcoach.core.attempt import PROBLEM_WORDS, Attempt, TakeProblem
from refcoach.core.bands import Bands, Place, remarks
from refcoach.core.delivery import Delivery
from refcoach.core.feedback import NextStep, headline
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.rubric import BY_KEY, PITFALL_KEYS, REQUIRED_KEYS
from refcoach.core.transcript import Transcript

HUES = {
    "ideal_client": "blue",
    "business_reason": "yellow",
    "introduction_request": "green",
}
SYMBOLS = {Verdict.PRESENT: "✓", Verdict.MISSING: "–", Verdict.UNCLEAR: "?"}
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


def _row(table: Table, finding: Finding, transcript: Transcript) -> None:
    check = BY_KEY[finding.key]
    pitfall = finding.key in PITFALL_KEYS
    symbol = "⚑" if pitfall else SYMBOLS[finding.verdict]
    style = hue(finding.key) if finding.present else "dim"
    quote = Text("")
    for evidence in finding.evidence[:2] if finding.present else ():
        span = transcript.time_span(evidence.start, evidence.end)
        when = f"{int(span[0]) // 60}:{int(span[0]) % 60:02d} " if span else ""
        quote.append(("  " if quote else "") + when, style="dim")
        quote.append(f"“{evidence.text}”")
    table.add_row(Text(symbol, style=style), Text(check.label, style=style), Text(WORDS[finding.verdict], style=style), quote)


def findings_table(transcript: Transcript, judgement: Judgement, required: Sequence[str]) -> Table:
    """Required checks always, the rest when heard."""
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for finding in judgement.findings:
        if finding.key in required or (finding.present and finding.key in BY_KEY and finding not in judgement.facets):
            _row(table, finding, transcript)
    return table


def steps_list(steps: Sequence[NextStep], problems: Sequence[TakeProblem] = ()) -> RenderableType:
    if not steps:
        return Text("Next: record it once more." if problems else "Next: say it once more, a little shorter.")
    lines: list[RenderableType] = [Text("Next", style="bold")]
    for number, step in enumerate(steps, 1):
        quote = f" (you said: “{step.quote}”)" if step.quote else ""
        lines.append(Text(f"{number}. {BY_KEY[step.key].label}: {step.text}{quote}"))
    return Group(*lines)


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
    steps: Sequence[NextStep],
    required: Sequence[str] = REQUIRED_KEYS,
    problems: Sequence[TakeProblem] = (),
) -> RenderableType:
    """A whole result: what was heard, what is wrong with the sound, the evidence, what to do next."""
    return Group(
        Text(headline(judgement, required), style="bold"),
        *(Text(" ".join(PROBLEM_WORDS[problem])) for problem in problems),
        Padding(marked_text(transcript, judgement), (1, 2)),
        findings_table(transcript, judgement, required),
        Text(""),
        steps_list(steps, problems),
    )


def attempts_table(attempts: Sequence[Attempt]) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="dim")
    for column in ("When", "Scenario", "Turn", "Heard", "Length", "Id"):
        table.add_column(column, no_wrap=column != "Scenario")
    for attempt in attempts:
        heard = Text()
        for key in attempt.required or REQUIRED_KEYS:
            verdict = attempt.judgement.verdict(key)
            heard.append(f"{SYMBOLS[verdict]} ", style=hue(key) if verdict is Verdict.PRESENT else "dim")
        length = f"{attempt.take.duration_s:.0f} s" if attempt.take else "typed"
        turn = f"{attempt.beat} {attempt.number}"
        table.add_row(attempt.at[:16].replace("T", " "), attempt.scenario, turn, heard, length, attempt.attempt_id[:8])
    return table
