"""People whom Japanese speech names with a form of address behind the name: `トガシさん`, `富樫さん`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.mentions.byte_fold import SPACELESS_LEADS

if TYPE_CHECKING:
    from transforms.mentions.gaps import Flags
    from transforms.mentions.reading import Reading

# Who is called so once may be anybody; and companies are addressed like people.
_FEWEST = 2
_KATAKANA, _KANJI = "[ァ-ヴー]", "[一-龠々]"
_FORMS = ("さん", "くん", "ちゃん", "氏", "先生", "選手", "監督", "社長", "教授", "首相")
# What people do or are, by its last character, and in words taken over from English.
_OF_A_KIND = "社業者員師校院局署庁人家屋手生店役婦娘嫁姉兄弟妹孫客様士官主達方側団隊組会課室"
_ROLES = frozenset((
    "エンジニア", "スタッフ", "ファン", "ゲスト", "ホスト", "クライアント", "アーティスト", "タレント",
    "アイドル", "ママ", "パパ", "コンサル", "エージェント", "インターン", "シェフ", "ナース", "モデル",
    "フリーランス", "スポンサー", "プロ", "ベテラン", "スタートアップ", "チーム", "ボス", "ネイティブ",
    "ニート",
))  # fmt: skip
_NAMED = re.compile(f"(?<!{_KATAKANA})({_KATAKANA}{{2,10}})(?={'|'.join(_FORMS)})|"
                    f"(?<!{_KANJI})({_KANJI}{{2,3}})(?={'|'.join(_FORMS[:3])})")  # fmt: skip


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


def _found(reading: Reading, taken: Flags) -> list[tuple[int, int, int, str]]:
    raw = reading.text.raw.tobytes().decode()
    places = [match.span(match.lastindex or 0) for match in _NAMED.finditer(raw) if _may_be_name(match[0])]
    if not places:
        return []
    # Characters are found in the text, and words by their bytes.
    size = np.frombuffer(raw.encode("utf-32-le"), np.uint32)
    width = 1 + (size >= 0x80).astype(np.int64) + (size >= 0x800) + (size >= 0x10000)
    offsets = np.concatenate([[0], np.cumsum(width)])
    first = np.searchsorted(reading.words.start, offsets[[start for start, _ in places]])
    last = np.searchsorted(reading.words.start, offsets[[end for _, end in places]])
    return [
        (int(reading.episode[begin]), int(begin), int(end), raw[start:stop])
        for begin, end, (start, stop) in zip(first, last, places, strict=True)
        if begin < end and not taken[begin:end].any()
    ]


def _may_be_name(name: str) -> bool:
    is_role = name in _ROLES or (name[-1] == "ー" and len(name) > len("トーマー"))
    return not is_role and name[-1] not in _OF_A_KIND
