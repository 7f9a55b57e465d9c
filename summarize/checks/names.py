"""Finds names that the article does not know, or does not know in that combination."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import pairwise

from summarize.checks.places import VARIANTS
from summarize.checks.source import KnownNames, Name, Passage, SourceFacts
from summarize.checks.words import fold, stem, word_set
from summarize.mentions import TITLES, common_words
from summarize.types import Finding

_OF_PLACES = word_set("north south west new los san santa las fort port hong puerto costa saudi sri baton des salt st")
_TITLES = frozenset(fold(title) for title in TITLES) | word_set("pm ceo cfo coo cto mp mps cofounder co chair")
_PREFIXES = ("anti", "non", "pro", "pre", "post", "ex", "mid", "un", "re", "over", "multi", "inter")
_LINKS = word_set("of the and for de la on in at & a")
_ENDINGS = word_set("s es n an ian ans ians ic ist ists ese ish i is er ers ite ites ean eans al t m ns")
_ROOT = 4


def check_names(point: Passage, *, facts: SourceFacts, evidence: tuple[int, ...]) -> Iterator[Finding]:
    """Yield an error for each name that the article does not hold, a warning for one that stands far from the evidence.

    A name is held if it stands in the article as it is, as part of a longer name, as its initials, as a country's people, or
    joined from names and words of the article; two people's names are never joined.
    """
    near = facts.near(evidence)
    around = " ".join(passage.phrase for passage in (*near, *facts.others))
    for name in point.names:
        if not is_known(name, facts, opening=name.start == 0 or not point.text[: name.start].strip(" \"'“‘")):
            yield Finding(
                check="names",
                severity="error",
                message=f"'{name.text}' is not in the article",
                span=(name.start, name.end),
                nearest=nearest_name(name, facts),
            )
        elif near and not _stands_in(name, around) and not any(same_name(name.words, n.words) for n in names_in(near)):
            yield Finding(
                check="names",
                severity="warning",
                message=f"'{name.text}' stands far from the evidence",
                span=(name.start, name.end),
            )


def is_known(name: Name, facts: SourceFacts, *, opening: bool = False) -> bool:
    """Tell whether the article holds a name; a word that opens the point may be an ordinary one."""
    bare = tuple(word for word in name.words if word not in _LINKS)
    if len(bare) == 1 and _is_half(bare[0], facts.names):
        return False
    if not bare or _found(name.words, facts.phrase) or _part_of_longer(bare, facts.names):
        return True
    if opening and _opens_plainly(name, facts):
        return len(name.words) == 1 or is_known(_without_first(name), facts)
    return _joined(bare, facts)


def _is_half(word: str, known: KnownNames) -> bool:
    """Tell whether a word stands in the article only behind one without which it is another place: "Bend" of "South Bend"."""
    longer = known.by_word.get(word, ())
    return bool(longer) and all(word in name[1:] and name[name.index(word, 1) - 1] in _OF_PLACES for name in longer)


def nearest_name(name: Name, facts: SourceFacts) -> str | None:
    """Return the article's name that is most like this one, as written there: one that shares a word, else one spelt alike."""
    written = {" ".join(n.words): n.text for p in (*facts.passages, *facts.others) for n in p.names}
    sharing = [other for word in reversed(name.words) for other in facts.names.by_word.get(word, ()) if word not in _LINKS]
    if sharing:
        return written[" ".join(sorted(sharing)[0])]
    close = get_close_matches(" ".join(name.words), sorted(written), n=1, cutoff=0.75)
    return written[close[0]] if close else None


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names can mean the same person, body or place: a word in common, initials, or a country's people."""
    left, right = ({w for w in name if w not in _LINKS and w not in _TITLES} for name in (one, other))
    if left & right or any(_alike(a, b) for a in left for b in right):
        return True
    joined = {" ".join(one), " ".join(other)}
    if any(not VARIANTS.get(name, frozenset()).isdisjoint(joined - {name}) for name in joined):
        return True
    return "".join(w[0] for w in one) in right or "".join(w[0] for w in other) in left


def is_title(name: tuple[str, ...]) -> bool:
    """Tell whether a name is nothing but titles ("CEO", "Prime Minister")."""
    return all(word in _TITLES for word in name)


def _opens_plainly(name: Name, facts: SourceFacts) -> bool:
    """Tell whether a name's first word is an ordinary one, or is like a word of the article that belongs to no name."""
    first = name.words[0]
    return _is_ordinary(first) or (f" {first[:5]}" in facts.phrase and (len(name.words) == 1 or first not in facts.names.by_word))


def _without_first(name: Name) -> Name:
    return Name(start=name.start, end=name.end, text=name.text, words=name.words[1:])


def _is_ordinary(word: str) -> bool:
    known = common_words()
    if any(word.startswith(prefix) and word[len(prefix) :] in known for prefix in _PREFIXES):
        return True
    return (
        word in known or word in _PREFIXES or stem(word) in known or stem(word) + "e" in known or word.removesuffix("s") in known
    )


def _found(name: tuple[str, ...], text: str) -> bool:
    """Tell whether a name stands in folded text, in any of its forms."""
    whole = " ".join(name)
    forms = {whole, *VARIANTS.get(whole, ())}
    if whole.endswith("s"):
        forms |= {whole[:-1], whole.removesuffix("es")}
    forms |= {f"{whole}s", whole.replace("-", " ")}
    return any(f" {form} " in text for form in forms)


def _part_of_longer(name: tuple[str, ...], known: KnownNames) -> bool:
    """Tell whether all words of a name stand in one longer name of the article ("Bill Clinton", "Justice Department")."""
    *rest, last = name
    for other in known.by_word.get(name[0], ()):
        if set(rest) <= set(other) and (last in other or last.removesuffix("s") in other or any(_alike(last, w) for w in other)):
            return True
    return False


def _joined(name: tuple[str, ...], facts: SourceFacts) -> bool:
    """Tell whether a name falls apart into names and ordinary words of the article, without mixing two people's names."""
    known = facts.names
    if any(_is_mixed(first, last, known) for first, last in pairwise(name)):
        return False
    return _splits(name, facts)


def _is_mixed(first: str, last: str, known: KnownNames) -> bool:
    """Tell whether two words are one person's first name and another's last."""
    if first not in known.first or last not in known.by_word or (first, last) in known.pairs:
        return False
    if last in known.last:
        return True
    if first in known.whole:
        return False
    return not any(word in _TITLES or word in VARIANTS or _is_ordinary(word) for word in (first, last))


def _splits(name: tuple[str, ...], facts: SourceFacts) -> bool:
    if not name:
        return True
    return any(_stands_alone(name[:size], facts) and _splits(name[size:], facts) for size in range(len(name), 0, -1))


def _stands_alone(part: tuple[str, ...], facts: SourceFacts) -> bool:
    """Tell whether part of a name can stand for itself: a whole name, a surname, initials, a people, or an ordinary word."""
    known = facts.names
    whole = " ".join(part)
    if whole in known.whole or (len(part) > 1 and (_found(part, facts.phrase) or _part_of_longer(part, known))):
        return True
    if len(part) > 1:
        return not VARIANTS.get(whole, frozenset()).isdisjoint(known.whole) or "".join(word[0] for word in part) in known.by_word
    word = part[0]
    if len(word) > 2 and _spelt_out(word, facts.phrase):
        return True
    if word in known.last or word in known.initials or word in _TITLES:
        return True
    if any(f" {form} " in facts.phrase for form in VARIANTS.get(word, ())):
        return True
    if _is_ordinary(word) and f" {stem(word)}" in facts.phrase:
        return True
    return any(_alike(word, other) for other in known.by_word)


def _spelt_out(acronym: str, text: str) -> bool:
    """Tell whether an acronym's letters open words of the article one after another ("gross domestic product")."""
    return len(acronym) <= 5 and bool(re.search(" " + " ".join(rf"{re.escape(letter)}\w\w+" for letter in acronym) + " ", text))


def _alike(one: str, other: str) -> bool:
    """Tell whether two words differ only in an ending such as a people's or a plural's ("Islamist" and "Islam")."""
    size = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        size += 1
    if size < _ROOT:
        return False
    return {one[size:], other[size:]} <= _ENDINGS | {""} and one != other


def _stands_in(name: Name, text: str) -> bool:
    """Tell whether a name, one of its own words or one of its forms stands in folded text."""
    if _found(name.words, text):
        return True
    return any(_found((word,), text) for word in name.words if word not in _LINKS and word not in _TITLES)


def names_in(passages: Iterable[Passage]) -> tuple[Name, ...]:
    """Return the names of several passages, in order."""
    return tuple(name for passage in passages for name in passage.names)
