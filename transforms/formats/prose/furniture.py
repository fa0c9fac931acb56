"""Lines of a page that nobody says and that tell nothing: where the text ends, what shares it."""

from __future__ import annotations

import re

_ENDS = re.compile(
    r"[\s\[(*_#=~<-]*(?:(?:the )?end|fin|fine|fim|ende|einde|end of (?:the )?(?:transcript(?:ion)?|recording|interview"
    r"|episode|audio|show|file|tape))[\s\])*_#=~>-]*|-30-|[*#~•· ]{3,}",
    re.I,
)
_SHARES = re.compile(r"share(?: this| on| via| it|:)(?:[ ]\w+){0,3}:?|share", re.I)
_SHARED_TO = re.compile(
    r"(?:share on |tweet this|follow us on )?(?:twitter|x|facebook|linkedin|e-?mail|whatsapp|reddit|pinterest|telegram"
    r"|mastodon|bluesky|threads|instagram|pocket|tumblr|tweet|like|pin|print|copy(?: link)?|link|embed|loading)[.… ]*",
    re.I,
)
# What a page asks its readers to do.
_CALLS = re.compile(
    r"\W*(?:subscribe\b|follow (?:us|me|along|the show)\b|find us\b|listen (?:on|to)\b|sign up\b"
    r"|support (?:us|the|this)\b|leave (?:us )?a\b|rate (?:and|us)\b|download\b|copyright\b|©"
    r"|(?:produced|hosted|edited|transcribed|music|theme)(?: and \w+)? by\b|transcript (?:by|provided)\b|visit\b"
    r"|join (?:our|the|us)\b|donate\b|get in touch\b|contact us\b|all rights reserved)",
    re.I,
)


def ends_text(line: str) -> bool:
    """Return whether a line says that the text ends here: `END`, `[End of transcript]`, `***`."""
    return bool(line.strip()) and _ENDS.fullmatch(line) is not None


def opens_sharing(line: str) -> bool:
    """Return whether a line stands above a page's buttons for sharing it."""
    return _SHARES.fullmatch(line.strip()) is not None


def is_shared_to(line: str) -> bool:
    """Return whether a line is the name of a place that a page is shared to."""
    return _SHARED_TO.fullmatch(line.strip()) is not None


def calls_readers(line: str) -> bool:
    """Return whether a line asks the readers of a page for something, or gives its credits."""
    return _CALLS.match(line) is not None


def is_furniture(line: str) -> bool:
    """Return whether a line ends the text or shares it."""
    return ends_text(line) or opens_sharing(line) or is_shared_to(line)
