"""Tells which candidates of a point are broken: what rules and tree find wrong with a cut, and what nobody may print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.cutting import adds_words, attributes_anew, repeats_words
from summarize.mentions import TITLES
from summarize.quality import fault_kinds
from summarize.shortening.tokens import split_tokens
from summarize.types import Candidate

_OWN_PERSON = re.compile(r"(?:I|[Ww]e)(?:['’]\w+)?|[Mm]e|[Mm]y|[Oo]ur|us")
"""What only a quotation may say: editors keep one in seven of these."""
_ASKED = re.compile(r"\?[”\"’')\]]*$")
_VERSUS = frozenset(("v", "vs"))
"""A case's name does not end in these."""
_BRACKETS = (("(", ")"), ("[", "]"))
FATAL = frozenset(
    (
        "cut: it begins within a clause that something was said of", "cut: it begins within a phrase",
        "cut: it begins with what hangs on a clause before it", "cut: its main clause is missing", "cut: _ has lost its subject",
        "cut: its quotation is cut short", "cut: a quotation is not closed", "cut: it does not say who speaks",
        "cut: it has one of two sums", "cut: _ has two verbs", "cut: a comma parts subject and verb",
        "cut: an article stands before a mark", "cut: a mark stands where its source has none", "cut: it begins within a name",
        "cut: it has one half of _", "cut: it does not say than what",
        "cut: it says as a fact what its source does not", "cut: it begins with an aside",
        "tree: it has no main verb", "tree: it is no main clause", "tree: it is an order",
        "tree: a relative clause has lost its subject",
        "tree: a relative clause has lost its noun", "tree: a superlative has lost its time",
        "tree: a superlative has lost its scope", "tree: what a number is of is left out", "tree: its verb is in the plural",
        "tree: _ is nobody named", "tree: _ points elsewhere", "tree: _ is cut before what mostly completes it",
        "tree: _ has lost the object that it shares",
        "tree: a claim has lost its speaker", "tree: _ has lost its _", "tree: _ has lost what limits it",
        "tree: _ has lost what it says", "tree: a list has lost its end", "tree: a claim has lost its verb",
        "tree: it is one of two that _ joins",
        "tree: it has lost where or when it is so", "tree: it makes two people of one",
        "tree: _ introduces nothing", "tree: it ends in a subject without its verb", "tree: _ lacks what is told",
        "tree: it ends right before a verb", "tree: it ends in _", "tree: it ends in a participle by itself",
        "tree: it begins with a helper",
    )
)  # fmt: skip
"""What makes every fifth cut false, or leaves hardly one in five printable: the writer's are turned down for these alone."""


def is_broken(candidate: Candidate, at_cuts: Sequence[str], of_tree: Sequence[str], sentence: str) -> bool:
    """Tell whether a candidate is not to be printed.

    What the writer cut, which learnt from editors, is broken only where rules and tree agree or a fault is fatal; a rule's
    version or a pruning by any fault.

    Args:
        candidate: a shortened sentence.
        at_cuts: what ``summarize.cutting`` finds wrong with it.
        of_tree: what ``summarize.grammar`` finds.
        sentence: the sentence that was shortened.
    """
    if _is_own_person(candidate.text) or any(candidate.text.count(a) != candidate.text.count(b) for a, b in _BRACKETS):
        return True
    if _ASKED.search(sentence) and not _ASKED.search(candidate.text):
        return True
    if candidate.made != "written":
        return bool(at_cuts or of_tree)
    fatal = not FATAL.isdisjoint(fault_kinds(at_cuts, of_tree))
    return bool(at_cuts and of_tree) or fatal or _is_free(candidate.text, sentence)


def _is_free(text: str, sentence: str) -> bool:
    """Tell whether a text says what its sentence does not, says it twice, or ends in a title without a name."""
    if attributes_anew(text, sentence) or adds_words(text, sentence):
        return True
    return repeats_words(text, sentence) or text.split()[-1].rstrip(".") in TITLES | _VERSUS


def _is_own_person(text: str) -> bool:
    """Tell whether a text says "I" or "our" outside quotation marks."""
    return any(_OWN_PERSON.fullmatch(token.text) for token in split_tokens(text) if not token.quoted)
