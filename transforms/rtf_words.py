"""The control words of rich text (.rtf) that matter for what it says: signs, what is left out, character sets."""

from __future__ import annotations

import codecs

from transforms.word_set import word_set

SIGNS = {
    "line": "\n", "softline": "\n", "lbr": "\n", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
# Groups that hold no text of the document, or text that is not part of its body.
SKIPPED = word_set(
    """
    fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf
    footnote annotation atnid atnauthor fldinst listtext pntext nonshppict xe tc tcn rxe themedata
    colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator revtbl filetbl mmathPr
    xmlnstbl ftnsep ftnsepc aftnsep
    """
)
CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 255: "cp437",
}  # fmt: skip


def code_page(word: str, number: int | None) -> str:
    """Return the codec that a document's control word for its character set means.

    >>> code_page("ansicpg", 1251), code_page("ansicpg", 99999), code_page("mac", None)
    ('cp1251', 'cp1252', 'mac_roman')
    """
    if word != "ansicpg":
        return {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
    try:
        return codecs.lookup({10000: "mac_roman", 65001: "utf-8", 936: "gb18030"}.get(number or 0, f"cp{number}")).name
    except LookupError:
        return "cp1252"
