"""People whom Japanese speech names with a form of address behind the name: `トガシさん`, `富樫さん`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.mentions.byte_fold import SPACELESS_LEADS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.mentions.gaps import Flags
    from transforms.mentions.reading import Reading

# Who is called so once may be anybody; and companies are addressed like people.
_FEWEST = 2
# Longer words that end in a long vowel are what people do: `マネージャー`.
_LONGEST_DRAWN_OUT = 4
_FORMS = ("さん", "くん", "ちゃん", "氏", "先生", "選手", "監督", "社長", "教授", "首相")
# What people do or are, by its last character, and in words taken over from English.
_OF_A_KIND = "社業者員師校院局署庁人家屋手生店役婦娘嫁姉兄弟妹孫客様士官主達方側団隊組会課室"
_ROLES = frozenset((
    "エンジニア", "スタッフ", "ファン", "ゲスト", "ホスト", "クライアント", "アーティスト", "タレント",
    "アイドル", "ママ", "パパ", "コンサル", "エージェント", "インターン", "シェフ", "ナース", "モデル",
    "フリーランス", "スポンサー", "プロ", "ベテラン", "スタートアップ", "チーム", "ボス", "ネイティブ",
    "ニート",
))  # fmt: skip
# In UTF-8; what stands before a name is no character of the same script.
_KATAKANA, _KANJI = rb"\xe3(?:\x82[\xa1-\xbf]|\x83[\x80-\xb4\xbc])", rb"(?:[\xe4-\xe9][\x80-\xbf]{2}|\xe3\x80\x85)"
_BEHIND = [b"|".join(form.encode() for form in forms) for forms in (_FORMS, _FORMS[:3])]
_NAMED = re.compile(
    rb"(?<!\xe3\x82[\xa1-\xbf])(?<!\xe3\x83[\x80-\xbf])((?:%b){2,10})(?=%b)|"
    rb"(?<![\xe4-\xe9][\x80-\xbf]{2})((?:%b){2,3})(?=%b)" % (_KATAKANA, _BEHIND[0], _KANJI, _BEHIND[1])
)


def find_addressed(reading: Reading, taken: Flags) -> pl.DataFrame:
    """Return people who are named with a form of address again and again: episode, kind, first, last.

    `taken` says which words belong to a name that is known. Each name stands once for each episode.
    """
    found = [] if not _is_spaceless(reading) else list(_found(reading, taken))
    columns = {"episode": pl.Int32, "first": pl.Int64, "last": pl.Int64, "name": pl.String}
    rows = pl.DataFrame(found, schema=columns, orient="row")
    often = rows.filter((pl.len() >= _FEWEST).over("episode", "name"))
    once = often.unique(["episode", "name"], keep="first", maintain_order=True)
    return once.select("episode", pl.lit("person").alias("kind"), "first", "last")


def _is_spaceless(reading: Reading) -> bool:
    return bool(np.any(reading.text.raw == SPACELESS_LEADS[0]))


def _found(reading: Reading, taken: Flags) -> Iterator[tuple[int, int, int, str]]:
    for match in _NAMED.finditer(reading.text.raw.tobytes()):
        name = match[0].decode()
        first, last = np.searchsorted(reading.words.start, match.span()).tolist()
        if _may_be_name(name) and not taken[first:last].any():
            yield int(reading.episode[first]), first, last, name


def _may_be_name(name: str) -> bool:
    is_role = name in _ROLES or (name[-1] == "ー" and len(name) > _LONGEST_DRAWN_OUT)
    return not is_role and name[-1] not in _OF_A_KIND
