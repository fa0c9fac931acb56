"""Who speaks by markup: WebVTT voice tags, and colours that tell voices apart."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from transforms.formats.captions.cue_cuts import MOST_MARKS, Cut, apply_cuts
from transforms.formats.captions.cue_markup import VOICE
from transforms.formats.captions.cues import bare

if TYPE_CHECKING:
    from transforms.formats.captions.cues import Cues
    from transforms.parsed import Parsed

_LEADING_VOICE = re.compile(rf"[ \t\0]*{VOICE.pattern}", re.I)
_COLOUR = re.compile(
    r"<font[^<>\n]{0,200}?\bcolou?r\s*=\s*[\"']?\s*(#?\w{1,20})"
    r"|\{\\[^{}\n]{0,80}?\\?1?c&H([0-9a-f]{1,8})&?"
    r"|<c\.(?:bg_\w{1,12}\.)?(yellow|cyan|green|lime|white|magenta|red|blue)\b",
    re.I,
)
# Fewer coloured cues than this are emphasis, lyrics or signs, not voices.
_LEAST_COLOURED = 0.2
_MOST_COLOURS = 12


def take_voices(parsed: Parsed, cues: Cues) -> Cues:
    """Return the cues with each voice tag's name as the label of the words behind it, cut where it stands inside."""
    names: dict[str, str | None] = {}
    inner: dict[int, list[Cut]] = {}
    texts, match_voice, account = cues.text, _LEADING_VOICE.match, parsed.accounts.append
    for place in [place for place, text in enumerate(texts) if "<v" in text or "<V" in text]:
        text = texts[place]
        found = match_voice(text)
        if found is not None:
            name, end = found[1], found.end()
            if name not in names:
                names[name] = _name(name)
            account((cues.at[place], cues.at[place] + end, "label"))
            cues.label[place] = names[name]
            cues.at[place] += end
            texts[place] = text = text[end:]
        if "<v" in text or "<V" in text:
            tags = islice(VOICE.finditer(text), MOST_MARKS)
            inner[place] = [Cut(match.start(), match.end(), _name(match[1])) for match in tags]
    return apply_cuts(parsed, cues, {}, {place: cuts for place, cuts in inner.items() if cuts})


def _name(annotation: str) -> str | None:
    return bare(annotation).strip() or None


def take_colours(parsed: Parsed, cues: Cues, raw: str) -> Cues:
    """Return the cues with a voice number for each colour, where colours tell voices apart; else as they are.

    `raw` is the document with its markup, of the same length as the text that the cues' offsets count in. Cues
    without a colour are in the usual one, which is a voice of its own.
    """
    has_tags = "<" in raw and ("<font" in raw or "<c." in raw)
    if not has_tags and not ("{" in raw and "c&H" in raw):
        return cues
    found = [
        list(islice(_COLOUR.finditer(raw, at, at + len(text)), MOST_MARKS))
        for at, text in zip(cues.at, cues.text, strict=True)
    ]
    leading = [_leads(matches, raw, at) for matches, at in zip(found, cues.at, strict=True)]
    numbers = _numbers(leading)
    if not numbers:
        return cues
    cues.voice = [numbers[colour] for colour in leading]
    return apply_cuts(parsed, cues, {}, _colour_cuts(found, cues, numbers))


def number_colours(cues: Cues, colours: list[str | None]) -> Cues:
    """Return the cues with a voice number for each of their colours, where colours tell voices apart."""
    numbers = {} if any(cues.label) else _numbers(colours)
    if numbers:
        cues.voice = [numbers[colour] for colour in colours]
    return cues


def _numbers(colours: list[str | None]) -> dict[str | None, int]:
    """Return a number for each colour (and for none), nothing at all where they do not tell voices apart."""
    coloured = Counter(colour for colour in colours if colour)
    if not coloured or coloured.total() < _LEAST_COLOURED * len(colours) or len(coloured) > _MOST_COLOURS:
        return {}
    if len(coloured) + (coloured.total() < len(colours)) < 2:
        return {}
    return {colour: number for number, colour in enumerate(dict.fromkeys(colours))}


def _leads(matches: list[re.Match[str]], raw: str, at: int) -> str | None:
    """Return the colour that a cue's first word is in."""
    if not matches or _words(raw[at : matches[0].start()]):
        return None
    return _colour(matches[0])


def _words(markup: str) -> str:
    return re.sub(r"<[^<>]*>|\{[^{}]*\}", "", markup).strip()


def _colour(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group).lower()


def _colour_cuts(found: list[list[re.Match[str]]], cues: Cues, numbers: dict[str | None, int]) -> dict[int, list[Cut]]:
    """Return cuts where another of the voices' colours begins on a line of its own."""
    cuts: dict[int, list[Cut]] = {}
    for place, matches in enumerate(found):
        voice, at, text = cues.voice[place], cues.at[place], cues.text[place]
        for match in matches[1:]:
            start = match.start() - at
            number = numbers.get(_colour(match))
            if number is not None and number != voice and text[:start].rstrip(" \t\0").endswith("\n"):
                cuts.setdefault(place, []).append(Cut(start, start, voice=number))
                voice = number
    return cuts
