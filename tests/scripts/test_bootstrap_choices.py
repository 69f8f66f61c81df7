"""What the set-up decides, without doing it."""

import errno
import os
from pathlib import Path

import bootstrap
import environment
import lock
import pytest
import pythons
import system_packages
import testbed
import tree_gate
from check import summary
from run import has_display, opens_window

ROOT = Path(__file__).resolve().parents[2]
DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n# a comment\nVERSION_ID="12"\n'
MINT = "ID=linuxmint\nID_LIKE='ubuntu debian'\n"
FEDORA = "ID=fedora\nID_LIKE=\n"


@pytest.mark.parametrize(("text", "expected"), [(DEBIAN, True), (MINT, True), (FEDORA, False), ("", False)])
def test_debian_and_its_children_are_told_by_os_release(text: str, expected: bool) -> None:
    assert system_packages.is_debian_like(system_packages.parse_os_release(text)) is expected


def test_os_release_values_lose_their_quotes() -> None:
    assert system_packages.parse_os_release(DEBIAN)["PRETTY_NAME"] == "Debian GNU/Linux 12 (bookworm)"


def test_a_package_under_its_newer_name_counts_as_installed() -> None:
    assert system_packages.missing(["libglib2.0-0", "libgl1"], ["libglib2.0-0t64"]) == ["libgl1"]


def test_any_of_the_fonts_will_do() -> None:
    fonts = system_packages.GROUPS["window"][-1]
    assert system_packages.missing([fonts], ["fonts-noto-core"]) == []
    assert system_packages.choose([fonts], ["fonts-noto-core", "fonts-dejavu-core"]) == ["fonts-dejavu-core"]


def test_the_name_that_the_package_lists_offer_is_chosen() -> None:
    assert system_packages.choose(["libglib2.0-0", "libgl1"], ["libglib2.0-0t64", "libgl1"]) == ["libglib2.0-0t64", "libgl1"]


def test_without_package_lists_the_first_name_is_tried() -> None:
    assert system_packages.choose(["libglib2.0-0"], []) == ["libglib2.0-0"]


def test_half_installed_and_foreign_packages_do_not_count() -> None:
    listing = "libgl1 amd64 installed\nlibegl1 amd64 half-configured\nlibpulse0 i386 installed\nfonts-dejavu-core all installed\n"
    assert system_packages.parse_dpkg(listing, "amd64") == {"libgl1", "fonts-dejavu-core"}


def test_only_packages_with_a_candidate_are_available() -> None:
    listing = "libgl1:\n  Installed: (none)\n  Candidate: 1.6.0-1\nold:\n  Installed: (none)\n  Candidate: (none)\n"
    assert system_packages.parse_policy(listing) == {"libgl1"}


def test_the_venv_package_is_wanted_only_where_python_lacks_ensurepip() -> None:
    assert "python3.12-venv" in system_packages.wanted(["app"], False, (3, 12))
    assert "python3.12-venv" not in system_packages.wanted(["app"], True, (3, 12))


def test_installing_never_removes_other_packages() -> None:
    assert "--no-remove" in system_packages.install_command(["pulseaudio"])


def test_the_terminal_needs_less_than_the_window_and_tests_need_all() -> None:
    assert bootstrap.needed_groups(bootstrap.RUN_LOCK, window=False) == ("app",)
    assert bootstrap.needed_groups(bootstrap.RUN_LOCK, window=True) == ("app", "window")
    assert bootstrap.needed_groups(bootstrap.DEV_LOCK, window=True) == ("app", "window", "test")


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ""}, False),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_only_linux_without_a_display_has_no_window(platform: str, environ: dict[str, str], expected: bool) -> None:
    assert has_display(platform, environ) is expected


def test_a_command_of_the_program_opens_no_window() -> None:
    assert opens_window([], True)
    assert opens_window(["--theme", "dark"], True)
    assert not opens_window(["drill", "ask-after-praise"], True)
    assert not opens_window([], False)


@pytest.mark.parametrize(("version", "expected"), [((3, 10, 9), False), ((3, 11, 2), True), ((3, 14, 0), True), ((3, 15, 0), False)])
def test_pythons_without_wheels_are_refused(version: tuple[int, ...], expected: bool) -> None:
    assert pythons.is_suitable(version) is expected


@pytest.mark.skipif(os.name == "nt", reason="file modes of POSIX")
def test_a_suitable_python_is_found_on_the_path(tmp_path: Path) -> None:
    found = tmp_path / "python3.13"
    found.write_text("")
    assert pythons.on_path(["python3.12", "python3.13"], str(tmp_path)) is None  # not executable
    found.chmod(0o755)
    assert pythons.on_path(["python3.12", "python3.13"], os.pathsep.join(["", "/nowhere", str(tmp_path)])) == str(found)


def test_the_advice_fits_the_system() -> None:
    assert "brew" in pythons.advice("darwin")
    assert "winget" in pythons.advice("win32")
    assert "apt-get" in pythons.advice("linux")


@pytest.mark.parametrize(("text", "expected"), [("glibc 2.36", (2, 36)), ("glibc 2.34.9", (2, 34)), (None, None), ("musl 1.2", None)])
def test_the_c_library_is_recognised(text: str | None, expected: tuple[int, int] | None) -> None:
    assert environment.glibc_version(text) == expected


@pytest.mark.parametrize(
    ("log", "free", "expected"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES from the requirements file", 10**10, "tested with"),
        ("NewConnectionError: Failed to establish a new connection: [Errno 111]", 10**10, "could not be downloaded"),
        ("ERROR: No matching distribution found for av==19.0.2", 10**10, "not available for this system"),
        ("OSError: [Errno 28] No space left on device", 10**10, "disk is full"),
        ("", 1000, "disk is full"),
        ("something new", 10**10, "could not be installed"),
    ],
)
def test_a_failed_installation_says_what_to_do(log: str, free: int, expected: str) -> None:
    error = environment.pip_failure(log, free)
    assert expected in error.message
    assert "start the same command again" in error.hint


def test_errors_of_the_disk_say_what_to_do() -> None:
    assert "disk space" in bootstrap.os_error_hint(OSError(errno.ENOSPC, "full"))
    assert "writable" in bootstrap.os_error_hint(PermissionError(errno.EACCES, "no"))


def test_windows_has_its_python_elsewhere() -> None:
    assert bootstrap.venv_python(Path("x"), "nt").as_posix() == "x/.venv/Scripts/python.exe"
    assert bootstrap.venv_python(Path("x"), "posix").as_posix() == "x/.venv/bin/python"


def test_line_endings_do_not_change_the_lock(tmp_path: Path) -> None:
    (tmp_path / "unix").write_bytes(b"a==1\nb==2\n")
    (tmp_path / "windows").write_bytes(b"a==1\r\nb==2\r\n")
    assert bootstrap.lock_hash(tmp_path / "unix") == bootstrap.lock_hash(tmp_path / "windows")


def test_tests_get_a_private_place_and_not_the_desktop() -> None:
    desktop = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "PULSE_SERVER": "host", "PATH": "/bin", "PYTHONPATH": "/x"}
    environ = testbed.tests_environment(desktop, Path("/t"), ":7")
    assert environ["DISPLAY"] == ":7"
    assert environ["QT_QPA_PLATFORM"] == "xcb"
    assert not {"WAYLAND_DISPLAY", "PULSE_SERVER", "PYTHONPATH"} & environ.keys()
    assert {environ["REFCOACH_HOME"], environ["XDG_RUNTIME_DIR"]} == {str(Path("/t/home")), str(Path("/t/run"))}
    assert "DISPLAY" not in testbed.tests_environment(desktop, Path("/t"), None)


def test_conditions_that_always_hold_leave_the_lock() -> None:
    always = f"{lock.NEWEST} and {lock.ALWAYS}"
    assert lock.simpler(f"rich==15.0.0 ; {always} \\") == "rich==15.0.0 \\"
    assert lock.simpler(f"av==18 ; python_full_version < '3.12' and {lock.ALWAYS} \\") == "av==18 ; python_full_version < '3.12' \\"
    assert lock.simpler("    --hash=sha256:0 \\") == "    --hash=sha256:0 \\"


def test_the_two_locks_hold_the_same_versions() -> None:
    run, dev = ((ROOT / name).read_text(encoding="utf-8") for name in (bootstrap.RUN_LOCK, bootstrap.DEV_LOCK))
    assert lock.differences(run, dev) == []
    assert "pytest" in lock.pins(dev)
    assert "pytest" not in lock.pins(run)


def test_the_locks_hold_every_dependency_of_the_project_and_no_torch() -> None:
    import re
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def names(requirements: list[str]) -> set[str]:
        return {re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", text, maxsplit=1)[0]).lower() for text in requirements}

    run, dev = (lock.pins((ROOT / name).read_text(encoding="utf-8")).keys() for name in (bootstrap.RUN_LOCK, bootstrap.DEV_LOCK))
    assert names(project["dependencies"]) <= run
    assert names(project["optional-dependencies"]["dev"]) <= dev
    assert "torch" not in dev


def test_paths_of_a_machine_and_addresses_in_locks_are_faults() -> None:
    home, users = "/ho" + "me/jane/notes.txt", "/Use" + "rs/jane/notes.txt"
    text = f"fine\nsee {home}\nsee {users}\nbuilt in /srv/build/app/x\n"
    assert [fault.split(":")[1] for fault in tree_gate.faults("a.md", text, ["/srv/build/app/"])] == ["2", "3", "4"]
    assert list(tree_gate.faults("a.md", "example.org/ho" + "me/page/ and https://example.org\n", [])) == []
    assert len(list(tree_gate.faults("requirements.lock", "--index-url https://example.org\n", []))) == 1


def test_long_code_is_named_but_long_data_is_not() -> None:
    assert tree_gate.too_long("a.py", "x\n" * 351)
    assert tree_gate.too_long("a.py", "x\n" * 300) is None
    assert tree_gate.too_long("a.yaml", "x\n" * 900) is None


def test_the_summary_names_what_failed() -> None:
    assert summary([("lint", True, 1.0), ("tests", False, 61.23)]) == "lint   ok         1.0 s\ntests  FAILED    61.2 s"


def test_what_python_compiled_anew_is_no_damage_and_a_cut_file_is(tmp_path: Path) -> None:
    info = tmp_path / "thing-1.0.dist-info"
    info.mkdir()
    (info / "INSTALLER").write_text("pip", encoding="utf-8")
    (tmp_path / "thing.py").write_bytes(b"x = 1\n")
    (tmp_path / "thing.pyc").write_bytes(b"compiled otherwise")
    (info / "RECORD").write_text("thing.py,,6\nthing.pyc,,400\nthing-1.0.dist-info/RECORD,,\n", encoding="utf-8")
    assert environment.damaged(tmp_path) == []
    (tmp_path / "thing.py").write_bytes(b"x")
    assert environment.damaged(tmp_path) == [info]
