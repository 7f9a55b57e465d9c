from __future__ import annotations

from eval.check_factuality import check_summary, measure, restore_case
from eval.data import Verdict

ARTICLE = (
    "Corvane Mayor Ilse Brandt said on Tuesday that the bridge cost 40 million . The ferry to Tolvane will run until Friday ."
)


def verdict(summary: str, faithful: bool) -> Verdict:
    return Verdict(id=summary, source="s", article=ARTICLE, summary=summary, faithful=faithful)


def test_lower_case_summaries_get_their_names_back() -> None:
    casing = {"brandt": "Brandt", "mayor": "mayor"}
    assert (
        restore_case("mayor brandt left okorovna . the ferry runs .", casing) == "Mayor Brandt left Okorovna . The ferry runs ."
    )
    assert restore_case("The Mayor of Corvane left Ilse Brandt.", {}) == "The Mayor of Corvane left Ilse Brandt."


def test_every_sentence_of_a_summary_is_checked() -> None:
    assert check_summary(verdict("the bridge cost 40 million , brandt said .", True)) == frozenset()
    assert check_summary(verdict("brandt said the bridge cost 40 million . the ferry runs until sunday .", False)) == {"dates"}


def test_precision_and_recall_count_the_unfaithful() -> None:
    verdicts = [
        verdict("brandt said the bridge cost 90 million .", False),
        verdict("brandt said the bridge is closed .", False),
        verdict("brandt said the bridge cost 40 million .", True),
    ]
    rows = {row.check: row for row in measure(verdicts) if row.source == "s"}
    assert (rows["any error"].n_named, rows["any error"].precision, rows["any error"].recall) == (1, 1.0, 0.5)
