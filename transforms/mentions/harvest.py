"""The names that the record of an episode holds: title, show notes, links, tags, chapters, people, labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.contract import conform
from transforms.lake_annotations import HARVESTED_NAMES
from transforms.mentions.name_kinds import PERSON, UNKNOWN, guess_kinds
from transforms.mentions.reading import read_text
from transforms.mentions.running_text import run_lines
from transforms.mentions.runs import find_runs, listed_share
from transforms.mentions.vocabulary import UNLISTED
from transforms.mentions.web_names import names_in_links
from transforms.mentions.words import find_words
from transforms.schema import ENTITY_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from transforms.mentions.gaps import Flags
    from transforms.mentions.reading import Reading
    from transforms.mentions.runs import Runs
    from transforms.mentions.vocabulary import Vocabulary

_FIND = ("document_id", "ordinal")
_READ = ("parsed_episodes", "parsed_links", "parsed_people", "parsed_timestamps")
# What follows a name on a link to a page of its owner.
_ON_A_SITE = (
    r"(?i)\s+(?:on|at|auf|en|sur)\s+(?:twitter|x|linkedin|github|mastodon|medium|youtube|bluesky|instagram)\b.*$"
)
_TITLED_SHARE = 0.6
_SURE_PERSON, _SURE_KIND = 4.0, 2.0
_LONGEST_WHOLE = 5
_LONGEST_PERSON = 5
_MOST_NAMES = 400
_SHORTEST = 2


def harvest(tables: Mapping[str, pa.Table], vocabulary: Vocabulary) -> pa.Table:
    """Return the names that the record of each find holds (`HARVESTED_NAMES`), from the lake tables of a batch.

    kind is null where nothing tells. origin is 'people', 'affiliation', 'title', 'link', 'tag', 'notes', 'chapter',
    'show', 'file' (a word of a file's name), or 'heading': of a line whose every word has a capital. Of a name that
    stands in several places the first one counts.
    """
    frames = {name: pl.DataFrame(tables[name]) for name in _READ}
    told = pl.concat([_people(frames), _show(frames)])
    alone = [_tags(frames), names_in_links(frames["parsed_links"]), _file_words(frames)]
    whole = _worth_it(pl.concat(alone), vocabulary)
    names = pl.concat([told, whole, _in_lines(_lines(frames), vocabulary)])
    names = names.filter(pl.col("name").str.len_chars().is_between(_SHORTEST, 80))
    first = names.unique((*_FIND, "name"), keep="first", maintain_order=True)
    few = first.filter(pl.int_range(pl.len()).over(_FIND) < _MOST_NAMES)
    return conform(HARVESTED_NAMES, few.to_arrow())


def _people(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    people = frames["parsed_people"].with_columns(pl.col("name").str.replace(r"(?i)\s+(?:via|at|from)\s.*$", ""))
    people = people.filter(pl.col("name").str.count_matches(" ") < _LONGEST_PERSON)
    companies = (
        people.drop_nulls("affiliation").with_columns(pl.col("affiliation").str.split(" / ")).explode("affiliation")
    )
    return pl.concat(
        [
            people.select(*_FIND, "name", kind=pl.lit("person"), origin=pl.lit("people")),
            companies.select(*_FIND, name="affiliation", kind=pl.lit("organization"), origin=pl.lit("affiliation")),
        ]
    )


def _tags(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    tags = frames["parsed_episodes"].select(*_FIND, name="tags").explode("name").drop_nulls("name")
    plain = tags.with_columns(pl.col("name").str.replace_all("-", " ", literal=True))
    return plain.select(*_FIND, "name", kind=pl.lit(None, pl.String), origin=pl.lit("tag"))


def _file_words(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the words of titles that are only the name of a file: one that is said is spelled as it stands there."""
    untitled = frames["parsed_episodes"].filter("is_title_from_name").select(*_FIND, name="title")
    words = untitled.with_columns(pl.col("name").str.extract_all(r"\pL{3,}")).explode("name").drop_nulls("name")
    return words.select(*_FIND, "name", kind=pl.lit(None, pl.String), origin=pl.lit("file"))


def _show(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    shows = frames["parsed_episodes"].select(*_FIND, name="show_title").drop_nulls("name")
    titles = shows.with_columns(pl.col("name").str.extract(r"^([^:|–—]+)").str.strip_chars())
    return titles.select(*_FIND, "name", kind=pl.lit("work"), origin=pl.lit("show"))


def _lines(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return lines of text to look for names in: document_id, ordinal, text, origin."""
    episodes, chapters = frames["parsed_episodes"], frames["parsed_timestamps"].filter(pl.col("kind") == "chapter")
    notes = episodes.select(*_FIND, text=pl.col("description").str.split("\n")).explode("text")
    return pl.concat(
        [
            episodes.filter(~pl.col("is_title_from_name")).select(*_FIND, text="title", origin=pl.lit("title")),
            frames["parsed_links"].select(*_FIND, text=_owner("label"), origin=pl.lit("link")),
            notes.select(*_FIND, "text", origin=pl.lit("notes")),
            chapters.select(*_FIND, text="label", origin=pl.lit("chapter")),
        ]
    ).drop_nulls("text")


def _owner(label: str) -> pl.Expr:
    return pl.col(label).str.replace(_ON_A_SITE, "").str.strip_chars()


def _in_lines(lines: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    reading = read_text(run_lines(lines["text"].str.replace_all("\n", " ", literal=True)), vocabulary)
    runs = find_runs(reading)
    kinds = guess_kinds(reading, runs)
    listed = listed_share(reading, runs) >= 1
    row = reading.episode[runs.first]
    is_title = _in_title_case(reading)[row]
    kept = _is_name(reading, runs, listed, is_title)
    sure = kinds.nats >= np.where(kinds.kind == PERSON, _SURE_PERSON, _SURE_KIND)
    return (
        lines[row]
        .select(*_FIND, "origin")
        .with_columns(
            origin=pl.when(pl.Series(is_title & (runs.last - runs.first == 1)))
            .then(pl.lit("heading"))
            .otherwise("origin"),
            name=reading.spell(runs.first, runs.last),
            kind=pl.Series(np.where(sure, kinds.kind, UNKNOWN)).replace_strict(
                dict(enumerate(ENTITY_KINDS)) | {UNKNOWN: None}, return_dtype=pl.String
            ),
        )
        .filter(pl.Series(kept))
        .select(*_FIND, "name", "kind", "origin")
    )


def _in_title_case(reading: Reading) -> Flags:
    """Return for each line whether most of its words have a capital, so that a capital says nothing.

    The most common words do not count: titles write them small.
    """
    telling = reading.bands(np.arange(len(reading.words))) > 1
    length = np.bincount(reading.episode, telling)
    return np.bincount(reading.episode, reading.is_capital & telling) >= _TITLED_SHARE * length


def _is_name(reading: Reading, runs: Runs, listed: Flags, is_title: Flags) -> Flags:
    """Tell names from words that have a capital because all of the line's words have, or a sentence begins."""
    size = runs.last - runs.first
    length = np.bincount(reading.episode)[reading.episode[runs.first]]
    is_whole = (size == length) & (size <= _LONGEST_WHOLE)
    is_name: Flags = ~listed | ((size > 1) & (is_whole | (~is_title & ~runs.opens)))
    return is_name


def _worth_it(names: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """Return the names that are not just one common word."""
    text = run_lines(names["name"])
    words = find_words(text)
    row = np.searchsorted(text.start, words.start, "right") - 1
    listed = vocabulary.bands[vocabulary.numbers(words.key)].min(axis=1, initial=UNLISTED) < UNLISTED
    alone = np.bincount(row, minlength=len(names)) == 1
    return names.filter(pl.Series(~alone | (np.bincount(row, listed, minlength=len(names)) == 0)))
