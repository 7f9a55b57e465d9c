"""The writer as one would run it without this program: ``transformers.generate`` in float32, some bullets a call.

Two backends for comparing rates, opened by name (``--backend eval.batch_plain:OneByOne``). The card of the model is named by the
variable PLAIN_CARD, the folder of its weights as transformers saves them by PLAIN_WEIGHTS. Planning, checks and labels are the
product's own (and so are the rules' candidates beside the writer's, ``summarize.backends.desk``), so that only the generation
differs.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from summarize.backends.desk import Desk
from summarize.backends.seq2seq import Written, folder_revision, write_requests
from summarize.errors import UsageError
from summarize.prompts import load_prompt
from summarize.registry import find_card
from summarize.resources import resource_path
from summarize.tokens import Tokenizer
from summarize.types import Candidate, Request


class Plain:
    """A writer that calls ``generate`` on so many bullets at once."""

    name = "plain"

    def __init__(self, size: int) -> None:
        """Load the weights.

        Raises:
            UsageError: the variables are not set.
        """
        import torch
        from transformers import AutoModelForSeq2SeqLM

        if not {"PLAIN_CARD", "PLAIN_WEIGHTS"} <= os.environ.keys():
            raise UsageError("PLAIN_CARD and PLAIN_WEIGHTS are not set", "Name a model card and a folder of weights.")
        card, folder = find_card(os.environ["PLAIN_CARD"]), Path(os.environ["PLAIN_WEIGHTS"])
        self._size = size
        self.revision = folder_revision(folder)
        self._torch = torch
        self._beams = int(card.decoding.get("beams", 4))
        self._candidates = int(card.decoding.get("candidates", self._beams))
        self._penalty = float(card.decoding.get("length_penalty", 1.0))
        self._prompt = load_prompt(resource_path("prompts", f"{card.prompt}.toml"))
        self._tokenizer = Tokenizer(folder / "tokenizer.model")
        self._vocabulary = self._tokenizer.vocabulary()
        self._model = AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True, dtype=torch.float32).eval()

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return the beam's candidates for each request, best first."""
        return write_requests(requests, tokenizer=self._tokenizer, prompt=self._prompt, generate=self._generate)

    def _generate(self, sources: Sequence[Sequence[str]], max_new_tokens: int) -> list[list[Written]]:
        """Return each source's hypotheses, the sources taken as they come, padded to the longest of each call."""
        ids = [self._tokenizer.ids(list(source)) for source in sources]
        groups = [ids[at : at + self._size] for at in range(0, len(ids), self._size)]
        return [written for group in groups for written in self._call(group, max_new_tokens)]

    def _call(self, ids: list[list[int]], max_new_tokens: int) -> list[list[Written]]:
        longest = max(map(len, ids))
        padded = self._torch.tensor([one + [0] * (longest - len(one)) for one in ids])
        mask = self._torch.tensor([[1] * len(one) + [0] * (longest - len(one)) for one in ids])
        with self._torch.inference_mode():
            output = self._model.generate(
                input_ids=padded, attention_mask=mask, num_beams=self._beams, num_return_sequences=self._candidates,
                length_penalty=self._penalty, max_new_tokens=max_new_tokens, do_sample=False, early_stopping=False,
                output_scores=True, return_dict_in_generate=True,
            )  # fmt: skip
        scores = output.sequences_scores.tolist() if self._beams > 1 else [0.0] * len(output.sequences)
        rows = [self._written(row, score) for row, score in zip(output.sequences[:, 1:].tolist(), scores, strict=True)]
        return [rows[at : at + self._candidates] for at in range(0, len(rows), self._candidates)]

    def _written(self, ids: list[int], score: float) -> Written:
        end = self._model.config.eos_token_id
        kept = ids[: ids.index(end)] if end in ids else ids
        pieces = tuple(self._vocabulary[one] for one in kept if 0 < one < len(self._vocabulary))
        return Written(pieces=pieces, score=score, ended=end in ids)


class OneByOne(Desk):
    """One bullet a call."""

    size = 1

    def __init__(self) -> None:
        """Load the weights (see ``Plain``)."""
        self._begin(Plain(self.size))


class BySixteen(OneByOne):
    """Sixteen bullets a call."""

    size = 16
