"""Puts back what a shortened sentence lacks by a word or two: an article, a preposition, the end of its last phrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summarize.cutting.joints import joint_fault, joint_faults, start_faults
from summarize.cutting.words import align, read_words
from summarize.shortening.tokens import Token, capitalise, count_words, join_tokens, split_tokens

_ARTICLES = frozenset(("a", "an", "the"))
_LITTLE = frozenset("DPTWBX")
_GAP = 2
_REACH = 4


def mend(text: str, sentence: str, most: int, faults: Callable[[str, str], Sequence[str]]) -> str:
    """Return the text with little words put back where their loss breaks a joint, and brought to the end of its phrase.

    Args:
        text: the shortened sentence.
        sentence: the sentence that it was written from.
        most: how many words it may have.
        faults: what is wrong with a shortened sentence (``cut_faults``).
    """
    if not faults(text, sentence) and not _lacks_first_article(text, sentence):
        return text
    filled = _filled(text, sentence)
    if not faults(filled, sentence):
        return filled if count_words(filled) <= most else text
    if _is_broken_inside(filled, sentence):
        return filled
    return next((one for one in _extended(filled, sentence, most) if not faults(one, sentence)), filled)


def _lacks_first_article(text: str, sentence: str) -> bool:
    first, second, *_ = (*sentence.lower().lstrip("(“\"").split(maxsplit=2), "", "")
    return first in _ARTICLES and text.lower().startswith(f"{second} ")


def _is_broken_inside(text: str, sentence: str) -> bool:
    """Tell whether it begins wrong or is joined wrong, which more words at its end cannot mend."""
    short, whole = read_words(text), read_words(sentence)
    places = align(short, whole)
    known = any(place is not None for place in places)
    return not known or any(True for faults in (start_faults, joint_faults) for _ in faults(short, whole, places))


def _filled(text: str, sentence: str) -> str:
    """Return the text with articles, prepositions and the like put back."""
    short, whole = read_words(text), read_words(sentence)
    tokens, source = split_tokens(text), [token for token in split_tokens(sentence) if token.is_word]
    words = [place for place, token in enumerate(tokens) if token.is_word]
    places = align(short, whole)
    made = list(tokens)
    for i in range(len(places) - 1, 0, -1):
        one, two = places[i - 1], places[i]
        if one is None or two is None or not 1 < two - one <= 1 + _GAP or short.marked[i - 1]:
            continue
        little = set(whole.tags[one + 1 : two]) <= _LITTLE and True not in whole.marked[one:two]
        if little and joint_fault(whole, one, two):
            made[words[i] : words[i]] = [Token(token.text, True, made[words[i]].quoted) for token in source[one + 1 : two]]
    if places and places[0] == 1 and whole.texts[0] in _ARTICLES:
        made[words[0]] = source[1]._replace(space=True)
        made.insert(words[0], Token(capitalise(source[0].text), False))
    return join_tokens(made) if made != tokens else text


def _extended(text: str, sentence: str, most: int) -> list[str]:
    """Return the text, and it with one to four more words of its source at its end, as far as no mark stands between."""
    short, whole = read_words(text), read_words(sentence)
    last = align(short, whole)[-1] if short.texts and whole.texts else None
    found = [text]
    if last is None or text[-1:] != "." or text[-2:-1] in "\"”'’":
        return found
    source = [token for token in split_tokens(sentence) if token.is_word]
    for place in range(last + 1, min(last + 1 + _REACH, len(source))):
        if whole.marked[place - 1]:
            break
        found.append(f"{found[-1][:-1]} {source[place].text}.")
    return [one for one in found if count_words(one) <= most]
