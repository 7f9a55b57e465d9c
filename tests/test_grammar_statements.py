"""What a sentence states, each as a sentence of its own."""

import pytest

from summarize.grammar import Grammar
from summarize.grammar.leaving import leave_out


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar()


LONG = (
    "On Monday, Mayor Ida Renn, a former teacher, has also told the harbour board that a number of piers in the north of the "
    "island must be closed."
)


def stated(grammar: Grammar, sentence: str, most: int = 14) -> dict[str, str]:
    return {text: kind for kind, text in grammar.statements(sentence, most)}


def test_a_short_sentence_is_all_that_it_states(grammar: Grammar) -> None:
    assert stated(grammar, "On Monday, the council closed the pier.") == {"On Monday, the council closed the pier.": "whole"}


def test_a_long_one_goes_without_what_is_idle(grammar: Grammar) -> None:
    (whole,) = (text for text, kind in stated(grammar, LONG).items() if kind == "whole")
    for idle in ("Monday", "Mayor", "also", "number"):
        assert idle not in whole
    assert whole.startswith("Ida Renn, a former teacher, has told the harbour board that piers")
    assert stated(grammar, LONG, most=28)[LONG] == "whole"


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        (
            "Former Speaker of the House Dennis Holm was paying a former student to keep quiet about what had happened when he "
            "was a teacher in Astad.",
            "House Dennis",
        ),
        (
            "The former premier is now the choice of the party in the north to lead a new, island-wide commission on how the "
            "harbours will be run.",
            "a new, island-wide",
        ),
    ],
    ids=["an office behind an article", "an adjective before a comma"],
)
def test_what_would_leave_a_hole_is_not_idle(grammar: Grammar, sentence: str, whole: str) -> None:
    assert all(whole in text for text, kind in stated(grammar, sentence).items() if kind == "whole")


@pytest.mark.parametrize(
    ("sentence", "kind", "text"),
    [
        (
            "After the vote on the levy, the mayor, who took office in May, said the bridge to the island will be closed.",
            "main",
            "The mayor said the bridge to the island will be closed.",
        ),
        (
            "The council closed the pier after the storm in March, and the harbour board will now rebuild it by the end of June.",
            "clause",
            "The harbour board will rebuild it by the end of June.",
        ),
        (
            "The company has closed two of its five plants in the north and dismissed some 300 workers without notice.",
            "shared",
            "The company dismissed some 300 workers without notice.",
        ),
        (
            "Holm, who was arrested in March on charges of fraud in the north, denies that he took money from the harbour board.",
            "relative",
            "Holm was arrested in March on charges of fraud in the north.",
        ),
    ],
    ids=["main", "clause", "shared", "relative"],
)
def test_a_clause_that_is_said_to_be_so_is_a_statement(grammar: Grammar, sentence: str, kind: str, text: str) -> None:
    assert stated(grammar, sentence).get(text) == kind, stated(grammar, sentence)


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("The board may sell the ferry if the council agrees and the bank lends the town four million crowns.", "The bank"),
        ("Holm said the firm had closed two plants in the north and the council knew about it for months.", "The council"),
        ("Holm allegedly took some 40,000 crowns from the harbour board and fled to the island with his sons.", "Holm fled"),
        ("According to the police, two men broke into the harbour office and they took some 40,000 crowns.", "They took"),
        ("The board will either sell the ferry to the Danish firm or close the pier on the island for good.", "The board close"),
        ("In 2005, 48 sailors died in storms off the coast, up from 38 the year before, the board has found.", "48 sailors"),
        (
            "The harbour board closed the pier after the storm in March, and theft of copper are common along the whole coast "
            "now.",
            "Theft of copper are",
        ),
        (
            "With less than a week before the deep cuts in spending go into effect, the council and the harbour board are "
            "arguing about them.",
            "With,",
        ),
        (
            "After Holm won the race in the north in 2017 — the first time a woman had won a seat there in 25 years — it seemed "
            "as if Renn’s career was over.",
            "The first time",
        ),
        ('The mayor said: "We closed the pier after the storm and the harbour board did nothing about it.', "The harbour"),
    ],
    ids=[
        "a condition", "a report", "a hedge", "a source", "an alternative", "a year", "the last of a list", "half a front",
        "a front before dashes", "an open quotation",
    ],
)
def test_what_is_not_said_to_be_so_by_itself_is_none(grammar: Grammar, sentence: str, never: str) -> None:
    assert all(not text.startswith(never) for text in stated(grammar, sentence)), stated(grammar, sentence)


@pytest.mark.parametrize(
    ("sentence", "gone", "text"),
    [
        ("Ida Renn, 49, told the board no.", {"49"}, "Ida Renn told the board no."),
        ("Ida Renn, of Astad, 49, left the board.", {"49"}, "Ida Renn, of Astad, left the board."),
        ("Two piers (one new) were closed.", {"one", "new"}, "Two piers were closed."),
        ("If Renn leaves, Deputy Mayor Bo Holm follows.", {"Deputy", "Mayor"}, "If Renn leaves, Bo Holm follows."),
        ("The pier, which fell, is old, Renn said.", {"which", "fell"}, "The pier is old, Renn said."),
        ("Renn said on Monday, “We won.”", {"on", "Monday"}, "Renn said, “We won.”"),
        ("On Monday, the pier fell.", {"On", "Monday"}, "The pier fell."),
        ("The pier – once new – fell.", {"once", "new"}, "The pier fell."),
        ("The pier fell, Renn said Monday.", {"Monday"}, "The pier fell, Renn said."),
    ],
)
def test_marks_are_right_where_words_are_left_out(grammar: Grammar, sentence: str, gone: set[str], text: str) -> None:
    tree = grammar.tree(sentence)
    assert tree
    assert leave_out(tree, sentence, [place for place, piece in enumerate(tree.pieces) if piece.text in gone]) == text
