"""The cast of an episode: everybody who may be there, under one name each, whatever forms it comes in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.people.known import Known
    from transforms.people.names import Forms, Name

Source = Literal["record", "label", "known", "heard"]
_LEAST_FORM, _LEAST_DIFFERENCE, _SHORT_FORM = 0.6, 0.04, 0.75


@dataclass(slots=True)
class Member:
    """Somebody who may be there: the name and its source, the forms it was heard in, and what is said of the role."""

    name: Name
    source: Source
    is_present: bool = False
    forms: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    label: str | None = None
    affiliation: str | None = None
    evidence: str | None = None
    place: tuple[int, int] | None = None
    known: Known | None = None
    introduced: int = 0


class Cast:
    """The members of an episode's cast; forms of one name meet in one member."""

    def __init__(self, forms: Forms) -> None:
        self.members: list[Member] = []
        self._forms = forms
        self._found: dict[str, int | None] = {}

    def find(self, name: Name) -> int | None:
        """Return the number of the one member whose name this can be a form of; None where it is nobody's, or two's."""
        if name.key in self._found:
            return self._found[name.key]
        self._found[name.key] = found = self._best(name)
        return found

    def _best(self, name: Name) -> int | None:
        best = second = -1
        most = next_most = 0.0
        for place, form in enumerate(self._scores(name)):
            if form > most:
                best, second, most, next_most = place, best, form, most
            elif form > next_most:
                second, next_most = place, form
        is_clear = most - next_most >= _LEAST_DIFFERENCE or next_most < _LEAST_FORM or self._is_firmer(best, second)
        return best if most >= _LEAST_FORM and is_clear else None

    def _scores(self, name: Name) -> Iterator[float]:
        """Yield how well the name can be a form of each member's name."""
        words, of = self._forms.words, self._forms.of
        # Everyday words are not misheard names.
        is_word = not name.is_full and name.given in words.everyday and name.given not in words.given
        for member in self.members:
            form = of(name, member.name)
            yield 0.0 if is_word and form < _SHORT_FORM else form

    def _is_firmer(self, one: int, other: int) -> bool:
        first, second = self.members[one], self.members[other]
        return first.is_present and not second.is_present

    def is_anybody(self, name: Name) -> bool:
        """Whether the name can be a form of some member's name at all."""
        return any(form >= _LEAST_FORM for form in self._scores(name))

    def add(self, member: Member) -> int:
        """Take a new member in and return its number."""
        self.members.append(member)
        self._found.clear()
        return len(self.members) - 1

    def complete(self, place: int, name: Name) -> bool:
        """Give a member of whom one name is known the full name, and return whether that was done.

        A name that somebody wrote down is completed by what begins or is written the same, not by what sounds alike.
        """
        member = self.members[place]
        if not name.is_full or member.name.is_full:
            return False
        if member.source != "heard" and self._forms.of(name, member.name) < _SHORT_FORM:
            return False
        self.rename(place, name)
        return True

    def rename(self, place: int, name: Name) -> None:
        """Give a member a fuller or truer name."""
        self.members[place].name = name
        self._found.clear()
