"""Praat TextGrids, long, short and chronological: tiers of intervals on one time line, one tier a speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.cues import Cues, resolved
from transforms.formats.captions.line_ends import unify
from transforms.formats.research.tier_names import is_speech_tier, speaker_of
from transforms.formats.research.word_columns import WordColumns
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.document import Document
    from transforms.parsed import ParsedEpisode

NAME = "textgrid"
MEDIA_TYPE = "text/praat-textgrid"

_HEADER = re.compile(
    r'\s{0,64}(?:File type\s{0,8}=\s{0,8})?"ooTextFile[^"\n]{0,20}"\s{1,8}(?:Object class\s{0,8}=\s{0,8})?"TextGrid"'
    r'|\s{0,64}"Praat chronological TextGrid text file"',
    re.I,
)
# Numbers and texts that stand free are the data; all else (names of fields, `[1]:`, notes behind `!`) is not read.
_TOKEN = re.compile(r'"((?:[^"]|"")*+)"|(?<!\S)(-?\d{1,12}(?:\.\d{1,20})?(?:[eE][-+]?\d{1,2})?)(?!\S)|![^\n]*')
_INTERVALS, _POINTS = "IntervalTier", "TextTier"
# What stands for silence, breath and noise in tiers.
_SILENT = re.compile(r"(?:<?(?:sil|silence|sp|spn|p:|usb|nib|pause|eps|unk)>?|[#_.*-]|xxx|<>)?", re.I)


class _Interval(NamedTuple):
    start_ms: int | None
    end_ms: int | None
    text: str
    at: int


@dataclass(slots=True)
class _Tier:
    name: str
    is_of_points: bool = False
    intervals: list[_Interval] = field(default_factory=list)

    def words(self) -> str:
        """Return all words of the tier, to tell whether another one says the same."""
        return " ".join(" ".join(interval.text for interval in self.intervals).split()).casefold()

    def is_of_words(self) -> bool:
        """Return whether most intervals hold one word."""
        many = sum(" " in interval.text.strip() for interval in self.intervals)
        return len(self.intervals) >= 5 and many * 5 < len(self.intervals)


def sniff(document: Document) -> float:
    """Return 1 for the header of a TextGrid."""
    return 1.0 if _HEADER.match(document.head) else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: the intervals of all speakers' tiers in the order in which they begin.

    A tier of single words becomes runs of its speaker, unless another tier says the same in sentences; tiers of sounds,
    tones, glosses and notes are no speech. A text that does not end is rejected as `truncated`.
    """
    text = unify(document.text)
    header = _HEADER.match(text)
    if header is None:
        return None
    parsed = Parsed(NAME, MEDIA_TYPE)
    tiers = _read(parsed, text, header.end(), is_chronological="chronological" in header[0])
    spoken = _spoken(parsed, tiers)
    if spoken and all(tier.is_of_words() for tier in spoken):
        return reject_wordless(parsed, _episode_of_words(spoken, len(text)))
    return reject_wordless(parsed, assemble(parsed, document, _cues(parsed, spoken)))


def _read(parsed: Parsed, text: str, at: int, *, is_chronological: bool) -> list[_Tier]:
    """Return the tiers with what is in them; a number of texts and numbers that does not fit breaks nothing."""
    tiers: list[_Tier] = []
    numbers: list[float] = []
    waiting, reached = "", at
    parsed.account(0, at, "metadata")
    for token in _TOKEN.finditer(text, at):
        parsed.account(reached, token.end(), "mark")
        reached = token.end()
        if token[2] is not None:
            numbers.append(float(token[2]))
        elif token[1] is None:
            continue
        elif waiting:
            tiers.append(_Tier(token[1].replace('""', '"').strip(), waiting == _POINTS))
            waiting, numbers = "", []
        elif token[1] in (_INTERVALS, _POINTS):
            waiting = token[1]
        elif tiers:
            tier = tiers[int(numbers[-3]) - 1] if is_chronological and _names_tier(numbers, tiers) else tiers[-1]
            words = token[1].replace('""', resolved('""', '"')) if '""' in token[1] else token[1]
            tier.intervals.append(_Interval(*_times(numbers), words, token.start(1)))
            numbers = []
    tail = text.find('"', reached)
    parsed.account(reached, len(text) if tail < 0 else tail, "mark")
    if tail >= 0:
        parsed.warn("truncated", f"character {tail}", "a text without its end")
        parsed.reject("truncated", f"character {tail}", text[tail:].strip())
        parsed.account(tail, len(text), "rejected")
    return tiers


def _names_tier(numbers: list[float], tiers: list[_Tier]) -> bool:
    return len(numbers) > 2 and 1 <= numbers[-3] <= len(tiers)


def _times(numbers: list[float]) -> tuple[int | None, int | None]:
    """Return the start and end that stand before a text; a point has but one."""
    times = [round(number * 1000) for number in numbers[-2:] if abs(number) < 1e9]
    if len(times) == 2 and times[0] <= times[1]:
        return times[0], times[1]
    return (times[-1] if times else None), None


def _spoken(parsed: Parsed, tiers: list[_Tier]) -> list[_Tier]:
    """Return the tiers that hold speech, without those that say the same as another one in smaller pieces."""
    for tier in tiers:
        tier.intervals = [interval for interval in tier.intervals if not _SILENT.fullmatch(interval.text.strip())]
    filled = [tier for tier in tiers if tier.intervals]
    named = [tier for tier in filled if is_speech_tier(tier.name) and not tier.is_of_points] or filled
    whole = {tier.words(): tier for tier in sorted(named, key=lambda tier: -len(tier.intervals))}
    kept = [tier for tier in named if whole[tier.words()] is tier]
    sentences = {speaker_of(tier.name) for tier in kept if not tier.is_of_words()}
    kept = [tier for tier in kept if not tier.is_of_words() or not sentences & {speaker_of(tier.name), None}] or kept
    for tier in filled:
        if not any(tier is one for one in kept):
            parsed.accounts.extend((one.at, one.at + len(one.text), "ignored") for one in tier.intervals)
    return kept


def _labels(tiers: Sequence[_Tier]) -> dict[int, str | None]:
    """Return the label of each tier: its name, unless no tier is named for a speaker."""
    named = [speaker_of(tier.name) for tier in tiers]
    if any(named) and len(tiers) > 1:
        return {place: name or tier.name or None for place, (name, tier) in enumerate(zip(named, tiers, strict=True))}
    return dict(enumerate(named))


def _ordered(tiers: Sequence[_Tier]) -> Iterator[tuple[_Interval, str | None]]:
    labels = _labels(tiers)
    found = [(interval, labels[place]) for place, tier in enumerate(tiers) for interval in tier.intervals]
    found.sort(key=lambda pair: -1 if pair[0].start_ms is None else pair[0].start_ms)
    yield from found


def _cues(parsed: Parsed, tiers: Sequence[_Tier]) -> Cues:
    cues = Cues()
    for interval, label in _ordered(tiers):
        if interval.start_ms is None:
            parsed.warn("time_invalid", f"character {interval.at}", interval.text)
        cues.add(interval.text, interval.at, interval.start_ms, interval.end_ms, label)
    return cues


def _episode_of_words(tiers: Sequence[_Tier], length: int) -> ParsedEpisode:
    columns = WordColumns()
    for interval, label in _ordered(tiers):
        columns.add(interval.text, interval.at, interval.start_ms, interval.end_ms, label)
    return columns.episode(length)
