"""Makes "a" and "an" agree with what follows them once words between were left out."""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"(?:(?<!\S)(?=a)|^|(?<=[“\"‘(]))([Aa])n? ([“\"‘'(]?[$£€]?)([^\W_][\w'’.&-]*)")
_CONSONANT = re.compile(r"(?:one|once|uni(?![dnm])|us[aeiu]|u\.|uk|eu|ew|ut[aei]|u-)", re.IGNORECASE)
_SILENT = re.compile(r"(?:hour|honest|hono|heir)", re.IGNORECASE)
_SPOKEN_LETTERS = frozenset("AEFHILMNORSX")
_SPOKEN_WORDS = frozenset("NATO NASA NAFTA FEMA FISA SWAT MERS SARS RICO FIFA".split())
_NUMBER = re.compile(r"8|1[18](?!\d)")


def agree_articles(text: str, sentence: str) -> str:
    """Return a shortened sentence with "a" and "an" as they are said before the words that follow them now.

    >>> agree_articles("It had a interview.", "It had a long interview.")
    'It had an interview.'
    >>> agree_articles("It had a $8 debt.", "It had a new $8 debt.")
    'It had an $8 debt.'

    Args:
        text: the shortened sentence.
        sentence: the sentence that it was written from; where an article stands so there, it is left alone.
    """
    return _ARTICLE.sub(lambda found: found[0] if found[0] in sentence else _agreed(*found.groups()), text)


def _agreed(article: str, mark: str, word: str) -> str:
    return f"{article}{'n' if opens_with_vowel(word) else ''} {mark}{word}"


def opens_with_vowel(word: str) -> bool:
    """Tell whether a word is said with a vowel first."""
    letters = word.replace(".", "")
    if word[0].isdigit():
        return bool(_NUMBER.match(word))
    if letters[:2].isupper() and letters.isalpha() and letters not in _SPOKEN_WORDS:
        return letters[0] in _SPOKEN_LETTERS
    return bool(_SILENT.match(word)) or (word[0].lower() in "aeiou" and not _CONSONANT.match(word))
