"""Read and check the judge's training texts (assets/judge/training/texts/*.txt).

`python scripts/judge_texts.py check [FILE...]` lists every fault as file:line: problem and ends with counts;
`... stats` prints how often each key occurs. The markup is described in assets/judge/training/README.md.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).resolve().parents[1] / "assets" / "judge" / "training" / "texts"
CODES = {
    "ind": "industry",
    "geo": "geography",
    "size": "company_size",
    "func": "function",
    "pers": "person",
    "sit": "situation",
    "name": "named_person",
    "br": "business_reason",
    "ir": "introduction_request",
    "ap": "appreciation",
    "pe": "permission",
    "oq": "open_question",
    "ch": "intro_channel",
    "eo": "easy_out",
    "fu": "follow_up",
    "tp": "thanks_promise",
    "np": "named_prospects",
    "ga": "generic_ask",
    "cq": "closed_question",
    "pm": "passive_mention",
    "nd": "name_drop",
    "cr": "cold_referral",
    "ne": "needy",
    "po": "apologetic",
}
FACET_CODES = ("ind", "geo", "size", "func", "pers", "sit", "name")
ASK_CODES = ("ir", "ga", "cq", "oq", "pm", "nd", "cr", *FACET_CODES)
RARE_IN_OTHER = ("ir", "ap", "pe", "oq", "ch", "eo", "tp", "ga")
HEARD = "heard-"
NEAR_DUPLICATE = 0.6  # share of the shorter text's word trigrams found in the other


@dataclass(frozen=True)
class Span:
    """One marked stretch: `code`, and character offsets into the plain text, end exclusive."""

    code: str
    start: int
    end: int


@dataclass(frozen=True)
class Text:
    """One training text without its markup."""

    id: str
    kind: str
    trade: str
    style: str
    text: str
    spans: tuple[Span, ...]
    where: str  # file:line of the header


def parse_markup(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Take the markup out of a text; raises ValueError when braces or codes are wrong."""
    plain: list[str] = []
    length = 0
    open_spans: list[tuple[str, int]] = []
    spans: list[Span] = []
    at = 0
    while at < len(marked):
        if marked[at] == "{":
            head = re.compile(r"\{([a-z]+):").match(marked, at)
            if head is None or head[1] not in CODES:
                raise ValueError(f"not a span code: {marked[at : at + 14]!r}")
            open_spans.append((head[1], length))
            at = head.end()
        elif marked[at] == "}":
            if not open_spans:
                raise ValueError(f"closing brace without an opening one: ...{marked[max(0, at - 20) : at + 1]!r}")
            code, start = open_spans.pop()
            if length == start:
                raise ValueError(f"empty span {code}")
            spans.append(Span(code, start, length))
            at += 1
        else:
            plain.append(marked[at])
            length += 1
            at += 1
    if open_spans:
        raise ValueError(f"span {open_spans[-1][0]} is never closed")
    return "".join(plain), tuple(sorted(spans, key=lambda span: (span.start, -span.end)))


def read_file(path: Path) -> tuple[list[Text], list[str]]:
    """All texts of a file and the syntax faults met."""
    texts: list[Text] = []
    faults: list[str] = []
    for match in re.finditer(r"(?:^|\n)@([^\n]*)\n(.*?)(?=\n\s*\n|\n@|\Z)", path.read_text(encoding="utf-8"), re.DOTALL):
        line = path.read_text(encoding="utf-8").count("\n", 0, match.start(1)) + 1
        where = f"{path.name}:{line}"
        fields = dict(part.split("=", 1) for part in match[1].split() if "=" in part)
        missing = {"id", "kind", "trade"} - fields.keys()
        if missing or fields["kind"] not in ("ask", "intro", "other"):
            faults.append(f"{where}: header wants id, kind=ask|intro|other and trade")
            continue
        try:
            plain, spans = parse_markup(" ".join(match[2].split()))
        except ValueError as error:
            faults.append(f"{where}: {fields['id']}: {error}")
            continue
        texts.append(Text(fields["id"], fields["kind"], fields["trade"], fields.get("style", ""), plain, spans, where))
    return texts, faults


def read_all(paths: list[Path] | None = None) -> tuple[list[Text], list[str]]:
    """Texts and faults of the given files, or of all training files."""
    texts: list[Text] = []
    faults: list[str] = []
    for path in paths or sorted(TEXTS.glob("*.txt")):
        more, wrong = read_file(path)
        texts += more
        faults += wrong
    return texts, faults


def rubric_faults(text: Text) -> list[str]:
    """What contradicts the rubric within one text."""
    codes = {span.code for span in text.spans}
    facets = codes & set(FACET_CODES)
    faults = []
    if "ga" in codes and facets:
        faults.append("ga together with facets " + ",".join(sorted(facets)))
    if "oq" in codes and not facets:
        faults.append("oq without any facet")
    if "np" in codes and not facets:
        faults.append("np without a facet: say at least who (name, func, ind ...)? (second look)")
    last_ask = max((span.end for span in text.spans if span.code in ASK_CODES), default=-1)
    if any(span.code == "ap" and span.end > last_ask for span in text.spans):
        faults.append("ap with no ask after it")
    if text.kind == "other":
        rare = codes & set(RARE_IN_OTHER)
        if rare:
            faults.append("second look: " + ",".join(sorted(rare)) + " in kind=other")
    elif not codes and text.kind == "ask":
        faults.append("second look: an ask without any mark")
    return [f"{text.where}: {text.id}: {fault}" for fault in faults]


def trigrams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w']+", text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def near_duplicates(texts: list[Text]) -> list[str]:
    """Pairs that share more than NEAR_DUPLICATE of the shorter one's word trigrams."""
    grams = [trigrams(text.text) for text in texts]
    index: dict[tuple[str, ...], list[int]] = {}
    faults = []
    for here, mine in enumerate(grams):
        if texts[here].id.startswith(HEARD):  # made from another text on purpose
            continue
        shared = Counter(other for gram in mine for other in index.get(gram, ()))
        for other, count in shared.items():
            if count > NEAR_DUPLICATE * max(1, min(len(mine), len(grams[other]))):
                faults.append(f"{texts[here].where}: {texts[here].id}: nearly the same as {texts[other].id}")
        for gram in mine:
            index.setdefault(gram, []).append(here)
    return faults


def check(texts: list[Text]) -> list[str]:
    """Every fault over all texts together."""
    faults = [fault for text in texts for fault in rubric_faults(text)]
    seen: dict[str, str] = {}
    for text in texts:
        if text.id in seen:
            faults.append(f"{text.where}: id {text.id} stands at {seen[text.id]} already")
        seen.setdefault(text.id, text.where)
    return faults + near_duplicates(texts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["check", "stats"])
    parser.add_argument("files", nargs="*", type=Path)
    args = parser.parse_args()
    texts, faults = read_all(args.files or None)
    if args.command == "check":
        faults += check(texts)
        for fault in faults:
            print(fault)
    counts = Counter(code for text in texts for code in {span.code for span in text.spans})
    kinds = Counter(text.kind for text in texts)
    print(f"{len(texts)} texts, {len({text.trade for text in texts})} trades, {dict(kinds)}, {len(faults)} faults")
    print(" ".join(f"{code}={counts[code]}" for code in CODES))
    return 1 if any("second look" not in fault for fault in faults) else 0


if __name__ == "__main__":
    sys.exit(main())
