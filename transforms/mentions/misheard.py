"""Names that were heard wrong: words that are bent to a name of the episode, of the show or of the lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from transforms.mentions.covered import covered_by
from transforms.mentions.distinct import distinct
from transforms.mentions.likeness import derived_from, differing_words, letters_of, pairs_alike
from transforms.mentions.running_text import ranges
from transforms.mentions.sounds import coarse_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    Ids = npt.NDArray[np.integer]
    Indexes = npt.NDArray[np.int64]
    Reals = npt.NDArray[np.float64]

BENT = 1.5
# What was bent surely enough to tell of others, and what those need.
_SURE_VARIANT, _AGAIN = 2.5, 3.0
# What makes a target likelier than one name among hundreds, in nats; by where it is known from.
TIERS = {
    "present": 1.5, "people": 1.0, "affiliation": 1.0, "title": 1.0, "link": 0.5, "notes": 0.5, "show": 0.5,
    "said": 1.0, "tag": 0.0, "of_show": -0.5, "lexicon": -2.0,
}  # fmt: skip
# A name of the record that nobody says as it stands is likely to be said in another way.
_UNSAID = 0.6
LEAST_COARSE = 0.6
_ALIKE = 0.75
_MARGIN = 0.3
_OTHER_KIND, _SAME_KIND, _ADDRESSED = -2.0, 0.5, 1.0
# What can speak for a pair with the lexicon at most, beside its evidence and what is given with it.
MOST_FOR_KNOWN = TIERS["lexicon"] + _SAME_KIND + _ADDRESSED
_LONGEST_SURPLUS = 2
# Words that both share are half of the likeness: what they do not share must not be too far apart.
_SHARED_WORDS = 2.0


def bend(heard: pl.DataFrame, targets: pl.DataFrame, known: pl.DataFrame, spelled: pl.DataFrame) -> pl.DataFrame:
    """Return the stretches of `heard` (`heard.find_heard`) that name one of the `targets` of their episode.

    `targets` has episode, form, key, name, kind, origin (of `TIERS`), is_unsaid and words (how many the form has);
    `known` pairs of stretches and forms of the lexicon that are near by sound, with nats: what else speaks for them;
    `spelled` those that are near letter by letter (`acronyms.near_acronyms`), with nats. Returns the columns of
    `heard`, those of the target, odds and method ('spelling', 'sound', or 'notes' for names of the record).
    """
    left, right = _near(heard, targets)
    if not len(left) and known.is_empty() and spelled.is_empty():
        return _none_bent(heard, targets)
    tier = pl.col("origin").replace_strict(TIERS, return_dtype=pl.Float64)
    tier = pl.when("is_unsaid").then(tier + _UNSAID).otherwise(pl.max_horizontal(tier, pl.lit(TIERS["said"])))
    pairs = pl.concat([heard[left], targets[right].drop("episode")], how="horizontal")
    local = pairs.with_columns(nats=tier).drop("is_unsaid")
    own = heard.filter(pl.Series(_derived(heard, targets)))["heard_id"]
    wider = known.filter(~pl.col("heard_id").is_in(own.implode())).with_columns(
        origin=pl.lit("lexicon"), nats=pl.col("nats") + TIERS["lexicon"]
    )
    both = pl.concat([local, wider.select(local.columns)], how="vertical_relaxed")
    judged = _judged(both.with_columns(is_local=pl.int_range(pl.len()) < len(local)))
    of_target = judged["is_local"] & _derived(judged, targets)
    by_letters = spelled.with_columns(
        origin=pl.lit("lexicon"), letters=pl.lit(1.0), odds=pl.col("odds") + pl.col("nats") + pl.col("evidence")
    ).filter(pl.col("odds") >= BENT)
    kept = judged.filter(~of_target).drop("is_local", "words")
    return _best(pl.concat([kept, by_letters.select(kept.columns)], how="vertical_relaxed"))


def find_variants(bent: pl.DataFrame) -> pl.DataFrame:
    """Return what `bend` has bent surely enough to tell of others, as its targets."""
    variants = bent.filter(pl.col("odds") >= _SURE_VARIANT).unique(["episode", "text"], maintain_order=True)
    return variants.select(
        "episode", "key", "name", "kind", form="text", origin=pl.lit("said"), is_unsaid=pl.lit(False),
        words=pl.col("size").cast(pl.Int64),
    )  # fmt: skip


def bend_again(heard: pl.DataFrame, bent: pl.DataFrame, variants: pl.DataFrame) -> pl.DataFrame:
    """Return the stretches of `heard` that are near one of the `variants`: who is heard wrong once is heard so again.

    Stretches that touch one of `bent` are left out. Returns what `bend` does.
    """
    episodes = variants["episode"].unique().implode()
    taken = bent.select("first", "last")
    open_ones = _outside(heard.filter(pl.col("episode").is_in(episodes)), taken)
    numbered = open_ones.with_columns(heard_id=pl.int_range(pl.len(), dtype=pl.UInt32))
    found = bend(numbered, variants, *_nothing(numbered, variants))
    return found.filter(pl.col("odds") >= _AGAIN)


def bend_longer(heard: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Return the stretches of `heard` that are all of what `said` names with one of their words: `Pie Torch`.

    Returns what `bend` does.
    """
    words = heard.with_columns(at=pl.int_ranges("first", "last")).explode("at")
    begun = said.select("episode", "key", "name", "kind", at="first")
    inside = words.join(begun, on=["episode", "at"], maintain_order="left_right")
    named = inside.select("episode", "key", "name", "kind", form="name", origin=pl.lit("said"), is_unsaid=pl.lit(False))
    targets = named.unique(["episode", "key"], maintain_order=True).with_columns(words=pl.lit(1, pl.Int64))
    found = bend(heard, targets, *_nothing(heard, targets))
    own = found.join(inside.select("heard_id", "key"), on=["heard_id", "key"], how="semi", maintain_order="left")
    # The name with another word beside it is the name.
    texts = pl.DataFrame({"text": letters_of(own["text"]), "name": letters_of(own["name"])})
    return own.filter(~texts.select(pl.col("text").str.contains(pl.col("name"), literal=True)).to_series())


def _nothing(heard: pl.DataFrame, targets: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return what `bend` takes for no pairs with the lexicon."""
    empty = pl.concat(
        [
            heard.clear().with_columns(nats=pl.lit(0.0), odds=pl.lit(0.0)),
            targets.clear().select("form", "key", "name", "kind", "words"),
        ],
        how="horizontal",
    )
    return empty, empty


def _none_bent(heard: pl.DataFrame, targets: pl.DataFrame) -> pl.DataFrame:
    """Return what `bend` does where nothing is near."""
    target = targets.clear().select("form", "key", "name", "kind", "origin")
    odds = {name: pl.Series(name, [], pl.Float64) for name in ("nats", "odds")}
    return pl.concat([heard.clear(), target], how="horizontal").with_columns(
        *odds.values(), pl.Series("method", [], pl.String)
    )


def _outside(heard: pl.DataFrame, taken: pl.DataFrame) -> pl.DataFrame:
    """Return the stretches that touch none of the taken ones."""
    touched = covered_by([taken]).inside(heard["first"].to_numpy(), heard["last"].to_numpy())
    return heard.filter(pl.Series(touched == 0))


def _judged(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs that are likely enough, with odds and the likeness of their letters."""
    given = pl.when(pl.col("kind") == "person").then(_SAME_KIND).otherwise(_OTHER_KIND)
    called = pl.when(pl.col("is_addressed") & (pl.col("kind") == "person")).then(_ADDRESSED).otherwise(0.0)
    bonus = pl.col("evidence") + pl.col("nats") + pl.when("is_given").then(given).otherwise(0.0) + called
    scored = pairs.with_columns(bonus=bonus)
    alike = pairs_alike(pairs["text"], pairs["form"], BENT - scored["bonus"].to_numpy())
    likely = scored.with_columns(letters=pl.Series(alike.letters), odds=pl.Series(alike.odds) + pl.col("bonus"))
    judged = likely.filter(pl.col("odds") >= BENT).drop("bonus")
    rest = [differing_words(*pair) for pair in judged.select("text", "form").iter_rows()]
    parted = judged.with_columns(
        rest=pl.Series([own for own, _ in rest], dtype=pl.String),
        other=pl.Series([other for _, other in rest], dtype=pl.String),
    ).filter((pl.col("rest") != "") & (pl.col("other") != ""))
    shares = (parted["rest"] != parted["text"]).to_numpy()
    least = np.where(shares, BENT - _SHARED_WORDS, np.inf)
    odds = pairs_alike(parted["rest"], parted["other"], least).odds
    return parted.filter(pl.Series(~shares | (odds >= least))).drop("rest", "other")


def _best(judged: pl.DataFrame) -> pl.DataFrame:
    """Return the best target of each stretch, if no other one is nearly as good; stretches do not overlap."""
    ranked = judged.sort("heard_id", "odds", descending=[False, True], maintain_order=True)
    first = ranked.unique("heard_id", keep="first", maintain_order=True)
    best = first.select("heard_id", best="key", top="odds")
    rivals = ranked.join(best, on="heard_id").filter(
        (pl.col("key") != pl.col("best")) & (pl.col("top") - pl.col("odds") < _MARGIN)
    )
    clear = first.join(rivals.select("heard_id").unique(), on="heard_id", how="anti")
    recorded = ~pl.col("origin").is_in(["said", "lexicon"])
    method = pl.when(recorded).then(pl.lit("notes")).when(pl.col("letters") >= _ALIKE).then(pl.lit("spelling"))
    return _apart(clear.with_columns(method=method.otherwise(pl.lit("sound"))).drop("letters"))


def _apart(bent: pl.DataFrame) -> pl.DataFrame:
    """Return the stretches that overlap none with higher odds."""
    taken: set[int] = set()
    kept = []
    ranked = bent.sort("odds", "first", descending=[True, False])
    for row, (first, last) in enumerate(ranked.select("first", "last").iter_rows()):
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            kept.append(row)
    return ranked[kept].sort("first")


def _near(heard: pl.DataFrame, targets: pl.DataFrame) -> tuple[Indexes, Indexes]:
    """Return the pairs of rows of one episode whose coarse sounds are alike enough to be looked at."""
    sounds, place = distinct(pl.concat([heard["coarse"], coarse_of(targets["form"]).alias("coarse")]))
    own, other = place[: len(heard)], place[len(heard) :]
    texts = sounds.to_list()
    is_pair = heard["is_pair"].to_numpy()
    episode, of_target = heard["episode"].to_numpy(), targets["episode"].to_numpy()
    pairs = [_same(np.flatnonzero(is_pair), episode, own, of_target, other)]
    for rows, others in _by_episode(np.flatnonzero(~is_pair), episode, of_target):
        at, to = _alike(own[rows], other[others], texts)
        pairs.append((rows[at], others[to]))
    left, right = (np.concatenate(rows) for rows in zip(*pairs, strict=True))
    fits = np.abs(heard["size"].to_numpy()[left] - targets["words"].to_numpy()[right]) <= _LONGEST_SURPLUS
    return left[fits], right[fits]


def _same(
    rows: Indexes, episode: Ids, sound: Indexes, of_target: Ids, sound_of_target: Indexes
) -> tuple[Indexes, Indexes]:
    """Return the pairs of rows and targets of one episode and sound."""
    width = int(max(sound.max(initial=0), sound_of_target.max(initial=0))) + 1
    wanted = of_target.astype(np.int64) * width + sound_of_target
    order = np.argsort(wanted, kind="stable")
    code = episode[rows].astype(np.int64) * width + sound[rows]
    first = np.searchsorted(wanted[order], code)
    size = np.searchsorted(wanted[order], code, "right") - first
    return np.repeat(rows, size), order[ranges(first, size)]


def _derived(heard: pl.DataFrame, targets: pl.DataFrame) -> pl.Series:
    """Return whether the one word of a stretch is made of the name of a target of its episode, as `Bitcoiner` is."""
    there = targets.filter(pl.col("episode").is_in(heard["episode"].unique().implode()))
    names = there.select("episode", stem=letters_of(there["form"])).group_by("episode").agg("stem")
    stems = {episode: frozenset(forms) for episode, forms in names.iter_rows()}
    nothing: frozenset[str] = frozenset()
    every = nothing.union(*stems.values())
    is_single = heard["size"].to_numpy() == 1
    texts, place = distinct(heard["text"].filter(pl.Series(is_single)))
    words = letters_of(texts).to_list()
    perhaps = np.array([derived_from(word, every) for word in words], np.bool_)
    rows, word = np.flatnonzero(is_single)[perhaps[place]], place[perhaps[place]]
    derived = np.zeros(len(heard), np.bool_)
    derived[rows] = [
        derived_from(words[at], stems.get(episode, nothing))
        for at, episode in zip(word.tolist(), heard["episode"].gather(rows).to_list(), strict=True)
    ]
    return pl.Series(derived)


def _by_episode(rows: Indexes, episode: Ids, of_target: Ids) -> Iterator[tuple[Indexes, Indexes]]:
    """Yield the rows and the targets of each episode that has both."""
    rows = rows[np.argsort(episode[rows], kind="stable")]
    others = np.argsort(of_target, kind="stable")
    own, theirs = episode[rows], of_target[others]
    for number in np.intersect1d(own, theirs):
        begin, end = np.searchsorted(own, number), np.searchsorted(own, number, "right")
        first, last = np.searchsorted(theirs, number), np.searchsorted(theirs, number, "right")
        yield rows[begin:end], others[first:last]


def _alike(own: Indexes, other: Indexes, texts: Sequence[str]) -> tuple[Indexes, Indexes]:
    """Return the pairs that sound alike enough, of sounds that are given by their places among the texts."""
    (heard, place), (meant, column) = (np.unique(sounds, return_inverse=True) for sounds in (own, other))
    table = cdist(
        [texts[sound] for sound in heard], [texts[sound] for sound in meant],
        scorer=Levenshtein.normalized_similarity, score_cutoff=LEAST_COARSE, dtype=np.float32,
    )  # fmt: skip
    at, to = np.nonzero((table > 0)[place][:, column])
    return at, to
