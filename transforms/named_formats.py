"""Files that a name says are transcripts and that cannot be read as such: rejected, and not left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.parsed import rejected
from transforms.word_set import word_set

if TYPE_CHECKING:
    from transforms.document import Document
    from transforms.parsed import Parsed

# Endings of formats that hold nothing but transcripts; what else is in such a file was to be one.
_TRANSCRIPTS = word_set(
    "srt vtt webvtt sbv ass ssa ttml dfxp itt scc stl lrc smi sami sub textgrid eaf exb cha trs ctm stm rttm otr json3"
    " srv1 srv2 srv3"
)
_RECORDS = word_set("json jsonl ndjson")
_MARKED_UP = word_set("xml html htm xhtml rss")
_TEXTS = word_set("txt text md markdown csv tsv rtf")
# Formats of texts of any kind; the others are of transcripts, and say themselves why there is none.
_OF_NO_KIND = word_set("text markdown html xml json")
# Reasons to leave text alone that say what it is; the others say only what it is not.
_UNSURE = word_set("article data_file")


def judge_name(document: Document, parsed: Parsed) -> Parsed:
    """Return what a document was read as; rejected where its name claims a format that its content is not in.

    The content decides what is read. The name only tells the reasons apart for what was read as nothing: bytes of no
    known kind under the name of a text are `undecodable`, text that is no JSON under the name of JSON is
    `json_invalid`, and any text without speech under the name of captions is `unknown_format`. What is plainly
    something else (a picture, a licence, JSON about other things) is left alone under any name.
    """
    ending = document.name.rpartition(".")[2].casefold()
    if parsed.status != "ignored" or "." not in document.name:
        return parsed
    if parsed.format == "binary":
        is_claimed = ending in _TRANSCRIPTS | _RECORDS | _MARKED_UP | _TEXTS
        return _reject(document, "undecodable", "bytes in no text encoding") if is_claimed else parsed
    if parsed.reason not in _UNSURE or parsed.format not in _OF_NO_KIND:
        return parsed
    if ending in _RECORDS and parsed.format != "json":
        return _reject(document, "json_invalid", "text that is no JSON")
    if ending in _TRANSCRIPTS:
        return _reject(document, "unknown_format", "text without a cue or turn in it")
    return parsed


def _reject(document: Document, reason: str, found: str) -> Parsed:
    ending = document.name.rpartition(".")[2][:20]
    return rejected("unknown", reason, "byte 0", document.head[:120], f"{found}, though named .{ending}")
