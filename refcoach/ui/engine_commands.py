"""The engine's commands as methods, for whatever can send one."""

from collections.abc import Iterable, Sequence

from refcoach.core.attempt import Frame, Session
from refcoach.core.client_line import ClientLine, line_record
from refcoach.core.own_check import OwnCheck
from refcoach.core.records import frame_record, session_record
from refcoach.engine.protocol import Message
from refcoach.engine.trial import checks_record


class EngineCommands:
    """See engine/protocol.py for what each of them does. A subclass implements `send`."""

    def send(self, command: Message) -> None:
        """Hand a command over; it is dropped when nobody serves."""
        raise NotImplementedError

    def hello(self) -> None:
        self.send({"cmd": "hello"})

    def look_for_microphones(self) -> None:
        self.send({"cmd": "microphones"})

    def speak(self, line: ClientLine) -> None:
        self.send({"cmd": "speak", **line_record(line)})

    def prepare_speech(self, lines: Iterable[ClientLine]) -> None:
        self.send({"cmd": "prepare_speech", "lines": [line_record(line) for line in lines]})

    def stop_speaking(self) -> None:
        self.send({"cmd": "stop_speaking"})

    def record(self, frame: Frame, microphone_id: str | None) -> None:
        self.send({"cmd": "record", "attempt": frame_record(frame), "microphone_id": microphone_id})

    def stop(self) -> None:
        self.send({"cmd": "stop"})

    def keep(self) -> None:
        self.send({"cmd": "keep"})

    def check_kept(self, attempt_id: str) -> None:
        self.send({"cmd": "check_kept", "attempt_id": attempt_id})

    def log_session(self, session: Session) -> None:
        self.send({"cmd": "log_session", "session": session_record(session)})

    def play(self, attempt_id: str, from_s: float, file: str = "") -> None:
        """`file` names the sound of a share's take, as it does for `waveform`."""
        self.send({"cmd": "play", "attempt_id": attempt_id, "from_s": from_s, "file": file})

    def stop_playing(self) -> None:
        self.send({"cmd": "stop_playing"})

    def waveform(self, attempt_id: str, file: str = "") -> None:
        self.send({"cmd": "waveform", "attempt_id": attempt_id, "file": file})

    def correct(self, attempt_id: str, first: int, last: int, said: str) -> None:
        self.send({"cmd": "correct", "attempt_id": attempt_id, "first": first, "last": last, "said": said})

    def contest(self, attempt_id: str, key: str, said: bool, quote: str) -> None:
        self.send({"cmd": "contest", "attempt_id": attempt_id, "key": key, "said": said, "quote": quote})

    def take_back(self, attempt_id: str) -> None:
        self.send({"cmd": "take_back", "attempt_id": attempt_id})

    def dictate(self, microphone_id: str | None) -> None:
        self.send({"cmd": "dictate", "microphone_id": microphone_id})

    def stop_dictation(self) -> None:
        self.send({"cmd": "stop_dictation"})

    def try_answer(self, token: str, text: str, checks: Sequence[OwnCheck]) -> None:
        self.send({"cmd": "try_answer", "token": token, "text": text, "checks": checks_record(checks)})

    def test_check(self, token: str, key: str, lines: str, checks: Sequence[OwnCheck]) -> None:
        self.send({"cmd": "test_check", "token": token, "key": key, "lines": lines, "checks": checks_record(checks)})

    def look_for_voices(self) -> None:
        self.send({"cmd": "voices"})

    def sound_check(self, microphone_id: str | None) -> None:
        self.send({"cmd": "sound_check", "microphone_id": microphone_id})

    def stop_sound_check(self) -> None:
        self.send({"cmd": "stop_sound_check"})

    def forget_sound_check(self) -> None:
        self.send({"cmd": "forget_sound_check"})

    def settings_changed(self) -> None:
        self.send({"cmd": "settings_changed"})
