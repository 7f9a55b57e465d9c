"""The bullet box that an article may already carry ("Quick Looks", "Key Takeaways"): found, split off and taken apart.

Bullets are never made from it, and evaluation takes its references from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from summarize.boilerplate import word_count
from summarize.layout import after_bullet, is_bullet, is_sentence_like
from summarize.types import Box, BoxItem, Span

_HEADING = re.compile(
    r"[\W_]*(?:[^\n]{1,90}?\s*[:–—|-]\s*)?(?:the\s+)?(?:quick looks?|key takeaways?|key points|main points|key facts|key details|"
    r"(?:story |article |top )?highlights|at a glance|takeaways|main takeaways|in brief|quick facts|fast facts|the gist|tl;?dr|"
    r"what (?:you need )?to know|summary|bottom line)[\W_]*",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?:\*\*|__)?([^\W_][^:\n]{1,60}?)(?:\*\*|__)?:(?:\*\*|__)?\s+(\S.*)", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?]\s")
_MAX_ITEMS = 15
_MAX_LABEL_WORDS = 6


def split_box(text: str, blocks: list[Span]) -> tuple[Box | None, list[Span], list[Span]]:
    """Split the article's bullet box off from the rest of its blocks.

    Returns the box (None where there is none), the blocks without it, and the stretches of any further boxes, which are left
    out of the blocks too. A bullet list that stands above all prose is a box without a heading.
    """
    boxes: list[Box] = []
    rest: list[Span] = []
    number = 0
    while number < len(blocks):
        count = _count_items(text, blocks, number) if _is_heading(text, blocks[number]) else 0
        if count >= 2:
            boxes.append(_make_box(text, blocks[number], blocks[number + 1 : number + 1 + count]))
            number += count
        else:
            rest.append(blocks[number])
        number += 1
    if boxes:
        return boxes[0], rest, [box.span for box in boxes[1:]]
    return *_split_leading_list(text, blocks), []


def _is_heading(text: str, block: Span) -> bool:
    """Say whether the block is the heading of a box, such as "Trump-Xi Tensions: Quick Looks"."""
    return block.end - block.start <= 120 and bool(_HEADING.fullmatch(text, block.start, block.end))


def _split_leading_list(text: str, blocks: list[Span]) -> tuple[Box | None, list[Span]]:
    """Split off three or more bullets that stand above all prose, where more prose than that follows."""
    first = _leading(not is_bullet(text, block) for block in blocks[:5])
    count = _leading(is_bullet(text, block) for block in blocks[first : first + _MAX_ITEMS])
    after = blocks[first + count :]
    if count < 3 or any(is_sentence_like(text, block) for block in blocks[:first]):
        return None, blocks
    if sum(b.end - b.start for b in after) <= blocks[first + count - 1].end - blocks[first].start:
        return None, blocks
    return _make_box(text, None, blocks[first : first + count]), blocks[:first] + after


def _count_items(text: str, blocks: list[Span], heading: int) -> int:
    """Return how many blocks after the heading are the box's bullets."""
    items = blocks[heading + 1 : heading + 1 + _MAX_ITEMS + 1]
    bulleted = _leading(is_bullet(text, item) for item in items)
    if bulleted:
        return min(bulleted, _MAX_ITEMS)
    labelled = _leading(_label_of(text[item.start : item.end]) is not None for item in items)
    if labelled >= 2:
        return labelled
    gaps = [text.count("\n", a.end, b.start) for a, b in zip(blocks[heading : heading + len(items)], items, strict=True)]
    tight = _leading(gap == 1 for gap in gaps[1:]) + 1
    short = all(word_count(text[item.start : item.end]) <= 35 for item in items[:tight])
    return tight if 2 <= tight < min(len(items), 9) and short else 0


def _leading(flags: Iterable[bool]) -> int:
    """Return how many flags are true before the first false one."""
    return sum(1 for _ in takewhile(bool, flags))


def _make_box(text: str, heading: Span | None, items: list[Span]) -> Box:
    """Put the box together from its heading and its bullets."""
    points = [" ".join(text[after_bullet(text, item.start, item.end) : item.end].split()) for item in items]
    labels = [_label_of(point) for point in points]
    if sum(label is not None for label in labels) * 2 < len(points):
        labels = [None] * len(points)
    return Box(
        span=Span(start=(heading or items[0]).start, end=items[-1].end),
        heading=text[heading.start : heading.end].strip("*_# ") if heading else "",
        items=tuple(_make_item(point, label) for point, label in zip(points, labels, strict=True)),
    )


def _label_of(point: str) -> str | None:
    """Return the words before the colon where they are few enough to be a label."""
    match = _LABELLED.match(point) if len(point) <= 700 else None
    if not match or word_count(match.group(1)) > _MAX_LABEL_WORDS or _SENTENCE_END.search(match.group(1) + " "):
        return None
    return match.group(1).strip()


def _make_item(point: str, label: str | None) -> BoxItem:
    """Return the bullet with its label taken off, where it has one."""
    match = _LABELLED.match(point) if label else None
    return BoxItem(point=match.group(2) if match else point.strip("*_"), label=label)
