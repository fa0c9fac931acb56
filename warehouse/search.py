"""Search: what was said, ranked, with who said it and when, and a link to the second."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from transforms.conditions import literal
from warehouse.excerpt import excerpt
from warehouse.search_index import current_index, identity, load_extension

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from warehouse.folder import DataFolder

_TRIES = 3
# Ranked as the index ranks, the best of these (some more than asked for) by whether they have all words.
_FIND = """
    CREATE TEMP TABLE found AS
    WITH scored AS (
        SELECT passage_id, fts_main_passages.match_bm25(passage_id, spaced($words)) AS score FROM passages
    ),
    ranked AS (
        SELECT passages.*, score
        FROM (FROM scored WHERE score IS NOT NULL ORDER BY score DESC, passage_id LIMIT 100 + 10 * $limit)
        JOIN passages USING (passage_id)
    ),
    best AS (
        SELECT *, row_number() OVER (
            ORDER BY list_has_all(terms(words), terms($words)) DESC, score DESC, passage_id
        ) AS place
        FROM ranked
        ORDER BY place LIMIT $limit
    )
    SELECT place, score, best.episode_id, segment_index
    FROM best
    JOIN ledger.segments AS said
        ON said.episode_id = best.episode_id AND segment_index BETWEEN first_segment AND last_segment
    QUALIFY row_number() OVER (
        PARTITION BY place ORDER BY len(list_intersect(terms(text), terms($words))) DESC, segment_index
    ) = 1"""
_SHOW = """
    SELECT
        found.score, shows.title, episodes.title, episodes.published_date, coalesce(speakers.name, said.speaker_label),
        said.start_ms, said.time_method, said.kind = 'advert',
        deep_link(listening_url(episodes.episode_url, episodes.audio_url), said.start_ms),
        coalesce(earlier.text, ''), said.text, coalesce(later.text, ''), found.episode_id, found.segment_index
    FROM temp.found AS found
    JOIN segments AS said ON said.episode_id = found.episode_id AND said.segment_index = found.segment_index
    LEFT JOIN segments AS earlier
        ON earlier.episode_id = found.episode_id AND earlier.segment_index = found.segment_index - 1
    LEFT JOIN segments AS later
        ON later.episode_id = found.episode_id AND later.segment_index = found.segment_index + 1
    JOIN episodes ON episodes.episode_id = found.episode_id
    LEFT JOIN shows ON shows.show_id = episodes.show_id
    LEFT JOIN speakers ON speakers.speaker_id = said.speaker_id
    ORDER BY found.place"""


class Hit(NamedTuple):
    """A line that was found: how well (BM25), where, who says it, when, and the words with some context.

    `time_ms` is NULL where no time is known, and `time_method` says how it is; `link` opens the recording there.
    """

    score: float
    show: str | None
    episode: str | None
    published_date: dt.date | None
    speaker: str | None
    time_ms: int | None
    time_method: str | None
    is_advert: bool
    link: str | None
    excerpt: str
    episode_id: str
    segment_index: int


class SearchError(RuntimeError):
    """The warehouse changed again and again while it was searched."""


def search(
    folder: DataFolder, words: str, limit: int = 20, before_build: Callable[[], None] | None = None
) -> list[Hit]:
    """Return the lines that match `words` best: those with all of them first, then by rank, at most `limit`.

    Letter case, accents and English endings do not matter; in scripts without spaces each character is a word. The
    index is built first if the warehouse is new; `before_build` is told. Raises `WarehouseMissingError`,
    `SearchUnavailableError`, `SearchError`, and `OSError` when the index cannot be written.
    """
    for _ in range(_TRIES):
        current_index(folder, before_build)
        hits = _search(folder, words, limit)
        if hits is not None:
            return hits
    raise SearchError(f"{folder.warehouse} is being replaced all the time: search again when the runs have ended")


def _search(folder: DataFolder, words: str, limit: int) -> list[Hit] | None:
    """Return the hits, or None when index and warehouse turn out to be of different runs."""
    with duckdb.connect(folder.search, read_only=True) as con:
        load_extension(con)
        con.execute(f"ATTACH {literal(str(folder.warehouse))} AS ledger (READ_ONLY)")
        if con.execute("FROM built_from").fetchall() != [identity(folder)]:
            return None
        con.execute(_FIND, {"words": words, "limit": limit})
        # The macros of the warehouse name each other, and are found only in the database in use.
        con.execute("USE ledger")
        rows = con.execute(_SHOW).fetchall()
    return [_hit(row, words) for row in rows]


def _hit(row: tuple[Any, ...], words: str) -> Hit:
    *known, before, text, after, episode_id, segment_index = row
    return Hit._make((*known, excerpt(before, text, after, words), episode_id, segment_index))
