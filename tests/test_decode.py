"""Bytes to text: whatever encoding they are in, nothing is misread in silence."""

from __future__ import annotations

import codecs
import io
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.decode import Decoded, decode
from transforms.document import Limits

CUE = "1\n00:00:00,000 --> 00:00:01,000\n{}\n"
WRITTEN = [
    ("cp1252", "José: It’s “fine” – naïve"),
    ("cp1252", "Renée: Je l’ai déjà vu à Lyon, c’était très beau."),
    ("cp1252", "Das ist natürlich größer als früher, schöne Grüße."),
    ("cp1252", "Então você não sabe o que é isso?"),
    ("cp1252", "Vi må også gå på tur når det er kaldt. Øl?"),
    ("cp1252", "Það er ekki alltaf svo að við sjáum það."),
    ("cp1250", "Zażółć gęślą jaźń, proszę."),
    ("cp1250", "Protože jsme to říkali už včera, dobře?"),
    ("cp1250", "Köszönöm, hogy eljöttél, nagyon örülök."),
    ("cp1254", "Bugün hava çok güzel değil mi? Şimdi gidiyoruz."),
    ("cp1251", "Анна: Сегодня мы говорим о пчёлах и мёде."),
    ("cp1251", "Да"),
    ("koi8_r", "Привет, как дела?"),
    ("cp866", "Сегодня мы говорим о пчёлах."),
    ("cp1253", "Ευχαριστώ πολύ για την πρόσκληση"),
    ("cp1255", "שלום לכולם וברוכים הבאים"),
    ("cp1256", "مرحبا بكم في البرنامج"),
    ("gb18030", "大家好 欢迎"),
    ("gb18030", "主持人：今天我们聊一聊蜜蜂。"),
    ("big5", "主持人：今天我們聊一聊蜜蜂。"),
    ("cp932", "皆さん、こんにちは。"),
    ("cp932", "はい"),
    ("euc_jp", "今日は蜂蜜の話です。"),
    ("cp949", "안녕하세요 여러분"),
    ("cp949", "네"),
]


def reasons(decoded: Decoded) -> dict[str, int]:
    return {note.reason: note.count for note in decoded.warnings}


@pytest.mark.parametrize(("encoding", "words"), WRITTEN)
def test_a_short_cue_in_a_legacy_encoding_is_read_and_the_guess_reported(encoding: str, words: str) -> None:
    decoded = decode(CUE.format(words).encode(encoding))
    assert decoded.text == CUE.format(words)
    assert reasons(decoded) == {"encoding_guessed": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_is_followed_and_removed(encoding: str) -> None:
    text = CUE.format("Zoë: 大家好")
    decoded = decode(("\ufeff" + text).encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.warnings) == (text, encoding, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("words", ["Ann: Hello there.", "Анна: Привет", "一二三 大家好"])
def test_wide_encodings_without_a_mark_are_told_by_their_zeros(encoding: str, words: str) -> None:
    decoded = decode(CUE.format(words).encode(encoding))
    assert (decoded.text, decoded.encoding) == (CUE.format(words), encoding)
    assert reasons(decoded) == {"encoding_guessed": 1}


def test_an_odd_byte_at_the_end_of_utf16_is_reported() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + "Ann: Hi".encode("utf-16-le") + b"x")
    assert decoded.text == "Ann: Hi\ufffd"
    assert reasons(decoded) == {"invalid_bytes": 1}


def test_line_ends_and_odd_separators_stay_as_they_are() -> None:
    text = "a\r\nb\rc\r\r\nd\x1ee\x85f\u2028g"
    assert decode(text.encode()) == Decoded(text, "utf-8")


def test_zeros_of_a_broken_download_are_no_sign_of_utf16() -> None:
    data = b"Ann: Hello th\0ere, all of you.\n" + b"\0" * 512
    assert decode(data).text == data.decode()


def test_lines_in_another_encoding_do_not_spoil_the_lines_in_utf8() -> None:
    decoded = decode("Zoë one\n".encode() + "Zoë two\n".encode("latin-1"))
    assert decoded.text == "Zoë one\nZoë two\n"
    assert reasons(decoded) == {"mixed_encoding": 1}


def test_a_cyrillic_line_among_lines_in_utf8() -> None:
    decoded = decode("Zoë: “one”\n".encode() + "Анна: мы говорим о пчёлах\n".encode("cp1251"))
    assert decoded.text == "Zoë: “one”\nАнна: мы говорим о пчёлах\n"


def test_a_stray_letter_in_a_line_of_utf8_is_read_and_a_broken_character_is_marked() -> None:
    decoded = decode("Zoë met Andr".encode() + b"\xe9 and said \xe2\x80 \xe2\x80\x9chi\xe2\x80\x9d")
    assert decoded.text == "Zoë met André and said \ufffd “hi”"
    assert reasons(decoded) == {"mixed_encoding": 1, "invalid_bytes": 1}


@pytest.mark.parametrize("bad", [b"\xc0\xaf", b"\xed\xa0\x80", b"\xed\xa0\xbd\xed\xb8\x80", b"\xf4\x90\x80\x80"])
def test_forbidden_forms_of_utf8_are_never_decoded_to_what_they_stand_for(bad: bytes) -> None:
    decoded = decode(b"slash " + bad + b"\n")
    assert set(decoded.text) == set("slash \ufffd\n")
    assert reasons(decoded)["invalid_bytes"] > 0


def test_a_character_cut_off_at_the_end_is_marked() -> None:
    decoded = decode("naïve café".encode()[:-1])
    assert decoded.text == "naïve caf\ufffd"
    assert reasons(decoded) == {"invalid_bytes": 1}


def test_text_decoded_twice_is_kept_and_suspected() -> None:
    text = "Renée: it’s done".encode().decode("cp1252")
    decoded = decode(text.encode())
    assert decoded.text == text
    assert reasons(decoded) == {"mojibake_suspected": 2}


@pytest.mark.parametrize("text", ["MANHÃ É LINDA", "Ångström", "Â, dit-il", "Það — ÐÓ"])
def test_odd_letters_alone_are_no_mojibake(text: str) -> None:
    assert decode(text.encode()).warnings == []


@pytest.mark.parametrize(
    "data",
    [
        '<?xml version="1.0" encoding="ISO-8859-1"?><Trans>Zoë</Trans>'.encode("latin-1"),
        '<html><meta charset="windows-1252"><p>Zoë</p>'.encode("cp1252"),
    ],
)
def test_a_declared_encoding_is_no_guess(data: bytes) -> None:
    decoded = decode(data)
    assert "Zoë" in decoded.text
    assert (decoded.encoding, decoded.warnings) == ("cp1252", [])


@pytest.mark.parametrize("name", ["utf-16", "hex", "idna", "unicode_escape", "nonsense", "undefined"])
def test_a_declaration_that_cannot_be_true_is_passed_over(name: str) -> None:
    data = f'<?xml version="1.0" encoding="{name}"?><a>Zoë</a>'.encode("latin-1")
    assert "Zoë" in decode(data).text


def test_japanese_in_seven_bits() -> None:
    decoded = decode("今日は".encode("iso2022_jp"))
    assert decoded.text == "今日は"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "png"),
        (b"ID3\x04\0\0\0\0\0\x23TSSE", "mp3"),
        (b"\0\0\0\x20ftypM4A \0\0", "mp4"),
        (b"\x7fELF\x02\x01\x01\0", "elf"),
        (bytes(range(32)) * 20, "binary"),
        (b"RIFF\x24\x08\0\0WAVEfmt ", "riff"),
    ],
)
def test_binary_data_is_left_alone(data: bytes, name: str) -> None:
    decoded = decode(data)
    assert decoded.binary is not None
    assert (decoded.binary.name, decoded.text, decoded.reject) == (name, "", None)


@pytest.mark.parametrize("text", ["MZ: hello\n", "FORM and function\n", "ID3 tags are our topic\n", "BZh, said Ann\n"])
def test_text_that_begins_like_a_signature_is_text(text: str) -> None:
    assert decode(text.encode()) == Decoded(text, "utf-8")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "undecodable"),
        (b"{\\rtf1\\ansi Hello}", "undecodable"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "compressed_not_text"),
        (b"PK\x03\x04nonsense", "compressed_not_text"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "compressed_not_text"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 1\n", "lfs_pointer"),
        (b"/annex/objects/SHA256E-s12--ab.srt\n", "lfs_pointer"),
    ],
)
def test_what_should_have_been_text_and_is_none_is_rejected(data: bytes, reason: str) -> None:
    decoded = decode(data)
    assert decoded.reject is not None
    assert (decoded.reject.reason, decoded.text) == (reason, "")


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


@given(st.binary(max_size=400))
def test_decoding_never_raises_and_never_gives_what_cannot_be_stored(data: bytes) -> None:
    decoded = decode(data)
    decoded.text.encode("utf-8")
    assert not decoded.text or decoded.encoding
    assert (decoded.reject is None) or not decoded.text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff"), max_size=200))
def test_utf8_comes_back_letter_for_letter_unless_it_is_binary(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded.text == text or decoded.binary or decoded.reject or decoded.encoding != "utf-8"
