"""Says what made the bullets, down to a digest of everything that decides the output."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from summarize import __version__
from summarize.backends.base import Backend
from summarize.options import Options
from summarize.planning.plan import ranker
from summarize.prompts import find_prompt
from summarize.registry import ModelCard
from summarize.types import Article, Provenance


@cache
def code_digest() -> str:
    """Return a digest of the program's own code and word lists: planner, checks and rules decide the output too."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in {".py", ".txt", ".json"} and "_data" not in path.parts:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


@cache
def prompt_digest(name: str) -> str:
    """Return a digest of the text of the prompt of that name, "" where there is none."""
    path = find_prompt(name)
    return hashlib.sha256(path.read_bytes()).hexdigest() if name and path.is_file() else ""


def make_provenance(
    card: ModelCard, backend: Backend, options: Options, article: Article, labeller: Backend | None = None
) -> Provenance:
    """Return the provenance of one article's box; ``labeller`` wrote its labels, where the backend did not."""
    chosen = {"bullets": list(options.bullets), "length": options.length, "style": options.style}
    planner = "lead" if backend.name == "lead" else f"trees-{ranker().digest[:8]}"
    prompt = [card.prompt, prompt_digest(card.prompt)]
    decides: list[object] = [card.name, backend.name, backend.revision, prompt, planner, card.decoding, chosen, __version__]
    decides += [code_digest(), getattr(backend, "settings", None), labeller and [labeller.name, labeller.revision]]
    config = hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()
    signature = " ".join(
        part
        for part in (
            f"model:{card.name}",
            f"rev:{backend.revision[:8]}",
            f"prompt:{card.prompt}" if card.prompt else "",
            *(f"{name}:{value}" for name, value in sorted(card.decoding.items())),
            f"len:{options.length}",
            f"v:{__version__}",
        )
        if part
    )
    return Provenance(
        model=card.name,
        revision=backend.revision,
        backend=backend.name,
        strategy=card.strategy,
        prompt=card.prompt,
        planner=planner,
        decoding=dict(card.decoding),
        options=chosen,
        version=__version__,
        source_digest=article.digest,
        config_digest=config,
        signature=signature,
    )
