"""Sentences with exact offsets: sentencex finds the candidates, a few newswire rules add and remove boundaries.

sentencex keeps quotations whole and breaks inside ``D-N.Y.`` or ``9:30 a.m. Monday``. It is therefore asked twice, once with
quotation marks and brackets blanked out so that sentences inside a quotation are found too, and the boundaries that it
takes for abbreviations are offered again; each must then pass the rules of ``summarize.abbreviations``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

from summarize.abbreviations import ends_in_open_abbreviation, may_follow_stop

_MARKS = re.compile(r"[\"“”«»()\[\]]|(?<!\w)['‘’]|['‘’](?!\w)")
_CLOSING = ")]\"”’'»"
_STOPS = ".!?…。！？"
_ATTACHED = re.compile(r"[a-z]{2}[)\]]?[.!?…]+[)\]\"”’'»]*$")
_STOP = re.compile(r"(?<![^\s(“\"‘'])([A-Za-z.]{1,20})[.!?][)\"”’']*(?=\s+[\"“‘(]?[A-Z])")
_OPENING = re.compile(r"[\"“‘'«(\[–—•\-\s]*")
_LOWER_CASED_NAME = re.compile(r"(?:i|e|x)[A-Z]|(?:al|el)-[A-Z]|(?:de|di|da|von|van|bin|le|la) [A-Z]")
_MARKER = re.compile(r"\(?\d{1,2}[.)]|[•*–-]")
_STRAIGHT_OPENING = re.compile(r"[\"'](?=\w)")
_SPEECH = (
    "said|says|asked|asks|added|told|wrote|writes|replied|answered|cried|shouted|exclaimed|wondered|tweeted|posted|recalled|"
    "explained|continued|joked|yelled|declared|thundered|quipped|demanded|screamed|noted|insisted|concluded"
)
_SPEAKER = re.compile(rf"(?:[A-Z][\w.’'-]*,?\s+){{1,4}}(?:{_SPEECH})\b")
_QUOTED_QUESTION = re.compile(r"(?:[!?…]|\.\.\.)[\"”’']+$")
_BLANK = re.compile(r"\s")
_STRETCH = 10_000
_WORD = re.compile(r"\w")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each sentence of ``text``, in order, without the white space around it.

    A blank line always ends a sentence, a single line break does not (the text may be hard-wrapped).
    """
    spans: list[tuple[int, int]] = []
    for start, end in _trimmed(text, _candidates(text)):
        if spans and _joins(text, spans[-1], start, end):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _candidates(text: str) -> list[int]:
    """Return every offset where a sentence may begin, sentencex's own and others, then the text's end."""
    offsets = {0, len(text)}
    for variant in {text, _MARKS.sub(" ", text)}:
        for start, stretch in _stretches(variant):
            for boundary in get_sentence_boundaries("en", stretch):
                offsets.add(_after_closing_marks(text, start + boundary["end_index"]))
    offsets.update(
        match.end()
        for match in _STOP.finditer(text)
        if may_follow_stop(match.group(1), text[match.end() : match.end() + 30].lstrip(' \n"“‘('))
    )
    return sorted(offsets)


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    """Yield the text in stretches that end at white space, because sentencex takes quadratic time on long ones."""
    start = 0
    while start < len(text):
        found = _BLANK.search(text, start + _STRETCH)
        end = found.end() if found else len(text)
        yield start, text[start:end]
        start = end


def _after_closing_marks(text: str, offset: int) -> int:
    """Move a boundary behind the closing marks that belong to the sentence before it, and before the opening ones after it."""
    floor = max(0, offset - 8)
    while offset > floor and (text[offset - 1] in "\"“‘'«([" or text[offset - 1].isspace()):
        if text[offset - 1] in "\"'" and offset > 1 and not text[offset - 2].isspace():
            break
        offset -= 1
    while offset < len(text) and text[offset] in "\"”’')]»" and not _STRAIGHT_OPENING.match(text, offset):
        offset += 1
    return offset


def _trimmed(text: str, offsets: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches between the offsets, trimmed of white space, leaving out empty ones."""
    for begin, stop in pairwise(offsets):
        piece = text[begin:stop]
        stripped = piece.strip()
        if stripped:
            start = begin + len(piece) - len(piece.lstrip())
            yield start, start + len(stripped)


def _joins(text: str, left: tuple[int, int], start: int, end: int) -> bool:
    """Say whether the candidate at ``start`` goes on with the sentence before it."""
    gap = text[left[1] : start]
    if gap.count("\n") > 1:
        return False
    before, after = text[max(left[0], left[1] - 60) : left[1]], text[start : min(end, start + 80)]
    if before.rstrip(_CLOSING)[-1:] not in _STOPS or not _WORD.search(after) or _MARKER.fullmatch(text, left[0], left[1]):
        return True
    if not gap and not (_ATTACHED.search(before) and re.match(r"[\"“‘(]?[A-Z][a-z’']|[\"“‘(][A-Z]", after)):
        return True
    core = after[len(_first_mark(after)) :]
    if core[:1].islower() and not _LOWER_CASED_NAME.match(core):
        return True
    if _QUOTED_QUESTION.search(before) and text[left[0]] in "\"“‘'" and _SPEAKER.match(after):
        return True
    return ends_in_open_abbreviation(before, core, quoted=core != after)


def _first_mark(text: str) -> str:
    """Return the quotation marks, brackets and dashes that ``text`` begins with."""
    match = _OPENING.match(text)
    return match.group() if match else ""
