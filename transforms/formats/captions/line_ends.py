"""One kind of line end, without moving a single character."""

from __future__ import annotations


def unify(text: str) -> str:
    r"""Return `text` with `\n` as its only line end and without byte order marks, of the same length.

    Offsets into the result are offsets into `text`: what a line end is too long by becomes spaces before it.
    U+0085, U+2028, form feeds and the like end no lines in captions.

    >>> unify("a\r\nb\rc\r\r\nd\ufeff")
    'a \nb\nc  \nd '
    """
    if "\r" in text:
        text = text.replace("\r\r\n", "  \n").replace("\r\n", " \n").replace("\r", "\n")
    return text.replace("\ufeff", " ")


def is_blank_line_end(text: str) -> bool:
    r"""Return whether unified `text` ends with an empty line (` ` is what a `\r\n` leaves of one).

    >>> is_blank_line_end("a\n\n"), is_blank_line_end("a \n \n"), is_blank_line_end("a\n")
    (True, True, False)
    """
    return text.endswith(("\n\n", "\n \n", "\n  \n"))
