r"""Rich text (.rtf) as text: paragraphs become lines, table rows lines with tabs, headings Markdown headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from transforms.labels import LABEL_LENGTH
from transforms.office_tables import table_lines
from transforms.rtf_words import CHARSETS, SIGNS, SKIPPED, code_page

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"(?P<opened>\{+)|(?P<closed>\}+)|(?P<escaped>(?:\\'[0-9a-fA-F]{2})+)"
    r"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\(?P<sign>[^a-zA-Z])|(?P<plain>[^\\{}\r\n\0]+)",
    re.S,
)
_SYMBOLS = {"~": "\u00a0", "_": "-", "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}"}
_DEEPEST = 10_000
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


class _State(NamedTuple):
    """What holds in a group; `fallback` is how many characters stand in for one that is given by its number."""

    is_skipped: bool = False
    is_bold: bool = False
    is_hidden: bool = False
    is_table_of_fonts: bool = False
    font: int = 0
    fallback: int = 1


@dataclass(slots=True)
class _Paragraph:
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    level: int = 0
    is_in_table: bool = False

    def text(self) -> str:
        return _joined(piece for piece, _ in self.pieces)


def read_rtf(data: bytes) -> str:
    """Return the text of a rich text document; what is deleted, hidden, a header, a note or a picture is left out.

    Words in bold that a line begins with are set in stars. Never raises on any input.
    """
    reader = _Reader()
    lines = list(reader.lines(data.decode("latin-1")))
    return "\n".join(lines).strip("\n") + "\n"


class _Reader:
    """Goes through the tokens of a document and makes lines of them."""

    def __init__(self) -> None:
        self._state = _State()
        self._groups: list[_State] = []
        self._fonts: dict[int, str] = {}
        self._page = "cp1252"
        self._paragraph = _Paragraph()
        self._cells: list[str] = []
        self._rows: list[list[str]] = []
        self._to_skip = 0

    def lines(self, source: str) -> Iterator[str]:
        """Yield the lines of the document; heading lines have an empty one on either side."""
        place, length = 0, len(source)
        while place < length:
            start, place = place, length
            for token in _TOKEN.finditer(source, start):
                kind = token.lastgroup
                if kind not in {"word", "number"}:
                    self._take(kind, token)
                elif token["word"] != "bin":
                    yield from self._word(token["word"], token["number"])
                else:
                    place = token.end() + max(0, int(token["number"] or 0))
                    break
        yield from self._end_paragraph()
        yield from self._end_table()

    def _take(self, kind: str | None, token: re.Match[str]) -> None:
        """Take in anything but a control word."""
        if kind == "plain":
            raw = self._without_fallback(token[0].encode("latin-1"))
            self._add(raw.decode() if raw.isascii() else self._decoded(raw))
        elif kind == "opened":
            self._groups += [self._state] * min(len(token[0]), _DEEPEST - len(self._groups))
            self._to_skip = 0
        elif kind == "closed":
            self._close(len(token[0]))
        elif kind == "escaped":
            raw = bytes.fromhex(token[0].replace("\\'", ""))
            self._add(self._decoded(self._without_fallback(raw)))
        elif kind == "sign":
            if token["sign"] == "*":
                self._state = self._state._replace(is_skipped=True)
            self._add(_SYMBOLS.get(token["sign"], ""))

    def _close(self, count: int) -> None:
        """Go back to what held before the last groups were opened."""
        count = min(count, len(self._groups))
        if count:
            self._state = self._groups[-count]
            del self._groups[-count:]
        self._to_skip = 0

    def _without_fallback(self, raw: bytes) -> bytes:
        """Return bytes without those that only stand in for the character before them."""
        skipped, self._to_skip = self._to_skip, max(0, self._to_skip - len(raw))
        return raw[skipped:]

    def _decoded(self, raw: bytes) -> str:
        return raw.decode(self._fonts.get(self._state.font, self._page), "replace")

    def _add(self, text: str) -> None:
        if text and not self._state.is_skipped and not self._state.is_hidden:
            self._paragraph.pieces.append((text, self._state.is_bold))

    def _word(self, name: str, number: str | None) -> Iterator[str]:
        """Obey a control word, and yield the lines that are whole with it."""
        state, value = self._state, int(number) if number else None
        is_on = value != 0
        if name == "u":
            self._to_skip = 0
            self._add(chr((value or 0) % 0x10000))
            self._to_skip = state.fallback
        elif name in SIGNS:
            self._to_skip = 0
            self._add(SIGNS[name])
        elif name in SKIPPED:
            self._state = state._replace(is_skipped=True, is_table_of_fonts=name == "fonttbl")
        elif name in ("par", "sect", "page"):
            if self._paragraph.is_in_table:
                self._add(" ")
            elif not state.is_skipped:
                yield from self._end_paragraph()
        elif name in ("cell", "nestcell"):
            self._cells.append(self._paragraph.text().strip())
            self._paragraph.pieces = []
        elif name in ("row", "nestrow"):
            self._rows.append(self._cells)
            self._cells = []
        elif name in _OF_PARAGRAPH:
            self._set_paragraph(name, value)
        else:
            self._set_state(name, value, is_on=is_on)

    def _set_paragraph(self, name: str, value: int | None) -> None:
        if self._state.is_skipped:
            return
        if name == "pard":
            self._paragraph.is_in_table, self._paragraph.level = False, 0
        elif name == "intbl":
            self._paragraph.is_in_table = True
        else:
            self._paragraph.level = (value or 0) + 1 if (value or 0) < 6 else 0

    def _set_state(self, name: str, value: int | None, *, is_on: bool) -> None:
        state = self._state
        if name == "b":
            self._state = state if state.is_bold == is_on else state._replace(is_bold=is_on)
        elif name in ("v", "deleted"):
            self._state = state._replace(is_hidden=is_on)
        elif name == "plain":
            self._state = state._replace(is_bold=False, is_hidden=False)
        elif name == "f":
            self._state = state._replace(font=value or 0)
        elif name == "uc":
            self._state = state._replace(fallback=max(0, value or 0))
        elif name == "fcharset" and state.is_table_of_fonts and (value or 0) in CHARSETS:
            self._fonts[state.font] = CHARSETS[value or 0]
        elif name in ("ansicpg", "mac", "pc", "pca"):
            self._page = code_page(name, value)

    def _end_paragraph(self) -> Iterator[str]:
        paragraph, self._paragraph = self._paragraph, _Paragraph(level=self._paragraph.level)
        if self._rows:
            yield from self._end_table()
        text = _with_bold_lead(paragraph)
        if paragraph.level and text.strip():
            yield from ("", f"{'#' * paragraph.level} {paragraph.text().strip()}", "")
        else:
            yield text

    def _end_table(self) -> Iterator[str]:
        rows, self._rows = self._rows, []
        yield from table_lines(rows)


_OF_PARAGRAPH = frozenset({"pard", "intbl", "outlinelevel"})


def _with_bold_lead(paragraph: _Paragraph) -> str:
    """Return the text of a paragraph, the few words in bold that it may begin with set in stars where others follow."""
    text = paragraph.text()
    count = next((place for place, (_, is_bold) in enumerate(paragraph.pieces) if not is_bold), 0)
    lead = _joined(piece for piece, _ in paragraph.pieces[:count])
    name, rest = lead.strip(), text[len(lead) :]
    is_lead = 0 < len(name) <= LABEL_LENGTH and "\n" not in name and ":" not in name and bool(rest.strip())
    if not is_lead or not (lead[-1].isspace() or rest[0].isspace()):
        return text
    return f"**{name}** {rest.lstrip(' ')}"


def _joined(pieces: Iterator[str]) -> str:
    """Return the pieces as one text; the halves of characters beyond U+FFFF come in two."""
    text = "".join(pieces)
    if text.isascii():
        return text
    return _SURROGATES.sub(
        lambda match: match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), text
    )
