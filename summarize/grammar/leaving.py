"""Leaves parts of a sentence out and keeps its marks right: what it begins and ends with commas, dashes or brackets."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from summarize.grammar.trees import SUBJECTS, Tree
from summarize.shortening.tokens import Token, join_tokens, split_tokens, tidy

_PARTING = frozenset((",", "—", "–", "--", "-"))
_ASIDES = frozenset(("appos", "prep", "relcl", "acl", "advcl", "npadvmod", "amod"))
_JOINING = frozenset(("and", "but", "so", "or", "yet"))
QUOTES = frozenset(("“", "”", '"'))
_BRACKETS = {"(": ")", "[": "]"}
_EMPTY_QUOTES = re.compile(r" ?(?:“”|\"\")")
_END = re.compile(r"[.,]?([”\"]?)[.,]?$")
_LOOSE_END = re.compile(r"(?:[\s,;:—–-]+(?:and|or|but))?[\s,;:—–-]*(?=[.?!][”\"’']?$)", re.IGNORECASE)


def leave_out(tree: Tree, sentence: str, gone: Collection[int]) -> str:
    """Return a sentence without some of its words, as a sentence: a capital first, a full stop last.

    Args:
        tree: the sentence's tree.
        sentence: the sentence.
        gone: the places of the pieces that are left out; marks may be left out of it.
    """
    tokens = split_tokens(sentence)
    left = {piece.token for place, piece in enumerate(tree.pieces) if place not in gone}
    words = [i for i, token in enumerate(tokens) if token.is_word]
    stays = left.intersection(words)
    made, place = list[Token](), 0
    while place < len(tokens):
        if place in stays or not tokens[place].is_word:
            made.append(tokens[place])
            place += 1
            continue
        end = next((i for i in words if i > place and i in stays), len(tokens))
        before = made.pop() if made and not made[-1].is_word else None
        opening = all(token.text.lower() in _JOINING for token in made if token.is_word)
        made += _between(before, tokens[place:end], _needs_comma(tree, place, end), opening=opening)
        place = end
    while made and not made[0].is_word and made[0].text not in {"“", "‘", '"', "'", "(", "["}:
        made.pop(0)
    text = _EMPTY_QUOTES.sub("", join_tokens(tidy(made)))
    return _LOOSE_END.sub("", text, count=1)


def end_in_comma(sentence: str) -> str:
    """Return a sentence with a comma in place of its full stop, within the quotation marks that it ends with."""
    return _END.sub(r",\1", sentence, count=1)


def _between(before: Token | None, gap: Sequence[Token], needs_comma: bool, *, opening: bool) -> list[Token]:
    """Return the marks that stay where words were left out.

    Args:
        before: the mark right before them.
        gap: the words, and the marks among and behind them.
        needs_comma: whether a comma has to part what is left on both sides.
        opening: whether nothing is left before them.
    """
    last = max(i for i, token in enumerate(gap) if token.is_word)
    inside, behind = gap[: last + 1], [token for token in gap[last + 1 :] if token.text not in QUOTES]
    quotes = [token for token in gap if token.text in QUOTES]
    quotes = quotes if len(quotes) == 1 else []
    after = behind[-1:]
    closed = before is not None and any(token.text == _BRACKETS.get(before.text) for token in (*inside, *behind))
    if before is None or closed:
        return [*([] if opening or (closed and behind[:1] == after) else after), *quotes]
    if opening:
        return [*([] if before.text in _PARTING else [before]), *quotes]
    if before.text not in _PARTING:
        return [before, *quotes, *after]
    if not after:
        return [before, *quotes] if needs_comma or quotes else quotes
    return [*(after if needs_comma or after[0].text not in _PARTING else []), *quotes]


def _needs_comma(tree: Tree, start: int, end: int) -> bool:
    """Tell whether a comma still parts what stands on both sides of the tokens left out: an aside ends there that began before
    them, a speaker follows, or they belonged to what follows."""
    first = next(place for place, piece in enumerate(tree.pieces) if piece.token == start)
    following = next((place for place, piece in enumerate(tree.pieces) if piece.token >= end), None)
    last = first - 1
    while last >= 0 and tree.labels[last] == "punct":
        last -= 1
    if following is None or last < 0:
        return False
    if any(tree.tags[place].startswith("W") and tree.heads[place] >= following for place in range(first, following)):
        return False
    if tree.labels[following - 1] != "punct" and any(tree.heads[place] >= following for place in range(first, following)):
        return True
    top = following
    while tree.heads[top] >= following:
        top = tree.heads[top]
    end = max(tree.subtree(top)) + 1
    if tree.labels[top] in _ASIDES and tree.words[end : end + 1] == (",",):
        return True
    for place in (last, *tree.ancestors(last)):
        if place >= following:
            speakers = (one for one in (following, *tree.ancestors(following)) if one >= following)
            return place > following and any(tree.heads[one] == place and tree.labels[one] in SUBJECTS for one in speakers)
        below = sorted(tree.subtree(place))
        if tree.labels[place] in _ASIDES and below[-1] < following and below[0] > 0 and tree.words[below[0] - 1] in _PARTING:
            return True
    return False
