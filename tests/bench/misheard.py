"""How many names heard wrong are recognised by likeness alone, while one ordinary word in so many is bent to a name.

`python -m tests.bench.misheard [--labels DIR] [--misses N]` reads pairs of what was heard and what was meant.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from tests.bench.labels import Misheard, bare, folder_of_labels, read_misheard
from transforms.lexicon_schema import COMMON_WORDS
from transforms.mentions.likeness import likeness
from transforms.mentions.misheard import LEAST_COARSE
from transforms.mentions.sounds import coarse_sounds, spell_sounds
from warehouse.lexicon import word_list

Reals = npt.NDArray[np.float64]
RATES = (0.001, 0.005, 0.01, 0.02, 0.05, 0.1)
_LANGUAGE = "en"
_SHORTEST = 3
_AT_ONCE = 500


class Recall(NamedTuple):
    """What is recognised when odds count from `least` on: at this share of ordinary words bent to some name."""

    rate: float
    least: float
    pairs: float
    occurrences: float


def pair_odds(pairs: Sequence[Misheard]) -> Reals:
    """Return the odds (nats) of each pair; minus infinity where the coarse sounds are too far apart to be looked at."""
    heard, meant = (pl.Series([getattr(pair, name) for pair in pairs], dtype=pl.String) for name in ("heard", "meant"))
    index = np.arange(len(pairs))
    coarse = [coarse_sounds(spell_sounds(texts)).to_list() for texts in (heard, meant)]
    near = [Levenshtein.normalized_similarity(a, b) >= LEAST_COARSE for a, b in zip(*coarse, strict=True)]
    return np.where(near, likeness(heard, meant, index, index).odds, -np.inf)


def word_odds(words: pl.Series, names: pl.Series) -> Reals:
    """Return the highest odds that each word has for any of the names."""
    coarse, coarse_names = (coarse_sounds(spell_sounds(texts)).to_list() for texts in (words, names))
    best = np.full(len(words), -np.inf)
    for begin in range(0, len(words), _AT_ONCE):
        table = cdist(
            coarse[begin : begin + _AT_ONCE], coarse_names, scorer=Levenshtein.normalized_similarity,
            score_cutoff=LEAST_COARSE, dtype=np.float32,
        )  # fmt: skip
        left, right = np.nonzero(table)
        np.maximum.at(best, left + begin, likeness(words, names, left + begin, right).odds)
    return best


def recalls(odds: Reals, counts: Sequence[int], of_words: Reals) -> list[Recall]:
    """Return the recall at each of `RATES`; `counts` weigh the pairs by how often they came."""
    made = []
    ranked = np.sort(of_words)[::-1]
    weight = np.array(counts, np.float64)
    for rate in RATES:
        bent = int(rate * len(ranked))
        least = float(np.nextafter(ranked[bent], np.inf)) if bent < len(ranked) else -np.inf
        known = odds >= least
        made.append(Recall(rate, least, float(known.mean()), float(weight[known].sum() / weight.sum())))
    return made


def print_report(pairs: Sequence[Misheard], misses: int, write: Callable[[str], object]) -> None:
    """Write the recall at each rate, then by kind and the worst pairs at one word in a hundred."""
    wrong = [pair for pair in pairs if bare(pair.heard) != bare(pair.meant)]
    names = pl.Series(sorted({pair.meant for pair in wrong}))
    common = pl.DataFrame(word_list(COMMON_WORDS)).filter(
        (pl.col("language") == _LANGUAGE) & (pl.col("word").str.len_chars() >= _SHORTEST)
    )["word"]
    odds, of_words = pair_odds(wrong), word_odds(common, names)
    write(f"{len(wrong):,} pairs that differ in letters, {len(names):,} names, {len(common):,} ordinary words\n\n")
    write("words bent   odds from   recall: pairs   occurrences\n")
    found = recalls(odds, [pair.times for pair in wrong], of_words)
    for one in found:
        write(f"{one.rate:>10.1%}{one.least:>12.2f}{one.pairs:>16.3f}{one.occurrences:>14.3f}\n")
    (at_one,) = (one for one in found if one.rate == 0.01)
    write(f"\nat {at_one.rate:.0%} of words bent\nkind               pairs    recall\n")
    for kind in sorted({pair.kind for pair in wrong}):
        known = [value >= at_one.least for pair, value in zip(wrong, odds, strict=True) if pair.kind == kind]
        write(f"{kind:<16}{len(known):>8,}{sum(known) / len(known):>10.3f}\n")
    lost = sorted(zip(odds, wrong, strict=True), key=lambda one: -one[1].times)
    for value, pair in [one for one in lost if one[0] < at_one.least][:misses]:
        write(f"{value:>8.2f}  {pair.heard} for {pair.meant} ({pair.times})\n")


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.misheard", description=__doc__)
    parser.add_argument("--labels", metavar="DIR", type=Path, help="the folder of labels (CASTLEDGER_SHARED)")
    parser.add_argument("--misses", metavar="N", type=int, default=0, help="show so many pairs that are missed")
    options = parser.parse_args()
    print_report(read_misheard(folder_of_labels(options.labels)), options.misses, sys.stdout.write)


if __name__ == "__main__":
    main()
