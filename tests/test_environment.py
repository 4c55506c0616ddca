"""One environment, written down three times: pyproject.toml (ranges), requirements.lock, environment.yml (conda)."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = {r.name: r for r in map(Requirement, PROJECT["dependencies"])}
DEVELOPMENT = {r.name: r for r in map(Requirement, PROJECT["optional-dependencies"]["dev"])}
DIRECT = RUNTIME | DEVELOPMENT
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
SETS_UP = {"uv"}  # installs the lock; conda users have conda for that


def locked() -> dict[str, list[str]]:
    """Versions in the lock by package; more than one if they differ by Python version or platform."""
    versions: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==([^\s;]+)", LOCK, flags=re.MULTILINE):
        versions.setdefault(name, []).append(version)
    return versions


(PIP,) = [entry["pip"] for entry in CONDA["dependencies"] if isinstance(entry, dict)]
PROJECT_ITSELF = "-e ."


def pins(specs: list) -> dict[str, str]:
    """Match specifications of environment.yml by package, as in ``{"pandas": "=3.1.1"}``."""
    texts = [spec for spec in specs if isinstance(spec, str) and spec != PROJECT_ITSELF]
    return {canonicalize_name(name): pin.strip() for name, _, pin in (spec.partition(" ") for spec in texts)}


@pytest.mark.parametrize("name", sorted(DIRECT))
def test_lock_has_one_version_within_the_range(name):
    """What pyproject.toml asks for is locked, once for every Python version and platform, and within its range."""
    (version,) = locked()[name]
    assert Version(version) in DIRECT[name].specifier


def test_conda_has_the_versions_of_the_lock():
    """A conda user gets every direct dependency in the version of the lock, and nothing the project does not name."""
    expected = {name: f"={locked()[name][0]}" for name in DIRECT if name not in SETS_UP}
    actual = pins(CONDA["dependencies"])
    assert actual.pop("python") == PROJECT["requires-python"]
    assert actual.pop("pip") == ""
    by_pip = {name: pin.removeprefix("=") for name, pin in pins(PIP).items()}
    assert actual | by_pip == expected
    assert not set(actual) & set(by_pip)


def test_conda_installs_the_project_from_the_checkout():
    """The command ``positions`` exists for conda users as well."""
    assert PIP[-1] == PROJECT_ITSELF


def test_every_locked_package_has_hashes():
    """Each entry of the lock is ``name==version``, an optional marker, and sha256 hashes; nothing else is in it."""
    entry = re.compile(r"[a-z0-9-]+==[^\s;]+( ; [^\\\n]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n")
    assert LOCK
    assert entry.sub("", LOCK) == ""


def test_slow_validator_is_left_out():
    """rfc3987-syntax costs every Jupyter process more than a second and is not locked."""
    assert "jsonschema" in locked()
    assert "rfc3987-syntax" not in locked()


def test_imports_are_declared():
    """Every package that the code imports is a dependency by its own name, not by the grace of another."""
    providers = packages_distributions()
    undeclared = {}
    for file in sorted((ROOT / "src" / "positions").rglob("*.py")):
        for module in imported(file) - sys.stdlib_module_names - {"positions"}:
            if not set(map(canonicalize_name, providers.get(module, []))) & set(RUNTIME):
                undeclared.setdefault(module, str(file.relative_to(ROOT)))
    assert undeclared == {}


def test_what_training_imports_is_declared_and_locked():
    """Training has a lock of its own, with hashes, which holds what it imports beside the package's dependencies."""
    folder = ROOT / "src" / "training"
    declared = re.findall(r"^([a-z0-9-]+)[=>]", (folder / "requirements.in").read_text(encoding="utf-8"), re.MULTILINE)
    locked_there = re.findall(
        r"^([a-z0-9-]+)==", (folder / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(declared) <= set(locked_there)
    used = set().union(*(imported(file) for file in folder.glob("*.py"))) - sys.stdlib_module_names
    assert used - {"positions", "training"} <= {*declared, *RUNTIME}


def imported(file: Path) -> set[str]:
    """Top-level names of the modules a file imports."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module.partition(".")[0])
    return names
