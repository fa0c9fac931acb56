"""Markup as a stream of tokens with their place in the document: the same for XML and HTML."""

from __future__ import annotations

import re

START, END, TEXT = 1, 2, 3
Attributes = dict[str, str]
# (kind, name of the element or decoded text, attributes of a start, first and last-plus-one code point)
Token = tuple[int, str, Attributes, int, int]
NO_ATTRIBUTES: Attributes = {}

_NAMESPACES = {
    "www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "podcastindex.org/namespace/1.0": "podcast",
    "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "purl.org/rss/1.0/modules/content": "content",
    "www.w3.org/2005/atom": "atom",
    "podlove.org/simple-chapters": "psc",
    "www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "search.yahoo.com/mrss": "media",
    "purl.org/dc/elements/1.1": "dc",
    "www.w3.org/xml/1998/namespace": "xml",
}
_SCHEME = re.compile(r"^https?://|/+$", re.I)


class Names:
    """Element and attribute names as one document means them: lower case, with the customary prefix.

    A prefix stands for its namespace: `<x:person xmlns:x="https://podcastindex.org/namespace/1.0">` is
    `podcast:person`. Prefixes of unknown namespaces stay as they are.
    """

    def __init__(self) -> None:
        self._prefixes: dict[str, str] = {}
        self._known: dict[str, str] = {}

    def __call__(self, raw: str) -> str:
        """Return the name that stands for `raw` in this document."""
        found = self._known.get(raw)
        if found is None:
            prefix, colon, local = raw.lower().rpartition(":")
            found = self._known[raw] = f"{self._prefixes.get(prefix, prefix)}{colon}{local}"
        return found

    def declare(self, attributes: Attributes) -> None:
        """Take in the namespace prefixes that an element declares."""
        for name, address in attributes.items():
            if name.startswith("xmlns:"):
                customary = _NAMESPACES.get(_SCHEME.sub("", address.strip()).lower())
                if customary is not None and name[6:] != customary:
                    self._prefixes[name[6:]] = customary
                    self._known.clear()
