"""What each stretch of a pasted article is: headline, byline, subhead, caption, page text or prose.

The text is cut into blocks (a paragraph, or one line where the text has no blank lines), and each block gets one kind. Whatever
is not clearly something else is prose: losing a sentence is worse than keeping a caption.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from string import whitespace
from typing import Literal

from summarize.boilerplate import begins_as_page_text, is_page_text, word_count, words_of
from summarize.datelines import is_byline, slash_prefix_end
from summarize.types import Span

Kind = Literal["headline", "subhead", "boilerplate", "prose"]

_SPACE = f"{whitespace}\u00a0\u2028\u2029\u200b\u2009\u202f\u3000\ufeff"
_LINE = re.compile(r"[^\n\f\v]+")
_BULLET = re.compile(r"\s*(?:[-–—•·*▪●◦‣►»■]|\(?\d{1,2}[.)])\s+(?=\S)")
_TERMINAL = re.compile(r"[.!?…。！？:;,—–][\"”’'»)\]*]*$|\bsaid$")
_QUESTION = re.compile(r"[!?][\"”’']*$")
_INNER_END = re.compile(r"[a-z\d%)][.!?][\"”’']?\s+[\"“‘]?[A-Z]")
_SMALL = "a an and as at but by for from in into is nor of off on or over per the to up via vs with"
_SMALL_WORDS = frozenset(_SMALL.split())
_MAX_HEADLINE_WORDS = 25
_MAX_SUBHEAD_WORDS = 14
_MAX_PAGE_WORDS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or a line of the article, and what it is."""

    start: int
    end: int
    kind: Kind


def find_blocks(text: str) -> list[Span]:
    """Return the paragraphs of ``text`` without the white space around them; hard-wrapped lines are put back together."""
    lines: list[Span] = []
    for match in _LINE.finditer(text):
        whole = match.group()
        stripped = whole.strip(_SPACE)
        if stripped:
            start = match.start() + len(whole) - len(whole.lstrip(_SPACE))
            lines.append(Span(start=start, end=start + len(stripped)))
    width = _wrap_width(text, lines)
    if not width:
        return lines
    blocks: list[Span] = []
    for previous, line in zip([None, *lines], lines, strict=False):
        if previous and _is_continued(text, previous, line, width):
            blocks[-1] = Span(start=blocks[-1].start, end=line.end)
        else:
            blocks.append(line)
    return blocks


def is_bullet(text: str, block: Span) -> bool:
    """Say whether the block begins with a bullet or a number."""
    return bool(_BULLET.match(text, block.start, block.end))


def after_bullet(text: str, start: int, end: int) -> int:
    """Return where the block's text begins after its bullet or number."""
    match = _BULLET.match(text, start, end)
    return match.end() if match else start


def is_sentence_like(text: str, block: Span) -> bool:
    """Say whether the block is long enough and ends as a sentence does."""
    return bool(_TERMINAL.search(text, max(block.start, block.end - 6), block.end)) and block.end - block.start > 60


def classify_blocks(text: str, spans: list[Span], title: str | None) -> list[Block]:
    """Give each block its kind; ``title`` is the article's given title, if it has one."""
    unpunctuated = _writes_without_stops(text, spans)
    kinds: list[Kind] = []
    in_head, has_headline = True, False
    for number, span in enumerate(spans):
        block = text[span.start : span.end]
        kind = _kind_of(block, span, text, unpunctuated=unpunctuated)
        if in_head and (kind != "boilerplate" or (not title and _may_be_headline(block))):
            alone = number == len(spans) - 1
            kind = _kind_in_head(block, kind, title, has_headline=has_headline, alone=alone)
            has_headline = has_headline or kind == "headline"
            title = title or _headline_in(text, span, kind)
            in_head = kind != "prose" or word_count(block) < 12
        elif title and _same_words(block, title):
            kind = "headline"
        kinds.append(kind)
    return [Block(start=span.start, end=span.end, kind=kind) for span, kind in zip(spans, kinds, strict=True)]


def _wrap_width(text: str, lines: list[Span]) -> int:
    """Return the width at which the text was hard-wrapped, 0 where it was not."""
    inner = [
        (line.end - line.start, _first_word_length(text, after))
        for line, after in pairwise(lines)
        if text.count("\n", line.end, after.start) == 1
    ]
    if len(inner) < 2:
        return 0
    lengths = sorted(length for length, _ in inner)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    if not 30 <= width <= 130:
        return 0
    if sum(length > 1.15 * width for length in lengths) > 0.05 * len(lengths):
        return 0
    full = sum(length + 1 + word > 0.93 * width for length, word in inner)
    stops = sum(bool(_TERMINAL.search(text, max(line.start, line.end - 4), line.end)) for line in lines)
    return width if full >= 0.6 * len(inner) and stops < 0.7 * len(lines) else 0


def _first_word_length(text: str, line: Span) -> int:
    """Return the length of the first word of a line."""
    return len(text[line.start : min(line.end, line.start + 60)].split(None, 1)[0])


def _is_continued(text: str, previous: Span, line: Span, width: int) -> bool:
    """Say whether ``line`` goes on with the paragraph of the line before it."""
    gap = text[previous.end : line.start]
    if gap.count("\n") != 1 or (is_bullet(text, line) and not text[line.start].isdigit()):
        return False
    if len(gap.partition("\n")[2]) >= 2 and _TERMINAL.search(text, max(previous.start, previous.end - 6), previous.end):
        return False
    ends = _TERMINAL.search(text, max(previous.start, previous.end - 6), previous.end)
    return previous.end - previous.start + 1 + _first_word_length(text, line) > (width if ends else 0.8 * width)


def _writes_without_stops(text: str, spans: list[Span]) -> bool:
    """Say whether most of the text stands in blocks without a full stop, so that its absence means nothing."""
    total = sum(span.end - span.start for span in spans)
    open_ended = sum(s.end - s.start for s in spans if not _TERMINAL.search(text, max(s.start, s.end - 6), s.end))
    return open_ended > 0.6 * total


def _kind_of(block: str, span: Span, text: str, *, unpunctuated: bool) -> Kind:
    """Return what a block is by itself, wherever it stands."""
    words = word_count(block)
    several = bool(_INNER_END.search(block) and _TERMINAL.search(block[-6:]))
    if is_byline(block) or (begins_as_page_text(block) if several else words <= _MAX_PAGE_WORDS and is_page_text(block)):
        return "boilerplate"
    if slash_prefix_end(text, span.start, span.end) > span.start:
        return "prose"
    if _TERMINAL.search(block[-6:]):
        return "subhead" if _is_heading_with_mark(block, words) else "prose"
    if words <= _MAX_SUBHEAD_WORDS and is_title_case(block):
        return "subhead"
    if _INNER_END.search(block) or words > 60:
        return "prose"
    if words <= 8:
        return "subhead"
    return "prose" if unpunctuated or words > 40 else "boilerplate"


def _is_heading_with_mark(block: str, words: int) -> bool:
    """Say whether a block that ends in ``?``, ``!`` or ``:`` is a subhead all the same."""
    if block.endswith(":"):
        return words <= 4
    return bool(_QUESTION.search(block)) and words <= _MAX_SUBHEAD_WORDS and block[0].isalnum() and is_title_case(block)


def _kind_in_head(block: str, kind: Kind, title: str | None, *, has_headline: bool, alone: bool) -> Kind:
    """Return what a block above the body is, given what it is by itself."""
    if title and _same_words(block, title):
        return "headline"
    if not alone and word_count(block) <= _MAX_PAGE_WORDS and is_page_text(block):
        return "boilerplate"
    if kind == "prose" and _TERMINAL.search(block[-6:]) and not (_QUESTION.search(block) and is_title_case(block)):
        return kind
    words = word_count(block)
    if alone or words > _MAX_HEADLINE_WORDS:
        return kind
    if not has_headline and not title:
        return "headline" if words >= 3 else "subhead"
    return "subhead" if kind == "subhead" and is_title_case(block) and "|" not in block else "boilerplate"


def _may_be_headline(block: str) -> bool:
    """Say whether a line without a stop that opens the article has a headline's length and is no byline or page text."""
    return 5 <= word_count(block) <= _MAX_HEADLINE_WORDS and block[0].isalnum() and not (is_byline(block) or is_page_text(block))


def _headline_in(text: str, span: Span, kind: Kind) -> str | None:
    """Return the headline that a block is or, before slashes, begins with."""
    if kind == "headline":
        return text[span.start : span.end]
    prefix = slash_prefix_end(text, span.start, span.end)
    return text[span.start : prefix].split("/")[0].strip() if prefix > span.start else None


def _same_words(block: str, title: str) -> bool:
    """Say whether a block is the title over again."""
    if abs(len(block) - len(title)) > 20:
        return False
    return [w.lower() for w in words_of(block)] == [w.lower() for w in words_of(title)]


def is_title_case(block: str) -> bool:
    """Say whether nearly all words of the block begin with a capital, as in a headline."""
    words = [word for word in words_of(block) if word.lower() not in _SMALL_WORDS]
    capitals = sum(not word[0].islower() for word in words)
    return len(words) >= 1 and capitals >= 0.8 * len(words)
