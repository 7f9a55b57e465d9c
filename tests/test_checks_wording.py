from summarize.checks.source import read_facts
from summarize.checks.wording import check_wording
from summarize.document import parse_document
from summarize.types import Article

FACTS = read_facts(
    parse_document(
        Article(text="The Pell crested at Quorley on Tuesday, and the kvasir festival was called off by its organisers.")
    )
)


def messages(point: str) -> list[str]:
    return [finding.message for finding in check_wording(point, facts=FACTS)]


def test_words_of_the_article_and_common_words_pass() -> None:
    assert messages("Organisers call off the kvasir festival after the Pell crests at Quorley.") == []


def test_an_invented_word_is_an_error() -> None:
    assert messages("Organisers call off the festivalatory event.") == [
        "'festivalatory' is neither in the article nor a common word"
    ]


def test_a_phrase_said_twice_is_an_error() -> None:
    assert messages("The river crested at noon and the river crested at night.") == ["'the river crested' stands twice"]


def test_small_words_may_come_again() -> None:
    assert messages("The festival was called off on the day after the crest on the day of the vote.") == []
