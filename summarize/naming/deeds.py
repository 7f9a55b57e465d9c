"""Names what verbs tell as nouns: "Denial" for "denied"; and tells which verbs make or send what then is their subject's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from summarize.grammar.trees import Tree
from summarize.shortening.lists import word_set
from summarize.shortening.phrases import DEEDS, NOMINAL

_TO_DO = frozenset(("Start", "Work", "Move", "Increase"))
_CLAIMS = word_set("claim claims claimed argue argues argued insist insists insisted")
MAKING = word_set(
    "sent sends wrote writes gave gives made makes released releases issued issues proposed proposes launched launches delivered "
    "delivers presented presents unveiled unveils announced announces filed files introduced introduces submitted submits "
    "published publishes posted posts offered offers drafted designed developed created built set sets held holds outlined "
    "outlines detailed laid put raised raises has had have won wins lost loses cast casts signed signs ran runs led leads"
)
"""After these an object may be called the subject's: "McCarthy’s Letter" where McCarthy sent one."""
UNDERGONE = frozenset(
    "Conviction Arrest Dismissal Firing Killing Murder Indictment Deportation Acquittal Appointment Nomination Detention "
    "Expulsion Extradition Suspension Removal Rescue Evacuation Injury Execution Election Hiring Shooting Treatment "
    "Prosecution Approval".split()
)
"""These are whose they happen to, not whose who does them: no "Jury’s Conviction" where a jury convicted somebody."""


@cache
def _nouns() -> dict[str, tuple[str, ...]]:
    """Return the nouns of each verb form."""
    lines = Path(__file__).with_name("deeds.txt").read_text("utf-8").splitlines()
    found: dict[str, tuple[str, ...]] = {}
    for noun, verbs in (line.split(": ") for line in lines):
        for verb in verbs.split():
            found[verb] = (*found.get(verb, ()), noun)
    return found


def is_so(tree: Tree, verb: int) -> bool:
    """Tell whether what a verb says is said to be so: it is not denied, possible, to come, or a condition."""
    doubts = (tree.labels[child] in {"neg", "mark"} or tree.tags[child] == "MD" for child in tree.children[verb])
    return not any(doubts)


def nouns_of(tree: Tree, verb: int) -> Sequence[str]:
    """Return what a verb is as a noun, each once."""
    word = tree.words[verb]
    if any(tree.dependents(verb, "prt")):
        return ()
    forms = (word[:-3], f"{word[:-3]}e") if tree.tags[verb] == "VBG" else (word,)
    found = [noun for form in forms for noun in (NOMINAL.get(form), DEEDS.get(form), *_nouns().get(form, ())) if noun]
    if any(tree.dependents(verb, "xcomp")):
        found = ["Refusal" if noun == "Decline" else noun for noun in found if noun not in _TO_DO]
    return list(dict.fromkeys([*found, "Claim"] if word in _CLAIMS else found))
