r"""CHAT transcripts (.cha): `*SPK:` lines that end in the times of their words, facts behind `@`, notes behind `%`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.cues import BLANK, Cues
from transforms.formats.captions.line_ends import unify
from transforms.parsed import Facts, Parsed, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.document import Document
    from transforms.parsed import Role

NAME = "chat"
MEDIA_TYPE = "text/x-chat"

_FIRST = re.compile(r"\s{0,16}@(?:UTF8|Begin|Font:|PID:|Languages:|Window:|ColorWords:)")
_BEGIN = re.compile(r"^@(?:Begin[ \t]*$|Participants:)", re.M)
# A line and those that go on with it, behind a tab.
_LINE = re.compile(r"^([*%@])([^\n:]{0,60})(:?)([^\n]*(?:\n\t[^\n]*)*+)", re.M)
_BULLET = re.compile(r"[\x15•](?:%(?:snd|mov):\"[^\"\n]{0,200}\"_)?(\d{1,10})(?:_(\d{1,10}))?(?:_\d{1,10})*-?[\x15•]")
# Marks of retracing, errors, overlaps, pauses and linkers; words that are not words (`&=laughs`).
_CODE = re.compile(
    r"\[[^\]\n]{0,200}\]|\(\.{1,3}\)|&=[\w:]+|\+[</^,\"+.?!]{1,5}|\x02|\x01|[<>⌈⌉⌊⌋]|@[a-z:$]{1,6}\b|\x15"
)
_LANGUAGES = {"eng": "en", "deu": "de", "fra": "fr", "spa": "es", "ita": "it", "nld": "nl", "zho": "zh", "jpn": "ja",
              "por": "pt", "dan": "da", "swe": "sv", "rus": "ru", "pol": "pl", "ell": "el", "heb": "he"}  # fmt: skip


def sniff(document: Document) -> float:
    """Return 1 for the headers that such a file must have."""
    head = unify(document.head[:4_000])
    return 1.0 if _FIRST.match(head) and _BEGIN.search(head) else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each utterance, with the speaker's code as the label.

    The names of the participants are tied to their codes. Codes inside utterances are left out of the words.
    """
    text = unify(document.text)
    found = list(_LINE.finditer(text))
    if not found:
        return None
    parsed = Parsed(NAME, MEDIA_TYPE)
    cues, facts = Cues(), Facts()
    people: list[Person] = []
    reached = 0
    for line in found:
        _reject(parsed, text, reached, line.start())
        reached = line.end()
        if line[1] == "*" and line[3]:
            _add(parsed, cues, line)
            continue
        parsed.account(line.start(), line.end(), "metadata" if line[1] == "@" else "ignored")
        if line[1] == "@" and line[2] == "Participants":
            people += _people(line)
        elif line[1] == "@" and line[2] in ("Languages", "Title", "Situation"):
            _set_fact(facts, line[2], " ".join(line[4].split()))
    _reject(parsed, text, reached, len(text))
    episode = assemble(parsed, document, cues)
    episode.facts, episode.people = facts, people
    return reject_wordless(parsed, episode)


def _add(parsed: Parsed, cues: Cues, line: re.Match[str]) -> None:
    words, at = line[4], line.start(4)
    times = [(int(bullet[1]), int(bullet[2]) if bullet[2] else None) for bullet in _BULLET.finditer(words)]
    words = _BULLET.sub(_blank, words)
    words = _CODE.sub(_blank, words)
    parsed.account(line.start(), at, "label")
    cues.add(words, at, times[0][0] if times else None, times[-1][1] if times else None, line[2].strip() or None)


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match[0])


def _reject(parsed: Parsed, text: str, start: int, end: int) -> None:
    if text[start:end].strip("\0 \t\n"):
        parsed.reject("segment_invalid", f"character {start}", text[start:end].strip(), "no line of a transcript")
        parsed.account(start, end, "rejected")


def _people(line: re.Match[str]) -> Iterator[Person]:
    """Yield the participants that have a name besides their code and role: `IDA Ida_Brandt Host`."""
    for entry in re.finditer(r"[^,\n]+", line[4]):
        words = entry[0].split()
        if len(words) >= 3:
            name = words[1].replace("_", " ")
            start = line.start(4) + entry.start()
            yield Person(name, _role(words[-1]), entry[0].strip(), start, start + len(entry[0]), label=words[0])


def _role(word: str) -> Role | None:
    plain = word.casefold()
    if plain in ("host", "interviewer", "investigator", "moderator"):
        return "host"
    return "guest" if plain in ("guest", "interviewee", "informant", "subject", "participant") else None


def _set_fact(facts: Facts, name: str, value: str) -> None:
    if name == "Languages":
        code = value.partition(",")[0].strip()
        facts.language = _LANGUAGES.get(code, code or None)
    elif name == "Title":
        facts.title = value or None
