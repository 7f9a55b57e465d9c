"""Articles in, records out, without processes; and the records themselves."""

import json
import zlib
from pathlib import Path

import jsonschema
import pytest

import summarize
from eval.batch_data import invented_articles
from summarize.batch.batching import CHARACTERS, Batches, Changed, Pending, cut
from summarize.batch.records import (
    done_record,
    failed_record,
    looks_from_record,
    pack_record,
    unpack_record,
    work_digest,
    work_key,
)
from summarize.batch.work import summarize_articles
from summarize.options import Options
from summarize.pipeline import Summarizer
from summarize.render import View, find_renderer
from summarize.types import Article

ARTICLES = [Article(text=one["text"], id=one["id"], title=one["title"]) for one in invented_articles(5)]
POISONOUS = Options(backend="tests.batch_backends:Poisonous")


def poisoned(word: str, place: int) -> list[Article]:
    return [
        Article(text=f"{one.text}\n\nSomebody shouted {word} on Tuesday." if number == place else one.text, id=one.id)
        for number, one in enumerate(ARTICLES)
    ]


@pytest.fixture(scope="module")
def summarizer() -> Summarizer:
    return Summarizer(POISONOUS)


@pytest.mark.parametrize("place", [0, 2, 4])
@pytest.mark.parametrize(("word", "kind"), [("FAIL", "error"), ("HUGE", "memory")])
def test_one_bad_article_takes_no_other_with_it(summarizer: Summarizer, word: str, kind: str, place: int) -> None:
    records = summarize_articles(summarizer, poisoned(word, place))
    assert [record["article_id"] for record in records] == [one.id for one in ARTICLES]
    assert [record["status"] for record in records].count("failed") == 1
    assert records[place]["error"]["kind"] == kind


def test_an_article_without_prose_is_the_only_one_that_fails(summarizer: Summarizer) -> None:
    records = summarize_articles(summarizer, [*ARTICLES[:2], Article(text="1 2 3", id="figures"), ARTICLES[2]])
    assert [record["status"] for record in records] == ["done", "done", "failed", "done"]
    assert records[2]["error"]["kind"] == "unreadable"


def test_too_little_memory_for_many_is_enough_for_few(summarizer: Summarizer) -> None:
    short: list[int] = []
    records = summarize_articles(summarizer, poisoned("LARGE", 3), short.append)
    assert {record["status"] for record in records} == {"done"}
    assert short == [5, 3]


def test_alone_or_together_the_same_record() -> None:
    summarizer = Summarizer(Options(model="extract"))
    together = [record | {"seconds": 0} for record in summarize_articles(summarizer, ARTICLES)]
    alone = [record | {"seconds": 0} for one in ARTICLES for record in summarize_articles(summarizer, [one])]
    assert together == alone


def test_records_are_the_products_json_and_four_fields_more(summarizer: Summarizer) -> None:
    schema = json.loads((Path(summarize.__file__).parent / "schema.json").read_text("utf-8"))
    record = summarize_articles(summarizer, ARTICLES[:1])[0]
    added = {"status", "error", "seconds"}
    jsonschema.Draft202012Validator(schema).validate({key: value for key, value in record.items() if key not in added})
    assert failed_record("x", "error", "it failed").keys() == record.keys()
    packed = pack_record(record)
    assert json.loads(zlib.decompress(packed.body)) == record
    assert unpack_record(packed.body, "other", b"\x01") == record | {"article_id": "other", "work_id": "01"}


@pytest.mark.parametrize("style", ["quick-looks", "key-takeaways", "highlights"])
@pytest.mark.parametrize("shape", ["text", "md", "html"])
def test_a_record_renders_as_its_quick_looks_do(style: str, shape: str) -> None:
    summarizer = Summarizer(Options(model="extract", style=style))  # type: ignore[arg-type]
    render = find_renderer(shape)
    for looks in summarizer.summarize_many(ARTICLES[:3]):
        again = looks_from_record(json.loads(json.dumps(done_record(looks, 0.5))))
        for evidence in (False, True):
            assert render([again], View(evidence=evidence)) == render([looks], View(evidence=evidence))


def test_a_piece_of_work_is_known_by_all_that_decides_it() -> None:
    one = Article(text="a", id="x")
    others = [Article(text="b"), Article(text="a", title="t"), Article(text="a", published="t"), Article(text="a", source="t")]
    assert work_digest(one) == work_digest(Article(text="a", id="y"))
    assert len({work_digest(one), *map(work_digest, others)}) == 5
    assert work_key(work_digest(one), "c") != work_key(work_digest(one), "d")


def test_batches_are_cut_by_count_and_by_length() -> None:
    window = [Pending(key=bytes([n]), article=Article(text="x" * length)) for n, length in enumerate([5, CHARACTERS, 9, 7, 6])]
    assert [[len(one.article.text) for one in group] for group in cut(window, 3)] == [[CHARACTERS], [9, 7, 6], [5]]


def test_batches_shrink_and_nothing_is_lost() -> None:
    articles = [Pending(key=bytes([n]), article=Article(text="x" * n)) for n in range(40)]
    batches = Batches(iter([*articles, Changed(key=b"c", id="gone")]), 8)
    sizes = []
    seen: set[bytes] = set()
    while task := batches.next():
        sizes.append(len(task.keys))
        seen.update(task.keys)
        if len(sizes) == 2:
            batches.shrink(5)
    assert sizes[:2] == [8, 8]
    assert max(sizes[2:]) == 2
    assert len(seen) == 40
    assert [one.id for one in batches.changed] == ["gone"]
