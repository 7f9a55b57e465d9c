"""Makes a headline a whole sentence: "Council to vote on bridge" becomes "Council will vote on bridge"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from summarize.grammar.pieces import split_pieces
from summarize.grammar.trees import AUXILIARIES, FINITE, OBJECTS, SUBJECTS, Tree
from summarize.headlines.phrases import NAMES
from summarize.planning.vectors import stem
from summarize.shortening.lists import PLURALS, ROLES, word_set

_BEING = r"(?:am|is|are|was|were|be|been|being|get|gets|got|getting)"
_ACTORS = ROLES | word_set(
    "court government administration police senate house congress parliament council company officials lawmakers senators "
    "ministers leaders judges prosecutors doctors researchers scientists regulators troops party campaign union ministry agency "
    "department committee panel commission bank board team military army navy troops states judge jury"
)
"""Who may do what a headline says that they are "to" do or are doing; a "plan to cut taxes" may not."""
_STATES = word_set(
    "poised set slated expected scheduled due likely unlikely ready unsure unable upset furious determined eager reluctant"
)
"""What a headline says of somebody without "is"."""
_MODIFYING = word_set("compound nmod amod poss")
_GOING = word_set(
    "for with from into onto on in at over under after before amid against to through toward towards by up down off"
)
"""What stands behind verbs without an object."""
_VERB_WITHIN, _SHORTEST = 8, 3
_PARSED_AS = {"Trump": "Obama", "Dems": "Democrats"}
"""Names that our parser takes for verbs, or does not know, are parsed as others."""


def for_parser(text: str, verb: str = "") -> str:
    """Return a headline as it is parsed: of as many pieces as it has itself.

    Args:
        text: the headline.
        verb: a word that is to be taken for a verb (``verbs_of``).
    """
    if verb:
        before, _, after = text.partition(f" {verb} ")
        plain = "go" if after.split(" ")[0] in _GOING else "see"
        text = f"{before} {plain}{'' if not verb.endswith('s') else 'es' if plain == 'go' else 's'} {after}"
    return re.sub(r"\b(?:Trump|Dems)\b", lambda found: _PARSED_AS[found[0]], text)


def verbs_of(text: str, opening: str) -> Iterator[str]:
    """Yield words of a headline that our parser may take for nouns and the article has as verbs: "Council sides with crews".

    Args:
        text: the headline.
        opening: the article's first sentences.
    """
    words = set(re.findall(r"[a-z]+", opening))
    for word in text.split()[1:_VERB_WITHIN]:
        if word.isalpha() and word.islower() and len(word) > _SHORTEST and not words.isdisjoint(_verb_forms(word)):
            yield word


def is_taken(tree: Tree) -> bool:
    """Tell whether a headline parsed with a word taken for a verb (``for_parser``) has that as its verb; one in the plural stands
    right behind its subject."""
    root = tree.heads.index(-1)
    subjects = [place for place in tree.dependents(root, "nsubj") if place < root]
    if tree.words[root] in {"sees", "goes"}:
        return bool(subjects)
    beside = subjects == [root - 1] and tree.tags[root - 1] in NAMES | {"NNS"}
    return tree.words[root] in {"see", "go"} and beside and "TO" not in tree.tags[:root]


def _verb_forms(word: str) -> Iterator[str]:
    """Yield the past forms and participles that a word in the present may have."""
    for ending, base in (("ies", "y"), ("es", ""), ("s", ""), ("", "")):
        if word.endswith(ending):
            plain = word.removesuffix(ending) + base
            yield from (f"{plain}ed", f"{plain}d", f"{plain}ing", f"{plain[:-1]}ing", f"{plain[:-1]}ied", f"{plain}{plain[-1]}ed")


class Completion:
    """Completes one headline, told what its tree and the article's first sentences are."""

    def __init__(self, text: str, tree: Tree, opening: str) -> None:
        """Take a headline as a sentence.

        Args:
            text: the headline, with a full stop.
            tree: its tree (``for_parser``).
            opening: the article's first sentences.
        """
        self.text, self.tree, self.opening = text, tree, opening
        self.root = tree.heads.index(-1)

    def sentence(self) -> str:
        """Return the headline as a sentence with a finite verb, or "" where none can be made."""
        steps: tuple[Callable[[], str | None], ...] = (self._finite, self._infinitive, self._participle)
        for step in steps:
            made = step()
            if made is not None:
                return made
        return ""

    def _finite(self) -> str | None:
        """Return a headline with "will" for "to" and "is" where that is missing; "" if it is no sentence, None if it has no
        subject before its verb."""
        tree, root = self.tree, self.root
        subjects = self._subjects()
        if not subjects:
            return None
        helpers = [place for place in tree.dependents(root, *AUXILIARIES) if place < root]
        if not self._is_clear(subjects):
            return ""
        if any(tree.tags[place] in FINITE for place in helpers):
            return self.text
        if tree.tags[root] == "VB" and [tree.words[place] for place in helpers] == ["to"]:
            return self._replaced(helpers[0], "will")
        return "" if helpers else self._predicate(subjects[0])

    def _subjects(self) -> list[int]:
        """Return the subjects before the headline's verb; our parser takes some for a part of a compound noun."""
        tree, root = self.tree, self.root
        found = [place for place in tree.dependents(root, *SUBJECTS) if place < root]
        if not found and tree.tags[root] == "VBZ":
            found = [place for place in tree.dependents(root, "compound", "nmod") if place < root][-1:]
        return found

    def _is_clear(self, subjects: Sequence[int]) -> bool:
        """Tell whether each clause has a verb of its own, and the subject none."""
        tree, root = self.tree, self.root
        if any(tree.words[piece] in _STATES for place in subjects for piece in tree.subtree(place)):
            return False
        if tree.tags[0] == "VB" and tree.labels[0] not in SUBJECTS | _MODIFYING:
            return False
        if root == len(tree.words) - 2 and not any(tree.tags[place] in FINITE for place in range(root)):
            return False
        return all(map(self._stands, tree.dependents(root, "ccomp")))

    def _predicate(self, subject: int) -> str:
        """Return a headline whose verb has no auxiliary with what it lacks, "" where that is not sure."""
        tree, root = self.tree, self.root
        tag, being = tree.tags[root], self._before(root, self._be(subject))
        if tree.words[root] in _STATES:
            return being
        if tag == "VBG":
            return being if self._acts(subject) or self._undergone(root, subject) else ""
        done = any(tree.dependents(root, *OBJECTS))
        if tag in {"VBD", "VBN"} and self._undergone(root, subject):
            return "" if done else being
        return self.text if tag in {"VBZ", "VBP"} or (tag == "VBD" and done) else ""

    def _stands(self, verb: int) -> bool:
        """Tell whether a clause is one within a sentence: "Obama to leave, aides say" is none."""
        tree = self.tree
        if any(tree.tags[place] in FINITE for place in (verb, *tree.dependents(verb, *AUXILIARIES))):
            return True
        subjects = any(tree.dependents(verb, *SUBJECTS))
        return verb > self.root and (not subjects or (tree.tags[verb] == "VB" and not any(tree.dependents(verb, *AUXILIARIES))))

    def _infinitive(self) -> str | None:
        """Return "Corwell will sign ..." for "Corwell to sign ..."."""
        verb = self._following({"VB"})
        if verb is None or self.tree.words[verb - 1] != "to" or not self._acts(self.root):
            return None
        return self._replaced(verb - 1, "will")

    def _participle(self) -> str | None:
        """Return "Corwell is signing ..." for "Corwell signing ...", and "Corwell is sued ..." where the article says so."""
        verb = self._following({"VBG", "VBN"})
        if verb is None:
            return None
        sure = self._undergone(verb, self.root) or (self.tree.tags[verb] == "VBG" and self._acts(self.root))
        return self._before(verb, self._be(self.root)) if sure else None

    def _following(self, tags: set[str]) -> int | None:
        """Return the verb right behind the headline's noun that all the rest hangs on, or None."""
        tree, root = self.tree, self.root
        for verb in tree.dependents(root, "acl", "relcl", "xcomp", "ccomp"):
            first = verb - 1 if tree.words[verb - 1] == "to" else verb
            rest = set(tree.subtree(verb))
            whole = all(place in rest or not tree.words[place][0].isalnum() for place in range(first, len(tree.heads)))
            if root < verb and tree.tags[verb] in tags and first == root + 1 and whole:
                return verb
        return None

    def _acts(self, noun: int) -> bool:
        return self.tree.tags[noun] in NAMES or self.tree.words[noun] in _ACTORS

    def _undergone(self, verb: int, subject: int) -> bool:
        """Tell whether the article says with "is", "was" or the like what the headline says without, or the headline by whom it
        was done, or the article that it was done to the headline's subject.

        Headlines tell what somebody did in the present, so that a past form without an object is nearly always a participle.
        """
        words, done = self.tree.words, re.escape(self.tree.words[verb])
        if re.search(rf"\b{_BEING}\s+(?:\w+\s+){{0,2}}{done}\b", self.opening, re.IGNORECASE):
            return True
        if self.tree.tags[verb] == "VBG":
            return False
        to_it = rf"\b{re.escape(stem(words[verb]))}\w*\s+(?:[\w.’']+\s+){{0,3}}{re.escape(words[subject])}\b"
        return words[verb + 1] == "by" or bool(re.search(to_it, self.opening, re.IGNORECASE))

    def _be(self, subject: int) -> str:
        tree, word = self.tree, self.tree.words[subject]
        if tree.tags[subject] == "NNPS" and re.search(rf"\b{re.escape(word)} (?:is|was|has)\b", self.opening, re.IGNORECASE):
            return "is"
        several = word in PLURALS or any(tree.dependents(subject, "conj"))
        return "are" if several or tree.tags[subject] in {"NNS", "NNPS", "CD"} else "is"

    def _replaced(self, place: int, word: str) -> str:
        start, end = self._span(place)
        return f"{self.text[:start]}{word}{self.text[end:]}"

    def _before(self, place: int, word: str) -> str:
        while self.tree.labels[place - 1] in {"advmod", "neg"} and self.tree.heads[place - 1] == place:
            place -= 1
        start, _ = self._span(place)
        return f"{self.text[:start]}{word} {self.text[start:]}"

    def _span(self, place: int) -> tuple[int, int]:
        piece = split_pieces(self.text)[place]
        return piece.start, piece.end
