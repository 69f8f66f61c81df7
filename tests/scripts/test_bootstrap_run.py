"""The set-up done for real, in a small checkout of its own with one locked package and no network."""

import base64
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import bootstrap
import environment
import pytest
import system_packages

SCRIPTS = Path(bootstrap.__file__).parent
ROOT = SCRIPTS.parent  # has a folder `refcoach` of its own, which must not get in the way
PROGRAM = "import sys, tiny\nprint('program', tiny.NUMBER, *sys.argv[1:])\n"


def make_wheel(folder: Path) -> str:
    """Write tiny-1.0 and return its SHA-256."""
    files = {
        "tiny.py": "NUMBER = 42\n",
        "tiny-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        "tiny-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {name: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode() for name, text in files.items()}
    record = "".join(f"{name},sha256={digests[name]},{len(text)}\n" for name, text in files.items()) + "tiny-1.0.dist-info/RECORD,,\n"
    path = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in {**files, "tiny-1.0.dist-info/RECORD": record}.items():
            wheel.writestr(name, text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def offline() -> Iterator[pytest.MonkeyPatch]:
    """No package index, no system packages, no settings of this machine's pip."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("PIP_")]:
            patch.delenv(name)
        patch.setenv("PIP_CONFIG_FILE", os.devnull)
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_NO_CACHE_DIR", "1")
        patch.setenv(system_packages.SKIP, "1")
        yield patch


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, offline: pytest.MonkeyPatch) -> Path:
    """A checkout after its first set-up."""
    root = tmp_path_factory.mktemp("checkout") / "refcoach app"
    wheels = tmp_path_factory.mktemp("wheels")
    offline.setenv("PIP_FIND_LINKS", str(wheels))
    (root / "refcoach").mkdir(parents=True)
    (root / "refcoach" / "__main__.py").write_text(PROGRAM)
    shutil.copytree(SCRIPTS, root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    line = f"tiny==1.0 --hash=sha256:{make_wheel(wheels)}\n"
    for name in (bootstrap.RUN_LOCK, bootstrap.DEV_LOCK):
        (root / name).write_text(line)
    bootstrap.prepare(root=root)
    return root


@pytest.fixture
def checkout(template: Path, tmp_path: Path) -> Path:
    """A copy of the set-up checkout, at another place: it works there too."""
    return Path(shutil.copytree(template, tmp_path / "moved", symlinks=True))


def run_script(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(root / "scripts" / "run.py"), *arguments], capture_output=True, text=True, cwd="/", timeout=120
    )


def site(root: Path) -> Path:
    found = environment.site_packages(root)
    assert found is not None
    return found


def test_a_moved_checkout_starts_without_any_set_up(checkout: Path) -> None:
    done = run_script(checkout, "drill", "--say", "two words")
    assert (done.returncode, done.stdout, done.stderr) == (0, "program 42 drill --say two words\n", "")


@pytest.mark.skipif(os.name == "nt", reason="the command of POSIX")
def test_the_environment_has_the_command_refcoach(checkout: Path) -> None:
    done = subprocess.run([checkout / ".venv" / "bin" / "refcoach", "log"], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.stdout == "program 42 log\n"


def test_a_second_start_adds_less_than_a_tenth_of_a_second(checkout: Path) -> None:
    started = time.perf_counter()
    bootstrap.prepare(root=checkout)
    assert time.perf_counter() - started < 0.1


def test_an_unfinished_package_is_installed_again(checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bootstrap.stamp_path(checkout).unlink()
    (site(checkout) / "tiny-1.0.dist-info" / "INSTALLER").unlink()
    (site(checkout) / "tiny.py").unlink()
    bootstrap.prepare(root=checkout)
    assert "tiny is unfinished" in capfd.readouterr().err
    assert run_script(checkout, "x").stdout == "program 42 x\n"


def test_a_file_cut_short_is_noticed_and_mended(checkout: Path) -> None:
    bootstrap.stamp_path(checkout).unlink()
    (site(checkout) / "tiny.py").write_text("")
    assert [info.name for info in environment.damaged(site(checkout))] == ["tiny-1.0.dist-info"]
    bootstrap.prepare(root=checkout)
    assert environment.damaged(site(checkout)) == []


def test_with_all_packages_there_even_a_lost_stamp_needs_no_network(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIP_FIND_LINKS")
    bootstrap.stamp_path(checkout).write_text("{ half a stam")
    bootstrap.prepare(root=checkout)
    assert bootstrap.read_stamp(checkout)


def test_a_broken_environment_is_made_anew(checkout: Path) -> None:
    python = bootstrap.venv_python(checkout)
    python.unlink()
    python.write_text("not a program")
    bootstrap.prepare(root=checkout)
    assert run_script(checkout, "x").stdout == "program 42 x\n"


def test_a_changed_lock_is_installed_and_a_wrong_package_refused(checkout: Path) -> None:
    lock = checkout / bootstrap.RUN_LOCK
    (site(checkout) / "tiny-1.0.dist-info" / "INSTALLER").unlink()
    lock.write_text(f"tiny==1.0 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(bootstrap.SetupError) as error:
        bootstrap.prepare(root=checkout)
    assert "not the one this version was tested with" in error.value.message
    assert not bootstrap.covers(bootstrap.read_stamp(checkout), checkout, bootstrap.RUN_LOCK, ("app",))


def test_the_development_set_up_stands_for_the_run_one_but_not_the_other_way(checkout: Path) -> None:
    stamp = bootstrap.read_stamp(checkout)
    assert not bootstrap.covers(stamp, checkout, bootstrap.DEV_LOCK, ("app", "window"))
    bootstrap.prepare(bootstrap.DEV_LOCK, root=checkout)
    stamp = bootstrap.read_stamp(checkout)
    assert bootstrap.covers(stamp, checkout, bootstrap.DEV_LOCK, ("app", "window", "test"))
    assert bootstrap.covers(stamp, checkout, bootstrap.RUN_LOCK, ("app", "window"))


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_after_an_interruption_the_next_start_goes_on(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    command = [sys.executable, str(checkout / "scripts" / "run.py"), "x"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as start:
        assert start.stderr is not None
        for line in start.stderr:
            if "creating it" in line:
                break
        os.killpg(start.pid, signal.SIGINT)
        rest = start.stderr.read()
    assert start.returncode == bootstrap.INTERRUPTED
    assert "goes on where it stopped" in rest
    assert run_script(checkout, "x").stdout == "program 42 x\n"


@pytest.mark.skipif(os.name == "nt", reason="locks of POSIX")
def test_two_first_starts_at_once_set_up_one_after_the_other(checkout: Path) -> None:
    bootstrap.stamp_path(checkout).unlink()
    command = [sys.executable, str(checkout / "scripts" / "run.py"), "x"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    outcomes = [start.communicate(timeout=120) for start in both]
    assert [out for out, _ in outcomes] == ["program 42 x\n"] * 2, outcomes
    assert sum("RefCoach is set up." in err for _, err in outcomes) == 1
