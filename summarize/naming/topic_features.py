"""What tells a good topic from a poor one: features by name, each of which has a weight."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import log2

from summarize.grammar.trees import Tree
from summarize.naming.topics import Story, Topic
from summarize.planning.vectors import content_words, rarity, stem, words_of

_ENDINGS = (2, 3)


def topic_features(topic: Topic, story: Story) -> list[str]:
    """Return the features of a topic of a story."""
    of_story = (*_of_words(topic, story), *_of_story(topic, story), *_of_order(topic, story))
    return [*_of_form(topic), *of_story, *_of_tree(topic), *_of_name(topic)]


def _of_form(topic: Topic) -> Iterator[str]:
    words = topic.text.split()
    kind = topic.offer.kind.split()[0] if topic.offer else "rule"
    yield f"source {topic.source} {kind} {topic.names}"
    yield f"size {len(words)} {topic.names}"
    yield f"letters {min(len(topic.text) // 5, 8)}"
    first, last = words[0].lower(), words[-1].lower()
    yield f"first {first}"
    yield f"last {last}"
    yield from (f"ending {last[-size:]}" for size in _ENDINGS if len(last) > size)
    yield f"small {sum(word[:1].islower() for word in words)}"
    if topic.ruled is not None:
        yield f"ruled {max(-2, min(10, round(topic.ruled * 2)))}"
    if topic.offer and topic.offer.noun:
        yield f"noun {topic.offer.noun} {kind}"
    if any(mark.isdigit() for mark in topic.text):
        yield "number"
    if any(mark in topic.text for mark in "“”\"‘"):
        yield "quoted"


def _of_words(topic: Topic, story: Story) -> Iterator[str]:
    words = content_words(topic.text)
    stems = [stem(word) for word in words]
    if len(set(stems)) < len(stems):
        yield "twice"
    often = [min(6, round(log2(1 + story.counts.get(one, 0)) * 1.5)) for one in stems] or [0]
    yield f"often first {often[0]}"
    yield f"often last {often[-1]}"
    yield f"often mean {round(sum(often) / len(often))} of {len(often)}"
    yield f"often least {min(often)}"
    rare = [rarity(word) for word in words] or [0.0]
    yield f"rare {round(sum(rare) / len(rare))}"
    yield f"rare last {round(rare[-1])}"
    inner = words_of(topic.text)
    apart = [pair not in story.pairs for pair in pairwise(inner)]
    yield f"apart {sum(apart)} of {len(apart)} {topic.names}"
    yield f"apart {''.join('01'[one] for one in apart)} {topic.source}"
    yield f"apart last {apart[-1] if apart else '-'} {topic.offer.kind.split()[0] if topic.offer else 'rule'}"


def _of_story(topic: Topic, story: Story) -> Iterator[str]:
    """Yield how much of headline and opening a topic has, and which names."""
    stems = {stem(word) for word in content_words(topic.text)}
    for name, known in (("title", story.title), ("lead", story.lead)):
        yield f"of {name} {len(stems & known)} of {len(stems)}"
    weight = sum(rarity(word) for word in story.title) or 1.0
    yield f"covers {round(8 * sum(rarity(word) for word in stems & story.title) / weight)}"
    has = [stem(name.lower()) in stems or name in topic.text for name in story.names[:3]]
    yield f"names {''.join('01'[one] for one in has)}"


def _of_order(topic: Topic, story: Story) -> Iterator[str]:
    """Yield how a topic's words stand in the headline, and in how many sentences all of them are."""
    title = [stem(word) for word in words_of(story.document.title)]
    stems = [stem(word) for word in content_words(topic.text)]
    places = [title.index(one) if one in title else -1 for one in stems]
    if title and min(places, default=-1) >= 0:
        order = "in order" if places == sorted(places) else "reversed"
        yield f"{order} {topic.names}"
        yield f"{order} over {min(5, max(places) - min(places) + 1 - len(places))} {topic.names}"
    else:
        yield f"{sum(place < 0 for place in places)} of {len(places)} not in the headline"
    together = frozenset.intersection(*(story.places.get(one, frozenset()) for one in stems)) if stems else ()
    yield f"together {min(len(together), 4)} {topic.names}"


def _of_name(topic: Topic) -> Iterator[str]:
    """Yield how the name that stands before a label hangs in the label's sentence."""
    offer, tree = topic.offer, topic.tree
    if not topic.names or not offer or not tree:
        return
    name = words_of(topic.text.split()[0].split("-")[0])[:1]
    found = next((place for place, word in enumerate(tree.words) if [word] == name), None)
    if found is None:
        yield "name elsewhere"
        return
    while tree.labels[found] in {"compound", "nmod"}:
        found = tree.heads[found]
    verb, own = _verb_of(tree, found), _verb_of(tree, offer.head)
    same = "of one verb" if verb == own else "of two verbs"
    yield f"name {tree.labels[found]} {tree.labels[offer.head]} {same}"
    yield f"name of '{tree.words[verb] if verb >= 0 else '-'}' {same}"


def _verb_of(tree: Tree, place: int) -> int:
    """Return the nearest verb that a piece hangs on, itself if it is one, or -1."""
    return next((one for one in (place, *tree.ancestors(place)) if tree.tags[one].startswith("VB")), -1)


def _of_tree(topic: Topic) -> Iterator[str]:
    offer, tree = topic.offer, topic.tree
    if not offer or not tree:
        return
    kind, head = offer.kind.split()[0], offer.head
    yield f"kind {offer.kind} {topic.source}"
    yield f"tags {' '.join(tree.tags[place] for place in offer.places)}"
    yield f"role {tree.labels[head]} {kind} {topic.source}"
    yield f"depth {min(4, sum(1 for _ in tree.ancestors(head)))} {topic.source}"
    yield f"place {min(4, 5 * head // len(tree.heads))} {topic.source}"
    for child in tree.children[head]:
        if child > head and child not in offer.places:
            yield f"after {tree.labels[child]} {kind}"
        if child < head and child not in offer.places and tree.labels[child] in {"amod", "compound", "nmod", "poss", "nummod"}:
            yield f"without {tree.labels[child]} {tree.tags[child]} {kind}"
