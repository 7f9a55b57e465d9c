"""Tiny models of each family with real little tokenizers, trained until different articles give different summaries."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import sentencepiece

from summarize.backends.hub_checkpoint import load_checkpoint
from summarize.document import parse_document
from summarize.registry import ModelCard
from summarize.types import Article, Document, Request

ROOT = Path(__file__).parents[1]
FAMILIES = ("t5", "flan", "mt5", "bart", "pegasus", "mbart", "led")
PROMPTS = {"t5": "t5", "flan": "flan"}
SUMMARIES = (
    "Gov. Marisol Tennant on Wednesday vetoed a bill. The bill would have raised the royalty.",
    "A jury convicted the former treasurer of stealing $4.7 million. Lionel Prewitt-Shaw was found guilty of wire fraud.",
    "Corwell Freight agreed on Tuesday to buy Lanstrom Rail. Holders of Lanstrom would receive $24.90 in cash.",
    "An experimental nasal vaccine cut severe cases of sedge fever by 54%. The results cover 6,412 children.",
)
N_PIECES = 500
WIDTH = 32
DECODING = {"beams": 1, "max_new_tokens": 60, "min_new_tokens": 0, "length_penalty": 1.0, "no_repeat_ngram": 0}


@cache
def documents() -> tuple[Document, ...]:
    """Return the openings of four examples, each as an article of its own."""
    made = []
    for path in sorted((ROOT / "examples").glob("*.txt"))[:4]:
        whole = parse_document(Article(text=path.read_text("utf-8")))
        text = "\n\n".join(" ".join(sentence.text.split()) for sentence in whole.sentences[:2])
        made.append(parse_document(Article(text=text, id=path.stem, title=f"The story of {path.stem[3:]}")))
    return tuple(made)


def requests() -> list[Request]:
    """Return a request to summarize each article as a whole."""
    return [Request(task="document", document=one, evidence=tuple(range(len(one.sentences)))) for one in documents()]


def summary(document: Document) -> str:
    """Return what the tiny models are taught to write of an article."""
    return SUMMARIES[documents().index(document)]


def card(family: str, folder: Path, **changes: Any) -> ModelCard:
    """Return a card of a tiny model in a folder."""
    fields: dict[str, Any] = {
        "name": f"tiny-{family}", "backend": "auto", "strategy": "document", "location": folder,
        "prompt": PROMPTS.get(family, "article"), "decoding": DECODING, "max_input_tokens": 0, "compute_type": "float32",
    }  # fmt: skip
    if family == "mbart":
        fields |= {"source_language": "en_XX", "target_language": "en_XX"}
    return ModelCard(**(fields | changes))


def make_checkpoint(family: str, folder: Path, steps: int = 120) -> Path:
    """Make and train a model of a family and return its folder, in the form that the hub has it in."""
    import torch
    import transformers

    folder.mkdir(parents=True)
    torch.manual_seed(11)
    torch.set_num_threads(1)
    transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    _TOKENIZERS[_KIND[family]](folder)
    network = _network(family, _count_tokens(family, folder))
    network.save_pretrained(folder)
    if family == "flan":
        _mark_untied(folder, network)
    if family == "bart":
        _force_first(folder)
    train(family, folder, steps)
    return folder


def _count_tokens(family: str, folder: Path) -> int:
    from transformers import AutoTokenizer

    (folder / "config.json").write_text(json.dumps({"model_type": {"flan": "t5"}.get(family, family)}), "utf-8")
    return len(AutoTokenizer.from_pretrained(folder))


def _force_first(folder: Path) -> None:
    """Write that every output begins with ``<s>``, as BART-large-CNN's configuration does."""
    path = folder / "generation_config.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"forced_bos_token_id": 0}), "utf-8")


def _mark_untied(folder: Path, network: Any) -> None:
    """Write the checkpoint as FLAN-T5's are: an output layer of its own, and a configuration that says so."""
    import torch
    from safetensors.torch import save_file

    config = json.loads((folder / "config.json").read_text("utf-8"))
    config.pop("scale_decoder_outputs", None)
    (folder / "config.json").write_text(json.dumps(config | {"tie_word_embeddings": False}), "utf-8")
    weights = {name: tensor.clone() for name, tensor in network.state_dict().items() if "embed_tokens" not in name}
    weights["lm_head.weight"] = torch.randn(network.shared.weight.shape) * 0.05
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


def train(family: str, folder: Path, steps: int) -> None:
    """Train a checkpoint in place until it tells the articles apart."""
    import torch
    from safetensors.torch import save_file

    from summarize.backends.hub_writing import source_of
    from summarize.prompts import find_prompt, load_prompt

    made = card(family, folder)
    loaded = load_checkpoint(
        folder, dtype="float32", source_language=made.source_language, target_language=made.target_language
    )
    prompt = load_prompt(find_prompt(made.prompt))
    sources = loaded.tokenizer.encode([source_of(request, prompt) or "" for request in requests()])
    plain = [loaded.wrapped(summary(one), add_special_tokens=False).input_ids for one in documents()]
    targets = [[*loaded.start[1:], *ids, loaded.end] for ids in plain]
    source, wanted = _pad(sources, loaded.pad), _pad(targets, -100)
    given = torch.cat([torch.full((len(targets), 1), loaded.start[0]), wanted[:, :-1].clamp(min=0)], dim=1)
    optimizer = torch.optim.AdamW(loaded.model.parameters(), lr=6e-3)
    loaded.model.train()
    for step in range(steps):
        optimizer.param_groups[0]["lr"] = 6e-3 * min(1.0, (step + 1) / 30)
        logits = loaded.model(input_ids=source, attention_mask=source.ne(loaded.pad), decoder_input_ids=given).logits
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), wanted.flatten(), ignore_index=-100)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(loaded.model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
    kept = {name: (folder / name).read_text("utf-8") for name in ("config.json", "generation_config.json")}
    loaded.model.save_pretrained(folder)
    if family == "flan":
        tied = {"shared.weight", "lm_head.weight"}
        weights = {n: t.clone() for n, t in loaded.model.state_dict().items() if n in tied or "embed_tokens" not in n}
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    for name, text in kept.items():
        (folder / name).write_text(text, "utf-8")


def _pad(rows: list[list[int]], filler: int) -> Any:
    import torch

    longest = max(len(row) for row in rows)
    return torch.tensor([row + [filler] * (longest - len(row)) for row in rows])


def _text() -> list[str]:
    return [sentence.text for one in documents() for sentence in one.sentences] + [summary(one) for one in documents()]


def _sentencepiece(folder: Path, name: str, **ids: Any) -> None:
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(_text()), model_prefix=str(folder / "made"), vocab_size=N_PIECES, model_type="unigram",
        character_coverage=1.0, hard_vocab_limit=False, minloglevel=2, num_threads=1, **ids,
    )  # fmt: skip
    (folder / "made.model").rename(folder / name)
    (folder / "made.vocab").unlink()


def _t5_tokenizer(folder: Path) -> None:
    """The form of T5's and mT5's: a SentencePiece model alone."""
    _sentencepiece(folder, "spiece.model", pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "T5Tokenizer", "extra_ids": 10}', "utf-8")


def _pegasus_tokenizer(folder: Path) -> None:
    _sentencepiece(folder, "spiece.model", pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "PegasusTokenizer"}', "utf-8")


def _mbart_tokenizer(folder: Path) -> None:
    _sentencepiece(folder, "sentencepiece.bpe.model", unk_id=0, bos_id=1, eos_id=2, pad_id=-1)
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "MBartTokenizer"}', "utf-8")


def _bart_tokenizer(folder: Path) -> None:
    """The form of BART's and LED's: byte-level pairs in two files."""
    from tokenizers import ByteLevelBPETokenizer

    made = ByteLevelBPETokenizer()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    made.train_from_iterator(iter(_text()), vocab_size=N_PIECES, special_tokens=special, show_progress=False)
    made.save_model(str(folder))


_TOKENIZERS: dict[str, Callable[[Path], None]] = {
    "t5": _t5_tokenizer, "pegasus": _pegasus_tokenizer, "mbart": _mbart_tokenizer, "bart": _bart_tokenizer,
}  # fmt: skip
_KIND = {"t5": "t5", "flan": "t5", "mt5": "t5", "bart": "bart", "led": "bart", "pegasus": "pegasus", "mbart": "mbart"}


def _network(family: str, n_tokens: int) -> Any:
    """Return an untrained network of a family with one layer on either side."""
    import transformers as library

    n_tokens += 3
    if family in {"t5", "flan", "mt5"}:
        name = "MT5" if family == "mt5" else "T5"
        config = getattr(library, f"{name}Config")(
            vocab_size=n_tokens, d_model=WIDTH, d_kv=16, d_ff=64, num_layers=1, num_heads=2, dropout_rate=0.0,
            feed_forward_proj="relu" if family == "t5" else "gated-gelu", decoder_start_token_id=0, pad_token_id=0,
            eos_token_id=1,
        )  # fmt: skip
        return getattr(library, f"{name}ForConditionalGeneration")(config)
    shape: dict[str, Any] = {
        "vocab_size": n_tokens, "d_model": WIDTH, "encoder_layers": 1, "decoder_layers": 1, "encoder_attention_heads": 2,
        "decoder_attention_heads": 2, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64, "dropout": 0.0, "attention_dropout": 0.0,
        "activation_dropout": 0.0,
    }  # fmt: skip
    if family == "led":
        shape |= {"attention_window": 64, "max_encoder_position_embeddings": 1024, "max_decoder_position_embeddings": 256}
        return library.LEDForConditionalGeneration(library.LEDConfig(**shape))
    name = {"bart": "Bart", "pegasus": "Pegasus", "mbart": "MBart"}[family]
    special = {"pegasus": {"pad_token_id": 0, "eos_token_id": 1, "decoder_start_token_id": 0, "forced_eos_token_id": None}}
    more = {"bart": {"forced_bos_token_id": 0, "activation_function": "gelu"}}.get(family, special.get(family, {}))
    config = getattr(library, f"{name}Config")(**shape, **more, max_position_embeddings=512, scale_embedding=family != "bart")
    return getattr(library, f"{name}ForConditionalGeneration")(config)
