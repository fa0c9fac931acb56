"""Which voice is which member of the cast: by the weight of the evidence, and nobody where it does not decide."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from transforms.fold import match_key
from transforms.people.label_kinds import FEW_TURNS, PART_KINDS, variants
from transforms.people.names import initials
from transforms.people.roles import leanings, said_role
from transforms.people.weighing import weigh_text, weigh_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.people.cast import Cast, Member
    from transforms.people.dossiers import Dossier, Voice
    from transforms.people.label_kinds import Label
    from transforms.people.names import NameWords
    from transforms.people.presence import Method

_NOBODY = 2.0
_MARGIN = 0.7
_TEXT_DECIDES = 3.5
_SMALL_PART = 0.02
_ROLES_AGREE = 0.25
# A single name, only heard, says less than a full one: it takes more to give it to a number.
_SINGLE = 0.8
_LARGE_PART = 0.05
_UNNAMED_KINDS = frozenset(("number", "host", "guest"))


class Match(NamedTuple):
    """A voice (number of its label) and the member it is (number in the cast), by which method and how surely."""

    label: int
    member: int
    method: Method
    confidence: float


def match_voices(
    dossier: Dossier, voices: Sequence[Voice], labels: Sequence[Label], cast: Cast, words: NameWords
) -> list[Match]:
    """Return the voices that are somebody; several may be one member where their labels say so."""
    text, told = weigh_text(labels, cast, words), weigh_told(dossier, labels, cast)
    lean = leanings(dossier, voices, labels)
    weights = {
        (number, place): text.get((number, place), 0.0)
        + told.get((number, place), 0.0)
        + _ROLES_AGREE * lean[number] * said_role(member)
        + _prior(member)
        for number, label in enumerate(labels)
        if label.kind not in PART_KINDS
        for place, member in enumerate(cast.members)
    }
    matches = _choose(weights, text, told, voices, labels, cast)
    matches += _left_over(matches, weights, voices, labels, cast, lean)
    return [*matches, *_slips(matches, voices, labels, cast)]


def _prior(member: Member) -> float:
    if member.source == "record":
        return 0.8 if member.is_present else -0.5
    return {"label": 0.8, "known": 0.0, "heard": 0.3}[member.source]


def _choose(
    weights: dict[tuple[int, int], float], text: dict[tuple[int, int], float], told: dict[tuple[int, int], float],
    voices: Sequence[Voice], labels: Sequence[Label], cast: Cast,
) -> list[Match]:  # fmt: skip
    """Take the pairs with the most weight, one after the other, as long as they are clear."""
    total = sum(voice.word_count for voice in voices) or 1
    taken: dict[int, int] = {}
    matches: list[Match] = []
    for (number, place), weight in sorted(weights.items(), key=lambda item: -item[1]):
        if weight < _NOBODY or any(match.label == number for match in matches):
            continue
        says_so = text[number, place] >= _TEXT_DECIDES or told.get((number, place), 0.0) >= _TEXT_DECIDES
        is_small = voices[number].word_count < _SMALL_PART * total
        if place in taken and not (says_so or is_small):
            continue
        others = [
            value for (one, other), value in weights.items()
            if one == number and other != place and (other not in taken or text[one, other] >= _TEXT_DECIDES)
        ]  # fmt: skip
        margin = weight - max([_NOBODY, *others])
        if margin < _MARGIN:
            continue
        if labels[number].kind == "number" and not cast.members[place].name.is_full and _sure(margin) < _SINGLE:
            continue
        taken.setdefault(place, number)
        matches.append(
            Match(number, place, _method(text[number, place], told.get((number, place), 0.0)), _sure(margin))
        )
    return matches


def _method(text: float, told: float) -> Method:
    if text >= _TEXT_DECIDES:
        return "label"
    return "introduction" if told >= 5 else "addressed" if told > 0 else "inferred"


def _sure(margin: float) -> float:
    return round(1 / (1 + math.exp(-(0.6 + 0.55 * margin))), 3)


def _left_over(
    matches: Sequence[Match], weights: dict[tuple[int, int], float], voices: Sequence[Voice], labels: Sequence[Label],
    cast: Cast, lean: Sequence[float],
) -> list[Match]:  # fmt: skip
    """Match the one voice and the one member that are left, where initials or roles do not speak against it."""
    used, known = {match.member for match in matches}, {match.label for match in matches}
    least = _LARGE_PART * (sum(voice.word_count for voice in voices) or 1)
    silent = [number for number in range(len(labels)) if number not in known and voices[number].word_count >= least]
    missing = [place for place, member in enumerate(cast.members) if place not in used and _is_there(member)]
    found = []
    for number in [number for number in silent if labels[number].kind == "initials"]:
        fitting = [place for place in missing if _begins_alike(labels[number], cast.members[place])]
        rivals = [
            other
            for other in silent
            if labels[other].kind == "initials" and labels[other].text[0] == labels[number].text[0]
        ]
        if len(fitting) == 1 and len(rivals) == 1:
            found.append(Match(number, fitting[0], "inferred", 0.8))
    for sign in (-1, 1):
        side = [number for number in silent if labels[number].kind in _UNNAMED_KINDS and lean[number] * sign > 0.3]
        members = [
            place for place in missing
            if said_role(cast.members[place]) * sign > 0 or (sign < 0 and said_role(cast.members[place]) == 0)
        ]  # fmt: skip
        if len(side) == 1 and len(members) == 1 and weights[side[0], members[0]] > -1.0:
            found.append(Match(side[0], members[0], "inferred", 0.75))
    return found


def _begins_alike(label: Label, member: Member) -> bool:
    return initials(member.name)[:1] == label.text[:1].casefold()


def _slips(matches: Sequence[Match], voices: Sequence[Voice], labels: Sequence[Label], cast: Cast) -> list[Match]:
    """Match labels that are slips of the pen for another, and rare initials that fit one member by their ends."""
    known = {match.label: match for match in matches}
    bases = variants(labels, voices)
    found = [
        Match(number, known[base].member, "label", 0.85)
        for number, base in bases.items() if number not in known and base in known
    ]  # fmt: skip
    done = known.keys() | {match.label for match in found}
    for number, label in enumerate(labels):
        if number not in done and label.kind == "initials" and voices[number].turn_count <= FEW_TURNS:
            fitting = _fitting(label, cast)
            if len(fitting) == 1:
                found.append(Match(number, fitting.pop(), "label", 0.7))
    return found


def _fitting(label: Label, cast: Cast) -> set[int]:
    """Return the members whose initials begin or end like a label's: one, where it can be a slip for him alone."""
    letters = match_key(label.text)
    own = [initials(member.name) for member in cast.members]
    return {
        place
        for place, text in enumerate(own)
        if text[:1] == letters[:1] or (len(letters) > 1 and text[-1:] == letters[-1:])
    }


def _is_there(member: Member) -> bool:
    return (member.source == "record" and member.is_present) or member.introduced > 0
