"""A worker that speaks the protocol without sound: what the window's tests start in the engine's place.

ui_scripted_worker.py MODE FOLDER; in FOLDER it notes every command (commands.jsonl) and keeps the frame of a take under way, so that
the next worker recovers it, as the real one does. Modes: plain, silent (never ready), garbage, deaf (no microphone), mute (no voice),
crashing (dies at once), broken (a startup error, then the end), stubborn (does not end), stuck (does not answer `record`), needy (finds
a pitfall), mulling (does not answer `contest`).
"""

import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from refcoach.core.attempt import Attempt, AttemptState, Change, Take
from refcoach.core.delivery import delivery
from refcoach.core.feedback import Asked, SecondLook, feedback
from refcoach.core.finding import Finding, Judgement, Verdict, evidence_at
from refcoach.core.records import attempt_from, attempt_record, frame_from, take_record
from refcoach.core.revision import Claim, contested, quote_in, revised, taken_back, words_corrected
from refcoach.core.rubric import CHECKS
from refcoach.core.transcript import HeardWord, Transcript, transcript_from_words
from refcoach.engine.attempts import kept_attempt

TEXT = "We work with plant managers in Ohio. Would you set up a call for the three of us?"
QUOTES = {"ideal_client": "plant managers in Ohio", "introduction_request": "Would you set up a call"}
PART_TEXT = "We cut their downtime by a third within a quarter."
PART_QUOTE = "cut their downtime by a third"
PEAKS = [0.1, 0.5, 0.9, 0.3] * 100
MICROPHONES = [{"id": "one", "name": "First microphone", "is_default": True}, {"id": "two", "name": "Second", "is_default": False}]


class Worker:
    def __init__(self, mode: str, folder: Path) -> None:
        self.mode, self.folder = mode, folder
        self.frame_file = folder / "frame.json"
        self.attempts: dict[str, dict[str, Any]] = {}

    def say(self, name: str, **fields: Any) -> None:
        sys.stdout.buffer.write(json.dumps({"event": name, **fields}).encode() + b"\n")
        sys.stdout.buffer.flush()

    def run(self) -> int:
        if self.mode == "crashing":
            return 3
        if self.mode == "broken":
            self.say("error", during="startup", code="log", message="The folder cannot be written.", hint="Free some space.")
            return 5
        if self.mode == "garbage":
            sys.stdout.buffer.write(b'\xff\xfe not a line of ours\n[1, 2]\n{"event": "level"}\n\n{"event": "attempt_logged"}\n{}\n')
        if self.mode != "silent":
            self.ready()
            self.recover()
            self.say("warmed", engine="scripted")
        for line in sys.stdin.buffer:
            command = json.loads(line)
            with (self.folder / "commands.jsonl").open("a") as notes:
                notes.write(line.decode())
            if command["cmd"] == "shutdown" and self.mode not in ("stubborn", "silent"):
                self.shut_down()
                return 0
            getattr(self, f"do_{command['cmd']}", self.ignore)(command)
        while self.mode == "stubborn":
            time.sleep(0.1)
        return 0

    def ready(self) -> None:
        microphones = [] if self.mode == "deaf" else MICROPHONES
        mute = self.mode == "mute"
        trouble = {"voice_message": "This computer has no voice.", "voice_hint": "Install one."} if mute else {}
        self.say("ready", version="0", pid=os.getpid(), microphones=microphones, voice_available=not mute, **trouble)

    def recover(self) -> None:
        if self.frame_file.exists():
            attempt = self.kept(json.loads(self.frame_file.read_text()))
            self.frame_file.unlink()
            self.say("take_recovered", attempt=attempt_record(attempt))

    def kept(self, frame: dict[str, Any]) -> Attempt:
        self.attempts[frame["attempt_id"]] = frame
        (self.folder / f"kept-{frame['attempt_id']}.json").write_text(json.dumps(frame))
        return kept_attempt(frame_from(frame), Take("take.wav", 6.0, 16_000, -6.0, -20.0))

    def shut_down(self) -> None:
        if self.frame_file.exists():
            self.end("kept")
        self.say("bye")

    def ignore(self, command: dict[str, Any]) -> None:
        pass

    def do_hello(self, command: dict[str, Any]) -> None:
        if self.mode != "silent":
            self.ready()

    def do_settings_changed(self, command: dict[str, Any]) -> None:
        self.ready()

    def do_microphones(self, command: dict[str, Any]) -> None:
        # A microphone was plugged in meanwhile.
        self.mode = "plain" if self.mode == "deaf" else self.mode
        self.say("microphones", microphones=MICROPHONES)

    def do_speak(self, command: dict[str, Any]) -> None:
        self.say("speech_started", text=command["text"])

    def do_stop_speaking(self, command: dict[str, Any]) -> None:
        self.say("speech_finished", text="", completed=False)

    def do_dictate(self, command: dict[str, Any]) -> None:
        self.say("dictation_started")

    def do_stop_dictation(self, command: dict[str, Any]) -> None:
        self.say("dictated", text="Plant managers in Ohio.")

    def do_record(self, command: dict[str, Any]) -> None:
        if self.mode == "stuck":
            time.sleep(60)
        frame = command["attempt"]
        self.frame_file.write_text(json.dumps(frame))
        self.say("recording_started", attempt_id=frame["attempt_id"], microphone="First microphone")
        for step in range(5):
            self.say("level", elapsed_s=step / 15, peak_dbfs=-12.0, rms_dbfs=-24.0)
        self.say("partial", attempt_id="of another take", text="Not this.")
        self.say("partial", attempt_id=frame["attempt_id"], text="We work")
        self.say("partial", attempt_id=frame["attempt_id"], text="We work with plant managers")

    def do_long_partial(self, command: dict[str, Any]) -> None:
        frame = json.loads(self.frame_file.read_text())
        self.say("partial", attempt_id=frame["attempt_id"], text="We work with plant managers in Ohio. " * 60 + "Would you set up a call?")

    def do_stop(self, command: dict[str, Any]) -> None:
        frame = self.end("done")
        self.check(frame)

    def end(self, reason: str) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads(self.frame_file.read_text())
        self.frame_file.unlink()
        attempt = self.kept(frame)
        assert attempt.take is not None
        self.say("recording_stopped", attempt_id=frame["attempt_id"], take=take_record(attempt.take), reason=reason)
        return frame

    def do_check_kept(self, command: dict[str, Any]) -> None:
        self.check(json.loads((self.folder / f"kept-{command['attempt_id']}.json").read_text()))

    def check(self, frame: dict[str, Any]) -> None:
        """The first take of a beat misses the business reason; later ones, and a part said again, have everything that is asked for."""
        self.say("recognising", attempt_id=frame["attempt_id"])
        self.say("judging", attempt_id=frame["attempt_id"])
        words = (PART_TEXT if frame["only"] else TEXT).split()
        heard = (HeardWord(word, at * 0.3, at * 0.3 + 0.25, 0.3 if word == "set" else 0.9) for at, word in enumerate(words))
        transcript = transcript_from_words(heard, "scripted")
        judgement = Judgement(tuple(self.finding(check.key, transcript, frame) for check in CHECKS))
        kept = self.kept(frame)
        said = feedback(transcript, judgement, Asked(kept.required, kept.optional), SecondLook(lambda key: "Their lines stood still."))
        self.log(
            replace(
                kept,
                state=AttemptState.CHECKED,
                transcript=transcript,
                judgement=judgement,
                next_steps=said.steps,
                praise=said.praise,
                delivery=delivery(transcript, 6.0),
            )
        )

    def log(self, attempt: Attempt) -> None:
        record = attempt_record(attempt)
        (self.folder / f"checked-{attempt.attempt_id}.json").write_text(json.dumps(record))
        self.say("attempt_logged", attempt=record)

    def checked(self, command: dict[str, Any]) -> Attempt:
        return attempt_from(json.loads((self.folder / f"checked-{command['attempt_id']}.json").read_text()))

    def finding(self, key: str, transcript: Transcript, frame: dict[str, Any]) -> Finding:
        quotes = QUOTES | ({"needy": "for the three of us"} if self.mode == "needy" else {})
        quote = quotes.get(key, "") if not frame["only"] else PART_QUOTE if key in frame["only"] else ""
        quote = quote if quote in transcript.text else ""
        heard = bool(quote) or (frame["number"] > 1 and key in frame["required"])
        at = transcript.text.find(quote)
        evidence = (evidence_at(transcript.text, at, at + len(quote)),) if quote else ()
        near = evidence_at(transcript.text, 0, transcript.text.find(".")) if key == "business_reason" and not heard else None
        return Finding(key, Verdict.PRESENT if heard else Verdict.MISSING, 0.9 if heard else 0.1, evidence, near)

    # --- the rep's changes: "work" in a quote or in the words is what this judge hears a business reason in --------------

    def do_contest(self, command: dict[str, Any]) -> None:
        if self.mode == "mulling":
            time.sleep(60)
        attempt = self.checked(command)
        quote = quote_in(attempt.transcript, command["quote"])
        heard = quote is not None and "work" in quote.text
        again = Finding(command["key"], Verdict.PRESENT if heard else Verdict.MISSING, 0.9 if heard else 0.1)
        judgement = contested(attempt.judgement, Claim(command["key"], command["said"], quote), again)
        change = Change.SAID if command["said"] else Change.NOT_SAID
        self.change(attempt, change, attempt.transcript, judgement, key=command["key"], quote=quote.text if quote else "")

    def do_correct(self, command: dict[str, Any]) -> None:
        attempt = self.checked(command)
        if command["said"] == "fail":
            self.say(
                "error", during="correct", code="usage", message="That cannot be.", hint="Write it again.", attempt_id=attempt.attempt_id
            )
            return
        transcript = words_corrected(attempt.transcript, command["first"], command["last"], command["said"])
        frame = {"only": attempt.only, "number": attempt.number, "required": attempt.required}
        judgement = Judgement(tuple(self.finding(check.key, transcript, frame) for check in CHECKS))
        self.change(attempt, Change.CORRECTED, transcript, judgement)

    def change(self, attempt: Attempt, change: Change, transcript: Transcript, judgement: Judgement, **more: str) -> None:
        said = feedback(transcript, judgement, Asked(attempt.required, attempt.optional))
        at = f"2026-11-23T09:20:{len(attempt.revisions):02}.000+01:00"
        self.log(revised(attempt, change, at, transcript, judgement, said, **more))

    def do_take_back(self, command: dict[str, Any]) -> None:
        self.log(taken_back(self.checked(command)))

    def do_waveform(self, command: dict[str, Any]) -> None:
        self.say("waveform", attempt_id=command["attempt_id"], peaks=PEAKS, duration_s=6.0)

    def do_play(self, command: dict[str, Any]) -> None:
        self.say("playback_started", attempt_id=command["attempt_id"])
        self.say("position", attempt_id=command["attempt_id"], position_s=1.0)

    def do_flood(self, command: dict[str, Any]) -> None:
        for step in range(command["levels"]):
            self.say("level", elapsed_s=step / 15, peak_dbfs=-12.0, rms_dbfs=-24.0)


if __name__ == "__main__":
    sys.exit(Worker(sys.argv[1], Path(sys.argv[2])).run())
