"""How a shortened sentence may not begin, with "is" or "would", and not end: right before a verb that it lacks, in "is", in
"because" or "thanks", in ", starting"."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.grammar.trees import AUXILIARIES, COPULAS, FINITE, VERBS, Tree
from summarize.shortening.lists import word_set

_HELPERS = word_set("is are was were do does did has have had can could will would should")
_OPENING = word_set(
    "because thanks due including namely such notably particularly especially mainly mostly largely primarily partly depending "
    "regardless"
)
"""These introduce something, as the last words do that a cut broke off before."""


def edges(tree: Tree, kept: frozenset[int]) -> Iterator[str]:
    """Yield what is wrong with the first and last words, one line each: of 126 such cuts that were judged 6 % were printable.

    Args:
        tree: the whole sentence's tree.
        kept: the places of the pieces that are kept.
    """
    last = tree.last_word(kept)
    if last < 0:
        return
    first = min((place for place in kept if tree.labels[place] != "punct"), default=last)
    if first > 0 and tree.words[first] in _HELPERS:
        yield "it begins with a helper"
    if _is_before_verb(tree, last, kept):
        yield "it ends right before a verb"
    if _says_nothing(tree, last, kept):
        yield f"'{tree.words[last]}' has lost what it says"
    if tree.words[last] in _OPENING:
        yield f"it ends in '{tree.words[last]}'"
    if tree.tags[last] == "VBG" and tree.words[last - 1 : last] == (",",):
        yield "it ends in a participle by itself"


def _is_before_verb(tree: Tree, last: int, kept: frozenset[int]) -> bool:
    """Tell whether a finite verb that is lost follows at once: "11 men were held and efforts to find others" before "are"."""
    following = last + 1
    if following == len(tree.words) or following in kept or tree.tags[following] not in FINITE:
        return False
    verb = tree.heads[following] if tree.labels[following] in AUXILIARIES else following
    return verb not in kept and tree.labels[verb] != "acl"


def _says_nothing(tree: Tree, last: int, kept: frozenset[int]) -> bool:
    """Tell whether it ends in "is", or in "is constantly", and something has hung on that: "at risk", "because it works"."""
    adverb = tree.labels[last] == "advmod" and tree.words[last].endswith("ly")
    verb = tree.heads[last] if adverb else last
    if verb not in kept or tree.words[verb] not in COPULAS or tree.tags[verb] not in VERBS:
        return False
    told = [place for place in tree.children[verb] if place > verb and place != last and tree.labels[place] != "punct"]
    return bool(told) and kept.isdisjoint(told)
