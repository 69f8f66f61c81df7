"""Start RefCoach: `python3 scripts/run.py`. The first start sets everything up, later ones need no network.

`--neural-voice` first offers to set up a natural voice for the client, in an environment of its own (see neural_voice.py).
Opens the window. Without a display, or with `--no-window`, it does the main job in the terminal: a recorded ask is transcribed, judged and
logged, and the log is shown. Any other arguments go to the program: `python3 scripts/run.py drill --help`.
"""

import os
import sys

import pythons

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def has_display(platform: str, environ: "Mapping[str, str]") -> bool:
    """True where a window can be opened."""
    return not platform.startswith("linux") or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def opens_window(arguments: "list[str]", display: bool) -> bool:
    """True when these arguments (without --no-window) lead to the window: no command is among them."""
    return display and all(argument.startswith("-") for argument in arguments[:1])


def show_in_terminal(python: "Path", root: "Path", environ: "dict[str, str]") -> int:
    """The main job without a window; the exit code of the first command that failed, or 0."""
    import subprocess

    take = root / "assets" / "takes" / "ask-after-praise.wav"
    steps = (
        (
            "A client praises your work. A recorded ask is transcribed, judged and logged:",
            ["drill", "ask-after-praise", "--audio", str(take)],
        ),
        ("The practice log:", ["log", "list"]),
    )
    for heading, arguments in steps:
        print("\n== " + heading + "\n", flush=True)
        code = subprocess.call([str(python), "-m", "refcoach", *arguments], env=environ)
        if code != 0:
            return code
    return 0


def main(arguments: "list[str]") -> int:
    import bootstrap

    asked_for_window, asked_for_voice = "--no-window" not in arguments, "--neural-voice" in arguments
    arguments = [argument for argument in arguments if argument not in ("--no-window", "--neural-voice")]
    display = has_display(sys.platform, os.environ)
    window = asked_for_window and opens_window(arguments, display)
    python = bootstrap.guarded(window=window)
    environ = bootstrap.program_environment(dict(os.environ))
    if asked_for_voice:
        import neural_voice

        neural_voice.offer(bootstrap.ROOT, python, environ)
    if not window and not arguments:
        if asked_for_window:
            bootstrap.say("There is no display, so RefCoach works in the terminal.")
        return show_in_terminal(python, bootstrap.ROOT, environ)
    command = [str(python), "-m", "refcoach", *arguments]
    if os.name == "nt":
        import subprocess

        return subprocess.call(command, env=environ)
    return os.execve(command[0], command, environ)


if __name__ == "__main__":
    pythons.ensure_suitable()
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
