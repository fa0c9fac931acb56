"""From the places where a transcript is cut to its columns of speech, marks and chapters."""

from __future__ import annotations

import re
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.prose.anchors import Anchor, Region
from transforms.formats.prose.inline_markup import clean
from transforms.formats.prose.lines import tight
from transforms.formats.prose.plain import cut_plain
from transforms.formats.prose.stamps import INLINE_MARK, stamp_ms
from transforms.parsed import Chapter, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transforms.formats.prose.inline_markup import Clean

_ADVERT = re.compile(r"\b(?:sponsors?|sponsored|advert|advertisement|ad break|commercial|promo)\b", re.I)
_MUSIC = re.compile(
    r"[♪♫][^\n]*|\\?[\[(*_]+\s*(?:(?:intro|outro|opening|closing|theme|upbeat|soft) )?music(?: playing)?\s*\\?[\])*_]+",
    re.I,
)
_MUSIC_NOTE = re.compile(r"\\?\[(?:[^\[\]\n]{0,30} )?[Mm]usic(?: [^\[\]\n]{0,30})?\\?\]")
_SILENCE = re.compile(r"\\?\[\s*(?:blank_audio|silence|no audio|no speech|end)\s*\\?\]", re.I)
# What keeps a stretch from being words alone, in plain text and in Markdown.
_SPECIAL = ("[(", "[(*_\\<\n")
_MARKS = "{"
_STRAY_SIGNS = ".,;:–—-♪♫"
# What neither speech nor what is left of it behind a time begins with.
_NO_WORDS = _STRAY_SIGNS + "*_\\"
_OPENERS = frozenset(("turn", "block", "voice"))
_RUN = 4_096
_NOTE_LENGTH = 120
# What a label leaves before its words: signs apart from them, and any number of these.
_STRAY = re.compile(r"(?:[.,;:–—-]+\s+)+")


def emit(text: str, start: int, end: int, anchors: Iterable[Anchor], *, is_markdown: bool = False) -> Region:
    """Return what stands between two offsets, cut at the anchors (in order, not overlapping, all inside)."""
    made = _Emitter(text, is_markdown=is_markdown)
    anchors = list(anchors)
    bounds = [*(anchor.start for anchor in anchors), end]
    made.body(start, bounds[0])
    at = 0
    while at < len(anchors):
        run = made.run(anchors, bounds, at)
        if run == at:
            made.pass_anchor(anchors[at])
            if text[anchors[at].end : bounds[at + 1]].strip():
                made.body(anchors[at].end, bounds[at + 1])
            run += 1
        at = run
    return made.finish()


class _Led(NamedTuple):
    """A time in a run of segments: the place of the segment in the run, the time, and its stretch."""

    place: int
    time_ms: int
    start: int
    end: int


class _Emitter:
    """Builds a region: what holds for the next stretch of speech, and where the text of the last one ended."""

    def __init__(self, text: str, *, is_markdown: bool) -> None:
        self.text, self.is_markdown = text, is_markdown
        self.region = Region()
        self.label: str | None = None
        self.voice: int | None = None
        self.voices = 0
        self.start_ms: int | None = None
        self.end_ms: int | None = None
        self.kind = "speech"
        self.is_fresh = False

    def run(self, anchors: list[Anchor], bounds: list[int], at: int) -> int:
        """Add by columns the stretches from `at` on that have nothing in them but words; return the next anchor.

        A time may lead the words. Most of a transcript is such runs, and columns are several times faster
        than a segment at a time.
        """
        text, special = self.text, _SPECIAL[self.is_markdown]
        stop = min(len(anchors), at + _RUN)
        words: list[str] = []
        first: list[int] = []
        leads: list[_Led] = []
        for index in range(at, stop):
            anchor = anchors[index]
            if anchor.kind not in _OPENERS:
                break
            raw = text[anchor.end : bounds[index + 1]]
            bare = raw.strip()
            begin = anchor.end + len(raw) - len(raw.lstrip())
            if any(map(bare.__contains__, special)):
                lead = self._lead(bare, anchor)
                if lead is None:
                    break
                leads.append(_Led(index - at, stamp_ms(lead[1]), begin, begin + lead.end()))
                length, bare = len(bare), bare[lead.end() :].lstrip()
                begin += length - len(bare)
            if not bare or bare[0] in _STRAY_SIGNS or (anchor.kind == "voice" and not self._is_plain(bare)):
                break
            words.append(bare)
            first.append(begin)
        if words:
            self._add_run(anchors[at : at + len(words)], words, first, leads)
        return at + len(words)

    def _is_plain(self, bare: str) -> bool:
        """Return whether a stretch is neither music nor has a time in braces, and no end is known for it."""
        return bare[0] not in _NO_WORDS and _MARKS not in bare and self.end_ms is None

    def _lead(self, bare: str, anchor: Anchor) -> re.Match[str] | None:
        """Return the only time of a stretch, which leads its words, if there is nothing else in it."""
        lead = INLINE_MARK.match(bare)
        times = (anchor.start_ms, anchor.end_ms, self.start_ms, self.end_ms)
        if lead is None or any(time is not None for time in times):
            return None
        rest = bare[lead.end() :].lstrip()
        signs = _MARKS + _SPECIAL[self.is_markdown]
        is_plain = bool(rest) and rest[0] not in _NO_WORDS and not any(map(rest.__contains__, signs))
        return lead if is_plain else None

    def _add_run(self, anchors: list[Anchor], words: list[str], first: list[int], leads: list[_Led]) -> None:
        speech, region = self.region.speech, self.region
        index = len(speech)
        labels, voices = [], []
        for anchor in anchors:
            if anchor.kind == "turn":
                self.label, self.voice = anchor.label, None
            elif anchor.kind == "voice":
                self._open_voice(anchor)
            labels.append(self.label)
            voices.append(self.voice)
        speech.text += words
        speech.doc_start += first
        speech.doc_end += map(int.__add__, first, map(len, words))
        speech.label += labels
        speech.voice += voices
        starts, ends = [anchor.start_ms for anchor in anchors], [anchor.end_ms for anchor in anchors]
        if starts[0] is None:
            starts[0], ends[0] = self.start_ms, self.end_ms
        marks = [
            _Led(place, anchor.start_ms, *anchor.mark)
            for place, anchor in enumerate(anchors)
            if anchor.mark is not None and anchor.start_ms is not None
        ]
        if leads:
            marks = sorted(marks + leads)
            for place, time_ms, _, _ in leads:
                starts[place] = time_ms
        speech.start_ms += starts
        speech.end_ms += ends
        speech.kind += [self.kind] * len(words)
        region.accounts += [(anchor.start, anchor.end, "label" if anchor.label else "mark") for anchor in anchors]
        region.marks += [Mark(time_ms, "start", begin, end, index + place) for place, time_ms, begin, end in marks]
        self.start_ms = self.end_ms = None
        self.is_fresh = False

    def pass_anchor(self, anchor: Anchor) -> None:
        speech = self.region.speech
        if anchor.kind == "end":
            self._close(anchor.start_ms)
        elif anchor.kind == "heading":
            self.region.chapters.append(Chapter(anchor.start_ms, anchor.label or "", anchor.start, anchor.end))
        elif anchor.kind == "section":
            self.kind = "advert" if _ADVERT.search(self.text, anchor.start, anchor.end) else "speech"
            self.region.account(anchor.start, anchor.end, "markup")
        else:
            self._open(anchor)
        if anchor.mark is not None and anchor.start_ms is not None:
            edge, index = ("end", len(speech) - 1) if anchor.kind == "end" else ("start", len(speech))
            if anchor.kind == "heading":
                edge = "point"
            self.region.marks.append(Mark(anchor.start_ms, edge, *anchor.mark, max(index, 0)))  # type: ignore[arg-type]

    def _close(self, time_ms: int | None) -> None:
        if self.region.speech.text:
            self.region.speech.end_ms[-1] = time_ms
        self.start_ms = time_ms

    def _open(self, anchor: Anchor) -> None:
        if anchor.kind == "turn":
            self.label, self.voice, self.is_fresh = anchor.label, None, True
        elif anchor.kind == "voice":
            self._open_voice(anchor)
        if anchor.start_ms is not None:
            self.start_ms, self.end_ms = anchor.start_ms, anchor.end_ms
        self.region.account(anchor.start, anchor.end, "label" if anchor.label else "mark")

    def _open_voice(self, anchor: Anchor) -> None:
        self.voice, self.voices = self.voices, self.voices + 1
        self.label = anchor.label

    def body(self, start: int, end: int) -> None:
        first, last = tight(self.text, start, end)
        first = self._skip_stray(first, last)
        if first == last:
            return
        cleaned = clean(self.text[first:last], first, is_markdown=self.is_markdown)
        self.region.links += cleaned.links
        first, last = self._without_outer_marks(cleaned, first, last)
        words = cleaned.text.strip()
        if (after := self._skip_stray(first, last)) > first and (stray := _STRAY.match(words)) is not None:
            first, words = after, words[stray.end() :]
        self.is_fresh = False
        if first < last and words:
            self._add(cleaned, words, first, last)

    def _skip_stray(self, first: int, last: int) -> int:
        """Return where the words begin behind signs that a label left before them; only right after a label."""
        stray = _STRAY.match(self.text, first, last) if self.is_fresh else None
        if stray is None:
            return first
        self.region.account(first, stray.end(), "label")
        return stray.end()

    def _without_outer_marks(self, cleaned: Clean, first: int, last: int) -> tuple[int, int]:
        """Note the marks of a stretch; return what is left of it when those before and after all words are cut off."""
        index = len(self.region.speech)
        for time_ms, start, end, is_first in cleaned.marks:
            is_start = is_first and self.start_ms is None
            if is_start:
                self.start_ms = time_ms
            if is_first:
                first = end
            elif end == last:
                last = start
            self.region.marks.append(Mark(time_ms, "start" if is_start else "point", start, end, index))
        return tight(self.text, first, last)

    def _add(self, cleaned: Clean, words: str, first: int, last: int) -> None:
        is_note = len(words) <= _NOTE_LENGTH
        if is_note and _SILENCE.fullmatch(words):
            self.region.account(first, last, "notes")
            return
        kind = "music" if (is_note or words[0] in "♪♫") and _MUSIC.fullmatch(words) else self.kind
        speech = self.region.speech
        if self.label is None and self.voice is None and self.start_ms is None and not cleaned.marks:
            self._add_plain(cut_plain(self.text, first, last), kind, has_markup=words != self.text[first:last])
            return
        for piece, begin, end, kind_of_piece in self._pieces(words, first, last, kind):
            speech.add(
                piece, begin, end, label=self.label, voice=self.voice, start_ms=self.start_ms, kind=kind_of_piece
            )
            self.start_ms = None
        speech.end_ms[-1], self.end_ms = self.end_ms, None

    def _add_plain(self, spans: list[tuple[int, int]], kind: str, *, has_markup: bool) -> None:
        """Add stretches of speech of which nothing is known but that they are speech; by columns, as there are many."""
        speech = self.region.speech
        pieces = [self.text[start:end] for start, end in spans]
        if has_markup:
            starts = [start for start, _ in spans]
            inner = [clean(piece, at, is_markdown=self.is_markdown) for piece, at in zip(pieces, starts, strict=True)]
            pieces = [cleaned.text.strip() for cleaned in inner]
            spans, pieces = list(compress(spans, pieces)), list(filter(None, pieces))
        count = len(pieces)
        speech.text += pieces
        speech.doc_start += [start for start, _ in spans]
        speech.doc_end += [end for _, end in spans]
        for column in (speech.label, speech.voice, speech.start_ms, speech.end_ms):
            column.extend([None] * count)
        speech.kind += [kind] * count

    def _pieces(self, words: str, first: int, last: int, kind: str) -> Iterator[tuple[str, int, int, str]]:
        """Yield the stretch cut at notes of music (`[Music]`), which are segments of a kind of their own."""
        notes = list(_MUSIC_NOTE.finditer(self.text, first, last)) if kind == "speech" and "usic" in words else []
        if not notes:
            yield words, first, last, kind
            return
        bounds = [(note.start(), note.end()) for note in notes]
        at = first
        for start, end in [*bounds, (last, last)]:
            piece = tight(self.text, at, start)
            if piece[0] < piece[1]:
                yield clean(self.text[slice(*piece)], piece[0], is_markdown=self.is_markdown).text.strip(), *piece, kind
            if end > start:
                yield self.text[start:end], start, end, "music"
            at = end

    def finish(self) -> Region:
        count = len(self.region.speech)
        self.region.marks[:] = [
            mark if mark.segment is not None and mark.segment < count else mark._replace(segment=None)
            for mark in self.region.marks
        ]
        return self.region
