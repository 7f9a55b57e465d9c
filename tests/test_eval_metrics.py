"""Each mutation of a good box must move exactly the metrics that it should, and no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import isnan

import pytest

from eval.data import Example, ReferenceBullet
from eval.hypotheses import Hypothesis, HypothesisBullet
from eval.metrics import score_document
from eval.metrics.abstractiveness import copied_fragments, score
from eval.metrics.coverage import order_agreement
from eval.metrics.support import support

SENTENCES = (
    "Dockers in Marhaven voted on Tuesday to end a strike that had kept the port shut for 23 days.",
    "The company, Orlen Lines, agreed to raise hourly pay by 6.5% over two years.",
    "Ferries to the outer islands will sail again on Friday, the harbour office said.",
    "Shopkeepers on Saint Brannoc said shelves had been empty since early March.",
)
POINTS = (
    "Dockers in Marhaven vote to end a strike of 23 days.",
    "Orlen Lines agrees to raise hourly pay by 6.5% over two years.",
    "Ferries to the outer islands sail again on Friday.",
    "Shopkeepers on Saint Brannoc say shelves have been empty since March.",
)
LABELS = ("Strike Ends", "Pay Deal", "Ferries Return", "Empty Shelves")
EXAMPLE = Example(
    id="ferry",
    document=" ".join(SENTENCES),
    sentences=SENTENCES,
    references=(
        tuple(
            ReferenceBullet(label=label, point=point, evidence=(n,))
            for n, (label, point) in enumerate(zip(LABELS, POINTS, strict=True))
        ),
    ),
)
GOOD = Hypothesis(
    id="ferry",
    system="good",
    n_findings=0,
    bullets=tuple(
        HypothesisBullet(point=point, label=label, evidence=frozenset([n]), origin="generated")
        for n, (point, label) in enumerate(zip(POINTS, LABELS, strict=True))
    ),
)


OTHER_POINTS = (
    "Judge Wren's court in Tolvane hears 9 appeals over quarry noise.",
    "Quarry owners at Pell Bank offer 40 households new windows.",
    "Residents want lorries kept off Mill Lane before 7 a.m.",
    "Surveyors measured 81 decibels beside the village school.",
)
OTHER = replace(
    EXAMPLE,
    id="quarry",
    document=" ".join(OTHER_POINTS),
    sentences=OTHER_POINTS,
    references=(
        tuple(ReferenceBullet(point=point, label=f"Case {n}", evidence=(3 - n,)) for n, point in enumerate(OTHER_POINTS)),
    ),
)
OVERLAP = {
    f"{name}{part}"
    for name in ("rouge1", "rouge2", "rougeLsum")
    for part in ("", "_precision", "_recall", "_mean", "_cut", "_labelled")
} | {"rougeL", "rougeL_precision", "rougeL_recall"}
LABELS_ALONE = {"rouge1_labels", "rouge2_labels", "rougeLsum_labels"}
COVERAGE = {"covered", "covering", "order"}
EVIDENCE = {"evidence_precision", "evidence_recall", "evidence_touched", "first_third"}
COPYING = {"copied", "density", "novel_bigrams", "novel_trigrams", "bigram_support", "trigram_support"}
ALARMS = {"flagged", "flagged_numbers", "flagged_dates", "flagged_names", "flagged_quotations"}
SIMILARITY = {"redundancy", "redundancy_max"}
LABEL_FORM = {"label_form", "label_unique"}
FORM = {"one_sentence", "length_kept", "too_long", "words", "pruned", "extracted", "headline", "findings", "seconds"}
COUNTS = {"answered", "count_held", "total_words"}
ALL = OVERLAP | LABELS_ALONE | COVERAGE | EVIDENCE | COPYING | ALARMS | SIMILARITY | LABEL_FORM | FORM | COUNTS
ALL |= {"compression", "number_support"}


def measured(hypothesis: Hypothesis, example: Example = EXAMPLE) -> dict[str, float]:
    return score_document(hypothesis=hypothesis, example=example, length="full")


def moved(hypothesis: Hypothesis, example: Example = EXAMPLE) -> set[str]:
    """Names of the metrics that differ from the good box's by more than rounding."""
    before, after = measured(GOOD), measured(hypothesis, example)
    assert before.keys() == after.keys()
    return {name for name in before if after[name] != pytest.approx(before[name], abs=1e-12, nan_ok=True)}


def with_points(change: Callable[[str], str]) -> Hypothesis:
    return replace(GOOD, bullets=tuple(replace(bullet, point=change(bullet.point)) for bullet in GOOD.bullets))


def test_every_metric_is_named_here() -> None:
    assert measured(GOOD).keys() == ALL


def test_a_perfect_box_is_perfect() -> None:
    values = measured(GOOD)
    ones = (
        OVERLAP | LABELS_ALONE | COVERAGE | EVIDENCE - {"first_third"} | LABEL_FORM | {"count_held", "one_sentence", "answered"}
    )
    assert {name for name in ones if values[name] != 1} == set()
    assert values["number_support"] == 1
    assert {name for name in ALARMS if values[name]} == set()
    assert values["extracted"] == values["pruned"] == values["findings"] == 0


def test_shuffled_bullets_move_order_and_what_reads_across_bullets_alone() -> None:
    shuffled = replace(GOOD, bullets=GOOD.bullets[::-1])
    across = {name for name in OVERLAP | LABELS_ALONE if name.startswith("rouge2")}
    assert moved(shuffled) == {"order", "rougeL", "rougeL_precision", "rougeL_recall"} | across
    assert measured(shuffled)["order"] == -1


def test_a_broken_number_moves_overlap_support_copying_and_its_check_alone() -> None:
    broken = with_points(lambda point: point.replace("6.5%", "9.5%"))
    assert moved(broken) == OVERLAP | COPYING | {"number_support", "flagged", "flagged_numbers"}
    assert measured(broken)["number_support"] == 0.5
    assert measured(broken)["flagged"] == measured(broken)["flagged_numbers"] == 0.25


def test_no_answer_scores_nothing_and_has_no_form() -> None:
    silent = Hypothesis(id="ferry", system="none")
    values = measured(silent)
    zeros = OVERLAP | LABELS_ALONE | COUNTS | {"covered", "covering"}
    assert {name for name in values if values[name] == 0} == zeros
    assert {name for name in values if isnan(values[name])} == ALL - zeros
    assert moved(silent) == ALL - {"seconds"}


def test_a_duplicated_bullet_moves_what_it_repeats_and_what_it_displaces_alone() -> None:
    doubled = replace(GOOD, bullets=(*GOOD.bullets[:3], GOOD.bullets[0]))
    values = measured(doubled)
    # the two bullets have as many words, and as many of them are copied
    assert moved(doubled) == OVERLAP | LABELS_ALONE | SIMILARITY | {
        *("covered", "covering", "label_unique", "evidence_recall", "evidence_touched", "first_third"),
        *("density", "novel_bigrams", "bigram_support", "trigram_support"),
    }
    assert values["redundancy_max"] == 1
    assert values["covered"] == values["covering"] == 0.75
    assert values["label_unique"] == 0.5
    assert values["evidence_precision"] == values["count_held"] == 1


def test_a_bullet_too_many_moves_precision_and_the_count_but_no_recall() -> None:
    found = moved(replace(GOOD, bullets=(*GOOD.bullets, GOOD.bullets[0])))
    assert {"count_held", "covering", "label_unique", "redundancy_max", "rouge1_precision", "total_words"} <= found
    assert not found & {"covered", "rouge1_recall", "rouge1_cut", "evidence_precision", "evidence_recall", "evidence_touched"}


def test_swapped_articles_move_everything_but_the_form() -> None:
    swapped = replace(GOOD, id="quarry")
    kept = SIMILARITY | LABEL_FORM | FORM | COUNTS | {"first_third"}
    every = OVERLAP | LABELS_ALONE | COVERAGE | COPYING | {"flagged", "flagged_numbers", "flagged_dates", "flagged_names"}
    assert moved(swapped, OTHER) == every | {"number_support", "compression"}
    assert not moved(swapped, OTHER) & kept
    values = measured(swapped, OTHER)
    assert values["covered"] == values["rouge2"] == values["trigram_support"] == values["number_support"] == 0
    assert values["flagged"] > 0.5


def test_labels_and_lengths_move_form_alone() -> None:
    unlabelled = replace(GOOD, bullets=tuple(replace(bullet, label="Strike") for bullet in GOOD.bullets))
    rouge = {f"{name}_{variant}" for name in ("rouge1", "rouge2", "rougeLsum") for variant in ("labelled", "labels")}
    assert moved(unlabelled) == {"label_form", "label_unique"} | rouge
    fallen_back = replace(GOOD, bullets=tuple(replace(bullet, origin="extracted") for bullet in GOOD.bullets))
    assert moved(fallen_back) == {"extracted"}
    pruned = replace(GOOD, bullets=tuple(replace(bullet, origin="pruned") for bullet in GOOD.bullets))
    assert moved(pruned) == {"pruned"}
    headlined = replace(GOOD, bullets=tuple(replace(bullet, origin="headline") for bullet in GOOD.bullets))
    assert moved(headlined) == {"headline"}
    assert moved(replace(GOOD, n_findings=2)) == {"findings"}


def test_rouge_with_labels_and_of_labels_alone_by_hand() -> None:
    reference = (ReferenceBullet(label="Pay Deal", point="Crews win more pay."),)
    example = Example(id="1", document="Crews win more pay.", references=(reference,))
    bullet = HypothesisBullet(label="Wage Deal", point="Crews win more pay.")
    values = score_document(hypothesis=Hypothesis(id="1", system="s", bullets=(bullet,)), example=example, length="full")
    assert (values["rouge1"], values["rouge1_labels"]) == (1, 0.5)
    assert values["rouge1_labelled"] == pytest.approx(5 / 6)
    plain = Hypothesis(id="1", system="s", bullets=(replace(bullet, label=None),))
    values = score_document(hypothesis=plain, example=example, length="full")
    assert values["rouge1_labelled"] == pytest.approx(2 * 4 / 10)
    assert values["rouge1_labels"] == 0
    unlabelled = replace(example, references=((replace(reference[0], label=""),),))
    assert isnan(score_document(hypothesis=plain, example=unlabelled, length="full")["rouge1_labels"])


def test_the_mean_over_references_stands_beside_the_best() -> None:
    references = ((ReferenceBullet(point="Crews win more pay."),), (ReferenceBullet(point="Ferries stop."),))
    example = Example(id="1", document="Crews win more pay.", references=references)
    hypothesis = Hypothesis(id="1", system="s", bullets=(HypothesisBullet(point="Crews win more pay."),))
    values = score_document(hypothesis=hypothesis, example=example, length="full")
    assert (values["rouge1"], values["rouge1_mean"], values["rouge2_mean"]) == (1, 0.5, 0.5)


def test_two_sentences_in_a_point_are_seen() -> None:
    assert measured(with_points(lambda point: point + " More follows."))["one_sentence"] == 0


def test_abstractiveness_by_hand() -> None:
    document = ["a", "b", "c", "d", "e", "f"]
    assert copied_fragments(["a", "b", "x", "d", "e", "f"], document) == [2, 3]
    example = Example(id="1", document="a b c d e f", references=((ReferenceBullet(point="a"),),))
    hypothesis = Hypothesis(id="1", system="s", bullets=(HypothesisBullet(point="a b x d e f"),))
    values = score(hypothesis=hypothesis, example=example, length="full")
    assert values["copied"] == pytest.approx(5 / 6)
    assert values["density"] == pytest.approx((4 + 9) / 6)
    assert values["compression"] == 1
    assert values["novel_bigrams"] == pytest.approx(2 / 5)


def test_order_agreement_by_hand() -> None:
    assert order_agreement([(0, 0), (1, 2), (2, 1)]) == pytest.approx(1 / 3)
    assert isnan(order_agreement([(0, 0)]))


def test_numbers_are_supported_however_they_are_grouped() -> None:
    assert support("About 235 , 000 people.", "It drew 235,000 people.")["number_support"] == 1
    assert support("In 2012, 34 people came.", "It was 2012. There were 34.")["number_support"] == 1
    assert support("She was 122.5.", "She lived to 122. 5 and more.")["number_support"] == 1
    assert support("About 253,000 people.", "It drew 235,000 people.")["number_support"] == 0
