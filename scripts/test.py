"""Run all tests: `python3 scripts/test.py [pytest arguments]`. Sets up what they need first; ends with pytest's exit code."""

import sys

import pythons


def main(arguments: "list[str]") -> int:
    import bootstrap
    import testbed

    return testbed.run_tests(bootstrap.guarded(bootstrap.DEV_LOCK), bootstrap.ROOT, arguments)


if __name__ == "__main__":
    pythons.ensure_suitable()
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
