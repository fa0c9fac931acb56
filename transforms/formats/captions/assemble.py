"""From columns of cues to columns of speech: who speaks, what is music, what has no words, what is odd."""

from __future__ import annotations

import re
from itertools import compress, repeat
from operator import add
from typing import TYPE_CHECKING, Any

from transforms.formats.captions.cue_labels import take_labels
from transforms.formats.captions.cues import BLANK, FILL, MARGIN, bare
from transforms.formats.captions.name_lines import take_name_lines
from transforms.formats.captions.turn_marks import take_turn_marks
from transforms.formats.captions.voices import take_voices
from transforms.parsed import Parsed, ParsedEpisode, Speech
from transforms.time_audit import audit_times

if TYPE_CHECKING:
    from transforms.document import Document
    from transforms.formats.captions.cues import Cues

_NOTE_SIGNS = "♪♫♬🎵🎶🎼"
_MUSIC = re.compile(
    rf"[\[(*]\s*[^\[\]()*]{{0,40}}?(?:musi[ckq]|música|musique|muziek|jingle|theme song|instrumental|[{_NOTE_SIGNS}])"
    rf"[^\[\]()*]{{0,40}}[\])*]|[{_NOTE_SIGNS}#][^{_NOTE_SIGNS}]*[{_NOTE_SIGNS}#]|[{_NOTE_SIGNS}\s]+",
    re.I,
)
_MUSIC_OPENERS = frozenset("[(*" + _NOTE_SIGNS)


def assemble(parsed: Parsed, document: Document, cues: Cues) -> ParsedEpisode:
    """Return the episode that the cues make, and add what was odd about them to `parsed`.

    Names, voice tags and turn marks in the cues become labels and voices; a label holds for the cues without one
    that follow it, until a mark says that somebody else speaks. Cues without words become `empty_text` rejects.
    """
    cues = cues.complete()
    if "<" in document.text:
        cues = take_voices(parsed, cues)
    cues = take_labels(parsed, take_name_lines(parsed, cues), document.limits.labels)
    cues = take_turn_marks(parsed, cues)
    episode = ParsedEpisode(0, len(document.text))
    speech = episode.speech
    _add_words(parsed, speech, cues)
    audit_times(parsed, speech.complete())
    return episode


def _add_words(parsed: Parsed, speech: Speech, cues: Cues) -> None:
    is_changed = any(map(str.__contains__, cues.text, repeat(BLANK))) or any(
        map(str.__contains__, cues.text, repeat(FILL))
    )
    margin = MARGIN if is_changed else None
    words = [text.lstrip(margin) for text in cues.text]
    starts = cues.at if words == cues.text else _moved(cues, words)
    words = [word.rstrip(margin) for word in words]
    ends = list(map(add, starts, map(len, words)))
    music = [place for place, word in enumerate(words) if word[:1] in _MUSIC_OPENERS and _MUSIC.fullmatch(word)]
    if is_changed:
        _account_markup(parsed, cues)
        words = [bare(word) for word in words]
    labels, voices = _hold(cues, music)
    kinds = ["speech"] * len(words)
    for place in music:
        kinds[place] = "music"
    columns: list[list[Any]] = [words, starts, ends, labels, voices, cues.start_ms, cues.end_ms, kinds]
    if not all(words):
        for place in (place for place, word in enumerate(words) if not word):
            parsed.reject("empty_text", f"cue {cues.cue[place] + 1}", detail=f"character {starts[place]}")
        columns = [list(compress(column, words)) for column in columns]
    for name, column in zip(Speech.__slots__, columns, strict=True):
        setattr(speech, name, column)


def _moved(cues: Cues, words: list[str]) -> list[int]:
    """Return where the words begin, behind the margin of their cues."""
    return [at + len(text) - len(word) for at, text, word in zip(cues.at, cues.text, words, strict=True)]


def _account_markup(parsed: Parsed, cues: Cues) -> None:
    parsed.accounts.extend(
        (at, at + len(text), "markup") for at, text in zip(cues.at, cues.text, strict=True) if BLANK in text
    )


def _hold(cues: Cues, music: list[int]) -> tuple[list[str | None], list[int | None]]:
    """Return labels that hold until the next one, and numbers for the voices that marks or colours tell apart.

    Music is nobody's, unless it has a label of its own.
    """
    has_turns = any(cues.is_change)
    if not has_turns and not any(cues.label):
        return cues.label, cues.voice
    labels: list[str | None] = []
    voices: list[int | None] = []
    holder, turn = None, 0
    for label, is_change, voice in zip(cues.label, cues.is_change, cues.voice, strict=True):
        if label is not None:
            holder = label
        elif is_change:
            holder = None
            turn += 1
        labels.append(holder)
        voices.append(None if holder is not None else turn if voice is None and has_turns else voice)
    for place in music:
        labels[place], voices[place] = cues.label[place], None
    return labels, voices


def reject_wordless(parsed: Parsed, episode: ParsedEpisode) -> Parsed:
    """Return `parsed` with the episode; a transcript without any words or chapters is rejected as `no_segments`."""
    if len(episode.speech) or episode.chapters:
        parsed.episodes.append(episode)
    else:
        parsed.status, parsed.reason = "rejected", "no_segments"
        parsed.reject("no_segments", "document", detail="no cue has words in it")
    return parsed
