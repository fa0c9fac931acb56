"""Tables that the resolution of people hands to the annotation: which label is whom, and who is present unlabelled."""

from __future__ import annotations

import pyarrow as pa

from transforms import schema
from transforms.contract import Column, Table
from transforms.lake_schema import ORDINAL

_DOCUMENT = schema.SEGMENTS.columns[-3]
_SPEAKER = schema.SPEAKERS.columns[0]
_CONFIDENCE = Column("confidence", pa.float64(), "How likely it is right", nullable=False)

RESOLVED_VOICES = Table(
    "resolved_voices",
    "One row per label of an episode of a document that stands for a person or voice.",
    (
        _DOCUMENT,
        ORDINAL,
        Column("speaker_label", pa.string(), "Label as written", nullable=False),
        _SPEAKER,
        _CONFIDENCE,
    ),
    ("document_id", "ordinal", "speaker_label"),
)

RESOLVED_PRESENT = Table(
    "resolved_present",
    "One row per person who is present in an episode of a document without a label of his own.",
    (
        _DOCUMENT,
        ORDINAL,
        _SPEAKER,
        Column("name", pa.string(), "Full name as far as known", nullable=False),
        Column("forms", pa.list_(pa.string()), "Names and heard forms that the person goes by there", nullable=False),
        schema.APPEARANCES.columns[2],
        _CONFIDENCE,
    ),
    ("document_id", "ordinal", "speaker_id"),
)
