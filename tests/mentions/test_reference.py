"""The pass over all words of a batch finds what a plain search finds, text by text and name by name."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from tests.reference import name_hits
from tests.reference.name_hits import Place
from transforms.lexicon_table import parse_entities
from transforms.mentions.automaton import run_automaton
from transforms.mentions.forms import VARIANTS
from transforms.mentions.lexicon import build_lexicon
from transforms.mentions.running_text import run_lines
from transforms.mentions.settle import settle
from transforms.mentions.words import find_words

# Few letters, so that names come about by chance; and all that stands between words.
_PARTS = ["a", "b", "A", "É", "é", "ж", "日", "本", "1", "2", "ab", "Ab", "b+", "C++", "c#", "a1"]
_GAPS = [
    " ",
    "-",
    "_",
    "'",
    "’",
    ".",
    ". ",
    ", ",
    " & ",
    "&",
    "–",
    " - ",
    "- ",
    "  ",
    "\t",
    "…",
    "",
    "!",
    "/",
    "+",
    "#",
]
_WORDS = st.lists(st.tuples(st.sampled_from(_PARTS), st.sampled_from([" "] * 8 + _GAPS)), max_size=14).map(
    lambda parts: "".join(part + gap for part, gap in parts)
)
_NAMES = st.lists(
    st.lists(st.sampled_from(_PARTS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6, unique=True
)


@given(st.lists(_WORDS, max_size=5), _NAMES)
@example(["A. b and A b.", "ab. A"], ["A b", "ab A"])
@example(["a1 + b c++x C+++ C++"], ["a1", "C++", "c"])
def test_every_name_is_found_where_a_plain_search_finds_it(texts: list[str], names: list[str]) -> None:
    found = _found(texts, names)
    assert {name: found.get(name, set()) for name in names} == {name: name_hits.hits(texts, name) for name in names}


def _found(texts: list[str], names: list[str]) -> dict[str, set[Place]]:
    """Return the places of each name as it is written; names in the lexicon are half of them aliases."""
    rows = [f"{name},product,{alias or ''}" for name, alias in zip(names[::2], [*names[1::2], None], strict=False)]
    lexicon = build_lexicon([parse_entities("\n".join(["name,kind,aliases", *rows]), "own.csv").table])
    text = run_lines(pl.Series(texts, dtype=pl.String))
    words = find_words(text)
    hits = run_automaton(lexicon.automaton, words)
    written = lexicon.patterns.filter(pl.col("variant") == VARIANTS.index("written"))
    forms = written.join(lexicon.forms.select("form_id", "form"), on="form_id")
    of_pattern = dict(forms.group_by("pattern").agg("form").iter_rows())
    found: dict[str, set[Place]] = {}
    for first, last, pattern in zip(hits.first, hits.last, hits.pattern, strict=True):
        start, end = int(words.start[first]), int(words.end[last - 1])
        number = int(np.searchsorted(text.start, start, "right")) - 1
        begin = int(text.start[number])
        raw = text.raw.tobytes()
        place = Place(number, len(raw[begin:start].decode()), len(raw[begin:end].decode()))
        for form in of_pattern.get(int(pattern), []):
            found.setdefault(form, set()).add(place)
    return found


_STRETCHES = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 4), st.integers(0, 3)), max_size=12)


@given(_STRETCHES)
def test_stretches_that_stay_are_those_of_a_plain_choice(stretches: list[tuple[int, int, int]]) -> None:
    first, size, rank = (np.array(column, np.int64) for column in zip(*stretches, strict=True)) if stretches else [
        np.empty(0, np.int64)
    ] * 3  # fmt: skip
    order = sorted(range(len(first)), key=lambda row: (-size[row], -rank[row], first[row]))
    taken: set[int] = set()
    stays = [False] * len(first)
    for row in order:
        own = set(range(first[row], first[row] + size[row]))
        if taken.isdisjoint(own):
            taken |= own
            stays[row] = True
    assert settle(first, first + size, rank.astype(np.float64)).tolist() == stays
