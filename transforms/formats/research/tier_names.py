"""What the names of annotation tiers say: whose speech they hold, or that they hold none."""

from __future__ import annotations

import re

# Tiers of sounds, parts of words, melody, grammar, other languages and remarks.
_NO_SPEECH = re.compile(
    r"phon(?:e|es|eme|emes|etic|etics|ology|s)?|segments?|sounds?|syll(?:s|able|ables)?|mau|kan|ipa|sampa|tones?|tobi"
    r"|breaks?|pitch|f0|intonation|morph(?:s|emes?|ology)?|gloss(?:es|ing)?|pos|lemmas?|translations?|comments?|notes?|misc"
    r"|gestures?|noises?|events?|points?|vad|trn|mas|silences?|chapters?",
    re.I,
)
# What tiers of speech are called that are named for nobody.
_UNNAMED = re.compile(
    r"(?:default(?:-?lt)?|transcri(?:pt|pts|ption|ptions|be)|text|texts|tiers?|utt(?:erances?|s)?|words?|ort|orth|orthography"
    r"|sentences?|speech|phrases?|turns?|labels?|ipu|ipus|content|asr|whisper|subtitles?|captions?|mark|track|channel)"
    r"[ _-]?\d{0,3}",
    re.I,
)
_PARTS = re.compile(r"\s*(?:[-–—:@/|]|\s-\s|__|_(?=[a-z]+$))\s*")


def is_speech_tier(name: str) -> bool:
    """Return whether a tier of that name may hold speech.

    >>> [is_speech_tier(name) for name in ("Ann", "words", "phones", "Ann - phones", "MAU", "")]
    [True, True, False, False, False, True]
    """
    return not any(_NO_SPEECH.fullmatch(part) for part in _PARTS.split(name.strip()))


def speaker_of(name: str) -> str | None:
    """Return whom a tier is named for, or None when it is named for what it holds.

    >>> speaker_of("Ann Marlow"), speaker_of("Ann - words"), speaker_of("transcription"), speaker_of("")
    ('Ann Marlow', 'Ann', None, None)
    """
    parts = [part for part in _PARTS.split(name.strip()) if part]
    own = [part for part in parts if not _UNNAMED.fullmatch(part)]
    if len(own) == len(parts):
        return name.strip() or None
    return own[0] if own else None
