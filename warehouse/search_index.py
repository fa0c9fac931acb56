"""The full-text index: a DuckDB file of its own, built when first needed and again when the warehouse has changed.

It indexes passages, runs of segments of one turn, since a caption cue is too short to be ranked by its words.
"""

from __future__ import annotations

import fcntl
import importlib.util
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import duckdb

from transforms.conditions import literal
from warehouse import connect, durable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from warehouse.folder import DataFolder

PASSAGE_WORDS = 60
_BATCH_WORDS = 5_000_000
_MEMORY = "1GB"
_LETTERS = r"[^\p{L}\p{M}\p{N}]+"
# Scripts without spaces between words: every character is a word of its own.
_SPACED = (
    r"regexp_replace(words, '([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}])', ' \1 ', 'g')"
)
# Batches of episodes, in the order of their ids, small enough to be held in memory.
_BATCHES = f"""
    SELECT min(episode_id), max(episode_id)
    FROM (
        SELECT episode_id, sum(word_count) OVER (ORDER BY episode_id) // {_BATCH_WORDS} AS batch FROM ledger.episodes
    )
    GROUP BY batch ORDER BY batch"""
_PASSAGES = f"""
    INSERT INTO passages
    WITH counted AS (
        SELECT episode_id, turn_index, segment_index, text, sum(word_count) OVER (
            PARTITION BY episode_id, turn_index ORDER BY segment_index
        ) - word_count AS words_before
        FROM ledger.segments
        WHERE episode_id BETWEEN ? AND ?
    ),
    joined AS (
        SELECT episode_id, min(segment_index) AS first_segment, max(segment_index) AS last_segment,
            string_agg(text, ' ' ORDER BY segment_index) AS words
        FROM counted
        GROUP BY episode_id, turn_index, words_before // {PASSAGE_WORDS}
    )
    SELECT nextval('passage_ids'), episode_id, first_segment, last_segment, spaced(words)
    FROM (FROM joined ORDER BY episode_id, first_segment)"""
_TERMS = f"""
    CREATE MACRO terms(words) AS list_transform(
        string_split_regex(
            trim(regexp_replace(lower(strip_accents(spaced(words))), '{_LETTERS}', ' ', 'g')), '\\s+'
        ),
        lambda word: stem(word, 'porter')
    )"""


class SearchUnavailableError(RuntimeError):
    """DuckDB's full-text extension is not installed for this version of DuckDB."""


class Identity(NamedTuple):
    """Which warehouse an index was built from: the file, and the run that published it."""

    inode: int
    size_bytes: int
    mtime_ns: int


def load_extension(con: duckdb.DuckDBPyConnection) -> None:
    """Load the full-text extension from its package, without a network. Raises `SearchUnavailableError`."""
    spec = importlib.util.find_spec("duckdb_extension_fts")
    places = spec.submodule_search_locations if spec else None
    for place in places or []:
        file = Path(place) / "extensions" / f"v{duckdb.__version__}" / "fts.duckdb_extension"
        if file.exists():
            con.execute(f"LOAD {literal(str(file))}")
            return
    raise SearchUnavailableError(f"search needs the package duckdb-extension-fts=={duckdb.__version__}")


def current_index(folder: DataFolder, before_build: Callable[[], None] | None = None) -> Path:
    """Return an index of the present warehouse, after building it if need be.

    `before_build` is called before that, which takes about a second for each million words. Of several processes one
    builds and the others wait. Raises `WarehouseMissingError`, `SearchUnavailableError`, and `OSError` of the disk.
    """
    if not _is_current(folder):
        with _alone(folder):
            if not _is_current(folder):
                if before_build is not None:
                    before_build()
                _build(folder)
    return folder.search


def _is_current(folder: DataFolder) -> bool:
    present = identity(folder)
    if not folder.search.exists():
        return False
    try:
        with duckdb.connect(folder.search, read_only=True) as con:
            return con.execute("FROM built_from").fetchall() == [present]
    except duckdb.Error:
        # A file of another version, or no database at all: it is only an index, and is built again.
        return False


def identity(folder: DataFolder) -> Identity:
    """Return which file the present warehouse is."""
    if not folder.warehouse.exists():
        raise connect.WarehouseMissingError(
            f"{folder.warehouse} does not exist: `castledger run SOURCE --data DIR` makes a warehouse"
        )
    stat = folder.warehouse.stat()
    return Identity(stat.st_ino, stat.st_size, stat.st_mtime_ns)


@contextmanager
def _alone(folder: DataFolder) -> Iterator[None]:
    """Wait until nobody else builds, and keep others from it; the kernel lets go of a dead holder's lock."""
    with folder.search_lock.open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _build(folder: DataFolder) -> None:
    beside = folder.search.with_name(folder.search.name + ".building")
    log = beside.with_name(beside.name + ".wal")
    for left in (beside, log):
        left.unlink(missing_ok=True)
    try:
        _fill(beside, folder)
        durable.replace(beside, folder.search)
    finally:
        for left in (beside, log):
            left.unlink(missing_ok=True)


def _fill(path: Path, folder: DataFolder) -> None:
    # The identity is taken first: if the warehouse is replaced meanwhile, the index is at worst built once more.
    source = identity(folder)
    with connect.create(path) as con:
        con.execute(f"SET memory_limit = '{_MEMORY}'")
        load_extension(con)
        con.execute(f"ATTACH {literal(str(folder.warehouse))} AS ledger (READ_ONLY)")
        con.execute(f"CREATE MACRO spaced(words) AS {_SPACED}")
        con.execute(_TERMS)
        con.execute("CREATE SEQUENCE passage_ids")
        con.execute(
            "CREATE TABLE passages (passage_id BIGINT, episode_id VARCHAR, first_segment INTEGER, "
            "last_segment INTEGER, words VARCHAR)"
        )
        for batch in con.execute(_BATCHES).fetchall():
            con.execute(_PASSAGES, batch)
        con.execute(
            "PRAGMA create_fts_index('passages', 'passage_id', 'words', stemmer = 'porter', stopwords = 'none', "
            f"ignore = {literal(_LETTERS)}, strip_accents = 1, lower = 1)"
        )
        con.execute("CREATE TABLE built_from (inode UBIGINT, size_bytes BIGINT, mtime_ns BIGINT)")
        con.execute("INSERT INTO built_from VALUES (?, ?, ?)", source)
        con.execute("CHECKPOINT")
