"""Who is there without a voice of his own: because the record says so, or because of what unlabelled speech says."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from transforms.people.names import parse_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.people.cast import Cast, Member
    from transforms.people.dossiers import Dossier, Told

Method = Literal["label", "marker", "metadata", "introduction", "addressed", "inferred"]
# Measured by tests/bench/reliability_naming.py. What is below `known._SURE` teaches nothing about other episodes.
_BY_RECORD, _BY_NOTES, _HEARD_TOO = 0.93, 0.85, 0.97
_SAYS_SO, _INTRODUCED, _BESIDE, _CALLED, _USUAL = 0.92, 0.9, 0.74, 0.74, 0.74
_REGULAR = 0.75
# What being spoken to counts for: a greeting is enough, a name between commas may be of somebody else.
_CALLS = {"greeting": 3.0, "thanks": 1.5, "asked": 1.5, "vocative": 0.5}
_FEWEST_CALLS = 3.0


_BY_SPEECH: tuple[tuple[tuple[str, ...], Method, float], ...] = (
    (("self",), "introduction", _SAYS_SO),
    (("cohost", "guest", "joined"), "introduction", _INTRODUCED),
    (("noted", "noted_host"), "metadata", _BY_NOTES),
    (("named", "beside", "parting"), "introduction", _BESIDE),
)


class Presence(NamedTuple):
    """How somebody is known to be there, how surely, and the words and place that show it."""

    method: Method
    confidence: float
    words: str | None = None
    place: tuple[int, int] | None = None


def presences(dossier: Dossier, cast: Cast, *, is_labelled: bool, has_room: bool) -> dict[int, Presence]:
    """Return who of the cast is there without a label, by number in the cast.

    Where a transcript is labelled, whoever the record says is there has one of its labels, unless labels are left
    (`has_room`). Where it is not, speech tells too. The regular hosts of the show are there unless one of them is
    named at the beginning without the other.
    """
    found: dict[int, Presence] = {}
    every = _told_of(dossier, cast)
    told = every if not is_labelled else {}
    absent = {
        place for place, ones in every.items() if any(one.kind == "absent" and dossier.is_early(one) for one in ones)
    }
    opening = next((one.words for one in dossier.told if one.kind == "opening"), "").casefold()
    for place, member in enumerate(cast.members):
        if place in absent:
            continue
        presence = _by_record(member, told.get(place, ())) if has_room else None
        if presence is None and not is_labelled and dossier.voices:
            presence = _by_speech(dossier, member, told.get(place, ())) or _by_name(member, opening)
        if presence is not None:
            found[place] = presence
    if is_labelled or not dossier.voices:
        return found
    if not any(_is_regular(cast.members[place]) for place in found):
        for place, member in enumerate(cast.members):
            if _is_regular(member) and place not in found and place not in absent:
                found[place] = Presence("inferred", _USUAL)
        return found
    return {place: how for place, how in found.items() if not _is_stranger(cast.members[place], told.get(place, ()))}


def _is_stranger(member: Member, told: Sequence[Told]) -> bool:
    """Whether somebody only named himself, once, beside the regular hosts: they would have introduced him.

    Recognisers hear names in `I'm joined by`.
    """
    is_once = sum(one.said_count for one in told) == 1 and all(one.kind in ("self", "named") for one in told)
    return member.source == "heard" and not member.introduced and is_once


def _told_of(dossier: Dossier, cast: Cast) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = defaultdict(list)
    for told in dossier.told:
        name = parse_name(told.name) if told.name and told.kind not in ("borne", "show", "mention") else None
        place = cast.find(name) if name is not None else None
        if place is not None:
            found[place].append(told)
    return found


def _by_record(member: Member, told: Sequence[Told]) -> Presence | None:
    if not member.is_present or member.source not in ("record", "label"):
        return None
    is_heard = any(one.kind in ("self", "cohost", "guest", "joined", "greeting") for one in told)
    return Presence("metadata", _HEARD_TOO if is_heard else _BY_RECORD, member.evidence, member.place)


def _by_speech(dossier: Dossier, member: Member, told: Sequence[Told]) -> Presence | None:
    """Return how speech shows that somebody is there: names himself, is introduced, or is spoken to repeatedly."""
    for kinds, method, confidence in _BY_SPEECH:
        one = next(
            (one for one in told if one.kind in kinds and (one.kind == "self" or dossier.is_in_place(one))), None
        )
        if one is not None and (one.kind not in ("named", "beside") or member.source != "heard"):
            return Presence(method, confidence, one.words, _place(one))
    calls = [one for one in told if one.kind in _CALLS]
    if sum(one.said_count * _CALLS[one.kind] for one in calls) >= _FEWEST_CALLS:
        return Presence("addressed", _CALLED, calls[0].words, _place(calls[0]))
    return None


def _place(told: Told) -> tuple[int, int] | None:
    return (told.doc_start, told.doc_end) if told.doc_start is not None and told.doc_end is not None else None


def _by_name(member: Member, opening: str) -> Presence | None:
    """Return that a host of the show is named in the first words, in whatever letters."""
    if not _may_host(member):
        return None
    for part in {member.name.text, member.name.parts[0], *(form for form in member.forms if len(form) > 2)}:
        if re.search(rf"\b{re.escape(part.casefold())}\b", opening):
            return Presence("introduction", _INTRODUCED, opening[:240])
    return None


def _may_host(member: Member) -> bool:
    return member.roles["host"] > 0 or (member.known is not None and member.known.host_share > member.known.guest_share)


def _is_regular(member: Member) -> bool:
    return member.known is not None and member.known.host_share >= _REGULAR and member.known.episode_count > 2
