"""What holds for all code: who may import whom, what stays pure, how long things get, what must not stand here."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from transforms import reasons
from transforms.formats import registry

ROOT = Path(__file__).parents[1]
PACKAGES = ("transforms", "warehouse", "expectations", "flows")

# Below the standard library: what each package may import. Arrows point down only.
_PARSING = {"charset_normalizer", "docx", "lxml", "msgspec", "numpy", "orjson", "rapidfuzz", "yaml"}
MAY_IMPORT = {
    "transforms": {"transforms", "pyarrow", "polars"} | _PARSING,
    "warehouse": {
        "warehouse", "transforms", "duckdb", "duckdb_extension_fts", "gliner", "pyarrow", "polars", "spacy",
    },
    "expectations": {
        "expectations", "transforms", "duckdb", "duckdb_engine", "great_expectations", "pandas", "pyarrow",
        "sqlalchemy",
    },
    "flows": {*PACKAGES, "duckdb", "prefect", "pyarrow", "rich", "uvicorn"},
}  # fmt: skip
# A transform that imports one of these reads files, the clock or the environment, rolls dice, or logs.
IMPURE = {
    "glob", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil", "socket", "subprocess",
    "tempfile", "threading", "time", "urllib.request", "uuid",
}  # fmt: skip
IMPURE_CALLS = {"open", "now", "utcnow", "today", "getenv"}
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
TOP_LEVEL = {
    ".ci", ".gitattributes", ".github", ".gitignore", "CHANGELOG.md", "DECISIONS.md", "LICENSE", "Makefile",
    "README.md", "expectations", "flows", "prefect.yaml", "pyproject.toml", "requirements.lock", "samples", "tests",
    "transforms", "warehouse",
}  # fmt: skip
# Spelled in parts, so that this file does not hold them either.
_HOSTS = ("pypi." + "org", "python" + "hosted.org", "registry." + "npmjs.org", "conda." + "anaconda.org")
_MACHINE_PATH = re.compile(r"""(?:^|[\s"'=(:`])/(?:work|root|home/[a-z]\w*)/[\w.]""", re.MULTILINE)


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files of the repository, or, outside a checkout, all that are not hidden or built."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        return tuple(path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file())
    return tuple(path for path in ROOT.rglob("*") if path.is_file() and path.relative_to(ROOT).parts[0][0] != ".")


def modules(*packages: str) -> list[Path]:
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(path: Path) -> set[str]:
    """Return the dotted names that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports here are absolute"
            # The pure half of pathlib only takes paths apart.
            pure = node.module == "pathlib" and all(alias.name.startswith("Pure") for alias in node.names)
            names.add("pure pathlib" if pure else node.module or "")
    return names


def in_parameters(*packages: str) -> pytest.MarkDecorator:
    found = modules(*packages)
    return pytest.mark.parametrize("path", found, ids=[path.relative_to(ROOT).as_posix() for path in found])


@in_parameters(*PACKAGES)
def test_imports_point_down(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    tops = {name.partition(".")[0] for name in imported(path)} - sys.stdlib_module_names - {"pure pathlib"}
    assert tops <= MAY_IMPORT[package], f"{package} may not import {tops - MAY_IMPORT[package]}"


def test_schema_imports_nothing_but_pyarrow_and_its_own_words() -> None:
    assert imported(ROOT / "transforms/schema.py") - {"__future__", "pyarrow"} == {
        "transforms.contract",
        "transforms.reasons",
    }


@in_parameters("transforms")
def test_transforms_are_pure(path: Path) -> None:
    assert not imported(path) & IMPURE
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert name not in IMPURE_CALLS, f"line {node.lineno} calls {name}"


@in_parameters(*PACKAGES, "tests")
def test_modules_and_functions_stay_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{lines} lines"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


def test_every_format_is_registered() -> None:
    registered = {fmt.__name__ for fmt in registry.FORMATS}  # type: ignore[attr-defined]
    for path in modules("transforms/formats"):
        offers = {node.name for node in tree(path).body if isinstance(node, ast.FunctionDef)} >= {"sniff", "parse"}
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        assert not offers or name in registered, f"{name} is in no list of formats"


def test_format_names_are_distinct() -> None:
    names = [fmt.NAME for fmt in registry.FORMATS]
    assert sorted(names) == sorted(set(names))


@cache
def literals(*packages: str) -> frozenset[str]:
    """Return every string that stands in the code of packages, and those that stand quoted in its SQL."""
    paths = [path for path in modules(*packages) if path.name != "reasons.py"]
    nodes = (node for path in paths for node in ast.walk(tree(path)))
    strings = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return frozenset(strings).union(*(re.findall(r"'(\w+)'", string) for string in strings))


@cache
def words_of_tests() -> frozenset[str]:
    """Return every word of the tests and of what golden cases are expected to lead to."""
    paths = [*modules("tests"), *(ROOT / "tests/golden").rglob("expected.json")]
    return frozenset(word for path in paths for word in re.findall(r"\w+", path.read_text(encoding="utf-8")))


REASONS = sorted({*reasons.IGNORED_REASONS, *reasons.REJECT_REASONS, *reasons.WARNING_REASONS})


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_used_and_tested(reason: str) -> None:
    assert reason in literals(*PACKAGES), "no code gives this reason"
    assert reason in words_of_tests(), "no golden case and no test leads to this reason"


def test_top_level_holds_only_what_is_agreed() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= TOP_LEVEL


def test_no_hosts_of_registries_and_no_paths_of_machines() -> None:
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        assert not any(host in text for host in _HOSTS), f"{path} names the host of a registry"
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".sql", ""}:
            assert not (found := _MACHINE_PATH.search(text)), f"{path} has a path of a machine: {found[0]!r}"
