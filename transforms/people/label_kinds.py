"""What kind of thing a transcript label is: a name, initials, a number, a part, a crowd, a machine, an aside."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from transforms.fold import match_key
from transforms.labels import is_generic
from transforms.people.names import NO_WORDS, NameWords, parse_name, plausibility

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.parsed import Role
    from transforms.people.dossiers import Voice
    from transforms.people.names import Name

LabelKind = Literal["name", "initials", "number", "host", "guest", "aside", "crowd", "machine"]

_HOST = re.compile(
    r"(?:the |main |your )?(?:co-?)?(?:host|interviewer|moderator(?:in)?|presenter|anchor|q)(?: ?#?\d{1,2}| [a-z])?"
    r"|animat(?:eur|rice)|présentat(?:eur|rice)|intervieweuse|entrevistador[ae]?|presentador[ae]?|apresentador[ae]?"
    r"|moderador[ae]?|anfitri(?:ón|ona)|conduttore|conduttrice|intervistatore|intervistatrice|gastgeber(?:in)?"
    r"|interviewerin|主持人|司会|진행자",
    re.I,
)
_GUEST = re.compile(
    r"(?:the )?(?:guest|interviewee|participant|panell?ist|a)(?: ?#?\d{1,2}| [a-z])?"
    r"|invitée?|invitad[oa]|convidad[oa]|ospite|gast|entrevistad[oa]|intervistat[oa]|嘉宾|ゲスト|게스트",
    re.I,
)
_ASIDE = re.compile(
    r"(?:the )?(?:announcer|narrator|narration|voice-?over|break|ad(?:vert(?:isement)?)?s?|commercial|sponsor|promo"
    r"|clip|music|"
    r"song|intro|outro|jingle|trailer|teaser|recording|audio|video|sfx|sound effects?|transcript|disclaimer|credits"
    r"|station id|news ?cast|tv|radio|film|movie|translator|interpreter)(?: ?#?\d{1,2})?",
    re.I,
)
_CROWD = re.compile(
    r"(?:the )?(?:all|both|everyone|everybody|crowd|group|multiple(?: speakers| voices)?|various|several|panel"
    r"|hosts|guests"
    r"|audience(?: members?)?|together|unison|speakers|participants|crew|class|students|team)",
    re.I,
)
_ONE_OF_A_CROWD = re.compile(
    r"(?:audience|crowd|caller|listener|member|attendee|student)(?: (?:member|question))? ?#?\d{1,3}", re.I
)
_MACHINE = re.compile(
    r"(?:ai(?: (?:voice|host|assistant|narrator))?|robot|bot|computer|machine|siri|alexa|cortana|chat-?gpt"
    r"|gpt-?[\d.o]*|claude"
    r"|gemini|bard|copilot|google assistant|text.to.speech|tts|automated voice|synthetic voice|notebook ?lm|elevenlabs)"
    r"(?: voice)?(?: ?#?\d{1,2})?",
    re.I,
)
# What somebody is there for: whose name it is stands elsewhere or nowhere.
_OFFICE = re.compile(
    r"(?:the |mr\.? |mrs\.? |ms\.? |madam |acting |vice |deputy )?(?:chair(?:man|woman|person)?|clerk|secretary"
    r"|treasurer|president|speaker|prime minister|minister|commissioner|court|judge|witness|counsel|attorney|prosecutor"
    r"|lawyer|court reporter|operator|coordinator|dispatcher|officer|doctor|nurse|patient|therapist|client|teacher"
    r"|instructor|lecturer|professor|coach|pastor|reporter|journalist|correspondent|editor|producer|engineer|director|manager"
    r"|questioner|developer|researcher|scientist|expert|journaliste?|reporterin|journalistin)(?: ?#?\d{1,2})?",
    re.I,
)
# Anybody of a kind: `Respondent 2`, `Unidentified man`, `Frau 1`.
_ANYBODY = re.compile(
    r"(?:(?:the|an?|unknown|unidentified|unnamed|anonymous|male|female|young|old|first|second|third|another) ){0,3}"
    r"(?:(?:respondent|informant|interviewee|subject|student|pupil|customer|client|user|agent|person|man|woman|boy|girl"
    r"|child|kid|gentleman|contestant|candidate|attendee|delegate|volunteer|resident|employee|worker|colleague|friend"
    r"|passer-?by|befragter?|proband(?:in)?|teilnehmer(?:in)?|schüler(?:in)?|studentin|lehrer(?:in)?|zuhörer(?:in)?"
    r"|participante|encuestad[oa]|hombre|mujer|persona|estudiante|alumn[oa]|répondante?|enquêtée?|homme|femme|personne"
    r"|étudiante?|uomo|donna|pessoa|homem|mulher|deelnemer|persoon|vrouw)(?:[ _#-]*(?:[0-9]{1,4}|[a-h]))?"
    r"|(?:player|lady|guy|mann|frau|kind|junge|mädchen|stimme|stem|voz|voce|voix|enfant|niñ[oa])[ _#-]*[0-9]{1,4})",
    re.I,
)
_OF_AUDIENCE = re.compile(r"(?:audience|crowd|listener|attendee)(?: (?:member|question))? ?#?\d{0,3}", re.I)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?){1,4}")
PART_KINDS = frozenset(("aside", "crowd", "machine"))
# Pregunta and respuesta, Frage and Antwort, question and réponse, domanda and risposta, vraag and antwoord.
_QUESTIONING = ({"P", "R"}, {"F", "A"}, {"Q", "R"}, {"D", "R"}, {"V", "A"})
FEW_TURNS = 3
_RARE = 0.1
_MOST_ALIKE = 32
_BESIDES = re.compile(r"\s*[,|@/]\s+|\s+[-–—|@]\s+|\s+(?:from|of|at) (?=[A-Z])")
_TOGETHER = re.compile(r"\s*(?:&|\+|\band\b|/)\s*")
_LONGEST_NAME, _PLAUSIBLE = 4, 0.3
_ROLE_ASIDE = re.compile(r"[(\[]\s*([^()\[\]]{1,40}?)\s*[)\]]\s*$")


class Label(NamedTuple):
    """A label taken apart: its kind, the name in it, the short form that it says in brackets, and the role."""

    text: str
    kind: LabelKind
    name: Name | None = None
    aside: str | None = None
    role: Role | None = None


def read_labels(texts: Sequence[str], words: NameWords = NO_WORDS) -> list[Label]:
    """Return the labels of one episode taken apart, in the same order.

    Single letters are numbers where they are the first letters of the alphabet, one after the other, as recognisers
    give them, or those of question and answer in some language; they are initials where other labels are initials too.

    >>> [label.kind for label in read_labels(["A", "B"])]
    ['number', 'number']
    >>> [label.kind for label in read_labels(["AM", "Jon Reed", "Host"])]
    ['initials', 'name', 'host']
    """
    letters = {text.strip(" .").upper() for text in texts if len(text.strip(" .")) == 1}
    is_alphabet = bool(letters) and letters <= {chr(65 + place) for place in range(max(len(letters) + 1, 3))}
    is_alphabet = (is_alphabet or letters in _QUESTIONING) and len(letters) * 2 > sum(
        not _is_part(text.strip(" .:#")) for text in texts
    )
    return [_label(text, words, is_alphabet=is_alphabet) for text in texts]


def is_of_audience(label: Label) -> bool:
    """Return whether a label stands for somebody in the audience."""
    return _OF_AUDIENCE.fullmatch(label.text.strip(" .:#")) is not None


def _label(text: str, words: NameWords, *, is_alphabet: bool) -> Label:
    aside = _ROLE_ASIDE.search(text)
    bare = (text[: aside.start()] if aside else text).strip(" .:#")
    said = aside[1].strip() if aside else None
    is_letter = len(bare) == 1 and is_alphabet
    role = None if is_letter else _role(bare) or _role(said or "")
    if said is not None and (_is_part(bare) or is_generic(bare)) and _is_somebody(said, words):
        bare, said = said, bare
    for kind, pattern in _PARTS:
        if pattern.fullmatch(bare):
            return Label(text, "number" if is_letter else kind, None, said, role)
    if is_letter or is_generic(bare) or not any(char.isalpha() for char in bare):
        return Label(text, "number", None, said, role)
    if _INITIALS.fullmatch(bare) and _is_initials(bare, words):
        return Label(text, "initials", None, said, role)
    if all(_is_somebody(part, words) for part in _TOGETHER.split(bare)) and _TOGETHER.search(bare):
        return Label(text, "crowd", None, said, role)
    return Label(text, "name", parse_name(_person(bare, words)), said, role)


def _role(text: str) -> Role | None:
    """Return the role that a label consists of, or that it says in brackets."""
    return "host" if _HOST.fullmatch(text) else "guest" if _GUEST.fullmatch(text) else None


def _is_part(bare: str) -> bool:
    return any(pattern.fullmatch(bare) for _, pattern in _PARTS)


def _is_somebody(text: str, words: NameWords) -> bool:
    """Whether a part of a label can be a person's name."""
    name = parse_name(text)
    if name is None or _is_part(text) or is_generic(text) or not text[0].isupper():
        return False
    if _INITIALS.fullmatch(text) and _is_initials(text, words):
        return False
    return len(text.split()) <= _LONGEST_NAME and plausibility(name, words) >= _PLAUSIBLE


def _person(bare: str, words: NameWords) -> str:
    """Return the name in a label, without the company or work set off behind it, the given name first.

    >>> _person("Ann Marlow - Bright Hive", NO_WORDS), _person("Marlow, Ann", NameWords(frozenset(["ann"])))
    ('Ann Marlow', 'Ann Marlow')
    """
    first, *rest = _BESIDES.split(bare, maxsplit=1)
    if not rest or not any(char.isalpha() for char in first):
        return bare
    is_turned = " " not in first and " " not in rest[0] and match_key(rest[0]) in words.given
    return f"{rest[0]} {first}" if is_turned and match_key(first) not in words.given else first


def _is_initials(bare: str, words: NameWords) -> bool:
    letters = bare.replace(".", "")
    if len(letters) == 1:
        return True
    if letters.casefold() in words.given and len(letters) > 2:
        return False
    if letters.isupper():
        return len(letters) < 4 or not any(char in "AEIOU" for char in letters)
    return len(letters) > 2 and sum(map(str.isupper, letters)) >= len(letters) - 1


_PARTS: tuple[tuple[LabelKind, re.Pattern[str]], ...] = (
    ("machine", _MACHINE), ("number", _ONE_OF_A_CROWD), ("crowd", _CROWD), ("aside", _ASIDE), ("host", _HOST),
    ("guest", _GUEST), ("number", _OFFICE), ("number", _ANYBODY),
)  # fmt: skip


def variants(labels: Sequence[Label], voices: Sequence[Voice]) -> dict[int, int]:
    """Return by number the labels that are another with a number behind it or, rare, a slip of the pen for it."""
    total = sum(voice.word_count for voice in voices) or 1
    bare = {label.text.strip().casefold(): number for number, label in enumerate(labels)}
    near: dict[str, list[int]] = defaultdict(list)
    for number, label in enumerate(labels):
        if label.kind in ("name", "initials"):
            for form in _one_off(match_key(label.text)):
                near[form].append(number)
    found: dict[int, int] = {}
    for number, label in enumerate(labels):
        base = bare.get(label.text.strip().casefold().rstrip("0123456789 #")) if label.kind == "name" else None
        if base is not None and base != number:
            found[number] = base
        elif label.kind in ("name", "initials") and _is_rare(voices[number], total):
            slips = _slips(number, labels, voices, near)
            if len(slips) == 1 and match_key(labels[slips[0]].text)[:1] == match_key(label.text)[:1]:
                found[number] = slips[0]
    # Nobody's variant is itself a variant.
    return {number: base for number, base in found.items() if base not in found}


def _is_rare(voice: Voice, total: int) -> bool:
    return voice.turn_count <= FEW_TURNS and voice.word_count < _RARE * total


def _one_off(key: str) -> set[str]:
    """Return a key with each of its letters left out, and itself: keys that differ by one letter share one of them."""
    return {key, *(key[:place] + key[place + 1 :] for place in range(len(key)))}


def _slips(number: int, labels: Sequence[Label], voices: Sequence[Voice], near: Mapping[str, list[int]]) -> list[int]:
    forms = _one_off(match_key(labels[number].text))
    others = {other for form in forms for other in near[form][:_MOST_ALIKE] if other != number}
    return sorted(
        other
        for other in others
        if voices[other].turn_count > 2 * voices[number].turn_count and _is_near(labels[number], labels[other])
    )


def _is_near(label: Label, base: Label) -> bool:
    """Whether two labels differ by one letter; initials share the first or the last besides."""
    own, its = match_key(label.text), match_key(base.text)
    if label.kind != base.kind or Levenshtein.distance(own, its) != 1:
        return False
    if label.kind == "initials":
        return len(its) > 1 and (own[0] == its[0] or own[-1] == its[-1])
    return len(own) > 3
