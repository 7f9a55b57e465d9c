"""Prunes a sentence's tree to a wanted number of words, by taking out whole branches that it can do without.

Cutting branches off a dependency tree is how sentences were compressed by Filippova and Strube, "Dependency Tree Based Sentence
Compression" (2008).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from summarize.grammar.idle import changes_article
from summarize.grammar.needs import missing
from summarize.grammar.trees import Tree, quoted_places
from summarize.shortening.lists import word_set
from summarize.shortening.tokens import Token, join_tokens, split_tokens, tidy

_NEVER = -1e9
Pruning = tuple[float, int]
"""What is kept is worth, and the places that are kept as bits of a number."""
_NONE: Pruning = (_NEVER, 0)
_FIXED = word_set("det poss nummod quantmod predet case neg aux auxpass prt mark")
"""How that hangs which a pruning never leaves out by itself: it goes with what it hangs on."""
_NAMES = word_set("NNP NNPS CD")


class Pruner:
    """Finds the best prunings of one sentence."""

    def __init__(self, tree: Tree, sentence: str) -> None:
        self._tree, self._sentence = tree, sentence
        self._everything = frozenset(range(len(tree.pieces)))
        self._quoted = quoted_places(tree, sentence)
        self._branches = [self._branches_of(place) for place in range(len(tree.pieces))]

    def best(self, values: Sequence[float], fewest: int, most: int) -> list[tuple[float, str]]:
        """Return the best pruning of each number of words, best first, with what its pieces are worth.

        Args:
            values: what keeping each piece is worth.
            fewest: the least number of words.
            most: the greatest.
        """
        root = self._tree.heads.index(-1)
        worth = self._solve(root, values, most)
        found = sorted((one for one in worth[fewest:] if one != _NONE), reverse=True)
        return [(value, render_kept(self._tree, self._sentence, _places(kept))) for value, kept in found]

    def _branches_of(self, head: int) -> list[tuple[tuple[int, ...], bool]]:
        """Return what hangs on a piece, in groups that are kept or left out as one, and whether each may be left out."""
        tree, groups, joining = self._tree, list[tuple[tuple[int, ...], bool]](), list[int]()
        for child in tree.children[head]:
            label = tree.labels[child]
            if label == "punct":
                continue
            if label in {"cc", "preconj"}:
                joining.append(child)
                continue
            group = (*joining, child) if label == "conj" else (child,)
            if label == "conj":
                joining = []
            groups.append((group, self._may_go(head, group)))
        return groups + [((place,), False) for place in joining]

    def _may_go(self, head: int, group: Sequence[int]) -> bool:
        tree = self._tree
        gone = {piece for child in group for piece in tree.subtree(child)}
        label, tag = tree.labels[group[-1]], tree.tags[group[-1]]
        if label in _FIXED or tag in {"WRB", "WP", "WDT"} or (head in self._quoted and not self._quoted.isdisjoint(gone)):
            return False
        if changes_article(tree, min(gone), max(gone)):
            return False
        if label in {"compound", "nmod"} and (tag in _NAMES or tree.tags[head] not in _NAMES):
            return False
        if label == "conj" and tree.labels[head] == "conj" and len(group) > 1:
            return False
        kept = self._everything - gone
        return all(missing(tree, head, child, kept, frozenset((tree.heads.index(-1),))) is None for child in group)

    def _solve(self, place: int, values: Sequence[float], most: int) -> list[Pruning]:
        """Return, by number of words, the best that can be kept of a piece and what hangs on it, the piece itself included."""
        size = self._words(place)
        best = [_NONE] * (most + 1)
        if size <= most:
            best[size] = (values[place], 1 << place)
        for group, may_go in self._branches[place]:
            branch = self._solve(group[0], values, most)
            for child in group[1:]:
                branch = _joined(branch, self._solve(child, values, most), [_NONE] * (most + 1))
            best = _joined(best, branch, list(best) if may_go else [_NONE] * (most + 1))
        return best

    def _words(self, place: int) -> int:
        """Return how many words a piece counts as: "n't" and "'s" are parts of theirs."""
        piece = self._tree.pieces[place]
        first = place == 0 or self._tree.pieces[place - 1].token != piece.token
        return int(first and any(letter.isalnum() for letter in piece.text))


def render_kept(tree: Tree, sentence: str, kept: Collection[int]) -> str:
    """Return the words that are kept of a sentence as one, with the marks that go with them.

    Args:
        tree: the sentence's tree.
        sentence: the whole sentence.
        kept: the places of the pieces that are kept; marks may be left out.
    """
    tokens = split_tokens(sentence)
    said = {tree.pieces[place].token for place in kept}
    made = list[Token]()
    end = -1
    for i in (i for i, token in enumerate(tokens) if token.is_word and i in said):
        marks = [tokens[j] for j in range(end + 1, i) if not tokens[j].is_word]
        whole = not any(tokens[j].is_word for j in range(end + 1, i))
        made += marks if whole else _between(tokens[end + 1 : i], opening=end < 0)
        made.append(tokens[i])
        end = i
    rest = tokens[end + 1 :]
    made += [token for token in rest if token.text in {"”", '"'} and token.quoted] if not any(t.is_word for t in rest) else []
    return join_tokens(tidy(made))


def _places(bits: int) -> list[int]:
    return [place for place in range(bits.bit_length()) if bits >> place & 1]


def _joined(best: list[Pruning], branch: list[Pruning], grown: list[Pruning]) -> list[Pruning]:
    """Return, by number of words, the best of what is kept with and (in ``grown``) without a branch."""
    parts = [(m, value, kept) for m, (value, kept) in enumerate(branch) if value > _NEVER]
    for n, (value, kept) in enumerate(best):
        if value > _NEVER:
            for m, more, added in parts:
                if n + m >= len(grown):
                    break
                if value + more > grown[n + m][0]:
                    grown[n + m] = (value + more, kept | added)
    return grown


def _between(gap: Sequence[Token], *, opening: bool) -> list[Token]:
    """Return the marks that stay where words were left out: the comma that ends what was begun before, and quotation marks."""
    marks = [token for token in gap if token.text in {"“", "”", '"'}]
    odd = sum(token.text == "," for token in gap) % 2 == 1
    kept = [gap[-1]] if gap[-1].text == "," and gap[0].text != "," and odd and not opening else []
    return kept + (marks if len(marks) == 1 else [])
