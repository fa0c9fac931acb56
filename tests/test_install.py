"""The lock file: complete, hashed, without addresses, and in step with what the project says it needs."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
_PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)")


def pinned() -> dict[str, set[str]]:
    """Return the versions that the lock file pins, by name; some differ by version of Python."""
    versions: dict[str, set[str]] = defaultdict(set)
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if match := _PIN.match(line):
            versions[canonicalize_name(match[1])].add(match[2])
    return versions


def needed() -> list[str]:
    """Return what the project says it needs, to run and to develop."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]


@pytest.mark.parametrize("text", needed())
def test_what_is_needed_is_pinned_within_its_bounds(text: str) -> None:
    requirement = Requirement(text)
    versions = pinned()[canonicalize_name(requirement.name)]
    assert versions, f"{requirement.name} is not in requirements.lock"
    assert all(requirement.specifier.contains(version, prereleases=True) for version in versions)


def test_every_pin_has_hashes_and_no_line_has_an_address() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(blocks) == sum(map(len, pinned().values()))
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert not re.search(r"^-|^\s+--(?!hash)", text, re.MULTILINE)
