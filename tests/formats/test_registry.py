"""The registry: the surest format answers, and a text that none takes is said to be unknown."""

from __future__ import annotations

from transforms.document import Document
from transforms.formats import captions, markup, prose, records, registry, research


def test_a_text_that_no_format_takes_is_rejected() -> None:
    parsed = registry.parse(Document("0" * 16, "a.txt", "words"), formats=())
    assert (parsed.status, parsed.reason) == ("rejected", "unknown_format")


def test_white_space_is_an_empty_file() -> None:
    parsed = registry.parse(Document("0" * 16, "a.txt", " \n\u00a0\t\n"))
    assert (parsed.status, parsed.reason) == ("rejected", "empty_file")


def test_every_package_offers_formats() -> None:
    for package in (records, markup, captions, research, prose):
        assert package.FORMATS
    assert len(registry.FORMATS) == sum(
        len(package.FORMATS) for package in (records, markup, captions, research, prose)
    )
