"""Speed of the mention stage by the size of the lexicon: the pass over all words, and all of it, in MB/s of one core.

`python -m tests.bench.mention_speed [--mb N] [--aliases N ...]` makes up the lexicon, and speech that names some of it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

import polars as pl
import pyarrow as pa

from tests.bench.conversation import invent
from transforms.lake_annotations import ANNOTATED_SEGMENTS
from transforms.lexicon_schema import COMMON_WORDS
from transforms.lexicon_table import parse_entities
from transforms.mentions.annotation import Record, annotate_mentions
from transforms.mentions.automaton import run_automaton
from transforms.mentions.knowledge import Knowledge, build_knowledge
from transforms.mentions.running_text import run_lines
from transforms.mentions.words import find_words
from transforms.schema import ENTITY_KINDS
from warehouse.lexicon import vocabulary, word_list

T = TypeVar("T")
ALIASES = (5_000, 100_000)
_SYLLABLES = (
    "ka", "lo", "mi", "ren", "tas", "vor", "quin", "del", "sha", "bru", "zen", "pol", "ar", "ix", "um", "fen", "gra",
    "hol", "ny", "ter", "wil", "yo", "cas", "dra", "eth",
)  # fmt: skip
_WORDS_AN_EPISODE, _WORDS_A_NAME = 9_000, 70
_OF_TWO_WORDS = 0.5
# So many names are common words too, as in the lexicon that ships: a language has only so many to lend.
_COMMON_SHARE, _MOST_COMMON, _COMMON_BAND = 0.035, 1_000, 3


class Speed(NamedTuple):
    """Million bytes a second of one core, and how many mentions there were."""

    aliases: int
    build_seconds: float
    pass_speed: float
    stage_speed: float
    mention_count: int


def invent_lexicon(count: int, seed: int = 1) -> pa.Table:
    """Return an entity list with so many forms, half of them names and half aliases; some are common words."""
    dice = random.Random(seed)
    words = pl.DataFrame(word_list(COMMON_WORDS)).filter(
        (pl.col("language") == "en") & (pl.col("band") >= _COMMON_BAND)
    )
    common = dice.sample(words["word"].to_list(), min(int(_COMMON_SHARE * count), _MOST_COMMON))
    forms = {word.capitalize() for word in common}
    while len(forms) < count:
        forms.add(" ".join(_word(dice) for _ in range(1 + (dice.random() < _OF_TWO_WORDS))))
    ranked = sorted(forms)
    dice.shuffle(ranked)
    kinds = [dice.choice(ENTITY_KINDS) for _ in ranked]
    rows = [
        f"{name},{kind},{alias},{name}|{alias}"
        for name, alias, kind in zip(ranked[::2], ranked[1::2], kinds, strict=False)
    ]
    return parse_entities("\n".join(["name,kind,aliases,ambiguous", *rows]), "invented.csv").table


def invent_speech(size_bytes: int, names: list[str], seed: int = 2) -> pl.DataFrame:
    """Return segments of so many bytes of speech that names something once in a while."""
    dice = random.Random(seed)
    rows: list[tuple[str, int, int, str]] = []
    written = number = 0
    while written < size_bytes:
        for place, sentence in enumerate(_sentences(number, dice, names)):
            rows.append((f"{number:016x}", place, place // 3, sentence))
            written += len(sentence)
        number += 1
    empty = pl.DataFrame(ANNOTATED_SEGMENTS.arrow().empty_table()).with_columns(raw_text=pl.lit(None, pl.String))
    said = pl.DataFrame(rows, schema=["episode_id", "segment_index", "turn_index", "text"], orient="row").with_columns(
        document_id="episode_id", is_primary=True, doc_start=0, kind=pl.lit("speech")
    )
    return pl.concat([empty, said.cast({name: empty.schema[name] for name in said.columns})], how="diagonal")


def measure(aliases: int, size_bytes: int) -> Speed:
    """Return the speeds with a lexicon of so many forms, in time of this process."""
    table = invent_lexicon(aliases)
    build, known = _timed(lambda: build_knowledge([table], vocabulary()))
    names = [*known.lexicon.forms["form"].sample(min(aliases, 2_000), seed=3)]
    said = invent_speech(size_bytes, names)
    size = int(said["text"].str.len_bytes().sum())
    passed, _ = _timed(lambda: _pass(said, known))
    staged, found = _timed(lambda: annotate_mentions(said, _nothing(), known))
    return Speed(aliases, build, size / 1e6 / passed, size / 1e6 / staged, found["annotated_mentions"].num_rows)


def _pass(said: pl.DataFrame, known: Knowledge) -> int:
    text = run_lines(said["text"])
    return len(run_automaton(known.lexicon.automaton, find_words(text)).first)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.process_time()
    made = work()
    return time.process_time() - begun, made


def _sentences(number: int, dice: random.Random, names: list[str]) -> Iterator[str]:
    for turn in invent(number, _WORDS_AN_EPISODE).turns:
        for sentence in turn.sentences:
            share = len(sentence.split()) / _WORDS_A_NAME
            yield f"{sentence} It was {dice.choice(names)} again." if dice.random() < share else sentence


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(2, 4))).capitalize()


def _nothing() -> Record:
    text = pl.String()
    return Record(
        pl.DataFrame(schema=dict.fromkeys(("episode_id", "name", "kind", "origin"), text)),
        pl.DataFrame(schema={"episode_id": text, "name": text, "aliases": pl.List(pl.String)}),
        pl.DataFrame(schema=dict.fromkeys(("episode_id", "show_id"), text)),
        pl.DataFrame(schema=dict.fromkeys(("episode_id", "surface", "entity", "kind"), text)),
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mention_speed", description=__doc__)
    parser.add_argument("--mb", type=float, default=8, help="million bytes of speech (%(default)s)")
    parser.add_argument("--aliases", type=int, nargs="+", default=ALIASES, help="sizes of the lexicon, in forms")
    options = parser.parse_args()
    sys.stdout.write("forms          built in s   pass MB/s   stage MB/s   mentions\n")
    for aliases in options.aliases:
        one = measure(aliases, int(options.mb * 1e6))
        sys.stdout.write(f"{one.aliases:<15,}{one.build_seconds:>10.2f}{one.pass_speed:>12.1f}{one.stage_speed:>13.1f}"
                         f"{one.mention_count:>11,}\n")  # fmt: skip


if __name__ == "__main__":
    main()
