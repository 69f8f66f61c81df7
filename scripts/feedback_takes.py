"""The feedback on forty takes of varied quality: `python scripts/feedback_takes.py [--speak] [--show]`.

tests/data/feedback_takes.yaml holds the takes, with the rep's profile and what a good coach would say; tests/data/feedback_golden.yaml
what is said about them, which tests/engine/test_feedback_takes.py compares. Write it anew after a training or a change of the
feedback, and read it: `--show` prints it for reading. `--speak` first speaks the spoken takes and has them recognised anew.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
TAKES = ROOT / "tests" / "data" / "feedback_takes.yaml"
GOLDEN = ROOT / "tests" / "data" / "feedback_golden.yaml"


def heard_anew(takes: list[dict[str, Any]]) -> dict[str, str]:
    """What the recogniser understands of each spoken take."""
    from misheard_texts import speak

    from refcoach.speech.models import shipped_model
    from refcoach.speech.recognise import WhisperRecogniser

    recogniser, rng, heard = WhisperRecogniser(shipped_model()), random.Random(1), {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "take.wav"
        for take in takes:
            if take["spoken"]:
                speak(take["text"], path, True, rng)
                heard[take["id"]] = recogniser.transcribe(path).text
    return heard


def feedback_of(take: dict[str, Any], profile: dict[str, Any], heard: str, judge: Any) -> dict[str, Any]:
    """What the coach says about one take, as plain values."""
    from refcoach.core.feedback import Asked, headline
    from refcoach.core.profile import profile_from
    from refcoach.engine.coach import Coach
    from refcoach.speech.fakes import FakeRecogniser

    asked = Asked(tuple(take["scenario_required"]), tuple(take.get("optional", ())), tuple(take.get("samples", ())))
    checked = Coach(FakeRecogniser(), judge, lambda: profile_from(profile)).check_text(heard, asked)
    said = checked.feedback
    return {
        "id": take["id"],
        "heard": heard,
        "headline": headline(checked.judgement, asked.required, heard),
        "praise": [{"key": item.key, "quote": item.quote} for item in said.praise],
        "steps": [{"key": step.key, "quote": step.quote, "lacks": step.lacks, "line": step.line} for step in said.steps],
        "read_out": bool(said.read_out),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speak", action="store_true")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    from refcoach.judge.judge import Judge

    given = yaml.safe_load(TAKES.read_text(encoding="utf-8"))
    before = {row["id"]: row["heard"] for row in yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))} if GOLDEN.is_file() else {}
    heard = heard_anew(given["takes"]) if args.speak else {}
    judge = Judge()
    rows = []
    for take in given["takes"]:
        words = heard.get(take["id"]) or (before.get(take["id"]) if take["spoken"] else None) or take["text"]
        rows.append(feedback_of(take, given["profiles"][take["profile"]], words, judge))
    GOLDEN.write_text(yaml.safe_dump(rows, sort_keys=False, allow_unicode=True, width=150), encoding="utf-8")
    if args.show:
        for take, row in zip(given["takes"], rows, strict=True):
            asked = ", ".join(take["scenario_required"])
            print(f"\n## {take['id']} ({take['profile']}, asked: {asked})\n{row['heard']}\n-> {row['headline']}")
            for item in row["praise"]:
                print(f"   + {item['key']}: “{item['quote']}”")
            for number, step in enumerate(row["steps"], 1):
                print(f"   {number}. {step['key']}: “{step['quote']}” {step['lacks']}\n      line: {step['line']}")
            print(f"   coach's note: {take['note']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
