"""Makes the lessons of a model that summarizes whole articles: windows as they are cut when it is used, and what each is to say.

Prompt, tokenizer, windows and alignment are the very ones that the document strategy uses, so that training and use agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eval.data import Example, ReferenceBullet
from models.lessons import with_stop
from models.packing import Packed
from models.pairs import supported
from summarize.backends.hub_checkpoint import Checkpoint, find_limit
from summarize.backends.hub_writing import measure_requests, source_of
from summarize.decoding import make_decoding
from summarize.document import parse_document
from summarize.document_strategy.alignment import Aligner
from summarize.document_strategy.parsing import parse_points
from summarize.document_strategy.strategy import Reading, cut_article
from summarize.errors import ModelError
from summarize.options import Options
from summarize.prompts import find_prompt, load_prompt
from summarize.registry import ModelCard
from summarize.types import Article, Document, Request

LINE, POINT = ("\n", "<n>", " • "), ("\n", "<n>", " ")
"""What may part two points, the best first, where each has a label and where none has: BART's, PEGASUS's, T5's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLesson:
    """An article: its windows, each with what it is to say (an empty target where no bullet rests on it), and its whole box."""

    article: str
    windows: tuple[Packed, ...]
    reference: str


@dataclass(slots=True, kw_only=True)
class DocumentLessons:
    """The lessons of a part of an archive, and how many bullets were dropped, by the reason."""

    articles: list[DocumentLesson] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    n_points: int = 0

    def packed(self) -> list[Packed]:
        """Return the windows that have something to say."""
        return [window for lesson in self.articles for window in lesson.windows if window.target]

    @property
    def line(self) -> str:
        """How many there are, and what was dropped, in words."""
        n_windows = sum(len(lesson.windows) for lesson in self.articles)
        dropped = ", ".join(f"{n} {why}" for why, n in sorted(self.dropped.items()))
        return f"{self.n_points} points in {len(self.packed())} of {n_windows} windows; dropped: {dropped or 'none'}"


class Teacher:
    """Makes lessons for a card's model; ``measure`` and ``max_input_tokens`` decide the windows, as a backend's do."""

    def __init__(self, card: ModelCard, checkpoint: Checkpoint, *, least: float) -> None:
        """Read the card's prompt.

        Args:
            card: the model's card.
            checkpoint: the model, with or without its network.
            least: the share of a bullet's content that a window's sentences must cover.

        Raises:
            ModelError: the prompt has no template for whole articles, the limits contradict each other, or the vocabulary has
                nothing to part labelled points with.
        """
        self._checkpoint = checkpoint
        self._least = least
        self._prompt = load_prompt(find_prompt(card.prompt))
        if "document" not in self._prompt.templates:
            raise ModelError(f"the prompt '{card.prompt}' has no template 'document'", "Name another in the model's card")
        self._options = Options()
        self._reading = Reading(labelled=card.labelled, points_per_window=card.points_per_window)
        self._most = make_decoding(card.decoding).max_new_tokens
        self.max_input_tokens = find_limit(card.max_input_tokens, checkpoint.positions)
        self._mark = self._find_mark()

    def measure(self, requests: Sequence[Request]) -> list[int]:
        """Return how many tokens each request would take."""
        return measure_requests(requests, prompt=self._prompt, tokenizer=self._checkpoint.tokenizer)

    def make_lessons(self, examples: Iterable[Example]) -> DocumentLessons:
        """Return the lessons of articles; of several references the first is learned."""
        made = DocumentLessons()
        for example in examples:
            document = parse_document(Article(text=example.document, title=example.title or None))
            windows = cut_article(document, self, self._options, self._reading).windows
            if windows:
                made.articles.append(self._make_lesson(example, document, windows, made))
            else:
                made.dropped["in articles without prose"] += len(example.references[0])
        return made

    def _make_lesson(
        self, example: Example, document: Document, windows: Sequence[tuple[int, ...]], made: DocumentLessons
    ) -> DocumentLesson:
        """Return an article's lesson; each bullet goes to the window that covers it best."""
        length, aligner = self._options.length, Aligner(document)
        requests = [Request(task="document", document=document, evidence=window, length=length) for window in windows]
        sources = [source_of(request, self._prompt) or "" for request in requests]
        lines: list[list[str]] = [[] for _ in windows]
        for bullet in dict.fromkeys(example.references[0]):
            text = with_stop(" ".join(bullet.text(length).split()))
            coverages = [aligner.align(text, window).coverage for window in windows]
            best = coverages.index(max(coverages))
            line = self._line(bullet, text)
            why = self._why_not(text, line, coverages[best], sources[best])
            if why:
                made.dropped[why] += 1
            else:
                lines[best].append(line)
        encoded = self._checkpoint.tokenizer.encode(sources)
        packed = [Packed(tuple(ids), self._target(said, made)) for ids, said in zip(encoded, lines, strict=True)]
        return DocumentLesson(article=example.id, windows=tuple(packed), reference=example.reference_text(length))

    def _line(self, bullet: ReferenceBullet, text: str) -> str:
        """Return a bullet as the model is to write it."""
        label = " ".join(bullet.label.split())
        return f"{label}: {text}" if self._reading.labelled and label else text

    def _why_not(self, text: str, line: str, coverage: float, source: str) -> str:
        """Return why a bullet cannot be learned from a window, "" where it can."""
        if coverage < self._least:
            return "not covered by any window"
        if not supported(text, source):
            return "with a name or number that their window lacks"
        wanted = parse_points(line, labelled=self._reading.labelled)
        if not wanted:
            return "of fewer than three words"
        if parse_points(self._through(line), labelled=self._reading.labelled) != wanted:
            return "with signs that the model's vocabulary lacks"
        return ""

    def _target(self, lines: Sequence[str], made: DocumentLessons) -> tuple[int, ...]:
        """Return the token numbers that a window is to give, of as many lines as the card lets the model write."""
        target: tuple[int, ...] = ()
        kept = len(lines)
        while kept and not target:
            ids = self._encode(self._mark.join(lines[:kept]))
            if len(ids) < self._most:
                target = (*self._checkpoint.start[1:], *ids, self._checkpoint.end)
            else:
                kept -= 1
        made.n_points += kept
        if kept < len(lines):
            made.dropped[f"beyond the {self._most} tokens that the card allows"] += len(lines) - kept
        return target

    def _encode(self, text: str) -> list[int]:
        """Return the token numbers of a text to be written, without special ones."""
        return list(self._checkpoint.wrapped.backend_tokenizer.encode(text, add_special_tokens=False).ids)

    def _through(self, text: str) -> str:
        """Return a text as it comes back from the model's vocabulary."""
        return self._checkpoint.tokenizer.decode(self._encode(text))

    def _find_mark(self) -> str:
        """Return what parts two points, so that the model's vocabulary has it and it is read back."""
        for mark in LINE if self._reading.labelled else POINT:
            sign = mark.strip(" ")
            known = sign != "<n>" or self._checkpoint.wrapped.convert_tokens_to_ids(sign) not in (None, self._unknown)
            if known and (not sign or sign in self._through(f"One{mark}two")):
                return mark
        hint = "Say labelled = false in its card"
        raise ModelError("the model's vocabulary has nothing that could part labelled points", hint)

    @property
    def _unknown(self) -> int | None:
        number = self._checkpoint.wrapped.unk_token_id
        return None if number is None else int(number)
