"""Time marks and chapters of an episode as rows, with those that cannot be right flagged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transforms.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.parsed import Chapter, Mark, ParsedEpisode


def timestamp_rows(episode: ParsedEpisode) -> Iterator[dict[str, Any]]:
    """Yield the columns of `lake_schema.PARSED_TIMESTAMPS` for each chapter and mark, in document order.

    Suspect is a mark that runs backwards against the latest before it, and any time beyond the stated duration.
    """
    duration, latest = episode.facts.duration_ms, 0
    rows: list[Chapter | Mark] = sorted([*episode.chapters, *episode.marks], key=lambda row: row.doc_start)
    for index, row in enumerate(rows):
        is_mark = not hasattr(row, "title")
        is_late = row.time_ms is not None and duration is not None and row.time_ms > duration
        is_backwards = is_mark and (row.time_ms or 0) < latest
        if is_mark:
            latest = max(latest, row.time_ms or 0)
        yield {
            "timestamp_index": index,
            "kind": "mark" if is_mark else "chapter",
            "time_ms": row.time_ms,
            "edge": getattr(row, "edge", "start"),
            "label": fold_text(getattr(row, "title", None) or "") or None,
            "segment_index": getattr(row, "segment", None),
            "is_suspect": is_late or is_backwards,
            "doc_start": row.doc_start,
            "doc_end": row.doc_end,
        }
