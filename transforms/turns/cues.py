"""What a sentence without a label shows of who speaks: small numbered choices that linear models take weights by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.turns.speech_words import SPEECH_WORDS
from transforms.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Codes = npt.NDArray[np.int64]

OUTSIDE, NO_WORD, OTHER_WORD = "^", "-", "*"
WORDS = (OUTSIDE, NO_WORD, OTHER_WORD, *SPEECH_WORDS)
_YES_NO = (OUTSIDE, "no", "yes")
_SIZES = (OUTSIDE, *(str(size) for size in range(18)))
_CLOSES = (OUTSIDE, "none", "letter", ".", ",", "?", "!", "-", "…", '"', "]", "other")
_SIDES = (OUTSIDE, *(f"{me}{you}{we}" for me in "-m" for you in "-y" for we in "-w"))
_DISTANCES = (OUTSIDE, *(str(distance) for distance in range(1, 8)))
CHOICES: dict[str, tuple[str, ...]] = {
    "first": WORDS, "second": WORDS, "last": WORDS, "before_last": WORDS, "size": _SIZES, "half": _SIZES,
    "asks": _YES_NO, "persons": _SIDES, "close": _CLOSES, "calls": _YES_NO, "nods": _YES_NO, "says": _YES_NO,
    "since": _DISTANCES, "until": _DISTANCES,
}  # fmt: skip
"""The values of each cue; the first is that of a sentence beyond either end of the text."""

_WORD = r"[\p{L}\p{N}]+(?:['’-][\p{L}]+)*"
_ME = word_set("i i'm i've i'd i'll my me mine myself")
_YOU = word_set("you your you're you've you'd you'll yours yourself y'all")
_WE = word_set("we we're we've we'd we'll our us ours")
_NODS = word_set(
    """
    yeah yes yep yup right okay ok sure exactly no nope mm mhm uh-huh cool wow great absolutely totally nice true
    interesting hmm oh definitely gotcha awesome correct alright perfect indeed
    """
)
_CALLS = r"^(?:\p{Ll}+ |[A-Z]\p{Ll}*, |(?:So|And|But|Well|Yeah|Okay|Hey|Hi|Thanks) )?[A-Z]\p{Ll}+, |, [A-Z]\p{Ll}+[.?!]"
_SAYS = r"\b(?:I['’]m|I am|[Mm]y name(?:['’]s| is)|[Tt]his is) (?:your (?:co-?)?host,? )?[A-Z]\p{L}*\p{Ll}\b"
_FURTHEST = 7


def sentence_cues(text: pl.Series, document: Codes) -> tuple[dict[str, Codes], pl.DataFrame]:
    """Return the cues of sentences, a code into `CHOICES` each, and their words (row, word: code into `WORDS`).

    `document` numbers the text that each sentence belongs to, ascending; the order is that of speech.
    """
    frame = pl.DataFrame({"text": text}).with_columns(
        lowered=pl.col("text").str.to_lowercase().str.replace_all("’", "'", literal=True)
    )
    words = frame.select(
        row=pl.int_range(pl.len(), dtype=pl.Int64), word=pl.col("lowered").str.extract_all(_WORD)
    ).explode("word", keep_nulls=False, empty_as_null=False)
    codes = pl.Series(words["word"].replace_strict(_NUMBER_OF, default=WORDS.index(OTHER_WORD), return_dtype=pl.Int64))
    bag = words.with_columns(word=codes)
    found = _edges(bag, len(frame)) | _forms(frame)
    me, you, we = (_holds(bag, forms, len(frame)) for forms in (_ME, _YOU, _WE))
    found["persons"] = 1 + 4 * me + 2 * you + we
    found["nods"] = 1 + _is_one_of(_NODS)[found["first"]]
    found["half"] = np.where(found["size"] > 0, (found["size"] - 1) // 2 + 1, 0)
    asked = found["asks"] == _YES_NO.index("yes")
    found["since"], found["until"] = _nearest(asked, document, 1), _nearest(asked, document, -1)
    return found, bag


_NUMBER_OF: Mapping[str, int] = {word: code for code, word in enumerate(WORDS)}


def _edges(bag: pl.DataFrame, count: int) -> dict[str, Codes]:
    """Return first and last words and the size of each sentence."""
    row, word = bag["row"].to_numpy(), bag["word"].to_numpy()
    sizes = np.bincount(row, minlength=count)
    begin = np.cumsum(sizes) - sizes
    padded = np.concatenate([word, [0, 0]])

    def at(place: Codes, needed: int) -> Codes:
        return np.where(sizes >= needed, padded[np.clip(place, 0, len(word))], WORDS.index(NO_WORD))

    scale = np.minimum(np.log2(sizes + 1.0) * 1.7, 17).astype(np.int64)
    return {
        "first": at(begin, 1), "second": at(begin + 1, 2), "last": at(begin + sizes - 1, 1),
        "before_last": at(begin + sizes - 2, 2), "size": scale + 1,
    }  # fmt: skip


def _is_one_of(forms: frozenset[str]) -> Codes:
    """Return for each code of a word whether it is one of the forms, 1 or 0."""
    return np.array([word in forms for word in WORDS], np.int64)


def _holds(bag: pl.DataFrame, forms: frozenset[str], count: int) -> Codes:
    is_form = _is_one_of(forms)[bag["word"].to_numpy()]
    return np.minimum(np.bincount(bag["row"].to_numpy(), is_form, count), 1).astype(np.int64)


def _forms(frame: pl.DataFrame) -> dict[str, Codes]:
    text = pl.col("text")
    tail = text.str.strip_chars_end(" \"”’')")
    end = text.str.strip_chars_end().str.slice(-1)
    close = pl.when(end == "").then(pl.lit("none")).when(end.str.contains(r"[\p{L}\p{N}]")).then(pl.lit("letter"))
    flags = frame.select(
        asks=tail.str.ends_with("?") | tail.str.ends_with("？"),
        calls=text.str.contains(_CALLS),
        says=text.str.contains(_SAYS),
        close=close.otherwise(end.replace("”", '"')).replace_strict(
            {value: code for code, value in enumerate(_CLOSES)}, default=_CLOSES.index("other"), return_dtype=pl.Int64
        ),
    )
    found = {name: flags[name].to_numpy().astype(np.int64) + 1 for name in ("asks", "calls", "says")}
    return found | {"close": flags["close"].to_numpy()}


def _nearest(asked: npt.NDArray[np.bool_], document: Codes, step: int) -> Codes:
    """Return how many sentences back (or on, where this one counts as 1) the nearest question is, at most 7."""
    found = np.full(len(asked), _FURTHEST, np.int64)
    for distance in range(_FURTHEST - 1, 0, -1):
        shift = distance if step > 0 else distance - 1
        near = shifted(asked.astype(np.int64), document, -shift if step > 0 else shift) == 1
        found = np.where(near, distance, found)
    return found


def shifted(codes: Codes, document: Codes, step: int) -> Codes:
    """Return the codes of the sentences `step` further on in the same text; 0 beyond its ends."""
    if step == 0:
        return codes
    made = np.zeros_like(codes)
    if abs(step) < len(codes):
        here, there = (slice(None, -step), slice(step, None)) if step > 0 else (slice(-step, None), slice(None, step))
        made[here] = np.where(document[here] == document[there], codes[there], 0)
    return made
