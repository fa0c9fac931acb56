"""Resolves the people of small invented corpora, the way a run does: parsed, put into recordings, weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from transforms.identity import identify_bytes
from transforms.normalize import RawDocument, normalize
from transforms.people.corpus import Facts, resolve_people
from transforms.resolve.episodes import resolve_episodes
from warehouse.name_words import name_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transforms.people.corpus import People

_NO_LINKS = pl.DataFrame(schema={"document_id": pl.String, "ordinal": pl.Int32, "to_document_id": pl.String})


class Seen(NamedTuple):
    """Somebody present: the speaker, the name and role, the other forms of the name, how that is known."""

    speaker_id: str
    name: str | None
    kind: str
    role: str
    labels: tuple[str, ...]
    aliases: tuple[str, ...]
    method: str
    confidence: float
    evidence: str | None


class Resolved(NamedTuple):
    """What came of a corpus: who is present, by file name, the tables as they are, and which episode is found where."""

    present: dict[str, list[Seen]]
    people: People
    placed: pl.DataFrame

    def names(self, file: str) -> dict[str, str | None]:
        """Return the name of each label of a file."""
        return {label: seen.name for seen in self.present[file] for label in seen.labels}

    def roles(self, file: str) -> dict[str, str]:
        """Return the role of each label of a file."""
        return {label: seen.role for seen in self.present[file] for label in seen.labels}

    def everybody(self, file: str) -> set[str]:
        """Return the names of all who are present in a file."""
        return {seen.name for seen in self.present[file] if seen.name is not None}

    def speaker(self, file: str, name: str) -> str:
        """Return the identity of the one who goes by a name in a file."""
        return next(seen.speaker_id for seen in self.present[file] if seen.name == name)


def corpus_of(files: Mapping[str, str]) -> Resolved:
    """Return the people of documents (file name to text)."""
    return resolved(
        [RawDocument(identify_bytes(f"{name} {text}".encode()), name, text.encode()) for name, text in files.items()]
    )


def resolved(raw: Sequence[RawDocument]) -> Resolved:
    """Return the people of documents."""
    lake = {name: pl.DataFrame(table) for name, table in normalize(raw).items()}
    stems = pl.DataFrame(
        {"document_id": [one.document_id for one in raw], "stem": [one.name.partition(".")[0] for one in raw]}
    )
    finds = lake["parsed_episodes"].join(stems, on="document_id").with_columns(folder=pl.lit("file:///talks"))
    episodes = resolve_episodes(finds, _NO_LINKS)
    shows = pl.DataFrame(episodes.episodes.select(["episode_id", "show_id"]))
    placed = pl.DataFrame(episodes.episode_documents.select(["document_id", "ordinal", "episode_id", "is_primary"]))
    keyed = finds.select("document_id", "ordinal", "segment_count", "folder", "stem").join(
        placed.join(shows, on="episode_id"), on=["document_id", "ordinal"]
    )
    facts = Facts(lake["parsed_people"], lake["parsed_voices"], lake["parsed_evidence"])
    people = resolve_people(keyed, lambda: [facts], name_words())
    return Resolved(_present(people, placed, {one.document_id: one.name for one in raw}), people, placed)


def _present(people: People, placed: pl.DataFrame, names: Mapping[str, str]) -> dict[str, list[Seen]]:
    rows = (
        pl.DataFrame(people.appearances)
        .join(pl.DataFrame(people.speakers), on="speaker_id")
        .join(placed.select("episode_id", found_in="document_id").unique(), on="episode_id")
    )
    present: dict[str, list[Seen]] = {name: [] for name in names.values()}
    columns = ("speaker_id", "name", "kind", "role", "labels", "aliases", "method", "confidence", "evidence")
    for found_in, *row in rows.select("found_in", *columns).sort("found_in", "speaker_id").iter_rows():
        seen = Seen(*row)
        present[names[found_in]].append(seen._replace(labels=tuple(seen.labels), aliases=tuple(seen.aliases)))
    return present


def turns(*said: str) -> str:
    """Return a transcript in Markdown: each of `said` is a label, a colon and words."""
    lines = (one.split(":", 1) for one in said)
    return "\n\n".join(f"**{label}:** {words.strip()}" for label, words in lines) + "\n"


def talk(*labels: str, count: int = 12) -> list[str]:
    """Return `count` turns of plain talk by labels in turn, the first of which asks."""
    return [_talk(labels[number % len(labels)], number, asks=not number % len(labels)) for number in range(count)]


def _talk(label: str, number: int, *, asks: bool) -> str:
    if asks:
        return f"{label}: And what happens to the colony in week {number} when the weather turns, do they stay inside?"
    return (
        f"{label}: The bees keep the cluster warm by shivering, and they eat their way through the stores. In week "
        f"{number} we weigh every hive and write the numbers down, so that we can tell a weak colony from a strong one."
    )


def front_matter(**facts: object) -> str:
    """Return a YAML block to put before a transcript."""
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in facts.items()) + "---\n\n"


def listed(names: Iterable[str]) -> str:
    """Return names as a YAML list in one line."""
    return f"[{', '.join(names)}]"
