"""What tells a good label from a poor one: features by name, each of which has a weight (``summarize.naming.ranking``)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from summarize.grammar.trees import Tree
from summarize.naming.versions import Offer, modifiers_of
from summarize.planning.vectors import rarity, stem

_ENDINGS = (2, 3, 4)


def features_of(offer: Offer, tree: Tree, title: Collection[str]) -> list[str]:
    """Return the features of a label.

    Args:
        offer: the label.
        tree: of its point.
        title: the stems of the headline's words.
    """
    return [*_of_form(offer, tree), *_of_head(offer, tree), *_of_words(offer, tree, title), *_of_rest(offer, tree)]


def _of_form(offer: Offer, tree: Tree) -> Iterator[str]:
    size, kind = len(offer.text.split()), offer.kind
    yield f"kind {kind}"
    yield f"size {size} {kind.split()[0]}"
    yield f"letters {min(len(offer.text) // 5, 7)}"
    for place, word in ((0, "first"), (-1, "last")):
        yield f"{word} {offer.text.split()[place].lower()}"
    yield f"tags {' '.join(tree.tags[place] for place in offer.places)}"
    if offer.verb >= 0:
        yield f"verb {tree.words[offer.verb]} {kind}"
        yield f"verb role {tree.labels[offer.verb]} {tree.tags[offer.verb]} {kind}"
        yield f"noun {offer.noun} {kind}"


def _of_head(offer: Offer, tree: Tree) -> Iterator[str]:
    head, kind = offer.head, offer.kind.split()[0]
    above = tree.heads[head]
    role = tree.labels[head]
    yield f"role {role} {kind}"
    yield f"above {role} {tree.labels[above] if above >= 0 else '-'} {kind}"
    yield f"governor {tree.words[above] if above >= 0 else '-'} {role}"
    yield f"depth {min(4, sum(1 for _ in tree.ancestors(head)))} {kind}"
    yield f"place {min(4, 5 * head // len(tree.heads))} {kind}"
    yield f"tag {tree.tags[head]} {kind}"
    word = tree.words[head]
    yield from (f"ending {word[-size:]}" for size in _ENDINGS if len(word) > size)


def _of_words(offer: Offer, tree: Tree, title: Collection[str]) -> Iterator[str]:
    words = [tree.words[place] for place in offer.places if tree.words[place][:1].isalnum()]
    known = sum(stem(word) in title for word in words)
    yield f"in title {known} of {len(words)}"
    yield f"rare {round(sum(map(rarity, words)) / max(1, len(words)))}"
    yield f"rarest {round(max(map(rarity, words), default=0.0))}"
    names = sum(tree.tags[place].startswith("NNP") for place in offer.places)
    yield f"names {names} of {len(words)}"
    if any(tree.tags[place] == "CD" for place in offer.places):
        yield "number"
    if any(mark in offer.text for mark in "“”\""):
        yield "quoted"


def _of_rest(offer: Offer, tree: Tree) -> Iterator[str]:
    """Yield what of its phrase a label keeps and what it leaves out."""
    kind = offer.kind.split()[0]
    for place in modifiers_of(tree, offer.head):
        kept = "with" if place in offer.places else "without"
        yield f"{kept} {tree.labels[place]} {tree.tags[place]} {tree.tags[offer.head]} {kind}"
    for child in tree.children[offer.head]:
        if child > offer.head and child not in offer.places:
            yield f"after {tree.labels[child]} {tree.words[child] if tree.labels[child] == 'prep' else ''} {kind}"
    if any(tree.labels[child] == "neg" for place in offer.places for child in tree.children[place]):
        yield "negated"
