"""When the Makefile sets up the environment, and when it leaves it alone."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
MAKES_AN_ENVIRONMENT_THAT_FAILS = """#!/bin/sh
[ "$1" = -m ] || exit 0
mkdir -p .venv/bin && printf '#!/bin/sh\\nexit 1\\n' > .venv/bin/python && chmod +x .venv/bin/python
"""


@pytest.fixture
def checkout(tmp_path):
    """A folder with the Makefile, its inputs, and an environment that looks as if it had just been set up."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").touch()
    for age, name in ((3, "requirements.lock"), (2, "pyproject.toml"), (1, ".venv/ready")):
        (tmp_path / name).write_text(f"{tmp_path}\n")
        set_age(tmp_path / name, age)
    return tmp_path


def set_age(file, hours):
    """Make a file look so many hours old."""
    then = file.stat().st_mtime - 3600 * hours
    os.utime(file, (then, then))


def make(folder, *arguments):
    """Run make without what a make above it hands down."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *arguments], cwd=folder, env=inherited, capture_output=True, text=True)


def is_ready(folder):
    """Ask make, which then does nothing, whether the environment is up to date."""
    return make(folder, "--question", ".venv/ready").returncode == 0


def test_nothing_is_done_twice(checkout):
    """An environment newer than the lock and pyproject.toml is left alone."""
    assert is_ready(checkout)


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_stale_environment_is_made_anew(checkout, changed):
    """A lock or a pyproject.toml newer than the environment asks for another one."""
    (checkout / changed).write_text("changed\n")
    assert not is_ready(checkout)


@pytest.mark.parametrize("missing", [".venv/ready", ".venv/bin/python"])
def test_broken_environment_is_made_anew(checkout, missing):
    """An environment that was not finished, or that has lost its Python, is not used."""
    (checkout / missing).unlink()
    assert not is_ready(checkout)


def test_moved_environment_is_made_anew(checkout):
    """An environment made in another folder is not used, since its commands point there."""
    stamp = checkout / ".venv" / "ready"
    stamp.write_text("/another/folder\n")
    assert not is_ready(checkout)


def test_failed_set_up_leaves_no_stamp(checkout):
    """When a step fails, here the first one in the new environment, make fails and the next make tries again."""
    python = checkout / "python"
    python.write_text(MAKES_AN_ENVIRONMENT_THAT_FAILS)
    python.chmod(0o755)
    (checkout / "pyproject.toml").touch()
    done = make(checkout, "report", f"PYTHON={python}")
    assert done.returncode != 0
    assert (checkout / ".venv" / "bin" / "python").exists()
    assert not (checkout / ".venv" / "ready").exists()


def test_unknown_python_is_named(checkout):
    """Without a usable Python the message says which one was looked for, and how to name another."""
    (checkout / ".venv" / "ready").unlink()
    done = make(checkout, "report", "PYTHON=python-that-is-none")
    assert done.returncode != 0
    assert "python-that-is-none" in done.stderr
    assert "make PYTHON=" in done.stderr


def test_help_lists_every_command():
    """``make`` alone names each command a reader may type."""
    listed = {line.split()[1] for line in make(ROOT).stdout.splitlines()}
    assert listed == {
        "help",
        "report",
        "verify",
        "test",
        "lab",
        "bench",
        "train",
        "validate",
        "floors",
        "golden",
        "notebooks",
        "picture",
        "lock",
        "clean",
    }
