"""A small tagger on closed word lists and a list of common verbs: enough grammar to cut a sentence safely."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from summarize.mentions import common_words
from summarize.shortening.lists import word_set
from summarize.shortening.tokens import Token

CLOSED = {
    "D": (
        "the a an this these those its his her their our my your some any every each no another several many few both all "
        "such most more fewer less enough"
    ),
    "P": (
        "of in on at by for from with about into over under during through against between among within toward towards "
        "upon across behind beyond despite amid amidst amongst throughout near around above below along alongside onto "
        "outside inside per off via like besides including regarding concerning versus vs. without except following than "
        "up out down back"
    ),
    "S": ("because although though while whereas since after before until unless if when whenever once as whether so that lest"),
    "C": "and or but nor yet &",
    "W": "who which whose whom where what why how whoever whatever",
    "R": (
        "he she it they we i you him them us me himself herself itself themselves someone anyone everyone nobody nothing "
        "something anything everything everybody none others there"
    ),
    "X": (
        "is was are were am has had have do does did will would can could may might must should shall cannot ’s isn’t "
        "wasn’t aren’t weren’t hasn’t hadn’t haven’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t shouldn’t mustn’t "
        "it’s he’s she’s that’s there’s what’s who’s they’re we’re you’re i’m they’ve we’ve i’ve you’ve he’d she’d they’d "
        "we’d i’d it’ll he’ll she’ll they’ll we’ll i’ll you’ll"
    ),
    "B": "be been being having",
    "A": (
        "not never also just still already only even now then again too very quite rather almost always often ever soon "
        "later earlier away together here perhaps maybe instead yet ago once twice however meanwhile moreover far much "
        "well n’t currently"
    ),
    "T": "to",
}
TAG_OF = {word: tag for tag, words in CLOSED.items() for word in words.split()}
FINITE = frozenset("XV")
WEEKDAYS = word_set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
UNFIT = frozenset(map(str.lower, WEEKDAYS)) | word_set(
    "day days week weeks weekend month months year years night nights morning mornings evening evenings afternoon hour "
    "hours minute minutes moment time times today yesterday tomorrow tonight january february march april may june july "
    "august september october november december hundreds thousands millions billions dozens percent pounds miles degrees "
    "points inches feet acres dollars cents euros kilometers tons yards lot lots bit thing things way ways rest"
)
"""These tell when or how many, not what."""
_MARKS = {",": ",", ";": ";", ":": ":", "—": "-", "–": "-", "--": "-", "-": "-", "(": "(", ")": ")", "[": "(", "]": ")"}
_LY_NOUNS = word_set(
    "family rally assembly supply reply ally monopoly italy july daily weekly friendly elderly early likely only deadly"
)
_ING_NOUNS = word_set(
    "meeting building hearing ruling spending funding morning evening king spring wing ring string thing filing "
    "listing housing shooting bombing killing training rating opening offering briefing gathering warning feeling "
    "finding beginning ceiling"
)


@cache
def verbs() -> dict[str, bool]:
    """Return the common finite verb forms: True where the word is nearly always a verb, False where it is a noun as well."""
    lines = (Path(__file__).parent / "verbs.txt").read_text("utf-8").split()
    return {line.rstrip("*"): not line.endswith("*") for line in lines}


def lowers(token: Token) -> str:
    """Return the token in lower case with curly apostrophes."""
    return _folded(token.text)


@lru_cache(maxsize=1 << 11)
def _folded(text: str) -> str:
    return text.lower().replace("'", "’")


def is_common(word: str) -> bool:
    """Tell whether a capitalised word would stand in lower case inside a sentence."""
    bare = word.lower().replace("'", "’")
    return (bare in TAG_OF and bare != "i") or common_words().get(bare) is True


def tag_tokens(tokens: Sequence[Token]) -> str:
    """Return one letter per token: its part of speech, as far as word lists and neighbours tell.

    D determiner, P preposition, S subordinator, C coordinator, W relative or question word, R pronoun, X auxiliary, B be/having,
    V finite verb, I infinitive, E participle, G -ing form, A adverb, T to, M name, N other word, ``#`` number, and marks
    (``,;:-()q.``).
    """
    tags: list[str] = []
    opening = True
    for index, token in enumerate(tokens):
        text = token.text
        if not token.is_word:
            tag = _MARKS.get(text, "q" if text in "“”\"‘’'" else ".")
            opening = opening or (tag in ":." or text in '“‘"')
        else:
            tag = _tag_word(tokens, index, tags, opening)
            opening = False
        tags.append(tag)
    return "".join(tags)


def _tag_word(tokens: Sequence[Token], index: int, tags: list[str], opening: bool) -> str:
    text = tokens[index].text
    if text[0].isdigit() or text[0] in "$£€¥":
        return "#"
    if text == "US":
        return "M"
    word = lowers(tokens[index])
    if text[0].isupper() and not (opening and is_common(text)):
        return "X" if word in {"i’m", "i’ve", "i’ll", "i’d"} else "R" if word == "i" else "M"
    if word == "that" and (not tags or tags[-1] in "P,.:"):
        return "D" if tokens[index + 1 : index + 2] and lowers(tokens[index + 1]) not in TAG_OF else "R"
    closed = TAG_OF.get(word)
    if closed:
        return closed
    if word.endswith("n’t"):
        return "X"
    if word.endswith("ly") and word not in _LY_NOUNS:
        return "A"
    return _tag_open(tokens, index, tags, word)


def _tag_open(tokens: Sequence[Token], index: int, tags: list[str], word: str) -> str:
    """Tag a word that is in no closed list: verb, participle, infinitive, -ing form or noun."""
    before = tags[-1] if tags else ""
    if before in ("A", "q"):
        before = next((tag for tag in reversed(tags) if tag not in "Aq"), "")
    if index and tokens[index - 1].text.endswith(("’s", "'s", "s’", "s'")) and before in ("N", "M"):
        before = "D"
    if word.endswith("ing") and len(word) > 4:
        return "N" if before == "D" or word in _ING_NOUNS else "G"
    sure = verbs().get(word)
    if before in ("X", "B") and (sure is not None or word.endswith("ed")):
        return "E" if word.endswith("ed") else "I"
    if before == "T" and (sure is not None or not word.endswith("s") or word.endswith(("ss", "us"))):
        return "I"
    if sure is None:
        if not word.endswith("ed") or len(word) < 5:
            return "N"
        return "V" if before in ("R", "W") or (before in ("M", "N") and not _main_seen(tags)) else "E"
    following = lowers(tokens[index + 1]) if index + 1 < len(tokens) else ""
    if sure:
        return _tag_sure(word, before, following, tags)
    if _is_verb_here(word, before, lowers(tokens[index - 1]) if index else "", following, tags):
        return "V"
    return "E" if word.endswith("ed") else "N"


def _is_verb_here(word: str, before: str, previous: str, following: str, tags: list[str]) -> bool:
    """Tell whether a word that may be noun or verb ("plans") stands as a verb between these neighbours."""
    if before in ("R", "W"):
        return word.endswith("ed") or not word.endswith("s") or TAG_OF.get(following, "T") in "DPTRS"
    plural = before == "N" and previous.endswith("s") and not previous.endswith(("ss", "us", "as", "is"))
    opens = TAG_OF.get(following) in ("D", "P", "T", "R", "S") or following[:1].isdigit()
    if (plural or before == "M") and opens and following not in {"of", "by"}:
        return True
    if before == "M" and word.endswith("s") and following.isalpha() and following not in TAG_OF:
        return following not in verbs() and not _main_seen(tags)
    return before == "N" and word.endswith("s") and TAG_OF.get(following) in ("D", "R")


def _tag_sure(word: str, before: str, following: str, tags: list[str]) -> str:
    """Tag a word that is nearly always a verb."""
    if before in ("D", "P", "#", "I", "G"):
        return "E" if word.endswith(("ed", "en")) else "N" if before == "D" else "V" if before == "#" else "E"
    if word.endswith("ed") and following in TAG_OF:
        if before in (",", "-", ")"):
            return "E" if _main_seen(tags) else "V"
        if before in ("", "(") or following in {"by", "of"}:
            return "E"
    return "V"


def _main_seen(tags: Sequence[str]) -> bool:
    """Tell whether more finite verbs than openings of clauses stand before: the main clause has its verb."""
    return tags.count("X") + tags.count("V") > tags.count("W") + tags.count("S")


def has_finite(tags: str, start: int, end: int) -> bool:
    """Tell whether a finite verb stands in ``tags[start:end]``."""
    part = tags[start:end]
    return "V" in part or "X" in part
