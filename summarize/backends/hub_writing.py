"""What both backends of hub models share: requests to source texts, batches that fit the memory, outputs to candidates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarize.backends.hub_tokenizer import HubTokenizer
from summarize.backends.transformers import group_by_length
from summarize.errors import ModelError
from summarize.prompts import Prompt
from summarize.types import Candidate, Request

_MEMORY = ("out of memory", "not enough memory", "can't allocate memory", "cannot allocate memory", "bad_alloc")
Ids = Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One hypothesis in token numbers, and whether it came to its end."""

    ids: tuple[int, ...]
    ended: bool


Generate = Callable[[Sequence[Ids]], list[list[Output]]]


def source_of(request: Request, prompt: Prompt) -> str | None:
    """Return the source text of a request, None where the prompt has no template for its task."""
    if request.task not in prompt.templates:
        return None
    sentences = [" ".join(request.document.sentences[number].text.split()) for number in request.evidence]
    title = " ".join(request.document.title.split())
    if request.task == "document":
        return prompt.fill("document", article=" ".join(sentences), title=title, length=request.length)
    if request.task == "point":
        return prompt.fill("point", evidence=" ".join(sentences), length=request.length, names="")
    if request.task == "label":
        return prompt.fill("label", point=request.point, title=title)
    return prompt.fill("topic", title=title, lead=sentences[0] if sentences else "")


def measure_requests(requests: Sequence[Request], *, prompt: Prompt, tokenizer: HubTokenizer) -> list[int]:
    """Return the tokens that each request's source takes."""
    return [len(ids) for ids in tokenizer.encode([source_of(request, prompt) or "" for request in requests])]


def write_requests(
    requests: Sequence[Request],
    *,
    prompt: Prompt,
    tokenizer: HubTokenizer,
    limit: int,
    generate: Generate,
    notes: list[str],
) -> list[list[Candidate]]:
    """Return candidates for each request, best first; none where the prompt has no template for it or it is too long.

    Args:
        requests: what to write, for any number of articles.
        prompt: the templates.
        tokenizer: the model's own.
        limit: the most tokens that the model reads at once; 0 for no limit.
        generate: from sources in token numbers to each source's hypotheses, best first.
        notes: gets a line for each source that is too long.
    """
    sources = [source_of(request, prompt) for request in requests]
    numbers = [number for number, source in enumerate(sources) if source is not None]
    encoded = tokenizer.encode([sources[number] or "" for number in numbers])
    fitting = [(number, ids) for number, ids in zip(numbers, encoded, strict=True) if not limit or len(ids) <= limit]
    if len(fitting) < len(numbers):
        notes.append(f"{len(numbers) - len(fitting)} passages are longer than the model reads at once and did not reach it")
    written: list[list[Candidate]] = [[] for _ in requests]
    for (number, _), outputs in zip(fitting, generate([ids for _, ids in fitting]), strict=True):
        written[number] = _candidates(outputs, tokenizer)
    return written


def _candidates(outputs: Sequence[Output], tokenizer: HubTokenizer) -> list[Candidate]:
    """Return the distinct texts of a beam; their scores say only their order."""
    texts: dict[str, Candidate] = {}
    for place, output in enumerate(outputs):
        text = tokenizer.decode(output.ids).strip()
        if text:
            texts.setdefault(text, Candidate(text=text, score=-0.1 * place, stopped="end" if output.ended else "length"))
    return list(texts.values())


def run_batches(
    lengths: Sequence[int], *, budget: int, run: Callable[[Sequence[int]], list[list[Output]]], notes: list[str]
) -> list[list[Output]]:
    """Run all places in batches, the longest first, and return their outputs in order.

    A batch that does not fit the memory is halved, and so are those after it; ``notes`` gets a line that says so.

    Args:
        lengths: the length of each source.
        budget: the most tokens of a batch, padding included.
        run: from the places of one batch to their outputs.
        notes: where to say that a batch was halved.

    Raises:
        ModelError: the memory does not suffice for one source alone.
    """
    found: list[list[Output]] = [[] for _ in lengths]
    most = len(lengths)
    waiting = list(group_by_length(lengths, budget))[::-1]
    while waiting:
        group = waiting.pop()
        if len(group) > most:
            waiting += [group[most:], group[:most]]
            continue
        try:
            outputs = run(group)
        except (RuntimeError, MemoryError) as error:
            if not is_memory_error(error):
                raise
            most = _halve(len(group), max(lengths[place] for place in group), notes)
            waiting.append(group)
            continue
        for place, output in zip(group, outputs, strict=True):
            found[place] = output
    return found


def _halve(size: int, length: int, notes: list[str]) -> int:
    if size == 1:
        hint = "Use a smaller model, fewer beams in its card, or --device cpu"
        raise ModelError(f"there is not enough memory to summarize one passage of {length:,} tokens", hint)
    notes.append(f"the memory did not suffice for {size} passages at once: went on with {size // 2}")
    return size // 2


def is_memory_error(error: BaseException) -> bool:
    """Tell whether an error of torch or ctranslate2 means that memory ran out."""
    return isinstance(error, MemoryError) or any(words in str(error).lower() for words in _MEMORY)
