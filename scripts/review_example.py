"""A review page for the pictures and the tests: a week of practice with three takes, of which one can be heard."""

import base64
import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from refcoach.core.assets import asset
from refcoach.core.chain import Link, next_link
from refcoach.core.page_data import PageCheck, PageData, PageDay, PageHistory, PagePledge, PageSeries, PageTake, PageWord
from refcoach.core.review import Head
from refcoach.core.transcript import HeardWord, transcript_from_words

MONDAY = date(2026, 11, 16)
AUDIO = asset("takes", "ask-after-praise.wav")
AUDIO_S = 18.09
SPOKEN = (
    "Thank you, Priya. I am glad the rollout saved your team two days a week. Who do you know among plant managers at food makers "
    "in Ohio, where a line has just stopped twice in a month? Could you put the two of us on a call together, so that they expect me?"
)
PART = "The last plant I helped got two days a week of planning back."
TYPED = "Leonor, could you put me in touch with the owner of the bakery next door? A short call would be fine."
QUESTIONS = {
    "ideal_client": ("Ideal client", "Did you hear whom Dana wants to meet?"),
    "business_reason": ("Business reason", "Did you hear why they should meet: what changed for clients?"),
    "introduction_request": ("Introduction", "Did Dana ask to be brought together with them?"),
    "appreciation": ("Appreciation", "Did Dana begin with thanks or praise?"),
}
CLIENT = "My planners have two days a week back. I could not have hoped for more."


def mp3_uri(path: Path, kbit_s: int = 32) -> str:
    """The recording as a data URI: MP3, mono, at 16 kHz."""
    import av

    out = io.BytesIO()
    with av.open(str(path)) as source, av.open(out, "w", format="mp3") as target:
        stream: Any = target.add_stream("mp3", rate=16_000)
        stream.bit_rate, stream.layout = kbit_s * 1000, "mono"
        resampler = av.AudioResampler(format="s16p", layout="mono", rate=16_000)
        for frame in source.decode(audio=0):
            for piece in resampler.resample(frame):
                target.mux(stream.encode(piece))
        target.mux(stream.encode(None))
    return "data:audio/mpeg;base64," + base64.b64encode(out.getvalue()).decode("ascii")


def words_of(text: str, duration_s: float) -> tuple[PageWord, ...]:
    """The words of a text, its time shared out by letters."""
    found, at = [], 0.0
    per_letter = duration_s / sum(len(word) + 1 for word in text.split())
    for word in text.split():
        found.append(HeardWord(word, round(at, 3), round(at + len(word) * per_letter, 3), 0.9))
        at += (len(word) + 1) * per_letter
    return tuple(PageWord(word.start, word.end, word.start_s, word.end_s) for word in transcript_from_words(found, "example").words)


def check(key: str, text: str, quote: str = "", verdict: str = "", **more: Any) -> PageCheck:
    label, question = QUESTIONS[key]
    start = text.index(quote)
    quotes = ((start, start + len(quote)),) if quote else ()
    return PageCheck(key, label, question, verdict or ("present" if quote else "missing"), quotes, **more)


def takes(audio: str) -> tuple[PageTake, ...]:
    words = list(words_of(SPOKEN, AUDIO_S))
    at = SPOKEN.split().index("plant")
    words[at] = replace(words[at], heard="plan managers")
    words[at + 1] = replace(words[at + 1], heard="…")
    first = PageTake(
        *("t1", "The ask after praise", CLIENT, "2026-11-19T18:05:00.000+01:00", AUDIO_S, SPOKEN, tuple(words), audio),
        checks=(
            check("ideal_client", SPOKEN, "plant managers at food makers in Ohio"),
            check("business_reason", SPOKEN, "saved your team two days a week", "unclear", contested=True, first_verdict="missing"),
            check("introduction_request", SPOKEN, "put the two of us on a call together"),
            check("appreciation", SPOKEN, "I am glad the rollout saved your team two days a week", required=False),
        ),
    )
    part = PageTake(
        *("t2", "The ask after praise", CLIENT, "2026-11-19T18:07:00.000+01:00", 4.2, PART, words_of(PART, 4.2)),
        checks=(check("business_reason", PART, "got two days a week of planning back"),),
        part_of="t1",
    )
    typed = PageTake(
        *("t3", "Bringing your own list", "Whom did you have in mind?", "2026-11-20T07:40:00.000+01:00", 0.0, TYPED),
        checks=(
            check("ideal_client", TYPED, "the owner of the bakery next door"),
            check("business_reason", TYPED),
            check("introduction_request", TYPED, "put me in touch"),
        ),
        typed=True,
    )
    return first, part, typed


def chain(count: int) -> list[Link]:
    """A chain of links, with names that are not of ASCII."""
    links: list[Link] = []
    for number in range(count):
        name = f'Übung-"{number}"\\ — 練習 \U0001f3a7 \x7f'
        links.append(next_link(links[-1] if links else None, "attempt", name, "2026-11-16T08:00:00+01:00", {"n": number}))
    return links


def head_of(link: Link) -> Head:
    return Head(link.number, link.hash)


def example(audio: str = "") -> PageData:
    links = chain(40)
    weeks = [(MONDAY - timedelta(weeks=back)).isoformat() for back in range(11, -1, -1)]
    counts = {
        "ideal_client": [(0, 0), (0, 0), (1, 3), (2, 4), (2, 3), (3, 5), (0, 0), (3, 4), (4, 6), (5, 6), (5, 6), (9, 11)],
        "business_reason": [(0, 0), (0, 0), (0, 3), (1, 4), (0, 3), (1, 4), (0, 0), (2, 4), (2, 6), (3, 6), (3, 5), (6, 10)],
        "introduction_request": [(0, 0), (0, 0), (2, 3), (3, 4), (2, 3), (4, 5), (0, 0), (4, 4), (5, 6), (6, 6), (5, 6), (11, 11)],
    }
    return PageData(
        share_id="example-share",
        rep="Dana",
        partner="Sam",
        written_at="2026-11-22T19:00:00+01:00",
        since=MONDAY.isoformat(),
        until="2026-11-22",
        head=head_of(links[-1]),
        next_week="2026-11-23",
        pledge=PagePledge(
            *("p1", MONDAY.isoformat(), "Every morning before the first call."),
            goals=(
                ("Days of practice", 5, 4),
                ("Drills", 10, 11),
                ("Live practices", 1, 1),
                ("Real asks", 2, 1),
                ("Business reason heard", 5, 6),
            ),
            countersigned_by="Sam",
        ),
        days=tuple(
            PageDay((MONDAY + timedelta(days=day)).isoformat(), attempts, live, asks)
            for day, attempts, live, asks in ((0, 3, 0, 0), (1, 2, 0, 0), (3, 4, 1, 0), (4, 2, 0, 1))
        ),
        series=tuple(
            PageSeries(key, QUESTIONS[key][0], tuple((week, *count) for week, count in zip(weeks, counts[key], strict=True)))
            for key in counts
        ),
        streak_days=8,
        takes=takes(audio),
        history=PageHistory(
            heads=(("earlier-share", "2026-11-15T18:00:00+01:00", head_of(links[9])),), links=tuple(links[10:]), trouble=()
        ),
        reviews_before=(("2026-11-15T19:30:00.000Z", "Sam", head_of(links[9])),),
    )
