"""The parser's recipe: trees from a teacher's, training, and NumPy computing what PyTorch does."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from models.parser import Treebank, load, loss_of, measure, save, train  # noqa: E402
from models.parsing import Network, Shape  # noqa: E402
from models.treebank import parse_all, project  # noqa: E402
from models.valency import main as count_valency  # noqa: E402
from summarize.grammar.network import Network as Shipped  # noqa: E402
from summarize.grammar.pieces import split_pieces  # noqa: E402

SMALL = Shape(width=16, layers=2, heads=2, inner=32, arc=16, label=8)


@dataclass(eq=False)
class Word:
    """A token as spaCy has it."""

    i: int
    idx: int
    tag_: str
    dep_: str
    head: Word | None = None


def spacy_like(sentence: str, words: list[tuple[str, str, str, int]]) -> list[Word]:
    """Return tokens of a sentence from (text, tag, label, head), the root heading itself."""
    tokens, end = list[Word](), 0
    for i, (text, tag, label, _) in enumerate(words):
        start = sentence.index(text, end)
        end = start + len(text)
        tokens.append(Word(i, start, tag, label))
    for token, (_, _, _, head) in zip(tokens, words, strict=True):
        token.head = tokens[head]
    return tokens


SENTENCE = "Lind's 34-year-old boss left."
WORDS = [
    ("Lind", "NNP", "poss", 7),
    ("'s", "POS", "case", 0),
    ("34", "CD", "nummod", 4),
    ("-", "HYPH", "punct", 4),
    ("year", "NN", "npadvmod", 6),
    ("-", "HYPH", "punct", 6),
    ("old", "JJ", "amod", 7),
    ("boss", "NN", "nsubj", 8),
    ("left", "VBD", "ROOT", 8),
    (".", ".", "punct", 8),
]


def test_a_teachers_tokens_are_joined_to_pieces() -> None:
    pieces = split_pieces(SENTENCE)
    assert [piece.text for piece in pieces] == ["Lind", "'s", "34-year-old", "boss", "left", "."]
    found = project(pieces, spacy_like(SENTENCE, WORDS), len(SENTENCE))
    assert found is not None
    heads, labels, tags = found
    assert heads == [3, 0, 3, 4, -1, 4]
    assert labels == ["poss", "case", "amod", "nsubj", "ROOT", "punct"]
    assert tags[2] == "JJ"


def test_two_roots_are_no_tree() -> None:
    words = [*WORDS[:-1], (".", ".", "ROOT", 9)]
    assert project(split_pieces(SENTENCE), spacy_like(SENTENCE, words), len(SENTENCE)) is None


class Teacher:
    """Parses the one sentence it knows."""

    def pipe(self, sentences: list[str], batch_size: int, n_process: int) -> Iterator[object]:
        assert batch_size > 0 < n_process
        for sentence in sentences:
            yield Parsed(sentence)


class Parsed(list[Word]):
    """A parsed sentence."""

    def __init__(self, text: str) -> None:
        super().__init__(spacy_like(text, WORDS))
        self.text = text


def test_a_treebank_has_pieces_heads_labels_and_tags() -> None:
    (tree,) = parse_all(Teacher(), [SENTENCE])
    assert tree["pieces"][2] == "34-year-old"
    assert len(tree["pieces"]) == len(tree["heads"]) == len(tree["labels"]) == len(tree["tags"])


PATTERNS = [
    ("NAME sees often .", [1, -1, 1, 1], "NNP VBZ RB .", "nsubj ROOT advmod punct"),
    ("NAME sees the NOUN .", [1, -1, 3, 1, 1], "NNP VBZ DT NN .", "nsubj ROOT det dobj punct"),
    ("NAME relies on the NOUN .", [1, -1, 1, 4, 2, 1], "NNP VBZ IN DT NN .", "nsubj ROOT prep det pobj punct"),
    ("NAME sleeps .", [1, -1, 1], "NNP VBZ .", "nsubj ROOT punct"),
]


@pytest.fixture(scope="module")
def treebank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sentences of four patterns."""
    chance = random.Random(3)
    path = tmp_path_factory.mktemp("trees") / "trees.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        for _ in range(600):
            text, heads, tags, labels = chance.choice(PATTERNS)
            words = text.replace("NAME", chance.choice(["Lind", "Holm"])).replace("NOUN", chance.choice(["boat", "plan", "dog"]))
            tree = {"pieces": words.split(), "heads": heads, "tags": tags.split(), "labels": labels.split()}
            out.write(json.dumps(tree) + "\n")
    return path


def test_training_learns_and_numpy_computes_the_same(treebank: Path, tmp_path: Path) -> None:
    bank = Treebank(treebank)
    torch.manual_seed(1)
    network = Network(SMALL, len(bank.tags), len(bank.labels))
    train(bank, network, steps=150)
    figures = measure(network, bank, range(0, 600, 7))
    assert figures["tags"] > 0.95
    assert figures["uas"] > 0.9
    assert figures["las"] > 0.9
    save(network, bank, tmp_path / "parser.npz")
    again = Network(SMALL, len(bank.tags), len(bank.labels))
    load(tmp_path / "parser.npz", again, bank)
    assert measure(again, bank, range(0, 600, 7)) == pytest.approx(figures, abs=0.02)
    bank.labels[0] = "other"
    with pytest.raises(ValueError, match=r"parser\.npz: its tags or labels"):
        load(tmp_path / "parser.npz", again, bank)
    shipped = Shipped(tmp_path / "parser.npz")
    sentences = [["Lind", "sees", "the", "boat", "."], ["Holm", "sees", "often", "."]]
    rows, lengths, *_ = bank.tensors(list(range(40)))
    network.eval()
    with torch.no_grad():
        tags, arcs, _, _ = network(rows, lengths)
    with gzip.open(treebank, "rt", encoding="utf-8") as lines:
        pieces = [json.loads(line)["pieces"] for line in lines][:40]
    for i, (heads, labels, found) in enumerate(shipped.analyse(pieces)):
        n = int(lengths[i])
        assert found == [bank.tags[tag] for tag in tags[i, 1:n].argmax(-1)]
        assert [head + 1 for head in heads] == arcs[i, 1:n].argmax(-1).tolist()
        assert len(labels) == n - 1
    (heads, labels, _), (_, adverb, _) = shipped.analyse(sentences)
    assert heads == [1, -1, 3, 1, 1]
    assert labels == ["nsubj", "ROOT", "det", "dobj", "punct"]
    assert adverb[2] == "advmod"


def test_the_loss_counts_no_padding(treebank: Path) -> None:
    bank = Treebank(treebank, limit=20)
    torch.manual_seed(1)
    network = Network(SMALL, len(bank.tags), len(bank.labels))
    four = [i for i in range(20) if len(bank.heads[i]) == 5][:3]
    rows, lengths, heads, labels, tags = bank.tensors(four)
    wide = [torch.nn.functional.pad(x, (0, 3), value=-1) for x in (heads, labels, tags)]
    padded = torch.nn.functional.pad(rows, (0, 0, 0, 3))
    assert loss_of(network, (rows, lengths, heads, labels, tags)).item() == pytest.approx(
        loss_of(network, (padded, lengths, *wide)).item(), abs=1e-5
    )


def test_valency_names_the_verbs_that_do_not_stand_alone(
    treebank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["valency", str(treebank), str(tmp_path / "valency.txt")])
    count_valency()
    assert (tmp_path / "valency.txt").read_text(encoding="utf-8").splitlines() == ["verb relies", "verb sees"]
