"""`refcoach delivery`: the bands that pace, pauses, fillers and melody are held against."""

from typing import Annotated

import typer

from refcoach.cli.common import JsonOption, desk, print_json
from refcoach.core.bands import Bands

app = typer.Typer(help="How you say it: the limits that the delivery is held against.", no_args_is_help=True)


@app.callback()
def _about() -> None:
    """Keeps `bands` a command of its own while it is the only one."""


@app.command()
def bands(
    pace_low: Annotated[float | None, typer.Option(help="Slowest pace, words a minute without pauses.")] = None,
    pace_high: Annotated[float | None, typer.Option(help="Fastest pace, words a minute without pauses.")] = None,
    longest_pause: Annotated[float | None, typer.Option(help="Longest pause, seconds.")] = None,
    fillers: Annotated[float | None, typer.Option(help="Most fillers a minute.")] = None,
    speech_share: Annotated[float | None, typer.Option(help="Least part of the take that is speech, from 0 to 1.")] = None,
    pitch: Annotated[float | None, typer.Option(help="Least pitch variation, semitones.")] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Go back to the defaults first.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show the bands; with options, change them."""
    from dataclasses import asdict

    wanted = {
        "pace_low_wpm": pace_low,
        "pace_high_wpm": pace_high,
        "longest_pause_s": longest_pause,
        "fillers_a_minute": fillers,
        "speech_share_low": speech_share,
        "pitch_low_st": pitch,
    }
    values = {**(asdict(Bands()) if reset else {}), **{name: value for name, value in wanted.items() if value is not None}}
    with desk() as opened:
        settings = opened.save_settings(**values) if values else opened.settings
    held = settings.bands
    if as_json:
        print_json(asdict(held))
        return
    print(f"Pace           {held.pace_low_wpm:g} to {held.pace_high_wpm:g} words a minute, without pauses")
    print(f"Longest pause  {held.longest_pause_s:g} seconds")
    print(f"Fillers        at most {held.fillers_a_minute:g} a minute")
    print(f"Speech share   at least {held.speech_share_low:.0%} of the take")
    print(f"Pitch          at least {held.pitch_low_st:g} semitones of variation")
