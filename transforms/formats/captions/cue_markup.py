"""Markup inside cue text: tags and override codes are blanked out, character references resolved, voices found."""

from __future__ import annotations

import html
import re

from transforms.formats.captions.cues import BLANK, resolved

# `<v Name>` stays: it says who speaks. Other angle brackets are words ("<laughs>", "a < b") unless they are tags by
# name, with classes (`<c.loud>`), attributes (`<font color="red">`) or nothing.
_NAMES = "b|i|u|s|c|em|strong|font|span|ruby|rtc?|rp|lang|color|size|small|big|a|q|strike|del|wbr"
_REST = r"(?:\.[^\s<>]*)?(?:\s[^<>\n=]*=[^<>\n]*|\s*/?)>"
_OWN = rf"/?(?:{_NAMES}){_REST}|lang\s[\w-]{{1,40}}>|\d[\d:.,]*>|/?v(?:\.[^\s<>]*)?\s*>"
# What follows the first sign of each. Tags in a row are one match, possessively: each is a whole tag, so there is
# nothing to go back to.
_TAG = rf"(?=[^<>\n]*+>)(?:{_OWN})"
_BREAK = rf"/?(?:br|p|div){_REST}"
_OVERRIDE = r"\\[^{}\n]*\}"
_REFERENCE = r"(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,24});"
# Begins with a set of signs, so that the search skips to them. A run of angle brackets is passed over in one step.
_MARKUP = re.compile(
    rf"[<{{&](?:(?<=<)(?:<*(?=<)|{_TAG}(?:<{_TAG})*+|({_BREAK}))|(?<=\{{){_OVERRIDE}|(?<=&){_REFERENCE})", re.I
)
_VOICE_END = BLANK * len("</v>")
VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>\n]{0,200})>", re.I)


def blank_markup(text: str) -> str:
    r"""Return `text` without markup but of the same length: markup becomes `BLANK`, `<br>` a line end.

    Voice tags with a name are left in place.

    >>> blank_markup("<i>so</i> &amp; <v Ann>{\\an8}on")
    '\x00\x00\x00so\x00\x00\x00\x00 &\ufdd0\ufdd0\ufdd0\ufdd0 <v Ann>\x00\x00\x00\x00\x00\x00on'
    """
    if "\\N" in text:
        # A line end of ASS, where files were made of such.
        text = text.replace("\\N", "\n" + BLANK)
    if "<" in text:
        # The ends of voice tags are by far the most frequent tags: they go at once.
        text = text.replace("</v>", _VOICE_END)
    has_tags = "<" in text and text.count("<") > text.count("<v ")
    return _MARKUP.sub(_blank, text) if has_tags or "&" in text or ("{" in text and "{\\" in text) else text


def _blank(match: re.Match[str]) -> str:
    found = match[0]
    if found[-1] == "<":
        return found
    if found[0] == "&":
        meaning = html.unescape(found)
        return resolved(found, meaning) if meaning != found else found
    return ("\n" if match[1] else BLANK).ljust(len(found), BLANK)
