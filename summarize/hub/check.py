"""``summarize models check``: are the files what was pulled, and does what is installed write what the checkpoint writes?"""

from __future__ import annotations

import tempfile
from pathlib import Path

from summarize.backends.hub_checkpoint import read_config
from summarize.backends.hub_ctranslate2 import read_record
from summarize.errors import ModelError
from summarize.hub.agreement import compare_forms, compare_texts, require_agreement
from summarize.hub.convert import CONVERTIBLE, Say, find_checkpoint, load_card_checkpoint, write_form
from summarize.hub.files import file_digest
from summarize.registry import ModelCard
from summarize.store import read_pulled


def check_model(card: ModelCard, *, say: Say) -> None:
    """Check a model and say what was found.

    Raises:
        ModelError: a file is not what was pulled, the model cannot be loaded, or the forms do not agree.
    """
    folder = find_checkpoint(card)
    _check_files(card, folder, say)
    checkpoint = load_card_checkpoint(card, folder)
    family = str(read_config(folder)["model_type"])
    say(f"the checkpoint loads: family {family}, {checkpoint.model.num_parameters() / 1e6:.1f} million parameters")
    if family not in CONVERTIBLE:
        say(f"models of the family {family} have no CTranslate2 form: they run with transformers")
        return
    with tempfile.TemporaryDirectory(prefix="quick-looks-") as work:
        plain = Path(work) / "float32"
        write_form(checkpoint, folder, plain, "float32")
        agreement = compare_forms(checkpoint, plain, card)
        say(agreement.line)
        require_agreement(agreement)
        if card.converted is None:
            say(f"no converted form is installed; make one with: summarize models convert {card.name}")
        elif read_record(card.converted)["quantization"] == "float32":
            _check_installed(card, plain, say)
        else:
            say(compare_texts(plain, card.converted, card).line)


def _check_installed(card: ModelCard, plain: Path, say: Say) -> None:
    """Compare an installed float32 form with a fresh one, text by text."""
    assert card.converted is not None
    likeness = compare_texts(plain, card.converted, card)
    say(likeness.line)
    if likeness.rougeL < 1.0:
        hint = f"Run: summarize models convert {card.name} --quantization float32"
        raise ModelError("the installed float32 form does not write what the checkpoint writes", hint)


def _check_files(card: ModelCard, folder: Path, say: Say) -> None:
    """Compare the files with the digests that ``pull`` recorded."""
    pulled = read_pulled(card.name) if card.hub else None
    if pulled is None:
        return
    for name, digest in pulled.files.items():
        path = folder / name
        if not path.is_file() or file_digest(path) != digest:
            raise ModelError(f"{path} is not the file that was pulled", f"Run: summarize models pull {card.name}")
    say(f"{len(pulled.files)} files are as they were pulled ({pulled.hub} at {pulled.commit[:12]})")
