"""Which bullets a box gets: the planned ones, or reserves that are likelier printable."""

from __future__ import annotations

import pytest

from summarize.bullets import (
    DOUBTFUL,
    FULLER,
    HOPELESS,
    NEWS,
    OVER,
    RESERVE,
    SOUND,
    Draft,
    answer,
    draft_article,
    draft_bullets,
)
from summarize.checks.form import LIMITS
from summarize.document import parse_document
from summarize.types import Article, Candidate, Plan, PlannedBullet

TEXT = (
    "The council in Sandmere voted on Tuesday to close the old pier. Repairs would have cost the town $48 million in all. "
    "Engineers found cracks in most of the iron columns last year. Traders fear that visitors will stay away in summer. "
    "The mayor wants to sell the land to a hotel company."
)
DOCUMENT = parse_document(Article(text=TEXT))


def draft(n_bullets: int, enough: int = 0) -> Draft:
    planned = [PlannedBullet(evidence=(i,), salience=0.0) for i in range(len(DOCUMENT.sentences))]
    plan = Plan(bullets=tuple(planned[:n_bullets]), reserves=tuple(planned[n_bullets:]), enough=enough)
    return Draft(document=DOCUMENT, plan=plan)


def offers(*qualities: float | None) -> list[list[Candidate]]:
    texts = [" ".join(sentence.text.split()) for sentence in DOCUMENT.sentences]
    return [[Candidate(text=text, score=0.0, keeping=quality)] for text, quality in zip(texts, qualities, strict=True)]


def evidence(made: Draft) -> list[int]:
    return [bullet.evidence[0] for bullet in made.bullets]


def test_without_estimates_the_plan_is_kept_and_no_reserve_is_asked_for() -> None:
    made = draft(3)
    drafting = draft_bullets(made, length="short", held=False)
    assert list(next(drafting)) == [(0, "short"), (1, "short"), (2, "short")]
    assert answer(drafting, offers(None, None, None, None, None)[:3]) is None
    assert evidence(made) == [0, 1, 2]
    assert {bullet.origin for bullet in made.bullets} == {"generated"}


def test_a_reserve_stands_in_for_a_planned_bullet_that_is_hardly_printable() -> None:
    made = draft(3)
    draft_article(made, offers(2.0, -2.0, 2.0, 1.0, 2.0), length="short", held=True)
    assert evidence(made) == [0, 2, 4]
    assert [bullet.origin for bullet in made.bullets] == ["generated", "generated", "replanned"]


def test_a_reserve_that_is_hardly_better_does_not() -> None:
    made = draft(3)
    draft_article(made, offers(2.0, 1.0, 2.0, 1.1, 1.1), length="short", held=True)
    assert evidence(made) == [0, 1, 2]


def test_the_news_is_rather_kept() -> None:
    assert NEWS > RESERVE
    made = draft(2)
    draft_article(made, offers(0.0, 2.0, 0.9, -9.0, -9.0), length="short", held=True)
    assert evidence(made) == [0, 1]


@pytest.mark.parametrize(("enough", "left"), [(0, 4), (2, 2), (3, 3), (4, 4)])
def test_a_box_with_enough_bullets_does_without_poor_ones(enough: int, left: int) -> None:
    made = draft(4, enough)
    draft_article(made, offers(2.0, 2.0, -1.0, -1.0, -9.0), length="short", held=True)
    assert len(made.bullets) == left
    assert evidence(made)[:2] == [0, 1]


SHORT = (
    "The council in Sandmere voted to close the old pier.",
    "Repairs would have cost the town $48 million in all.",
    "Engineers found cracks in most of the iron columns.",
    "Others often sit there upon some wall nearby again.",
    "The mayor wants to sell the land to a hotel.",
)


def box(*qualities: float) -> list[int]:
    """Return the evidence of two bullets chosen among five, of which the fourth has words that no box would have."""
    made = draft(2)
    written = [[Candidate(text=text, score=0.0, keeping=quality)] for text, quality in zip(SHORT, qualities, strict=True)]
    draft_article(made, written, length="short", held=True)
    return evidence(made)


def test_the_bullet_with_words_that_the_box_lacks_is_taken() -> None:
    assert box(3.0, -9.0, -9.0, 0.4, 0.3) == [0, 4]
    assert box(3.0, -9.0, -9.0, 3.0, -0.3) == [0, 3]


def test_a_poor_bullet_is_not_taken_for_its_words() -> None:
    assert box(3.0, -9.0, -9.0, -0.5, -0.8) == [0, 4]
    assert box(3.0, -9.0, -9.0, -0.5, -0.9) == [0, 3]


def test_the_news_is_kept_though_its_bullet_is_poor() -> None:
    assert box(-1.0, 0.0, 0.0, -9.0, 0.0)[0] == 0


@pytest.mark.parametrize(("over", "first"), [(1, [0, 1]), (2, [0, 1]), (3, [1, 2])])
def test_the_full_news_may_be_two_words_too_long(over: int, first: list[int]) -> None:
    words = f"The council in Sandmere voted on Tuesday to close the old pier {'so on ' * 8}".split()
    made, news = draft(2), " ".join(words[: LIMITS["full"][1] + over]) + "."
    written = [[Candidate(text=text, score=0.0, keeping=0.5)] for text in (news, *SHORT[1:])]
    draft_article(made, written, length="full", held=True)
    assert evidence(made) == first


FULL = "The council in Sandmere voted on Tuesday to close the old pier last year in summer in Sandmere last year."


@pytest.mark.parametrize(
    ("short", "keeping", "full"),
    [
        (DOUBTFUL, 9.0, False),
        (DOUBTFUL - 0.1, DOUBTFUL + FULLER, True),
        (DOUBTFUL - 0.1, DOUBTFUL - 0.2 + FULLER, False),
        (HOPELESS, SOUND - 0.1, False),
        (HOPELESS - 0.1, SOUND - 0.1, True),
        (None, SOUND - 0.1, True),
    ],
    ids=["the short one is sound", "doubtful", "hardly better", "not sound", "hopeless", "no short one"],
)
def test_the_news_is_told_in_full_where_that_is_likelier_kept(short: float | None, keeping: float, full: bool) -> None:
    made = draft(2)
    drafting = draft_bullets(made, length="short", held=True)
    wanted = next(drafting)
    assert {length for _, length in wanted} == {"short"}
    written = [[Candidate(text=text, score=0.0, keeping=-2.0)] for text in SHORT]
    written[0] = [] if short is None else [Candidate(text=SHORT[0], score=0.0, keeping=short)]
    more = answer(drafting, written)
    assert more == ([(0, "full")] if short is None or short < DOUBTFUL else None)
    if more:
        assert answer(drafting, [[Candidate(text=FULL, score=0.0, keeping=keeping)]]) is None
    assert made.bullets[0].point == (FULL if full else SHORT[0])
    assert len(made.bullets) == 2


def test_full_points_ask_for_no_longer_ones() -> None:
    made = draft(2)
    drafting = draft_bullets(made, length="full", held=True)
    next(drafting)
    assert answer(drafting, offers(-9.0, 1.0, 1.0, 1.0, 1.0)) is None


def test_bullets_of_unknown_quality_are_never_left_out() -> None:
    made = draft(4, 2)
    draft_article(made, offers(None, None, None, None, None), length="short", held=False)
    assert len(made.bullets) == 4


def test_where_nothing_is_offered_the_rules_write() -> None:
    made = draft(2)
    draft_article(made, [[], *offers(*[2.0] * 5)[1:2], [], [], []], length="short", held=True)
    assert evidence(made) == [0, 1]
    assert made.bullets[0].origin == "extracted"


def test_where_all_miss_their_length_the_news_and_those_that_miss_it_least_are_taken() -> None:
    made = draft(3)
    lengths = (26, 24, 17, 18, 25)
    words = [f"{sentence.text.rstrip('.')} " + "and so on and on " * 9 for sentence in DOCUMENT.sentences]
    texts = [" ".join(text.split()[: length - 1]) + " again." for text, length in zip(words, lengths, strict=True)]
    written = [[Candidate(text=text, score=0.0, keeping=1.0)] for text in texts]
    draft_article(made, written, length="short", held=True)
    assert evidence(made) == [0, 2, 3]


def test_two_alike_are_not_both_taken() -> None:
    made = draft(2)
    written = offers(*[2.0] * 5)
    written[1] = written[0]
    draft_article(made, written, length="short", held=True)
    assert evidence(made) == [0, 2]


@pytest.mark.parametrize(
    ("place", "won", "over", "longer"),
    [
        (0, OVER, 1, True),
        (0, OVER, 2, False),
        (1, OVER, 1, True),
        (1, OVER, 2, False),
        (1, 9.0, 3, False),
    ],
)
def test_a_full_point_hardly_too_long_has_to_win_much(place: int, won: float, over: int, longer: bool) -> None:
    sentence = " ".join(DOCUMENT.sentences[place].text.split())
    more = "so on".split() * 8
    long = " ".join([*sentence[:-1].split(), *more][: LIMITS["full"][1] + over]) + "."
    short = Candidate(text=sentence, score=0.0, keeping=0.0)
    written = offers(*[2.0] * 5)
    written[place] = [Candidate(text=long, score=9.0, keeping=won + 0.1), short]
    made = draft(5)
    draft_article(made, written, length="full", held=True)
    assert made.bullets[place].point == (long if longer else sentence)


@pytest.mark.parametrize("held", [True, False])
def test_the_box_never_has_more_than_planned(held: bool) -> None:
    made = draft(4)
    draft_article(made, offers(*[1.0] * 5), length="short", held=held)
    assert len(made.bullets) == 4
