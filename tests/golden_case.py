"""What a golden document must lead to, as JSON that a person can review line by line.

`python -m tests.golden_case [FORMAT[/CASE] ...]` writes the present outcome into `expected.json`: review the diff.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from transforms.accounting import accounted_share
from transforms.identity import identify_bytes
from transforms.normalize import RawDocument, parse_document
from transforms.tabulate import ParsedDocument, tabulate

GOLDEN = Path(__file__).parent / "golden"
_SEGMENT = ("speaker_label", "voice", "start_ms", "end_ms", "kind", "turn_index", "text")
_PLAIN = (str, int, float, bool, list, type(None))


def cases() -> list[Path]:
    """Return the folders of all golden cases: `golden/<format>/<case>/` with one `input*` file each."""
    return sorted(path.parent for path in GOLDEN.glob("*/*/input*"))


def parse_case(case: Path) -> ParsedDocument:
    """Return the parsed input of a case; the name that the parser sees is the input's own (`input.srt`)."""
    (path,) = case.glob("input*")
    data = path.read_bytes()
    return parse_document(RawDocument(identify_bytes(data), path.name, data))


def outcome(case: Path) -> dict[str, Any]:
    """Return what the pipeline makes of a case: only what is not empty, times in ms, offsets left out."""
    document = parse_case(case)
    parsed, tables = document.parsed, tabulate([document])
    made: dict[str, Any] = {"format": parsed.format, "status": parsed.status, "encoding": document.encoding}
    if parsed.reason:
        made["reason"] = parsed.reason
    made["accounted_share"] = round(accounted_share(parsed, document.text), 4)
    made["warnings"] = [f"{note.reason} x{note.count} at {note.locator}" for note in parsed.warnings]
    made["rejects"] = [f"{reject.reason} at {reject.locator}: {reject.excerpt}" for reject in parsed.rejects]
    segments = tables["parsed_segments"].to_pylist()
    made["episodes"] = [
        _episode(row, document, segments, ordinal)
        for ordinal, row in enumerate(tables["parsed_episodes"].to_pylist(), 1)
    ]
    return made


def _episode(
    row: dict[str, Any], document: ParsedDocument, segments: list[dict[str, Any]], ordinal: int
) -> dict[str, Any]:
    episode = document.parsed.episodes[ordinal - 1]
    left_out = {"document_id", "ordinal", "doc_start", "doc_end", "sketch"}
    facts = {name: value if isinstance(value, _PLAIN) else str(value) for name, value in row.items()
             if name not in left_out and value not in (None, [], False, 0)}  # fmt: skip
    return {
        "facts": facts,
        "people": [[person.name, person.role, person.label, person.affiliation] for person in episode.people],
        "chapters": [[chapter.time_ms, chapter.title] for chapter in episode.chapters],
        "marks": [[mark.time_ms, mark.edge, mark.segment] for mark in episode.marks],
        "links": [[link.url, link.label] for link in episode.links],
        "segments": [[row[name] for name in _SEGMENT] for row in segments if row["ordinal"] == ordinal],
    }


def _dump(value: dict[str, Any]) -> str:
    """Return JSON with one line per segment, chapter or person, so that a diff shows what changed."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def main(wanted: list[str]) -> None:
    """Write `expected.json` for the cases whose `format/case` starts with one of `wanted`, or for all."""
    for case in cases():
        name = case.relative_to(GOLDEN).as_posix()
        if not wanted or any(name.startswith(prefix) for prefix in wanted):
            (case / "expected.json").write_text(_dump(outcome(case)), encoding="utf-8")
            sys.stdout.write(f"wrote {name}/expected.json\n")


if __name__ == "__main__":
    main(sys.argv[1:])
