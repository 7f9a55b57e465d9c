from __future__ import annotations

from math import isnan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.data import Verdict
from eval.factuality import area_under_curve, separations

PAIRS = st.lists(st.tuples(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.booleans()), max_size=25)


@settings(deadline=None)
@given(PAIRS)
def test_the_area_is_the_share_of_pairs_in_the_right_order(pairs: list[tuple[float, bool]]) -> None:
    found = area_under_curve([value for value, _ in pairs], [kind for _, kind in pairs])
    good, bad = ([value for value, kind in pairs if kind is wanted] for wanted in (True, False))
    every = [(g > b) + (g == b) / 2 for g in good for b in bad]
    assert isnan(found) if not every else found == pytest.approx(sum(every) / len(every))


def test_a_wrong_number_is_an_alarm() -> None:
    article = "The bridge at Corvane cost 40 million and opened in 1998."
    verdicts = [
        Verdict(id="1", source="s", article=article, summary="The bridge cost 40 million.", faithful=True),
        Verdict(id="2", source="s", article=article, summary="The bridge cost 90 million.", faithful=False),
        Verdict(id="3", source="s", article=article, summary="The bridge is in Tolvane.", faithful=False),
    ]
    (numbers,) = [row for row in separations(verdicts) if row.measure == "number_support"]
    assert (numbers.n, numbers.auc, numbers.precision, numbers.recall) == (2, 1.0, 1.0, 1.0)
