"""The judge: a transcript and the checks to answer, to findings with evidence."""

from collections.abc import Sequence
from dataclasses import replace

from refcoach.core.finding import Evidence, Finding, Judgement, Verdict, evidence_at
from refcoach.core.rubric import CHECKS, FACET_KEYS
from refcoach.core.sentences import sentence_at
from refcoach.core.transcript import Transcript
from refcoach.judge.evidence import best_score, evidence_for, nearest_to
from refcoach.judge.model import JudgeModel, Scores
from refcoach.judge.rules import LIKELIEST_FACET, RULES, denied, not_enough

ALL_KEYS = tuple(check.key for check in CHECKS)
# Evidence whose words the recogniser itself believes less than this proves nothing (mean word probability).
DOUBTED_WORDS = 0.35
NO_EVIDENCE: tuple[Evidence, ...] = ()
# What shows in a sentence by itself: of several quotes, one whose sentence alone scores less than this share of the best one is none.
SHOWN_ALONE = ("business_reason", "introduction_request", "intro_channel", "permission", "easy_out", "follow_up", "thanks_promise")
SHARE_OF_BEST = 0.2
BEYOND_DOUBT = 0.85  # a quote with a word this sure needs no such look, which costs a pass of its own


class Judge:
    """Answers the rubric's checks. The model is loaded on first use; several threads may share one judge."""

    def __init__(self, model: JudgeModel | None = None) -> None:
        self._model = model or JudgeModel()

    @property
    def model(self) -> JudgeModel:
        return self._model

    def warm(self) -> None:
        """Load the model ahead of the first text; raises ModelError."""
        self._model.warm()

    def judge(self, transcript: Transcript, keys: Sequence[str] = ALL_KEYS) -> Judgement:
        """One finding for each of `keys`, every `present` with the words that prove it. Raises ModelError.

        A text in another script than the one the model has learnt is unclear throughout.
        """
        if _is_foreign(transcript.text):
            return Judgement(tuple(Finding(key, Verdict.UNCLEAR, 0.0) for key in keys))
        scores = self._model.scores(transcript.text)
        findings = {key: self._weigh(key, transcript, self._without_denials(key, transcript.text, scores)) for key in scores.keys}
        _name_a_facet(findings, transcript.text, scores)
        _doubt_a_result(findings)
        for rule in RULES:
            finding = findings[rule.key]
            present = frozenset(key for key, other in findings.items() if other.present)
            if finding.verdict is not Verdict.MISSING and not rule.allows(present):
                findings[rule.key] = replace(finding, verdict=Verdict.MISSING, evidence=NO_EVIDENCE)
        self._tell_apart(findings, transcript.text, scores)
        return Judgement(tuple(findings[key] for key in keys if key in findings))

    def _tell_apart(self, findings: dict[str, Finding], text: str, scores: Scores) -> None:
        """Of quotes in doubt, keep those whose sentences show the check by themselves, the clearest first; a ramble has stray ones."""
        alone: dict[str, Scores] = {}
        for key in SHOWN_ALONE:
            quotes, at = findings[key].evidence, scores.keys.index(key)
            sentences = [text[slice(*sentence_at(text, quote.start, quote.end))] for quote in quotes]
            if len(set(sentences)) < 2 or min(best_score(scores.pieces, at, quote) for quote in quotes) > BEYOND_DOUBT:
                continue
            alone.update({sentence: self._model.scores(sentence) for sentence in set(sentences) - alone.keys()})
            shown = [(alone[sentence].of(key), quote) for sentence, quote in zip(sentences, quotes, strict=True)]
            best = max(score for score, _ in shown)
            kept = sorted((pair for pair in shown if pair[0] >= SHARE_OF_BEST * best), key=lambda pair: -pair[0])
            findings[key] = replace(findings[key], evidence=tuple(quote for _, quote in kept))

    def _without_denials(self, key: str, text: str, scores: Scores) -> Scores:
        """The scores of `key`; where the speaker says that it is not being asked, those of the text without these sentences."""
        denials = denied(key, text)
        if not denials:
            return scores
        for start, end in denials:
            text = text[:start] + " " * (end - start) + text[end:]
        return self._model.scores(text)

    def _weigh(self, key: str, transcript: Transcript, scores: Scores) -> Finding:
        """The verdict on one key by its score alone: present, on the fence (unclear), or missing."""
        settings, score = self._model.settings, scores.of(key)
        if score < settings.fence[key]:
            return Finding(key, Verdict.MISSING, score, nearest=_nearest(key, transcript.text, scores))
        quotes = evidence_for(transcript.text, scores.pieces, scores.keys.index(key))
        if not quotes:
            return Finding(key, Verdict.MISSING, score)
        if score < settings.threshold[key] or _doubted(transcript, quotes):
            return Finding(key, Verdict.UNCLEAR, score, quotes)
        return Finding(key, Verdict.PRESENT, score, quotes)


def _nearest(key: str, text: str, scores: Scores) -> Evidence | None:
    """The sentence nearest to a check that was not heard, by the model or else by what the definition names as not enough."""
    near = nearest_to(text, scores.pieces, scores.keys.index(key))
    span = not_enough(key, text) if near is None else None
    return evidence_at(text, *sentence_at(text, *span)) if span else near


def _is_foreign(text: str) -> bool:
    """Whether most letters are not Latin ones."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 2 * sum(letter < "\u0250" for letter in letters)


def _doubted(transcript: Transcript, quotes: Sequence[Evidence]) -> bool:
    """Whether the recogniser itself doubts the words of every quote."""
    trust = [transcript.confidence(quote.start, quote.end) for quote in quotes]
    return all(value is not None and value < DOUBTED_WORDS for value in trust)


def _name_a_facet(findings: dict[str, Finding], text: str, scores: Scores) -> None:
    """Ideal client and facets stand or fall together: lift the likeliest facet, or ideal client itself."""
    ideal, facets = findings["ideal_client"], [findings[key] for key in FACET_KEYS]
    if ideal.present and not any(facet.present for facet in facets):
        likeliest = max(facets, key=lambda facet: facet.score)
        if likeliest.score >= LIKELIEST_FACET:
            quotes = evidence_for(text, scores.pieces, scores.keys.index(likeliest.key))
            findings[likeliest.key] = Finding(likeliest.key, Verdict.PRESENT, likeliest.score, quotes)
    elif not ideal.present:
        sure = [facet for facet in facets if facet.present]
        if ideal.verdict is Verdict.UNCLEAR and sure:
            findings["ideal_client"] = replace(ideal, verdict=Verdict.PRESENT)
        elif ideal.verdict is Verdict.MISSING:
            for facet in sure:
                findings[facet.key] = replace(facet, verdict=Verdict.MISSING, evidence=NO_EVIDENCE)


def _doubt_a_result(findings: dict[str, Finding]) -> None:
    """A result that the speaker is glad of may be the reason too: a reason that is nearest to it is not called missing."""
    reason, glad = findings["business_reason"], findings["appreciation"]
    near = reason.nearest
    if reason.verdict is not Verdict.MISSING or near is None or not glad.present:
        return
    if any(near.start < quote.end and quote.start < near.end for quote in glad.evidence):
        findings["business_reason"] = replace(reason, verdict=Verdict.UNCLEAR, evidence=(near,), nearest=None)
