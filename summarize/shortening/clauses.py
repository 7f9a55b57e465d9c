"""Finds what a sentence can lose at its end: relative, participial, subordinate and second clauses, and closing phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.shortening.lists import INCOMPLETE, RESTRICTIONS, word_set
from summarize.shortening.spans import Cut, depth_zero, find_settled
from summarize.shortening.tokens import Token
from summarize.shortening.words import FINITE, has_finite, lowers


def _by_word(costs: dict[float, str]) -> dict[str, float]:
    """Turn a table of costs and their words round."""
    return {word: cost for cost, words in costs.items() for word in words.split()}


_NEVER_LAST = frozenset("DPSCWXBT")
_SUBORDINATE = _by_word(
    {
        0.6: "while",
        0.7: "although though whereas including",
        0.9: "despite amid following",
        1.0: "since after as during",
        1.1: "where",
        1.2: "because so",
        1.4: "when",
    }
)
_PHRASES = _by_word(
    {
        1.4: "throughout near",
        1.5: "at",
        1.6: "in",
        1.8: "across",
        2.4: "for with",
        2.6: "on",
    }
)
_UNITS = word_set("seconds minutes hours days weeks months years moments day week month year hour minute decades")
_SUPERLATIVES = word_set("most least first last only best worst ever record every all any no each few none both")
_AS_VERBS = tuple(word_set("see saw view describ regard treat dismiss label portray cast hail such serv work"))
_AMOUNTS = word_set("percent million billion trillion")
_EXCEPTIONS = word_set("except excluding unless if only without until unlike but")
_ASIDE = word_set("including especially particularly such like citing saying according with")


def find_tail_cuts(tokens: Sequence[Token], tags: str) -> list[Cut]:
    """Return the cuts that run from some place to the end of the sentence."""
    end = len(tags)
    while end and tags[end - 1] == ".":
        end -= 1
    if end < 6:
        return []
    settled = find_settled(tokens, tags)
    commas = depth_zero(tokens, tags)
    cuts = [*_after_commas(tokens, tags, commas, end), *_after_marks(tokens, tags, end), *_plain(tokens, tags, commas, end)]
    return [cut for cut in cuts if settled[cut.first]]


def _after_commas(tokens: Sequence[Token], tags: str, commas: list[int], end: int) -> Iterator[Cut]:
    """Yield the tails that begin at a comma."""
    for number, comma in enumerate(commas):
        if comma + 1 >= end or not _main_before(tokens, tags, comma):
            continue
        cost = _comma_cost(tokens, tags, comma, commas[number + 1 :], end)
        if cost > 0:
            yield Cut(comma, end, cost + 0.02 * (end - comma))


def _comma_cost(tokens: Sequence[Token], tags: str, comma: int, later: Sequence[int], end: int) -> float:
    """Return the cost of ending the sentence at this comma, 0 where that is not safe."""
    word, head = lowers(tokens[comma + 1]), tags[comma + 1]
    if word in RESTRICTIONS or tokens[comma + 1].quoted:
        return 0.0
    if head == "C":
        following = tags[comma + 2 : end]
        if (
            word == "nor"
            or "," in tags[comma + 2 : comma + 5]
            or not any(tag in FINITE for tag in following)
            or _in_list(tags, comma)
        ):
            return 0.0
        return 1.0 if word == "and" else 1.2
    if any(tags[c + 1 : c + 2] in ("V", "X") for c in later):
        return 0.0
    if head == "W":
        return 0.6
    if head == "G" or word in _ASIDE:
        return 0.7
    if (head == "E" and "CV" in tags[comma:end]) or word in _EXCEPTIONS:
        return 0.0
    if head == "E" or word in _SUBORDINATE:
        return _SUBORDINATE.get(word, 0.9)
    if head in "PA" and not any(tags[c + 1 : c + 2] == "C" for c in later):
        return 1.1
    if head in "DM" and not any(tags[c + 1 : c + 2] == "C" for c in later) and "C" not in tags[comma : comma + 6]:
        return 1.0 if not has_finite(tags, comma, end) or "W" in tags[comma:end] else 0.0
    return 0.0


def _in_list(tags: str, comma: int) -> bool:
    """Tell whether ", and" closes a list of nouns ("A, B, and C met") rather than opens a clause."""
    following = tags[comma + 2 :].lstrip("A")
    if following[:1] in ("V", "X"):
        return False
    position = next((i for i, tag in enumerate(following) if tag in FINITE), len(following))
    return not following or following[0] not in "RDMN#PS" or position > 14


def _after_marks(tokens: Sequence[Token], tags: str, end: int) -> Iterator[Cut]:
    """Yield the tails that begin at a dash, semicolon or colon."""
    dashes = [i for i in range(end) if tags[i] == "-" and not tokens[i].quoted]
    marks = [i for i in range(end) if tags[i] in ";:" and not tokens[i].quoted]
    for index in marks + (dashes if len(dashes) == 1 else []):
        if _main_before(tokens, tags, index) and tags[index - 1] not in "VX":
            yield Cut(index, end, {";": 0.8, ":": 1.6}.get(tags[index], 0.7))


def _plain(tokens: Sequence[Token], tags: str, commas: list[int], end: int) -> Iterator[Cut]:
    """Yield the tails that begin without a comma: clauses, second verb phrases, phrases of place and time."""
    for index in range(3, end - 1):
        token = tokens[index]
        if token.quoted or tags[index] not in "SPCWGE" or not _may_end(tokens, tags, index):
            continue
        cost = _plain_cost(tokens, tags, index, end, commas)
        blocked = any(c > index and tags[c + 1 : c + 2] in tuple("VXDMRN") and has_finite(tags, c, end) for c in commas)
        if cost and not (blocked and tags[index] in "SW") and lowers(tokens[index - 1]) not in {"that", "said", "says", "so"}:
            yield Cut(index, end, cost)


def _plain_cost(tokens: Sequence[Token], tags: str, index: int, end: int, commas: list[int]) -> float:
    """Return the cost of ending the sentence before this word, 0 where that is not safe."""
    word, tag = lowers(tokens[index]), tags[index]
    if tag == "C":
        return _second_cost(tokens, tags, index, end, commas)
    if any(lowers(tokens[i]) in _EXCEPTIONS for i in range(index, end)) or (word in RESTRICTIONS and word != "when"):
        return 0.0
    if tag in "GE" or word in {"that", "who"}:
        return (
            1.7
            if tags[index - 1] == "N" and not lowers(tokens[index - 1]).endswith("ing") and _is_indefinite(tokens, tags, index)
            else 0.0
        )
    if word in _SUBORDINATE:
        return _subordinate_cost(tokens, tags, index, end)
    if word == "by" and tags[index - 1] in "EI" and tags[index - 2] in "XB" and not _outer_verb(tags, index, end):
        return 1.8
    if word in {"for", "on", "in"} and tags[index - 1] == tags[index + 1] == "M":
        return 0.0
    if any(token.quoted for token in tokens[index:end]):
        return 0.0
    if word in _PHRASES and tags[index - 1] in "NM#" and not _bound(tokens, tags, index) and not _outer_verb(tags, index, end):
        return _PHRASES[word]
    return 0.0


def _second_cost(tokens: Sequence[Token], tags: str, index: int, end: int, commas: list[int]) -> float:
    """Return the cost of losing a second clause or verb phrase; it stays in a list of three, and after "if"."""
    second = tags[index + 1 : index + 3].lstrip("A")[:1]
    if lowers(tokens[index]) == "or" or any(lowers(token) in {"if", "unless", "until", "whether"} for token in tokens[:index]):
        return 0.0
    if second in ("V", "X") and any(tags[c + 1 : c + 2] in ("V", "E", "I", "N") for c in commas if c < index):
        return 0.0
    clause = tags[index + 1] in "RDM" and _clause_follows(tags, index, end)
    return 1.5 if second in ("V", "X") or clause else 0.0


def _subordinate_cost(tokens: Sequence[Token], tags: str, index: int, end: int) -> float:
    """Return the cost of losing a subordinate clause or a phrase that opens with the same word."""
    word, following = lowers(tokens[index]), tags[index + 1]
    if word in {"since", "during", "amid"} and _bound(tokens, tags, index):
        return 0.0
    if word in {"as", "since", "after"} and not has_finite(tags, index, end) and tags[index - 1] in "VEI":
        return 0.0
    if word in {"as", "so", "where"} and (following not in "RDMN#" or not has_finite(tags, index, min(end, index + 7))):
        return 0.0
    if word == "as" and any(lowers(tokens[i]).startswith(_AS_VERBS) for i in range(index) if tags[i] in "VIEG"):
        return 0.0
    if (tags[index - 1] in "VI" and "S" in tags[index + 1 : end]) or (word == "when" and not _is_past(tokens, tags, index)):
        return 0.0
    return _SUBORDINATE[word]


def _is_indefinite(tokens: Sequence[Token], tags: str, index: int) -> bool:
    """Tell whether the noun before ``index`` is a new one ("a campaign", "three men"), complete without what describes it."""
    first = next((i for i in range(index - 1, max(-1, index - 7), -1) if tags[i] not in "NM"), -1)
    return (
        first > 0
        and lowers(tokens[index - 1]) not in _AMOUNTS
        and (lowers(tokens[first]) in {"a", "an"} or tags[first] == "#")
        and tags[first - 1] in "VIEGP"
    )


def _outer_verb(tags: str, index: int, end: int) -> bool:
    """Tell whether a verb follows whose subject stands before ``index``: "the plan [in Congress] faces"."""
    for place in range(index + 1, end):
        if tags[place] in FINITE:
            return True
        if tags[place] in "WS,:;-" or (tags[place] == "C" and tags[place + 1 : place + 2] in tuple("VXR")):
            return False
    return False


def _clause_follows(tags: str, index: int, end: int) -> bool:
    """Tell whether subject and verb follow the conjunction at once, so that it joins clauses and not nouns."""
    head = tags[index + 1 : min(end, index + 6)]
    position = next((i for i, tag in enumerate(head) if tag in FINITE), 0)
    return position > 0 and not set(head[:position]) & set(",SWPT") and (head[0] == "R" or position <= 3)


def _bound(tokens: Sequence[Token], tags: str, index: int) -> bool:
    """Tell whether a phrase belongs to the noun before it, or to a verb that does not stand without it."""
    before = lowers(tokens[index - 1])
    nominal = before.endswith(("tion", "sion", "ment", "ance", "ence", "rise", "fall", "change", "increase", "decline", "role"))
    near = [lowers(token) for token in tokens[max(0, index - 5) : index]]
    if any(word in _SUPERLATIVES or (word.endswith("est") and len(word) > 5) for word in near) or tags[index - 1] == "#":
        return True
    if before in {"million", "billion", "trillion", "percent", "one", "ones"} or tags[index - 2 : index - 1] == "C":
        return True
    copula = tags[index - 1] == "N" and tags[index - 2 : index - 1] in ("X", "B")
    return nominal or copula


def _is_past(tokens: Sequence[Token], tags: str, index: int) -> bool:
    """Tell whether the main clause tells of the past, so that its "when" dates it and does not limit it."""
    verbs = [lowers(tokens[i]) for i in range(index) if tags[i] in FINITE]
    return bool(verbs) and (
        verbs[0].endswith("ed") or verbs[0] in {"was", "were", "had", "did", "came", "took", "died", "won", "lost"}
    )


def _main_before(tokens: Sequence[Token], tags: str, index: int) -> bool:
    """Tell whether subject and finite verb stand before ``index``, and nothing there waits for more."""
    return _may_end(tokens, tags, index) and has_finite(tags, 1, index)


def _may_end(tokens: Sequence[Token], tags: str, index: int) -> bool:
    """Tell whether the words before ``index`` may end a sentence."""
    last = tags[index - 1]
    if last in _NEVER_LAST or last in "(-:;,":
        return False
    before = lowers(tokens[index - 1])
    if last in "NE" and tags[index - 2 : index - 1] in ("D", "#") and (last == "E" or "-" in before):
        return False
    if tags[index] == "S" and (last == "A" or before in _UNITS):
        return False
    return before not in INCOMPLETE
