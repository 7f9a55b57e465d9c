"""The embedded model's backend: writer and rules in one pool, what is cut within a phrase turned down, names by ``Namer``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from summarize.backends import desk, desk_article
from summarize.backends.desk import Desk
from summarize.backends.desk_faults import FATAL
from summarize.backends.desk_source import DeskSource
from summarize.backends.namer import Namer
from summarize.cutting import cut_faults
from summarize.document import parse_document
from summarize.grammar import Grammar
from summarize.options import Options
from summarize.pipeline import Summarizer
from summarize.quality import fault_kinds
from summarize.registry import ModelCard, find_card, open_backend
from summarize.types import Article, Candidate, Document, Length, Request
from tests.tiny import TEXT, TITLE

DOCUMENT = parse_document(Article(text=TEXT, title=TITLE))


class Writer:
    """Offers fixed texts for every point."""

    revision = "w"

    def __init__(self, offered: Sequence[tuple[str, float]]) -> None:
        self.offered = offered

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        assert all(request.task == "point" for request in requests)
        return [[Candidate(text=text, score=score) for text, score in self.offered] for _ in requests]


Opened = Callable[..., Desk]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Return a function that opens the backend with a writer of fixed texts."""

    def open_with(*offered: tuple[str, float]) -> Desk:
        monkeypatch.setattr(desk, "CTranslate2", lambda **_: Writer(offered))
        return Desk(card=ModelCard(name="desk", backend="desk"))

    return open_with


def point(document: Document = DOCUMENT, evidence: int = 1) -> Request:
    return Request(task="point", document=document, evidence=(evidence,), length="short")


SOUND = "Repairs would have cost $48 million, said Ruth Calder, the council’s engineer."
BROKEN = "Repairs would have cost $48 million, said Ruth Calder, the council’s."


@pytest.mark.parametrize(("sure", "made"), [(99.0, {"written", "extracted"}), (-99.0, {"written"})], ids=["in doubt", "sure"])
def test_rules_are_asked_in_doubt_and_what_breaks_a_phrase_is_not_offered(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, sure: float, made: set[str]
) -> None:
    monkeypatch.setattr(desk_article, "SURE", sure)
    (found,) = opened((BROKEN, -0.1), (SOUND, -0.5)).write([point()])
    texts = [candidate.text for candidate in found]
    assert SOUND in texts
    assert BROKEN not in texts
    assert {candidate.made for candidate in found} - {"pruned"} == made
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


@pytest.mark.parametrize(
    ("fault", "offered"),
    [("'engineer' joins two phrases", True), ("it does not say who speaks", False)],
    ids=["the tree finds nothing", "it is fatal"],
)
def test_what_the_writer_cut_is_turned_down_where_rules_and_tree_agree(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, fault: str, offered: bool
) -> None:
    monkeypatch.setattr(desk_article, "cut_faults", lambda text, sentence: [fault])
    (found,) = opened((SOUND, -0.1)).write([point()])
    assert [candidate.text for candidate in found] == [SOUND] * offered


FATAL_CUTS = [
    ("Are ten reasons why crews left the port.", "Here are ten reasons why crews left the port."),
    ("Police held 11 men and efforts to find others.", "Police held 11 men and efforts to find others are going on."),
    ("Renn opposes the sale primarily.", "Renn opposes the sale primarily because it is cheap."),
    ("Renn will campaign for three days, starting.", "Renn will campaign for three days, starting, as her camp opens."),
    ("The charge comes as Renn.", "The charge comes as Renn is facing a test."),
    ("Claims stayed low, and the index.", "Claims stayed low, and the index rose to 33."),
    ("Renn said in May.", "Renn said in May that the pier is safe."),
    ("They accuse the city's mayor and Ingrid Solberg.", "They accuse the city's mayor and candidate Ingrid Solberg."),
    ("Renn vetoed a bill that the mines pay.", "Renn vetoed a bill about the tax that the mines pay."),
    ("Ellery was in 10-foot seas.", "The Ellery, Sandmere-based Alaska Ranger was in 10-foot seas."),
    ("Calder says will not sail.", "Calder says she believes the note that Renn will not sail."),
    ("The strongest of those powers lie with the port.", "The strongest of those powers lie with the port, Renn said."),
    ("Renn was charged with running four schools.", "Renn was charged with allegedly running four schools."),
    ("A fisher, sold the boats in May.", "Renn, a fisher, sold the boats in May."),
    ("Renn, invites crews to the games.", "Renn, for example, invites crews to the games."),
    ('"We let the town down.', '"We let the town down."'),
    ("About which boats are late.", "It is a talk about boats, about which boats are late."),
    ("The bridge will open in March.", "Mayor Ingrid Solberg said she has no idea if the bridge will open in March."),
    ("Council of Port Ellery voted 7-2.", "On Tuesday evening the tired council of Port Ellery voted 7-2."),
    ('"We let the town down."', '"We let the town down," Renn told the Herald.'),
    ("Holders get $24.90 in cash.", "Holders get $24.90 in cash and 0.3 of a share."),
    ("How quickly Renn will sail.", "How quickly Renn will sail in June."),
    ('Renn wrote that "there is no hope."', 'Renn wrote that "there is no hope for the old pier."'),
    ("A captain charged with murder.", "A captain charged with murder had his father's help, court papers said."),
    ("Renn signed a law have been fined.", "Renn signed a law under which many crews have been fined."),
    ("Although the rain stopped.", "Although the rain stopped, the match was called off."),
    ("Stocks had their worst day.", "Stocks had their worst day since 1987."),
    ("75 percent pay no tax.", "Of those who are left, 75 percent pay no tax."),
    ("Renn backs a, premium system.", "Renn backs a new, premium system."),
    ("Mrs. Renn and. de Holt won seats.", "Mrs. Renn and Mr. de Holt won seats in the vote."),
    ("Renn sold a catch worth three times.", "Renn sold a catch worth three times as much."),
    ("Renn paid more for the pier.", "Renn paid more for the pier than Corwell had offered for it."),
    ("It was the worst storm.", "It was the worst storm in the history of Sandmere."),
    ("The levy should be dropped.", "The levy should be dropped, the mayor said on Monday."),
    ("The device is used to capture.", "The device is used to capture and withdraw blood clots."),
    ("Vale have met in Sandmere.", "Orm and Vale have met in Sandmere."),
    ("On Monday, he left Sandmere.", "On Monday, after the vote, he left Sandmere."),
    ("The critics cast doubt.", "The critics cast doubt on the plan."),
    ("A. Renn said the bridge is safe.", "Mayor Ida A. Renn, an engineer, said the bridge is safe."),
    ("Renn widened the pier.", "Renn should have gone big and widened the pier."),
    ("Renn was not born.", "Renn was not born in Corwell."),
    ("Ballots are counted in May.", "In Corwell, ballots are counted in May."),
    ("Renn said if it rains.", "Renn said if it rains, the boats will stay in port."),
    ("It would be to sell.", "It would be wiser to sell."),
    ("She sold boats, ropes.", "She sold boats, ropes and nets in May."),
    ("The pier will close.", "The town must pay, or the pier will close."),
    ("Consider what Renn did.", "Consider what Renn did in June."),
]


@pytest.mark.parametrize(
    "text",
    [
        "The council voted on Tuesday to back Senator.",
        "The council voted on Tuesday voted on Tuesday to back Holm.",
        "The council voted on Tuesday to sack Senator Holm.",
    ],
    ids=["it ends in a title", "it says something twice", "it says something else"],
)
def test_what_the_writer_makes_up_is_not_offered(opened: Opened, text: str) -> None:
    document = parse_document(Article(text="The council voted on Tuesday to back Senator Holm. No boats will sail, he said."))
    (found,) = opened((text, -0.1)).write([point(document, 0)])
    assert text not in [candidate.text for candidate in found]


def test_only_a_quotation_says_we(opened: Opened) -> None:
    text = "The council voted on Tuesday to back Holm, and we hope that the boats of Sandmere will sail before winter comes."
    quoted = "The council voted to back Holm, “and we hope that the boats will sail.”"
    document = parse_document(Article(text=f"{text} {quoted} Nobody answered."))
    told = opened(("We hope that the boats will sail before winter comes.", -0.1)).write([point(document, 0)])[0]
    assert told
    assert not any(" we " in f" {candidate.text.lower()}" for candidate in told)
    assert quoted in [candidate.text for candidate in opened((quoted, -0.1)).write([point(document, 1)])[0]]


def test_a_clause_of_a_sentence_is_offered_though_the_writer_has_no_cut(opened: Opened) -> None:
    clause = "The harbour board will rebuild it by the end of June."
    text = f"The council closed the pier after the storm in March, and {clause[0].lower()}{clause[1:]}"
    document = parse_document(Article(text=f"{text} The boats will not sail, she said."))
    (found,) = opened(("It.", -0.1)).write([point(document, 0)])
    assert clause in [candidate.text for candidate in found]


@pytest.mark.parametrize(("disliked", "printed"), [(-99.0, True), (99.0, False)], ids=["liked", "disliked"])
def test_a_fault_of_the_tree_is_believed_where_the_estimate_dislikes_the_cut(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, disliked: float, printed: bool
) -> None:
    monkeypatch.setattr(Grammar, "faults", lambda *_: ["'engineer' hangs on nothing"])
    monkeypatch.setattr(desk_article, "DISLIKED", disliked)
    (found,) = opened((SOUND, -0.5)).write([point()])
    assert (SOUND in [candidate.text for candidate in found]) == printed


def test_each_fatal_fault_is_one_that_is_found() -> None:
    grammar = Grammar()
    found = (fault_kinds(cut_faults(text, sentence), grammar.faults(text, sentence)) for text, sentence in FATAL_CUTS)
    assert frozenset[str]().union(*found) >= FATAL


def test_what_is_a_little_too_long_is_trimmed_and_its_article_agrees(opened: Opened) -> None:
    text = "Ingrid Solberg said that the council is trying to find a strategic investor for the pier."
    document = parse_document(Article(text=f"{text} The boats will not sail before the end of the summer, she said."))
    (found,) = opened((text, -0.1)).write([point(document, 0)])
    texts = [candidate.text for candidate in found if candidate.made == "written"]
    assert texts
    assert all(8 <= len(text.split()) <= 14 for text in texts)
    assert any("find an investor for the" in text for text in texts)


def test_prices_of_shares_that_were_run_into_the_text_are_left_out() -> None:
    text = "Shares of Norvale Rail NVR, +0.26% closed higher on Friday. The port counts on GDP -0.3% this year."
    document = parse_document(Article(text=text))
    source = DeskSource(document, Grammar())
    assert source.plain(point(document, 0)) == "Shares of Norvale Rail closed higher on Friday."
    assert source.plain(point(document, 1)) == "The port counts on GDP -0.3% this year."


def test_a_headline_that_was_run_into_the_text_is_left_out() -> None:
    title = "Council closes the old pier in Sandmere"
    document = parse_document(Article(text=f"{title} Traders in the harbour fear for the summer, they say.", title=title))
    assert DeskSource(document, Grammar()).plain(point(document, 0)) == "Traders in the harbour fear for the summer, they say."


def test_a_question_is_not_told_as_a_statement(opened: Opened) -> None:
    text = "Will the council of Sandmere ever sell the old pier to a hotel company? The boats sail again."
    document = parse_document(Article(text=text))
    (found,) = opened(("Will the council ever sell the old pier.", -0.1)).write([point(document, 0)])
    assert all(candidate.text.endswith("?") for candidate in found)


def test_it_is_written_from_what_says_the_same_in_fewer_words(opened: Opened) -> None:
    text = "The council of Sandmere has opened the old pier, and the boats are facing a hard winter there."
    (found,) = opened(("Sandmere opened the old pier, and boats face a winter.", -0.1)).write(
        [point(parse_document(Article(text=f"{text} Nobody answered.")), 0)]
    )
    written = [candidate.text for candidate in found]
    assert "The council of Sandmere opened the old pier." in written, written
    assert not any("has opened" in candidate.text for candidate in found if candidate.made != "extracted")


def test_what_is_short_is_offered_with_what_follows_it(opened: Opened) -> None:
    text = "The council of Sandmere opened the old pier to boats from Norvale on Monday, and crews cheered."
    (found,) = opened(("The council of Sandmere opened the old pier.", -0.1)).write(
        [point(parse_document(Article(text=f"{text} Nobody answered.")), 0)]
    )
    assert "The council of Sandmere opened the old pier to boats from Norvale." in [candidate.text for candidate in found]


def test_a_claim_is_offered_with_its_speaker(opened: Opened) -> None:
    text = "The old pier of Sandmere needs a new wall before the winter, said Ruth Calder, the engineer of the council."
    document = parse_document(Article(text=f"{text} Nobody answered her."))
    (found,) = opened(("The old pier needs a new wall before the winter.", -0.1)).write([point(document, 0)])
    texts = [candidate.text for candidate in found if candidate.made == "written"]
    assert texts == ["The old pier needs a new wall before the winter, says Ruth Calder."]


@pytest.mark.parametrize(
    ("written", "sentence", "printed"),
    [
        ("In short, the old pier needs a new wall now.", "In short, the old pier needs a new wall now, before the winter.", True),
        ("(The old pier needs a new wall now.)", "(The old pier needs a new wall now, before the winter of this year.)", True),
        ("The old pier (needs a new wall now.", "The old pier (needs a new wall now) of stone before the winter.", False),
    ],
)
def test_what_joins_it_to_the_text_goes(opened: Opened, written: str, sentence: str, printed: bool) -> None:
    document = parse_document(Article(text=f"{sentence} Nobody answered."))
    (found,) = opened((written, -0.1)).write([point(document, 0)])
    assert ("The old pier needs a new wall now." in [candidate.text for candidate in found]) == printed
    assert written not in [candidate.text for candidate in found]


def test_an_opinion_of_a_commentary_is_offered_with_who_holds_it(opened: Opened) -> None:
    text = "The plan for the old pier is a grave mistake for the poor towns in the south of this country."
    short = "The plan for the old pier is a grave mistake."
    long = f"{short[:-1]} for the poor towns."
    written = opened((short, -0.5), (long, -0.1))
    documents = [parse_document(Article(text=f"{text} Nobody answered.", title=title)) for title in ("OPINION: Keep it", "Pier")]
    column, news = ({c.text: c for c in written.write([point(document, 0)])[0]} for document in documents)
    assert next(iter(column)).endswith("is a grave mistake, the author says.")
    assert column[long].score <= news[long].score - desk_article.HARDLY
    assert (column[long].keeping or 0.0) == pytest.approx((news[long].keeping or 0.0) - desk_article.UNHELD, abs=0.3)
    assert not any("commentary" in candidate for candidate in news)


def test_a_fault_counts_against_a_cut(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    (sound, *_) = (c for c in opened((SOUND, -0.1)).write([point()])[0] if c.text == SOUND)
    monkeypatch.setattr(desk_article, "cut_faults", lambda text, sentence: ["a clause has no verb"])
    ((faulty,),) = opened((SOUND, -0.1)).write([point()])
    assert (faulty.quality or 0.0) < (sound.quality or 0.0)


def test_prunings_of_the_tree_are_offered_and_what_the_tree_forbids_is_not(opened: Opened) -> None:
    sentence = "A ferry carrying 40 frightened children ran aground near Port Ellis on Tuesday evening during a sudden storm."
    document = parse_document(Article(text=f"{sentence} Nobody was hurt."))
    broken = "A ferry carrying ran aground near Port Ellis on Tuesday evening during a sudden storm."
    (found,) = opened((broken, -0.1)).write([point(document, 0)])
    pruned = [candidate.text for candidate in found if candidate.made == "pruned"]
    assert pruned
    assert all("ferry" in text and "ran aground" in text and 8 <= len(text.split()) <= 14 for text in pruned)
    assert broken not in [candidate.text for candidate in found]


def test_what_an_editor_would_likelier_print_comes_first(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_article, "KEPT", 0.0)
    monkeypatch.setattr(desk_article, "PRUNED", 0.0)
    (found,) = opened((SOUND, -0.1)).write([point()])
    assert all(candidate.quality is not None for candidate in found)
    assert [candidate.quality for candidate in found] == sorted((c.quality or 0.0 for c in found), reverse=True)


def test_a_text_counts_less_the_less_likely_the_writer_finds_it(opened: Opened) -> None:
    likely, unlikely = (
        next(c for c in opened((SOUND, score)).write([point()])[0] if c.text == SOUND and c.made == "written")
        for score in (-0.2, -12.0)
    )
    assert likely.quality is not None
    assert unlikely.quality is not None
    assert likely.quality > unlikely.quality
    assert (likely.log_probability, unlikely.log_probability) == (-0.2, -12.0)


def test_words_that_a_box_needs_count(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def worth_of_words() -> float:
        (found,) = opened((SOUND, -1.0)).write([point()])
        ours = next(candidate for candidate in found if candidate.text == SOUND)
        return ours.score - (ours.quality or 0.0)

    monkeypatch.setattr(desk_article, "KEPT", 0.0)
    assert worth_of_words() == 0.0
    monkeypatch.setattr(desk_article, "KEPT", 3.0)
    assert worth_of_words() > 1.0


def test_what_is_hardly_printable_comes_last_whatever_words_it_keeps(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_article, "KEPT", 9.0)
    monkeypatch.setattr(desk_article, "SURE", 99.0)
    (found,) = opened((SOUND, -0.1)).write([point()])
    qualities = sorted(candidate.quality or 0.0 for candidate in found)
    between = (qualities[0] + qualities[-1]) / 2
    monkeypatch.setattr(desk_article, "LEAST", between)
    (found,) = opened((SOUND, -0.1)).write([point()])
    likely = [(candidate.quality or 0.0) >= between for candidate in found]
    assert likely == sorted(likely, reverse=True)
    assert True in likely
    assert False in likely


def test_a_person_is_named(opened: Opened) -> None:
    text = "Ruth Calder spoke on Tuesday.\n\nShe laughed.\n\nShe said the pier in Sandmere is unsafe and has to close in June."
    document = parse_document(Article(text=text))
    (found,) = opened(("She said the pier in Sandmere is unsafe.", -0.1)).write([point(document, 2)])
    assert "Ruth Calder says the pier in Sandmere is unsafe." in [candidate.text for candidate in found]


def test_labels_and_topics_are_the_namers(opened: Opened) -> None:
    requests = [
        Request(task="topic", document=DOCUMENT, evidence=(0,)),
        point(),
        Request(task="label", document=DOCUMENT, evidence=(1,), point=SOUND),
    ]
    found = opened((SOUND, -0.1)).write(requests)
    assert [found[0], found[2]] == Namer().write([requests[0], requests[2]])
    assert SOUND in [candidate.text for candidate in found[1]]


def test_the_shipped_model_keeps_to_its_lengths_and_count() -> None:
    summarizer = Summarizer(Options(model="desk", threads=1))
    looks = summarizer.summarize(Article(text=TEXT, title=TITLE))
    assert len(looks.bullets) == 5
    assert all(6 <= len(bullet.point.split()) <= 16 for bullet in looks.bullets)
    assert looks.provenance.backend == "desk"
    assert any(bullet.origin in {"generated", "alternative"} for bullet in looks.bullets)


def test_an_article_gets_the_same_bullets_alone_and_among_others() -> None:
    summarizer = Summarizer(Options(model="desk", threads=1))
    articles = [Article(text=TEXT, title=TITLE, id="a"), Article(text=TEXT.replace("ferry", "railway"), id="b")]
    together = summarizer.summarize_many(articles)
    alone = [summarizer.summarize(article) for article in articles]
    assert [looks.bullets for looks in together] == [looks.bullets for looks in alone]


def test_the_card_opens_the_backend() -> None:
    card = find_card("desk")
    assert isinstance(open_backend(card, Options(model="desk", threads=1)), Desk)
    assert open_backend(replace(card, backend="ctranslate2"), Options(model="desk", threads=1)).name == "ctranslate2"


def headlined(length: Length) -> Sequence[Candidate]:
    text = "The council of Sandmere voted on Monday to sell the old pier to a group of fishers for a token sum of money."
    title = "Council sells old pier to fishers for token sum"
    document = parse_document(Article(text=f"{text} Nobody spoke against it.", title=title))
    backend = open_backend(find_card("desk"), Options(model="desk"))
    return backend.write([Request(task="point", document=document, evidence=(0,), length=length)])[0]


def test_the_headline_is_offered_before_what_is_short_and_behind_what_is_longer() -> None:
    short, full = headlined("short"), headlined("full")
    assert (short[0].made, short[0].text) == ("headline", "The council sells the old pier to fishers for a token sum.")
    assert full[0].made != "headline" == full[-1].made
    assert sum(candidate.made == "headline" for candidate in short) == 1


def test_what_is_left_of_a_headline_that_is_too_long_comes_first(opened: Opened) -> None:
    text = "The council of Sandmere voted on Monday to sell the old pier to a group of fishers for a token sum of money."
    title = "Council of Sandmere sells old pier to fishers for token sum after a long and bitter night of talks"
    document = parse_document(Article(text=f"{text} Nobody spoke against it.", title=title))
    cut = "The council of Sandmere sells the old pier to fishers for a token sum."
    (found,) = opened((cut, -0.1), ("The council of Sandmere voted to sell the old pier.", -0.2)).write([point(document, 0)])
    assert (found[0].made, found[0].text) == ("headline", cut)
    assert {candidate.made for candidate in found if "voted" in candidate.text} == {"written"}
