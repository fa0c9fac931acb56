"""Trains the models of turns on labelled transcripts, with their labels hidden, and writes their weights.

    python -m tests.bench.turn_weights WAREHOUSE.duckdb... [--without PART] [--apart PART] [--to FILE]

Transcripts of which nearly every segment has a speaker are read from built warehouses. Those whose document's address
contains a `--without` are left out altogether. For each `--apart` a model is trained without those of that address,
and what it does on them is printed; so the figures are of shows that the model has not seen. Documents without a show
are told apart by what their names begin with.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import duckdb
import numpy as np
import polars as pl

from transforms.turns.cues import WORDS, sentence_cues
from transforms.turns.model import BAGS, TERMS, LinearModel, TurnModel, combined, log_odds, read_code, shifted_rows
from transforms.turns.parting import CHANGES
from transforms.turns.units import speech_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.turns.cues import Codes
    from transforms.turns.model import Reals

LEARNT = 1
"""By this seed shows are parted into two halves, each seen by models that learnt from the other."""
_FEWEST = 20
_PENALTY = 4.0
_STEPS, _RATE = 150, 0.05
_SHOW_SHARE = 5000
_SMALLEST = 0.02
_QUERY = """
    SELECT said.episode_id AS document_id, 1::INTEGER AS ordinal, segment_index, said.speaker_id AS speaker_label, text,
        said.word_count, said.doc_start, said.doc_end, NULL::INTEGER AS voice, uri,
        coalesce(episodes.show_id, regexp_extract(uri, '([^/]*?)(?:[_0-9][^/]*)?$', 1)) AS show_id, role
    FROM segments AS said JOIN documents USING (document_id) JOIN episodes USING (episode_id)
    LEFT JOIN appearances USING (episode_id, speaker_id)
    WHERE said.kind != 'music' AND (episodes.language IS NULL OR episodes.language LIKE 'en%')
    WINDOW episode AS (PARTITION BY said.episode_id)
    QUALIFY avg((speaker_label IS NOT NULL AND said.speaker_id IS NOT NULL)::INTEGER) OVER episode > 0.95
        AND approx_count_distinct(said.speaker_id) OVER episode > 1
    ORDER BY document_id, segment_index
"""


class Material(NamedTuple):
    """Sentences or turns with their cues, what a model should say of each, and how much it counts."""

    uri: pl.Series
    text: pl.Series
    document: Codes
    cues: dict[str, Codes]
    bag: pl.DataFrame
    wanted: Reals
    weight: Reals
    wanted_role: pl.Series
    show: pl.Series


def main() -> None:
    """Train, print what the models do on the transcripts that were kept apart, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.turn_weights", description=__doc__)
    parser.add_argument("warehouse", nargs="+")
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--apart", action="append", default=[])
    parser.add_argument("--to", type=Path, metavar="FILE")
    given = parser.parse_args()
    sentences = prepare(read_labelled(given.warehouse, given.without))
    materials = {"change": sentences, "lead": found_turns(sentences)}
    for name, material in materials.items():
        for part in given.apart:
            is_apart = material.uri.str.contains(part).to_numpy()
            odds = _odds(train(material, name, ~is_apart), name, material)
            _report(name, part, odds[is_apart], material.wanted[is_apart], material.weight[is_apart])
    if given.to is not None:
        _write(given.to, {name: _trained(name, each) for name, each in materials.items()})


def train_models(sentences: Material) -> TurnModel:
    """Return both models, trained on all of the sentences."""
    return TurnModel(_trained("change", sentences), _trained("lead", found_turns(sentences)))


def _trained(name: str, material: Material) -> LinearModel:
    return train(material, name, np.ones(len(material.document), bool))


def read_labelled(warehouses: Sequence[str], without: Sequence[str] = ()) -> pl.DataFrame:
    """Return the segments of labelled transcripts: speaker in `speaker_label`, and `uri`, `show_id` and `role`."""
    read = []
    for path in warehouses:
        with duckdb.connect(path, read_only=True) as con:
            read.append(con.sql(_QUERY).pl())
    segments = pl.concat(read).unique(["document_id", "segment_index"], keep="first", maintain_order=True)
    for part in without:
        segments = segments.filter(~pl.col("uri").str.contains(part))
    change = pl.col("speaker_label").ne_missing(pl.col("speaker_label").shift()).over("document_id")
    return segments.with_columns(turn_index=change.cum_sum().over("document_id").cast(pl.Int32))


def prepare(segments: pl.DataFrame) -> Material:
    """Return the sentences of labelled segments; turns that begin in mid-sentence teach nothing of beginnings."""
    units = speech_units(segments, is_told=True)
    own = segments[units["segment"].to_numpy()]
    document = units["document"].to_numpy()
    cues, bag = sentence_cues(units["text"], document)
    first = np.concatenate([[True], document[1:] != document[:-1]])
    change = (own["turn_index"] != own["turn_index"].shift()).fill_null(value=False).to_numpy() & ~first
    before = units["text"].shift(fill_value="")
    is_torn = units["text"].str.contains(r"^\p{Ll}").to_numpy() & ~before.str.contains(r"[.?!…\]\"”-]$").to_numpy()
    count = own.select(pl.len().over("show_id"))["len"].to_numpy()
    share = np.minimum(1.0, _SHOW_SHARE / count)
    role = own["role"].replace_strict({"host": 1.0, "guest": 0.0}, default=None, return_dtype=pl.Float64)
    return Material(
        own["uri"], units["text"], document, cues, bag, change.astype(float), share * ~(is_torn | first), role,
        own["show_id"],
    )  # fmt: skip


def found_turns(told: Material) -> Material:
    """Return the turns that a change model finds which has not seen their shows; wanted is who leads."""
    half = told.show.hash(seed=LEARNT + 1).to_numpy() % 2 == 0
    odds = np.zeros(len(told.document))
    for part in (half, ~half):
        odds[part] = _odds(train(told, "change", ~part), "change", told)[part]
    begins = (odds > np.log(CHANGES / (1 - CHANGES))) | (told.document != np.roll(told.document, 1))
    begins[0] = True
    words = told.text.str.count_matches(" ") + 1
    table = pl.DataFrame(
        {"turn": np.cumsum(begins), "uri": told.uri, "text": told.text, "document": told.document, "show": told.show,
         "role": told.wanted_role, "words": words}
    )  # fmt: skip
    turns = table.group_by("turn", maintain_order=True).agg(
        pl.col("uri", "document", "show").first(),
        pl.col("text").str.join(" "),
        pl.col("words").sum(),
        role=(pl.col("role") * pl.col("words")).sum() / (pl.col("role").is_not_null() * pl.col("words")).sum(),
    )
    role = turns["role"].fill_nan(None)
    wanted = (role.fill_null(0.5) > 0.5).cast(pl.Float64).to_numpy()
    weight = turns["words"].cast(pl.Float64).sqrt().to_numpy() * (
        ((role > 0.8) | (role < 0.2)).fill_null(value=False).to_numpy()
    )
    document = turns["document"].to_numpy()
    # Who leads and who was invited count alike in each conversation, and conversations of few turns less.
    for side in (0.0, 1.0):
        mine = weight * (wanted == side)
        weight = np.where(wanted == side, weight * 150 / np.maximum(np.bincount(document, mine)[document], 1), weight)
    both = np.bincount(document, weight * (wanted == 1)) * np.bincount(document, weight * (wanted == 0)) > 0
    cues, bag = sentence_cues(turns["text"], document)
    return Material(
        turns["uri"], turns["text"], document, cues, bag, wanted, weight * both[document], role, turns["show"]
    )


def train(material: Material, name: str, chosen: np.ndarray) -> LinearModel:
    """Return the weights that fit the chosen sentences best, small ones preferred: logistic regression by Adam."""
    weight, wanted = material.weight * chosen, material.wanted
    codes = [combined(material.cues, terms, material.document) for terms in TERMS[name]]
    known = [_frequent(code[weight > 0]) for code in codes]
    starts = np.cumsum([1, *map(len, known)])
    columns = [_columns(code, each, start) for code, each, start in zip(codes, known, starts[:-1], strict=True)]
    row, word = material.bag["row"].to_numpy(), material.bag["word"].to_numpy()
    pairs = [
        (np.arange(len(wanted)), np.zeros(len(wanted), np.int64)),
        *[(np.flatnonzero(c), c[c > 0]) for c in columns],
    ]
    size = int(starts[-1])
    for step in BAGS[name]:
        rows = shifted_rows(material.document, -step)[row]
        pairs.append((rows[rows >= 0], word[rows >= 0] + size))
        size += len(WORDS)
    at, column = (np.concatenate(part) for part in zip(*pairs, strict=True))
    fitted = _fit(at, column, size, wanted, weight)
    tables = tuple(fitted[start : start + len(each)] for each, start in zip(known, starts[:-1], strict=True))
    bags = {step: fitted[starts[-1] + n * len(WORDS) :][: len(WORDS)] for n, step in enumerate(BAGS[name])}
    return LinearModel(float(fitted[0]), tuple(known), tables, bags)


def _frequent(code: Codes) -> Codes:
    values, counts = np.unique(code, return_counts=True)
    return values[counts >= _FEWEST]


def _columns(code: Codes, known: Codes, start: int) -> Codes:
    if not len(known):
        return np.zeros_like(code)
    place = np.minimum(np.searchsorted(known, code), len(known) - 1)
    return np.where(known[place] == code, place + start, 0)


def _fit(row: Codes, column: Codes, size: int, wanted: Reals, weight: Reals) -> Reals:
    fitted, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    penalty = np.full(size, _PENALTY)
    penalty[0] = 0.0
    total = weight.sum()
    for step in range(1, _STEPS + 1):
        odds = np.bincount(row, fitted[column], len(wanted))
        off = weight * (1 / (1 + np.exp(-odds)) - wanted)
        slope = (np.bincount(column, off[row], size) + penalty * fitted) / total
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        fitted -= _RATE * (1 - step / _STEPS) * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-9)
    return fitted


def _odds(model: LinearModel, name: str, material: Material) -> Reals:
    return log_odds(model, name, material.cues, material.bag, material.document)


def _report(name: str, part: str, odds: Reals, wanted: Reals, weight: Reals) -> None:
    odds, wanted = odds[weight > 0], wanted[weight > 0]
    order = np.argsort(-odds, kind="stable")
    hits = np.cumsum(wanted[order])
    scores = 2 * hits / (np.arange(1, len(hits) + 1) + wanted.sum())
    best = int(scores.argmax())
    likely = 1 / (1 + np.exp(-odds))
    right = np.average((likely > 0.5) == wanted, weights=weight[weight > 0])
    sys.stdout.write(
        f"{name:<8}{part:<24}{len(odds):>7} sentences{wanted.mean():>7.3f} are so; best F1 {scores[best]:.3f} at "
        f"{likely[order[best]]:.2f}, F1 at {CHANGES} {_f1(likely >= CHANGES, wanted):.3f}, right at 0.5 {right:.3f}\n"
    )


def _f1(said: np.ndarray, wanted: Reals) -> float:
    return float(2 * (said * wanted).sum() / max(1, said.sum() + wanted.sum()))


def _write(path: Path, models: dict[str, LinearModel]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("model", "cues", "values", "weight"))
        for name, model in models.items():
            writer.writerow((name, "", "", f"{model.bias:.2f}"))
            for terms, codes, weights in zip(TERMS[name], model.codes, model.weights, strict=True):
                cues = " ".join(map(str, terms))
                writer.writerows(
                    (name, cues, read_code(terms, int(code)), f"{weight:.2f}")
                    for code, weight in zip(codes, weights, strict=True)
                    if abs(weight) >= _SMALLEST
                )
            for step, weights in model.bags.items():
                writer.writerows(
                    (name, f"word{step:+d}" if step else "word", word, f"{weight:.2f}")
                    for word, weight in zip(WORDS, weights, strict=True)
                    if abs(weight) >= _SMALLEST
                )


if __name__ == "__main__":
    main()
