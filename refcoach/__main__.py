"""The one executable: workers and window are told apart here, before anything heavy is imported.

refcoach                     the window
refcoach --worker NAME       a worker process: engine, voice, encode or survey
refcoach COMMAND ...         the command line
"""

import sys


def main(argv: list[str] | None = None) -> int:
    """Run what the arguments ask for; the result is the process's exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["--worker"]:
        return run_worker(arguments[1] if len(arguments) > 1 else "")
    if arguments:
        from refcoach.cli.main import main as run_command

        return run_command(arguments)
    from refcoach.ui.app import run

    return run(arguments)


def run_worker(name: str) -> int:
    """Run one worker until its work is done."""
    if name == "engine":
        from refcoach.engine.worker_process import main as run_engine

        return run_engine()
    if name == "voice":
        from refcoach.speech.voice_worker import main as run_voice

        return run_voice()
    if name == "encode":
        from refcoach.speech.encode_worker import main as run_encode

        return run_encode()
    if name == "survey":
        from refcoach.store.survey_worker import main as run_survey

        return run_survey()
    print(f"refcoach: there is no worker {name!r}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
