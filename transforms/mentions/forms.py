"""The ways in which a name is written and spelled out: spaces, hyphens, capitals inside, letters, number words."""

from __future__ import annotations

import unicodedata

import polars as pl

# How a pattern came from the form: what is nearer to the form comes first.
VARIANTS = ("written", "spaced", "joined", "plural", "spelled", "numbers", "inflected", "plain")

NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
# What is counted by the number before it: `GPT four times` names no version.
COUNTED = (
    "times", "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes",
    "second", "seconds", "people", "percent", "hundred", "thousand", "million", "billion", "different", "more", "other",
    "thing", "things", "dollars", "euros",
)  # fmt: skip
_PLURAL_KINDS = ("product", "technique", "topic", "organization")
_JOINED_KINDS = (*_PLURAL_KINDS, "work", "event", "person")
_LONGEST_JOINED = 3
# German adjectives that a name begins with, and how they end: `die Deutsche Bahn`, `der Deutschen Bahn`.
_ADJECTIVE = r"(?i)^(\p{L}*(?:sch|lich|ell|ig|al|iv|frei|neu|grün|rot|link))e[snrm]?( \p{L}.*)$"
_ENDINGS = ("e", "en", "er", "es", "em")
_SHORTEST_JOINED = 6


def spell_out(forms: pl.DataFrame) -> pl.DataFrame:
    """Return the texts under which forms are looked for: `form_id`, `text`, `variant` (an index of `VARIANTS`).

    `forms` has form_id, form, kind and is_ambiguous. Folding (`byte_fold`) and cutting into words make one of
    hyphens, points and spaces, and part letters from digits; here stands what they do not do.

    >>> rows = pl.DataFrame({"form_id": [0], "form": ["OpenAI"], "kind": ["organization"], "is_ambiguous": [False]})
    >>> spell_out(rows)["text"].to_list()
    ['OpenAI', 'Open AI', 'OpenAIs', 'Open A I']
    """
    form = pl.col("form")
    made = {
        "written": (form, pl.lit(value=True)),
        "spaced": (_spaced(form), form.str.contains(r"\p{Ll}\p{Lu}|\p{Lu}{3}|\pLv\d|&")),
        "joined": (_joined(form), form.str.contains(r"[\s.'’·/-]")),
        "plural": (_plural(form), pl.col("kind").is_in(_PLURAL_KINDS)),
        "spelled": (_spelled(_spaced(form)), form.str.contains(r"\p{Lu}{2}")),
        "numbers": (_numbers(form), form.str.contains(rf"(?i)\d|{'|'.join(NUMBER_WORDS)}")),
        "inflected": (_inflected(form), form.str.contains(_ADJECTIVE)),
        "plain": (form, form.str.len_bytes() != form.str.len_chars()),
    }
    # Each way is tried only where it can make another text of the form.
    parts = []
    for number, (text, differs) in enumerate(made[name] for name in VARIANTS):
        rows = forms.filter(differs)
        made_of = pl.lit(None, pl.String) if rows.is_empty() else text
        texts = rows.select("form_id", text=made_of, variant=pl.lit(number, pl.UInt8))
        parts.append(texts.explode("text") if texts.schema["text"] == pl.List else texts.drop_nulls("text"))
    parts[-1] = parts[-1].with_columns(text=_plain(parts[-1]["text"])).drop_nulls("text")
    return pl.concat(parts).unique(("form_id", "text"), keep="first", maintain_order=True)


def _spaced(form: pl.Expr) -> pl.Expr:
    """Part words where capitals or a version mark inside of them say that they are two."""
    return (
        form.str.replace_all(r"(\p{Ll})(\p{Lu})", "$1 $2")
        .str.replace_all(r"(\p{Lu}{2,})(\p{Lu}\p{Ll}{2,})", "$1 $2")
        .str.replace_all(r"(\pL)(v\d)", "$1 $2")
        .str.replace_all("&", " and ", literal=True)
    )


def _joined(form: pl.Expr) -> pl.Expr:
    bare = form.str.replace_all(r"[\s.'’·/-]", "")
    words = form.str.count_matches(r"[\s.'’·/-]+") + 1
    fits = (words <= _LONGEST_JOINED) & (words > 1) & (bare.str.len_chars() >= _SHORTEST_JOINED)
    return pl.when(fits & ~bare.str.contains(r"\d") & pl.col("kind").is_in(_JOINED_KINDS)).then(bare)


def _plural(form: pl.Expr) -> pl.Expr:
    """Names of things have a plural; a name that is also a word has not, because that is mostly the word's."""
    fits = (
        pl.col("kind").is_in(_PLURAL_KINDS)
        & (~pl.col("is_ambiguous") | form.str.contains(r"\p{Lu}{2}$"))
        & form.str.contains(r"[\pL]{2}$")
        & ~form.str.contains(r"(?i)[sxz]$")
    )
    ending_in_y = form.str.contains(r"[^aeiouAEIOU]y$") & form.str.contains(r"^\p{Ll}|\s\p{Ll}")
    plural = pl.when(ending_in_y).then(form.str.replace(r"y$", "ies")).otherwise(form + "s")
    return pl.when(fits).then(plural)


def _spelled(form: pl.Expr) -> pl.Expr:
    """Letter by letter, as recognisers write what is spoken so: `N L P`, `G P T 4`."""
    letters = form.str.replace_all(r"\b(\p{Lu})(\p{Lu})(\p{Lu})(\p{Lu})(\p{Lu})\b", "$1 $2 $3 $4 $5")
    letters = letters.str.replace_all(r"\b(\p{Lu})(\p{Lu})(\p{Lu})(\p{Lu})\b", "$1 $2 $3 $4")
    letters = letters.str.replace_all(r"\b(\p{Lu})(\p{Lu})(\p{Lu})\b", "$1 $2 $3")
    letters = letters.str.replace_all(r"\b(\p{Lu})(\p{Lu})\b", "$1 $2")
    # `I I think`, `OK. I think`: who stammers spells nothing.
    return pl.when(~letters.str.contains(r"\b[IK] I\b")).then(letters)


def _numbers(form: pl.Expr) -> pl.Expr:
    """Numbers as words (`Llama two`, `GPT three point five`), or number words as digits (`7 Sisters`)."""
    spoken = form.str.replace_all(r"(\d)\.(\d)", "$1 point $2").str.replace_all(r"(\pL)(\d)", "$1 $2")
    spoken = spoken.str.replace_all(r"(\d)(\pL)", "$1 $2")
    counted = _spaced(form)
    for number, word in enumerate(NUMBER_WORDS):
        spoken = spoken.str.replace_all(rf"\b{number}\b", word)
        counted = counted.str.replace_all(rf"(?i)\b{word}\b", str(number))
    has_digits, has_words = (
        _spaced(form).str.contains(r"\d"),
        _spaced(form).str.contains(rf"(?i)\b(?:{'|'.join(NUMBER_WORDS)})\b"),
    )
    return pl.when(has_digits).then(spoken).when(has_words).then(counted)


def _inflected(form: pl.Expr) -> pl.Expr:
    """Return the list of a German name's forms by case: `der Deutschen Bahn`."""
    return pl.concat_list([form.str.replace(_ADJECTIVE, f"${{1}}{ending}${{2}}") for ending in _ENDINGS])


def _plain(forms: pl.Series) -> pl.Series:
    """Return the forms without accents, for sources that know none; null where there are none anyway."""
    wide = ~forms.str.contains(r"^[\x00-\x7f]*$")
    plain = [_unaccented(form) if is_wide else None for form, is_wide in zip(forms, wide, strict=True)]
    return pl.Series(plain, dtype=pl.String)


def _unaccented(form: str) -> str | None:
    bare = "".join(char for char in unicodedata.normalize("NFKD", form) if not unicodedata.combining(char))
    return bare if bare != form else None
