"""What every encoder-decoder backend shares: requests to token pieces, and written pieces back to candidates."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.labels import title_case
from summarize.mentions import find_mentions
from summarize.prompts import Prompt
from summarize.slots import SLOT, Names, SlotTable, restore
from summarize.tokens import END, Tokenizer
from summarize.types import Candidate, Document, Request, Task
from summarize.writing import context_names, label_source, point_source, straighten, topic_source

MAX_EVIDENCE_WORDS = 90
MAX_NEW_TOKENS: dict[Task, int] = {"point": 48, "label": 12, "topic": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One hypothesis of a beam: its pieces, its log-probability per piece, and whether it came to its end."""

    pieces: tuple[str, ...]
    score: float
    ended: bool


_EDGE = 1 << 20
Generate = Callable[[Sequence[Sequence[str]], int], list[list[Written]]]


class Background:
    """What the requests of one article share: its names, straightened sentences and commonest names."""

    def __init__(self, document: Document) -> None:
        """Read an article."""
        self.sentences = [straighten(sentence.text) for sentence in document.sentences]
        self.names = Names(self.sentences)
        counts = Counter(m.text for s in self.sentences for m in find_mentions(s) if m.kind == "name")
        self.common = [name for name, _ in counts.most_common(5)]
        self.curly = "“" in document.article.text or "’" in document.article.text


def write_requests(
    requests: Sequence[Request], *, tokenizer: Tokenizer, prompt: Prompt, generate: Generate
) -> list[list[Candidate]]:
    """Return candidates for each request, best first.

    Args:
        requests: what to write, for any number of articles.
        tokenizer: the model's vocabulary.
        prompt: the templates of its tasks.
        generate: from sources in pieces and a limit of new pieces to each source's hypotheses, best first.
    """
    backgrounds: dict[int, Background] = {}
    found: list[list[Candidate]] = [[] for _ in requests]
    for task in dict.fromkeys(request.task for request in requests):
        chosen = [i for i, request in enumerate(requests) if request.task == task]
        sources = []
        for i in chosen:
            document = requests[i].document
            background = backgrounds.setdefault(id(document), Background(document))
            sources.append(source_of(requests[i], background, prompt))
        pieces = [[*tokenizer.encode(text), END] for text, _ in sources]
        for i, (_, table), written in zip(chosen, sources, generate(pieces, MAX_NEW_TOKENS[task]), strict=True):
            found[i] = _candidates(written, table, requests[i], backgrounds[id(requests[i].document)], tokenizer)
    return found


def source_of(request: Request, background: Background, prompt: Prompt) -> tuple[str, SlotTable]:
    """Return the source text of a request and its slots."""
    title = request.document.title
    if request.task == "label":
        return label_source(prompt, point=request.point, title=title, names=background.names)
    if request.task == "topic":
        return topic_source(prompt, title=title, lead=background.sentences[0], names=background.names)
    evidence = [" ".join(background.sentences[i].split()[:MAX_EVIDENCE_WORDS]) for i in request.evidence]
    context = context_names(background.sentences, request.evidence, title, background.common)
    return point_source(prompt, evidence=evidence, context=context, names=background.names, length=request.length)


def _candidates(
    written: Sequence[Written], table: SlotTable, request: Request, background: Background, tokenizer: Tokenizer
) -> list[Candidate]:
    """Return the distinct texts of a beam with the article's own words in place of slots."""
    texts: dict[str, Candidate] = {}
    for hypothesis in written:
        text = finish(tokenizer.decode(hypothesis.pieces), table, request.task, curly=background.curly)
        if text and not SLOT.search(text):
            stopped = "end" if hypothesis.ended else "length"
            texts.setdefault(text, Candidate(text=text, score=hypothesis.score, stopped=stopped))  # type: ignore[arg-type]
    return list(texts.values())


def finish(text: str, table: SlotTable, task: Task, *, curly: bool) -> str:
    """Return a written text as it is to be printed."""
    restored = restore(text, table, label=task == "label")
    if task != "point":
        restored = title_case(restored.rstrip(".:"))
    return curl(restored) if curly else restored


def curl(text: str) -> str:
    """Return text with curly quotation marks and apostrophes.

    >>> curl('"It\\'s time," she says.')
    '“It’s time,” she says.'
    """
    opened = re.sub(r'(^|[\s(\[—–-])"', "\\1“", text)
    return opened.replace('"', "”").replace("'", "’")


def folder_revision(folder: Path) -> str:
    """Return a digest of a model's files, read in part: their sizes and their first and last megabyte."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in {".bin", ".safetensors", ".json", ".model"}:
            size = path.stat().st_size
            digest.update(f"{path.name} {size}".encode())
            with path.open("rb") as content:
                digest.update(content.read(_EDGE))
                content.seek(max(0, size - _EDGE))
                digest.update(content.read())
    return digest.hexdigest()
