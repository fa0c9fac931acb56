"""Which elements of an XML document are stretches of speech: told by their times, speakers and words, not by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.markup.html_text import INLINE
from transforms.formats.markup.spanned import Spanned
from transforms.formats.markup.tree import Node, Text
from transforms.formats.markup.xml_times import parse_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.parsed import Account

_STARTS = (
    "start", "begin", "starttime", "start_time", "start-time", "startms", "start_ms", "stime", "tstart", "time_start",
    "from", "in", "timestamp", "timecode", "time", "ts", "t", "offset",
)  # fmt: skip
_ENDS = ("end", "stop", "endtime", "end_time", "end-time", "endms", "end_ms", "etime", "tend", "to", "out", "finish")
_LENGTHS = ("dur", "duration", "d", "length")
_SPEAKERS = (
    "speaker", "who", "spk", "spkid", "speakername", "speaker_name", "speaker-name", "speakerid", "speaker_id", "spkr",
    "speakerlabel", "speaker_label", "voice", "participant", "person", "talker",
)  # fmt: skip
# Children that say something about a stretch and are not its words.
_META = frozenset(
    {*_STARTS, *_ENDS, *_LENGTHS, *_SPEAKERS, "confidence", "conf", "score", "id", "index", "number", "note", "desc",
     "comment", "language", "lang", "channel", "gender", "incident", "kinesic", "vocal", "teiheader", "head"}
)  # fmt: skip
_TIMES_OF_POINTS = ("time", "absolute", "value", "time_value", *_STARTS)
_NAMES = ("name", "persname", "label", "n", "abbreviation", "value")
_IDS = ("xml:id", "id")
_UNBROKEN = INLINE | {"pc", "c", "hi", "emph", "seg"}
_CLOSING = frozenset(".,;:?!…)]}»”’ \t\r\n")
# Fewer words than these in a stretch, on average: the stretches are single words.
FEWEST_WORDS = 1.5
_LEAST_COVERAGE = 0.6
_LONGEST_CHAIN = 100


class Unit(NamedTuple):
    """A stretch of speech: its words, and its speaker and times as written, references resolved."""

    node: Node
    words: Spanned
    speaker: str | None
    start: str | None
    end: str | None
    length: str | None

    @property
    def word_count(self) -> int:
        """Return how many words there are."""
        return len(self.words.text.split())


class Units:
    """The stretches of speech of one document."""

    def __init__(self, root: Node) -> None:
        self._parents: dict[int, Node] = {}
        self._by_id: dict[str, Node] = {}
        self._groups: dict[str, list[Node]] = {}
        self._speakers: dict[int, str | None] = {}
        self._is_edit = any(node.local == "fcpxml" for node in root.children())
        for node in root.descendants():
            for child in node.children():
                self._parents[id(child)] = node
            if (key := node.get(*_IDS)) is not None:
                self._by_id.setdefault(key, node)
            is_unit = node.local not in _META and node.content
            if is_unit and (_value(node, _STARTS) is not None or _value(node, _SPEAKERS) is not None):
                self._groups.setdefault(node.local, []).append(node)

    def find(self) -> list[Unit]:
        """Return the stretches in document order, those without words too; empty where nothing looks like speech.

        Of elements within elements the smaller ones are the stretches, unless they hold single words.
        """
        groups = [[self._unit(node) for node in nodes] for nodes in self._groups.values()]
        spoken = {place: sum(unit.word_count for unit in units) for place, units in enumerate(groups)}
        most = max(spoken.values(), default=0)
        wide = [place for place, count in spoken.items() if count >= most * _LEAST_COVERAGE]
        long = [place for place in wide if spoken[place] >= FEWEST_WORDS * len(groups[place])]
        best = max(long or wide, key=lambda place: len(groups[place]), default=None)
        return groups[best] if best is not None else []

    def _unit(self, node: Node) -> Unit:
        start = self._placed(node) if self._is_edit else self._time(_value(node, _STARTS))
        end = self._time(_value(node, _ENDS))
        return Unit(node, words_of(node), self._speaker(node), start, end, _value(node, _LENGTHS))

    def _placed(self, node: Node) -> str | None:
        """Return when a clip of an edit begins: its offset on the time line of the clip that it hangs on."""
        place, around = parse_time(node.get("offset") or ""), self._parents.get(id(node))
        for name, sign in (("start", -1), ("offset", 1)):
            if place is not None and around is not None and node.get("lane"):
                place += sign * (parse_time(around.get(name) or "0") or 0)
        return None if place is None else f"{max(place, 0) / 1000:.3f}"

    def _speaker(self, node: Node) -> str | None:
        """Return the speaker that the element or the nearest one around it names."""
        around, passed = node, []
        while id(around) not in self._speakers:
            passed.append(id(around))
            value, parent = _value(around, _SPEAKERS), self._parents.get(id(around))
            if value is not None or parent is None:
                self._speakers[id(around)] = self._name(value) if value is not None else None
                break
            around = parent
        found = self._speakers[id(around)]
        self._speakers.update(dict.fromkeys(passed, found))
        return found

    def _name(self, value: str) -> str:
        key = value.split(maxsplit=1)[0].lstrip("#")
        node = self._by_id.get(key)
        if node is None:
            return value.lstrip("#")
        return node.get(*_NAMES) or next((child.text() for child in node.descendants(*_NAMES) if child.text()), key)

    def _time(self, value: str | None) -> str | None:
        """Return a time as written; where it names a point of the time line, that point's time."""
        if value is None or parse_time(value) is not None:
            return value
        node, passed = self._by_id.get(value.lstrip("#")), 0.0
        for _ in range(_LONGEST_CHAIN):
            if node is None:
                return value
            if (absolute := node.get(*_TIMES_OF_POINTS)) is not None and parse_time(absolute) is not None:
                return _plus(absolute, passed)
            since, interval = node.get("since"), node.get("interval")
            passed += (parse_time(interval or "0") or 0) / 1000
            if since is None:
                return _plus("0", passed)
            node = self._by_id.get(since.lstrip("#"))
        return value


def _plus(time: str, seconds: float) -> str:
    return f"{(parse_time(time) or 0) / 1000 + seconds:.3f}" if seconds else time


def account_of(name: str) -> Account | None:
    """Return what the text of an element is that says something about speech; None for all other elements."""
    if name in _SPEAKERS:
        return "label"
    if name in {*_STARTS, *_ENDS, *_LENGTHS}:
        return "mark"
    return "metadata" if name in _META else None


def _value(node: Node, names: tuple[str, ...]) -> str | None:
    """Return the attribute or child of the first of these names that has a value."""
    if (value := node.get(*names)) is not None:
        return value
    child = node.child(*names)
    return (child.text() or child.get("name") or None) if child is not None else None


def words_of(node: Node) -> Spanned:
    """Return the words of an element; times, speakers and notes inside are left out, elements are words apart."""
    words, last, is_apart = Spanned(), " ", False
    for part in _parts(node):
        if part is None:
            is_apart = True
            continue
        if is_apart and not last.isspace() and part.text[:1] not in _CLOSING:
            words.add(" ", words.place, words.place)
        words.add(*part)
        last, is_apart = part.text[-1:], False
    return words


def _parts(node: Node) -> Iterator[Text | None]:
    """Yield the text inside in order, and None where an element begins or ends that parts words."""
    stack: list[tuple[Iterator[Node | Text], bool]] = [(iter(node.content), False)]
    while stack:
        parts, is_parting = stack[-1]
        part = next(parts, None)
        if part is None:
            stack.pop()
            if is_parting:
                yield None
        elif isinstance(part, Text):
            yield part
        elif part.local not in _META:
            is_parting = part.local not in _UNBROKEN
            if is_parting:
                yield None
            stack.append((iter(part.content), is_parting))
