"""Raw bytes to the lake's tables: decode, recognise, parse, tabulate; a batch of documents at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transforms.decode import decode
from transforms.document import DEFAULT_LIMITS, Document, Limits
from transforms.formats import registry
from transforms.named_formats import judge_name
from transforms.parsed import Parsed, WarningNote, ignored, rejected
from transforms.segments import drop_wordless
from transforms.tabulate import ParsedDocument, tabulate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pyarrow as pa

    from transforms.parsed import ParsedEpisode
    from transforms.signatures import Signature
    from transforms.turns.model import TurnModel

    Parse = Callable[["RawDocument", Limits], ParsedDocument]

_CONTROLS = "".join(map(chr, (*range(0x09), *range(0x0E, 0x1C), 0x7F)))
_CONTROL = re.compile(f"[{re.escape(_CONTROLS)}]")


class RawDocument(NamedTuple):
    """The bytes of one document; `name` is the last part of the address it was found at."""

    document_id: str
    name: str
    data: bytes


def normalize(
    documents: Iterable[RawDocument],
    limits: Limits = DEFAULT_LIMITS,
    parse: Parse | None = None,
    turns: TurnModel | None = None,
) -> dict[str, pa.Table]:
    """Return the lake tables of a batch, by name; every document has its row in `parsed_documents`.

    `parse` may stand in for `parse_document`: to bound the time it takes, for one. With `turns`, speech without labels
    is cut into the turns that they find.
    """
    return tabulate([(parse or parse_document)(document, limits) for document in documents], turns)


def out_of_time(raw: RawDocument, limits: Limits) -> ParsedDocument:
    """Return the outcome for a document that took longer than the limit."""
    detail = f"more than {limits.seconds:g} s of processor time for {len(raw.data)} bytes"
    return _document(raw, None, "", rejected("unknown", "time_limit", "byte 0", detail=detail))


def parse_document(raw: RawDocument, limits: Limits = DEFAULT_LIMITS) -> ParsedDocument:
    """Return what was made of one document; a document that cannot be read comes back rejected."""
    if len(raw.data) > limits.bytes:
        detail = f"more than the limit of {limits.bytes} bytes"
        return _document(raw, None, "", rejected("unknown", "file_too_large", "byte 0", detail=detail))
    decoded = decode(raw.data, limits)
    if decoded.binary is not None:
        document = Document(raw.document_id, raw.name, "", limits)
        return _document(raw, None, "", judge_name(document, _left_alone(decoded.binary)))
    if decoded.reject is not None:
        parsed = Parsed("unknown", status="rejected", reason=decoded.reject.reason, rejects=[decoded.reject])
        return _document(raw, None, "", parsed)
    document = Document(raw.document_id, raw.name, decoded.text, limits)
    parsed = judge_name(document, registry.parse(document))
    parsed.warnings[:0] = [*decoded.warnings, *_control_characters(decoded.text)]
    for episode in parsed.episodes:
        _drop_wordless(parsed, episode)
    return _document(raw, decoded.encoding, decoded.text, parsed)


def _left_alone(found: Signature) -> Parsed:
    parsed = ignored(found.name, "binary", 0)
    parsed.media_type = found.media_type
    return parsed


def _document(raw: RawDocument, encoding: str | None, text: str, parsed: Parsed) -> ParsedDocument:
    stem = Document(raw.document_id, raw.name, "").stem
    return ParsedDocument(raw.document_id, stem, encoding, text, parsed)


def _control_characters(text: str) -> list[WarningNote]:
    # To look for each of them is several times faster than to look at each character.
    if not any(map(text.__contains__, _CONTROLS)) or (found := _CONTROL.search(text)) is None:
        return []
    count = sum(1 for _ in _CONTROL.finditer(text))
    return [WarningNote("control_chars", count, f"character {found.start()}", f"U+{ord(found[0]):04X} first")]


def _drop_wordless(parsed: Parsed, episode: ParsedEpisode) -> None:
    starts = list(episode.speech.doc_start)
    moved = drop_wordless(episode.speech.complete())
    if not moved and len(starts) == len(episode.speech):
        return
    for index, start in enumerate(starts):
        if index not in moved:
            parsed.reject("empty_text", f"character {start}")
    episode.marks[:] = [mark._replace(segment=moved.get(mark.segment)) if mark.segment is not None else mark
                        for mark in episode.marks]  # fmt: skip
