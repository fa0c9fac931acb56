"""WebVTT tracks whose cues are chapters, not speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.fold import fold_text
from transforms.formats.captions.cues import bare
from transforms.parsed import Chapter, ParsedEpisode

if TYPE_CHECKING:
    from transforms.formats.captions.cues import Cues
    from transforms.parsed import Parsed

_SHORTEST_MEAN_MS = 20_000
# Speech runs at 100 to 200 words a minute, in captions of slow films at 40; titles of chapters are a few words each.
_MOST_WORDS_PER_MINUTE = 30
_LONGEST_TITLE = 15
_SENTENCE_ENDS = ".,;…"


def is_chapter_track(cues: Cues, kind: str | None) -> bool:
    """Return whether the cues are chapters: the header says so, or they are few words, far apart, and no sentences."""
    if kind is not None:
        return kind == "chapters"
    starts = [start for start in cues.start_ms if start is not None]
    ends = [end for end in cues.end_ms if end is not None]
    if len(starts) != len(cues) or len(ends) != len(cues) or not cues:
        return False
    if max(ends) - min(starts) < _SHORTEST_MEAN_MS * len(cues):
        return False
    titles = [bare(text).split() for text in cues.text]
    words = sum(map(len, titles))
    if words * 60_000 > _MOST_WORDS_PER_MINUTE * (max(ends) - min(starts)) or max(map(len, titles)) > _LONGEST_TITLE:
        return False
    if any("<v" in text or text.startswith(("[", "(", "♪", "-", ">>")) for text in cues.text):
        return False
    return sum(bare(text).rstrip()[-1:] in _SENTENCE_ENDS for text in cues.text) * 4 <= len(cues)


def chapter_episode(parsed: Parsed, cues: Cues, length: int) -> ParsedEpisode:
    """Return an episode without speech whose chapters are the cues; cues without words become rejects."""
    episode = ParsedEpisode(0, length)
    for place, (text, at, start_ms) in enumerate(zip(cues.text, cues.at, cues.start_ms, strict=True)):
        title = fold_text(bare(text))
        if title:
            episode.chapters.append(Chapter(start_ms, title, at, at + len(text)))
        else:
            parsed.reject("empty_text", f"cue {cues.cue[place] + 1}", detail=f"character {at}")
    return episode
