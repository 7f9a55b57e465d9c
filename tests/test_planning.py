"""The planner: how many bullets, from which sentences, and the trees behind the choice."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.document import parse_document
from summarize.planning.choice import Choice, Selection
from summarize.planning.context import NEIGHBOURING, STANDARDIZED, add_context
from summarize.planning.features import NAMES, read_features
from summarize.planning.fitness import why_unfit
from summarize.planning.lead import lead_plan
from summarize.planning.linear import Linear
from summarize.planning.pairs import PAIR_NAMES, REACH, pair_probability
from summarize.planning.plan import count_bullets, make_plan, ranker
from summarize.planning.ranker import read_ranker
from summarize.planning.terms import TERM_NAMES, read_terms, split_terms, weigh_terms
from summarize.planning.trees import Trees, read_trees
from summarize.planning.vectors import RAREST, favour, rare_vectors, rarity
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
    trees = Trees(base=1.0, trees=(((0, 2.0, 1, 2), (-1, 10.0, 0, 0), (-1, 20.0, 0, 0)),), names=("place",))
    assert [trees.score([value]) for value in (2.0, 2.5)] == [11.0, 21.0]


def test_shipped_ranker_is_small_and_knows_the_features() -> None:
    folder = Path(__file__).parents[1] / "summarize/planning"
    assert (ranker().trees.names, ranker().terms.names, ranker().pairs.names) == (NAMES, TERM_NAMES, PAIR_NAMES)
    assert sum((folder / name).stat().st_size for name in ("ranker.json", "word_rarity.txt", "word_favour.txt")) < 270_000


def test_a_ranker_made_for_other_features_is_refused() -> None:
    linear = {part: {"names": [], "weights": [], "bias": 0} for part in ("terms", "pairs", "bullet", "printable")}
    with pytest.raises(ValueError, match="other features"):
        read_ranker({"names": ["place"], "base": 0, "trees": [], **linear})


def test_common_words_are_less_rare_than_others() -> None:
    assert rarity("people") < rarity("harbor") < rarity("zyzzyva") == RAREST


def test_summaries_favour_what_happened_over_how_it_is_told() -> None:
    assert min(favour("convict"), favour("billion")) > favour("zyzzyva") == 0.0 > max(favour("meanwhile"), favour("perhap"))


def test_words_in_the_title_and_figures_are_likelier_in_a_box_than_small_words() -> None:
    parsed = parse_document(Article(text=STORY, title="Marlow Bay port to close for eleven weeks"))
    likely = weigh_terms(parsed, ranker().terms).likely
    assert min(likely["marlow"], likely["port"], likely["46"]) > max(likely["they"], likely["until"], likely["smaller"])


def test_rows_of_terms_count_over_sentences() -> None:
    rows = read_terms([split_terms("Ships closed the port."), split_terms("The port closes.")], "")
    counts = {key: dict(zip(TERM_NAMES, row, strict=True)) for key, row in rows.items()}
    assert counts["clos"]["sentence_share"] == 0.0
    assert counts["ship"]["first"] == 0.0
    assert counts["port"]["count"] > counts["ship"]["count"] == 0.0


def test_neighbours_of_a_paragraph_are_likelier_one_bullet_than_sentences_far_apart() -> None:
    parsed = document(STORY)
    vectors = rare_vectors(sentence.text for sentence in parsed.sentences)
    model = ranker().pairs
    near = pair_probability(model, parsed, vectors, 5, 4)
    assert near == pair_probability(model, parsed, vectors, 4, 5) > pair_probability(model, parsed, vectors, 0, 4)
    assert pair_probability(model, parsed, vectors, 0, REACH + 1) == 0.0


def test_a_sentence_is_never_worth_more_after_another_was_chosen() -> None:
    parsed = document(STORY)
    choice = Choice(parsed, [0.5] * len(parsed.sentences), ranker(), Selection())
    before = [choice.value(place) for place in range(len(parsed.sentences))]
    choice.take(1)
    after = [choice.value(place) for place in range(len(parsed.sentences))]
    assert all(late <= early for early, late in zip(before, after, strict=True))
    assert after[2] < before[2]


def test_an_opening_pronoun_costs() -> None:
    parsed = document(STORY)
    (she,) = (i for i, sentence in enumerate(parsed.sentences) if sentence.text.startswith("She "))
    scores = [0.5] * len(parsed.sentences)
    plain = Choice(parsed, scores, ranker(), Selection(dangling=0.0))
    assert Choice(parsed, scores, ranker(), Selection(dangling=0.2)).value(she) == pytest.approx(plain.value(she) - 0.2)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Why did the council wait until the wall had broken twice?", "question"),
        ("“Why did the council wait until the wall had broken twice?”", "question"),
        ("and so the trucks stood on the quay for a week.", "half a sentence"),
        ("The council has three plans for the north quay:", "half a sentence"),
        ("Crews gather on the quay of Sandmere in this undated photo.", "caption"),
        ("(9:30 p.m. in Sandmere), said trooper Ruud Quentin of the quay.", "half a sentence"),
        ("Which means that the quay can open by the end of May.", "half a sentence"),
        ("Although she certainly pokes fun if he gets too serious about the quay.", "half a sentence"),
        ("The north quay, pictured on the morning after the storm, had lost its crane.", "caption"),
        ("Mayor Ilse Varga (left) opens the new north quay on Friday.", "caption"),
        ("Tell us what you think of the plan for the quay.", "page text"),
        ("An earlier version of this story misstated who will rebuild the quay.", "page text"),
        ("Mayor Ilse Varga gestures as she speaks on the quay, Monday, March 4, 2019, in Marlow Bay.", "caption"),
        ("Mayor Ilse Varga speaks beside the builder (not in the picture) on Friday.", "caption"),
        ("Biggest fan: Ilse Varga at the new north quay on Friday.", "caption"),
        ("Mayor Ilse Varga added: The quay will open on Friday.", ""),
        ("Mayor Varga Ilse Maria VargaMayor opens quay Wall costs rise MORE said that the quay will open.", "page text"),
        ("“We have waited long enough for this wall to be built.”", "quotation without its speaker"),
        ("“We have waited long enough for this wall,” Varga said.", ""),
        ("The council will rebuild the wall in March.", ""),
    ],
)
def test_what_no_bullet_is_made_from(text: str, why: str) -> None:
    parsed = document(f"The quay closed on Monday.\n\nIt was built of stone.\n\n{text}\n\nThe port opens again in May.")
    (place,) = (i for i, sentence in enumerate(parsed.sentences) if sentence.text == text)
    assert why_unfit(parsed, place) == why


def test_a_first_sentence_in_small_letters_is_fit() -> None:
    parsed = document("MARLOW BAY (AP) -- the quay closed on Monday after a storm. and so the trucks stood still for a week.")
    assert why_unfit(parsed, 0) == ""


def test_a_quotation_beside_its_speaker_is_fit() -> None:
    parsed = document("The quay closed on Monday. “It is late,” said Ilse Varga. “We have waited long enough for this wall.”")
    assert why_unfit(parsed, len(parsed.sentences) - 1) == ""


@pytest.mark.parametrize(
    "note",
    [
        "Tomas Brandt is a senior reporter for the Marlow Bay Courier.",
        "Tomas Brandt and Ilse Renn report for the Marlow Bay (Norvale) Courier.",
    ],
)
def test_a_note_on_the_author_is_unfit_only_at_the_end(note: str) -> None:
    assert why_unfit(document(f"{STORY}\n\n{note}"), len(document(STORY).sentences)) == "author's note"
    assert why_unfit(document(f"{note}\n\n{STORY}"), 0) == ""


def test_a_note_on_the_author_of_a_commentary_is_unfit_at_both_ends() -> None:
    text = f"Tomas Brandt is the director of the Marlow Bay Institute.\n\n{STORY}"
    commentary = parse_document(Article(text=text, title="OPINION: Keep the quay"))
    assert why_unfit(commentary, 0) == "author's note"
    assert why_unfit(commentary, 1) == ""
    assert why_unfit(document(text), 0) == ""


def test_unfit_sentences_are_planned_only_where_others_are_too_few() -> None:
    question = "Why did the council wait for $46 million until the wall at Marlow Bay broke twice?"
    parsed = document(f"{question}\n\n{STORY}")
    assert all(bullet.evidence != (0,) for bullet in make_plan(parsed, 8, 8).bullets)
    short = document(f"{question} The council closed the north quay on Monday.")
    assert [bullet.evidence for bullet in make_plan(short, 2, 2).bullets] == [(0,), (1,)]


def test_a_logistic_regression_gives_a_probability() -> None:
    model = Linear(names=("a", "b"), weights=(2.0, -1.0), bias=0.0)
    assert model.probability([1.0, 2.0]) == 0.5
    assert model.probability([1000.0, 0.0]) == pytest.approx(1.0)


def test_trees_score_as_the_library_that_grew_them() -> None:
    pytest.importorskip("sklearn")
    import numpy

    from models.planner import export, fit

    chance = random.Random(7)
    rows = [[chance.gauss(0, 3) for _ in NAMES] for _ in range(400)]
    model = fit(rows, [row[0] * row[1] + row[2] for row in rows], 20)
    trees = read_trees(json.loads(json.dumps(export(model))))
    fresh = [[chance.gauss(0, 3) for _ in NAMES] for _ in range(200)]
    assert [trees.score(row) for row in fresh] == pytest.approx(model.predict(numpy.array(fresh)).tolist(), abs=1e-6)


def test_plain_weights_say_what_the_standardized_regression_says() -> None:
    pytest.importorskip("sklearn")
    from models.planner import fit_linear

    rows = [[float(i % 7), 100.0 + i] for i in range(300)]
    fields = fit_linear(rows, [row[0] > 3 for row in rows], ("a", "b"))
    model = Linear(names=("a", "b"), weights=tuple(fields["weights"]), bias=fields["bias"])
    assert all((model.probability(row) > 0.5) == (row[0] > 3) for row in rows)


def test_training_data_and_measures_of_one_annotated_article(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    from models.planner_check import measure
    from models.planner_data import prepare_example, read_examples

    sentences = [sentence.text for sentence in document(STORY).sentences]
    bullets = [
        {"point": sentences[0], "evidence": [0]},
        {"point": "The closure costs exporters $46 million.", "evidence": [1, 2]},
    ]
    record = {"document": STORY, "title": None, "sentences": sentences, "references": [bullets]}
    (tmp_path / "one.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    (example,) = read_examples(tmp_path / "one.jsonl")
    parts = prepare_example(example)
    targets = parts.sentences[1]
    assert targets[0] == max(targets)
    assert min(targets[1], targets[2]) > max(targets[3:])
    assert dict(zip(read_terms([split_terms(text) for text in sentences], ""), parts.terms[1], strict=True))["46"] is True
    assert parts.pairs[1] == [False, False, True]
    assert measure(example, [0, 1])[:2] == [100.0, 100.0]
    assert measure(example, [0, 5])[:2] == [50.0, 50.0]


def test_the_list_of_rare_words_is_made_by_counting_articles() -> None:
    from models.planner_words import count_articles, rarity_lines

    spread, n_texts = count_articles(["The quay closed, the quay!", "The port closed.", "The port opened."])
    assert (n_texts, spread["quay"], spread["port"]) == (3, 1, 2)
    assert rarity_lines(spread, n_texts, least=1) == ["closed port", "opened quay"]


def test_favour_is_what_summaries_hold_against_what_place_and_number_tell() -> None:
    from models.summary_words import PRIOR, Counts

    texts = [f"Meanwhile the ferry sank off Sandmere {name}. It was old." for name in NAMES]
    counts = Counts()
    counts.add((text, ["A ferry sank", "A ferry is lost"]) for text in texts)
    held, expected = counts.held, counts.expected
    assert counts.n_pairs["ferry"] == held["ferry"] == 2 * held["sank"] == 2 * len(NAMES)
    assert held["meanwhile"] == 0
    assert held["ferry"] > expected["ferry"] > expected["old"]
    counts = Counts(Counter(a=9, b=9, c=1), {"a": 2 * PRIOR, "b": 0, "c": 0}, {"a": 0, "b": 0, "c": 0})
    assert list(counts.lines(least=9)) == ["9 a"]


def test_a_line_of_credits_is_unfit_at_the_end() -> None:
    note = "Journalist Ilse Renn reported from Sandmere, and the Herald's Tom Breck reported and wrote from Harwick."
    assert why_unfit(document(f"{STORY} {note}"), len(document(STORY).sentences)) == "author's note"


def test_a_link_to_another_story_is_unfit_where_the_article_is_not_spaced_so() -> None:
    link = "How the storm of last autumn changed the harbour of Sandmere ."
    last = len(document(STORY).sentences)
    assert why_unfit(document(f"{STORY}\n\n{link}"), last) == "page text"
    spaced = document(f"{STORY}\n\n{link}".replace(".", " ."))
    assert all(why_unfit(spaced, place) != "page text" for place in range(len(spaced.sentences)))


def test_sentences_that_give_printable_bullets_are_favoured() -> None:
    parsed = document(STORY)
    probability = [ranker().printability(row) for row in read_features(parsed)]

    def mean(printable: float) -> float:
        bullets = make_plan(parsed, 2, 2, printable=printable).bullets
        return sum(probability[bullet.evidence[0]] for bullet in bullets) / len(bullets)

    assert len(set(probability)) > 5
    assert mean(50.0) > mean(-50.0)
    assert make_plan(parsed, 2, 2, printable=0.0) == make_plan(parsed, 2, 2)
