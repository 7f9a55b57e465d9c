"""Turns a request into the seq2seq model's source text, and back: one place for training and inference alike.

A source is text with slot tokens, each followed by its hint in braces (``<N1>{Senate}``); the tokenizer keeps a hint only
where it is one piece. The templates stand in ``prompts/``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.mentions import common_words, find_mentions
from summarize.prompts import Prompt
from summarize.slots import Names, Slot, SlotTable, Unit, fold, slot_source
from summarize.types import Length

MAX_CONTEXT_NAMES = 4
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\n": " "})


def straighten(text: str) -> str:
    """Return text with straight quotation marks and single spaces, as the writer's vocabulary has it."""
    return re.sub(r"\s+", " ", text.translate(_STRAIGHT)).strip()


def render_units(units: Sequence[Unit], *, hints: bool) -> str:
    """Return text and slots as one string, with hints for a source and without for a target."""
    parts = (u if isinstance(u, str) else f"{u.token}{{{u.hint}}}" if hints and u.hint else u.token for u in units)
    return "".join(parts)


def plain_case(title: str) -> str:
    """Return a headline in Title Case with its ordinary words in lower case; any other headline as it is."""
    words = title.split()
    capitals = sum(word[:1].isupper() for word in words)
    if len(words) < 3 or capitals < 0.6 * len(words):
        return title
    return " ".join(w.lower() if fold(w.strip(",.:;?!'\"")) in common_words() else w for w in words)


def point_source(
    prompt: Prompt, *, evidence: Sequence[str], context: Sequence[str], names: Names, length: Length
) -> tuple[str, SlotTable]:
    """Return the source from which a point is written, and the slots in it.

    Args:
        prompt: the writer's templates.
        evidence: the sentences that the bullet is written from, in the article's order.
        context: names that the reader of the article has in mind here, most useful first (at most four new ones are used).
        names: the article's names.
        length: the wanted length.
    """
    table = SlotTable(names)
    text = "<sep>".join(render_units(slot_source(straighten(s), table), hints=True) for s in evidence)
    around = _context_slots(context, table)
    return prompt.fill("point", length=length, evidence=text, names=around), table


def _context_slots(context: Sequence[str], table: SlotTable) -> str:
    added: list[Slot] = []
    for name in context:
        before = len(table.slots)
        found = [u for u in slot_source(f"the {straighten(name)}", table) if isinstance(u, Slot)]
        if len(table.slots) > before:
            added.append(found[0])
        if len(added) == MAX_CONTEXT_NAMES:
            break
    return render_units(added, hints=True)


def label_source(prompt: Prompt, *, point: str, title: str, names: Names) -> tuple[str, SlotTable]:
    """Return the source from which a finished point's label is written, and the slots in it."""
    table = SlotTable(names)
    text = render_units(slot_source(straighten(point), table), hints=True)
    head = render_units(slot_source(plain_case(straighten(title)), table), hints=True)
    return prompt.fill("label", point=text, title=head), table


def topic_source(prompt: Prompt, *, title: str, lead: str, names: Names) -> tuple[str, SlotTable]:
    """Return the source from which the box's topic is written (its headline and first sentence), and the slots in it."""
    table = SlotTable(names)
    head = render_units(slot_source(plain_case(straighten(title)), table), hints=True)
    first = render_units(slot_source(straighten(lead), table), hints=True)
    return prompt.fill("topic", title=head, lead=first), table


def context_names(sentences: Sequence[str], evidence: Sequence[int], title: str, common: Sequence[str]) -> list[str]:
    """Return names for a point's context: of the two sentences before it, latest first, then the article's commonest.

    Args:
        sentences: the article's sentences.
        evidence: the numbers of those that the point is written from.
        title: the headline, or "".
        common: the article's names by frequency, commonest first.
    """
    first = min(evidence)
    near = [
        m.text
        for i in (first - 1, first - 2)
        if i >= 0
        for m in find_mentions(straighten(sentences[i]))
        if m.kind == "name"
    ]
    return [*near[:2], *[name for name in common if name in title], *common[:3], *near[2:]]
