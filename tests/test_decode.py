"""Bytes to text: whatever encoding they are in, nothing is misread in silence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.decode import Decoded, decode

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
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a document", "undecodable"),
        (b"850STL25.0110009" + b" " * 1_010, "truncated"),
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
