"""The document strategy around a model that is told what to say: windows, points, merging, evidence, labels, the count."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from summarize.backends.scripted import Scripted
from summarize.bullets import Draft
from summarize.document import parse_document
from summarize.document_strategy.own_labels import OwnLabels
from summarize.document_strategy.strategy import Reading, write_documents
from summarize.labelling import add_labels
from summarize.options import Options
from summarize.pipeline import Summarizer
from summarize.planning.plan import make_plan
from summarize.types import Article, Bullet, Candidate, Document, Request

TITLE = "Port Ellery votes to close its old ferry terminal"
TEXT = """PORT ELLERY (TNS) — The harbour council voted 7-2 on Tuesday to close the old ferry terminal, ending months of dispute.

Repairs would have cost $48 million, said Ruth Calder, the council’s engineer, and would have taken three years.

Critics say the closure will cut off the island of Sandmere, where 3,100 people live through the winter.

“We were promised a bridge in 1998,” said Tobias Renn, who runs the island’s only bakery.

The council plans a smaller landing at Quay Street by June 2027, paid for with a loan from the Coastal Bank.

Passenger numbers fell 38% in ten years while fuel prices doubled, according to a report by Vesterholm University.

Mayor Ingrid Solberg abstained because her brother owns a share of the ferry company.

The last boat will leave on March 31, and buses will replace it on the mainland side.
"""


class Whole:
    """A model of whole articles that says what it is told, window by window, and reads ten words a sentence at most."""

    name = "whole"
    revision = "1"

    def __init__(self, *summaries: Sequence[str] | str, limit: int = 0, stopped: str = "end") -> None:
        self._summaries = [[one] if isinstance(one, str) else list(one) for one in summaries]
        self.max_input_tokens = limit
        self.notes: list[str] = []
        self.seen: list[Request] = []
        self._stopped = stopped

    def measure(self, requests: Sequence[Request]) -> list[int]:
        """Return two tokens for the prompt and one for each word."""
        return [2 + sum(len(request.document.sentences[i].text.split()) for i in request.evidence) for request in requests]

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return the next summaries for windows, and nothing for labels and topics."""
        written: list[list[Candidate]] = []
        for request in requests:
            self.seen.append(request)
            texts = self._summaries.pop(0) if request.task == "document" and self._summaries else []
            written.append([Candidate(text=text, stopped=self._stopped) for text in texts])  # type: ignore[arg-type]
        return written


@pytest.fixture(scope="module")
def document() -> Document:
    return parse_document(Article(text=TEXT, id="ferry", title=TITLE))


def draft(document: Document, backend: Any, reading: Reading | None = None, **options: Any) -> tuple[Draft, dict[str, str]]:
    chosen = Options(**options)
    made = Draft(document=document, plan=make_plan(document, *chosen.bullets))
    return made, write_documents([made], backend, chosen, reading or Reading())


def points(made: Draft, origin: str = "generated") -> list[str]:
    return [bullet.point for bullet in made.bullets if bullet.origin == origin]


SUMMARY = (
    "The harbour council votes 7-2 to close the old ferry terminal . Ruth Calder says repairs would have cost $48 million . "
    "The council plans a smaller landing at Quay Street by June 2027 ."
)


def test_a_summary_becomes_bullets_on_their_evidence_and_the_rules_fill_the_count(document: Document) -> None:
    made, labels = draft(document, Whole(SUMMARY), bullets=(5, 5))
    assert len(made.bullets) == 5
    by_point = {bullet.point: bullet for bullet in made.bullets}
    assert by_point["The harbour council votes 7-2 to close the old ferry terminal."].evidence == (0,)
    assert by_point["Ruth Calder says repairs would have cost $48 million."].evidence == (1,)
    assert by_point["The council plans a smaller landing at Quay Street by June 2027."].evidence == (4,)
    assert sorted(bullet.origin for bullet in made.bullets) == ["extracted"] * 2 + ["generated"] * 3
    assert [bullet.evidence for bullet in made.bullets] == sorted(bullet.evidence for bullet in made.bullets)
    assert len({bullet.evidence for bullet in made.bullets}) == 5
    assert labels == {}
    assert "3 points are the model's, 2 by the rules: it wrote no more that fit" in made.notes


@pytest.mark.parametrize("written", ["", "   ", "\n\n<n>", "Visit our website for more news about celebrities."])
def test_a_model_that_says_nothing_of_the_article_leaves_a_whole_box(document: Document, written: str) -> None:
    made, _ = draft(document, Whole(written), bullets=(5, 5))
    assert [bullet.origin for bullet in made.bullets] == ["extracted"] * 5
    assert any("left out 1 point of the model's" in note for note in made.notes) == written.startswith("Visit")


def test_what_the_checks_refuse_is_repaired(document: Document) -> None:
    made, _ = draft(document, Whole("Ruth Calder says repairs would have cost $84 million."), bullets=(5, 5))
    assert not any("84" in bullet.point for bullet in made.bullets)
    repaired = [bullet for bullet in made.bullets if bullet.evidence == (1,)]
    assert len(repaired) == 1
    assert "$48 million" in repaired[0].point


def test_another_hypothesis_stands_in_for_a_bad_one(document: Document) -> None:
    wrong, right = "Repairs would have cost $84 million, Calder says.", "Ruth Calder says repairs would have cost $48 million."
    made, _ = draft(document, Whole([wrong, right]), bullets=(5, 5))
    chosen = [bullet for bullet in made.bullets if bullet.evidence == (1,)]
    assert [(bullet.point, bullet.origin) for bullet in chosen] == [(right, "alternative")]


def test_more_points_than_bullets_keep_the_count_and_nothing_stands_twice(document: Document) -> None:
    every = " ".join(" ".join(sentence.text.split()) for sentence in document.sentences)
    made, _ = draft(document, Whole(f"{every} {every}"), bullets=(4, 4), length="full")
    assert len(made.bullets) == 4
    assert len({bullet.evidence for bullet in made.bullets}) == 4
    assert all(bullet.origin != "extracted" for bullet in made.bullets)


def test_a_long_article_is_read_in_windows_of_whole_sentences_and_says_so(document: Document) -> None:
    backend = Whole(*[SUMMARY] * 9, limit=50)
    made, _ = draft(document, backend)
    windows = [request.evidence for request in backend.seen]
    assert [number for window in windows for number in window] == list(range(len(document.sentences)))
    assert all(size <= 50 for size in backend.measure(backend.seen))
    assert f"the article is longer than the model reads at once (50 tokens): read in {len(windows)} parts" in made.notes
    assert made.truncated is None


def test_a_sentence_longer_than_the_model_reads_is_said_and_still_stands_in_the_rules(document: Document) -> None:
    made, _ = draft(document, Whole(limit=19), bullets=(8, 8))
    assert made.truncated is not None
    assert made.truncated["n_tokens_dropped"] > 0
    assert any("longer than the model reads at once (19 tokens) and did not reach it" in note for note in made.notes)
    assert len(made.bullets) == 8


def test_a_model_of_few_points_gets_more_windows(document: Document) -> None:
    backend = Whole(*[""] * 9)
    draft(document, backend, Reading(points_per_window=1), bullets=(5, 5))
    assert len(backend.seen) == 5


def test_own_labels_come_first_and_the_rest_is_labelled(document: Document) -> None:
    written = "- Repair Costs: Ruth Calder says repairs would have cost $48 million.\n- The council votes 7-2 on the terminal."
    made, labels = draft(document, Whole(written), Reading(labelled=True), bullets=(5, 5))
    add_labels([made], OwnLabels(labels, Scripted()))
    found = {bullet.point: bullet.label for bullet in made.bullets}
    assert found["Ruth Calder says repairs would have cost $48 million."] == "Repair Costs"
    assert all(found.values())
    assert len(set(found.values())) == 5


def test_a_speaker_is_no_label_unless_labels_were_asked_for(document: Document) -> None:
    written = "Tobias Renn: “We were promised a bridge in 1998.”"
    _, labels = draft(document, Whole(written), bullets=(5, 5))
    assert labels == {}


def test_a_cut_off_half_sentence_is_left_out(document: Document) -> None:
    cut = "Ruth Calder says repairs would have cost $48 million. The council plans a smaller landing at"
    made, _ = draft(document, Whole(cut, stopped="length"), bullets=(5, 5))
    assert not any(bullet.point.endswith("landing at.") for bullet in made.bullets)
    assert "Ruth Calder says repairs would have cost $48 million." in points(made)


def test_backend_notes_are_passed_on_once(document: Document) -> None:
    backend = Whole(SUMMARY)
    backend.notes = ["halved", "halved"]
    made, _ = draft(document, backend)
    assert made.notes.count("halved") == 1
    assert backend.notes == []


def test_order_and_company_of_articles_change_nothing() -> None:
    texts = [TEXT, TEXT.replace("Ellery", "Vane").replace("7-2", "8-1")]
    documents = [parse_document(Article(text=text, id=str(i))) for i, text in enumerate(texts)]
    summaries = [SUMMARY, SUMMARY.replace("7-2", "8-1")]

    def bullets(order: list[int]) -> list[list[Bullet]]:
        drafts = [Draft(document=documents[i], plan=make_plan(documents[i], 5, 5)) for i in order]
        write_documents(drafts, Whole(*(summaries[i] for i in order)), Options(bullets=(5, 5)), Reading())
        return [made.bullets for made in drafts]

    together = bullets([0, 1])
    assert bullets([1, 0]) == together[::-1]
    assert [bullets([0])[0], bullets([1])[0]] == together


def test_through_the_pipeline_with_a_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.config.user_folder", lambda: tmp_path)
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "own.toml").write_text('name = "own"\nbackend = "scripted"\nstrategy = "document"\n', "utf-8")
    looks = Summarizer(Options(model="own")).summarize(Article(text=TEXT, title=TITLE))
    assert len(looks.bullets) == 5
    assert all(bullet.label for bullet in looks.bullets)
    assert sum(bullet.origin != "extracted" for bullet in looks.bullets) == 3
    assert (looks.provenance.strategy, looks.provenance.backend) == ("document", "scripted")
    by_rules = Summarizer(Options(model="own", backend="extract")).summarize(Article(text=TEXT, title=TITLE))
    assert len(by_rules.bullets) == 5
