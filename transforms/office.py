"""Office documents as text: paragraphs become lines, table rows lines with tabs, headings Markdown headings."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Literal
from xml.parsers import expat

from transforms.container_budget import HARMLESS_BYTES
from transforms.container_zip import BROKEN
from transforms.formats.markup.tokens import END, START, TEXT
from transforms.formats.markup.xml_tokens import XmlTokens
from transforms.labels import LABEL_LENGTH
from transforms.office_tables import table_lines
from transforms.parsed import EXCERPT_LENGTH, Reject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument
    from lxml.etree import _Element

    from transforms.document import Limits

OfficeKind = Literal["docx", "odt"]
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{_WORD}p", f"{_WORD}tbl", f"{_WORD}tr", f"{_WORD}tc"
_STYLE, _RUN, _BOLD = f"{_WORD}pStyle", f"{_WORD}r", f"{_WORD}b"
# Deleted and moved words, field codes, properties, and what is only there for older programs.
_SKIPPED = frozenset({f"{_WORD}{name}" for name in ("del", "moveFrom", "instrText", "pPr", "rPr", "sdtPr")}) | {
    _FALLBACK
}
_BREAKS = {f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}tab": "\t", f"{_WORD}noBreakHyphen": "-"}
_DOCTYPE_WITHIN = 4096


def office_kind(data: bytes) -> OfficeKind | None:
    """Return which kind of text document a zip archive is, None where it is none of these."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.NameToInfo
        if "word/document.xml" in names and "[Content_Types].xml" in names:
            return "docx"
        if "content.xml" in names and "mimetype" in names and names["mimetype"].file_size < EXCERPT_LENGTH:
            return "odt" if archive.read("mimetype").startswith(_ODT_TYPE) else None
    except BROKEN:
        return None
    return None


def extract_text(data: bytes, kind: OfficeKind, limits: Limits) -> str | Reject:
    """Return the text of an office document, or why it cannot be had; never raises.

    A paragraph is a line; a row of a table of turns is `[time] Speaker: words`, any other row a line with tabs
    between the cells; a heading is a Markdown heading with an empty line before and after. Deleted text, comments
    and foot notes are left out.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = [info for info in archive.infolist() if info.filename.endswith((".xml", ".rels"))]
        total = sum(info.file_size for info in archive.infolist())
        if total > min(limits.unpacked_bytes, max(HARMLESS_BYTES, limits.ratio * len(data))):
            return Reject("archive_ratio_limit", "archive", "", f"{total} bytes from {len(data)}")
        for info in parts:
            if b"<!DOCTYPE" in archive.read(info)[:_DOCTYPE_WITHIN].replace(b"\0", b"").upper():
                return Reject("xml_entities_forbidden", info.filename, "", "a document type in an office document")
        lines = _word_lines(data) if kind == "docx" else _open_document_lines(archive.read("content.xml"))
        return "\n".join(lines).strip("\n") + "\n"
    except _UNREADABLE as error:
        return Reject(
            "archive_invalid", "archive", "", f"not a {kind} document that can be read: {error}"[:EXCERPT_LENGTH]
        )


def _word_lines(data: bytes) -> Iterator[str]:
    document = _open_word(data)
    styles = {style.style_id: style.name or "" for style in document.styles}
    for element in document.element.body.iter(_PARAGRAPH, _TABLE):
        if next(element.iterancestors(_TABLE, _PARAGRAPH, _FALLBACK), None) is not None:
            continue
        if element.tag == _TABLE:
            cells = ([" ".join(_paragraphs(cell)) for cell in row.iter(_CELL)] for row in element.iter(_ROW))
            yield from table_lines([*cells])
        else:
            yield from _as_heading(_with_bold_lead(element), _heading_level(element, styles))


def _open_word(data: bytes) -> WordDocument:
    # The library takes 60 ms to load, and few runs meet a Word document.
    import docx  # noqa: PLC0415
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        return docx.Document(io.BytesIO(data))
    except OpcError as error:
        raise zipfile.BadZipFile(str(error)) from error


def _paragraphs(cell: _Element) -> Iterator[str]:
    own = (item for item in cell.iter(_PARAGRAPH) if next(item.iterancestors(_CELL), None) is cell)
    return (text for item in own if (text := "".join(_pieces(item)).strip()))


def _pieces(element: _Element) -> Iterator[str]:
    """Yield the text of an element; the XML parser has bounded its depth."""
    for child in element.iterchildren():
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _pieces(child)


def _with_bold_lead(paragraph: _Element) -> str:
    """Return the text of a paragraph, the few words in bold that it may begin with set in stars where others follow."""
    runs = [run for run in paragraph.iter(_RUN) if next(run.iterancestors(_PARAGRAPH), None) is paragraph]
    text, lead = "".join(_pieces(paragraph)), ""
    for run in runs:
        if not _is_bold(run):
            break
        lead += "".join(_pieces(run))
    name = lead.strip()
    is_lead = 0 < len(name) <= LABEL_LENGTH and "\n" not in name and ":" not in name and text.startswith(lead)
    rest = text[len(lead) :]
    if not is_lead or not rest.strip() or not (lead[-1].isspace() or rest[0].isspace()):
        return text
    return f"**{name}** {rest.lstrip(' ')}"


def _is_bold(run: _Element) -> bool:
    sign = next(run.iter(_BOLD), None)
    return sign is not None and sign.get(f"{_WORD}val", "1") not in ("0", "false", "off", "none")


def _heading_level(paragraph: _Element, styles: dict[str, str]) -> int:
    style = next(paragraph.iter(_STYLE), None)
    name = styles.get(style.get(f"{_WORD}val"), "") if style is not None else ""
    if name == "Title":
        return 1
    return int(name[8:]) if name.startswith("Heading ") and name[8:].isdecimal() else 0


def _as_heading(text: str, level: int) -> Iterator[str]:
    if level and text.strip():
        yield from ("", f"{'#' * min(level, 6)} {text.strip()}", "")
    else:
        yield text


def _open_document_lines(content: bytes) -> Iterator[str]:
    reader = _OpenDocument()
    for kind, value, attributes, _, _ in XmlTokens(content.decode("utf-8", "replace")):
        if kind == START:
            reader.start(value.rpartition(":")[2], attributes)
        elif kind == END:
            yield from reader.end(value.rpartition(":")[2])
        elif kind == TEXT:
            reader.text(value)


class _OpenDocument:
    """Lines of an ODT document, put together from its elements."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._rows: list[list[str]] = []
        self._skipping = self._tables = self._paragraphs = self._level = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        if name in _LEFT_OUT:
            self._skipping += 1
        elif self._skipping:
            return
        elif name in {"p", "h"}:
            self._paragraphs += 1
            self._level = _level(attributes.get("text:outline-level")) if name == "h" else 0
        elif name == "table":
            self._tables += 1
        elif name == "table-row" and self._tables == 1:
            self._rows.append([])
        elif name == "table-cell" and self._tables == 1 and self._rows:
            self._rows[-1].append("")
        elif name == "s":
            self._parts.append(" " * _level(attributes.get("text:c")))
        elif name in {"tab", "line-break"}:
            self._parts.append("\t" if name == "tab" else "\n")

    def text(self, text: str) -> None:
        """Take in text."""
        if self._paragraphs and not self._skipping:
            self._parts.append(text)

    def end(self, name: str) -> Iterator[str]:
        """Take in the end of an element, and yield the lines that are whole with it."""
        if name in _LEFT_OUT:
            self._skipping = max(0, self._skipping - 1)
        elif name in {"p", "h"} and self._paragraphs and not self._skipping:
            self._paragraphs -= 1
            text, self._parts = "".join(self._parts), []
            if self._rows and self._rows[-1]:
                self._rows[-1][-1] = f"{self._rows[-1][-1]} {text}".strip()
            else:
                yield from _as_heading(text, self._level)
        elif name == "table" and self._tables and not self._skipping:
            self._tables -= 1
            if not self._tables:
                yield from table_lines(self._rows)
                self._rows = []


_LEFT_OUT = frozenset({"annotation", "tracked-changes", "note", "forms"})


def _level(text: str | None) -> int:
    return min(int(text), 100) if text and text.isdecimal() and len(text) < 4 else 1


# What the libraries raise on packages that are broken or were made to break them.
_UNREADABLE = (*BROKEN, KeyError, AttributeError, TypeError, IndexError, SyntaxError, expat.ExpatError)
