"""Linear models over the cues of sentences: whether somebody else speaks from here on, and who leads."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transforms.turns.cues import CHOICES, WORDS, shifted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt
    import polars as pl

    from transforms.turns.cues import Codes

    Reals = npt.NDArray[np.float64]


class Term(NamedTuple):
    """One cue of the sentence that is so many further on."""

    cue: str
    step: int = 0

    def __str__(self) -> str:
        """Return it as the weights write it: `asks-1`."""
        return f"{self.cue}{self.step:+d}" if self.step else self.cue


def _terms(*texts: str) -> tuple[tuple[Term, ...], ...]:
    """Return the terms that are written as `asks-1 first`."""
    return tuple(tuple(_term(part) for part in text.split()) for text in texts)


def _term(text: str) -> Term:
    for sign in "+-":
        cue, mark, step = text.partition(sign)
        if mark:
            return Term(cue, int(sign + step))
    return Term(text)


TERMS: dict[str, tuple[tuple[Term, ...], ...]] = {
    "change": _terms(
        "first", "first second", "last", "before_last last", "size", "asks", "persons", "calls", "nods size",
        "asks size", "first-1", "first-1 second-1", "last-1", "before_last-1 last-1", "size-1", "persons-1",
        "calls-1", "nods-1 size-1", "asks-1 size-1", "close-1 first", "asks-1 first second", "size-1 first",
        "size-1 size", "asks-1 size", "asks-1 half-1 asks half", "nods-1 half-1 nods half", "persons-1 persons",
        "asks-1 persons-1 asks persons", "first-1 first", "last-1 first", "asks-2 asks-1 asks",
        "half-2 half-1 half", "nods-2 nods-1 nods", "asks-2 size-2", "nods-2 size-2", "asks+1 size+1",
        "nods+1 size+1", "first first+1", "half half+1", "asks asks+1", "asks-3 half-3", "asks+2 half+2",
        "since", "until", "close", "says", "says-1 says", "says half",
    ),
    "lead": _terms(
        "first", "first second", "last", "before_last last", "size", "asks", "persons", "nods size",
        "asks size", "asks persons", "asks-1 size-1", "asks+1 size+1", "size-1 size", "size size+1",
        "asks-1 asks", "size-2", "size+2", "asks-2", "asks+2", "nods+1", "first-1", "first+1", "calls",
        "half-2 half half+2", "half-1 half half+1",
    ),
}  # fmt: skip
"""The combinations of cues that each model has weights for."""
BAGS = {"change": (0, -1), "lead": (0,)}
"""The sentences, by how many further on, of which all words count besides."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights by combination of cues: the codes that have one, ascending, and the weight of each.

    `bags` has a weight for each word, by the sentence it stands in.
    """

    bias: float
    codes: tuple[Codes, ...]
    weights: tuple[Reals, ...]
    bags: Mapping[int, Reals]


class TurnModel(NamedTuple):
    """The two models: `change` (somebody else speaks from this sentence on) and `lead` (its speaker leads the talk)."""

    change: LinearModel
    lead: LinearModel


def combined(cues: Mapping[str, Codes], terms: Iterable[Term], document: Codes) -> Codes:
    """Return one code for each sentence's combination of values."""

    def add(code: Codes, term: Term) -> Codes:
        return code * len(CHOICES[term.cue]) + shifted(cues[term.cue], document, term.step)

    return reduce(add, terms, np.zeros(len(document), np.int64))


def log_odds(model: LinearModel, name: str, cues: Mapping[str, Codes], bag: pl.DataFrame, document: Codes) -> Reals:
    """Return the log-odds that the model called `name` gives each sentence."""
    total: Reals = np.full(len(document), model.bias)
    for terms, codes, weights in zip(TERMS[name], model.codes, model.weights, strict=True):
        if len(codes):
            wanted = combined(cues, terms, document)
            place = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
            total += np.where(codes[place] == wanted, weights[place], 0.0)
    row, word = bag["row"].to_numpy(), bag["word"].to_numpy()
    for step, weights in model.bags.items():
        own: Reals = np.bincount(row, weights[word], len(document)).astype(np.float64)
        total += _moved(own, document, step)
    return total


def _moved(values: Reals, document: Codes, step: int) -> Reals:
    rows = shifted_rows(document, step)
    return np.where(rows >= 0, values[rows], 0.0)


def shifted_rows(document: Codes, step: int) -> Codes:
    """Return the row of the sentence `step` further on in the same text; -1 beyond its ends."""
    return shifted(np.arange(1, len(document) + 1), document, step) - 1


def parse_model(csv_text: str) -> TurnModel:
    """Return the models that a table of weights holds: model, cues, values, weight.

    Values are one for each cue, between blanks; cues are written `word` and `word-1` where all words count, and the row
    without cues is the bias. Raises `ValueError` for cues or values that there are not.
    """
    rows = list(csv.DictReader(io.StringIO(csv_text)))
    return TurnModel(*(_linear(name, [row for row in rows if row["model"] == name]) for name in TurnModel._fields))


def _linear(name: str, rows: Sequence[Mapping[str, str]]) -> LinearModel:
    places = {" ".join(map(str, terms)): place for place, terms in enumerate(TERMS[name])}
    found: list[dict[int, float]] = [{} for _ in places]
    bags = {step: np.zeros(len(WORDS)) for step in BAGS[name]}
    bias = 0.0
    for row in rows:
        cues, weight = row["cues"], float(row["weight"])
        if not cues:
            bias = weight
        elif cues.startswith("word"):
            bags[int(cues.removeprefix("word") or 0)][WORDS.index(row["values"])] = weight
        elif cues in places:
            place = places[cues]
            found[place][_code(TERMS[name][place], row["values"].split(" "))] = weight
        else:
            raise ValueError(f"no cues {cues!r} in the model {name!r}")
    codes = tuple(np.array(sorted(weights), np.int64) for weights in found)
    weights = tuple(np.array([each[code] for code in sorted(each)]) for each in found)
    return LinearModel(bias, codes, weights, bags)


def _code(terms: Sequence[Term], values: Sequence[str]) -> int:
    code = 0
    for term, value in zip(terms, values, strict=True):
        code = code * len(CHOICES[term.cue]) + CHOICES[term.cue].index(value)
    return code


def read_code(terms: Sequence[Term], code: int) -> str:
    """Return the values that a code stands for, as the table writes them."""
    values = []
    for term in reversed(terms):
        code, place = divmod(code, len(CHOICES[term.cue]))
        values.append(CHOICES[term.cue][place])
    return " ".join(reversed(values))
