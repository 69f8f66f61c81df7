"""A private sound server for a test: a virtual microphone to speak into and a virtual loudspeaker to listen to.

with VirtualSound(tmp_path / "run") as sound:      # sets XDG_RUNTIME_DIR of this process while it lasts
    sound.speak(wav)
"""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "virtual_mic.sh"
MICROPHONE, MICROPHONE_NAME = "virtmic", "VirtualMic"
COMMANDS = ("pulseaudio", "pactl", "paplay", "parecord")


def available() -> bool:
    """Whether the commands of PulseAudio are installed."""
    return all(shutil.which(command) for command in COMMANDS)


class VirtualSound:
    """Runs scripts/virtual_mic.sh in a runtime folder of its own. The folder's path must be short: it holds a socket."""

    def __init__(self, runtime: Path) -> None:
        self.runtime = runtime
        self._before: dict[str, str | None] = {}
        self._recorder: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """For child processes that shall use this server."""
        hidden = {"PULSE_SERVER", "PULSE_SOURCE", "PULSE_SINK"}
        return {key: value for key, value in os.environ.items() if key not in hidden} | {"XDG_RUNTIME_DIR": str(self.runtime)}

    def __enter__(self) -> Self:
        self._before = {name: os.environ.pop(name, None) for name in ("XDG_RUNTIME_DIR", "PULSE_SERVER", "PULSE_SOURCE", "PULSE_SINK")}
        os.environ["XDG_RUNTIME_DIR"] = str(self.runtime)
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._recorder is not None:
            self.stop_recording()
        self.resume()
        self.kill()
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

    def _run(self, *command: str) -> str:
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True, timeout=60).stdout

    def start(self) -> None:
        """Start the server, or do nothing when it runs."""
        self._run("bash", str(SCRIPT))

    def pid(self) -> int | None:
        """The server's process id, None when it does not run."""
        try:
            return int((self.runtime / "pulse" / "pid").read_text())
        except (OSError, ValueError):
            return None

    def kill(self) -> None:
        """End the server at once, as in a crash; returns when it is gone."""
        pid = self.pid()
        if pid is None:
            return
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        for name in ("pid", "native"):
            (self.runtime / "pulse" / name).unlink(missing_ok=True)

    def suspend(self) -> None:
        """The server hangs: it runs and answers nothing."""
        if (pid := self.pid()) is not None:
            os.kill(pid, signal.SIGSTOP)

    def resume(self) -> None:
        """End `suspend`."""
        try:
            if (pid := self.pid()) is not None:
                os.kill(pid, signal.SIGCONT)
        except ProcessLookupError:
            pass

    def speak(self, wav: Path) -> subprocess.Popen[bytes]:
        """Play a file into the microphone; `wait` on the result to hear it out."""
        return subprocess.Popen(["paplay", "--device=vmic", str(wav)], env=self.environment)

    def unplug(self) -> None:
        """Take the microphone away."""
        self._run("pactl", "unload-module", "module-remap-source")

    def plug_in(self) -> None:
        """Bring it back."""
        self._run(
            *("pactl", "load-module", "module-remap-source", "master=vmic.monitor", f"source_name={MICROPHONE}"),
            f"source_properties=device.description={MICROPHONE_NAME}",
        )
        self._run("pactl", "set-default-source", MICROPHONE)

    def put_loudspeaker_before_microphone(self) -> None:
        """From now on the microphone hears what is played, as on a laptop without headphones."""
        self._run("pactl", "load-module", "module-loopback", "source=vspk.monitor", "sink=vmic", "latency_msec=20")

    def take_loudspeakers_away(self) -> None:
        """Leave no sink at all; the microphone goes with them."""
        self._run("pactl", "unload-module", "module-remap-source")
        self._run("pactl", "unload-module", "module-null-sink")

    def record_loudspeaker(self, wav: Path) -> None:
        """Record what the application plays; returns once it records, `stop_recording` ends it."""
        command = ["parecord", "--device=vspk.monitor", "--channels=1", "--rate=48000", "--file-format=wav", str(wav)]
        self._recorder = subprocess.Popen(command, env=self.environment)
        until = time.monotonic() + 10
        while time.monotonic() < until and not (wav.exists() and wav.stat().st_size > 1000):
            self._recorder.poll()
            time.sleep(0.02)

    def stop_recording(self) -> None:
        if self._recorder is not None:
            self._recorder.send_signal(signal.SIGINT)
            self._recorder.wait(10)
            self._recorder = None
