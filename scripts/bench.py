"""Measures RefCoach on this machine: `python3 scripts/bench.py [--json] [--only NAME...]`.

Machines differ and are noisy, so every figure stands beside a yardstick taken in the same run, and their ratio is what may be
quoted: recognition beside the length of the sound, the wait after a take beside one pass over it, the window beside an empty Qt
window, a log append beside one synced line and beside TinyDB and SQLite.
"""

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TAKE = ROOT / "assets" / "takes" / "ask-after-praise.wav"
Figures = dict[str, float]


def median_s(work: Callable[[], object], times: int = 5) -> float:
    """Median seconds of several runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def peak_mb(code: str) -> float:
    """Peak resident memory in MB of a fresh Python process that runs `code`."""
    tail = "\nimport resource, sys; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    if sys.platform == "linux":  # there a process inherits the figure above from the one that started it
        tail = "\nimport sys; print(*(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code + tail], capture_output=True, text=True, check=True, cwd=ROOT)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return int(done.stderr.strip().splitlines()[-1]) / unit


def bench_recognition(home: Path) -> Figures:
    """Real-time factor, and the wait from the end of a take to its findings, on the shipped take."""
    from refcoach.engine.desk import open_desk
    from refcoach.engine.parts import make_coach
    from refcoach.speech.capture import describe

    coach = make_coach(open_desk(env={**os.environ, "REFCOACH_HOME": str(home)}))
    begun = time.perf_counter()
    coach.warm()
    load_s = time.perf_counter() - begun
    recorded = describe(TAKE)
    recognise_s = median_s(lambda: coach.recogniser.transcribe(TAKE), 3)
    wait_s = median_s(lambda: coach.check_take(describe(TAKE)), 3)
    return {
        "take_s": recorded.duration_s,
        "models_ready_s": load_s,
        "recognise_s": recognise_s,
        "real_time_factor": recognise_s / recorded.duration_s,
        "wait_after_take_s": wait_s,
        "wait_share_of_take": wait_s / recorded.duration_s,
    }


SAID_S = (15, 60, 300)
PACED_S = 60  # the last minute at most comes as it is spoken; what came before as fast as below
EARLIER_PACE = 4.0
REACTION_S = 0.7  # from the last word to the hand on the button


def spoken_take(path: Path, length_s: float) -> Path:
    """The shipped take again and again with pauses of 0.4 to 1.2 s in a quiet room; its last `length_s`, which end with a last word."""
    import numpy as np

    from refcoach.speech.ports import RATE_HZ
    from refcoach.speech.wav import read_speech, write_wav

    rng = np.random.default_rng(7)
    speech = read_speech(TAKE)
    parts = []
    while sum(map(len, parts)) < length_s * RATE_HZ:
        parts += [rng.normal(0, 10, round(rng.uniform(0.4, 1.2) * RATE_HZ)).astype(np.int16), speech]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_wav(path, np.concatenate(parts)[-round(length_s * RATE_HZ) :])
    return path


def judged_after_s(home: Path, source: Path, reaction_s: float) -> tuple[float, float]:
    """Seconds from "stop" to the logged result in a worker of this process, and for one pass over the same take."""
    import queue
    import threading
    from dataclasses import replace

    from refcoach.engine.parts import open_parts
    from refcoach.engine.takes import TakeDesk
    from refcoach.engine.worker import Worker
    from refcoach.speech.capture import describe
    from refcoach.speech.fakes import FakeCapture, FakePlayback

    sys.path.insert(0, str(ROOT / "tests"))
    from worker_process import frame

    os.environ["REFCOACH_HOME"] = str(home)
    desk, parts = open_parts(lambda notice: None)
    capture = FakeCapture(source, in_real_time=True, earlier=(PACED_S, EARLIER_PACE))
    parts = replace(parts, capture=capture, playback=FakePlayback(), takes=TakeDesk(capture, parts.coach, desk.log, desk.shelf))
    events: queue.Queue[dict[str, object]] = queue.Queue()

    def wait_for(name: str) -> dict[str, object]:
        while (event := events.get(timeout=900))["event"] != name:
            if event["event"] == "error":
                raise SystemExit(f"bench: {event}")
        return event

    worker = Worker(parts, desk, events.put)
    thread = threading.Thread(target=worker.run)
    thread.start()
    worker.post({"cmd": "hello"})
    wait_for("warmed")
    worker.post({"cmd": "record", "attempt": frame()})
    wait_for("recording_started")
    capture.heard_out.wait()
    time.sleep(reaction_s)
    begun = time.perf_counter()
    worker.post({"cmd": "stop"})
    record = wait_for("attempt_logged")["attempt"]
    waited_s = time.perf_counter() - begun
    path = home / "takes" / record["take"]["file"]  # type: ignore[index]
    begun = time.perf_counter()
    parts.coach.check_take(describe(path))
    once_s = time.perf_counter() - begun
    worker.post({"cmd": "shutdown"})
    thread.join()
    return waited_s, once_s


def bench_wait(home: Path) -> Figures:
    """The wait from "stop" to the judged result, beside one pass over the same take; also when "stop" follows the last word at once."""
    figures: Figures = {}
    for name, length_s, reaction_s in (*((str(length), length, REACTION_S) for length in SAID_S), ("60_at_once", 60, 0.0)):
        waited_s, once_s = judged_after_s(home / name, spoken_take(home / f"{name}.wav", length_s), reaction_s)
        figures |= {f"wait_{name}_s": waited_s, f"one_pass_{name}_s": once_s, f"wait_{name}_over_one_pass": waited_s / once_s}
    return figures


def bench_judge(home: Path) -> Figures:
    """Milliseconds to judge 120 words on one core, and to have the judge ready, beside one plain pass and load of its encoder."""
    import numpy
    import onnxruntime
    from tokenizers import Tokenizer

    from refcoach.core.assets import asset
    from refcoach.core.transcript import typed
    from refcoach.judge.judge import Judge

    sentence = "Who do you know among plant managers in Ohio whose lines keep stopping, and could you put the three of us on a call? "
    text = " ".join((sentence * 6).split()[:119])
    fresh = (typed(f"{number} {text}") for number in itertools.count())  # the judge keeps what it has read
    folder = asset("judge", "model")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    begun = time.perf_counter()
    judge = Judge()
    judge.warm()
    ready_s = time.perf_counter() - begun
    begun = time.perf_counter()
    plain = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    load_s = time.perf_counter() - begun
    ids = numpy.array([Tokenizer.from_file(str(folder / "tokenizer.json")).encode(text).ids])
    feed = {"input_ids": ids, "attention_mask": numpy.ones_like(ids)}
    judge.judge(next(fresh))
    pairs = [(median_s(lambda: judge.judge(next(fresh)), 3), median_s(lambda: plain.run(["token_logits"], feed), 3)) for _ in range(7)]
    return {
        "ready_s": ready_s,
        "ready_over_plain_load": ready_s / load_s,
        "judge_120_words_ms": statistics.median(pair[0] for pair in pairs) * 1000,
        "judge_over_plain_pass": statistics.median(pair[0] / pair[1] for pair in pairs),
    }


def bench_log(home: Path) -> Figures:
    """The practice log: scripts/bench_log.py."""
    import bench_log as long

    return long.bench_log(home, bench_window)


def bench_window(home: Path) -> Figures:
    """The window: scripts/bench_window.py."""
    import bench_window as painting

    return painting.bench_window(home)


def bench_memory(home: Path) -> Figures:
    """Peak memory of each kind of process."""
    os.environ["REFCOACH_HOME"] = str(home)
    engine = (
        "from pathlib import Path\nfrom refcoach.engine.desk import open_desk\nfrom refcoach.engine.parts import make_coach\n"
        f"from refcoach.speech.capture import describe\ncoach = make_coach(open_desk())\ncoach.check_take(describe(Path({str(TAKE)!r})))"
    )
    window = (
        "import os\nos.environ.setdefault('QT_QPA_PLATFORM', 'offscreen')\nimport refcoach.ui.app\n"
        "from PySide6.QtWidgets import QApplication\napp = QApplication([])"
    )
    return {
        "python_mb": peak_mb("pass"),
        "engine_mb": peak_mb(engine),
        "window_mb": peak_mb(window),
        "command_mb": peak_mb("import refcoach.cli.main"),
    }


def bench_packs(home: Path) -> Figures:
    """1,000 scenarios of an installed pack read and checked at first, and found unchanged later, beside one plain load of their texts by
    the library; the shipped packs."""
    import yaml

    from refcoach.core.assets import asset
    from refcoach.engine.library import scenarios
    from refcoach.engine.pack_cache import SETTLED_S, PackCache
    from refcoach.store.pack_shelf import PackShelf, write_new

    text = asset("pack_template", "scenarios", "first-ask.yaml").read_text("utf-8")
    texts = [text.replace("id: first-ask", f"id: s{number}") for number in range(1000)]
    folder = home / "packs" / "thousand"
    write_new(folder / "pack.yaml", asset("pack_template", "pack.yaml").read_text("utf-8").replace("my-new-pack", "thousand").encode())
    for number, each in enumerate(texts):
        write_new(folder / "scenarios" / f"s{number}.yaml", each.encode())
    shelf = PackShelf(home / "packs")
    known = PackCache(home / "cache").load
    time.sleep(SETTLED_S)
    shipped = len(scenarios(load=known))
    found = len(scenarios(shelf, load=known)) - shipped
    plain = partial(median_s, lambda: [yaml.load(each, yaml.CSafeLoader) for each in texts], 1)
    pairs = [(median_s(lambda: scenarios(shelf), 1), plain()) for _ in range(3)]
    again = [(median_s(lambda: scenarios(shelf, load=known), 1), plain()) for _ in range(5)]
    return {
        "scenarios": float(found),
        "thousand_first_s": statistics.median(pair[0] for pair in pairs),
        "thousand_first_over_plain_load": statistics.median(pair[0] / pair[1] for pair in pairs),
        "thousand_s": statistics.median(pair[0] for pair in again),
        "thousand_over_plain_load": statistics.median(pair[0] / pair[1] for pair in again),
        "shipped": float(shipped),
        "shipped_first_ms": median_s(scenarios, 5) * 1000,
        "shipped_ms": median_s(lambda: scenarios(load=known), 11) * 1000,
    }


BENCHES = {
    "recognition": bench_recognition,
    "wait": bench_wait,
    "judge": bench_judge,
    "log": bench_log,
    "window": bench_window,
    "memory": bench_memory,
    "packs": bench_packs,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", nargs="+", choices=list(BENCHES), default=list(BENCHES))
    args = parser.parse_args()
    sys.path.insert(0, str(ROOT / "scripts"))  # it is started with a path without its own folder
    results: dict[str, Figures] = {}
    for name in args.only:
        with tempfile.TemporaryDirectory(prefix="refcoach-bench-") as folder:
            results[name] = BENCHES[name](Path(folder) / "home")
        if not args.json:
            print(name)
            for figure, value in results[name].items():
                print(f"  {figure:36} {value:10.3f}")
    if args.json:
        print(json.dumps(results, indent=1))
    return 0


if __name__ == "__main__":
    if Path(sys.prefix).resolve() != (ROOT / ".venv").resolve():
        import bootstrap

        python = str(bootstrap.guarded(bootstrap.DEV_LOCK))
        sys.exit(subprocess.call([python, __file__, *sys.argv[1:]], env=bootstrap.program_environment(dict(os.environ))))
    sys.exit(main())
