"""Tells what somebody said in the present, as Quick Looks do: "Calder says the pier is closed".

In the annotated boxes 93 % of the forms of "say" are in the present, where their articles have "said". What is reported must not
change by it: "said the plan was unfair" stays (backshift; Declerck, "The Grammar of the English Verb Phrase", 2006), and so does
what is told of the past. What somebody said they would do they say they will.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from summarize.cutting.words import CONDITIONS
from summarize.grammar.trees import AUXILIARIES, SUBJECTS, Tree
from summarize.grammar.verbs import verbs
from summarize.mentions import MONTHS, QUOTATION, common_words
from summarize.shortening.lists import PLURALS, word_set

REPORTING = word_set(
    "said warned argued insisted vowed claimed noted urged suggested blamed criticized acknowledged cautioned denied accused "
    "contended praised defended described conceded denounced"
)
"""Reporting verbs that annotated boxes put into the present three times in four or more."""
_PRESENT = {forms.past: (forms.third, forms.base) for forms in verbs() if forms.past in REPORTING}
"""Their forms in the present: singular and plural."""
_TELLING = word_set("claimed conceded contended noted suggested")
"""These report only where a clause follows: "a storm claimed 12 lives", "the keeper conceded twice"."""
_SHIFTED = word_set("was were had would did 'd")
"""Which tense these had when they were said, nothing tells."""
_OWN = word_set("he she they")
_WILLING = word_set("like love prefer rather hate welcome want wish")
_OF_ANYTHING = word_set("be take make mean help cost hurt harm require allow give create put lead work do have")
"""What "it" would do may be what would be so, if: "it would be a mistake"."""
_STATIVE = word_set(
    "wanted needed believed thought knew hoped felt expected planned intended seemed appeared remained supported opposed liked "
    "loved meant understood saw trusted doubted feared owned deserved looked stood lived worked"
)
_STATES = word_set(
    "expected needed set scheduled supposed designed intended concerned worried committed prepared pleased satisfied convinced "
    "opposed known believed thought being likely"
)
_PAST = word_set(
    "long often always repeatedly never last ago earlier previously once then later former when while after before as until "
    "since yesterday"
)
_SHARES = word_set("percent % half third quarter majority minority number")
_MONTHS = frozenset(MONTHS.lower().split("|"))
_YEAR = re.compile(r"(?:1[5-9]|20)\d\ds?")
_MANY = re.compile(r"\w*(?:s|men|children)")
_PEOPLE = re.compile(r"\w+(?:crats|cans|ians|ists|ese)")


def in_present(
    text: str, tree: Tree, kept: frozenset[int], dead: Collection[str] = (), people: Collection[str] = ()
) -> str:
    """Return a shortened sentence with its reporting verb in the present, or as it is where that could change what it says.

    Args:
        text: the shortened sentence; a writer may have put its verb into the present, but not into the plural.
        tree: the whole sentence's tree.
        kept: the places of the pieces that are kept.
        dead: words of names, in lower case, whose bearers say nothing any more.
        people: last names, some of which look like plurals ("Sessions").
    """
    verb = tree.heads.index(-1)
    past = tree.words[verb]
    subjects = [place for place in tree.dependents(verb, *SUBJECTS) if place in kept]
    if past in _TELLING and not any(True for _ in tree.dependents(verb, "ccomp")):
        return text
    helpers = [tree.words[place] for place in tree.dependents(verb, *AUXILIARIES)]
    if len(subjects) != 1 or verb not in kept or past not in _PRESENT or tree.words[subjects[0]] in dead:
        return text
    spoken = QUOTATION.sub(lambda quoted: " " * len(quoted[0]), text)
    verbs = f"{re.escape(' '.join((*helpers, past)))}|{_PRESENT[past][0]}"
    found = [match.span() for match in re.finditer(rf"\b(?:{verbs})\b", spoken)]
    perfect = helpers in (["has"], ["have"])
    many = helpers == ["have"] if perfect else _is_plural(tree, subjects[0], kept, people)
    simple = not helpers and tree.tags[verb] == "VBD" and not _shifts(tree, verb, kept, spoken)
    if len(found) != 1 or many is None or not (perfect or simple) or _is_of_past(tree, verb, kept):
        return text
    start, end = found[0]
    to_come = simple and any(place in kept for place in _to_come(tree, verb))
    rest = re.sub(r"\bwould\b", "will", text[end:], count=1) if to_come else text[end:]
    return text[:start] + _PRESENT[past][many] + rest


def _is_plural(tree: Tree, subject: int, kept: frozenset[int], people: Collection[str]) -> bool | None:
    """Tell whether a subject is more than one; None where that is not sure, as of names in the plural, of "13 percent" and of
    "scientist and activist Tyra Holm"."""
    tag, word = tree.tags[subject], tree.words[subject]
    if tree.pieces[subject].text in people and not _PEOPLE.fullmatch(word):
        return any(place in kept for place in tree.dependents(subject, "conj"))
    if word in _SHARES or (tag == "NN" and _is_calling(tree, subject)):
        return None
    if any(place in kept for place in tree.dependents(subject, "conj")) or word in PLURALS:
        return True
    if tag in {"NNS", "NNPS"}:
        known = _PEOPLE.fullmatch(word) or (tag == "NNS" and _MANY.fullmatch(word) and common_words().get(word))
        return True if known else None
    return False


def _is_calling(tree: Tree, noun: int) -> bool:
    """Tell whether a noun without an article is joined to a name: both are what one person is."""
    bare = not any(True for _ in tree.dependents(noun, "det", "poss", "nummod"))
    return bare and any(tree.tags[place] == "NNP" for place in tree.dependents(noun, "conj"))


def _is_of_past(tree: Tree, verb: int, kept: frozenset[int]) -> bool:
    """Tell whether what was said was said long ago or again and again, or goes with another event or another verb."""
    told = {piece for place in tree.dependents(verb, "ccomp") for piece in tree.subtree(place)}
    subject = {piece for place in tree.dependents(verb, *SUBJECTS) for piece in tree.subtree(place)}
    besides = [place for place in tree.subtree(verb) if place not in told | subject and place != verb]
    if any(tree.words[place] in _PAST | _MONTHS or _YEAR.fullmatch(tree.words[place]) for place in besides):
        return True
    return any(place in kept and tree.tags[place] == "VBD" for place in tree.dependents(verb, "conj"))


def _shifts(tree: Tree, verb: int, kept: frozenset[int], spoken: str) -> bool:
    """Tell whether what was said has a verb whose tense depends on "said"; ``spoken`` is the text but for its quotations."""
    said = {word.removesuffix("n't") for word in re.findall(r"[\w']+", spoken.lower().replace("’", "'"))}
    shifted = [place for place in _told(tree, verb) if place in kept and tree.words[place] in said and _is_shifted(tree, place)]
    return bool(set(shifted).difference(_to_come(tree, verb)))


def _to_come(tree: Tree, verb: int) -> Iterator[int]:
    """Yield "would", if it tells what the speakers said they would do."""
    would = [place for place in _told(tree, verb) if tree.words[place] in {"would", "'d"}]
    if len(would) != 1 or would[0] < verb or tree.words[would[0]] == "'d" or not CONDITIONS.isdisjoint(tree.words):
        return
    for deed in tree.dependents(verb, "ccomp"):
        subjects = [tree.words[place] for place in tree.dependents(deed, *SUBJECTS)]
        own = subjects in ([one] for one in _OWN) or (subjects == ["it"] and tree.words[deed] not in _OF_ANYTHING)
        denied = tree.words[would[0] + 1 : would[0] + 2] == ("n't",)
        if own and not denied and list(tree.dependents(deed, *AUXILIARIES)) == would and tree.words[deed] not in _WILLING:
            yield would[0]


def _told(tree: Tree, verb: int) -> Iterator[int]:
    for place in tree.dependents(verb, "ccomp", "xcomp", "advcl"):
        yield from tree.subtree(place)


def _is_shifted(tree: Tree, place: int) -> bool:
    """Tell whether a piece is a past form that may be a present one in other words; "was shot" tells what happened."""
    word, head = tree.words[place], tree.heads[place]
    if word in _SHIFTED and tree.labels[place] == "auxpass":
        return tree.words[head] in _STATES
    return word in _SHIFTED or (tree.tags[place] == "VBD" and word in _STATIVE)
