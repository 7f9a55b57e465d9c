"""The main job, from articles to Quick Looks: plan, write, check, repair, label."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from summarize.backends.namer import Namer
from summarize.bullets import Draft, Wanted, answer, bullet_findings, draft_bullets
from summarize.document import parse_document
from summarize.document_strategy.own_labels import OwnLabels
from summarize.document_strategy.strategy import Reading, write_documents
from summarize.errors import InputError
from summarize.labelling import add_labels, choose_topics
from summarize.language import looks_english
from summarize.options import Options
from summarize.planning.lead import lead_plan
from summarize.planning.plan import make_plan
from summarize.provenance import make_provenance
from summarize.registry import RULES, find_card, open_backend
from summarize.types import Article, Document, Plan, QuickLooks, Request


class Summarizer:
    """Summarizes articles with one model, loaded once.

    Raises:
        ModelError: the model is missing or broken.
        UsageError: an option is wrong.
    """

    def __init__(self, options: Options | None = None) -> None:
        """Load the model that the options name."""
        self.options = options or Options()
        self._card = find_card(self.options.model)
        self._backend = open_backend(self._card, self.options)
        self._whole = self._card.strategy == "document" and self.options.backend not in RULES
        self._labeller = Namer() if self._whole else self._backend

    def summarize(self, article: Article) -> QuickLooks:
        """Return one article's Quick Looks.

        Raises:
            InputError: the article holds no prose.
        """
        return self.summarize_many([article])[0]

    def summarize_many(self, articles: Sequence[Article]) -> list[QuickLooks]:
        """Return each article's Quick Looks, in order; all their bullets are written together.

        Raises:
            InputError: an article holds no prose; its message names it.
        """
        drafts = [self._plan(article) for article in articles]
        labels: dict[str, str] = {}
        if self._whole:
            labels = self._write_documents(drafts)
        else:
            self._write_points(drafts)
        if self.options.style != "highlights":
            choose_topics(drafts, self._labeller)
        if self.options.style == "quick-looks":
            add_labels(drafts, OwnLabels(labels, self._labeller))
        return [self._finish(draft) for draft in drafts]

    def _write_points(self, drafts: Sequence[Draft]) -> None:
        """Write each planned bullet from its evidence, and as many reserves as are needed; those of all articles together."""
        held = getattr(self._backend, "holds_length", False)
        draftings = [draft_bullets(draft, length=self.options.length, held=held) for draft in drafts]
        wanted = {number: next(drafting) for number, drafting in enumerate(draftings)}
        while wanted:
            requests = [request for number, some in wanted.items() for request in _requests(drafts[number], some)]
            written = iter(self._backend.write(requests))
            asked = {number: answer(draftings[number], list(islice(written, len(some)))) for number, some in wanted.items()}
            wanted = {number: some for number, some in asked.items() if some is not None}

    def _write_documents(self, drafts: Sequence[Draft]) -> dict[str, str]:
        """Write each article as a whole; return the labels that came with the points, by point."""
        reading = Reading(labelled=self._card.labelled, points_per_window=self._card.points_per_window)
        return write_documents(drafts, self._backend, self.options, reading)

    def _plan(self, article: Article) -> Draft:
        document = parse_document(article)
        if not any(any(c.isalpha() for c in sentence.text) for sentence in document.sentences):
            raise InputError(f"{article.id}: there is no prose to summarize", "Give the text of an article")
        draft = Draft(document=document, plan=self._make_plan(document))
        if not looks_english(article.text):
            draft.notes.append("the article does not look English; planner and checks were made for English")
        return draft

    def _make_plan(self, document: Document) -> Plan:
        least, most = self.options.bullets
        if self._card.backend == "lead" and self.options.backend is None:
            return lead_plan(document, least, most)
        return make_plan(document, least, most, printable=getattr(self._backend, "printable", 0.0))

    def _finish(self, draft: Draft) -> QuickLooks:
        return QuickLooks(
            document=draft.document,
            topic=draft.topic,
            bullets=tuple(draft.bullets),
            style=self.options.style,
            findings=bullet_findings(draft, length=self.options.length),
            notes=tuple(draft.notes),
            truncated=draft.truncated,
            provenance=make_provenance(self._card, self._backend, self.options, draft.document.article, self._labeller),
        )


def _requests(draft: Draft, wanted: Sequence[Wanted]) -> list[Request]:
    """Return what is to be written for places of the plan."""
    planned = [*draft.plan.bullets, *draft.plan.reserves]
    return [
        Request(task="point", document=draft.document, evidence=planned[place].evidence, length=length)
        for place, length in wanted
    ]
