"""Words with times become runs: of one speaker, cut at sentence ends, at long pauses, and where they grow too long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from transforms.formats.records.tokens import Tokens, examine
from transforms.parsed import Speech

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Column = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Places = NDArray[np.int64]

PAUSE_MS = 2_000
LONGEST_RUN = 60
SHORTEST_PIECE = 20
# Where only starts are known, the word itself is in the gap.
_WORD_MS = 1_500
# A comma is as good a place to cut as a pause of this length.
_CLAUSE_PAUSE_MS = 300
_Speaker = tuple[str | None, int | None]
_NOBODY: _Speaker = (None, None)


@dataclass(slots=True)
class Words:
    """Columns of words in the order spoken; times in ms (NaN: unknown), `begins`/`closes` where each one stands.

    No run goes from one of the `blocks` into the next. `is_tight` words follow without a space.
    """

    texts: list[str]
    starts: Column
    ends: Column
    labels: list[str | None]
    begins: Places
    closes: Places
    voices: list[int | None] | None = None
    blocks: Places | None = None
    is_tight: Flags | None = None


def runs_of(words: Words) -> Speech:
    """Return the speech that the words make up, a segment a run; words of white space only add a space."""
    tokens = examine(words.texts)
    if tokens.is_blank.any():
        tokens, words = _without_blanks(tokens, words)
    if not words.texts:
        return Speech()
    codes, speakers = _codes(words)
    codes = _filled(codes, words.blocks)
    is_tight = tokens.is_tight if words.is_tight is None else tokens.is_tight | words.is_tight
    is_spaced = tokens.is_spaced if words.is_tight is None else tokens.is_spaced & ~words.is_tight
    gaps = _gaps(words)
    cuts = _cuts(codes, words.blocks, tokens.ends, gaps, is_tight)
    cuts = _with_long_runs_cut(cuts, gaps + np.append(0, tokens.ends_clause[:-1]) * _CLAUSE_PAUSE_MS, is_tight)
    return _speech(words, [speakers[code] for code in codes[cuts].tolist()], cuts, is_spaced)


def _without_blanks(tokens: Tokens, words: Words) -> tuple[Tokens, Words]:
    kept = ~tokens.is_blank
    kept_list = kept.tolist()
    return Tokens(*(flags[kept] for flags in tokens)), replace(
        words,
        texts=list(compress(words.texts, kept_list)),
        starts=words.starts[kept],
        ends=words.ends[kept],
        labels=list(compress(words.labels, kept_list)),
        begins=words.begins[kept],
        closes=words.closes[kept],
        voices=None if words.voices is None else list(compress(words.voices, kept_list)),
        blocks=None if words.blocks is None else words.blocks[kept],
        is_tight=None if words.is_tight is None else words.is_tight[kept],
    )


def _codes(words: Words) -> tuple[Places, list[_Speaker]]:
    """Return a number for each word's speaker (-1: unknown), and the speakers by number."""
    if words.voices is None and not any(words.labels):
        return np.full(len(words.labels), -1), [_NOBODY]
    if words.voices is None:
        known: list[str | None] = [label for label in dict.fromkeys(words.labels) if label is not None]
        numbers = {label: number for number, label in enumerate([*known, None])}
        codes = np.fromiter((numbers[label] for label in words.labels), np.int64, len(words.labels))
        return np.where(codes == len(known), -1, codes), [*((label, None) for label in known), _NOBODY]
    pairs = list(zip(words.labels, words.voices, strict=True))
    speakers = [pair for pair in dict.fromkeys(pairs) if pair != _NOBODY]
    numbers_of_pairs = {_NOBODY: -1} | {pair: number for number, pair in enumerate(speakers)}
    return np.array([numbers_of_pairs[pair] for pair in pairs], dtype=np.int64), [*speakers, _NOBODY]


def _filled(codes: Places, blocks: Places | None) -> Places:
    """Give words of unknown speaker the speaker of the word before them in their block, or else of the one behind."""
    if (codes >= 0).all() or (codes < 0).all():
        return codes
    forward = _carried(codes, blocks)
    return _carried(forward[::-1], None if blocks is None else blocks[::-1])[::-1]


def _carried(codes: Places, blocks: Places | None) -> Places:
    source = np.maximum.accumulate(np.where(codes >= 0, np.arange(len(codes)), 0))
    carried = codes[source]
    return carried if blocks is None else np.where(blocks[source] == blocks, carried, codes)


def _gaps(words: Words) -> Column:
    """Return the silence before each word in ms; 0 where a time is unknown."""
    has_ends = not np.isnan(words.ends).all()
    ends = np.where(np.isnan(words.ends), words.starts, words.ends) if has_ends else words.starts + _WORD_MS
    known = np.maximum.accumulate(np.where(np.isnan(ends), 0, np.arange(len(ends))))
    gaps = np.append(0.0, words.starts[1:] - ends[known][:-1])
    return np.where(np.isnan(gaps), 0.0, gaps)


def _cuts(codes: Places, blocks: Places | None, ends: Flags, gaps: Column, is_tight: Flags) -> Flags:
    """Return which words begin a run."""
    cuts: Flags = gaps > PAUSE_MS
    cuts[1:] |= ends[:-1]
    cuts[1:] |= codes[1:] != codes[:-1]
    cuts &= ~is_tight
    if blocks is not None:
        cuts[1:] |= blocks[1:] != blocks[:-1]
    cuts[0] = True
    return cuts


def _with_long_runs_cut(cuts: Flags, worth: Column, is_tight: Flags) -> Flags:
    """Cut runs of more than `LONGEST_RUN` words where it is worth most: at the longest pause, the latest of equals."""
    bounds = np.append(np.flatnonzero(cuts), len(cuts))
    worth = np.where(is_tight, -1.0, worth)
    for index in np.flatnonzero(np.diff(bounds) > LONGEST_RUN).tolist():
        begin, end = int(bounds[index]), int(bounds[index + 1])
        while end - begin > LONGEST_RUN:
            low, high = begin + SHORTEST_PIECE, min(begin + LONGEST_RUN, end - 1)
            begin = high - int(np.argmax(worth[low : high + 1][::-1]))
            cuts[begin] = True
    return cuts


def _speech(words: Words, speakers: list[_Speaker], cuts: Flags, is_spaced: Flags) -> Speech:
    begins = np.flatnonzero(cuts)
    ends = np.append(begins[1:], len(cuts))
    return Speech(
        text=_joined(words.texts, begins, ends, is_spaced),
        doc_start=words.begins[begins].tolist(),
        doc_end=words.closes[ends - 1].tolist(),
        label=[label for label, _ in speakers],
        voice=[voice for _, voice in speakers],
        start_ms=_times(words.starts, begins, np.fmin, begins),
        end_ms=_times(words.ends, begins, np.fmax, ends - 1),
    ).complete()


def _joined(texts: list[str], begins: Places, ends: Places, is_spaced: Flags) -> list[str]:
    bounds = zip(begins.tolist(), ends.tolist(), strict=True)
    if is_spaced[1:].all() and not any(map(_has_outer_space, set(texts))):
        return [" ".join(texts[begin:end]) for begin, end in bounds]
    pieces = [
        f" {text.strip()}" if spaced else text.strip() for text, spaced in zip(texts, is_spaced.tolist(), strict=True)
    ]
    return ["".join(pieces[begin:end]).lstrip() for begin, end in bounds]


def _has_outer_space(text: str) -> bool:
    return text[0].isspace() or text[-1].isspace()


def _times(times: Column, begins: Places, extreme: np.ufunc, marked: Places) -> list[int | None]:
    """Return each run's time: of the word at its border, or where that is unknown, of the one furthest out."""
    furthest = extreme.reduceat(times, begins)
    chosen = np.where(np.isnan(times[marked]), furthest, times[marked])
    return listed(chosen)


def listed(times: Column) -> list[int | None]:
    """Return times as whole ms, None where unknown."""
    unknown = np.isnan(times)
    whole = np.rint(np.where(unknown, 0.0, times)).astype(np.int64).tolist()
    return [None if missing else time for time, missing in zip(whole, unknown.tolist(), strict=True)]
