"""What speaks for whom in each turn, and what is learnt of each person from what is surely his."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from transforms.turns.cues import OTHER_WORD, WORDS
from transforms.turns.decode import posteriors

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.turns.decode import Longs, Reals
    from transforms.turns.naming import Named

    Flags = npt.NDArray[np.bool_]

# How likely it is that somebody speaks whom nobody knows of, against people who are surely there.
_STRANGER = 0.25
# Log-likelihoods of a turn: its speaker says his own name; is called in the next one; is spoken of in this one.
_SAYS_SO, _ANSWERED, _SPOKEN_OF = 5.0, 1.0, -2.0
# Log-odds that somebody begins to speak who was called last: in the turn after, and in those behind it; and how much of
# them is left when more than so many sentences followed.
_CALLED = (2.2, 1.2, 0.6)
_LONG_AGO, _LATE = 0.5, 3
# How much the model of who leads counts, what is known of roles (log-odds), and what is learnt of them.
_LEAD, _ROLE, _LEARNS, _SUREST = 0.8, 1.5, 0.1, 4.0
# Each person's own ways with words: how many usual words weigh as much as his own, and how much the ways count.
_USUAL_WORDS, _STYLE = 1000.0, 0.03
_ROUNDS = 3
_NO_SPEECH = WORDS.index(OTHER_WORD)


class Turns(NamedTuple):
    """The turns of a batch, in order.

    `document` numbers the text of each, ascending from 0; `lead` is the log-odds that its speaker leads the talk;
    `change` how likely the speaker changed with it; `bag` has its words (row, word: code into `cues.WORDS`).
    """

    document: Longs
    lead: Reals
    change: Reals
    bag: pl.DataFrame


class People(NamedTuple):
    """Arrays (turn, person): whether there is such a person, how surely he is there, and his role: 1 host, -1 guest."""

    is_there: Flags
    confidence: Reals
    role: Reals


class Weighed(NamedTuple):
    """Arrays (turn, person): how likely each speaks; whether he says his name there; whether names point to him.

    `likely` has a column more: that it is somebody whom nobody knows of.
    """

    likely: Reals
    says_so: Flags
    is_addressed: Flags


def weigh(turns: Turns, people: People, named: Named) -> Weighed:
    """Return how likely each person speaks each turn."""
    shape = (len(turns.document), people.role.shape[1] + 1)
    says_so = _counts(named.says, shape) > 0
    late = _counts(named.called.filter(named.called["to_come"] <= _LATE), shape)
    called = _LONG_AGO * _counts(named.called, shape) + (1 - _LONG_AGO) * late
    answered = np.minimum(_moved(_counts(named.answered, shape), turns.document, -1), 1)
    there = np.concatenate([people.is_there, np.ones((shape[0], 1), bool)], axis=1)
    spoken_of = np.minimum(_counts(named.spoken_of, shape), 1)
    score = _SAYS_SO * says_so + _ANSWERED * answered + np.where(says_so, 0.0, _SPOKEN_OF * spoken_of)
    boost = np.zeros(shape)
    for step, size in enumerate(_CALLED, 1):
        boost += size * _moved(called, turns.document, step)
    taken = np.concatenate([people.confidence, np.full((shape[0], 1), _STRANGER)], axis=1) * np.exp(boost)
    likely = _settled(turns, people, np.where(there, score, -np.inf), np.where(there, taken, 0.0))
    return Weighed(likely, says_so, (_moved(late, turns.document, 1) + answered) > 0)


def _counts(rows: pl.DataFrame, shape: tuple[int, int]) -> Reals:
    """Return how many of the rows there are for each turn and person; person -1 is the last column."""
    made = np.zeros(shape)
    np.add.at(made, (rows["row"].to_numpy(), rows["person"].to_numpy()), 1.0)
    return made


def _moved(values: Reals, document: Longs, step: int) -> Reals:
    """Return the values of the turn so many turns before in the same text; 0 where there is none."""
    made = np.zeros_like(values)
    here, there = (slice(step, None), slice(None, -step)) if step > 0 else (slice(None, step), slice(-step, None))
    made[here] = np.where((document[here] == document[there])[:, None], values[there], 0.0)
    return made


def _settled(turns: Turns, people: People, score: Reals, taken: Reals) -> Reals:
    """Return how likely each person speaks each turn, while learning who leads, and each one's ways with words."""
    lead = _LEAD * turns.lead[:, None]
    start = np.concatenate([_ROLE * people.role, _ROLE * _missing(people.role)[:, None]], axis=1)
    base = score - np.logaddexp(0.0, lead)
    leads, own, likely = start, np.zeros_like(score), np.zeros_like(score)
    for left in reversed(range(_ROUNDS)):
        # A mixture: as somebody who leads, as likely as he does, or else as somebody who was invited.
        as_role = np.logaddexp(leads + lead, 0.0) - np.logaddexp(leads, 0.0)
        likely = posteriors(base + as_role + own, taken, turns.change, turns.document)
        leads = np.clip(start + _LEARNS * _summed(likely * lead, turns.document), -_SUREST, _SUREST)
        own = _STYLE * _ways(turns, likely) if left else own
    return likely


def _missing(role: Reals) -> Reals:
    """Return the role of the stranger: the one that nobody known has, where somebody has the other."""
    has_host, has_guest = np.any(role > 0, axis=1), np.any(role < 0, axis=1)
    return np.where(has_guest, 1.0, 0.0) - np.where(has_host, 1.0, 0.0)


def _summed(values: Reals, document: Longs) -> Reals:
    """Return for each turn the sums over its text."""
    first = np.flatnonzero(np.concatenate([[True], document[1:] != document[:-1]]))
    sums: Reals = np.add.reduceat(values, first, axis=0)
    return np.repeat(sums, np.diff(np.append(first, len(document))), axis=0)


def _ways(turns: Turns, likely: Reals) -> Reals:
    """Return how much the words of each turn are those that each person uses, against the usual ones of the batch."""
    bag = turns.bag.filter(pl.col("word") > _NO_SPEECH)
    row, word = bag["row"].to_numpy(), bag["word"].to_numpy()
    place = turns.document[row] * len(WORDS) + word
    size = (int(turns.document[-1]) + 1) * len(WORDS)
    usual = np.bincount(word, minlength=len(WORDS)) + 1.0
    usual /= usual.sum()
    own = np.zeros_like(likely)
    for person in np.flatnonzero(np.any(likely[:, :-1] > 0, axis=0)):
        said = np.bincount(place, likely[row, person], size).reshape(-1, len(WORDS))
        share = (said + _USUAL_WORDS * usual) / (said.sum(axis=1, keepdims=True) + _USUAL_WORDS)
        own[:, person] = np.bincount(row, np.log(share / usual).ravel()[place], len(likely))
    return own
