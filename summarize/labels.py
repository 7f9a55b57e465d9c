"""Makes a bullet's label by rules and says what is wrong with the form of one: the fallback behind the model's labels."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, count, pairwise

from summarize.headlines.articles import countable
from summarize.mentions import common_words
from summarize.shortening.lists import SPEECH
from summarize.shortening.phrases import DEEDS, NOMINAL, SMALL, Phrase, bare, find_phrases, topic_worth
from summarize.shortening.tokens import Token
from summarize.shortening.words import TAG_OF, UNFIT, WEEKDAYS, lowers
from summarize.writing import fold

_GENERIC = """\
key point/key points/main point/main points/background/the background/background information/key fact/key facts/the facts
the details/key details/the news/the story/the latest/latest news/breaking news/quick look/quick looks/key takeaway/key takeaways
in summary/the context/more information/other news/important information/general information/important point
great deal/good deal/no one/everyone else/more people/other people/some people/many people/last person/far cry/own position
once more/much sense"""
GENERIC = frozenset(phrase for line in _GENERIC.splitlines() for phrase in line.split("/"))
_EDGES = frozenset(word for word, tag in TAG_OF.items() if tag in "DPCSTX") - {
    "no",
    "more",
    "most",
    "up",
    "down",
    "out",
    "back",
    "over",
}
_LINKS = frozenset("about against over to with".split())
_PLURALS = frozenset("rights arms sports sales news series species means goods men women people drugs games savings".split())
_IRREGULAR = dict(pair.split(":") for pair in "wolves:wolf wives:wife knives:knife thieves:thief shelves:shelf".split())
_AIMS = frozenset(
    "plan plans effort efforts bid bids attempt attempts push pledge promise refusal decision deal agreement right chance order "
    "orders call calls vote proposal threat threats campaign move offer power endeavor endeavors ability process".split()
)
_NEVER_FIRST = frozenset(("Mr.", "Mrs.", "Ms.", "P.m.", "A.m.", "Percent", "Jr.", "Jr.’s", "Jr.'s", "Other’s", "Other's"))
_VAGUE = frozenset("reason way moment fact place thing".split())
_END_MARKS = ".,;:!?…-—–"
_MOST = 5
_HEADS = 8
_LONGEST_HEAD = 25
_LONGEST = 1000
_WORST = -1.5


def make_labels(point: str, *, title: str = "", used: Collection[str] = ()) -> list[str]:
    """Return up to five labels for a point, best first: 2-4 words in Title Case from its noun phrases, none of them in ``used``.

    There is always at least one, even for a point without words.

    Args:
        point: the bullet's point.
        title: the article's, whose words alone make a poor label.
        used: labels that others have.
    """
    phrases, tokens, tags = _phrases_of(point)
    pairs, deeds = (_from_pairs(phrases, tokens), _from_links(phrases, tokens)), _from_verbs(phrases, tokens, tags)
    known = {bare(word) for word in title.split()}
    scored: dict[str, float] = {}
    for words, bonus in chain(_from_phrases(phrases), *pairs, deeds):
        label = title_case(" ".join(_plain(words)))
        repeated = 0.6 if known and all(bare(word) in known for word in words) else 0.0
        score = topic_worth(words) + bonus - repeated
        if score > scored.get(label, -9.0):
            scored[label] = score
    ranked = sorted((label for label in scored if scored[label] > _WORST), key=lambda label: -scored[label])
    good = [label for label in ranked if not label_problems(label, used=used)][:_MOST]
    return good or [next(label for label in _spare(point, title) if not label_problems(label, used=used))]


def _phrases_of(text: str) -> tuple[list[Phrase], list[Token], str]:
    """Return a text's noun phrases, tokens and tags."""
    return find_phrases(text[:_LONGEST].rstrip(".!?"))


def _plain(words: Sequence[str]) -> list[str]:
    return [word.strip('“”"‘()[]') for word in words]


def _from_phrases(phrases: Sequence[Phrase]) -> Iterator[tuple[Sequence[str], float]]:
    """Yield the ends of each noun phrase, two to four words long."""
    for place, phrase in enumerate(phrases):
        for size in range(2, min(4, len(phrase.words)) + 1):
            words = phrase.words[-size:]
            left = phrase.tags[-size - 1 : -size]
            split_name = left == "M" and phrase.tags[-size] == "M"
            bonus = (0.5 if phrase.after_verb else 0.0) - 0.15 * place - (0.4 if size == 4 else 0.0)
            vague = words[0] in _VAGUE and phrase.tags[-size + 1] == "M"
            yield words, bonus + (0.5 if size == len(phrase.words) else 0.0) - 2.0 * split_name - 4.0 * vague


def _from_pairs(phrases: Sequence[Phrase], tokens: Sequence[Token]) -> Iterator[tuple[Sequence[str], float]]:
    """Yield "Bridge Collapse" for "collapse of the bridge"."""
    for head, tail in pairwise(phrases):
        between = [token.text for token in tokens[head.last : tail.first]]
        joined = between in (["of"], ["in"], ["on"], ["over"], ["for"]) or (between[:1] == ["of"] and len(between) == 2)
        if joined and head.tags[-1] == "N" and len(tail.words) <= 2:
            yield (*tail.words[:-1], singular(tail.words[-1]), head.words[-1]), 0.3 if between[0] == "of" else -0.2


def singular(word: str) -> str:
    """Return a plural as it stands before another noun: "journey" in "journey tales". Names and words like "rights" stay."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.islower() or word in _PLURALS or not word.endswith("s") or word.endswith(("ss", "us", "is", "as", "ics")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def _from_links(phrases: Sequence[Phrase], tokens: Sequence[Token]) -> Iterator[tuple[Sequence[str], float]]:
    """Yield "Fight Against ISIS" for "the fight against ISIS"."""
    for place, (head, tail) in enumerate(pairwise(phrases)):
        between = [lowers(token) for token in tokens[head.last : tail.first]]
        linked = between[:1] != [] and between[0] in _LINKS and (len(between) == 1 or between[1:] in (["the"], ["a"], ["an"]))
        if linked and head.tags[-1] == "N" and not head.words[-1].endswith(("ed", "en", "wn")) and len(tail.words) <= 2:
            words = (head.words[-1], between[0], *tail.words)
            yield words, topic_worth(words[:1]) - topic_worth(words) - 0.15 * place


def _from_verbs(phrases: Sequence[Phrase], tokens: Sequence[Token], tags: str) -> Iterator[tuple[Sequence[str], float]]:
    """Yield "Stimulus Bill Approval" for "approves the stimulus bill"."""
    for phrase in phrases:
        before = phrase.first - 1
        while before >= 0 and tags[before] in "DA":
            before -= 1
        noun = NOMINAL.get(lowers(tokens[before])) if before >= 0 and tags[before] in "VE" else None
        if noun and len(phrase.words) <= 3 and not phrase.words[-1].endswith(("’s", "'s")):
            yield (*phrase.words[-2:], noun), -0.4


def _spare(point: str, title: str) -> Iterator[str]:
    """Yield ever plainer labels: two heads as one, two names joined, a head and a noun that fits anything, numbered ones."""
    phrases, tokens, tags = _phrases_of(point)
    yield from _from_aims(phrases, tokens, tags)
    yield from _from_clause(phrases, tokens, tags)
    yield from _from_subjects(phrases, tags)
    names = dict.fromkeys(phrase.words[-1] for phrase in phrases if phrase.tags[-1] == "M" and _is_head(phrase.words[-1]))
    yield from (title_case(f"{first} and {second}") for first, second in pairwise(names))
    heads = list(dict.fromkeys((*_heads(phrases), *_heads(_phrases_of(title)[0]))))[:_HEADS]
    yield from (title_case(f"{head} {noun}") for noun in ("Details", "Developments", "Update") for head in heads)
    yield "Further Details"
    yield from (f"Further Details {number}" for number in count(2))


def _heads(phrases: Sequence[Phrase]) -> list[str]:
    """Return the last words of phrases in the singular, first those that are nouns for sure."""
    words = [phrase.words[-1] if phrase.tags[-1] == "M" else phrase.words[-1].lower() for phrase in phrases]
    return sorted((singular(word) for word in words if _is_head(word)), key=lambda word: word not in countable())


def _is_head(word: str) -> bool:
    return word.isalpha() and 2 < len(word) < _LONGEST_HEAD and word.lower() not in UNFIT


def _from_subjects(phrases: Sequence[Phrase], tags: str) -> Iterator[str]:
    """Yield "Renn Claim" for "Renn has modified his claim"."""
    for subject, thing in pairwise(phrases):
        told = thing.after_verb and not subject.after_verb and thing.tags[-1] == "N"
        named = told and tags[thing.first - 1] == "D" and tags[thing.first - 2] in "VE"
        if named and _is_head(subject.words[-1]) and _is_head(thing.words[-1]) and thing.words[-1].islower():
            yield title_case(f"{singular(subject.words[-1])} {thing.words[-1]}")


def _from_clause(phrases: Sequence[Phrase], tokens: Sequence[Token], tags: str) -> Iterator[str]:
    """Yield "Calder's Warning" for "Calder warns ..."."""
    verb = next((place for place, tag in enumerate(tags) if tag == "V" and place > 0), None)
    subject = next((phrase for phrase in reversed(phrases) if verb and phrase.last <= verb), None)
    if verb is None or subject is None:
        return
    between = range(subject.last, verb)
    if {tags[place] for place in between if tokens[place].text not in WEEKDAYS | {"on"}} - {"A", "X"}:
        return
    head, said = subject.words[-1], lowers(tokens[verb])
    if said in SPEECH or said in DEEDS:
        owner = " ".join(subject.words[-2:]) if subject.tags[-2:] == "MM" and bare(head) in common_words() else head
        owner = owner if head.endswith(("s’", "’s")) else f"{owner}’" if head.endswith("s") else f"{owner}’s"
        yield title_case(f"{owner} {DEEDS.get(said) or NOMINAL.get(said, 'Statement')}")


def _from_aims(phrases: Sequence[Phrase], tokens: Sequence[Token], tags: str) -> Iterator[str]:
    """Yield "Plans to Close Terminal" for "plans to close the old terminal"."""
    for after, (aim, to, verb) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False), 3):
        if lowers(aim) not in _AIMS or to.text != "to" or not verb.text.islower():
            continue
        target = next((phrase for phrase in phrases if phrase.last > after), None)
        if target and (target.first <= after or set(tags[after : target.first]) <= {"D"}):
            yield title_case(f"{aim.text} to {verb.text} {target.words[-1]}")


def label_problems(label: str, *, used: Collection[str] = ()) -> list[str]:
    """Return what is wrong with a label's form, in words; an empty list when it is right."""
    words = label.split()
    problems: list[str] = []
    if not 2 <= len(words) <= 4:
        problems.append(f"{len(words)} words instead of 2 to 4")
    if ":" in label:
        problems.append("a colon inside")
    if label != label.strip() or label[-1:] in _END_MARKS:
        problems.append("a mark or space at its end")
    if label != title_case(label):
        problems.append("not in Title Case")
    if label.casefold() in GENERIC:
        problems.append("says nothing of its bullet")
    if words and (words[0].lower() in _EDGES or words[-1].lower() in _EDGES):
        problems.append("begins or ends with a word that needs another")
    if not any(character.isalpha() for character in label):
        problems.append("no words")
    elif any(word != "&" and not any(map(str.isalnum, word)) for word in words):
        problems.append("a mark by itself")
    if words and words[0] in _NEVER_FIRST:
        problems.append("begins with a courtesy title or the end of something")
    if fold(label) in {fold(other) for other in used}:
        problems.append("already used")
    return problems


def title_case(text: str) -> str:
    """Return the text in Title Case: small words stay small inside, words with inner capitals or digits stay as they are."""
    words = text.split()
    last = len(words) - 1
    return " ".join(_cased(word, inside=0 < place < last) for place, word in enumerate(words))


def _cased(word: str, *, inside: bool) -> str:
    if inside and word.lower() in SMALL and not word.isupper():
        return word.lower()
    parts = word.split("-")
    return "-".join(
        part.lower() if place and place < len(parts) - 1 and part.lower() in SMALL else _capital(part)
        for place, part in enumerate(parts)
    )


def _capital(part: str) -> str:
    """Raise the first letter, unless the word has capitals of its own ("iPhone") or begins with a digit ("90-day", "5th")."""
    if any(character.isupper() for character in part):
        return part
    place = next((i for i, character in enumerate(part) if character.isalnum()), -1)
    return part if place < 0 or part[place].isdigit() else part[:place] + part[place].upper() + part[place + 1 :]
