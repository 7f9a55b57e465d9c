"""Tells which sentences an editor would never print a bullet from, however much they say."""

from __future__ import annotations

import re

from summarize.boilerplate import is_page_text
from summarize.commentary import opinion_holder
from summarize.mentions import find_mentions
from summarize.quoted import quoted_sentences
from summarize.shortening.context import find_speaker
from summarize.shortening.tokens import split_tokens
from summarize.shortening.words import has_finite, tag_tokens
from summarize.types import Document

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_SPOKE = re.compile(r"\b(?:said|says|told|added|wrote|tweeted|asked|explained|according to)\b")
_ASKS = re.compile(
    r"\b(?:let us know|tell us|e-?mail us|in the comments (?:below|section)|"
    r"corrections? (?:and|&) clarifications?|(?:earlier|previous) version of this (?:story|article|report)|"
    r"share your (?:thoughts|views|story)|(?:click|tap) (?:here|below)|"
    r"media playback is (?:un|not )supported|scroll down|our newsletter|our (?:live )?(?:twitter|blog|feed)|"
    r"read (?:more|our|the full)|see (?:the )?(?:video|gallery)|(?:video|photo)s? (?:above|below))\b",
    re.I,
)
_CAPTION = re.compile(
    r"^\W*pictured\b|, pictured\b|\bpictured (?:above|below|left|right|here)\b|\bfile (?:photo|image)\b|"
    r"\((?:left|right|centre|center|above|below|photo|image|pictured|not in the picture)\b|"
    r"\b(?:is|are|was|were) (?:shown|seen) here\b|\bin this (?:[\w-]+ ){0,2}(?:photo|photograph|picture|image|frame grab)\b|"
    r", (?:sun|mon|tues|wednes|thurs|fri|satur)day, [a-z]{3,9}\.? \d{1,2}, \d{4}[,.]",
    re.I,
)
_TITLED = re.compile(r"[A-Z][\w’' -]{2,28}: [A-Z][a-z]")
"""How the caption of a picture begins, as in "Biggest fan: Perello at the match"."""
_GLUED = re.compile(r"[a-z]{2}(?:[A-Z]{3,}|[A-Z][a-z]+) .*\bMORE\b")
"""Links to other stories that were run into the text."""
_AUTHORS = "reporter|correspondent|columnist|contributor|writer|editor|author|fellow|professor|producer|host"
_AUTHOR = re.compile(rf"\b(?:is|was) (?:an? |the )?(?:[\w-]+ ){{0,4}}(?:{_AUTHORS})\b", re.I)
_CREDIT = re.compile(
    r"\breported from [A-Z]\w+.*\b(?:reported|wrote|contributed)\b|\breported and wrote (?:this|from)\b|"
    r"^(?:[A-Z][\w.’'-]* ){2,}(?:and (?:[A-Z][\w.’'-]* ){2,})?(?:reports?|writes?) for (?:the )?[A-Z]"
)
_SUBORDINATE = re.compile(r"Which |(?:Although|Though|Because|Whereas|Unless|While|If) [^,—–:]*$")
_GUESTS = (
    "representative|senator|graduate|director|founder|co-founder|analyst|strategist|scholar|attorney|chairman|chairwoman|consultant"
)
_WHO = re.compile(
    r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3}(?:, [^,]+,)? is (?:an? |the )"
    rf"(?:[\w.’'-]+ ){{0,6}}(?:{_AUTHORS}|{_GUESTS})\b"
)
_HEAD, _TAIL, _LONG_TAIL = 2, 3, 8
_CLOSING = "”\"'’)] "
_LINK = re.compile(r"[^.,]*[^\s.,] \.")
_ASIDE = re.compile(r"\([^()]*\)[,;]")
_FEW_SPACED = 0.25
_FEW_OUTSIDE = 3
_SHORT = 8


def why_unfit(document: Document, number: int) -> str:
    """Return why no bullet should be made from a sentence, "" where nothing speaks against it."""
    text = " ".join(document.sentences[number].text.split())
    if is_page_text(text) or _is_link(text, document) or _GLUED.search(text) or _ASKS.search(_QUOTED.sub("", text)):
        return "page text"
    if _CAPTION.search(text) or _is_titled(text):
        return "caption"
    if _is_author_note(document, number, text):
        return "author's note"
    bare = text.rstrip(_CLOSING)
    if bare.endswith("?"):
        return "question"
    unfinished = bare.endswith((":", ",", ";", "-", "—", "–", "…", "...")) or _SUBORDINATE.match(text) or _ASIDE.match(text)
    if unfinished or (number > 0 and _starts_inside(text)) or _lacks_verb(text):
        return "half a sentence"
    if number in quoted_sentences(document) or (_is_quotation(text) and not _speaker_beside(document, number)):
        return "quotation without its speaker"
    return ""


def _is_link(text: str, document: Document) -> bool:
    """Tell whether a space stands before the period, as where web pages link to other stories, and mostly not in the article."""
    return bool(_LINK.fullmatch(text)) and document.article.text.count(" .") < _FEW_SPACED * len(document.sentences)


def _is_titled(text: str) -> bool:
    titled = _TITLED.match(text)
    return titled is not None and not _SPOKE.search(titled[0])


def _is_author_note(document: Document, number: int, text: str) -> bool:
    """Tell whether a sentence at an article's end, or a commentary's beginning, is about its author or who reported it."""
    left = len(document.sentences) - number
    if opinion_holder(document) and (number < _HEAD or left <= _LONG_TAIL) and _WHO.match(text):
        return True
    told = bool(_CREDIT.search(text)) or (bool(_AUTHOR.search(text)) and not _SPOKE.search(text))
    return told and left <= _TAIL < number


def _starts_inside(text: str) -> bool:
    """Tell whether the text begins with a word in lower case, which is no name like "iPhone"."""
    letters = text.lstrip("“\"'‘([")
    return letters[:1].islower() and letters[:2].islower()


def _lacks_verb(text: str) -> bool:
    """Tell whether no finite verb is known in a text that is short or does not end as a sentence does."""
    if len(text.split()) >= _SHORT and text.rstrip(_CLOSING).endswith((".", "!")):
        return False
    tokens = split_tokens(text)
    tags = tag_tokens(tokens)
    return not has_finite(tags, 0, len(tags))


def _is_quotation(text: str) -> bool:
    """Tell whether all but a few words stand in quotation marks, and these few do not say who speaks."""
    if _SPOKE.search(_QUOTED.sub(" ", text)):
        return False
    return text[:1] in '“"' and len(re.findall(r"\w+", _QUOTED.sub(" ", text))) < _FEW_OUTSIDE


def _speaker_beside(document: Document, number: int) -> bool:
    """Tell whether the sentences around name who speaks."""
    if find_speaker(document, number):
        return True
    around = (place for place in (number - 1, number + 1) if 0 <= place < len(document.sentences))
    return any(_names_speaker(document.sentences[place].text) for place in around)


def _names_speaker(text: str) -> bool:
    outside = _QUOTED.sub(" ", text)
    return bool(_SPOKE.search(outside)) and any(mention.kind == "name" for mention in find_mentions(outside))
