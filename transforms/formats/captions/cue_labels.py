"""Names before a colon at the start of a cue or of a line in it: which of them are speakers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from transforms.formats.captions.cue_cuts import Cut, apply_cuts
from transforms.formats.captions.cues import MARGIN
from transforms.labels import closed_labels, is_generic, is_label_shaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transforms.formats.captions.cues import Cues
    from transforms.parsed import Parsed

_DASH = r"(?:[-–—•][ \t\0]*|(?:>\0*){2,3}[ \t\0]*)?"
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
_REACH = 72
_LEAST_LED = 0.02
_SURELY = 3
_ENDS = ".?!…:;,-–—\"”’'])}♪*>。？！"
# Words that stand before a colon at the head of a sentence far more often than they are anybody's name.
_NOT_NAME = re.compile(
    r"also|and|answer|because|breaking|but|caption|captions|chapter|conclusion|correction|date|"
    r"disclaimer|edit|episode|example|fact|finally|first|hence|hint|however|idea|intro|introduction|"
    r"issue|language|lesson|like|meaning|music|narration|news|next|note|notes|number|okay|one|or|"
    r"outro|part|plus|point|problem|question|quote|reason|recap|remember|result|rule|second|section|"
    r"so|solution|source|spoiler|step|subject|subtitle|subtitles|summary|then|therefore|thing|third|"
    r"tip|title|topic|transcript|translation|truth|two|update|verdict|warning|well|yes",
    re.I,
)


def take_labels(parsed: Parsed, cues: Cues, limit: int) -> Cues:
    """Return the cues with the speakers' names before their words as labels, cut where a name stands inside a cue.

    Whose names they are, the whole document decides; over `limit` different ones they are taken as text. Where cues
    have labels already (from voice tags), only the same name once more is taken off.
    """
    leading = [_candidate(text, 0) if _may_lead(text) else None for text in cues.text]
    if any(cues.label):
        own = {place: [cut] for place, cut in enumerate(leading) if cut and cut.label == cues.label[place]}
        return apply_cuts(parsed, cues, own)
    inner = {
        place: found
        for place, text in enumerate(cues.text)
        if "\n" in text and (":" in text or "\n(" in text or "\n[" in text or "：" in text)
        if (found := list(_inner_candidates(text)))
    }
    accepted = _accepted(cues, leading, inner)
    if len(accepted) > limit:
        parsed.warn("label_explosion", "document", f"{len(accepted)} labels, the limit is {limit}", len(accepted))
        return cues
    return apply_cuts(parsed, cues, _cuts(leading, inner, accepted))


def _may_lead(text: str) -> bool:
    head = text[:_REACH]
    return ":" in head or "[" in head or "(" in head or "：" in head


def _candidate(text: str, at: int) -> Cut | None:
    """Return the label that stands at `at`, unless it has no label's shape."""
    match = _COLON.match(text, at)
    if match is None:
        match = _BRACKET.match(text, at)
        if match is None or not _is_bracket_label(_bare(match[1]), alone=match[2] is not None):
            return None
    label = _bare(match[1])
    return Cut(at, match.end(), label) if is_label_shaped(label) else None


def _is_bracket_label(name: str, *, alone: bool) -> bool:
    """Return whether a name in brackets without a colon may be a speaker's: `[Voice 1] so`, `(Ann Marlow)`."""
    return is_generic(name) or (alone and 2 <= len(name.split()) <= 4 and _SOUND.search(name) is None)


def _bare(name: str) -> str:
    name = name.replace("\0", "").strip(" \t_*")
    return name[:-1].rstrip() if name.endswith(")") and "(" not in name else name


def _inner_candidates(text: str) -> Iterator[Cut]:
    at = text.find("\n")
    while at >= 0:
        cut = _candidate(text, at + 1)
        if cut is not None and text[:at].strip(MARGIN):
            yield cut
        at = text.find("\n", at + 1)


def _accepted(cues: Cues, leading: Sequence[Cut | None], inner: Mapping[int, Sequence[Cut]]) -> frozenset[str]:
    """Return the labels that the document bears out.

    A document has labels when its first words have one, or when labels that come again lead a fair share of the cues.
    In such a document a name that comes once or twice is a label only where a sentence has ended before it.
    """
    counts = Counter(cut.label for cut in leading if cut and cut.label)
    counts.update(cut.label for cuts in inner.values() for cut in cuts if cut.label)
    names = {label: count for label, count in counts.items() if _is_name_like(label, count)}
    opening = _opening_label(cues, leading)
    if opening not in names:
        repeated = sum(count for count in names.values() if count > 1)
        if repeated < max(2, _LEAST_LED * len(cues)):
            return frozenset()
    closed = closed_labels(names)
    parts = {part for label in closed for part in label.split()}
    after_end = _labels_after_an_end(cues, leading) | {cut.label for cuts in inner.values() for cut in cuts}
    return frozenset(
        label
        for label, count in names.items()
        if label == opening
        or count >= _SURELY
        or label in parts
        or (label in after_end and (label in closed or " " not in label))
    )


def _is_name_like(label: str, count: int) -> bool:
    if is_generic(label):
        return True
    words = label.split()
    if _NOT_NAME.fullmatch(words[0]) or _NOT_NAME.fullmatch(words[-1]):
        return False
    return count >= _SURELY or (not label[0].islower() and not any(char.isdigit() for char in label))


def _opening_label(cues: Cues, leading: Sequence[Cut | None]) -> str | None:
    """Return the label of the first words that are not a note about sounds."""
    for text, cut in zip(cues.text, leading, strict=True):
        bare = text.strip(MARGIN)
        if cut is not None:
            return cut.label
        if bare and not (bare[0] in "[(♪*" and bare[-1] in "])♪*"):
            return None
    return None


def _labels_after_an_end(cues: Cues, leading: Sequence[Cut | None]) -> set[str | None]:
    return {
        cut.label
        for place, cut in enumerate(leading)
        if cut is not None and (place == 0 or cues.text[place - 1].rstrip(MARGIN)[-1:] in _ENDS)
    }


def _cuts(
    leading: Sequence[Cut | None], inner: Mapping[int, Sequence[Cut]], accepted: frozenset[str]
) -> dict[int, list[Cut]]:
    cuts = {place: [cut] for place, cut in enumerate(leading) if cut is not None and cut.label in accepted}
    for place, found in inner.items():
        kept = [cut for cut in found if cut.label in accepted]
        if kept:
            cuts.setdefault(place, []).extend(kept)
    return cuts
