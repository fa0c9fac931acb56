"""Office documents to text: what is read of them, and which are refused."""

from __future__ import annotations

import io
import zipfile

import docx

from transforms.decode import decode
from transforms.document import Limits


def word_document() -> bytes:
    document = docx.Document()
    document.add_heading("Bees at Night", 0)
    document.add_paragraph("Ann: Good evening.")
    turn = document.add_paragraph("Bob: ")
    turn.add_run("Hello").bold = True
    turn.add_run(" you.")
    document.add_heading("Questions", 2)
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "00:01", "How are they?"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_word_document_gives_its_paragraphs_headings_and_rows() -> None:
    decoded = decode(word_document())
    assert decoded.encoding == "docx"
    assert decoded.text == (
        "# Bees at Night\n\nAnn: Good evening.\nBob: Hello you.\n\n## Questions\n\n00:01\tHow are they?\n"
    )


def test_a_table_of_turns_gives_stamped_lines() -> None:
    document = docx.Document()
    table = document.add_table(0, 3)
    rows = [
        ("Time", "Speaker", "Text"), ("0:01", "Ann", "Hello to you all."), ("0:05", "Bob:", "And to you, Ann."),
        ("1:02:03", "Ann", "What a long talk."),
    ]  # fmt: skip
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    target = io.BytesIO()
    document.save(target)
    assert decode(target.getvalue()).text == (
        "[0:01] Ann: Hello to you all.\n[0:05] Bob: And to you, Ann.\n[1:02:03] Ann: What a long talk.\n"
    )


def test_bold_words_that_begin_a_paragraph_are_set_in_stars() -> None:
    document = docx.Document()
    for name, words in (("Ann", " Hello, and welcome."), ("Bruno:", " Thank you."), ("A sentence in bold.", "")):
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(words)
    target = io.BytesIO()
    document.save(target)
    decoded = decode(target.getvalue())
    assert decoded.text.splitlines() == ["**Ann** Hello, and welcome.", "Bruno: Thank you.", "A sentence in bold."]


ODT = (
    '<office:document-content xmlns:office="urn:o" xmlns:text="urn:t" xmlns:table="urn:b"><office:body>'
    '<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h text:outline-level="1">Bees</text:h>'
    "<text:p>Ann:<text:tab/>Good<text:s text:c='2'/>evening &amp; <text:span>hello</text:span>.</text:p>"
    "<table:table><table:table-row><table:table-cell><text:p>00:01</text:p></table:table-cell>"
    "<table:table-cell><text:p>How?</text:p></table:table-cell></table:table-row></table:table></office:body>"
    "</office:document-content>"
)


def open_document(content: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return target.getvalue()


def test_an_open_document_gives_its_paragraphs_headings_and_rows() -> None:
    decoded = decode(open_document(ODT))
    assert decoded.encoding == "odt"
    assert decoded.text == "# Bees\n\nAnn:\tGood  evening & hello.\n00:01\tHow?\n"


def test_entities_in_an_office_document_are_forbidden() -> None:
    decoded = decode(open_document('<!DOCTYPE a [<!ENTITY x "lol">]><a>&x;</a>'))
    assert decoded.reject is not None
    assert decoded.reject.reason == "xml_entities_forbidden"


def test_an_office_bomb_is_not_unpacked() -> None:
    decoded = decode(open_document("<a>" + " " * 50_000_000 + "</a>"), Limits(ratio=100))
    assert decoded.reject is not None
    assert decoded.reject.reason == "archive_ratio_limit"


def test_a_broken_word_document_is_rejected() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document")
    decoded = decode(target.getvalue())
    assert decoded.reject is not None
    assert decoded.reject.reason == "archive_invalid"
