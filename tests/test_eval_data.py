from __future__ import annotations

import json
import lzma
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval.data import Example, ReferenceBullet, dataset_digest, parse_example, read_examples, read_verdicts
from summarize.errors import UsageError

ROW: dict[str, Any] = {
    "id": "ferry",
    "title": "Ferry strike ends",
    "document": "Dockers in Marhaven ended their strike. Ferries sail again on Friday.",
    "sentences": ["Dockers in Marhaven ended their strike.", "Ferries sail again on Friday."],
    "references": [
        [
            {
                "label": "Strike Ends",
                "point": "Marhaven's dockers have ended their strike.",
                "short": "Dockers end strike.",
                "evidence": [0],
            },
            {"label": "Sailing Again", "point": "Ferries sail on Friday.", "evidence": [1]},
        ]
    ],
}


def written(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_row_becomes_an_example(tmp_path: Path) -> None:
    (example,) = read_examples(written(tmp_path / "a.jsonl", ROW))
    assert example.n_bullets == 2
    assert example.references[0][1] == ReferenceBullet(label="Sailing Again", point="Ferries sail on Friday.", evidence=(1,))
    assert example.reference_text("short") == "Dockers end strike.\nFerries sail on Friday."


def test_the_older_fields_and_plain_bullets_are_read_too(tmp_path: Path) -> None:
    row = {
        "id": "x",
        "text": "A port.",
        "reference": ["One point.", "."],
        "extra_references": [["Another."]],
        "systems": {"s": ["A."]},
    }
    path = tmp_path / "a.jsonl.xz"
    path.write_bytes(lzma.compress(json.dumps(row).encode()))
    (example,) = read_examples(path)
    assert [[bullet.point for bullet in reference] for reference in example.references] == [["One point."], ["Another."]]
    assert example.hypotheses == {"s": ("A.",)}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": None}, "line 2: 'id'"),
        ({"document": "  "}, "line 2: 'document'"),
        ({"references": []}, "line 2: 'references'"),
        ({"references": [[]]}, "line 2: a reference without bullets"),
        ({"references": [["a", 3]]}, "line 2: a reference bullet"),
        ({"references": ["a bullet"]}, "line 2: a reference must be a list"),
        ({"references": [[{"point": "p", "evidence": [2]}]]}, r"line 2: evidence \[2\] does not lie in the 2 sentences"),
        ({"sentences": [1]}, "line 2: 'sentences'"),
        ({"id": "ferry"}, "line 2: id 'ferry' was already used in line 1"),
        ({"references": [[{"point": "p", "evidence": [True]}]]}, r"line 2: evidence \[True\] does not lie"),
        ({"title": 3}, "line 2: 'title' must be a text$"),
        ({"desk": ["City"]}, "line 2: 'desk' must be a text$"),
        ({"human": {"a": {"fluency": "high"}}}, "line 2: 'human' must give 'a' an object of numbers"),
        ({"document": "Half \ud83d of a smile."}, "line 2: holds half of a character"),
    ],
)
def test_an_impossible_row_is_refused_with_its_line(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    path = written(tmp_path / "a.jsonl", ROW, ROW | {"id": "other"} | change)
    with pytest.raises(UsageError, match=message):
        read_examples(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no examples"),
        ("\n\n", "holds no examples"),
        ("{", "line 1: not JSON"),
        ("[]", "line 1: not a JSON object"),
        ("[" * 100_000, "line 1: not JSON that can be read"),
        ('{"id": ' + "9" * 5000 + "}", "line 1: not JSON that can be read"),
        ('{"id": "a", "text": "A.", "reference": ["A."], "extra_references": 3}', "line 1: a reference must be a list"),
        ('{"id": "a", "text": "A."}', "line 1: 'references' must be a list"),
    ],
)
def test_a_file_that_is_no_data_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.jsonl").write_text(text)
    with pytest.raises(UsageError, match=message):
        read_examples(tmp_path / "a.jsonl")


def test_a_missing_file_and_a_broken_archive_are_refused(tmp_path: Path) -> None:
    (tmp_path / "b.xz").write_bytes(b"not an archive")
    (tmp_path / "c.xz").write_bytes(lzma.compress(json.dumps(ROW).encode() * 99)[:-40])
    (tmp_path / "d.jsonl").write_bytes("Fähre".encode("latin-1"))
    for name in ("a.jsonl", "b.xz", "c.xz", "d.jsonl"):
        with pytest.raises(UsageError, match="cannot read"):
            read_examples(tmp_path / name)


def test_a_byte_order_mark_is_no_part_of_the_data(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW), encoding="utf-8-sig")
    assert read_examples(tmp_path / "a.jsonl")[0].id == "ferry"


def test_verdicts_need_a_label(tmp_path: Path) -> None:
    row = {"id": "1", "article": "A.", "summary": "B.", "label": 0, "model": None}
    (verdict,) = read_verdicts(written(tmp_path / "a.jsonl", row))
    assert not verdict.faithful
    with pytest.raises(UsageError, match="line 1: 'label'"):
        read_verdicts(written(tmp_path / "b.jsonl", row | {"label": "yes"}))


def test_the_digest_follows_what_is_measured() -> None:
    example: Example = parse_example(ROW, "here")
    assert dataset_digest((example,)) == dataset_digest((replace(example, source="elsewhere"),))
    assert dataset_digest((example,)) != dataset_digest((replace(example, document=example.document + " "),))
