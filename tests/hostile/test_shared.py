"""The shared set of hostile files, where there is one: each must lead to what its own list says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.test_cases import recorded
from transforms.containers import expand
from transforms.identity import identify_bytes
from transforms.normalize import RawDocument, parse_document

# Where the list itself allows two outcomes, or leaves the choice between a warning and a reject.
_ALSO_RIGHT = {
    "json_trailing_data": {"warned"},
    "yaml_alias_limit": {"warned"},
    "label_explosion": {"rejected"},
}


@pytest.fixture(scope="module")
def hostile(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    """Give the folder that the shared program has filled, and its list."""
    folder = tmp_path_factory.mktemp("hostile")
    command = [sys.executable, str(shared / "hostile" / "make.py"), str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    lines = (folder / "hostile.jsonl").read_text(encoding="utf-8").splitlines()
    return folder, [json.loads(line) for line in lines]


def test_every_file_leads_to_what_its_list_says(hostile: tuple[Path, list[dict[str, Any]]]) -> None:
    folder, rows = hostile
    wrong = {row["file"]: problem for row in rows if (problem := _problem(folder / row["file"], row))}
    assert not wrong


def _problem(path: Path, row: dict[str, Any]) -> str | None:
    data = path.read_bytes()
    if path.suffix == ".zip":
        return _archive_problem(data, row)
    document = parse_document(RawDocument(identify_bytes(data), path.name, data))
    record, reasons = recorded(document)
    wanted = {"accept": "ok", "warn": "warned", "reject": "rejected"}[row["expect"]]
    if record != wanted and record not in _ALSO_RIGHT.get(row["reason"], set()):
        return f"{record} with {sorted(reasons)}, wanted {wanted}"
    if row["reason"] and row["reason"] not in reasons:
        return f"reasons {sorted(reasons)}, wanted {row['reason']}"
    segments = sum(len(episode.speech) for episode in document.parsed.episodes)
    if row["segments"] is not None and segments != row["segments"]:
        return f"{segments} segments, wanted {row['segments']}"
    return None


def _archive_problem(data: bytes, row: dict[str, Any]) -> str | None:
    expanded = expand(data, row["file"])
    if expanded is None:
        return "not seen to be an archive"
    members = [member.path for member in expanded.members]
    reasons = {reject.reason for reject in expanded.rejects}
    return None if row["reason"] in reasons else f"members {members}, reasons {sorted(reasons)}"
