"""How far two annotators agree: `python scripts/blind_agreement.py [FILE]`.

FILE (assets/judge/training/blind.jsonl) holds, for a sample of the training texts, the keys that a second annotator found present, knowing
the definitions and the bare words alone: {"id", "keys"} a line. Prints macro F1 and kappa for each group, and every key below 0.9.
`--sample N` prints N bare texts to be labelled so, drawn with a seed from all authors in turn.
"""

import argparse
import json
import random
import sys
from pathlib import Path

from judge_texts import HEARD, TEXTS, Text, read_all

BLIND = TEXTS.parent / "blind.jsonl"


def sample(texts: list[Text], count: int, seed: int) -> list[Text]:
    """Texts of all authors in turn, each author's in random order."""
    rng = random.Random(seed)
    by_author: dict[str, list[Text]] = {}
    for text in texts:
        if not text.id.startswith(HEARD):
            by_author.setdefault(text.id.split("-")[0], []).append(text)
    for mine in by_author.values():
        rng.shuffle(mine)
    chosen: list[Text] = []
    while len(chosen) < count and any(by_author.values()):
        chosen += [mine.pop() for mine in by_author.values() if mine]
    chosen = chosen[:count]
    rng.shuffle(chosen)
    return chosen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=BLIND)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=9)
    args = parser.parse_args()
    texts, _ = read_all()
    if args.sample:
        for text in sample(texts, args.sample, args.seed):
            print(json.dumps({"id": text.id, "text": text.text}, ensure_ascii=False))
        return 0

    import numpy as np
    from judge_training.data import KEYS, example
    from judge_training.measure import GROUPS, f1, kappa, macro

    second = {row["id"]: set(row["keys"]) for row in map(json.loads, args.file.read_text(encoding="utf-8").splitlines())}
    both = [text for text in texts if text.id in second]
    facets = set(GROUPS["facets"])
    first = np.array([example(text).labels() for text in both])
    found = np.array(
        [[float(key in second[text.id] or (key == "ideal_client" and bool(facets & second[text.id]))) for key in KEYS] for text in both]
    )
    print(f"{len(both)} texts")
    for group, keys in GROUPS.items():
        print(f"{group}: macro F1 {macro(first, found, group):.3f}, kappa {macro(first, found, group, kappa):.3f}")
        for key in keys:
            at = KEYS.index(key)
            if f1(first[:, at], found[:, at]) < 0.9:
                print(f"  {key:21} n {int(first[:, at].sum()):3} F1 {f1(first[:, at], found[:, at]):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
