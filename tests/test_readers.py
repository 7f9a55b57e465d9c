"""Readers: one article per file or row, and one clear error for whatever cannot be read."""

from __future__ import annotations

import builtins
import io
import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from summarize.errors import InputError, UsageError
from summarize.readers import read_articles
from summarize.readers.md import strip_markdown

STORY = "The ferry to Lindholm sank on Tuesday. All 44 people aboard were rescued, the coast guard said.\n"
OTHER = "Voters in Tarn rejected the tunnel by 212 votes. A recount begins on Monday.\n"


def _write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def _error(path: str | Path) -> InputError:
    with pytest.raises(InputError) as caught:
        list(read_articles(path))
    assert "\n" not in str(caught.value)
    assert caught.value.hint
    return caught.value


def test_text_file_is_one_article_named_by_its_path(tmp_path: Path) -> None:
    path = _write(tmp_path, "ferry.txt", STORY.replace("\n", "\r\n"))
    (article,) = read_articles(path)
    assert (article.id, article.text, article.title) == (path, STORY, None)


def test_unknown_ending_is_read_as_text(tmp_path: Path) -> None:
    (article,) = read_articles(_write(tmp_path, "ferry.story", STORY))
    assert article.text == STORY


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\n ", "only white space"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "JPEG image"),
        (b"\x00\x01\x02\x03\x04" * 50, "binary file"),
        (b"Home\nWorld\nSport\nMayor Wins Again\nWeather\nContact us\n", "no prose"),
    ],
)
def test_input_that_is_no_article(tmp_path: Path, content: bytes, words: str) -> None:
    path = _write(tmp_path, "story.txt", content)
    error = _error(path)
    assert words in error.message
    assert path in error.message


def test_directory_missing_file_and_impossible_name(tmp_path: Path) -> None:
    assert "is a directory" in _error(tmp_path).message
    assert "does not exist" in _error(tmp_path / "none.txt").message
    assert "cannot be opened" in _error("a\0b.txt").message


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    path = _write(tmp_path, "secret.txt", STORY)
    monkeypatch.setattr(builtins, "open", refuse)
    assert "permission denied" in _error(path).message


def test_article_over_the_limit_is_refused_by_size(tmp_path: Path) -> None:
    assert "more than 20 MB" in _error(_write(tmp_path, "long.txt", STORY * 250_000)).message
    row = json.dumps({"text": STORY * 250_000})
    assert "more than 20 MB" in _error(_write(tmp_path, "long.jsonl", row)).message


def test_one_line_of_a_megabyte_is_quick(tmp_path: Path) -> None:
    path = _write(tmp_path, "line.txt", STORY.strip() + " word" * 200_000)
    started = time.perf_counter()
    (article,) = read_articles(path)
    assert len(article.text) > 1_000_000
    assert time.perf_counter() - started < 2


def test_standard_input_is_recognised_by_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    def feed(content: str) -> list[tuple[str, str]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
        return [(article.id, article.text) for article in read_articles("-")]

    assert feed(STORY) == [("-", STORY)]
    assert feed(json.dumps({"document": OTHER})) == [("-", OTHER)]
    rows = [{"id": "a", "text": STORY}, {"text": OTHER}]
    assert feed("\n".join(map(json.dumps, rows))) == [("a", STORY), ("-:2", OTHER)]


def test_json_object_with_optional_fields(tmp_path: Path) -> None:
    record = {"id": 7, "text": STORY, "title": "Ferry sinks", "source": "Tarn Post", "published": "2026-03-01", "language": "en"}
    (article,) = read_articles(_write(tmp_path, "one.json", json.dumps(record)))
    assert (article.id, article.title, article.source) == ("7", "Ferry sinks", "Tarn Post")
    assert (article.published, article.language) == ("2026-03-01", "en")


def test_json_list_and_mislabelled_json_lines(tmp_path: Path) -> None:
    records = [{"text": STORY}, {"document": OTHER}]
    listed = _write(tmp_path, "list.json", json.dumps(records, indent=1))
    lines = _write(tmp_path, "lines.json", "\n".join(map(json.dumps, records)))
    assert [article.text for article in read_articles(listed)] == [STORY, OTHER]
    assert [article.id for article in read_articles(lines)] == [f"{lines}:1", f"{lines}:2"]


def test_bad_row_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    rows = [json.dumps({"id": str(n), "text": STORY}) for n in range(1, 21)]
    rows[6] = '{"id": "7", "text": '
    path = _write(tmp_path, "batch.jsonl", "\n".join(rows) + "\n\n")
    errors: list[InputError] = []
    articles = list(read_articles(path, on_error=errors.append))
    assert [article.id for article in articles] == [str(n) for n in range(1, 21) if n != 7]
    assert [error.message.split(" is ")[0] for error in errors] == [f"{path} line 7"]
    assert f"{path} line 7 is not valid JSON" in _error(path).message


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("[1]", "a list, not an object"),
        ("null", "null, not an object"),
        ('{"headline": "Ferry sinks"}', 'neither "text" nor "document" (its keys: headline)'),
        ('{"text": ["a", "b"]}', "a list, not a string"),
        ('{"text": "The ferry sank on Tuesday night.", "title": {}}', '"title"'),
        ('{"text": " "}', "only white space"),
        ("[" * 100_000, "nested too deeply"),
        (b'{"text": "caf\xff\xfe\x81"}', "neither UTF-8"),
    ],
)
def test_row_of_the_wrong_shape(tmp_path: Path, row: str | bytes, words: str) -> None:
    assert words in _error(_write(tmp_path, "rows.jsonl", row)).message


def test_empty_json_inputs(tmp_path: Path) -> None:
    assert "empty list" in _error(_write(tmp_path, "a.json", "[]")).message
    assert "is empty" in _error(_write(tmp_path, "b.json", "")).message
    assert "is empty" in _error(_write(tmp_path, "c.jsonl", "")).message
    assert "only empty lines" in _error(_write(tmp_path, "d.jsonl", "\n\n")).message
    assert "not valid JSON (Expecting" in _error(_write(tmp_path, "e.json", "{nope}")).message


def test_half_a_character_in_json_is_replaced(tmp_path: Path) -> None:
    (article,) = read_articles(_write(tmp_path, "half.json", '{"text": "The ferry sank on Tuesday \\ud83d night."}'))
    assert article.text == "The ferry sank on Tuesday \ufffd night."


def test_utf16_json_lines(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"text": text}) for text in (STORY, OTHER))
    articles = read_articles(_write(tmp_path, "wide.jsonl", rows.encode("utf-16")))
    assert [article.text for article in articles] == [STORY, OTHER]


def test_markdown_loses_its_marks(tmp_path: Path) -> None:
    raw = (
        "---\ntitle: 'Ferry sinks'\ndate: 2026-03-01\n---\n# Ferry sinks off Lindholm\n\n![The ferry](ferry.jpg)\n\n"
        "The **ferry** to [Lindholm](https://example.org) sank\non _Tuesday_ night.\n\n"
        "## What we know\n\n- All 44 were saved\n- No oil leaked\n"
    )
    (article,) = read_articles(_write(tmp_path, "ferry.md", raw))
    assert (article.title, article.published) == ("Ferry sinks", "2026-03-01")
    assert article.text.split("\n\n") == [
        "Ferry sinks off Lindholm",
        "The ferry to Lindholm sank on Tuesday night.",
        "What we know",
        "- All 44 were saved",
        "- No oil leaked\n",
    ]


def test_markdown_leaves_plain_text_alone() -> None:
    plain = "The 5 * 3 grid_size of snake_case names cost $4."
    assert strip_markdown(plain) == plain + "\n"


PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>Ferry sinks off Lindholm</title></head><body><nav><a href='/'>Home</a></nav>"
    "<article><h1>Ferry sinks off Lindholm</h1>"
    + "".join(f"<p>{STORY} The ministry opened inquiry number {n} into the sinking of the vessel.</p>" for n in range(4))
    + "</article><footer>Privacy policy</footer></body></html>"
)


def test_html_page_gives_article_and_title(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="the extra 'html' is not installed")
    (article,) = read_articles(_write(tmp_path, "page.html", PAGE))
    assert article.title == "Ferry sinks off Lindholm"
    assert "inquiry number 3" in article.text
    assert "Privacy policy" not in article.text
    assert "no article was found" in _error(_write(tmp_path, "empty.html", "<html><body></body></html>")).message


def test_html_without_its_extra_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(UsageError, match=r"pip install 'quick-looks\[html\]'"):
        list(read_articles(_write(tmp_path, "page.html", PAGE)))
