"""How likely it is that words name an entity of the lexicon: what speaks for and against it, added up in nats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.mentions.candidates import keeps_together
from transforms.mentions.forms import VARIANTS
from transforms.mentions.vocabulary import kind_bit
from transforms.schema import ENTITY_KINDS

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.mentions.lexicon import Lexicon

# An entity of the lexicon is named about twice in a million words, as long as nothing is known of the episode.
PRIOR = -13.0
# Words that are on no list are names; unless the lexicon says that the form means other things as well.
_UNLISTED = 3.0
_AMBIGUOUS_AT_MOST = 13.5
_VARIANT = {"spaced": -1.0, "plural": -1.0, "numbers": -0.5, "inflected": -0.2}
_NOT_A_NAME, _SOME, _EACH, _ALL = 0, 1, 2, 3

_EACH_CAPITAL, _FIRST_OF_SENTENCE, _SOME_CAPITAL, _ALL_CAPITAL = 4.5, 3.5, 1.0, 6.0
_NO_CAPITAL_UNLISTED, _CAPITAL_OF_PERSON = -0.5, 1.0
_PARTED_SMALL, _SMALL_PLURAL = -2.0, -8.0
_LETTERS_NOT_CAPITAL, _SMALL_NAME_AS_SUCH, _SMALL_NAME_CAPITAL = -4.0, 0.0, 3.0
# Of names that are names for sure, so many are written small in most transcripts.
_SMALL_SHARE, _CASE_DOUBT = 0.04, 25.0
_MOST_AGAINST_SMALL, _LEAST_AGAINST_SMALL = -4.0, -0.7
_CUE, _NAMING, _LEAD, _DETERMINED, _DETERMINED_CAPITAL, _FOLLOWED = 2.0, 2.5, 0.7, -1.5, -0.3, -1.5


def match_entities(candidates: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Return one row per candidate (`candidates.find_candidates`) and entity that the pattern may stand for.

    Adds form_id, variant, entity, form, is_name, is_ambiguous, kind, form_case and hit (the candidate's row).
    """
    rows = candidates.with_row_index("hit").join(lexicon.patterns, on="pattern", how="inner", maintain_order="left")
    rows = rows.join(lexicon.forms, on="form_id", how="left", maintain_order="left")
    return rows.filter(keeps_together()).with_columns(prior=pl.lit(PRIOR))


def case_costs(rows: pl.DataFrame, episode_count: int) -> npt.NDArray[np.float64]:
    """Return what it says against a name in each episode, in nats, that it is written small.

    `rows` are those of `match_entities`: of names that cannot be anything else, it counts how many have their capitals.
    """
    told = rows.filter(~pl.col("is_listed") & ~pl.col("is_ambiguous") & (pl.col("form_case") > 0)).unique("hit")
    episode, small = told["episode"].to_numpy(), (told["written"] == 0).to_numpy()
    count = np.bincount(episode, minlength=episode_count) + _CASE_DOUBT
    share = (np.bincount(episode, small, minlength=episode_count) + _CASE_DOUBT * _SMALL_SHARE) / count
    return np.clip(np.log(share), _MOST_AGAINST_SMALL, _LEAST_AGAINST_SMALL)


def weigh(rows: pl.DataFrame) -> pl.DataFrame:
    """Add `odds`: the logarithm of the odds, as far as the words and those beside them tell.

    `rows` has is_cased, small_cost (`case_costs`), and prior: what speaks for the name before anything is read.
    """
    odds = pl.col("prior") + _words() + _case() + _variant() + _neighbours()
    return rows.with_columns(odds=odds)


def _words() -> pl.Expr:
    free = pl.col("surprise") + _UNLISTED
    bound = pl.min_horizontal("surprise", pl.lit(_AMBIGUOUS_AT_MOST))
    unlisted = pl.when(pl.col("is_ambiguous") & (pl.col("size") == 1)).then(bound).otherwise(free)
    return pl.when(pl.col("is_listed")).then("surprise").otherwise(unlisted)


def _case() -> pl.Expr:
    """Return what the letters say, in a text that uses capitals."""
    written, opens, single = pl.col("written"), pl.col("opens"), pl.col("size") == 1
    person_like = pl.col("is_name_word") & (pl.col("prior") <= PRIOR)
    capital = (
        pl.when(opens & single).then(0.0)
        .when(person_like).then(_CAPITAL_OF_PERSON)
        .when(opens).then(_FIRST_OF_SENTENCE)
        .otherwise(_EACH_CAPITAL)
    )  # fmt: skip
    sure = ~pl.col("is_listed") & ~pl.col("is_ambiguous")
    parted = (pl.col("variant") == VARIANTS.index("spaced")) & pl.col("is_listed")
    none = pl.when(sure).then(_NO_CAPITAL_UNLISTED).otherwise(pl.col("small_cost"))
    none = pl.when(parted).then(none + _PARTED_SMALL).otherwise(none)
    some = pl.when(opens).then(-1.0).otherwise(_SOME_CAPITAL)
    usual = pl.when(written >= _EACH).then(capital).when(written == _SOME).then(some).otherwise(none)
    letters = (
        pl.when(written == _ALL).then(_ALL_CAPITAL)
        .when(sure).then(pl.when(written == 0).then(_NO_CAPITAL_UNLISTED).otherwise(0.0))
        .otherwise(_LETTERS_NOT_CAPITAL)
    )  # fmt: skip
    small = pl.when((written >= _EACH) & ~opens).then(_SMALL_NAME_CAPITAL).otherwise(_SMALL_NAME_AS_SUCH)
    cased = pl.when(pl.col("form_case") == _ALL).then(letters).when(pl.col("form_case") == 0).then(small)
    plural = (pl.col("form_case") == _ALL) & (pl.col("variant") == VARIANTS.index("plural"))
    # `REITs`, but not `reits`: small letters with an ending are a word of some language.
    small = pl.when(plural & (written == 0)).then(_SMALL_PLURAL).otherwise(0.0)
    return pl.when(pl.col("is_cased")).then(cased.otherwise(usual) + small).otherwise(0.0)


def _variant() -> pl.Expr:
    cost = pl.lit(0.0)
    for name, nats in _VARIANT.items():
        cost = pl.when(pl.col("variant") == VARIANTS.index(name)).then(nats).otherwise(cost)
    return cost


def _neighbours() -> pl.Expr:
    bit = pl.col("kind").replace_strict({kind: kind_bit(kind) for kind in ENTITY_KINDS}, return_dtype=pl.UInt16)
    has_cue = (pl.col("cue") & bit) != 0
    bare = pl.col("written") == 0
    determined = pl.when(bare).then(_DETERMINED).otherwise(_DETERMINED_CAPITAL)
    unsure = bare | (pl.col("opens") & (pl.col("size") == 1))
    return (
        pl.when(has_cue).then(_CUE).otherwise(0.0)
        + pl.when("naming").then(_NAMING).when("lead").then(_LEAD).otherwise(0.0)
        + pl.when("determined").then(determined).otherwise(0.0)
        + pl.when(pl.col("followed") & unsure).then(_FOLLOWED).otherwise(0.0)
    )
