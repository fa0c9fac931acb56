"""Pages that a server sent in place of what was asked for: errors, log-ins, checks for robots."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.formats.markup.page_blocks import Page

_MOST_WORDS, _MOST_SIGNS = 250, 10_000
_STATUS = re.compile(
    r"\W*(?:error\W*)?(?:4\d\d|5\d\d)\b|.*\b(?:too many requests|not found|forbidden|access denied|bad gateway|"
    r"service (?:temporarily )?unavailable|internal server error|gateway time-?out|bad request|unauthori[sz]ed|"
    r"just a moment|attention required|page (?:not|no longer) (?:found|available|exists?)|moved permanently|"
    r"(?:log|sign) ?in(?: to .*)?$|login|are you (?:a )?(?:robot|human)|verify you are human|captcha|"
    r"security check|rate limit|site (?:maintenance|not found)|session (?:has )?expired|redirecting|"
    r"domain (?:is )?for sale|this page (?:could not|couldn.t|can.t) be|unsupported browser)",
    re.I | re.S,
)
_PLEA = re.compile(
    r"please (?:log|sign) in|log in to (?:continue|view|read)|sign in to (?:continue|view|read)|enable javascript|"
    r"javascript is (?:disabled|required)|you need to enable|rate limit exceeded|checking your browser|"
    r"this content is (?:for|available to) (?:paid )?(?:subscribers|members)|subscribe to (?:continue|read)",
    re.I,
)


def error_words(page: Page) -> str | None:
    """Return the words by which a short page shows that it is an error or a closed door, None for any other page."""
    texts = [block.words.text.strip() for block in page.blocks]
    if sum(map(len, texts)) > _MOST_SIGNS or sum(len(text.split()) for text in texts) > _MOST_WORDS:
        return None
    titles = [kept.text.strip() for kept in page.kept if kept.name == "title"][:1]
    heads = [block.words.text.strip() for block in page.blocks if block.name in {"h1", "h2"}][:2]
    for title in [*titles, *heads]:
        if _STATUS.match(title[:200]):
            return title
    shown = " ".join(texts)
    found = _PLEA.search(shown)
    return found[0] if found is not None else None
