"""Speech without labels given to the people known to be there, as far as it shows whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.people.calls import calls
from transforms.people.sentences import FIND, TURN, sentences, turn_texts
from transforms.turns.cues import sentence_cues
from transforms.turns.model import log_odds
from transforms.turns.naming import also_called, capitalised, name_evidence
from transforms.turns.weighing import People, Turns, weigh

if TYPE_CHECKING:
    from transforms.turns.model import TurnModel
    from transforms.turns.weighing import Weighed

# So many people of a find can be told apart.
MOST_PEOPLE = 7
# How sure it must be who speaks, and how sure it can be at most (`tests/bench/reliability_speakers.py`).
ASSIGNS, SUREST = 0.6, 0.82
_FARTHEST = 4.0
# How surely somebody is there who is only called by a name.
_CALLED_ONLY = 0.4
_ROLES = {"host": 1.0, "guest": -1.0}
_TOLD = {
    "document_id": pl.String, "ordinal": pl.Int32, "turn_index": pl.Int32, "speaker_id": pl.String,
    "speaker_method": pl.String, "speaker_confidence": pl.Float64,
}  # fmt: skip


def speakers_of(segments: pl.DataFrame, present: pl.DataFrame, model: TurnModel) -> pl.DataFrame:
    """Return who speaks in the turns of finds without labels, a row a turn; those that nobody can tell are left out.

    Columns: document_id, ordinal, turn_index, speaker_id, speaker_method, speaker_confidence. `segments` are
    `lake_schema.PARSED_SEGMENTS`, `present` is `lake_people.RESOLVED_PRESENT`. Of more than `MOST_PEOPLE` in a find the
    surest count.
    """
    bare = segments.filter(pl.col("speaker_label").is_null().all().over(FIND)).join(
        present, on=FIND, how="semi", maintain_order="left"
    )
    if bare.is_empty():
        return pl.DataFrame(schema=_TOLD)
    turns = turn_texts(bare)
    changes = bare.unique(TURN, keep="first", maintain_order=True)["change_confidence"]
    told = capitalised(turns, sentences(turns))
    called = calls(told)
    people = _people(present, called)
    known, ids = _known(turns, people)
    weighed = weigh(_turns(turns, changes, model), known, name_evidence(told, called, people))
    return _told(turns, weighed, known, ids)


def _people(present: pl.DataFrame, called: pl.DataFrame) -> pl.DataFrame:
    """Return who may speak in each find, numbered from 0: who is there, and who else is called."""
    person = pl.int_range(pl.len(), dtype=pl.Int64).over(FIND)
    ranked = present.sort(*FIND, "confidence", "speaker_id", descending=[False, False, True, False])
    known = ranked.select(*FIND, "speaker_id", "forms", "role", "confidence").with_columns(person=person)
    others = also_called(called, known).join(present, on=FIND, how="semi", maintain_order="left").select(
        *FIND, speaker_id=pl.lit(None, pl.String), forms=pl.concat_list("form"), role=pl.lit("other"),
        confidence=pl.lit(_CALLED_ONLY),
    )  # fmt: skip
    both = pl.concat([known.drop("person"), others]).with_columns(person=person)
    return both.filter(pl.col("person") < MOST_PEOPLE)


def _turns(turns: pl.DataFrame, changes: pl.Series, model: TurnModel) -> Turns:
    is_first = (pl.struct(FIND) != pl.struct(FIND).shift()).fill_null(value=True)
    document = turns.select(is_first.cum_sum().cast(pl.Int64) - 1).to_series().to_numpy()
    cues, bag = sentence_cues(turns["text"], document)
    lead = np.clip(log_odds(model.lead, "lead", cues, bag, document), -_FARTHEST, _FARTHEST)
    return Turns(document, lead, changes.fill_null(0.5).to_numpy(), bag)


def _known(turns: pl.DataFrame, people: pl.DataFrame) -> tuple[People, pl.DataFrame]:
    """Return who is there in the text of each turn, and the identities of all of them, by text and person."""
    finds = turns.select(FIND).unique(maintain_order=True).with_row_index("place")
    listed = people.join(finds, on=FIND, how="inner").sort("place", "person")
    at = listed["place"].to_numpy(), listed["person"].to_numpy()
    confidence, role = np.zeros((len(finds), MOST_PEOPLE)), np.zeros((len(finds), MOST_PEOPLE))
    confidence[at] = listed["confidence"].to_numpy()
    role[at] = listed["role"].replace_strict(_ROLES, default=0.0, return_dtype=pl.Float64).to_numpy()
    is_there = np.zeros((len(finds), MOST_PEOPLE), bool)
    is_there[at] = True
    place = turns.select(FIND).join(finds, on=FIND, how="left", maintain_order="left")["place"].to_numpy()
    return People(is_there[place], confidence[place], role[place]), listed.select(*FIND, "person", "speaker_id")


def _told(turns: pl.DataFrame, weighed: Weighed, known: People, ids: pl.DataFrame) -> pl.DataFrame:
    best = weighed.likely.argmax(axis=1)
    rows = np.arange(len(best))
    sure = weighed.likely[rows, best]
    is_told = (best < MOST_PEOPLE) & (sure >= ASSIGNS)
    person = np.where(is_told, best, 0)
    by_name = np.where(weighed.is_addressed[rows, person], "addressed", "inferred")
    # Who may not be there at all is half as likely to be the one who speaks as his voice makes it seem.
    confidence = np.minimum(sure, SUREST) * (1 + known.confidence[rows, person]) / 2
    told = turns.select(TURN).with_columns(
        person=pl.Series(person, dtype=pl.Int64),
        speaker_method=pl.Series(np.where(weighed.says_so[rows, person], "introduction", by_name), dtype=pl.String),
        speaker_confidence=pl.Series(confidence),
    )
    named = told.filter(pl.Series(is_told)).join(ids, on=[*FIND, "person"], how="left", maintain_order="left")
    return named.drop_nulls("speaker_id").select(list(_TOLD))
