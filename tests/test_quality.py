"""The estimate of whether an editor would print a cut: what it looks at, how it adds up, and what was learnt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from summarize.cutting import cut_faults
from summarize.document import parse_document
from summarize.grammar import Grammar
from summarize.quality import Cut, Setting, digest, fault_kinds, judge_cut
from summarize.quality.estimator import probability, read_estimator
from summarize.quality.features import flags, numbers
from summarize.quality.telling import reader_flags, reader_numbers
from summarize.types import Article

SENTENCE = "The council in Sandmere voted 7-2 on Tuesday to close the pier, which engineers had called “unsafe and rotten.”"
TITLE = "Sandmere votes to close its pier"
DOCUMENT = parse_document(Article(text=f"{SENTENCE} Repairs would have cost $48 million.", title=TITLE))
Cutting = Callable[..., Cut]


@pytest.fixture
def cutting() -> Cutting:
    """Return a function that makes the cut that a text is of a sentence."""
    grammar = Grammar()

    def cut_of(text: str, sentence: str = SENTENCE, **others: object) -> Cut:
        tree, kept = grammar.tree(sentence), grammar.kept(text, sentence)
        assert tree
        assert kept
        faults = fault_kinds(cut_faults(text, sentence), grammar.faults(text, sentence))
        fields = {"made": "written", "length": "short", "place": 0, "log_probability": -1.0, "faults": faults, **others}
        return Cut(tree=tree, kept=kept.places, **fields)  # type: ignore[arg-type]

    return cut_of


def test_what_is_left_out_is_told(cutting: Cutting) -> None:
    found = flags(cutting("The council in Sandmere voted 7-2 to close the pier."))
    assert {"lost prep 'on'", "lost relcl after", "whole start, cut end", "first two 'the council'"} <= found
    assert "joint after '7-2'" in found
    assert not any(flag.startswith("lost") for flag in flags(cutting(SENTENCE)))


def test_a_quotation_that_is_cut_is_told(cutting: Cutting) -> None:
    sentence = "Engineers had called the old pier “unsafe and far beyond repair” in a report to the council."
    assert "quotation whole" in flags(cutting("Engineers had called the old pier “unsafe and far beyond repair.”", sentence))
    cut = flags(cutting("Engineers had called the old pier “unsafe.”", sentence))
    assert {"quotation cut", "quotation cut at its end"} <= cut
    assert not any("quotation" in flag for flag in flags(cutting("Engineers wrote a report.", "Engineers wrote a report.")))


def test_words_that_point_elsewhere_are_told(cutting: Cutting) -> None:
    assert "has 'they'" in flags(cutting("They close it.", "They close it."))
    assert "named" in flags(cutting("Ruth Calder closed it.", "She closed it.", named=True))


def test_numbers_of_a_cut(cutting: Cutting) -> None:
    cut = cutting("The council voted to close the pier.")
    found = numbers(cut, Setting(DOCUMENT))
    assert found["words"] == 7
    assert found["share"] == pytest.approx(7 / found["sentence"])
    assert found["in title"] == len({"voted", "close", "pier"})
    assert found["likely kept"] > 0
    assert found["likely share"] < 1
    assert found["log-probability"] == -1.0
    assert "log-probability" not in numbers(cutting("The council voted.", made="pruned", log_probability=None), Setting(DOCUMENT))


def test_weights_are_added() -> None:
    words = {"edges": [8, 12], "weights": [-1.0, 0.0, 2.0]}
    small = read_estimator({"bias": 0.5, "flags": {"named": 1.0, "question": -4.0}, "numbers": {"words": words}})
    assert small.add({"named"}, {"words": 7.0}) == 0.5
    assert small.add({"named", "never seen"}, {"words": 8.0, "never seen": 3.0}) == 1.5
    assert small.add(set(), {"words": 12.0}) == 2.5
    assert probability(0.0) == 0.5
    assert probability(1e9) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("The council in Sandmere voted 7-2 to close the pier.", "The council in Sandmere voted to close."),
        ("The council in Sandmere voted 7-2 to close the pier.", "The council voted 7-2 on Tuesday."),
    ],
)
def test_what_was_learnt_prefers_what_keeps_the_point(cutting: Cutting, better: str, worse: str) -> None:
    setting = Setting(DOCUMENT)
    assert judge_cut(cutting(better), setting)[0] > judge_cut(cutting(worse), setting)[0]
    assert judge_cut(cutting(better), setting)[1] > judge_cut(cutting(worse), setting)[1]


def test_an_estimate_does_not_depend_on_what_else_is_estimated(cutting: Cutting) -> None:
    cut = cutting("The council in Sandmere voted 7-2 to close the pier.")
    assert judge_cut(cut, Setting(DOCUMENT)) == judge_cut(cut, Setting(DOCUMENT))
    assert [len(part) for part in digest().split()] == [64, 64]


ROT = "On Friday, Calder said that it grows in every beam of the old pier."
LEAD = "Sandmere will close its pier, the council said on Monday."
PLAN = "The plan of Calder and Wexholm, which she signed, costs too much."
HARBOUR = parse_document(Article(text=f"{LEAD}\nMayor Ruth Calder found rot. {ROT} {PLAN}", title="Sandmere to close pier"))


def test_what_a_reader_knows_is_told(cutting: Cutting) -> None:
    setting = Setting(HARBOUR)
    cut = cutting("Calder said that it grows in every beam.", ROT, place=2)
    assert {"subject new", "subject NNP new", "subject 'calder'", "next prep of NN", "next 'of'"} <= reader_flags(cut, setting)
    assert "lesser subject 'it' behind a name" in reader_flags(cut, setting)
    found = reader_numbers(cut, setting)
    assert (found["introduced"], found["unintroduced"], found["unknown"]) == (1, 0, 0)
    assert found["new"] == len({"calder", "grows", "beam"})
    assert 0 < found["rarity share"] < 1


def test_what_headline_and_first_sentence_tell_is_known(cutting: Cutting) -> None:
    setting = Setting(HARBOUR)
    whole, plan = cutting(LEAD, LEAD), cutting(PLAN, PLAN, place=3)
    assert {"subject NN in lead", "nothing next"} <= reader_flags(whole, setting)
    assert reader_numbers(whole, setting)["known"] > reader_numbers(plan, setting)["known"]
    assert reader_numbers(whole, setting)["unknown"] == 0
    assert reader_numbers(plan, setting)["unknown"] == 1
