"""Brings an attribution to the front: "S, Smith said." and "According to Smith, S." become "Smith says S."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarize.mentions import common_words
from summarize.shortening.lists import PLURALS, PRESENT, word_set
from summarize.shortening.spans import depth_zero
from summarize.shortening.tokens import Token, capitalise
from summarize.shortening.words import FINITE, WEEKDAYS, has_finite, is_common, lowers

_NEVER_FIRST = word_set(
    "told tells claimed announced announces reported declared predicted alleged tweeted acknowledged believes claims"
)
_SINGULAR = word_set("news times press post politics reuters associates business analysis series this")
_PAST_MARKS = word_set("had would were")
_PRESENT_MARKS = word_set("is are has have will can may should must does do won’t isn’t aren’t can’t it’s they’re he’s she’s")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it, the verb, and which tokens carry that: the claim is what remains."""

    speaker: tuple[Token, ...]
    verb: str
    first: int
    last: int


def find_attribution(tokens: Sequence[Token], tags: str) -> Attribution | None:
    """Return the attribution that follows, interrupts or precedes its claim; None where there is none or it stands in front."""
    if lowers(tokens[0]) == "according" and len(tokens) > 3 and lowers(tokens[1]) == "to":
        return _according(tokens, tags, 2, 0)
    for start in _borders(tokens, tags):
        found = _at(tokens, tags, start)
        if found:
            return found
    return None


def _borders(tokens: Sequence[Token], tags: str) -> list[int]:
    """Return where an attribution may begin: after a comma, or after a closing quotation mark that follows one."""
    borders = [comma + 1 for comma in depth_zero(tokens, tags)]
    for index in range(1, len(tokens) - 1):
        closing = tokens[index].text in "”\"’'" and tokens[index].quoted and not tokens[index + 1].quoted
        if closing and tokens[index - 1].text[-1] in ",!?—-…":
            borders.append(index + 1)
    return sorted(borders)


def _at(tokens: Sequence[Token], tags: str, start: int) -> Attribution | None:
    """Return the attribution that begins at ``start``, if one does."""
    if start + 1 >= len(tokens):
        return None
    word = lowers(tokens[start])
    if word == "according" and lowers(tokens[start + 1]) == "to":
        return _according(tokens, tags, start + 2, start)
    if word in PRESENT and word not in _NEVER_FIRST:
        return _inverted(tokens, tags, start)
    if tags[start] not in "DMNR#":
        return None
    for index in range(start + 1, min(start + 25, len(tokens))):
        if lowers(tokens[index]) in PRESENT and tags[index] in "VNE":
            return _plain(tokens, tags, start, index)
        if tags[index] == "," and not tokens[start - 1].quoted:
            return None
        if tags[index] in FINITE or (tags[index] in "WSCTX:;-q" and lowers(tokens[index]) != "and"):
            return None
    return None


def _plain(tokens: Sequence[Token], tags: str, start: int, verb: int) -> Attribution | None:
    """Read "SPEAKER said ..." up to the next mark; no claim may follow it there."""
    end = _run(tokens, tags, verb + 1)
    if (
        has_finite(tags, verb + 1, end)
        or "S" in tags[verb + 1 : end]
        or "ND" in tags[start:verb]
        or not _ends(tokens, tags, end)
        or not _told_well(tokens, tags, verb, end)
    ):
        return None
    aside = tags.find(",", start, verb)
    stop = aside if aside > 0 and "C" not in tags[start:verb] else verb
    return Attribution(_speaker(tokens, tags, start, stop), lowers(tokens[verb]), start, end)


def _told_well(tokens: Sequence[Token], tags: str, verb: int, end: int) -> bool:
    """Tell whether what follows the verb is only a listener, a day or an occasion."""
    if verb + 1 == end or lowers(tokens[verb]) in {"told", "tells"}:
        return True
    return tags[verb + 1] in "PA" or tokens[verb + 1].text in WEEKDAYS or lowers(tokens[verb + 1]) in {"last", "this", "earlier"}


def _inverted(tokens: Sequence[Token], tags: str, start: int) -> Attribution | None:
    """Read "said SPEAKER, a title, ..."."""
    end = _run(tokens, tags, start + 1)
    if end == start + 1 or tags[start + 1] not in "DMN#RE" or has_finite(tags, start + 1, end) or "T" in tags[start:end]:
        return None
    speaker = _speaker(tokens, tags, start + 1, end)
    last = end
    while last < len(tokens) and tags[last] == "," and not tokens[last].quoted:
        stop = _run(tokens, tags, last + 1)
        if stop < len(tokens) and tokens[stop].quoted and tags[stop] != ".":
            break
        last = stop
    return Attribution(speaker, lowers(tokens[start]), start, last) if _ends(tokens, tags, last) else None


def _according(tokens: Sequence[Token], tags: str, start: int, first: int) -> Attribution | None:
    """Read "according to SPEAKER", before or after its claim."""
    end = _run(tokens, tags, start)
    if end == start or has_finite(tags, start, end) or tags[end - 1] not in "MN#" or tags[end : end + 1] == "q":
        return None
    if first and not _ends(tokens, tags, end):
        return None
    stop = end
    rest = tags.find(",", end + 1)
    if not first and rest > 0 and not has_finite(tags, end, rest) and tags[end + 1] in "DM" and has_finite(tags, rest, len(tags)):
        end = rest
    aside = first and tags[end : end + 1] == "," and tags[end + 1 : end + 2] in ("D", "W", "N", "M")
    last = len(tags.rstrip(".")) if aside else end
    return Attribution(_speaker(tokens, tags, start, stop), "said", first, last)


def _run(tokens: Sequence[Token], tags: str, start: int) -> int:
    """Return where the words from ``start`` on meet the next mark or quotation."""
    index = start
    while index < len(tokens) and tags[index] not in ",;:-(.q" and not tokens[index].quoted:
        index += 1
    return index


def _ends(tokens: Sequence[Token], tags: str, end: int) -> bool:
    return end >= len(tokens) or tags[end] in ".,;:-q" or tokens[end].quoted


def _speaker(tokens: Sequence[Token], tags: str, start: int, end: int) -> tuple[Token, ...]:
    """Return the speaker's words without a day at their end."""
    while end - 1 > start and (tokens[end - 1].text in WEEKDAYS or lowers(tokens[end - 1]) == "on"):
        end -= 1
    return tuple(tokens[start:end])


def say(attribution: Attribution, claim: Sequence[Token]) -> tuple[Token, ...]:
    """Return speaker and verb as the opening of a sentence."""
    words = [lowers(token) for token in attribution.speaker]
    past = any(lowers(token) in _PAST_MARKS for token in claim if not token.quoted)
    verb = PRESENT[attribution.verb]
    if past and not any(token.quoted for token in claim):
        verb = attribution.verb if attribution.verb not in {"told", "tells", "continued"} else "said"
    elif _is_plural(attribution.speaker, words):
        verb = {"says": "say"}.get(verb, verb[:-1] if verb.endswith("s") and not verb.endswith("fies") else verb)
    first, *rest = attribution.speaker
    return (Token(capitalise(first.text), False), *rest, Token(verb, True))


def _is_plural(speaker: Sequence[Token], words: Sequence[str]) -> bool:
    """Tell whether the speaker is more than one."""
    head = next(
        (i - 1 for i, word in enumerate(words) if word in {"of", "at", "in", "from", "with", "for", "familiar"} and i),
        len(words) - 1,
    )
    if words[0] in {"one", "a", "an"} and "and" not in words:
        return False
    if "and" in words and "of" not in words[: words.index("and")]:
        return True
    word = words[head]
    if word in PLURALS:
        return True
    common = not speaker[head].text[0].isupper()
    return common and word.endswith("s") and not word.endswith(("ss", "’s", "us")) and word not in _SINGULAR


def lower_first(tokens: Sequence[Token]) -> list[Token]:
    """Return a claim as it stands inside a sentence: a small letter first, unless it opens with a name or a quotation."""
    if not tokens:
        return []
    first = tokens[0]
    text = first.text
    small = text[:1].isupper() and (len(text) == 1 or not text[1:2].isupper()) and text != "I" and _is_small(text)
    return [Token(text[:1].lower() + text[1:] if small else text, True, first.quoted), *tokens[1:]]


def _is_small(word: str) -> bool:
    """Tell whether a word that opens a sentence has its capital from that place alone."""
    if is_common(word):
        return True
    return word.lower() in common_words() and word.endswith(("ion", "ness", "ment", "ing", "ers", "ists", "ics", "ity", "ions"))


def present_attribution(tokens: Sequence[Token], tags: str) -> list[Token]:
    """Return "Smith said the bridge is safe" with "says", where the claim itself is in the present."""
    verb = next((i for i, tag in enumerate(tags) if tag in FINITE and not tokens[i].quoted), -1)
    if verb < 1 or lowers(tokens[verb]) != "said" or "," in tags[:verb] or tags[0] in "PSGE":
        return list(tokens)
    later = [lowers(tokens[i]) for i in range(verb + 1, len(tokens)) if tags[i] in FINITE and not tokens[i].quoted]
    if not later or later[0] not in _PRESENT_MARKS or any(word in _PAST_MARKS for word in later):
        return list(tokens)
    attribution = Attribution(tuple(tokens[:verb]), "said", 0, verb + 1)
    rest = verb + 1
    while rest < len(tokens) and (
        tokens[rest].text in WEEKDAYS or (lowers(tokens[rest]) == "on" and tokens[rest + 1].text in WEEKDAYS)
    ):
        rest += 1
    return [*say(attribution, ()), *tokens[rest:]]
