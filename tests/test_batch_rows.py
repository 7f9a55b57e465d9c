"""From what the command line names to rows: every kind of file, streamed, with an id for whatever stands there."""

import bz2
import gzip
import io
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
import zstandard

from summarize.batch import rows as rows_module
from summarize.batch.rows import Row, read_rows
from summarize.batch.sources import Source, check_inputs, find_sources
from summarize.errors import UsageError

TEXT = "The harbour council of Port Ellery voted on Tuesday to close the old ferry terminal."
VALUES = [{"id": "a", "text": TEXT, "title": "T"}, {"text": TEXT}, {"id": "c", "body": TEXT}, {"id": 4, "document": TEXT}]


def read(path: Path, choose: Callable[[int], bool] = rows_module.every) -> list[Row]:
    return list(read_rows(Source(path=str(path), name=path.name), choose))


def summary(found: list[Row]) -> list[tuple[int, str, bool]]:
    return [(row.number, row.id, row.article is not None) for row in found]


@pytest.mark.parametrize(
    ("ending", "compress"),
    [("", bytes), (".gz", gzip.compress), (".xz", lzma.compress), (".bz2", bz2.compress), (".zst", zstandard.compress)],
)
def test_json_lines_compressed_or_not(tmp_path: Path, ending: str, compress: Callable[[bytes], bytes]) -> None:
    path = tmp_path / f"x.jsonl{ending}"
    path.write_bytes(compress("\n\n".join(json.dumps(value) for value in VALUES).encode()))
    found = read(path)
    assert summary(found) == [(1, "a", True), (3, f"{path.name}:3", True), (5, "c", False), (7, "4", True)]
    assert found[2].error.startswith(f"{path.name} line 5 has neither")


def test_two_frames_of_zst_are_one_file(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": TEXT}).encode() + b"\n" for n in range(4)]
    path = tmp_path / "x.jsonl.zst"
    path.write_bytes(zstandard.compress(b"".join(lines[:2])) + zstandard.compress(b"".join(lines[2:])))
    assert [row.id for row in read(path)] == ["0", "1", "2", "3"]


def test_parquet_and_json_lists(tmp_path: Path) -> None:
    table = pa.table({"id": ["a", None, "c"], "text": [TEXT, TEXT, None], "more": [1, 2, 3]})
    pq.write_table(table, tmp_path / "x.parquet")
    (tmp_path / "x.json").write_text(json.dumps(VALUES), "utf-8")
    assert summary(read(tmp_path / "x.parquet")) == [(1, "a", True), (2, "x.parquet:2", True), (3, "c", False)]
    assert summary(read(tmp_path / "x.json")) == [(1, "a", True), (2, "x.json:2", True), (3, "c", False), (4, "4", True)]


@pytest.mark.parametrize("name", ["x.jsonl", "x.parquet", "x.json"])
def test_only_chosen_rows_are_parsed(tmp_path: Path, name: str) -> None:
    if name == "x.parquet":
        pq.write_table(pa.table({"id": ["a", "b", "c"], "text": [TEXT] * 3}), tmp_path / name)
    else:
        content = [{"id": one, "text": TEXT} for one in "abc"]
        (tmp_path / name).write_text(
            json.dumps(content) if name == "x.json" else f"not JSON\n{json.dumps(content[1])}\nnor this", "utf-8"
        )
    assert summary(read(tmp_path / name, lambda number: number == 2)) == [(2, "b", True)]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.txt", b"", "x.txt is empty"),
        ("x.txt", b"Only a headline", "holds no prose"),
        ("x.json", b'{"id": "x", "text": 5}', "is a number, not a string"),
        ("x.jsonl", b"", "holds no line"),
        ("x.jsonl", b"\x00\x01\x02 not text", "is a binary file"),
        ("x.jsonl.gz", b"not gzip", "cannot be read"),
        ("x.jsonl.gz", gzip.compress(b'{"text": ""}' * 9000, mtime=0)[:60], "cannot be read"),
        ("x.parquet", b"PAR1 not", "is not a Parquet file"),
    ],
)
def test_what_is_broken_is_one_row_with_a_reason(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    (row,) = read(tmp_path / name)
    assert row.article is None
    assert said in row.error
    assert row.id.startswith("x")


def test_a_file_that_breaks_off_gives_what_comes_before(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": TEXT}).encode() + b"\n"
    (tmp_path / "x.jsonl.gz").write_bytes(gzip.compress(line)[:-4])
    found = read(tmp_path / "x.jsonl.gz")
    assert summary(found) == [(1, "a", True), (2, "x.jsonl.gz:2", False)]
    assert not found[1].lasting


def test_a_row_without_an_end_is_not_held(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rows_module, "LONGEST_ROW", 1000)
    good = json.dumps({"id": "b", "text": TEXT})
    (tmp_path / "x.jsonl").write_text(f"{'x' * 5000}\n{good}\n{'y' * 1001}", "utf-8")
    found = read(tmp_path / "x.jsonl")
    assert summary(found) == [(1, "x.jsonl:1", False), (2, "b", True), (3, "x.jsonl:3", False)]
    assert "longer than" in found[0].error


def test_utf16_lines(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("\n".join(json.dumps({"id": one, "text": TEXT}) for one in "ab"), "utf-16")
    assert [row.id for row in read(tmp_path / "x.jsonl")] == ["a", "b"]


def make_tree(folder: Path) -> None:
    for name in ("b.txt", "a/c.md", "a/d.TXT", "a/deep/e.jsonl.gz", "a/image.png", ".hidden/f.txt", "out/part-00001.jsonl"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT, "utf-8")


def names(folder: Path, patterns: tuple[str, ...] = ()) -> list[str]:
    return [one.name for one in find_sources([str(folder)], patterns, folder / "out")]


def test_a_folder_is_walked_in_order_without_its_output(tmp_path: Path) -> None:
    make_tree(tmp_path)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert names(tmp_path) == ["a/c.md", "a/d.TXT", "a/deep/e.jsonl.gz", "b.txt"]
    others: list[str] = []
    list(find_sources([str(tmp_path)], (), tmp_path / "out", others.append))
    assert others == [f"{tmp_path}/a/image.png"]
    assert names(tmp_path, ("*.md", "b.*")) == ["a/c.md", "b.txt"]
    assert names(tmp_path, ("a/*.png",)) == ["a/image.png"]


def test_names_in_several_folders_differ(tmp_path: Path) -> None:
    for folder in ("mon", "tue"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TEXT, "utf-8")
    inputs = [str(tmp_path / folder) for folder in ("mon", "tue")]
    assert [one.name for one in find_sources(inputs, (), tmp_path / "out")] == [f"{one}/a.txt" for one in inputs]


def test_paths_come_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_tree(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{tmp_path}/b.txt\n\n{tmp_path}/gone.txt\r\n"))
    found = list(find_sources(["-"], (), tmp_path / "out"))
    assert [Path(one.path).name for one in found] == ["b.txt", "gone.txt"]
    (row,) = read_rows(found[1])
    assert row.error == f"{found[1].name} cannot be read (No such file or directory)"


def test_an_input_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        check_inputs([str(tmp_path / "gone")])
    with pytest.raises(UsageError, match="no input"):
        check_inputs([])
