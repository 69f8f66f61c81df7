"""The `refcoach` command. Importing this module loads no Qt, numpy or model: commands import what they need."""

import sys
from typing import Annotated

import typer
from typer.exceptions import TyperException

from refcoach import __version__
from refcoach.cli import (
    ask,
    check,
    delivery,
    doctor,
    drill,
    live,
    log,
    log_keep,
    log_search,
    pack,
    plan,
    pledge,
    profile,
    progress,
    review,
    share,
    sound,
    today,
)
from refcoach.core.errors import RefCoachError, UsageError

app = typer.Typer(
    name="refcoach",
    help="Rehearse aloud how to ask a client for a referral. Without a command, the window opens.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(check.check)
app.command()(drill.drill)
app.command()(drill.retry)
app.command()(drill.scenarios)
app.command()(share.share)
app.command("today")(today.suggestions)
app.command("progress")(progress.show_progress)
app.command()(sound.devices)
app.command()(doctor.doctor)
app.add_typer(sound.voices, name="voices")
app.add_typer(sound.models, name="models")
app.add_typer(delivery.app, name="delivery")
app.add_typer(log.app, name="log")
log.app.command("search")(log_search.search)
log.app.command("space")(log_keep.space)
log.app.command("keep")(log_keep.keep)
log.app.command("compact")(log_keep.compact)
app.add_typer(profile.app, name="profile")
app.add_typer(review.app, name="review")
app.add_typer(pledge.app, name="pledge")
app.add_typer(live.app, name="live")
app.add_typer(ask.app, name="ask")
app.add_typer(plan.app, name="plan")
app.add_typer(pack.app, name="pack")


@app.callback()
def _about(version: Annotated[bool, typer.Option("--version", help="Print the version and end.", is_eager=True)] = False) -> None:
    if version:
        print(f"refcoach {__version__}")
        raise typer.Exit


def main(argv: list[str]) -> int:
    """Run a command; expected failures become two lines on standard error and their exit code."""
    try:
        status = app(args=argv, prog_name="refcoach", standalone_mode=False)
    except RefCoachError as error:
        print(f"refcoach: {error.message}", file=sys.stderr)
        if error.hint:
            print(f"  {error.hint}", file=sys.stderr)
        return error.exit_code
    except TyperException as error:
        print(f"refcoach: {error.format_message()}", file=sys.stderr)
        where = getattr(error, "ctx", None)  # the command that was not understood
        print(f"  See: {where.command_path if where else 'refcoach'} --help", file=sys.stderr)
        return UsageError.exit_code
    except (KeyboardInterrupt, typer.Abort):
        print("Stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing is left to tell it
        return 0
    return status if isinstance(status, int) else 0
