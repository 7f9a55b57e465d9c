"""Finds the noun phrases of a sentence and says which of their heads make a topic rather than a person or a filler."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarize.mentions import MONTHS, common_words
from summarize.shortening.lists import ROLES, word_set
from summarize.shortening.tokens import Token, split_tokens
from summarize.shortening.words import FINITE, WEEKDAYS, lowers, tag_tokens, verbs

_NOMINAL = """\
Approval: approve approves approved passes passed
Rejection: reject rejects rejected
Warning: warn warns warned
Resignation: resign resigns resigned
Criticism: criticize criticizes criticized criticise criticises criticised
Condemnation: condemn condemns condemned
Launch: launch launches launched
Denial: deny denies denied
Dispute: dispute disputes disputed
Delay: delay delays delayed
Purchase: buy buys bought
Sale: sell sells sold
Ban: ban bans banned
Increase: raise raises raised increases increased
Cut: cut cuts reduce reduces reduced
Decline: falls fell drops dropped declines declined
Support: back backs backed supports supported endorse endorsed
Opposition: oppose opposes opposed resist resists resisted
Closure: close closes closed shuts
Defense: defend defends defended
Demand: demand demands demanded
Expansion: expand expands expanded
Investigation: investigate investigates investigated probe probes
Arrest: arrest arrests arrested
Release: release releases released publish publishes published
Victory: win wins won
Defeat: lose loses lost
Review: review reviews reviewed examine examines examined
Proposal: propose proposes proposed
Suspension: suspend suspends suspended halt halts halted
Removal: remove removes removed
Threat: threaten threatens
Concerns: fear fears feared worry worries worried
Doubts: doubt doubts doubted question questions questioned
Restrictions: restrict restricts restricted
Refusal: refuse refuses refused"""
_DEEDS = """\
Decision: decide decides decided chooses chose
Plans: plan plans planned intends intended
Promise: promise promises promised pledge pledges pledged vow vows vowed
Hopes: hope hopes hoped
Return: return returns returned
Visit: visit visits visited
Trip: travels traveled travelled
Departure: quits departs departed
Arrival: arrives arrived
Death: dies died
Move: moves moved
Meeting: meet meets met
Appeal: urge urges urged
Apology: apologizes apologized apologises apologised
Bid: seek seeks sought
Discovery: discovers discovered
Attempt: try tries tried attempts attempted
Start: start starts started begin begins began
Work: work works worked"""
NOMINAL = {verb: line.split(":")[0] for line in _NOMINAL.splitlines() for verb in line.split(":")[1].split()}
DEEDS = {verb: line.split(":")[0] for line in _DEEDS.splitlines() for verb in line.split(":")[1].split()}
"""What a subject does, as what it then has: "Calder decides" is "Calder's Decision"."""
_TOPICAL_ENDINGS = tuple(
    word_set("tion tions sion sions ment ments ance ence ances ences ity ities ness ism ship ure ures cy cies age dom")
)
_TOPICAL = word_set(
    "talks deal deals plan plans vote votes ruling rulings ban bans tariff tariffs row dispute disputes crisis cut "
    "cuts rise fall risk risks threat threats claim claims charge charges case trial attack attacks strike strikes "
    "rate rates price prices cost costs tax taxes bill bills law laws rule rules report reports study survey poll "
    "polls test tests drug drugs vaccine record records growth loss losses gain gains profit profits sales demand "
    "supply supplies budget funding spending shutdown deadline campaign race bid reform reforms probe inquiry hearing "
    "review appeal lawsuit order orders call calls meeting visit summit policy policies rights protest protests clash "
    "clashes fire fires storm flood floods quake rescue search toll damage project launch site power trade market "
    "markets jobs exports imports debt aid relief doubt doubts fear fears warning warnings pressure tensions backlash "
    "delay delays limits curbs fight battle role impact effect effects link links evidence proof details concerns "
    "results findings"
)
_GENERIC_HEADS = word_set(
    "year years time times thing things way ways part parts day days week weeks month months number numbers percent "
    "cent million billion place lot kind sort others other people person man woman men women one ones first second "
    "third today end start hour hours minute minutes side bit couple set group half quarter rest many few two three "
    "four five six seven eight nine ten last next new such own same able least likely available due back now more "
    "less better best good bad big high low long short old young ahead dozens hundreds thousands millions billions"
)
_PERSON_ENDINGS = ("ers", "ors", "ists", "ians", "ants", "men", "ees", "crats", "cans")
_MONTHS = frozenset(MONTHS.split("|"))
SMALL = word_set("a an the and or but nor of in on at by for to from with as vs. vs v. via per into over")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words around one noun: its words, their tags, and whether the sentence's verb stands before it."""

    words: tuple[str, ...]
    tags: str
    after_verb: bool
    first: int
    last: int


def find_phrases(text: str) -> tuple[list[Phrase], list[Token], str]:
    """Return the noun phrases of a sentence in order, and the tokens and tags that they were found in."""
    tokens = split_tokens(text)
    tags = tag_tokens(tokens)
    return [phrase for run in _runs(tokens, tags) if (phrase := _trim(tokens, tags, *run))], tokens, tags


def _runs(tokens: Sequence[Token], tags: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of nouns, names, numbers and describing forms."""
    start = -1
    for index, tag in enumerate(tags + "."):
        inside = tag in "NM#EG" and not (tag in "EG" and start < 0 and tags[index - 1 : index] in ("X", "T", "P"))
        if inside and start < 0:
            start = index
        elif not inside and start >= 0:
            yield start, index
            start = -1


def _trim(tokens: Sequence[Token], tags: str, start: int, end: int) -> Phrase | None:
    """Return the run as a phrase that ends in a noun, without numbers, days and fillers at its edges."""
    while end > start and (tags[end - 1] in "#EG" or tokens[end - 1].text in WEEKDAYS or _is_empty(tokens[end - 1])):
        end -= 1
    while end > start and (tags[start] == "#" or tokens[start].text in WEEKDAYS or _is_empty(tokens[start])):
        start += 1
    if end == start:
        return None
    words = tuple(token.text for token in tokens[start:end])
    return Phrase(words, tags[start:end], any(tag in FINITE for tag in tags[:start]), start, end)


def _is_empty(token: Token) -> bool:
    word = lowers(token)
    return word in _GENERIC_HEADS or token.text in _MONTHS


def bare(word: str) -> str:
    """Return the word in small letters without a possessive ending or a full stop."""
    return word.lower().replace("'", "’").removesuffix("’s").rstrip("’.")


def topic_worth(words: Sequence[str]) -> float:
    """Return how well these words name a topic: nominalisations and abstract heads score high, people and fillers low."""
    head = bare(words[-1])
    topical = head in _TOPICAL or (head.endswith(_TOPICAL_ENDINGS) and len(head) > 5)
    worth = 2.5 if topical else 0.0
    if head in _GENERIC_HEADS or any(word in _MONTHS or word in WEEKDAYS for word in words):
        worth -= 3.0
    if (
        head in ROLES
        or head.removesuffix("s") in ROLES
        or head.endswith(_PERSON_ENDINGS)
        or head in {"officials", "police", "critics"}
    ):
        worth -= 2.0
    named = [word[0].isupper() and bare(word) not in common_words() for word in words]
    if all(word[0].isupper() for word in words) and not (topical and words[-2:-1] and not named[-1]):
        worth -= 4.0 if named[-1] or named[0] else 1.5
    elif any(named):
        worth += 0.8
    if any(character.isdigit() for word in words for character in word):
        worth -= 1.5
    if words[-1].endswith(("’s", "'s", "s’", "s'")):
        worth -= 5.0
    return worth - 2.0 * _hidden_verbs(words)


def _hidden_verbs(words: Sequence[str]) -> int:
    """Count the words that are probably a verb between two nouns ("Democrats plan", "Trump altered values")."""
    found = 0
    for before, word in pairwise(words):
        plural = before.endswith("s") and not before.endswith(("ss", "’s", "'s", "us", "as", "is"))
        owned = before.endswith(("’s", "'s", "’", "'"))
        name = before[0].isupper() and not owned
        found += (
            not word[0].isupper()
            and not owned
            and (
                (word in verbs() and (plural or (name and bare(before) not in common_words() and word not in _TOPICAL)))
                or (word.endswith("ed") and (plural or name))
            )
        )
    return found
