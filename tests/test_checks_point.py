from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.data import read_examples
from summarize.checks.run import check_point
from summarize.checks.source import SourceFacts, read_facts
from summarize.types import Article, Document, Finding, Sentence, Span

STORY = (
    "Corvane Mayor Ilse Brandt said Tuesday that the rail bridge over the Alder cost $45.8 million, 12 percent over plan.",
    "The bridge, begun in March 2014, carried 1,300 trains in its first week, the Department of Rail said.",
    "“It is a gift to this town, and we will pay for it,” Brandt told reporters.",
    "Omar Haddad, who leads the Corvane Port Union, warned that the toll could close two of the five docks.",
    "The council sued the builder, Petrov Works, over cracks found on June 9, 2016.",
    "Engineer Anna Petrov did not inspect the eastern pillar before the opening, according to court papers.",
    "Canadian investors own a third of the port, and the International Harbour Fund holds the rest.",
    "Haddad accused Brandt of hiding the report, and Brandt rejected the charge.",
    "The ferry will run until Friday.",
)


@cache
def facts() -> SourceFacts:
    return read_facts(document(STORY, "Corvane opens its bridge"))


def document(sentences: tuple[str, ...], title: str = "") -> Document:
    text = ""
    found: list[Sentence] = []
    for sentence in sentences:
        found.append(Sentence(text=sentence, start=len(text), end=len(text) + len(sentence), paragraph=len(found)))
        text += sentence + "\n"
    return Document(article=Article(text=text), sentences=tuple(found), title=title)


def check(point: str, *evidence: int) -> tuple[Finding, ...]:
    return check_point(point, facts=facts(), evidence=evidence)


@pytest.mark.parametrize(
    ("point", "evidence"),
    [
        ("Ilse Brandt says the Corvane bridge cost $45.8m, 12% over plan.", 0),
        ("The bridge carried 1.3 thousand trains in its first week, the Rail Department says.", 1),
        ('Mayor Brandt calls the bridge "a gift to this town."', 2),
        ("Haddad warns that the toll could close two docks.", 3),
        ("Corvane's council sued Petrov Works over cracks found on 9 June 2016.", 4),
        ("Anna Petrov didn't inspect the eastern pillar, court papers say.", 5),
        ("Canada's investors own one-third of the port, and the IHF holds the rest.", 6),
        ("Brandt was accused by Haddad of hiding the report.", 7),
        ("The Brandts' ferry runs until Friday.", 8),
        ("Corvané union leader Omar Haddad fears the toll could close docks.", 3),
    ],
)
def test_what_the_article_says_in_other_words_passes(point: str, evidence: int) -> None:
    assert check(point, evidence) == ()


@pytest.mark.parametrize(
    ("point", "evidence", "kind", "wrong", "nearest"),
    [
        ("The bridge cost Corvane nearly $46 million.", 0, "numbers", "$46 million", "$45.8 million"),
        ("The Corvane bridge cost 45.8 percent over plan.", 0, "numbers", "45.8 percent", "12 percent"),
        ("The toll could close three of the docks, Haddad warns.", 3, "numbers", "three", None),
        ("The toll could close five docks and two ports near Pier9.", 3, "numbers", "Pier9", None),
        ("The ferry will run until Tuesday.", 8, "dates", "Tuesday", "Friday"),
        ("The ferry will run until Sunday.", 8, "dates", "Sunday", "Friday"),
        ("Cracks were found on June 10, 2016.", 4, "dates", "June 10, 2016", "June 9, 2016"),
        ("The bridge was begun in June 2014.", 1, "dates", "June 2014", "March 2014"),
        ("Omar Petrov leads the Corvane Port Union.", 3, "names", "Omar Petrov", "Anna Petrov"),
        ("Lena Vasquez leads the Corvane Port Union.", 3, "names", "Lena Vasquez", None),
        ('Mayor Brandt calls it "a gift to our town."', 2, "quotations", '"a gift to our town."', "a gift to this town,"),
        ("Anna Petrov told reporters it is a gift.", 2, "attribution", "Anna Petrov", "Brandt"),
        ("Brandt accused Haddad of hiding the report.", 7, "roles", "Brandt", "Haddad"),
        ("Petrov inspected the eastern pillar before the opening.", 5, "negation", "inspected", None),
        ("The ferry will not run until Friday, and the council never sued the builder over cracks.", 4, "negation", "sued", None),
    ],
)
def test_what_the_article_does_not_say_is_an_error(point: str, evidence: int, kind: str, wrong: str, nearest: str | None) -> None:
    errors = [finding for finding in check(point, evidence) if finding.severity == "error" and finding.check == kind]
    spans = [point[finding.span[0] : finding.span[1]] for finding in errors if finding.span]
    assert any(span.startswith(wrong) for span in spans)
    assert nearest is None or nearest in [finding.nearest for finding in errors]


@pytest.mark.parametrize(
    ("point", "evidence", "kind"),
    [
        ("The bridge at Corvane cost 12 percent over plan, as the port's 1,300 trains show.", 6, "numbers"),
        ("The bridge opened in March 2014 over the Alder, and the ferry stopped.", 8, "dates"),
        ("The ferry of the International Harbour Fund will run until Friday.", 1, "names"),
        ("The rail bridge over the Alder cost $45.8 million.", 0, "attribution"),
        ("The toll closes two of the five docks, and Haddad leads the Corvane union.", 3, "modality"),
    ],
)
def test_what_stands_elsewhere_or_lost_its_hedge_is_a_warning(point: str, evidence: int, kind: str) -> None:
    assert (kind, "warning") in {(finding.check, finding.severity) for finding in check(point, evidence)}


def test_without_evidence_only_the_article_is_asked() -> None:
    assert check("Brandt and Haddad met in March 2014 over 1,300 trains.") == ()


def test_relations_of_time_are_compared() -> None:
    known = read_facts(document(("The council meets next Friday in Corvane.",)))
    opposite = check_point("The council met last Friday in Corvane.", facts=known, evidence=(0,))
    assert [(finding.check, finding.severity) for finding in opposite] == [("dates", "error")]


def test_half_of_a_places_name_is_another_place() -> None:
    known = read_facts(document(("Harrow came back to South Tolvane in May.",)))
    assert [finding.check for finding in check_point("Harrow came back to Tolvane.", facts=known, evidence=(0,))] == ["names"]
    known = read_facts(document(("Harrow came back to South Tolvane in May.", "Tolvane is 20 miles away.")))
    assert check_point("Harrow came back to Tolvane.", facts=known, evidence=(0,)) == ()


def test_page_text_supports_nothing_but_title_and_dateline_do() -> None:
    text = "TOLVANE — The ferry sank.\nPhoto: Lena Vasquez."
    sentence = Sentence(text="The ferry sank.", start=10, end=25, paragraph=0)
    marked = Document(
        article=Article(text=text),
        sentences=(sentence,),
        title="Harrow mourns",
        boilerplate=(Span(start=0, end=10), Span(start=26, end=46)),
    )
    known = read_facts(marked)
    assert check_point("The ferry sank at Tolvane, and Harrow mourns.", facts=known, evidence=(0,)) == ()
    assert [f.check for f in check_point("The ferry sank, Lena Vasquez saw.", facts=known, evidence=(0,))] == ["names"]
    assert read_facts(replace(marked, boilerplate=())).others[0].text == "Harrow mourns"


@pytest.mark.parametrize("sentence", range(len(STORY)))
def test_every_sentence_of_the_article_supports_itself(sentence: int) -> None:
    assert [finding for finding in check(STORY[sentence], sentence) if finding.severity == "error"] == []


def test_reference_bullets_are_rarely_called_wrong() -> None:
    data = Path(__file__).parents[1].parent / "shared" / "bench" / "quicklooks-dev.jsonl"
    if not data.exists():
        pytest.skip("../shared/bench/quicklooks-dev.jsonl is not there")
    named = []
    for example in read_examples(data):
        known = read_facts(document(example.sentences, example.title))
        for bullet in example.references[0]:
            found = check_point(bullet.point, facts=known, evidence=bullet.evidence)
            named.append(any(finding.severity == "error" for finding in found))
    assert sum(named) / len(named) < 0.02


@given(st.text(alphabet="ABabnot 139%$“”\"'’.,-éñMayJune", max_size=80), st.lists(st.integers(-3, 12), max_size=3))
def test_any_text_is_checked_without_failing(point: str, evidence: list[int]) -> None:
    for finding in check_point(point, facts=facts(), evidence=tuple(evidence)):
        assert finding.bullet is None
        assert finding.span is None or 0 <= finding.span[0] < finding.span[1] <= len(point)
