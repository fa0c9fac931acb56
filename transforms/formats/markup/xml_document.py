"""What holds for every XML format: what is refused before it is read, and what is said of one that is malformed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.markup.prolog import read_prolog
from transforms.formats.markup.tree import Node, grow
from transforms.formats.markup.xml_tokens import XmlTokens
from transforms.parsed import Account, Parsed, rejected

if TYPE_CHECKING:
    from transforms.document import Document


def refused(name: str, document: Document) -> Parsed | None:
    """Return the reject of a document that declares entities of its own, None for any other."""
    prolog = read_prolog(document.head)
    if not prolog.has_entities:
        return None
    excerpt = document.head[prolog.start : prolog.start + 120] or document.head[:120]
    return rejected(name, "xml_entities_forbidden", "document type", excerpt, "the document declares entities")


def too_deep(name: str, document: Document) -> Parsed:
    """Return the reject of a document whose elements are nested deeper than the limit."""
    detail = f"more than {document.limits.depth} elements deep"
    return rejected(name, "html_too_deep", "elements", document.head[:120], detail)


def warn_malformed(parsed: Parsed, tokens: XmlTokens) -> None:
    """Report where a document is not well-formed: what could be told apart was read all the same."""
    if tokens.malformed is not None:
        parsed.warn("xml_malformed", f"character {tokens.malformed.place}", tokens.malformed.detail)


def read_tree(name: str, document: Document, parsed: Parsed) -> Node | Parsed:
    """Return the tree of an XML document, or the reject that says why there is none; warnings go to `parsed`."""
    if (refusal := refused(name, document)) is not None:
        return refusal
    tokens = XmlTokens(document.text)
    root = grow(tokens, document.limits.depth)
    if root is None:
        return too_deep(name, document)
    warn_malformed(parsed, tokens)
    return root


def account_markup(parsed: Parsed, root: Node, length: int) -> None:
    """Account for everything but the text between tags."""
    reached = 0
    for text in root.texts():
        parsed.account(reached, text.start, "markup")
        reached = text.end
    parsed.account(reached, length, "markup")


def account_texts(parsed: Parsed, node: Node, role: Account) -> None:
    """Account for the text inside an element."""
    for text in node.texts():
        parsed.account(text.start, text.end, role)
