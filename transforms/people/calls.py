"""Who is spoken to by name: greeted, thanked, asked or addressed, found in whole columns of sentences at a time."""

from __future__ import annotations

import polars as pl

from transforms.people.name_pattern import CALLED, NOT_CALLED

_FILL = (
    r"(?:(?:[Ss]o|[Aa]nd|[Bb]ut|[Ww]ell|[Yy]eah|[Yy]es|[Nn]o|[Oo]kay|[Oo][Kk]|[Nn]ow|[Aa]lright|[Gg]reat|[Aa]wesome"
    r"|[Rr]ight"
    r"|[Oo]h|[Uu]m|[Uu]h|[Cc]ool|[Hh]mm|[Ss]ure|[Nn]ice|[Yy]|[Uu]nd|[Ee]t)[, ]+){0,3}"
)
_END = r"[.?!…]+[\"”’']?\s*$"
_GREETED = (
    r"\b(?:[Hh]i|[Hh]ey|[Hh]ello|[Ww]elcome(?: back| aboard)?|[Gg]ood morning|[Bb]ye|[Gg]oodbye|[Hh]ola|[Hh]allo"
    r"|[Bb]onjour"
    r"|[Ss]alut|[Oo]lá|[Cc]iao|[Mm]oin|[Ss]ervus|[Bb]ienvenid[oa]|[Ww]illkommen|[Bb]ienvenue)"
    rf"(?: there| again| to the show| on the show)?,? {CALLED}"
)
_THANKED = (
    r"\b(?:[Tt]hanks|[Tt]hank you|[Cc]heers|[Gg]racias|[Dd]anke|[Mm]erci|[Oo]brigad[oa]|[Gg]razie|[Cc]ongrats"
    r"|[Aa]ppreciate it)(?: (?:so much|very much|a lot|again|for|[\w’']+ing|me|us|the|on|to|show|that|with|today"
    r"|your|time)"
    rf"){{0,8}},? {CALLED}(?:[,.?!]|$)"
)
_NAME_LAST = rf"({CALLED})[,.?!]?$"
_PATTERNS = {
    "opening": rf"^{_FILL}({CALLED})(?:, |{_END})",
    "closing": rf", ({CALLED}){_END}",
    "inside": rf"(?:, |\b(?:to|for) you,? )({CALLED})[,.?!]",
}


def calls(cut: pl.DataFrame) -> pl.DataFrame:
    """Return who is spoken to in the sentences `cut`: their columns, and `kind` and `name`.

    Kinds are 'greeting', 'thanks', 'asked' (in a question) and 'vocative'.
    A name of one or two words is taken where people are called by name: behind a greeting or thanks, at the edges of a
    sentence set off by a comma, alone, or between commas. Capitalised words that open any sentence are left out.
    """
    text = pl.col("text")
    capital = cut.filter(text.str.contains(r"(?:^|[ ,])[A-ZÀ-ÖØ-ÞĀ-Ž]\w*\w(?:[,.?!]| [A-ZÀ-ÖØ-ÞĀ-Ž])"))
    asks = pl.when(text.str.contains(r"\?[\"”’']?\s*$")).then(pl.lit("asked")).otherwise(pl.lit("vocative"))
    greeted = [
        capital.with_columns(name=text.str.extract_all(pattern), kind=pl.lit(kind))
        .explode("name", empty_as_null=False)
        .with_columns(pl.col("name").str.extract(_NAME_LAST, 1))
        for kind, pattern in (("greeting", _GREETED), ("thanks", _THANKED))
    ]
    spoken = [capital.with_columns(name=text.str.extract(pattern, 1), kind=asks) for pattern in _PATTERNS.values()]
    found = pl.concat([*greeted, *spoken]).drop_nulls("name").with_columns(_trimmed())
    return found.filter(_is_called(pl.col("name"))).unique(["row", "number", "name"], keep="first", maintain_order=True)


def _trimmed() -> pl.Expr:
    """Return the name without a second word that is none, as in `Ann, What`."""
    parts = pl.col("name").str.split(" ")
    second = parts.list.get(1, null_on_oob=True).str.to_lowercase()
    return pl.when(second.is_in(NOT_CALLED)).then(parts.list.first()).otherwise(pl.col("name")).alias("name")


def _is_called(name: pl.Expr) -> pl.Expr:
    first = name.str.split(" ").list.first()
    return ~first.str.to_lowercase().is_in(NOT_CALLED) & ~name.str.contains(r"['’]\w{1,2}$|^[A-Z0-9]+$")
