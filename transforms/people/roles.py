"""Who leads and who was invited, from what voices do and from what is said of people."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from transforms.people.label_kinds import PART_KINDS, is_of_audience
from transforms.people.names import parse_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.parsed import Role
    from transforms.people.cast import Cast, Member
    from transforms.people.dossiers import Dossier, Told, Voice
    from transforms.people.label_kinds import Label

_INTRODUCES = frozenset(("guest", "cohost", "joined"))
_NAMED_IN_SPEECH = frozenset(
    ("self", "named", "cohost", "guest", "joined", "beside", "greeting", "thanks", "asked", "vocative")
)
_WAS_INTRODUCED = 0.4
# `And I'm Ann`: whoever goes on with the greeting leads as well.
_GOES_ON = re.compile(
    r"\W*(?:and|y|und|et|e|en) (?:i['’]?m|i am|my name|me,|yo soy|ich bin|je suis|eu sou|ik ben)\b", re.I
)
_NAMES_HIMSELF = frozenset(("self", "named", "greeting"))
_GREETING_GAP = 6
_CLIP_WORDS = 30
_AMONG_HOSTS = 0.6
_SAYS = {"host": 3.0, "guest": -3.0}
_FEW_WORDS, _FEW_TURNS, _LATE, _FAR_IN, _MAIN = 0.01, 8, 0.08, 0.25, 0.03


def leanings(dossier: Dossier, voices: Sequence[Voice], labels: Sequence[Label]) -> list[float]:
    """Return for each voice how much it behaves like a host (above 0) or a guest (below 0), about -4 to 4."""
    total = sum(voice.word_count for voice in voices) or 1
    rates = [_question_rate(voice) for voice in voices]
    main = [rate for rate, voice in zip(rates, voices, strict=True) if voice.word_count >= _MAIN * total]
    usual = sum(main) / len(main) if main else 0.0
    introduces = {told.speaker_label for told in dossier.told if told.kind in _INTRODUCES and dossier.is_early(told)}
    goes_on = {told.speaker_label for told in dossier.told if told.kind == "self" and _goes_on(dossier, told)}
    turns = dossier.turn_count
    found = []
    for voice, label, rate in zip(voices, labels, rates, strict=True):
        lean = 0.5 * min(voice.host_phrase_count, 5) - 0.9 * min(voice.guest_phrase_count, 2)
        lean += (
            1.0 * (voice.speaker_label in introduces)
            + 1.2 * (voice.speaker_label in goes_on)
            + (_SAYS[label.role] if label.role else 0.0)
            - 0.1
        )
        share = voice.word_count / total
        if share >= _FEW_WORDS and len(main) > 1:
            lean += _within(-0.8, 4 * (rate - usual), 0.8)
            lean += _within(-1.4, 0.9 * (1 - share * len(main)), 0.5)
        if turns > _FEW_TURNS:
            lean -= 1.0 * (_entry(voice) > max(_FEW_TURNS, turns * _LATE))
            lean -= 1.5 * (share >= _MAIN and _entry(voice) > max(_FEW_TURNS, turns * _FAR_IN))
            lean += 0.4 * (voice.last_turn >= turns - 4)
        found.append(_within(-4.0, lean, 4.0))
    return found


def _goes_on(dossier: Dossier, told: Told) -> bool:
    return dossier.is_early(told) and _GOES_ON.match(told.words) is not None


def _entry(voice: Voice) -> int:
    """Return the turn in which a voice comes in: a clip that opens the episode is no entry."""
    return voice.first_turn if voice.first_turn or voice.second_turn is None else voice.second_turn


def _within(low: float, value: float, high: float) -> float:
    return max(low, min(high, value))


def unlabelled_leanings(dossier: Dossier, cast: Cast) -> dict[int, float]:
    """Return how much the members of an unlabelled episode's cast seem to lead, by number in the cast.

    Hosts greet each other and say who they are before the first guest is introduced; who is named late is a guest.
    """
    told_of: dict[int, list[Told]] = defaultdict(list)
    for told in dossier.told:
        name = parse_name(told.name) if told.kind in _NAMED_IN_SPEECH else None
        place = cast.find(name) if name is not None else None
        if place is not None:
            told_of[place].append(told)
    introduced = [
        told.segment_index
        for tolds in told_of.values()
        for told in tolds
        if told.kind in ("guest", "joined") and dossier.is_early(told)
    ]
    first_guest = min(introduced, default=None)
    greeting = _greeting(told_of)
    found: dict[int, float] = {}
    for place, tolds in told_of.items():
        first = min(told.segment_index for told in tolds)
        kinds = {told.kind for told in tolds if dossier.is_early(told)}
        lean = -1.2 * bool(kinds & {"guest", "joined"}) + 1.5 * ("cohost" in kinds)
        if kinds & {"host"}:
            lean += 2.0
        if place in greeting and (first_guest is None or first <= first_guest):
            lean += 1.0
        if not kinds:
            lean -= 0.8
        found[place] = lean
    return found


def _greeting(told_of: Mapping[int, Sequence[Told]]) -> set[int]:
    """Return the members who name or greet each other one after the other, from the first on: others come in later."""
    firsts = sorted(
        (min(told.segment_index for told in named), place)
        for place, tolds in told_of.items()
        if (named := [told for told in tolds if told.kind in _NAMES_HIMSELF])
    )
    found: set[int] = set()
    last = firsts[0][0] if firsts else 0
    for first, place in firsts:
        if first - last > _GREETING_GAP:
            break
        last = first
        found.add(place)
    return found


def _question_rate(voice: Voice) -> float:
    return voice.question_count / voice.sentence_count if voice.sentence_count else 0.0


def said_role(member: Member) -> float:
    """Return what is known of a member's role: above 0 for a host, below 0 for a guest, about -4 to 4."""
    told = 1.6 * (min(member.roles["host"], 2) - min(member.roles["guest"], 2))
    if member.introduced and not member.roles:
        told -= _WAS_INTRODUCED
    if member.known is not None:
        told += 3.0 * (member.known.host_share - member.known.guest_share) * min(1.0, member.known.episode_count / 3)
    return max(-4.0, min(4.0, told))


def voice_roles(
    voices: Sequence[Voice], labels: Sequence[Label], cast: Cast, matched: Mapping[int, int], lean: Sequence[float]
) -> list[Role]:
    """Return the role of each voice; what is known of a person and what all voices of that person do is weighed.

    `matched` is the member of the cast by number of the voice. Somebody leads: where nobody seems to, the one who
    behaves most like a host.
    """
    owners = [matched.get(number, -1 - number) for number in range(len(voices))]
    sums = {owner: 1.5 * said_role(cast.members[owner]) if owner >= 0 else 0.0 for owner in owners}
    among_hosts = 0.0 if _has_guest(voices, cast) else _AMONG_HOSTS
    for owner, leaning in zip(owners, lean, strict=True):
        sums[owner] += leaning
    sums = {owner: total + among_hosts for owner, total in sums.items()}
    total = sum(voice.word_count for voice in voices) or 1
    turns: Counter[int] = Counter()
    for owner, voice in zip(owners, voices, strict=True):
        turns[owner] += voice.turn_count
    roles: list[Role] = []
    for voice, label, owner in zip(voices, labels, owners, strict=True):
        is_scrap = owner < 0 and label.kind == "number" and voice.word_count < _FEW_WORDS * total
        is_clip = turns[owner] == 1 and _is_clip(voice, cast.members[owner] if owner >= 0 else None, total)
        is_part = label.kind in PART_KINDS or is_of_audience(label) or is_scrap or (label.kind == "name" and is_clip)
        roles.append("other" if is_part else "host" if sums[owner] > 0 else "guest")
    main = [number for number, role in enumerate(roles) if role != "other" and voices[number].word_count > 0.02 * total]
    if main and all(roles[number] == "guest" for number in main):
        leader = owners[max(main, key=lambda number: lean[number])]
        roles = ["host" if owner == leader else role for role, owner in zip(roles, owners, strict=True)]
    return roles


def _has_guest(voices: Sequence[Voice], cast: Cast) -> bool:
    """Whether anything says that somebody was invited: else hosts may talk among themselves."""
    return any(voice.guest_phrase_count for voice in voices) or any(
        (member.introduced and not member.roles["host"]) or said_role(member) < 0 for member in cast.members
    )


def _is_clip(voice: Voice, member: Member | None, total: int) -> bool:
    """Whether a voice that has but one turn is a quotation that is played: a few words of nobody who is spoken of."""
    is_small = voice.word_count <= _CLIP_WORDS and voice.word_count < _MAIN * total
    return is_small and (member is None or (member.source == "label" and not member.introduced and not member.forms))
