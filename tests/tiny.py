"""A tiny writer for tests: a vocabulary and a network made in seconds, saved for transformers and converted to CTranslate2."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from models.tokenizer import train as train_tokenizer
from summarize.backends.seq2seq import read_background, source_of
from summarize.document import parse_document
from summarize.prompts import Prompt, load_prompt
from summarize.tokens import Tokenizer
from summarize.types import Article, Document, Request, Task
from summarize.writing import Background, decapitalise, straighten

if TYPE_CHECKING:
    from transformers import PegasusForConditionalGeneration

ROOT = Path(__file__).parents[1]
VOCABULARY = 580
TITLE = "Port Ellery votes to close its old ferry terminal"
TEXT = """PORT ELLERY (AP) — The harbour council voted 7-2 on Tuesday to close the old ferry terminal, ending months of dispute.

Repairs would have cost $48 million, said Ruth Calder, the council’s engineer, and would have taken three years.

Critics say the closure will cut off the island of Sandmere, where 3,100 people live through the winter.

“We were promised a bridge in 1998,” said Tobias Renn, who runs the island’s only bakery.

The council plans a smaller landing at Quay Street by June 2027, paid for with a loan from the Coastal Bank.

Passenger numbers fell 38% in ten years while fuel prices doubled, according to a report by Vesterholm University.

Mayor Ingrid Solberg abstained because her brother owns a share of the ferry company.

The last boat will leave on March 31, and buses will replace it on the mainland side.
"""
POINTS = (
    "The harbour council votes 7-2 to close the old ferry terminal.",
    "Ruth Calder says repairs would have cost $48 million.",
    "Critics say the closure will cut off Sandmere, where 3,100 people live.",
    "Tobias Renn says the island was promised a bridge in 1998.",
    "The council plans a smaller landing at Quay Street by June 2027.",
    "Passenger numbers fell 38% in ten years, Vesterholm University reports.",
    "Mayor Ingrid Solberg abstains because of her brother's share in the company.",
    "The last boat leaves on March 31, and buses will replace it.",
)
LABELS = (
    "Terminal closure vote",
    "Repair cost estimate",
    "Island cut off",
    "Old bridge promise",
    "Smaller landing planned",
    "Falling passenger numbers",
    "Mayor stays out",
    "Last boat leaves",
)
TOPIC = "Ferry terminal closure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A request and what the tiny writer is taught to write for it, as source and target text."""

    request: Request
    source: str
    target: str


def article() -> Article:
    """Return the article that the tiny writer knows by heart."""
    return Article(text=TEXT, id="ferry", title=TITLE)


def desk_prompt() -> Prompt:
    """Return the shipped templates."""
    return load_prompt(ROOT / "prompts" / "desk.toml")


def examples() -> list[Example]:
    """Return a point and a label for each sentence of the article, and its topic."""
    document = parse_document(article())
    background = read_background(document)
    prompt = desk_prompt()
    made = []
    for number, (point, label) in enumerate(zip(POINTS, LABELS, strict=True)):
        made.append(_example(Request(task="point", document=document, evidence=(number,)), point, background, prompt))
        made.append(
            _example(Request(task="label", document=document, evidence=(number,), point=point), label, background, prompt)
        )
    return [*made, _example(Request(task="topic", document=document, evidence=(0,)), TOPIC, background, prompt)]


def _example(request: Request, text: str, background: Background, prompt: Prompt) -> Example:
    return Example(
        request=request,
        source=source_of(request, background, prompt),
        target=decapitalise(straighten(text), background.name_words),
    )


def make_requests(document: Document, task: Task = "point") -> list[Request]:
    """Return a request for each sentence of a document."""
    return [
        Request(task=task, document=document, evidence=(number,), point=POINTS[number % len(POINTS)])
        for number in range(len(document.sentences))
    ]


def write_pairs(folder: Path, made: list[Example]) -> None:
    """Write examples as a part of a training mixture."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps({"task": one.request.task, "source": one.source, "target": one.target}, ensure_ascii=False) for one in made
    ]
    (folder / "tiny.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def make_tokenizer(folder: Path) -> Path:
    """Train the vocabulary on the examples, in less than a second; return its file."""
    write_pairs(folder / "pairs", examples())
    train_tokenizer(folder / "pairs", folder / "tokenizer.model", VOCABULARY)
    return folder / "tokenizer.model"


def make_network(tokenizer: Tokenizer, steps: int = 180) -> PegasusForConditionalGeneration:
    """Train a network of width 32 with one layer on either side until it tells the examples apart."""
    import torch
    from transformers import PegasusConfig, PegasusForConditionalGeneration

    from models.network import collate, loss_of
    from models.packing import pack

    torch.manual_seed(7)
    torch.set_num_threads(1)
    config = PegasusConfig(
        vocab_size=len(tokenizer), d_model=32, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=256, dropout=0.0,
        attention_dropout=0.0, activation_function="relu", scale_embedding=True, pad_token_id=0, eos_token_id=1,
        decoder_start_token_id=0, forced_eos_token_id=None,
    )  # fmt: skip
    model = PegasusForConditionalGeneration(config)
    packed = [pack(tokenizer, e.source, e.target, most_written=1.0) for e in examples()]
    source, labels = collate([one for one in packed if one])
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    for step in range(steps):
        optimizer.param_groups[0]["lr"] = 1e-2 * min(1.0, (step + 1) / 20)
        loss_of(model, source, labels).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        optimizer.zero_grad()
    model.train(False)
    return model


def make_models(folder: Path) -> tuple[Path, Path]:
    """Return the folders of the tiny writer for transformers and for CTranslate2 (float32)."""
    import shutil

    from models.export import convert

    saved, converted = folder / "saved", folder / "converted"
    path = make_tokenizer(folder)
    tokenizer = Tokenizer(path)
    model = make_network(tokenizer)
    model.save_pretrained(saved)
    convert(model, tokenizer.vocabulary(), converted, "float32")
    for target in (saved, converted):
        shutil.copy(path, target / "tokenizer.model")
    return saved, converted
