"""What titles, notes and chapters say of people: who takes part, and which full names they bear."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from transforms.fold import match_key
from transforms.people.name_pattern import NO_NAMES
from transforms.people.name_runs import handles, name_runs
from transforms.people.sounds import sound_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# Nobody reads further for names, and hostile notes may be megabytes.
_LONGEST = 20_000
_SENTENCE = re.compile(r"[^.!?\n]{3,600}")
_TAKE_PART = re.compile(
    r" (?:talk|discuss|chat|sit|speak|explore|dive|break|join|interview|answer|cover|welcome|recap|review|catch|debate"
    r"|unpack|kick|share|reflect|sprechen|reden|diskutieren|hablan|charlan|conversan|discutent|parlent)(?:s|ed|ing)?\b"
)
_TAKES_PART = re.compile(
    r"\b(?:[Ii]nterview(?:s|ed|ing)?(?: with)?|(?:[Tt]alk|[Ss]peak|[Ss]poke|[Cc]hat|[Ss]it"
    r"|[Ss]at)\w*(?: down)? (?:to|with)"
    r"|[Jj]oined by|[Cc]onversation with|[Ff]eaturing|[Ww]ith (?:special )?guests?|(?:[Mm]y|[Oo]ur|[Tt]he"
    r"|[Ss]pecial) guests?"
    r"(?: today| this week)?(?: is| are|,)?|[Gg]uests?:|[Hh]osted by|[Hh]osts?:)[ ,:]"
)
_HOSTING = re.compile(r"[Hh]ost")
_FULL = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*\w (?:(?:van|von|de|der|da|di|la|le) ){0,2}[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*\w")
_OTHER_DAY = re.compile(
    r"\b(?:previous(?:ly)?|last|earlier|before|ago|first (?:talked|spoke|met)|once|back in|next|upcoming)\b", re.I
)
_OWNER = re.compile(r"['’]s?$")
_EXCERPT = 240
_SLUG_WORD = re.compile(r"[^\W\d_]+")
# Behind these words an address names people: `bees-with-ann-marlow-and-jon-reed`.
_NAMED_IN_SLUG = frozenset(("with", "w", "feat", "ft", "featuring", "and", "guest", "guests", "by", "per", "interview"))
_LONGEST_SLUG, _LONGEST_NAME = 300, 4


class Noted(NamedTuple):
    """Something a record says of a name: 'noted' as taking part (with a role, if said), or just 'borne'."""

    kind: str
    name: str
    role: str | None
    words: str
    times: int = 1


def noted_people(notes: str) -> Iterator[Noted]:
    """Yield who takes part, as the sentences of show notes say it.

    >>> [found[:2] for found in noted_people("This week Ann Marlow and Jon Reed talk about bees.")]
    [('noted', 'Ann Marlow'), ('noted', 'Jon Reed')]
    """
    for sentence in _SENTENCE.findall(notes[:_LONGEST]):
        if _OTHER_DAY.search(sentence):
            continue
        doing = _TAKE_PART.search(sentence)
        if doing is not None:
            for run in name_runs(sentence[: doing.start()]):
                if _is_subject(sentence[run.end : doing.start()]):
                    yield Noted("noted", run.name, None, sentence.strip()[:_EXCERPT])
        done = _TAKES_PART.search(sentence)
        if done is not None:
            role = "host" if _HOSTING.search(done[0]) else "guest" if "uest" in done[0] else None
            for run in name_runs(sentence, done.end()):
                if _is_listed(sentence[done.end() : run.start]):
                    yield Noted("noted", run.name, role, sentence.strip()[:_EXCERPT])


def _is_subject(between: str) -> bool:
    """Whether only further names stand between a name and the verb."""
    return (
        re.fullmatch(
            r"(?:,? (?:and|&|und|y|et)? ?[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*)*){0,4}(?: and I| both| all)?", between
        )
        is not None
    )


def _is_listed(between: str) -> bool:
    """Whether a name stands right behind the phrase, or behind other names and what they are of."""
    return len(between) < 200 and not re.search(r"\b(?:about|on|how|why|what|regarding|into|über|sobre)\b", between)


def slug_names(slug: str, called: Collection[str]) -> Iterator[Noted]:
    """Yield the full names in the last part of an address, one part of which somebody is called by.

    >>> [found.name for found in slug_names("12-on-bees-with-ann-marlow-and-jon-reed", {"Ann", "Read"})]
    ['Ann Marlow', 'Jon Reed']
    """
    keys = {match_key(name) for name in called}
    sounds = {sound_key(name) for name in called if len(name) > 2}
    run: list[str] = []
    is_named = False
    for word in [*_SLUG_WORD.findall(slug[:_LONGEST_SLUG].lower()), "and"]:
        if word not in _NAMED_IN_SLUG and word not in NO_NAMES:
            run.append(word)
            continue
        if is_named and 1 < len(run) <= _LONGEST_NAME and _is_called((run[0], run[-1]), keys, sounds):
            yield Noted("borne", " ".join(run).title(), None, slug[:_EXCERPT])
        run, is_named = [], word in _NAMED_IN_SLUG


def _is_called(parts: Collection[str], keys: Collection[str], sounds: Collection[str]) -> bool:
    return any(match_key(part) in keys or sound_key(part) in sounds for part in parts)


def borne_names(texts: Collection[str], called: Collection[str]) -> Iterator[Noted]:
    """Yield the full names in titles, notes and chapters whose given or family name somebody is called by.

    Names that sound like one that is called count too: what is heard may be misheard.

    >>> [found.name for found in borne_names(["On bees", "Follow @EladMarlow"], {"Alad"})]
    ['Elad Marlow']
    """
    keys = {match_key(name) for name in called}
    sounds = {sound_key(name) for name in called if len(name) > 2}
    counts: Counter[str] = Counter()
    places: dict[str, str] = {}
    for text in texts:
        short = text[:_LONGEST]
        for found in (*_FULL.findall(short), *handles(short)):
            name = _OWNER.sub("", found)
            parts = name.split()
            if _is_called((parts[0], parts[-1]), keys, sounds):
                counts[name] += 1
                at = max(0, short.find(name) - _EXCERPT // 4)
                places.setdefault(name, short[at : at + _EXCERPT].strip())
    for name, count in counts.items():
        yield Noted("borne", name, None, places[name], count)
