"""The system packages RefCoach needs on Linux. macOS and Windows bring everything themselves."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bootstrap import NEEDS_YOU, SetupError, say

# Each entry is one thing; a "|" separates packages that will do, the likeliest first. Names of Debian 12. Ubuntu 24.04 and Debian 13 have
# some of them with "t64" at the end, which `alternatives` adds.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "app": ("libpulse0", "libespeak-ng1", "libportaudio2", "libasound2-plugins"),
    "window": (
        *("libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libxkbcommon-x11-0", "libwayland-cursor0", "libdbus-1-3"),
        *("libfontconfig1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-xkb1"),
        "fonts-dejavu-core|fonts-dejavu|fonts-noto-core|fonts-liberation|fonts-freefont-ttf",
    ),
    "test": ("xvfb", "xauth", "pulseaudio", "pulseaudio-utils", "sox", "chromium|chromium-browser"),
}
# On a Linux without dpkg: what the program loads, to name what is missing.
LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "app": ("libpulse.so.0", "libespeak-ng.so.1", "libportaudio.so.2"),
    "window": ("libGL.so.1", "libEGL.so.1", "libxkbcommon-x11.so.0", "libfontconfig.so.1", "libxcb-cursor.so.0"),
    "test": (),
}
COMMANDS: Mapping[str, tuple[str, ...]] = {"app": (), "window": (), "test": ("Xvfb", "pulseaudio", "pactl", "paplay", "sox")}
SKIP = "REFCOACH_SKIP_SYSTEM_PACKAGES"


def parse_os_release(text: str) -> dict[str, str]:
    """The KEY=value lines of /etc/os-release, without quotes."""
    values = {}
    for line in text.splitlines():
        key, equals, value = line.strip().partition("=")
        if equals and not key.startswith("#"):
            values[key] = "".join(shlex.split(value)[:1])
    return values


def is_debian_like(os_release: Mapping[str, str]) -> bool:
    """True for Debian, Ubuntu and what is made from them."""
    family = [os_release.get("ID", ""), *os_release.get("ID_LIKE", "").split()]
    return "debian" in family or "ubuntu" in family


def alternatives(entry: str) -> tuple[str, ...]:
    """The package names that satisfy an entry of GROUPS."""
    return tuple(name + end for name in entry.split("|") for end in ("", "t64"))


def wanted(groups: Iterable[str], has_ensurepip: bool, python: Sequence[int]) -> list[str]:
    """The entries for these groups, and the package with ensurepip where Debian's Python comes without it."""
    entries = [entry for group in groups for entry in GROUPS[group]]
    return entries if has_ensurepip else [f"python{python[0]}.{python[1]}-venv", *entries]


def missing(entries: Iterable[str], installed: Iterable[str]) -> list[str]:
    """The entries that no installed package satisfies."""
    have = set(installed)
    return [entry for entry in entries if not have & set(alternatives(entry))]


def choose(entries: Iterable[str], available: Iterable[str]) -> list[str]:
    """The package to install for each entry: the first name that the package lists offer, else the first name."""
    offered = set(available)
    return [next((name for name in alternatives(entry) if name in offered), entry.partition("|")[0]) for entry in entries]


def parse_dpkg(listing: str, architecture: str) -> set[str]:
    """Names of whole installed packages from lines "name architecture status"; foreign architectures do not count."""
    rows = (line.split() for line in listing.splitlines())
    return {row[0] for row in rows if len(row) == 3 and row[1] in (architecture, "all") and row[2] == "installed"}


def parse_policy(listing: str) -> set[str]:
    """Names with something to install from the output of `apt-cache policy`."""
    names, current = set(), ""
    for line in listing.splitlines():
        if not line.startswith(" "):
            current = line.rstrip(":")
        elif line.strip().startswith("Candidate:") and "(none)" not in line:
            names.add(current)
    return names


def install_command(packages: Sequence[str]) -> list[str]:
    """apt-get for these packages. It never removes others (pulseaudio, say, would push PipeWire out on some desktops)."""
    return ["apt-get", "install", "-y", "-q", "--no-remove", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=180", *packages]


def by_hand(packages: Sequence[str]) -> str:
    """The one command that a person can type."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def ensure(groups: Sequence[str]) -> None:
    """See to it that the packages of these groups are installed; raises SetupError with the command to type where that cannot be done."""
    if not sys.platform.startswith("linux"):
        say("      none needed on this system")
        return
    if os.environ.get(SKIP):
        say(f"      not looked at ({SKIP} is set)")
        return
    release = Path("/etc/os-release")
    if not is_debian_like(parse_os_release(release.read_text(encoding="utf-8") if release.exists() else "")) or not shutil.which("apt-get"):
        _name_missing_libraries(groups)
        return
    entries = missing(wanted(groups, _has_ensurepip(), sys.version_info), _installed())
    if not entries:
        say("      all there")
        return
    _install(entries)


def _has_ensurepip() -> bool:
    import importlib.util

    return importlib.util.find_spec("ensurepip") is not None


def _name_missing_libraries(groups: Sequence[str]) -> None:
    import ctypes

    absent = [command for group in groups for command in COMMANDS[group] if shutil.which(command) is None]
    for library in (library for group in groups for library in LIBRARIES[group]):
        try:
            ctypes.CDLL(library)
        except OSError:
            absent.append(library)
    if absent:
        say("      missing: " + ", ".join(absent))
        say("      Install what brings them with your package manager; going on without.")
    else:
        say("      all there")


def _ask(command: Sequence[str]) -> str:
    """What a command prints, in the C locale; empty when it fails."""
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, "LC_ALL": "C"}).stdout


def _installed() -> set[str]:
    architecture = _ask(["dpkg", "--print-architecture"]).strip()
    return parse_dpkg(_ask(["dpkg-query", "-W", "-f", "${Package} ${Architecture} ${db:Status-Status}\n"]), architecture)


def _available(entries: Sequence[str]) -> set[str]:
    return parse_policy(_ask(["apt-cache", "policy", *(name for entry in entries for name in alternatives(entry))]))


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root; None when nobody can be asked."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    if subprocess.run(["sudo", "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() and sys.stderr.isatty() else None


def _install(entries: Sequence[str]) -> None:
    prefix = _as_root()
    packages = choose(entries, _available(entries))
    if prefix is None:
        raise SetupError(
            "Some system packages are missing, and installing them needs the administrator.",
            f"Run this once, then start the same command again:\n\n  {by_hand(packages)}\n\n"
            f"(To go on without them, set the variable {SKIP}=1; what needs them will not work.)",
            NEEDS_YOU,
        )
    say("      installing with apt-get: " + " ".join(packages))
    if prefix:
        say("      (sudo may ask for your password)")
    if set(packages) <= _available(entries) and _run(prefix, install_command(packages)):
        return
    # Package lists that are empty or too old, or an earlier installation that was cut off.
    _run(prefix, ["dpkg", "--configure", "-a"])
    _run(prefix, ["apt-get", "update", "-q"])
    packages = choose(entries, _available(entries))
    if not _run(prefix, install_command(packages)):
        raise SetupError(
            "The system packages could not be installed.",
            f"Check the network and read apt-get's lines above. By hand:\n\n  {by_hand(packages)}\n\nThen start the same command again.",
        )


def _run(prefix: Sequence[str], command: Sequence[str]) -> bool:
    """Run as root, chatter to stderr; True on success."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    return subprocess.run([*prefix, *quiet, *command], stdout=sys.stderr).returncode == 0
