"""Who leads and who was invited, from what voices do and from what is said of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.people.names import parse_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.people.cast import Cast, Member
    from transforms.people.dossiers import Dossier, Voice
    from transforms.people.label_kinds import Label

_INTRODUCES = frozenset(("guest", "cohost", "joined"))
_FEW_WORDS = 0.01


def leanings(dossier: Dossier, voices: Sequence[Voice], labels: Sequence[Label]) -> list[float]:
    """Return for each voice how much it behaves like a host (above 0) or a guest (below 0), about -4 to 4."""
    total = sum(voice.word_count for voice in voices) or 1
    rates = [_question_rate(voice) for voice in voices]
    main = [rate for rate, voice in zip(rates, voices, strict=True) if voice.word_count >= 0.03 * total]
    usual = sum(main) / len(main) if main else 0.0
    introduces = {told.speaker_label for told in dossier.told if told.kind in _INTRODUCES and dossier.is_early(told)}
    found = []
    for voice, label, rate in zip(voices, labels, rates, strict=True):
        lean = 0.45 * min(voice.host_phrase_count, 6) - 0.9 * min(voice.guest_phrase_count, 3)
        lean += 1.2 * (voice.speaker_label in introduces)
        lean += 0.5 * (label.kind == "host") * 6 - 0.5 * (label.kind == "guest") * 6
        share = voice.word_count / total
        if share >= _FEW_WORDS and len(main) > 1:
            lean += max(-1.0, min(1.0, 4 * (rate - usual)))
            lean += max(-1.0, min(0.6, 0.6 * (1 - share * len(main))))
        found.append(max(-4.0, min(4.0, lean)))
    return found


def _question_rate(voice: Voice) -> float:
    return voice.question_count / voice.sentence_count if voice.sentence_count else 0.0


def said_role(member: Member) -> float:
    """Return what is known of a member's role: above 0 for a host, below 0 for a guest, about -4 to 4."""
    told = 1.6 * (min(member.roles["host"], 2) - min(member.roles["guest"], 2))
    if member.known is not None:
        told += 3.0 * (member.known.host_share - member.known.guest_share) * min(1.0, member.known.episode_count / 3)
    return max(-4.0, min(4.0, told))


def was_greeted_in(dossier: Dossier, cast: Cast, place: int) -> bool:
    """Whether somebody else introduces a member, or bids him welcome, at the beginning."""
    for told in dossier.told:
        if told.kind in ("guest", "joined", "cohost") and dossier.is_early(told):
            name = parse_name(told.name)
            if name is not None and cast.find(name) == place:
                return True
    return False
