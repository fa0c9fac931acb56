"""What stands in the head of a timed text: title, language, and who the agents are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.parsed import Facts

if TYPE_CHECKING:
    from transforms.formats.markup.tokens import Attributes


class TtmlHead:
    """Takes the tokens of the head; `agents` has the name of each agent by its id (the id itself without a name).

    `colours` has the colour of each style by its id.
    """

    def __init__(self) -> None:
        self.facts = Facts()
        self.agents: dict[str, str] = {}
        self.colours: dict[str, str] = {}
        self._agent: str | None = None
        self._field: str | None = None
        self._words: list[str] = []

    def root(self, attributes: Attributes) -> None:
        """Take the attributes of the root element."""
        self.facts.language = attributes.get("xml:lang", "").strip() or None

    def start(self, local: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        if local == "agent":
            self._agent = attributes.get("xml:id") or attributes.get("id")
            if self._agent is not None:
                self.agents.setdefault(self._agent, self._agent)
        elif local == "style" and "xml:id" in attributes:
            colour = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "color"), None)
            if colour is not None:
                self.colours[attributes["xml:id"]] = colour.strip().lower()
        elif local in ("title", "desc", "name"):
            self._field, self._words = local, []

    def text(self, text: str) -> None:
        """Take text inside an element."""
        if self._field is not None:
            self._words.append(text)

    def end(self, local: str) -> None:
        """Take the end of an element."""
        if local == "agent":
            self._agent = None
        if local != self._field:
            return
        words = "".join(self._words).strip() or None
        if local == "title":
            self.facts.title = self.facts.title or words
        elif local == "desc":
            self.facts.description = self.facts.description or words
        elif words is not None and self._agent is not None and self.agents[self._agent] == self._agent:
            self.agents[self._agent] = words
        self._field = None
