"""Every hostile input ends in one record with the right reason, keeps what is good, and touches nothing else."""

from __future__ import annotations

import pyarrow as pa
import pytest

from tests.hostile import encodings, structures, times
from tests.hostile.case import Case, Record, srt
from tests.patience import assert_within
from transforms.accounting import accounted_share
from transforms.identity import identify_bytes
from transforms.normalize import RawDocument, normalize, parse_document
from transforms.reasons import IGNORED_REASONS, REJECT_REASONS, WARNING_REASONS
from transforms.tabulate import ParsedDocument

CASES = (*encodings.CASES, *times.CASES, *structures.CASES)
# Of every reading: no title in a document is nothing hostile.
_HARMLESS = "title_from_filename"
each_case = pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])


def raw(case: Case) -> RawDocument:
    return RawDocument(identify_bytes(case.data), case.name, case.data)


def recorded(document: ParsedDocument) -> tuple[Record, set[str]]:
    """Return how a document is recorded, and every reason given for it."""
    parsed = document.parsed
    reasons = {note.reason for note in parsed.warnings} | {reject.reason for reject in parsed.rejects}
    if parsed.status == "rejected":
        return "rejected", reasons | {parsed.reason or ""}
    return ("warned" if reasons - {_HARMLESS} else "ok"), reasons


@each_case
def test_the_outcome_is_right(case: Case) -> None:
    record, reasons = recorded(parse_document(raw(case)))
    assert any(record == wanted and (not reason or reason in reasons) for wanted, reason in case.outcomes), (
        f"{record} with {sorted(reasons)}, wanted {case.outcomes}"
    )


@each_case
def test_what_is_good_is_kept(case: Case) -> None:
    tables = normalize([raw(case)])
    segments = tables["parsed_segments"].to_pylist()
    if case.segments is not None:
        assert len(segments) == case.segments
    if case.texts is not None:
        assert tuple(row["text"] for row in segments) == case.texts
    if case.labels is not None:
        assert tuple(row["speaker_label"] for row in segments) == case.labels
    if case.start_ms is not None:
        assert tuple(row["start_ms"] for row in segments) == case.start_ms


@each_case
def test_one_record_with_known_reasons_and_places(case: Case) -> None:
    document = parse_document(raw(case))
    parsed = document.parsed
    assert parsed.status in {"parsed", "rejected", "ignored"}
    assert (parsed.reason is None) == (parsed.status == "parsed")
    assert parsed.reason is None or parsed.reason in {*REJECT_REASONS, *IGNORED_REASONS}
    assert all(reject.reason in REJECT_REASONS and reject.locator for reject in parsed.rejects)
    assert all(note.reason in WARNING_REASONS and note.locator and note.count > 0 for note in parsed.warnings)
    assert len({note.reason for note in parsed.warnings}) == len(parsed.warnings)
    assert parsed.status != "rejected" or parsed.rejects
    assert 0.0 <= accounted_share(parsed, document.text) <= 1.0


@each_case
def test_tables_hold_only_what_can_be_stored_anywhere(case: Case) -> None:
    for table in normalize([raw(case)]).values():
        for column in table.columns:
            if pa.types.is_string(column.type):
                for text in column.to_pylist():
                    assert text is None or "\0" not in text
                    (text or "").encode("utf-8")


@each_case
def test_the_same_bytes_lead_to_the_same_rows_under_any_name(case: Case) -> None:
    first, second = normalize([raw(case)]), normalize([raw(case)._replace(name="renamed.dat")])
    assert first["parsed_segments"] == second["parsed_segments"]
    assert first["parsed_rejects"] == second["parsed_rejects"]
    assert first["parsed_documents"] == second["parsed_documents"]


@each_case
def test_a_good_document_beside_it_keeps_its_rows(case: Case) -> None:
    good = RawDocument("0" * 16, "good.srt", srt().encode())
    alone, beside = normalize([good]), normalize([raw(case), good, raw(case)._replace(document_id="f" * 16)])
    for name in ("parsed_segments", "parsed_timestamps", "parsed_rejects", "parsed_episodes"):
        kept = beside[name].filter(pa.compute.equal(beside[name]["document_id"], good.document_id))
        assert kept.to_pylist() == alone[name].to_pylist()


@each_case
def test_it_takes_no_time(case: Case) -> None:
    assert_within(5, lambda: parse_document(raw(case)))
