"""What the window and the engine worker say to each other: one JSON object a line.

Commands (window to worker), each `{"cmd": NAME, ...}`:

| cmd | fields | answered by |
|---|---|---|
| `hello` | | `ready`, then `warmed` once the models are loaded, or `error` |
| `microphones` | | `microphones` |
| `speak` | a line (see below) | `speech_started`, `speech_finished` (or `error`) |
| `prepare_speech` | `lines` | nothing: synthesised or converted ahead into the cache |
| `stop_speaking` | | `speech_finished` with `completed` false |
| `record` | `attempt` (the frame, see below), `microphone_id` or null | `recording_started`, `level`..., `signal`... |
| `stop` | | `recording_stopped`, `recognising`, `judging`, `attempt_logged` |
| `keep` | | `recording_stopped`, `attempt_logged` with state "kept": stop without checking |
| `check_kept` | `attempt_id` | `recognising`, `judging`, `attempt_logged` |
| `correct` | `attempt_id`, `first`, `last` (word numbers from 0), `said` | `attempt_logged` with the new result |
| `contest` | `attempt_id`, `key`, `said` (true: I did say that), `quote` (words of the take) | `attempt_logged` with the new result |
| `take_back` | `attempt_id`: the rep's last change | `attempt_logged` with the result before |
| `log_session` | `session` (record) | `session_logged` |
| `voices` | | `voices` |
| `sound_check` | `microphone_id` or null | `sound_check_started`, `level`..., `signal`... until `stop_sound_check`, or ten seconds |
| `stop_sound_check` | | `sound_check_stopped`, then `sound_check_heard` (or `error`) |
| `forget_sound_check` | | nothing: what was recorded is deleted, as it is by the next check, a dictation and the end of the engine |
| `dictate` | `microphone_id` or null | `dictation_started`, `level`..., `signal`...; for a trial run, nothing is logged |
| `stop_dictation` | | `dictated` |
| `play` | `attempt_id` ("sound_check": the last check), `from_s` | `playback_started`, `position`..., `playback_finished` |
| `stop_playing` | | `playback_finished` with `completed` false |
| `waveform` | `attempt_id` | `waveform` |
| `play`, `waveform` | with `file` too: a take of somebody's share, by its name in the folder for them in the cache | the same |
| `try_answer` | `token`, `text`, `checks` (a pack's own: `id`, `name`, `question`, `yes`, `no`) | `answer_tried`; nothing is logged |
| `test_check` | `token`, `key`, `lines` (text of "+ " and "- " lines), `checks` | `check_tested` |
| `settings_changed` | | `ready` again: settings, My script and packs are read anew; with another recogniser `warmed` or `error` too |
| `shutdown` | | `recording_stopped` and `attempt_logged` if a take was under way, `bye`; the process ends with 0 |

A line of the client: `text`, `voice`, `rate_wpm`, `pitch`, `name` (the persona's), `pack` and `files` (its recordings, if any): see
core/client_line.py.

The frame of an attempt: `attempt_id`, `session_id`, `scenario`, `scenario_version`, `pack`, `beat`, `client`, `number`, `at`
(ISO 8601 with offset), `required`, `optional`, and for a part that is said again alone `part_of` and `only`: see
engine/conversation.py and `frame_record` in core/records.py.

Events (worker to window), each `{"event": NAME, ...}`:

| event | fields |
|---|---|
| `ready` | `version`, `pid`, `microphones` [{`id`, `name`, `is_default`}], `voice_available`, `voice_message`, `voice_hint` |
| `warmed` | `engine` |
| `microphones` | `microphones` |
| `speech_started` / `speech_finished` | `text` / `text`, `completed` |
| `recording_started` | `attempt_id`, `microphone` (its name) |
| `level` | `elapsed_s`, `peak_dbfs`, `rms_dbfs` (about 15 a second) |
| `signal` | `problem` (a TakeProblem or null) |
| `partial` | `attempt_id`, `text`: the words of the take so far, a first guess; when it has changed, at most five times a second |
| `recording_stopped` | `attempt_id`, `take` (record), `reason`: done, lost, kept |
| `recognising`, `judging` | `attempt_id` |
| `attempt_logged` | `attempt` (record): sent only once it is safely on disk |
| `take_recovered` | `attempt` (record, state "kept"): a take that an earlier engine had left unfinished |
| `session_logged` | `session_id` |
| `playback_started`, `position`, `playback_finished` | `attempt_id` / `attempt_id`, `position_s` / `attempt_id`, `completed` |
| `waveform` | `attempt_id`, `peaks` (up to 400 numbers from 0 to 1, evenly over the take), `duration_s` |
| `voices` | `voices` [{`id`, `name`, `language`, `gender`}], natural ones first, then English ones |
| `sound_check_started`, `dictation_started` | `microphone` (its name) |
| `sound_check_stopped`, `dictation_stopped` (broken off) | `heard`: false when it was broken off |
| `sound_check_heard` | `text`, `problems` (TakeProblems) |
| `dictated` | `text`, empty when nobody was heard |
| `answer_tried` | `token` of the command, `judgement` (record) |
| `check_tested` | `token`, `outcome`: `check`, `lines`, `wanted`, `found`, `right`, `unclear`, `precision`, `recall`, `f1`, `wrong` |
| `notice` | `message`, `hint`: something the user should know, nothing failed (a damaged log file was set aside) |
| `error` | `during` (the command, or "startup"), `code` (error class), `message`, `hint`, and `attempt_id` where it is about one |
| `bye` | |

Sound never crosses the pipe. Lines are UTF-8; unknown fields are ignored, unknown commands are answered by an error.
"""

import json
from collections.abc import Mapping
from typing import Any

Message = dict[str, Any]

SOUND_CHECK = "sound_check"  # also what stands in place of an attempt's id when a check is played
SOUND_CHECK_S = 10.0  # it ends by itself; two sentences, said without haste


def encode(message: Mapping[str, Any]) -> bytes:
    """One line for the pipe, its line feed included."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes | str) -> Message:
    """The message of one line; raises ValueError when it is not a JSON object."""
    message = json.loads(line)
    if not isinstance(message, dict):
        raise ValueError(f"not a message: {line!r}")
    return message
