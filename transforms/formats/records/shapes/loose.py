"""Any records that have a text and say when or by whom it is spoken, wherever in the document they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transforms.formats.records.columns import Columns, Place, objects
from transforms.formats.records.context import are_words
from transforms.formats.records.fields import plain_key
from transforms.formats.records.guess import END, SPEAKER, START, TEXT, Fit
from transforms.formats.records.row_search import candidates_in, heaviest, objects_around, reach
from transforms.formats.records.shape import Reading, has_all_words, has_long_texts, in_time_order, nested, table
from transforms.formats.records.speakers import Roster, read_roster

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node
    from transforms.parsed import Speech

NAME = "transcript_json"
WORDS = "words_json"
_OF_WORDS = ("words", "elements", "tokens", "items", "terms")
_TABLES = ("speakers", "speaker_names", "speakerNames", "speaker_map", "participants", "contributors")


def read(node: Node, context: Context) -> Reading | None:
    """Return the speech of the records that hold most of it, if any do."""
    candidates = candidates_in(node)
    if not candidates:
        return _read_parallel(node, context)
    best = heaviest(candidates)
    array = reach(node, best.keys)
    return read_rows(array, best.fit, context, objects_around(node, best.keys)) if array is not None else None


def read_rows(array: Node, fit: Fit, context: Context, about: list[Node]) -> Reading:
    """Return the speech of the rows of an array, whose keys mean what `fit` says."""
    roster = read_roster(*(node.get(key) for node in about for key in _TABLES))
    speech, is_words = _speech(array, fit, context, roster)
    return Reading(WORDS if is_words else NAME, speech, roster=roster, facts_from=about).use("markup", array)


def _speech(array: Node, fit: Fit, context: Context, roster: Roster) -> tuple[Speech, bool]:
    has_inner = fit.inner is not None and has_all_words(array, fit.text[0], fit.inner[0])
    if fit.inner is not None and has_inner and (fit.text == fit.inner[1].text or has_long_texts(array, fit.text[0])):
        key, inner = fit.inner
        if not any(type(row.get(fit.text[0])) is str for row in objects(array.value)) or inner.is_timed:
            columns = nested(
                array, key, inner.text, start=inner.start, end=inner.end, length=() if inner.end else inner.length,
                speaker=inner.speaker or fit.speaker, unit=inner.unit,
            )  # fmt: skip
            if inner.speaker and fit.speaker and inner.speaker != fit.speaker:
                columns.speakers = _outer_where_none(columns, nested(array, key, inner.text, speaker=fit.speaker))
            if plain_key(key) in _OF_WORDS or are_words(columns.texts):
                return context.words(columns, roster), True
            return in_time_order(context.segments(columns, roster)), False
    columns = table(
        array, fit.text, start=fit.start, end=fit.end, length=() if fit.end else fit.length, speaker=fit.speaker,
        unit=fit.unit,
    )  # fmt: skip
    is_words = are_words(columns.texts)
    return context.segments(columns, roster), is_words


def _outer_where_none(columns: Columns, outer: Columns) -> list[Any]:
    pairs = zip(columns.speakers, outer.speakers, strict=True)
    return [around if own is None else own for own, around in pairs]


def _read_parallel(node: Node, context: Context) -> Reading | None:
    """Read an object whose arrays run side by side: texts in one, speakers or times in others."""
    if type(node.value) is not dict:
        return None
    if (framed := _read_frame(node, context)) is not None:
        return framed
    lists = {plain_key(key): key for key, value in node.value.items() if type(value) is list and len(value) > 1}
    text = next((lists[name] for name in (*TEXT, "texts", "utterances", "sentences") if name in lists), None)
    if text is None or not all(type(item) is str for item in node.value[text]):
        return None
    same = {name: key for name, key in lists.items() if len(node.value[key]) == len(node.value[text]) and key != text}
    speaker, start, end = (_first(same, names) for names in (SPEAKER, START, END))
    array = node.get(text)
    if array is None or not (speaker or start):
        return None
    columns = Columns(
        texts=list(node.value[text]),
        place=Place((), array.depth, array.start, array.end),
        path=lambda index: f"{array.path}[{index}]",
        starts=node.value[start] if start else [],
        ends=node.value[end] if end else [],
        speakers=node.value[speaker] if speaker else [],
        stretches=array.stretches,
    )
    reading = Reading(NAME, context.segments(columns), facts_from=[node]).use("markup", array)
    return reading.use("label", node.get(speaker) if speaker else None).use("mark", node.get(start) if start else None)


def _read_frame(node: Node, context: Context) -> Reading | None:
    """Read an object of columns that are objects under the same numbers, as data frames are written."""
    columns = {plain_key(key): key for key, value in node.value.items() if type(value) is dict and len(value) > 1}
    text = next((columns[name] for name in TEXT if name in columns), None)
    body = node.get(text) if text is not None else None
    if text is None or body is None or any(node.value[key].keys() != body.value.keys() for key in columns.values()):
        return None
    speaker, start, end = (_first(columns, names) for names in (SPEAKER, START, END))
    if not (speaker or start) or not all(type(item) is str and item.strip() for item in body.value.values()):
        return None
    array = body.as_array()
    found = Columns(
        texts=list(array.value),
        place=Place((), array.depth, array.start, array.end),
        path=lambda index: f"{array.path}[{index}]",
        starts=list(node.value[start].values()) if start else [],
        ends=list(node.value[end].values()) if end else [],
        speakers=list(node.value[speaker].values()) if speaker else [],
    )
    speech = context.segments(found)
    if len(speech) == len(array.value):
        stretches = list(array.stretches())
        speech.doc_start, speech.doc_end = [one[0] + 1 for one in stretches], [one[1] - 1 for one in stretches]
    return Reading(NAME, speech).use("markup", *(node.get(key) for key in columns.values()))


def _first(keys: dict[str, str], names: Iterable[str]) -> str | None:
    return next((keys[form] for name in names for form in (name, f"{name}s") if form in keys), None)
