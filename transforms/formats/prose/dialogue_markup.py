r"""Dialogues in the markup of wikis (`'''Ann:''' so`) and of LaTeX (`\textbf{Ann:} so`), put into Markdown's.

No character moves: what the markup takes more room for is filled with spaces, lines of it alone with a rule.
"""

from __future__ import annotations

import re

_WIKI_LABEL = re.compile(r"^[ \t]*+(?:<p>)?[:;*]{0,4}[ \t]*+'''(?!')([^\n']{1,80})'''(?!')[ ]?(:?)", re.M)
_WIKI_BOLD = re.compile(r"'{5}|'''?")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,80}\|)?([^\[\]|\n]{1,80})\]\]")
_WIKI_HEADING = re.compile(r"^(={1,5})(?=[ ]?[^=\n])([^=\n]{1,120})={1,5}[ \t]{0,20}$", re.M)
_WIKI_LINE = re.compile(
    r"^[ \t]*(?:\{\{[^\n]{0,400}\}\}|\[\[(?:Category|File|Image):[^\n]{0,400}\]\])[ \t]*$", re.M | re.I
)
_LATEX = re.compile(r"\\(?:documentclass|begin)\b")
_LATEX_LABEL = re.compile(
    r"^[ \t]*\\(?:(?:textbf|textsc|emph|textit|speak|speaker|says?|character|name)\{([^{}\n]{1,60})\}"
    r"|item\[([^\[\]\n]{1,60})\])([:.]?)",
    re.M,
)
_LATEX_TITLE = re.compile(r"^[ \t]*\\title\{([^{}\n]{1,200})\}", re.M)
_LATEX_LINE = re.compile(
    r"^[ \t]*(?:%[^\n]*|\\[a-zA-Z]{1,40}\*?(?:\[[^\[\]\n]{0,200}\])?(?:\{[^{}\n]{0,200}\}){0,3}[ \t]*)$", re.M
)
_LATEX_NOISE = re.compile(
    r"\\\\(?:\[[^\[\]\n]{0,20}\])?[ \t]*$|(?<!\\)%[^\n]*$|\\(?:emph|text(?:it|bf|sc))(?=\{)"
    r"|\\(?:par|noindent|smallskip|medskip)\b|\\(?=[%&#_$])",
    re.M,
)
_FEWEST = 3
_HEAD = 20_000


def with_usual_markup(text: str) -> str:
    r"""Return `text`, as long as it was, with the labels of such a dialogue as Markdown would have them. Linear time.

    >>> with_usual_markup("'''Ann:''' So.\n'''Bo:''' We.\n'''Ann:''' Do.\n").split()[0]
    '**Ann:**'
    """
    if "'''" in text:
        text = _of_wiki(text)
    if "\\" in text and _LATEX.search(text, 0, _HEAD):
        text = _of_latex(text)
    return text


def _of_wiki(text: str) -> str:
    if sum(1 for _ in _WIKI_LABEL.finditer(text)) < _FEWEST:
        return text
    text = _WIKI_LINE.sub(_rule, text)
    text = _WIKI_LABEL.sub(_wiki_label, text)
    text = _WIKI_HEADING.sub(lambda match: f"{'#' * len(match[1])}{match[2]}".ljust(len(match[0])), text)
    text = _WIKI_LINK.sub(lambda match: match[1].ljust(len(match[0])), text)
    return _WIKI_BOLD.sub(lambda match: " " * len(match[0]), text)


def _wiki_label(match: re.Match[str]) -> str:
    label = _WIKI_LINK.sub(r"\1", match[1])
    return f"**{label}**{match[2]}".ljust(len(match[0]))


def _of_latex(text: str) -> str:
    if sum(1 for _ in _LATEX_LABEL.finditer(text)) < _FEWEST:
        return text
    text = _LATEX_LABEL.sub(_latex_label, text)
    text = _LATEX_TITLE.sub(lambda match: f"Title: {match[1]}".ljust(len(match[0])), text)
    text = _LATEX_LINE.sub(_rule, text)
    return _LATEX_NOISE.sub(lambda match: " " * len(match[0]), text)


def _latex_label(match: re.Match[str]) -> str:
    label = (match[1] or match[2]).rstrip(":. ")
    return f"{label}: ".rjust(len(match[0]))


def _rule(match: re.Match[str]) -> str:
    return "-" * len(match[0])
