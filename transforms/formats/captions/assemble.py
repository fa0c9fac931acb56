"""From columns of cues to columns of speech: who speaks, what is music, what has no words, what is odd."""

from __future__ import annotations

import re
from itertools import compress
from typing import TYPE_CHECKING

from transforms.formats.captions.cue_labels import take_labels
from transforms.formats.captions.cues import MARGIN
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
    cues = take_voices(parsed, cues.complete())
    cues = take_labels(parsed, cues, document.limits.labels)
    cues = take_turn_marks(parsed, cues)
    episode = ParsedEpisode(0, len(document.text))
    speech = episode.speech
    _add_words(parsed, speech, cues)
    audit_times(parsed, speech.complete())
    return episode


def _add_words(parsed: Parsed, speech: Speech, cues: Cues) -> None:
    words = [text.lstrip(MARGIN) for text in cues.text]
    starts = [at + len(text) - len(word) for at, text, word in zip(cues.at, cues.text, words, strict=True)]
    words = [word.rstrip(MARGIN) for word in words]
    _account_markup(parsed, cues)
    is_music = [word[:1] in _MUSIC_OPENERS and _MUSIC.fullmatch(word) is not None for word in words]
    labels, voices = _hold(cues, is_music)
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    if any("\0" in word for word in words):
        words = [word.replace("\0", "") for word in words]
    kinds = ["music" if music else "speech" for music in is_music]
    columns = (words, starts, ends, labels, voices, cues.start_ms, cues.end_ms, kinds)
    if not all(words):
        for place in (place for place, word in enumerate(words) if not word):
            parsed.reject("empty_text", f"cue {cues.cue[place] + 1}", detail=f"character {starts[place]}")
        columns = tuple(list(compress(column, words)) for column in columns)  # type: ignore[assignment]
    for name, column in zip(Speech.__slots__, columns, strict=True):
        setattr(speech, name, column)


def _account_markup(parsed: Parsed, cues: Cues) -> None:
    parsed.accounts.extend(
        (at, at + len(text), "markup") for at, text in zip(cues.at, cues.text, strict=True) if "\0" in text
    )


def _hold(cues: Cues, is_music: list[bool]) -> tuple[list[str | None], list[int | None]]:
    """Return labels that hold until the next one, and numbers for the voices that marks or colours tell apart.

    Music is nobody's, unless it has a label of its own.
    """
    has_turns = any(cues.is_change)
    if not has_turns and not any(cues.label):
        return cues.label, cues.voice
    labels: list[str | None] = []
    voices: list[int | None] = []
    holder, turn = None, 0
    for label, is_change, voice, music in zip(cues.label, cues.is_change, cues.voice, is_music, strict=True):
        if label is not None:
            holder = label
        elif is_change:
            holder = None
            turn += 1
        is_nobody = music and label is None
        labels.append(None if is_nobody else holder)
        has_voice = holder is None and not is_nobody
        voices.append((turn if voice is None and has_turns else voice) if has_voice else None)
    return labels, voices


def reject_wordless(parsed: Parsed, episode: ParsedEpisode) -> Parsed:
    """Return `parsed` with the episode; a transcript without any words or chapters is rejected as `no_segments`."""
    if len(episode.speech) or episode.chapters:
        parsed.episodes.append(episode)
    else:
        parsed.status, parsed.reason = "rejected", "no_segments"
        parsed.reject("no_segments", "document", detail="no cue has words in it")
    return parsed
