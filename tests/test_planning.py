"""The planner: how many bullets, from which sentences, and the trees behind the choice."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.document import parse_document
from summarize.planning.context import NEIGHBOURING, STANDARDIZED, add_context
from summarize.planning.features import NAMES, read_features
from summarize.planning.lead import lead_plan
from summarize.planning.plan import count_bullets, make_plan, ranker
from summarize.planning.trees import Trees, load_trees
from summarize.types import Article, Document

STORY = """The port of Marlow Bay will close for eleven weeks while engineers rebuild its north quay, officials said Monday.

The closure is expected to cost local exporters about $46 million, according to the harbour authority. “We had no choice left,” \
said its director, Ilse Varga. She took over in March after two storms broke the old sea wall.

Fishing crews oppose the plan. They say that smaller repairs could be made at night, and 300 of them signed a petition last week.

Trucking firms will carry timber and grain to Port Ansgar, some 120 miles east, until the quay opens. Rates have already \
risen by 18 percent since the announcement. “It hurts,” said Tomas Brandt, who runs nine trucks.

The state legislature approved $210 million for the work in June. Critics, however, warned that the estimate left out the cost \
of dredging. Governor Lena Holt said the money would come from a fuel levy.

The north quay was built in 1931 and carries 60 percent of the port's freight. A final inspection is planned for October 4."""


def document(text: str) -> Document:
    return parse_document(Article(text=text))


def long_document(copies: int) -> Document:
    return document("\n\n".join(f"{STORY.replace('quay', f'quay {copy}')}" for copy in range(copies)))


@pytest.mark.parametrize("wanted", [1, 5, 8])
def test_plan_holds_the_count_asked_for(wanted: int) -> None:
    assert len(make_plan(document(STORY), wanted, wanted).bullets) == wanted


def test_evidence_ascends_and_no_sentence_is_planned_twice() -> None:
    plan = make_plan(document(STORY), 5, 8)
    printed = [bullet.evidence[0] for bullet in plan.bullets]
    every = [number for bullet in (*plan.bullets, *plan.reserves) for number in bullet.evidence]
    assert printed == sorted(printed)
    assert len(set(every)) == len(every)
    assert plan.reserves


def test_same_article_gives_the_same_plan() -> None:
    assert make_plan(document(STORY), 5, 8) == make_plan(document(STORY), 5, 8)


@pytest.mark.parametrize(("words", "wanted"), [(449, 5), (450, 6), (600, 7), (900, 8)])
def test_longer_articles_get_more_bullets(words: int, wanted: int) -> None:
    assert count_bullets(document(" ".join(["word"] * (words - 1)) + " end."), 1, 9) == wanted


def test_a_plan_too_short_for_the_article_says_so() -> None:
    plan = make_plan(document("The mayor resigned on Monday. The council meets again on Friday."), 5, 8)
    assert len(plan.bullets) == 2
    assert "2 bullets instead of 5" in plan.notes[0]


def test_a_repeated_sentence_is_not_chosen_while_others_are_left() -> None:
    first = STORY.split("\n\n")[0]
    parsed = document(STORY + "\n\n" + first)
    chosen = [parsed.sentences[bullet.evidence[0]].text for bullet in make_plan(parsed, 5, 5).bullets]
    assert len(set(chosen)) == 5


def test_lead_plan_takes_the_first_sentences() -> None:
    assert [bullet.evidence for bullet in lead_plan(document(STORY), 5, 5).bullets] == [(i,) for i in range(5)]


def test_every_sentence_has_every_feature() -> None:
    parsed = document(STORY)
    rows = read_features(parsed)
    assert len(rows) == len(parsed.sentences)
    assert {len(row) for row in rows} == {len(NAMES)}


def test_context_adds_the_distance_from_the_average_and_the_neighbours() -> None:
    names = tuple(dict.fromkeys((*STANDARDIZED, *NEIGHBOURING)))
    rows = [[float(place)] * len(names) for place in (1, 2, 3)]
    middle = add_context(rows, names)[1][len(names) :]
    assert middle == [0.0] * len(STANDARDIZED) + [1.0] * len(NEIGHBOURING) + [3.0] * len(NEIGHBOURING)
    assert add_context(rows, names)[0][len(names) + len(STANDARDIZED) :][: len(NEIGHBOURING)] == [0.0] * len(NEIGHBOURING)


@given(st.text(max_size=400))
@settings(max_examples=40, deadline=None)
def test_any_text_can_be_planned(text: str) -> None:
    parsed = document(text)
    plan = make_plan(parsed, 1, 3)
    assert len(plan.bullets) <= 3
    assert all(0 <= bullet.evidence[0] < len(parsed.sentences) for bullet in plan.bullets)


def test_time_grows_with_the_article_and_no_faster() -> None:
    def seconds(parsed: Document) -> float:
        begun = time.process_time()
        make_plan(parsed, 8, 8)
        return time.process_time() - begun

    make_plan(document(STORY), 5, 8)
    small, large = long_document(8), long_document(64)
    assert min(seconds(large) for _ in range(2)) < 24 * min(seconds(small) for _ in range(3))


def test_a_tree_sends_a_row_left_at_its_threshold() -> None:
    trees = Trees(base=1.0, trees=(((0, 2.0, 1, 2), (-1, 10.0, 0, 0), (-1, 20.0, 0, 0)),), names=("place",), digest="")
    assert [trees.score([value]) for value in (2.0, 2.5)] == [11.0, 21.0]


def test_shipped_trees_are_small_and_know_the_features() -> None:
    assert ranker().names == NAMES
    assert (Path(__file__).parents[1] / "summarize/planning/ranker.json").stat().st_size < 300_000


def test_trees_score_as_the_library_that_grew_them(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    import json

    import numpy

    from models.planner import export, fit

    chance = random.Random(7)
    rows = [[chance.gauss(0, 3) for _ in NAMES] for _ in range(400)]
    model = fit(rows, [row[0] * row[1] + row[2] for row in rows], 20)
    (tmp_path / "trees.json").write_text(json.dumps(export(model)), "utf-8")
    trees = load_trees(tmp_path / "trees.json")
    fresh = [[chance.gauss(0, 3) for _ in NAMES] for _ in range(200)]
    assert [trees.score(row) for row in fresh] == pytest.approx(model.predict(numpy.array(fresh)).tolist(), abs=1e-6)
