"""`refcoach doctor`: checks every part and says what to do."""

from dataclasses import asdict

import typer

from refcoach.cli.common import JsonOption, desk, print_json


def doctor(as_json: JsonOption = False) -> None:
    """Check every part of RefCoach and say what to do. Ends with the exit code of the first part that fails."""
    from refcoach.cli.show import console
    from refcoach.engine.doctor import examine

    found = []
    with desk() as opened:
        for diagnosis in examine(opened):
            found.append(diagnosis)
            if not as_json:
                out = console()
                symbol, style = ("✓", "green") if diagnosis.ok else ("✗", "red")
                out.print(f"{symbol} {diagnosis.part}: {diagnosis.message}", style=style, soft_wrap=True, markup=False)
                if diagnosis.hint:
                    out.print(f"  {diagnosis.hint}", soft_wrap=True, markup=False)
    if as_json:
        print_json([asdict(diagnosis) for diagnosis in found])
    failed = [diagnosis for diagnosis in found if not diagnosis.ok]
    if failed:
        raise typer.Exit(failed[0].exit_code)
