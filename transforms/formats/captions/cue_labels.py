"""Names before a colon at the start of a cue or of a line in it: which of them are speakers."""

from __future__ import annotations

import re
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

from transforms.formats.captions.cue_cuts import Cut, apply_cuts
from transforms.formats.captions.cues import MARGIN, bare
from transforms.labels import closed_labels, is_generic, is_label_shaped, is_remark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.formats.captions.cues import Cues
    from transforms.parsed import Parsed

_DASH = r"(?:[-–—•][ \t\0]*|(?:>[\0\ufdd0]*){2,3}[ \t\0]*)?"
_NAME = r"[^\W_][^:：\n<>\[\]{}|=?!;\"“”*]{0,58}"
# A colon between digits belongs to a time or a verse, one before slashes to an address.
_COLON = re.compile(
    rf"[ \t\0]*{_DASH}[\[(*_]{{0,3}}({_NAME})[\])*_]{{0,3}}[ \t\0]*"
    r"(?:(?<!\d)[:：]|[:：](?!\d))(?!//)[*_]{0,2}[ \t\0]*"
)
_BRACKET = re.compile(rf"[ \t\0]*{_DASH}[\[(]({_NAME})[\])][ \t\0]*(\n)?[ \t\0]*(?=\S)")
_SOUND = re.compile(
    r"music|song|laugh|chuckl|applau|noise|sound|silence|inaudible|crosstalk|cough|sigh|cheer|speak", re.I
)
_LEAST_LED = 0.02
_SURELY = 3
_LABEL = attrgetter("label")
_SIGN = re.compile(r"[:：\[(]")
_LINE = re.compile(r"\n[ \t\0]*(?=[^\s\0])")
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_ENDS = ".?!…:;,-–—\"”’'])}♪*>。？！"
# What opens a sentence and can stand before a colon; remarks (`Note`, `Question`) are known elsewhere.
_OPENER = re.compile(
    r"also|and|because|but|finally|first|hence|however|like|meaning|okay|one|or|plus|remember|second|so|then|therefore"
    r"|thing|third|translation|truth|two|verdict|well|yes|no",
    re.I,
)


def take_labels(parsed: Parsed, cues: Cues, limit: int) -> Cues:
    """Return the cues with the speakers' names before their words as labels, cut where a name stands inside a cue.

    Whose names they are, the whole document decides; over `limit` different ones they are taken as text. Where cues
    have labels already (from voice tags), only the same name once more is taken off.
    """
    texts = cues.text
    signed = [place for place, text in enumerate(texts) if ":" in text or "[" in text or "(" in text or "：" in text]
    known: dict[str, Cut | None] = {}
    leading = {place: cut for place in signed if (cut := _candidate(texts[place], 0, known))}
    if any(cues.label):
        return apply_cuts(
            parsed, cues, {place: cut for place, cut in leading.items() if cut.label == cues.label[place]}
        )
    inner = {place: found for place in signed if (found := _inner_candidates(texts[place]))}
    accepted = _accepted(cues, leading, inner)
    if len(accepted) > limit:
        parsed.warn("label_explosion", "document", f"{len(accepted)} labels, the limit is {limit}", len(accepted))
        return cues
    heads = {place: cut for place, cut in leading.items() if cut.label in accepted}
    kept = {place: [cut for cut in found if cut.label in accepted] for place, found in inner.items()}
    return apply_cuts(parsed, cues, heads, {place: found for place, found in kept.items() if found})


def _candidate(text: str, at: int, known: dict[str, Cut | None]) -> Cut | None:
    """Return the label that stands at `at`, unless it has no label's shape; `known` remembers what was found there."""
    match = _COLON.match(text, at) or _BRACKET.match(text, at)
    if match is None:
        return None
    mark = match[0]
    if mark not in known:
        label = _bare(match[1])
        is_sure = match.re is _COLON or _is_bracket_label(label, alone=match[2] is not None)
        is_dressed = not mark.lstrip(" \t\0")[0].isalnum()
        known[mark] = Cut(at, match.end(), label, is_dressed) if is_sure and is_label_shaped(label) else None
    return known[mark]


def _is_bracket_label(name: str, *, alone: bool) -> bool:
    """Return whether a name in brackets without a colon may be a speaker's: `[Voice 1] so`, `(Ann Marlow)`."""
    return is_generic(name) or (alone and 2 <= len(name.split()) <= 4 and _SOUND.search(name) is None)


def _bare(name: str) -> str:
    name = bare(name).strip(" \t_*")
    return name[:-1].rstrip() if name.endswith(")") and "(" not in name else name


def _inner_candidates(text: str) -> list[Cut]:
    """Return the labels at the starts of the lines behind the first."""
    second = text.find("\n")
    if second < 0 or _SIGN.search(text, second) is None:
        return []
    return [cut for found in _LINE.finditer(text) if (cut := _candidate(text, found.end(), {})) is not None]


def _accepted(cues: Cues, leading: Mapping[int, Cut], inner: Mapping[int, Sequence[Cut]]) -> frozenset[str]:
    """Return the labels that the document bears out.

    A document has labels when its first words have one, when labels that come again lead a fair share of the cues, or
    when a label that can hardly be anything else comes a few times.
    In such a document a name that comes once or twice is a label only where a sentence has ended before it.
    """
    counts = Counter(map(_LABEL, leading.values()))
    counts.update(cut.label for cuts in inner.values() for cut in cuts if cut.label)
    names = {label: count for label, count in counts.items() if _is_name_like(label, count)}
    opening = _opening_label(cues, leading)
    if opening not in names:
        repeated = sum(count for count in names.values() if count > 1)
        is_plain = any(count >= _SURELY and (is_generic(label) or " " in label) for label, count in names.items())
        if repeated < max(2, _LEAST_LED * len(cues)) and not is_plain:
            return frozenset()
    closed = closed_labels(names)
    parts = {part for label in closed for part in label.split()}
    sure = {label for label, count in names.items() if label == opening or count >= _SURELY or label in parts}
    # A name with an aside is the name: `Ann (laughs)`.
    sure |= {label for label in names if _ASIDE.sub("", label) in sure}
    unsure = {label for label in names if label not in sure and (label in closed or " " not in label)}
    # A sign before the name (`>> ANN:`, `- Ann:`, `[Ann]:`) and a line of its own are as good as the end of a sentence.
    after_end = {cut.label for cuts in inner.values() for cut in cuts}
    after_end.update(cut.label for cut in leading.values() if cut.is_change)
    after_end.update(cut.label for place, cut in leading.items() if cut.label in unsure and _is_after_end(cues, place))
    return frozenset(sure | (unsure & after_end))


def _is_name_like(label: str, count: int) -> bool:
    if is_generic(label):
        return True
    first = label.split(maxsplit=1)[0]
    if is_remark(label) or is_remark(first) or _OPENER.fullmatch(first):
        return False
    return count >= _SURELY or (not label[0].islower() and not any(char.isdecimal() for char in label))


def _opening_label(cues: Cues, leading: Mapping[int, Cut]) -> str | None:
    """Return the label of the first words that are not a note about sounds."""
    for place, text in enumerate(cues.text):
        bare = text.strip(MARGIN)
        if place in leading:
            return leading[place].label
        if bare and not (bare[0] in "[(♪*" and bare[-1] in "])♪*"):
            return None
    return None


def _is_after_end(cues: Cues, place: int) -> bool:
    return place == 0 or cues.text[place - 1].rstrip(MARGIN)[-1:] in _ENDS
