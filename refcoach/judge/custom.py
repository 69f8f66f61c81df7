"""A trainer's own check, learned from its example lines alone.

Every clause becomes numbers: the encoder's meaning of it (JudgeModel.embeddings) and the kinds of words in it (CUES). A ridge
regression, solved at once, tells the lines that satisfy the check from those that do not and from ordinary talk; the likeness to the
nearest examples is added. A text is as good as its best clause. tests/data/own_checks.yaml is what the constants were chosen on.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from refcoach.core.finding import Evidence, Finding, Verdict, evidence_at
from refcoach.core.own_check import OwnCheck
from refcoach.core.transcript import Transcript
from refcoach.judge.model import JudgeModel
from refcoach.judge.ordinary import CUES, LINES

WINDOW_WORDS = 10  # a stretch without punctuation is looked at in windows of this many words ...
STEP_WORDS = 3  # ... that begin this many words apart
LONGEST_WORDS = 12  # up to here a sentence is one window
WHOLE_WORDS = 40  # up to here a sentence is also looked at as a whole; in a longer one what matters drowns
CUE_WEIGHT = 0.4  # of one kind of word, beside a meaning of length 1
RIDGE = 0.03  # how strongly the weights are held back
ORDINARY = 0.5  # how much ordinary talk counts, where the examples of either kind count 1
LIKENESS = 0.5  # how much the nearest examples count beside the regression
NEAREST = 2
THRESHOLD = -0.1  # the raw score that becomes 0.5
SPREAD = 0.25  # raw score to logit
PRESENT = 0.5
FENCE = 0.38  # from here to PRESENT a score is on the fence: unclear, not missing

_CLAUSE = re.compile(r"(?:[^.?!;\n]|[.?!;](?!\s|$))+[.?!;]*")
_CUES = tuple(re.compile(cue, re.IGNORECASE) for cue in CUES)


@dataclass(frozen=True, slots=True, eq=False)
class PreparedCheck:
    """A check ready to be asked: the regression's weights and the meanings of its examples, as numpy arrays."""

    key: str
    weights: Any
    bias: float
    yes: Any
    no: Any


def prepare(model: JudgeModel, check: OwnCheck, ordinary: Any = None) -> PreparedCheck:
    """Learn a check from its lines in well under a second; `ordinary` is what `ordinary_talk` answers, for several checks in a row.

    Raises ModelError when the model is missing or damaged.
    """
    import numpy

    background = ordinary_talk(model) if ordinary is None else ordinary
    yes, no = _features(model, check.yes), _features(model, check.no)
    rows = numpy.vstack([yes, no, background])
    wanted = numpy.repeat([1.0, -1.0, -1.0], [len(yes), len(no), len(background)])
    shares = numpy.repeat([1 / len(yes), 1 / len(no), ORDINARY / len(background)], [len(yes), len(no), len(background)])
    shares /= shares.sum()
    centre, mean = shares @ rows, float(shares @ wanted)
    centred = rows - centre
    spread = (centred * shares[:, None]).T @ centred + RIDGE * numpy.eye(rows.shape[1])
    weights = numpy.linalg.solve(spread, centred.T @ (shares * (wanted - mean)))
    meanings = rows.shape[1] - len(_CUES)
    return PreparedCheck(check.key, weights, mean - float(centre @ weights), yes[:, :meanings], no[:, :meanings])


def prepare_all(model: JudgeModel, checks: Sequence[OwnCheck]) -> tuple[PreparedCheck, ...]:
    """All checks of a pack, with ordinary talk read once."""
    if not checks:
        return ()
    ordinary = ordinary_talk(model)
    return tuple(prepare(model, check, ordinary) for check in checks)


def ordinary_talk(model: JudgeModel) -> Any:
    """The numbers of LINES, the same for every check."""
    return _features(model, LINES)


def answer(prepared: PreparedCheck, model: JudgeModel, transcript: Transcript) -> Finding:
    """Is it there, and in which words? Raises ModelError."""
    return answer_all((prepared,), model, transcript)[0]


def answer_all(prepared: Sequence[PreparedCheck], model: JudgeModel, transcript: Transcript) -> tuple[Finding, ...]:
    """One finding for each check, in order; the text is read once.

    The evidence of what is present or unclear is the clause that decides, or in speech without punctuation the best window of words.
    """
    text = transcript.text
    spans = clauses(text)
    if not spans or not prepared:
        return tuple(Finding(check.key, Verdict.MISSING, 0.0) for check in prepared)
    features = _features(model, [text[start:end] for start, end in spans])
    return tuple(_finding(check, features, spans, text) for check in prepared)


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of `text` that are judged, as [start, end): its sentences, and in long ones windows of words that overlap."""
    found: list[tuple[int, int]] = []
    for match in _CLAUSE.finditer(text):
        words = [(match.start() + word.start(), match.start() + word.end()) for word in re.finditer(r"\S+", match.group())]
        if not re.search(r"\w", match.group()):
            continue
        if len(words) <= WHOLE_WORDS:
            found.append((words[0][0], words[-1][1]))
        if len(words) > LONGEST_WORDS:
            firsts = [*range(0, len(words) - WINDOW_WORDS, STEP_WORDS), len(words) - WINDOW_WORDS]
            found += [(words[first][0], words[first + WINDOW_WORDS - 1][1]) for first in firsts]
    return tuple(found)


def _features(model: JudgeModel, texts: Sequence[str]) -> Any:
    """One row for each text: its meaning, then its kinds of words."""
    import numpy

    cues = [[CUE_WEIGHT if cue.search(text.strip()) else 0.0 for cue in _CUES] for text in texts]
    return numpy.hstack([model.embeddings(texts).astype(numpy.float64), numpy.array(cues)])


def _nearest(meanings: Any, examples: Any) -> Any:
    """The mean likeness of each row to its nearest examples."""
    import numpy

    return numpy.sort(meanings @ examples.T, axis=1)[:, -NEAREST:].mean(axis=1)


def _finding(check: PreparedCheck, features: Any, spans: Sequence[tuple[int, int]], text: str) -> Finding:
    import numpy

    meanings = features[:, : check.yes.shape[1]]
    raw = features @ check.weights + check.bias + LIKENESS * (_nearest(meanings, check.yes) - _nearest(meanings, check.no))
    best = int(numpy.argmax(raw))
    score = round(float(1 / (1 + numpy.exp(-(raw[best] - THRESHOLD) / SPREAD))), 4)
    verdict = Verdict.PRESENT if score >= PRESENT else Verdict.UNCLEAR if score >= FENCE else Verdict.MISSING
    evidence: tuple[Evidence, ...] = () if verdict is Verdict.MISSING else (evidence_at(text, *spans[best]),)
    return Finding(check.key, verdict, score, evidence)
