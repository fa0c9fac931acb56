"""The body of a timed text: which words belong together, when they are said, and by which agent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.captions.cues import Cues
from transforms.formats.captions.marked_text import MarkedText
from transforms.formats.captions.ttml_times import Rates, read_ttml_time
from transforms.formats.captions.voices import number_colours

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transforms.formats.markup.tokens import Attributes
    from transforms.parsed import Parsed

_BLOCKS = frozenset(("body", "div", "p"))
_SPEAKING = _BLOCKS | {"span"}
_SILENT = frozenset(("metadata", "desc", "title", "copyright", "agent", "name"))
_SENTENCE_ENDS = (".", "?", "!", "…", "。", "？", "！", '."', '?"', '!"', ".”", "?”", "!”")


class _Element(NamedTuple):
    """An open element, with what it has from those around it: times in ms as written, agent, colour, its silence.

    `offset` is the sum of the begins around the element that the times stand at, `base` that for elements inside.
    """

    local: str
    begin: int | None = None
    end: int | None = None
    offset: int = 0
    base: int = 0
    agent: str | None = None
    unit: str | None = None
    is_silent: bool = False
    is_timed: bool = False
    colour: str | None = None


class _Said(NamedTuple):
    """Words that belong together, the elements that time the first and the last of them, and the agent."""

    words: MarkedText
    first: _Element
    last: _Element


class TtmlSpeech:
    """Takes the tokens of the body, and makes cues of them.

    Words are cut at paragraphs, at sentences that are marked as such, where another agent speaks, at lines of another
    colour, and at sentence ends where spans have times of their own. `duration_ms` is what the body says of its length,
    `colours` are those of the styles by their ids.
    """

    def __init__(self, parsed: Parsed, depth: int) -> None:
        self.rates = Rates()
        self.colours: Mapping[str, str] = {}
        self.duration_ms: int | None = None
        self._parsed = parsed
        self._depth = depth
        self._too_deep = self._deepest = 0
        self._open = [_Element("tt")]
        self._word = self._open[0]
        self._said: list[_Said] = []
        self._current: _Said | None = None
        self._gap = ""
        self._has_sentences = self._is_relative = self._has_words = self._ends_sentence = False
        self._unreadable: list[str] = []

    def start(self, local: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        around = self._open[-1]
        if local == "br":
            self._gap = "\n"
        elif around.unit == "sentence" and around.is_timed and "word" in attributes.values():
            # The sentence has its times: those of its words are not needed.
            self._open.append(self._word)
            self._gap = self._gap or " "
        elif len(self._open) >= self._depth:
            self._too_deep += 1
            self._deepest = max(self._deepest, self._depth + self._too_deep)
        elif local in _SPEAKING or local in _SILENT:
            element = self._element(local, attributes)
            self._open.append(element)
            if element.unit == "word":
                self._gap = self._gap or " "
            elif local in _BLOCKS or element.unit == "sentence":
                self._finish()
            self._has_words &= local != "p"
            if element.unit == "sentence":
                self._has_sentences = True
                self._word = element._replace(unit="word", is_timed=False)

    def text(self, text: str, start: int, end: int) -> None:
        """Take text that stands at `start:end`."""
        element = self._open[-1]
        if element.is_silent:
            self._parsed.account(start, end, "metadata")
            return
        if not text.strip():
            self._gap = self._gap or ("" if self._current is None else " ")
            return
        if self._current is not None and self._is_another(self._current.first, element):
            self._finish()
        words, first, _ = self._current or _Said(MarkedText(start), element, element)
        words.add(text, start, end, self._gap)
        self._current, self._gap = _Said(words, first, element), ""
        self._has_words = True
        self._ends_sentence = not self._has_sentences and text.rstrip().endswith(_SENTENCE_ENDS)

    def _is_another(self, first: _Element, element: _Element) -> bool:
        return first.agent != element.agent or (self._gap == "\n" and first.colour != element.colour)

    def end(self, local: str) -> None:
        """Take the end of an element."""
        if self._too_deep:
            self._too_deep -= local != "br"
            return
        place = len(self._open) - 1
        while place and self._open[place].local != local:
            place -= 1
        if not place:
            return
        element = self._open[place]
        del self._open[place:]
        if local in _BLOCKS or element.unit == "sentence" or (element.is_timed and self._ends_sentence):
            self._finish()
        if local == "p" and not self._has_words:
            self._parsed.reject(
                "empty_text", f"paragraph {len(self._said) + 1}", detail=f"begins at {element.begin} ms"
            )

    def cues(self, agents: Mapping[str, str]) -> Cues:
        """Return the cues; `agents` has the names of agents by their ids."""
        if self._current is not None:
            self._parsed.warn("truncated", "end", "cut off inside a paragraph")
        self._finish()
        if self._deepest:
            detail = f"{self._deepest} elements deep, the limit is {self._depth}"
            self._parsed.warn("html_too_deep", "elements", detail)
        cues, reached = Cues(), 0
        for words, first, last in self._said:
            start_ms, end_ms = self._shifted(first.begin, first.offset), self._shifted(last.end, last.offset)
            label = None if first.agent is None else agents.get(first.agent, first.agent)
            cues.add(words.text(), words.at, start_ms, end_ms, label)
            self._parsed.account(reached, words.at, "markup")
            reached = words.end
        cues = number_colours(cues.complete(), [said.first.colour for said in self._said])
        if self._unreadable:
            self._parsed.warn("time_invalid", "document", self._unreadable[0], len(self._unreadable))
        return cues

    def _shifted(self, ms: int | None, offset: int) -> int | None:
        return ms if ms is None or not self._is_relative else ms + offset

    def _finish(self) -> None:
        if self._current is not None:
            self._said.append(self._current)
        self._current, self._gap = None, ""

    def _element(self, local: str, attributes: Attributes) -> _Element:
        around = self._open[-1]
        own = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        begin, end, length = self._time(own.get("begin")), self._time(own.get("end")), self._time(own.get("dur"))
        if end is None and begin is not None and length is not None:
            end = begin + length
        # Times count from the begin of the element around, by the specification. Most files do not mean that; one that
        # has a time before that begin does.
        self._is_relative |= begin is not None and around.begin is not None and begin < around.begin
        base = around.base + (begin or 0)
        agent = own["agent"].split() if "agent" in own else None
        is_timed = begin is not None or end is not None
        times = (begin, end, around.base)
        if local == "body":
            self.duration_ms = length
        if local == "body" or not is_timed:
            times = (around.begin, around.end, around.offset)
        is_silent = around.is_silent or local in _SILENT
        agent_id, colour = agent[0] if agent else around.agent, self._colour(own) or around.colour
        return _Element(local, *times, base, agent_id, own.get("unit"), is_silent, is_timed, colour)

    def _colour(self, own: Mapping[str, str]) -> str | None:
        styles = (self.colours[name] for name in own.get("style", "").split() if name in self.colours)
        return own["color"].strip().lower() if "color" in own else next(styles, None)

    def _time(self, text: str | None) -> int | None:
        if text is None:
            return None
        ms = read_ttml_time(text, self.rates)
        if ms is None:
            self._unreadable.append(text)
        return ms
