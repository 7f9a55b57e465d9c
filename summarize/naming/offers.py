"""Makes labels of a point's tree: its noun phrases, what is linked to them, and what is done, as a noun or a short headline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from summarize.grammar.trees import Tree
from summarize.labels import title_case
from summarize.mentions import common_words
from summarize.naming.clauses import aimed, deeds, headlines, owned
from summarize.naming.versions import Offer, before_noun, is_name_piece, is_whole, text_of, versions
from summarize.shortening.words import UNFIT

MOST_WORDS = 4
_LINKS = frozenset("of in on over for against with to from at under after".split())
_SWAPPED = frozenset(("of", "in", "on", "for", "over"))
_VAGUE = frozenset(
    "kind sort type lot result dozens hundreds thousands millions billions minutes number numbers percent half rest part most "
    "one some each pair couple series group majority state member members piece bit".split()
)
"""What something of another says nothing without that, or about it."""


def make_offers(tree: Tree) -> list[Offer]:
    """Return the labels that a tree gives, each text once: 2 to 4 words in Title Case."""
    found: dict[str, Offer] = {}
    for place, tag in enumerate(tree.tags):
        if tag.startswith("NN") and tree.labels[place] not in {"compound", "npadvmod"} and tree.words[place] not in UNFIT:
            for offer in (*_phrases(tree, place), *_links(tree, place)):
                found.setdefault(offer.text, offer)
        elif tag.startswith("VB"):
            for offer in chain(deeds(tree, place), owned(tree, place), aimed(tree, place), headlines(tree, place)):
                found.setdefault(offer.text, offer)
    return [offer for offer in found.values() if 2 <= len(offer.text.split()) <= MOST_WORDS]


def _phrases(tree: Tree, noun: int) -> Iterator[Offer]:
    for places in versions(tree, noun, MOST_WORDS):
        yield Offer(title_case(text_of(tree, places)), "phrase", noun, places)


def _links(tree: Tree, noun: int) -> Iterator[Offer]:
    """Yield "Stake for Distribution", and "Bridge Collapse" for "collapse of the bridge"."""
    somebody = is_name_piece(tree, noun) and tree.words[noun] not in common_words()
    for link in tree.dependents(noun, "prep") if tree.words[noun] not in _VAGUE and not somebody else ():
        word = tree.words[link]
        for other in tree.dependents(link, "pobj") if word in _LINKS else ():
            if not tree.tags[other].startswith("NN") or tree.words[other] in UNFIT or tree.words[other][0].isdigit():
                continue
            for before in (one for one in versions(tree, noun, 2) if is_whole(tree, noun, one)):
                for after in versions(tree, other, 2):
                    yield Offer(title_case(text_of(tree, (*before, link, *after))), f"link {word}", noun, (*before, link, *after))
            for after in versions(tree, other, 2) if word in _SWAPPED and not is_name_piece(tree, noun) else ():
                text = title_case(f"{before_noun(tree, after)} {tree.pieces[noun].text}")
                yield Offer(text, f"swap {word}", noun, (*after, noun))
