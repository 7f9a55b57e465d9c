"""Brings words to a form in which they can be compared: case, accents, quotation marks, possessives and endings folded."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans({"’": "'", "‘": "'", "´": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00a0": " "})
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_IRREGULAR = (
    "say said|tell told|win won|lose lost|take took taken|give gave given|get got gotten|go went gone|make made|"
    "know knew known|find found|think thought|see saw seen|come came|hold held|keep kept|leave left|meet met|"
    "pay paid|sell sold|send sent|spend spent|buy bought|build built|begin began begun|break broke broken|"
    "bring brought|choose chose chosen|drive drove driven|fall fell fallen|fight fought|fly flew flown|"
    "grow grew grown|hear heard|lead led|mean meant|rise rose risen|run ran|seek sought|shoot shot|sit sat|"
    "speak spoke spoken|stand stood|steal stole stolen|strike struck|swear swore sworn|teach taught|"
    "throw threw thrown|understand understood|wear wore worn|withdraw withdrew withdrawn|write wrote written|"
    "do did done|be is are was were been am|have has had|die dying|feel felt|catch caught|draw drew drawn|"
    "become became|overcome overcame"
)
_BASE = {form: group.split()[0] for group in _IRREGULAR.split("|") for form in group.split()}


def fold(text: str) -> str:
    """Return text in lower case, without accents, with straight quotation marks; "U.S." becomes "us"."""
    folded = text.replace("`", "'").lower()
    if not folded.isascii():
        folded = folded.translate(_PLAIN)
        if not folded.isascii():
            folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return _DOTTED.sub(lambda m: m[0].replace(".", ""), folded) if "." in folded else folded


def words(text: str) -> list[str]:
    """Return the words of a text, folded, without possessive endings."""
    return [word[:-2] if word.endswith("'s") else word for word in _WORD.findall(fold(text))]


def phrase(text: str) -> str:
    """Return the folded words between single spaces, with one at either end, so that ``" a b " in phrase`` finds whole words."""
    return f" {' '.join(words(text))} "


@lru_cache(maxsize=2048)
def stem(word: str) -> str:
    """Return a folded word without its commonest endings; an irregular verb's base form."""
    if word in _BASE:
        return _BASE[word]
    for ending, left in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("ly", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            base = word[: -len(ending)] + left
            if ending in {"ing", "ed"} and base[-1] == base[-2] and base[-1] not in "lsz":
                base = base[:-1]
            return base.removesuffix("e") if len(base) > 3 else base
    return word.removesuffix("e") if len(word) > 4 else word


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list written as one text."""
    return frozenset(text.split())


def stem_set(text: str) -> frozenset[str]:
    """Return the stems of a list of words written as one text."""
    return frozenset(stem(word) for word in text.split())
