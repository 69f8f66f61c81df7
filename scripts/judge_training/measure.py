"""Figures of a judge on labelled texts: F1 and kappa for each key, macro averages, bootstrap intervals."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from judge_training.data import KEYS, Example

GROUPS = {
    "required": ("ideal_client", "business_reason", "introduction_request"),
    "supporting": (
        "appreciation",
        "permission",
        "open_question",
        "intro_channel",
        "easy_out",
        "follow_up",
        "thanks_promise",
        "named_prospects",
    ),
    "pitfalls": ("generic_ask", "closed_question", "passive_mention", "name_drop", "cold_referral", "needy", "apologetic"),
    "facets": ("industry", "geography", "company_size", "function", "person", "situation", "named_person"),
}


def onnx_scores(folder: Path, items: Sequence[Example]) -> tuple[np.ndarray, np.ndarray]:
    """Scores as the app computes them, and labels: [texts, keys]."""
    from refcoach.judge.model import JudgeModel

    model = JudgeModel(folder)
    scores = np.array([model.scores(item.text).text for item in items])
    return scores, np.array([item.labels() for item in items])


def verdicts(folder: Path, items: Sequence[Example]) -> np.ndarray:
    """1 where the whole judge, rules included, says present."""
    from refcoach.core.transcript import typed
    from refcoach.judge.judge import Judge
    from refcoach.judge.model import JudgeModel

    judge = Judge(JudgeModel(folder))
    found = []
    for item in items:
        present = set(judge.judge(typed(item.text)).present_keys())
        found.append([1.0 if key in present else 0.0 for key in KEYS])
    return np.array(found)


def f1(labels: np.ndarray, found: np.ndarray) -> float:
    """F1 of one key; 1 when it neither occurs nor is found."""
    hits = float((labels * found).sum())
    total = float(labels.sum() + found.sum())
    return 2 * hits / total if total else 1.0


def kappa(labels: np.ndarray, found: np.ndarray) -> float:
    """Cohen's kappa of one key."""
    agreement = float((labels == found).mean())
    chance = float(labels.mean() * found.mean() + (1 - labels.mean()) * (1 - found.mean()))
    return (agreement - chance) / (1 - chance) if chance < 1 else 1.0


def macro(labels: np.ndarray, found: np.ndarray, group: str, rate: Callable[[np.ndarray, np.ndarray], float] = f1) -> float:
    """Mean of a rate over the keys of a group."""
    at = [KEYS.index(key) for key in GROUPS[group]]
    return float(np.mean([rate(labels[:, key], found[:, key]) for key in at]))


def interval(labels: np.ndarray, found: np.ndarray, group: str, times: int = 1000) -> tuple[float, float]:
    """95 % bootstrap interval of the macro F1, texts drawn with replacement."""
    rng = random.Random(5)
    values = []
    for _ in range(times):
        rows = [rng.randrange(len(labels)) for _ in labels]
        values.append(macro(labels[rows], found[rows], group))
    return float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))


def report(folder: Path, items: Sequence[Example]) -> str:
    """A table of the whole judge on held-back texts."""
    labels, found = np.array([item.labels() for item in items]), verdicts(folder, items)
    lines = []
    for group, keys in GROUPS.items():
        low, high = interval(labels, found, group)
        lines.append(f"{group}: macro F1 {macro(labels, found, group):.3f} ({low:.3f} to {high:.3f})")
        for key in keys:
            at = KEYS.index(key)
            mine, theirs = labels[:, at], found[:, at]
            lines.append(f"  {key:21} n {int(mine.sum()):4} F1 {f1(mine, theirs):.3f} kappa {kappa(mine, theirs):.3f}")
    others = [
        row
        for row, item in enumerate(items)
        if item.kind == "other" and not any(item.labels()[KEYS.index(key)] for key in GROUPS["required"])
    ]
    alarms = sum(any(found[row, KEYS.index(key)] for key in GROUPS["required"]) for row in others)
    lines.append(f"false alarms on a required element: {alarms} of {len(others)} texts that are no ask")
    return "\n".join(lines)
