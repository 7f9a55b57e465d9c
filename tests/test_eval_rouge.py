from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.data import read_examples
from eval.lcs import lcs_length, lcs_positions, token_masks
from eval.rouge import METRICS, Score, prepare, score, score_references, tokenize, tokenize_unicode, unigram_f

SHARED = Path(__file__).parents[1].parent / "shared"
WORDS = ("port", "strike", "strikes", "the", "of", "Harbour", "1,300", "talks", "union's", "café", "U.S.", "")


@cache
def reference_scorer() -> Any:
    scorer = pytest.importorskip("rouge_score.rouge_scorer", reason="rouge_score is not installed")
    return scorer.RougeScorer(list(METRICS), use_stemmer=True)


def assert_equals_rouge_score(hypothesis: str, reference: str) -> None:
    ours = score(hypothesis=prepare(hypothesis), reference=prepare(reference))
    theirs = reference_scorer().score(reference, hypothesis)
    for metric in METRICS:
        assert ours[metric] == pytest.approx(tuple(theirs[metric]), abs=1e-9), metric


def test_rouge_of_a_pair_worked_by_hand() -> None:
    scores = score(hypothesis=prepare("the cat sat\non a mat"), reference=prepare("a cat sat\non the mat"))
    assert scores["rouge1"] == pytest.approx((1.0, 1.0, 1.0))
    assert scores["rouge2"].fmeasure == pytest.approx(2 / 5)  # "cat sat", "sat on"
    assert scores["rougeL"].fmeasure == pytest.approx(4 / 6)  # cat sat on mat
    assert scores["rougeLsum"].fmeasure == pytest.approx(1.0)  # "the" and "a" are found in the other's lines


@settings(deadline=None)
@given(*[st.lists(st.lists(st.sampled_from(WORDS), max_size=9), max_size=5)] * 2)
def test_equals_rouge_score_on_random_texts(left: list[list[str]], right: list[list[str]]) -> None:
    assert_equals_rouge_score("\n".join(map(" ".join, left)), "\n".join(map(" ".join, right)))


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_equals_rouge_score_on_any_characters(left: str, right: str) -> None:
    assert_equals_rouge_score(left, right)


def test_equals_rouge_score_on_real_texts() -> None:
    path = SHARED / "bench" / "quicklooks-dev.jsonl"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the repository")
    for example in read_examples(path)[::4]:
        lead = "\n".join(example.sentences[: example.n_bullets])
        assert_equals_rouge_score(lead, example.reference_text("full"))
        assert_equals_rouge_score(example.reference_text("short"), lead)


@pytest.mark.slow
def test_equals_rouge_score_on_what_many_systems_wrote() -> None:
    path = SHARED / "bench" / "summeval-llm.jsonl.xz"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the repository")
    for number, example in enumerate(read_examples(path)[::5]):
        for system in sorted(example.hypotheses)[number::20]:
            assert_equals_rouge_score("\n".join(example.hypotheses[system]), example.reference_text("full", number % 11))


@settings(deadline=None)
@given(*[st.lists(st.sampled_from(WORDS), max_size=9)] * 2)
def test_unigram_f_is_rouge1(left: list[str], right: list[str]) -> None:
    one, other = prepare(" ".join(left)), prepare(" ".join(right))
    assert unigram_f(one, other) == pytest.approx(score(hypothesis=one, reference=other)["rouge1"].fmeasure, abs=1e-12)


def test_several_references_take_the_best_or_the_mean() -> None:
    hypothesis = prepare("the harbour reopens")
    references = [prepare("the harbour reopens"), prepare("nothing alike")]
    best = score_references(hypothesis=hypothesis, references=references)
    mean = score_references(hypothesis=hypothesis, references=references, choose="mean")
    assert best["rouge1"] == Score(1.0, 1.0, 1.0)
    assert mean["rouge1"] == Score(0.5, 0.5, 0.5)
    with pytest.raises(ValueError, match="at least one reference"):
        score_references(hypothesis=hypothesis, references=[])


def test_the_unicode_tokenizer_keeps_words_that_the_default_drops() -> None:
    assert tokenize("Москва 2024") == ["2024"]
    assert tokenize_unicode("Москва 2024") == ["москва", "2024"]


@settings(deadline=None)
@given(*[st.lists(st.sampled_from("abcd"), max_size=12)] * 2)
def test_lcs_positions_spell_a_common_subsequence_of_the_right_length(left: list[str], right: list[str]) -> None:
    masks = token_masks(right)
    found = [left[position] for position in reversed(lcs_positions(left, masks, len(right)))]
    rest = iter(right)
    assert all(token in rest for token in found)
    assert len(found) == lcs_length(left, masks, len(right))


def test_long_lines_give_the_same_length_both_ways() -> None:
    chooser = random.Random(7)
    left, right = ([chooser.choice("abcdefgh") for _ in range(400)] for _ in range(2))
    assert lcs_length(left, token_masks(right), 400) == lcs_length(right, token_masks(left), 400)
