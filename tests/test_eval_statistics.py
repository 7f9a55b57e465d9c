from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.statistics import (
    Comparison,
    Interval,
    approximate_randomisation,
    bootstrap_interval,
    compare,
    detectable_difference,
    holm,
    more_articles,
    paired_bootstrap,
)

FLOATS = st.floats(0, 1, allow_nan=False)


def test_the_interval_of_normal_scores_is_the_textbooks() -> None:
    values = np.random.default_rng(3).normal(0.4, 0.1, 400).tolist()
    found = bootstrap_interval(values)
    half = 1.96 * float(np.std(values)) / 20
    assert found.low == pytest.approx(found.mean - half, abs=0.001)
    assert found.high == pytest.approx(found.mean + half, abs=0.001)


def test_randomisation_agrees_with_all_sign_changes_counted() -> None:
    system, baseline = [0.5, 0.6, 0.7, 0.4, 0.9, 0.3], [0.4, 0.7, 0.5, 0.3, 0.6, 0.35]
    differences = np.subtract(system, baseline)
    every = [abs(np.dot(signs, differences)) >= abs(differences.sum()) - 1e-12 for signs in product((-1, 1), repeat=6)]
    assert approximate_randomisation(system, baseline) == pytest.approx(float(np.mean(every)), abs=0.02)


def test_false_alarms_are_as_rare_as_promised() -> None:
    generator = np.random.default_rng(11)
    pairs = [generator.normal(0, 1, (2, 40)) for _ in range(300)]
    for test in (approximate_randomisation, paired_bootstrap):
        alarms = sum(test(a.tolist(), b.tolist(), trials=500) < 0.05 for a, b in pairs)
        assert 4 <= alarms <= 28  # 15 expected


@settings(deadline=None)
@given(st.lists(st.tuples(FLOATS, FLOATS), min_size=1, max_size=30))
def test_p_is_a_probability_and_the_same_both_ways(pairs: list[tuple[float, float]]) -> None:
    system, baseline = map(list, zip(*pairs, strict=True))
    p = approximate_randomisation(system, baseline, trials=200)
    assert 0 < p <= 1
    assert p == approximate_randomisation(baseline, system, trials=200)


@settings(deadline=None)
@given(st.lists(FLOATS, min_size=1, max_size=30))
def test_the_interval_holds_the_mean_and_stays_in_the_values(values: list[float]) -> None:
    found = bootstrap_interval(values, trials=300)
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9
    assert found == bootstrap_interval(values, trials=300)


def test_holm_by_hand() -> None:
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005}) == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06, "d": 0.02})
    assert holm({"a": 0.9, "b": 0.8}) == {"a": 1.0, "b": 1.0}


def test_the_articles_asked_for_make_the_difference_detectable() -> None:
    differences = np.random.default_rng(5).normal(0.02, 0.1, 50)
    more = more_articles(differences.tolist())
    assert more
    scale = detectable_difference(differences.tolist()) / abs(differences.mean())
    assert 50 + more == pytest.approx(50 * scale**2, abs=1)
    assert more_articles([0.1, -0.1]) is None
    assert detectable_difference([0.1]) == float("inf")


def test_a_comparison_says_better_worse_or_not_decided() -> None:
    generator = np.random.default_rng(2)
    baseline = generator.uniform(0.2, 0.5, 60)
    better = compare((baseline + 0.05).tolist(), baseline.tolist())
    assert better.verdict() == "better"
    assert better.more_articles == 0
    assert compare(baseline.tolist(), (baseline + 0.05).tolist()).verdict() == "worse"
    unsure = compare((baseline + generator.normal(0.001, 0.1, 60)).tolist(), baseline.tolist())
    assert unsure.verdict() == "not decided"
    assert unsure.more_articles


def test_a_difference_is_decided_only_where_its_interval_agrees() -> None:
    interval = Interval(mean=0.01, low=-0.001, high=0.02)
    found = Comparison(difference=interval, p=0.04, p_bootstrap=0.06, n=40, detectable=0.02, more_articles=9, deviation=0.04)
    assert not found.is_decided()
    clear = replace(found, difference=replace(interval, low=0.001))
    assert clear.is_decided()
    assert not clear.is_decided(0.05)


def test_one_of_many_comparisons_needs_more_articles() -> None:
    generator = np.random.default_rng(2)
    baseline = generator.uniform(0.2, 0.5, 60)
    alone = compare((baseline + generator.normal(0.02, 0.1, 60)).tolist(), baseline.tolist())
    assert alone.corrected_for(1) == alone
    among = alone.corrected_for(20)
    assert among.detectable > alone.detectable
    assert among.more_articles is not None
    assert alone.more_articles is not None
    assert among.more_articles > alone.more_articles
    assert (among.p, among.difference) == (alone.p, alone.difference)


def test_scores_that_cannot_be_paired_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be paired"):
        compare([0.1], [0.1, 0.2])
    with pytest.raises(ValueError, match="no values"):
        bootstrap_interval([])
