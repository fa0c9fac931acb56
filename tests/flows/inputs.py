"""Small inputs of invented shows, and what a warehouse made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from warehouse import connect

LANTERN = """WEBVTT

00:00.000 --> 00:04.000
<v Orla Finch>Welcome to Lantern Hour, the programme about light.

00:04.000 --> 00:09.500
<v Teo Marsh>And about the people who carry it up the stairs.

00:09.500 --> 00:12.000
<v Orla Finch>Both of them, tonight.
"""
HARBOUR = """1
00:00:01,000 --> 00:00:03,000
Nia: The ferry is late again.

2
00:00:03,500 --> 00:00:06,000
Bram: It was late before we had a ferry.
"""
SPONSORED = """Lantern Hour

Speaker 1: Welcome to Lantern Hour. I'm Orla Finch, and my guest today is Teo Marsh, who carries lamps up stairs.
Speaker 2: Thank you for having me, Orla.
Speaker 1: How many stairs are there?
Speaker 2: Two hundred, and no lift.
Speaker 3: This episode is brought to you by Fernleaf, the notebook for people who lose notebooks. Go to fernleaf dot
com slash lantern for ten percent off.
Speaker 1: And we're back. Do you ever drop one?
Speaker 2: Once, and never again.
"""
BROKEN = "\x00\x01\x02 nothing that anybody could read \xff"


def write_inputs(folder: Path) -> Path:
    """Write two good documents into a folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lantern.vtt").write_text(LANTERN, encoding="utf-8")
    (folder / "harbour.srt").write_text(HARBOUR, encoding="utf-8")
    return folder


def query(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with connect.read(warehouse) as con:
        return con.execute(sql).fetchall()


def tables(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every table that does not tell one run from another, sorted."""
    told = {"runs", "checks", "warnings", "rejects"}
    timeless = "* EXCLUDE (fetched_at)", "* EXCLUDE (seen_at)"
    columns = dict(zip(("documents", "document_origins"), timeless, strict=True))
    names = [name for (name,) in query(warehouse, "SELECT table_name FROM duckdb_tables() ORDER BY 1")]
    return {
        name: sorted(query(warehouse, f"SELECT {columns.get(name, '*')} FROM {name}"), key=repr)
        for name in names
        if name not in told
    }
