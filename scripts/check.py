"""All gates with one command, the same for people and for CI: `python3 scripts/check.py [--fast]` (`--fast` leaves the tests out).

Every gate runs even when one before it failed; the exit code is 1 when any failed.
"""

import sys

import pythons


def commands(python: str) -> "list[tuple[str, list[str]]]":
    """(name, command) for each gate that is a program of its own."""
    lint_imports = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    return [
        ("format", [python, "-m", "ruff", "format", "--check", "."]),
        ("lint", [python, "-m", "ruff", "check", "."]),
        ("types", [python, "-m", "mypy"]),
        ("types of the scripts", [python, "-m", "mypy", "--strict", "scripts/run.py", "scripts/test.py", "scripts/check.py"]),
        ("imports", [python, "-c", lint_imports]),
    ]


def summary(results: "list[tuple[str, bool, float]]") -> str:
    """A table of (name, passed, seconds)."""
    width = max(len(name) for name, _, _ in results)
    rows = [f"{name:<{width}}  {'ok' if passed else 'FAILED':<6}  {seconds:6.1f} s" for name, passed, seconds in results]
    return "\n".join(rows)


def main(arguments: "list[str]") -> int:
    import subprocess
    import time
    from functools import partial

    import bootstrap
    import testbed
    import tree_gate

    if any(argument != "--fast" for argument in arguments):
        print(__doc__)
        return 2
    python, root = bootstrap.guarded(bootstrap.DEV_LOCK), bootstrap.ROOT
    gates = [(name, partial(subprocess.call, command, cwd=root, stdin=subprocess.DEVNULL)) for name, command in commands(str(python))]
    gates.append(("tree", partial(tree_gate.main, root)))
    if "--fast" not in arguments:
        gates.append(("tests", partial(testbed.run_tests, python, root, [])))
    results = []
    for name, gate in gates:
        print(f"\n== {name}", flush=True)
        start = time.monotonic()
        results.append((name, gate() == 0, time.monotonic() - start))
    print("\n== summary\n" + summary(results))
    return 0 if all(passed for _, passed, _ in results) else 1


if __name__ == "__main__":
    pythons.ensure_suitable()
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
