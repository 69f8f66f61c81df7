"""`refcoach log space`, `keep` and `compact`: the room that practice takes on the disk."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from refcoach.cli.common import JsonOption, desk, print_json, progress
from refcoach.core.sizes import size_words
from refcoach.engine.desk import Desk
from refcoach.engine.keeping import Keeping
from refcoach.store.settings import Settings
from refcoach.store.space import Space


def space(as_json: JsonOption = False) -> None:
    """How much room the log, the takes and the client's voice take."""
    with desk() as opened:
        used = opened.space()
    if as_json:
        print_json({**asdict(used), "total": used.total})
    else:
        print("\n".join(space_lines(used)))


def keep(
    days: Annotated[int | None, typer.Option("--days", help="Keep the sound of takes so many days; 0 = for ever.")] = None,
    compressed: Annotated[bool | None, typer.Option("--compressed/--as-recorded", help="Keep checked takes as FLAC, or as WAV.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show how long sound is kept, and change it. What was heard in a take, and all statistics, stay for ever."""
    wanted = {"keep_audio_days": days, "compress_takes": compressed}
    values = {name: value for name, value in wanted.items() if value is not None}
    with desk() as opened:
        settings = opened.save_settings(**values) if values else opened.settings
        due = sum(1 for _ in _keeping(opened).due())
    if as_json:
        print_json({name: getattr(settings, name) for name in wanted} | {"due": due})
        return
    print("\n".join(keep_lines(settings)))
    if due:
        print(f"The sound of {due} take{'' if due == 1 else 's'} is older: it is deleted at the next start, or now by refcoach log compact")


def compact(as_json: JsonOption = False) -> None:
    """Tidy up now: compress takes, delete sound that is kept no longer, remove what a crash left."""
    from refcoach.engine.compacting import compacted

    with desk() as opened:
        keeping = _keeping(opened)
        before = opened.space()
        done = progress("Tidying up\u2026", lambda: compacted(opened, keeping), as_json)
        after = opened.space()
    if as_json:
        print_json({**asdict(done), "before": asdict(before), "after": asdict(after)})
        return
    print(f"Compressed {done.compressed}, deleted the sound of {done.deleted}, removed {done.leftovers} leftovers.")
    if done.trouble:
        print(f"Left for the next time: {done.trouble}")
    print(f"{size_words(before.total)} before, {size_words(after.total)} now.")


def space_lines(used: Space) -> list[str]:
    return [
        f"Log             {size_words(used.log)}",
        f"Takes           {size_words(used.wav + used.flac)} ({used.flac_takes} compressed, {used.wav_takes} as recorded)",
        f"Client's voice  {size_words(used.voices)}, made anew when it is missing",
        f"Together        {size_words(used.total)}",
    ]


def keep_lines(settings: Settings) -> list[str]:
    days = settings.keep_audio_days
    return [
        f"Sound of takes  kept {f'{days} days' if days else 'for ever'}",
        f"Checked takes   {'compressed, without losing a sample' if settings.compress_takes else 'as they were recorded'}",
        "What was heard  kept for ever",
    ]


def _keeping(opened: Desk) -> Keeping:
    return Keeping(opened, lambda: datetime.now().astimezone())
