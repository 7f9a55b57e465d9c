"""What every encoder-decoder backend shares: requests to token pieces, and written pieces back to candidates."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.labels import title_case
from summarize.pointers import follow
from summarize.prompts import Prompt
from summarize.tokens import END, MAX_PLACES, Tokenizer
from summarize.types import Candidate, Document, Request, Task
from summarize.writing import Background, label_source, point_source, topic_source

MAX_NEW_TOKENS: dict[Task, int] = {"point": 56, "label": 12, "topic": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One hypothesis of a beam: its pieces, its log-probability per piece, and whether it came to its end."""

    pieces: tuple[str, ...]
    score: float
    ended: bool


_EDGE = 1 << 20
Generate = Callable[[Sequence[Sequence[str]], int], list[list[Written]]]


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
            if id(document) not in backgrounds:
                backgrounds[id(document)] = read_background(document)
            sources.append([*tokenizer.encode(source_of(requests[i], backgrounds[id(document)], prompt))[: MAX_PLACES - 1], END])
        for i, source, written in zip(chosen, sources, generate(sources, MAX_NEW_TOKENS[task]), strict=True):
            found[i] = _candidates(written, source, requests[i], tokenizer)
    return found


def read_background(document: Document) -> Background:
    """Return what the requests of one article share."""
    return Background([sentence.text for sentence in document.sentences], document.title)


def source_of(request: Request, background: Background, prompt: Prompt) -> str:
    """Return the source text of a request."""
    if request.task == "label":
        return label_source(prompt, point=request.point, background=background)
    if request.task == "topic":
        return topic_source(prompt, background=background)
    return point_source(prompt, background=background, evidence=request.evidence, length=request.length, text=request.text)


def _candidates(written: Sequence[Written], source: Sequence[str], request: Request, tokenizer: Tokenizer) -> list[Candidate]:
    """Return the distinct texts of a beam, with the source's own words in place of pointers."""
    article = request.document.article.text
    curly = "“" in article or "’" in article
    texts: dict[str, Candidate] = {}
    for hypothesis in written:
        try:
            pieces = follow(hypothesis.pieces, source)
        except IndexError:
            continue
        text = finish(tokenizer.decode(pieces), request.task, curly=curly)
        if text:
            stopped = "end" if hypothesis.ended else "length"
            texts.setdefault(text, Candidate(text=text, score=hypothesis.score, stopped=stopped))  # type: ignore[arg-type]
    return list(texts.values())


def finish(text: str, task: Task, *, curly: bool) -> str:
    """Return a written text as it is to be printed."""
    text = re.sub(r"\s+", " ", text.replace("‹", "<").replace("›", ">")).strip()
    text = re.sub(r"(?<=[?!])\.$|(?<=\w\.)\.$|(?<=[.?!]['’”\"])\.$", "", re.sub(r"\s*[:;,]?\s*(['’”\"]?)\.$", r"\1.", text))
    text = text[:1].upper() + text[1:] if task == "point" else title_case(text.rstrip(".:"))
    return curl(text) if curly else text


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
