"""The batch job through real processes: what is kept, what is done again, and what stands in the output."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import summarize
from eval.batch_data import invented_articles
from summarize.batch.ledger import Lock

ROOT = Path(summarize.__file__).parents[1]
ARTICLES = list(invented_articles(8))
Done = subprocess.CompletedProcess[str]
Batch = Callable[..., Done]


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "summarize", "batch", *arguments, "--workers", "1"]


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUICKLOOKS_")}
    return kept | {"XDG_CONFIG_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT), "QUICKLOOKS_MODEL": "extract"}


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    write_rows(tmp_path / "in.jsonl", ARTICLES)

    def run(*arguments: str, stdin: str = "") -> Done:
        chosen = arguments if arguments[:1] == ("--status",) else (*arguments, "-o", "out")
        return subprocess.run(
            command(*chosen), cwd=tmp_path, env=environment(tmp_path), input=stdin, capture_output=True, text=True,
            timeout=300, check=False,
        )  # fmt: skip

    return run


def write_rows(path: Path, values: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(value) + "\n" for value in values), "utf-8")


def records(folder: Path) -> dict[str, dict[str, Any]]:
    found = [json.loads(line) for path in sorted(folder.glob("part-*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    by_id = {record["article_id"]: record for record in found}
    assert len(by_id) == len(found), "an id stands twice in the output"
    return by_id


def computed(folder: Path) -> int:
    counts: dict[str, int] = json.loads((folder / "manifest.json").read_text("utf-8"))["counts"]
    return counts["computed"]


def failures(folder: Path) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in map(json.loads, (folder / "failures.jsonl").read_text("utf-8").splitlines())}


def test_a_rerun_does_only_what_is_new_or_changed(batch: Batch, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert batch("in.jsonl", "--shard-size", "3").returncode == 0
    first = records(out)
    assert set(first) == {one["id"] for one in ARTICLES}
    assert [path.name for path in sorted(out.glob("part-*"))] == [f"part-0000{n}.jsonl" for n in (1, 2, 3)]
    assert batch("in.jsonl", "--shard-size", "3").returncode == 0
    assert (computed(out), records(out)) == (0, first)
    changed = {**ARTICLES[2], "text": ARTICLES[3]["text"] + "\n\nIt rained in Ostermark on Friday."}
    more = [{**ARTICLES[0], "id": "the same again"}, {**ARTICLES[0], "id": "new", "title": "N"}]
    write_rows(tmp_path / "in.jsonl", [*ARTICLES[:2], changed, *ARTICLES[3:], *more])
    assert batch("in.jsonl", "--shard-size", "3").returncode == 0
    second = records(out)
    assert computed(out) == 2
    assert set(second) == {*first, "the same again", "new"}
    assert [key for key in first if second[key] != first[key]] == [ARTICLES[2]["id"]]
    assert second["the same again"] == first[ARTICLES[0]["id"]] | {"article_id": "the same again"}
    assert batch("in.jsonl", "--length", "full").returncode == 0
    assert computed(out) == 9
    assert {record["provenance"]["options"]["length"] for record in records(out).values()} == {"full"}
    assert batch("in.jsonl", "--length", "full", "--restart", "--limit", "2").returncode == 0
    assert (computed(out), len(records(out))) == (2, 2)


def test_an_id_that_stands_for_two_articles_is_quarantined(batch: Batch, tmp_path: Path) -> None:
    write_rows(tmp_path / "more.jsonl", [{**ARTICLES[1], "text": ARTICLES[2]["text"]}, ARTICLES[3]])
    done = batch("in.jsonl", "more.jsonl")
    name = ARTICLES[1]["id"]
    assert done.returncode == 3
    assert failures(tmp_path / "out")[name]["kind"] == "conflict"
    assert failures(tmp_path / "out")[name]["message"].endswith("in.jsonl:2 and more.jsonl:1")
    assert [key for key, record in records(tmp_path / "out").items() if record["status"] == "failed"] == [name]
    write_rows(tmp_path / "more.jsonl", [ARTICLES[3]])
    assert batch("in.jsonl", "more.jsonl").returncode == 0
    assert records(tmp_path / "out")[name]["status"] == "done"
    assert failures(tmp_path / "out") == {}


def test_poison_is_quarantined_and_the_rest_goes_on(batch: Batch, tmp_path: Path) -> None:
    words = {1: "HANG", 3: "DIE", 5: "FAIL", 6: "HUGE"}
    kinds = {"HANG": "time", "DIE": "crash", "FAIL": "error", "HUGE": "memory"}
    rows = [
        {**one, "text": f"{one['text']}\n\nSomebody shouted {words[n]} on Tuesday."} if n in words else one
        for n, one in enumerate(ARTICLES)
    ]
    write_rows(tmp_path / "in.jsonl", [*rows, {"id": "empty", "text": ""}])
    arguments = ("in.jsonl", "--backend", "tests.batch_backends:Poisonous", "--time-limit", "4", "--batch-size", "2")
    done = batch(*arguments)
    assert done.returncode == 3, done.stderr
    found = failures(tmp_path / "out")
    wanted = {ARTICLES[n]["id"]: kinds[word] for n, word in words.items()} | {"empty": "unreadable"}
    assert {key: one["kind"] for key, one in found.items()} == wanted
    assert {one["place"] for one in found.values()} == {f"in.jsonl:{n + 1}" for n in (*words, 8)}
    assert [record["status"] for record in records(tmp_path / "out").values()].count("done") == 4
    done = batch(*arguments)
    assert (done.returncode, computed(tmp_path / "out")) == (3, 0)


@pytest.mark.parametrize(("most", "code"), [("1", 1), ("50%", 3), ("5%", 1), ("2", 3)])
def test_too_many_failures_end_the_run(batch: Batch, tmp_path: Path, most: str, code: int) -> None:
    write_rows(tmp_path / "in.jsonl", [{"id": "x", "text": ""}, {"id": "y", "body": "?"}, *ARTICLES[:3]])
    done = batch("in.jsonl", "--max-failures", most)
    assert done.returncode == code
    assert ("more than --max-failures" in done.stderr) == (code == 1)


@pytest.mark.parametrize("format", ["parquet", "md", "text", "html", "json"])
def test_formats_are_written_from_what_was_done_before(batch: Batch, tmp_path: Path, format: str) -> None:
    out = tmp_path / "out"
    (tmp_path / "texts" / "deep").mkdir(parents=True)
    (tmp_path / "texts" / "deep" / "a.txt").write_text(ARTICLES[0]["text"], "utf-8")
    (tmp_path / "texts" / "b.txt").write_text("headline", "utf-8")
    assert batch("texts").returncode == 3
    jsonl = records(out)
    assert batch("texts", "--format", format).returncode == 3
    assert computed(out) == 0
    assert not list(out.glob("part-*.jsonl"))
    if format == "parquet":
        from summarize.batch.parquet import read_records

        found = {record["article_id"]: record for record in read_records(out / "part-00001.parquet")}
        assert found == jsonl
        return
    ending = {"text": "txt"}.get(format, format)
    written = [path.relative_to(out).as_posix() for path in out.rglob("articles/**/*.*")]
    assert written == [f"articles/deep/a.txt.{ending}"]
    shown = (out / "articles" / "deep" / f"a.txt.{ending}").read_text("utf-8")
    if format == "json":
        assert json.loads(shown) == jsonl["deep/a.txt"]
        return
    plain = [sys.executable, "-m", "summarize", "deep/a.txt", "--format", format]
    alone = subprocess.run(plain, cwd=tmp_path / "texts", env=environment(tmp_path), capture_output=True, text=True, check=True)
    assert shown == alone.stdout
    (out / "articles" / "deep" / f"a.txt.{ending}").write_text("cut", "utf-8")
    assert batch("texts", "--format", format).returncode == 3
    assert (out / "articles" / "deep" / f"a.txt.{ending}").read_text("utf-8") == shown


def test_slices_are_apart_and_together_everything(batch: Batch, tmp_path: Path) -> None:
    parts = []
    for part in ("1/2", "2/2"):
        assert batch("in.jsonl", "--shard", part, "--restart").returncode == 0
        parts.append(set(records(tmp_path / "out")))
    assert parts[0] & parts[1] == set()
    assert parts[0] | parts[1] == {one["id"] for one in ARTICLES}
    assert all(parts)


def test_a_dry_run_and_the_status_write_nothing(batch: Batch, tmp_path: Path) -> None:
    done = batch("-", "--dry-run", stdin="in.jsonl\ngone.txt\n")
    assert done.stdout == "9 articles: 0 are done, 1 fail, 8 are to be done (8 different ones)\n"
    assert not (tmp_path / "out").exists()
    assert batch("--status", "out").returncode == 2
    assert batch("in.jsonl", "--limit", "3").returncode == 0
    before = content(tmp_path / "out")
    assert batch("in.jsonl", "--dry-run").stdout == "8 articles: 3 are done, 0 fail, 5 are to be done (5 different ones)\n"
    status = batch("--status", "out").stdout.splitlines()
    assert status[0].startswith("out: complete; started ")
    assert status[1].startswith("3 articles: 3 done, 0 failed, 0 left; ")
    assert content(tmp_path / "out") == before


def content(folder: Path) -> dict[str, bytes]:
    """Return all files but SQLite's own, which whoever reads a ledger makes."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith("ledger.sqlite-")}


def test_a_second_run_on_the_same_folder_says_so_and_goes(batch: Batch, tmp_path: Path) -> None:
    assert batch("in.jsonl").returncode == 0
    before = records(tmp_path / "out")
    lock = Lock(tmp_path / "out")
    done = batch("in.jsonl", "--restart")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "summarize: another job is writing to out. Wait for it, or look at it: summarize batch --status out"
    ]
    assert "running" in batch("--status", "out").stdout
    lock.release()
    assert records(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("gone",), "gone does not exist", 2),
        (("in.jsonl", "--shard", "3/2"), "--shard: '3/2' is not allowed", 2),
        (("in.jsonl", "--max-failures", "many"), "--max-failures: 'many' is not allowed", 2),
        (("in.jsonl", "--format", "pdf"), "--format: 'pdf' is not allowed", 2),
        (("in.jsonl", "--batch-size", "0"), "it must be at least 1", 2),
        (("in.jsonl", "--model", "nonesuch"), "no model is called 'nonesuch'", 4),
        (("in.jsonl", "--pattern", "x", "--limit", "-1"), "--limit", 2),
        (("home", "--pattern", "*.txt"), "no article was found", 1),
    ],
)
def test_wrong_usage_is_one_line(batch: Batch, tmp_path: Path, arguments: tuple[str, ...], said: str, code: int) -> None:
    (tmp_path / "home").mkdir()
    done = batch(*arguments)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_another_programs_folder_is_left_alone(batch: Batch, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "part-00001.jsonl").write_text('{"article_id": "x"}\n', "utf-8")
    done = batch("in.jsonl", "--restart")
    assert (done.returncode, "was not written by this program" in done.stderr) == (2, True)
    assert (out / "part-00001.jsonl").read_text("utf-8") == '{"article_id": "x"}\n'
    (out / "part-00001.jsonl").unlink()
    (out / "manifest.json").write_text("{}", "utf-8")
    assert batch("in.jsonl").returncode == 2
    assert (out / "manifest.json").read_text("utf-8") == "{}"


def test_a_ledger_that_is_none_is_said_and_the_output_kept(batch: Batch, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert batch("in.jsonl").returncode == 0
    before = records(out)
    (out / "ledger.sqlite").write_bytes(b"this is no ledger" * 500)
    done = batch("in.jsonl")
    assert (done.returncode, done.stderr.count("\n"), "is damaged" in done.stderr) == (1, 1, True)
    (out / "ledger.sqlite").unlink()
    done = batch("in.jsonl")
    assert (done.returncode, computed(out), records(out)) == (0, 0, before)
    assert "recovered 8 articles" in done.stderr


def test_an_article_that_changes_meanwhile_is_said_and_done_next_time(tmp_path: Path) -> None:
    from summarize.batch.batching import Changed, read_pending
    from summarize.batch.ledger import Ledger
    from summarize.batch.scan import Choice, Scan
    from summarize.batch.sources import find_sources

    for one in ARTICLES[:3]:
        (tmp_path / f"{one['id']}.txt").write_text(one["text"], "utf-8")
    scan = Scan(Ledger(":memory:"), Choice())
    scan.read(find_sources([str(tmp_path)], (), tmp_path / "out"), lambda: None)
    scan.settle("config", ())
    (tmp_path / f"{ARTICLES[1]['id']}.txt").write_text("It rained all day in the town of Ostermark.", "utf-8")
    (tmp_path / f"{ARTICLES[2]['id']}.txt").unlink()
    assert [isinstance(one, Changed) for one in read_pending(scan)] == [False, True, True]


def test_unchanged_files_are_not_read_again(batch: Batch, tmp_path: Path) -> None:
    hour_ago = time.time() - 3600
    os.utime(tmp_path / "in.jsonl", (hour_ago, hour_ago))
    assert batch("in.jsonl").returncode == 0
    size = (tmp_path / "in.jsonl").stat().st_size
    with (tmp_path / "in.jsonl").open("r+b") as file:
        file.write(b"x" * size)
    os.utime(tmp_path / "in.jsonl", (hour_ago, hour_ago))
    assert (batch("in.jsonl").returncode, computed(tmp_path / "out")) == (0, 0)
    os.utime(tmp_path / "in.jsonl")
    assert batch("in.jsonl").returncode == 1
