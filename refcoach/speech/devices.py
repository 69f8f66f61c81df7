"""Microphones and loudspeakers by the names that the system's own settings show."""

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from refcoach.core.errors import AudioError
from refcoach.speech import portaudio, pulse
from refcoach.speech.ports import Microphone

# ALSA lists the ways to a sound card as if they were devices of their own.
_ALSA_WAYS = re.compile(
    r"^(sysdefault|default|pulse|pipewire|jack|oss|null|a52|lavrate|samplerate|speex\w*|upmix|vdownmix|d(mix|snoop)|front|rear|surround\w*|iec958|hdmi|spdif|modem)\b"
)
_ALSA_NUMBER = re.compile(r"\s*[-:]?\s*\((plug)?hw:[^)]*\)$")
_TO_PULSE = ("pulse", "default", "pipewire")

NO_MICROPHONE = (
    "No microphone is connected.",
    "Plug one in, or switch it on in the system's sound settings. You can also type your answer.",
)
STUCK = ("The sound system of this computer does not answer.", "Log out and in again, or restart the computer.")


@dataclass(frozen=True, slots=True)
class Input:
    """A microphone with what is needed to open it: PortAudio's device number and, with a sound server, its source."""

    microphone: Microphone
    device: int
    source: pulse.Source | None = None


def microphones() -> tuple[Microphone, ...]:
    """All microphones, the system's default first; none is an empty tuple. Raises AudioError when sound does not work at all."""
    server = _server()
    if server is not None:
        return tuple(_of_source(source, server) for source in _real_sources(server))
    with portaudio.fresh() as sound:
        return tuple(microphone for microphone, _ in _listed(sound))


def choose(sound: Any, microphone_id: str | None) -> Input:
    """The microphone with this id; the default one when it is None or is not there now. `sound` comes from `portaudio.fresh`.

    Raises AudioError when there is none.
    """
    server = _server()
    if server is not None:
        source = _pick_source(server, microphone_id)
        return Input(_of_source(source, server), _way_to_pulse(sound), source)
    found = _listed(sound)
    if not found:
        raise AudioError(*NO_MICROPHONE)
    return Input(*next((pair for pair in found if pair[0].id == microphone_id), found[0]))


def loudspeaker_available() -> bool:
    """Whether anything can be heard. Raises AudioError when sound does not work at all."""
    server = _server()
    if server is not None:
        return server.has_loudspeaker
    with portaudio.fresh() as sound:
        return any(device["max_output_channels"] > 0 for device in sound.query_devices())


def output_device(sound: Any) -> int | None:
    """PortAudio's number of the system's loudspeaker. Raises AudioError when there is none."""
    server = _server()
    devices: list[Mapping[str, Any]] = list(sound.query_devices())
    outputs = {str(device["name"]): int(device["index"]) for device in devices if device["max_output_channels"] > 0}
    if (server is not None and not server.has_loudspeaker) or not outputs:
        raise AudioError(
            "No loudspeaker is connected.", "Plug in headphones or a loudspeaker, or switch one on in the system's sound settings."
        )
    if server is not None:
        return next((outputs[name] for name in _TO_PULSE if name in outputs), None)
    return _wasapi(sound, "default_output_device") if sys.platform == "win32" else None


def _server() -> pulse.Server | None:
    try:
        return pulse.server()
    except pulse.PulseHangs as error:
        raise AudioError(*STUCK) from error
    except pulse.NoPulse:
        return None


def _real_sources(server: pulse.Server) -> list[pulse.Source]:
    """Monitors repeat what the loudspeaker plays: recording one would judge the client's voice."""
    real = [source for source in server.sources if not source.is_monitor]
    return sorted(real, key=lambda source: source.name != server.default_source)


def _of_source(source: pulse.Source, server: pulse.Server) -> Microphone:
    first = _real_sources(server)[0]
    return Microphone(source.name, source.description, source.name == first.name)


def _pick_source(server: pulse.Server, microphone_id: str | None) -> pulse.Source:
    real = _real_sources(server)
    if not real:
        raise AudioError(*NO_MICROPHONE)
    return next((source for source in real if source.name == microphone_id), real[0])


def _way_to_pulse(sound: Any) -> int:
    inputs = {str(device["name"]): int(device["index"]) for device in sound.query_devices() if device["max_input_channels"] > 0}
    for name in _TO_PULSE:
        if name in inputs:
            return inputs[name]
    raise AudioError("The microphone cannot be reached through ALSA.", "On Debian or Ubuntu run: sudo apt-get install libasound2-plugins")


def _listed(sound: Any) -> list[tuple[Microphone, int]]:
    """PortAudio's input devices of one host interface, the default first."""
    api = _wasapi_number(sound) if sys.platform == "win32" else int(sound.default.hostapi)
    default = int(sound.query_hostapis(api)["default_input_device"]) if api >= 0 else -1
    devices = [device for device in sound.query_devices() if device["hostapi"] == api and device["max_input_channels"] > 0]
    return plain_microphones(devices, default)


def plain_microphones(devices: Iterable[Mapping[str, Any]], default: int) -> list[tuple[Microphone, int]]:
    """PortAudio's raw entries (`name`, `index`) as a person would name them: no ways to a card, no numbers, nothing twice.

    Where nothing but ways is left, the system's default stands for all.
    """
    every = [(str(device["name"]), int(device["index"])) for device in devices]
    by_name: dict[str, int] = {}
    for name, index in every:
        plain = _ALSA_NUMBER.sub("", name).strip()
        if plain and not _ALSA_WAYS.match(name):
            by_name.setdefault(plain, index)
            if index == default:
                by_name[plain] = index
    if not by_name:
        by_name = dict([("System default", default)] if default in (index for _, index in every) else [])
    ordered = sorted(by_name.items(), key=lambda item: item[1] != default)
    return [(Microphone(name, name, place == 0), index) for place, (name, index) in enumerate(ordered)]


def _wasapi_number(sound: Any) -> int:
    """Windows lists each device once for each of four interfaces; WASAPI has full names and converts rates."""
    names = [str(api["name"]) for api in sound.query_hostapis()]
    return next((number for number, name in enumerate(names) if "WASAPI" in name), int(sound.default.hostapi))


def _wasapi(sound: Any, key: str) -> int:
    return int(sound.query_hostapis(_wasapi_number(sound))[key])
