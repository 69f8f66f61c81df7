"""Compare judges on held-back texts: `python scripts/compare_judges.py`, in an environment with the extra `train`.

Keyword rules, zero-shot similarity, linear heads on the frozen encoder and the shipped model, on the trades that training holds back.
Prints the table of docs/judge-card.md with 95 % bootstrap intervals.
"""

import sys
from pathlib import Path

import numpy as np
from judge_texts import read_all
from judge_training import keywords
from judge_training.data import KEYS, Example, example, split
from judge_training.measure import GROUPS, f1, interval, macro, report, verdicts
from train_judge import FOLDS, OUT, encoder_folder

Found = np.ndarray


def by_keywords(items: list[Example]) -> Found:
    """1 where a pattern of the key's list matches."""
    return np.array([[1.0 if keywords.spans(key, item.text) else 0.0 for key in KEYS] for item in items])


def embeddings(texts: list[str]) -> np.ndarray:
    """Mean-pooled, normalised states of the pretrained encoder."""
    import torch
    from judge_training.fit import tokenizer
    from transformers import AutoModel

    folder = encoder_folder()
    encoder, tokens = AutoModel.from_pretrained(folder).eval(), tokenizer(folder)
    rows = []
    with torch.no_grad():
        for at in range(0, len(texts), 32):
            encodings = tokens.encode_batch(texts[at : at + 32])
            length = max(len(item.ids) for item in encodings)
            ids = torch.tensor([item.ids + [0] * (length - len(item.ids)) for item in encodings])
            mask = torch.tensor([[1] * len(item.ids) + [0] * (length - len(item.ids)) for item in encodings])
            states = encoder(input_ids=ids, attention_mask=mask).last_hidden_state * mask.unsqueeze(-1)
            mean = states.sum(1) / mask.sum(1, keepdim=True)
            rows.append(torch.nn.functional.normalize(mean, dim=1).numpy())
    return np.concatenate(rows)


def best_cut(scores: np.ndarray, labels: np.ndarray) -> float:
    """The threshold of best F1 on the fitted texts."""
    cuts = np.quantile(scores, np.linspace(0.02, 0.98, 60))
    return float(max(cuts, key=lambda cut: f1(labels, (scores >= cut).astype(float))))


def by_similarity(fit_vectors: np.ndarray, fit_labels: Found, vectors: np.ndarray) -> Found:
    """Cosine with the check's own question, cut where it does best on the fitted texts."""
    from refcoach.core.rubric import BY_KEY

    questions = embeddings([f"{BY_KEY[key].label}. {BY_KEY[key].question}" for key in KEYS])
    found = np.zeros((len(vectors), len(KEYS)))
    for at in range(len(KEYS)):
        cut = best_cut(fit_vectors @ questions[at], fit_labels[:, at])
        found[:, at] = vectors @ questions[at] >= cut
    return found


def by_frozen_heads(fit_vectors: np.ndarray, fit_labels: Found, vectors: np.ndarray) -> Found:
    """A ridge regression for each key on the frozen encoder's vectors."""
    wide = np.hstack([fit_vectors, np.ones((len(fit_vectors), 1))])
    weights = np.linalg.solve(wide.T @ wide + 0.5 * np.eye(wide.shape[1]), wide.T @ fit_labels)
    fitted, scores = wide @ weights, np.hstack([vectors, np.ones((len(vectors), 1))]) @ weights
    cuts = [best_cut(fitted[:, at], fit_labels[:, at]) for at in range(len(KEYS))]
    return (scores >= np.array(cuts)).astype(float)


def main() -> int:
    texts, _ = read_all()
    parts = split(texts, 0, FOLDS)
    fitted, held, unseen = ([example(text) for text in part] for part in (parts.fitted, parts.other_trades, parts.unseen_author))
    fit_labels, labels = (np.array([item.labels() for item in part]) for part in (fitted, held))
    fit_vectors, vectors = (embeddings([item.text for item in part]) for part in (fitted, held))
    rows = {
        "keyword rules": by_keywords(held),
        "similarity, zero-shot": by_similarity(fit_vectors, fit_labels, vectors),
        "frozen encoder, linear heads": by_frozen_heads(fit_vectors, fit_labels, vectors),
        "fine-tuned (shipped)": verdicts(OUT, held),
    }
    print("| judge | " + " | ".join(GROUPS) + " |\n|---|" + "---|" * len(GROUPS))
    for name, found in rows.items():
        cells = []
        for group in GROUPS:
            low, high = interval(labels, found, group)
            cells.append(f"{macro(labels, found, group):.3f} ({low:.3f} to {high:.3f})")
        print(f"| {name} | " + " | ".join(cells) + " |")
    print()
    print(report(Path(OUT), held))
    print("\nan author it never saw")
    print(report(Path(OUT), unseen))
    return 0


if __name__ == "__main__":
    sys.exit(main())
