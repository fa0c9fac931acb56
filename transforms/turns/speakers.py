"""Speech without labels given to the people known to be there, as far as it shows whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from transforms.people.sentences import FIND, sentences, turn_texts
from transforms.turns.cues import sentence_cues
from transforms.turns.decode import posteriors
from transforms.turns.model import log_odds
from transforms.turns.naming import Named, counts, name_evidence

if TYPE_CHECKING:
    from transforms.turns.decode import Longs, Reals
    from transforms.turns.model import TurnModel

# So many people of a find can be told apart; the last state is somebody whom nobody knows of.
MOST_PEOPLE = 7
_STRANGER = 0.25
# How sure it must be who speaks.
ASSIGNS = 0.6
_SAYS_SO, _OTHER_SAYS_SO = 5.0, 0.0
_CALLS_HIMSELF, _CALLED, _GREETED, _ANSWERED, _SPOKEN_OF = -4.0, 2.0, 1.0, 1.0, -2.0
_LEAD, _FARTHEST = 0.8, 4.0


class _Turns(NamedTuple):
    """Turns as arrays: the number of their text, the log-odds that their speaker leads, and that the speaker changed."""

    document: Longs
    lead: Reals
    change: Reals


def speakers_of(segments: pl.DataFrame, present: pl.DataFrame, model: TurnModel) -> pl.DataFrame:
    """Return who speaks in the turns of finds without labels: find, turn_index, speaker_id, method, confidence.

    `segments` are `lake_schema.PARSED_SEGMENTS`, `present` is `lake_people.RESOLVED_PRESENT`. Turns whose speaker
    cannot be told are left out.
    """
    people = _people(present)
    bare = segments.filter(pl.col("speaker_label").is_null().all().over(FIND)).join(
        people, on=FIND, how="semi", maintain_order="left"
    )
    if bare.is_empty():
        return _rows(None, None, None)
    turns = turn_texts(bare)
    cut = sentences(turns).filter(pl.col("text").str.contains(r"\w"))
    changes = bare.unique([*FIND, "turn_index"], keep="first", maintain_order=True)["change_confidence"]
    made = _turns(turns, changes, model)
    named = name_evidence(turns, cut, people)
    known = _known(turns, people)
    score, marks = _scores(made, named, known)
    likely = _settled(made, score, known)
    return _rows(turns, likely, marks, known)


def _people(present: pl.DataFrame) -> pl.DataFrame:
    person = pl.int_range(pl.len(), dtype=pl.Int64).over(FIND)
    ranked = present.sort(*FIND, "confidence", "speaker_id", descending=[False, False, True, False])
    return ranked.with_columns(person=person).filter(pl.col("person") < MOST_PEOPLE)


def _turns(turns: pl.DataFrame, change: pl.Series, model: TurnModel) -> _Turns:
    number = turns.select((pl.struct(FIND) != pl.struct(FIND).shift()).fill_null(value=True).cum_sum().cast(pl.Int64))
    document = number.to_series().to_numpy()
    cues, bag = sentence_cues(turns["text"], document)
    lead = np.clip(log_odds(model.lead, "lead", cues, bag, document), -_FARTHEST, _FARTHEST)
    return _Turns(document, lead, change.fill_null(0.5).to_numpy())


class _Known(NamedTuple):
    """Arrays (turn, person): whether there is such a person, how surely he is there, whether he leads; and who it is."""

    is_there: np.ndarray
    confidence: Reals
    leads: Reals
    ids: np.ndarray


def _known(turns: pl.DataFrame, people: pl.DataFrame) -> _Known:
    listed = people.group_by(FIND, maintain_order=True).agg("speaker_id", "confidence", "role")
    joined = turns.select(FIND).join(listed, on=FIND, how="left", maintain_order="left")
    filled = joined.select(
        *(
            pl.col(name).list.get(place, null_on_oob=True).alias(f"{name}{place}")
            for name in ("speaker_id", "confidence", "role")
            for place in range(MOST_PEOPLE)
        )
    )

    def column(name):
        return np.stack([filled[f"{name}{place}"].to_numpy() for place in range(MOST_PEOPLE)], axis=1)

    ids = column("speaker_id")
    role = column("role")
    return _Known(
        ids != None,
        np.nan_to_num(column("confidence").astype(float)),
        (role == "host").astype(float) - (role == "guest"),
        ids,
    )


def _scores(made: _Turns, named: Named, known: _Known) -> tuple[Reals, dict[str, np.ndarray]]:
    shape = (len(made.document), MOST_PEOPLE)
    says, called, answered, spoken = (counts(rows, *shape) for rows in named)
    greeted = counts(named.called.filter(pl.col("kind").is_in(["greeting", "asked"])), *shape)
    same_before = np.concatenate([[False], made.document[1:] == made.document[:-1]])[:, None]
    same_after = np.concatenate([made.document[1:] == made.document[:-1], [False]])[:, None]
    to = np.where(same_before, np.roll(called, 1, axis=0), 0)
    to_greeted = np.where(same_before, np.roll(greeted, 1, axis=0), 0)
    by = np.where(same_after, np.roll(answered, -1, axis=0), 0)
    is_self = says > 0
    score = (
        _SAYS_SO * is_self
        + _CALLED * np.minimum(to, 1)
        + _GREETED * np.minimum(to_greeted, 1)
        + _ANSWERED * np.minimum(by, 1)
    )
    score += np.where(
        is_self, 0.0, _SPOKEN_OF * np.minimum(spoken, 1) + _CALLS_HIMSELF * np.minimum(called + answered, 1)
    )
    score += _LEAD * made.lead[:, None] / 2 * known.leads
    return score, {"introduction": is_self, "addressed": (to + by) > 0}


def _settled(made: _Turns, score: Reals, known: _Known) -> Reals:
    there = np.concatenate([known.is_there, np.ones((len(score), 1), bool)], axis=1)
    weights = np.where(there, np.concatenate([known.confidence, np.full((len(score), 1), _STRANGER)], axis=1), 0.0)
    stranger = np.logaddexp(_LEAD * made.lead / 2, -_LEAD * made.lead / 2) - np.log(2)
    base = np.where(there, np.concatenate([score, stranger[:, None]], axis=1), -np.inf)
    return posteriors(base, weights, made.change, made.document)


def _rows(turns, likely, marks, known=None) -> pl.DataFrame:
    if turns is None:
        return pl.DataFrame(
            schema={
                "document_id": pl.String,
                "ordinal": pl.Int32,
                "turn_index": pl.Int32,
                "speaker_id": pl.String,
                "speaker_method": pl.String,
                "speaker_confidence": pl.Float64,
            }
        )
    best = likely.argmax(axis=1)
    rows = np.arange(len(best))
    sure = likely[rows, best]
    person = np.minimum(best, MOST_PEOPLE - 1)
    method = np.where(
        marks["introduction"][rows, person],
        "introduction",
        np.where(marks["addressed"][rows, person], "addressed", "inferred"),
    )
    keep = (best < MOST_PEOPLE) & (sure >= ASSIGNS)
    return (
        turns.select(*FIND, "turn_index")
        .with_columns(
            speaker_id=pl.Series(known.ids[rows, person].tolist(), dtype=pl.String),
            speaker_method=pl.Series(method),
            speaker_confidence=pl.Series(sure * known.confidence[rows, person]),
            posterior=pl.Series(sure),
        )
        .filter(pl.Series(keep))
    )
