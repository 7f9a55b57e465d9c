"""Finds words between quotation marks that do not stand so in the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from summarize.checks.source import Passage, SourceFacts, verbatim
from summarize.types import Finding

_QUOTED = re.compile(r"“([^“”]+)”|(?<!\w)\"([^\"]+)\"(?!\w)|‘([^‘]+?)’(?!\w)|(?<![\w’'])'([^']+(?:'\w[^']*)*?)'(?!\w)")
_GAP = re.compile(r"\s*(?:\.\.\.|…|\[[^\]]*\]|\. \. \.)\s*")


def check_quotations(point: Passage, *, facts: SourceFacts, evidence: tuple[int, ...]) -> Iterator[Finding]:
    """Yield an error for each quotation that is not the article's word for word, a warning for one far from the evidence.

    Case, the style of the marks, and punctuation between words do not count; "..." and "[...]" stand for anything left out.
    """
    matches = list(_QUOTED.finditer(point.text))
    if not matches:
        return
    near = " ".join(verbatim(passage.text) for passage in facts.near(evidence, before=1, after=1))
    titles = " | ".join(verbatim(passage.text) for passage in facts.others)
    for match in matches:
        quoted = next(group for group in match.groups() if group)
        parts = [part for part in (verbatim(piece).strip() for piece in _GAP.split(quoted)) if part]
        if not _stands(parts, facts.verbatim):
            yield Finding(
                check="quotations",
                severity="error",
                message=f"the article does not hold these words: {match[0]}",
                span=match.span(),
                nearest=_nearest(verbatim(quoted), facts),
            )
        elif near and not _stands(parts, near) and not _stands(parts, titles):
            yield Finding(
                check="quotations",
                severity="warning",
                message=f"these words stand far from the evidence: {match[0]}",
                span=match.span(),
            )


def _stands(parts: list[str], text: str) -> bool:
    """Tell whether the parts stand in a text one after another, as whole words."""
    at = 0
    for part in parts:
        at = f" {text} ".find(f" {part} ", at)
        if at < 0:
            return False
    return True


def _nearest(quoted: str, facts: SourceFacts) -> str | None:
    """Return the article's words, from one sentence, that are most like the quoted ones."""
    wanted = quoted.split()
    best, found = 0, None
    for passage in (*facts.passages, *facts.others):
        have = passage.text.split()
        folded = [verbatim(word).strip() for word in have]
        blocks = SequenceMatcher(None, wanted, folded, autojunk=False).get_matching_blocks()
        matched = sum(block.size for block in blocks)
        if matched > best:
            start = max(0, blocks[0].b - blocks[0].a)
            best, found = matched, " ".join(have[start : start + len(wanted)])
    return found if best * 2 >= len(wanted) else None
