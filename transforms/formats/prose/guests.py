"""Who takes part, as titles and lists of names say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.fold import match_key
from transforms.parsed import Person
from transforms.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transforms.parsed import Role

TITLE_LENGTH = 600  # nobody reads further for names, and a hostile title may be megabytes
_NAME_WORD = r"(?:[^\W\d_a-zß-öø-ÿ][\w'’.-]*|[a-z]\w+(?=$|[ ,)]))"
_CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[-'’.][^\W\d_]+)*\.?"
_PARTICLE = "van|von|de|der|den|di|da|dos|del|la|le|el|al|bin|ben|ten|ter|af|y"
_NICKNAME = r"[\"“(][^\"”)\n]{1,20}[\"”)]"
_FULL_NAME = rf"{_CAPITALISED}(?:[ ](?:{_CAPITALISED}|{_NICKNAME}|{_PARTICLE})){{1,4}}"
_LEADING = re.compile(
    r"(?:^|[\s(\[])(?:[-–—|:,][ ]+)?(?P<open>\(|\[)?"
    r"(?P<word>with guests?|with|w/|featuring|feat\.?|ft\.?|guests?:|interview(?:ing)? with|mit|con|avec)[ ]+",
    re.I,
)
_LIST_STOP = re.compile(r"[ ][-–—|][ ]|[ ]\(|[ ]\[|[:?!](?=[ ]|$)")
_NAME_LIST = re.compile(
    rf"(?:(?:dr|prof|professor|sir|sen|rep|gov)\.?[ ])?{_FULL_NAME}"
    rf"(?:(?:,[ ](?:and[ ])?|[ ](?:and|und|y|et|&)[ ]){_FULL_NAME}){{0,8}}"
    r"(?:[ ](?:of|from|at|@)[ ][^,:;!?()\[\]]{1,80})?",
)
_DASHED = re.compile(r"[-–—|:(\[,][ ]*(?:[-–—|:(\[,][ ]*)?$")
_APPEARS = re.compile(rf"[-–—|:][ ](?P<name>{_CAPITALISED}(?:[ ]{_CAPITALISED}){{0,2}})[ ]on[ ][^\W\d_a-z]")
_AFFILIATED = re.compile(
    r"[ ](?:of|from|at|@)[ ]"
    r"|,[ ](?=(?:[^,]{0,40}\b)?(?:ceo|cto|coo|(?:co-?)?founder|author|professor|director|head|engineer|vp)\b)",
    re.I,
)
_ASIDE = re.compile(r"(?P<name>[^()]{2,60}?)[ ]*\((?P<aside>[^()]{1,60})\)[ .]*")
_HOST_WORD = re.compile(r"\b(?:co-?)?hosts?\b|moderat|\b(?:presenter|interviewer|gastgeber|anfitri|presentador)", re.I)
_GUEST_WORD = re.compile(r"\b(?:guests?|interviewee|gast|gäste|invitad[oa]s?|invitée?s?|ospite)\b", re.I)
_POSSESSIVE = re.compile(r"^(.{2,40}?)['’]s[ ](?=[^\W\d_a-z])")
_SPLIT = re.compile(r",[ ]*(?:and|und|y|et|e)[ ]|,[ ]*|[ ](?:and|und|&|\+|y|et)[ ]|;[ ]*")
_HONOURS = re.compile(r"^(?:(?:dr|prof|professor|mr|mrs|ms|sir|dame|rev|sen|senator|rep|gov|president)\.?[ ])+", re.I)
_REST = re.compile(r"^(?:more|others|friends|guests?|co\.?)$", re.I)
_ET_AL = re.compile(r",?[ ]et[ ]al\.?\)?[ ]*$|,?[ ](?:and|&)[ ](?:more|others|friends)[ ]*$", re.I)
_NOT_NAMES = word_set("the a an my our your his her their this that these how why what who when where ai no")


def guests_in_title(title: str, start: int) -> list[Person]:
    """Return the guests that a title names (`with X of Y`, `w/ A, B`, `ft. A`, `— X on Show`).

    `start` is the title's place in the document: the people's offsets cover the words that name them.

    >>> [(guest.name, guest.affiliation) for guest in guests_in_title("On Bees — with Prof. Ann Marlow of Apis", 0)]
    [('Ann Marlow', 'Apis')]
    """
    title = title[:TITLE_LENGTH]
    found = _LEADING.search(title)
    last = None
    while found is not None:
        if _is_cue(title, found):
            last = found
        found = _LEADING.search(title, found.end())
    if last is not None:
        listed = _ET_AL.sub("", title[last.end() : _list_end(title, last)])
        return list(people_in_list(listed, start + last.end(), "guest"))
    if (appears := _APPEARS.search(title)) is not None:
        return [
            Person(appears["name"], "guest", appears[0], start + appears.start("name"), start + appears.end("name"))
        ]
    return []


def _is_cue(title: str, found: re.Match[str]) -> bool:
    """Return whether what follows the word is a list of names: after a dash or bracket, or full names at once."""
    rest = title[found.end() :]
    is_named = re.match(rf"(?:{_HONOURS.pattern[1:]})?{_FULL_NAME}", rest) is not None
    if _is_set_off(title, found) or found["word"].casefold() not in ("with", "mit", "con", "avec"):
        return re.match(_NAME_WORD, rest) is not None and rest.split()[0].casefold() not in _NOT_NAMES
    return is_named and rest.split()[0].casefold() not in _NOT_NAMES


def _list_end(title: str, found: re.Match[str]) -> int:
    if found["open"] is not None:
        close = title.find(")" if found["open"] == "(" else "]", found.end())
        return close if close >= 0 else len(title)
    if not _is_set_off(title, found) and (run := _NAME_LIST.match(title, found.end())) is not None:
        return run.end()
    stop = _LIST_STOP.search(title, found.end())
    return stop.start() if stop else len(title)


def _is_set_off(title: str, found: re.Match[str]) -> bool:
    return found["open"] is not None or _DASHED.search(title, 0, found.start("word")) is not None


def people_in_list(listed: str, start: int, role: Role | None, *, is_present: bool = True) -> Iterator[Person]:
    """Yield the people of a written list (`A of X, B and C`), each with the affiliation that stands with the name.

    An affiliation at the end of the list holds for all whom `and` joins to its owner.
    """
    shared: str | None = None
    people = []
    for name, affiliation, begin, end in reversed(_joined_firms(list(_names(listed)))):
        shared = affiliation or shared
        person = Person(name, role, listed.strip(), start + begin, start + end, None, shared, is_present)
        people.append(_without_aside(person))
    yield from reversed(people)


def _without_aside(person: Person) -> Person:
    """Return somebody without what stands in brackets behind the name: a role, a label (initials), a firm."""
    match = _ASIDE.fullmatch(person.name)
    if match is None:
        return person
    aside, name = match["aside"].strip(), match["name"]
    bare = person._replace(name=name, doc_end=person.doc_start + len(name))
    if _HOST_WORD.search(aside) is not None:
        return bare._replace(role="host")
    if _GUEST_WORD.search(aside) is not None:
        return bare._replace(role="guest")
    if match_key(aside) == match_key("".join(word[0] for word in name.split())):
        return bare._replace(label=aside)
    # A calling (`reporter`) is no firm.
    return bare if aside[0].islower() else bare._replace(affiliation=bare.affiliation or aside)


def _joined_firms(names: list[tuple[str, str | None, int, int]]) -> list[tuple[str, str | None, int, int]]:
    """Return the names without a last word that belongs to the firm before it (`Ann Marlow of Apis and Wax`)."""
    if len(names) < 2 or names[-1][1] is not None or " " in names[-1][0]:
        return names
    *others, (name, firm, begin, end), (last, _, _, _) = names
    return [*others, (name, f"{firm} and {last}", begin, end)] if firm is not None and " " in name else names


def _names(listed: str) -> Iterator[tuple[str, str | None, int, int]]:
    at = 0
    for part in _parts(listed):
        begin = listed.index(part, at)
        at = begin + len(part)
        owner = _POSSESSIVE.match(part)
        inner = part[owner.end() :] if owner else part
        affiliated = None if _ASIDE.fullmatch(inner) else _AFFILIATED.search(inner)
        bare = inner[: affiliated.start()] if affiliated else inner
        name = _HONOURS.sub("", bare.strip()).strip(" .\"'*_[]")
        if name and not _REST.match(name) and name.casefold() not in _NOT_NAMES and not name[0].isdigit():
            after = inner[affiliated.end() :].strip(" .)") if affiliated else None
            place = begin + part.index(name, owner.end() if owner else 0)
            yield name, after or (owner[1] if owner else None), place, place + len(name)


def _parts(listed: str) -> list[str]:
    return [part.strip() for part in _SPLIT.split(listed) if part.strip()]


def merge_people(people: Iterable[Person]) -> list[Person]:
    """Return one entry a name, in order: what a later mention adds (role, label, affiliation) is kept."""
    merged: dict[str, Person] = {}
    for person in people:
        key = match_key(person.name) or person.name
        first = merged.get(key)
        if first is None:
            merged[key] = person
            continue
        merged[key] = first._replace(
            role=first.role or person.role,
            label=first.label or person.label,
            affiliation=first.affiliation or person.affiliation,
            is_present=first.is_present or person.is_present,
        )
    return list(merged.values())
