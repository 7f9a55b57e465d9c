"""The output as a tree: one file an article under ``articles/``, named after the article's id."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from urllib.parse import quote

from summarize.batch.files import put_file
from summarize.batch.ledger import Ledger
from summarize.batch.records import Record, looks_from_record, unpack_record
from summarize.batch.shards import DUE
from summarize.render import View, find_renderer

FOLDER = "articles"
ENDINGS = {"text": ".txt", "md": ".md", "html": ".html", "json": ".json"}
_CHUNK = 200
_LONGEST_NAME = 180


class Tree:
    """Writes one file for each article that succeeded; one that failed has none, and is named in ``failures.jsonl``."""

    def __init__(self, folder: Path, ledger: Ledger, kind: str, *, evidence: bool) -> None:
        """Prepare to write."""
        self._folder, self._ledger, self._db, self._kind = folder, ledger, ledger.db, kind
        self._view = View(evidence=evidence)

    def check(self) -> None:
        """Note the files that are missing or cut off, to be written again."""
        written = "SELECT number, id, shard FROM items JOIN results ON key=shown WHERE kind=''"
        query = f"{written} AND number > ? ORDER BY number LIMIT 1000"
        number = 0
        while rows := self._db.execute(query, (number,)).fetchall():
            number = rows[-1][0]
            lost = [(one,) for one, article_id, size in rows if self._size(article_id) != size]
            with self._ledger.transaction():
                self._db.executemany("UPDATE items SET shown=NULL WHERE number=?", lost)

    def ship(self, *, final: bool) -> None:
        """Write what is due."""
        query = f"SELECT number, id, key, kind, body FROM items JOIN results ON key=want WHERE {DUE} LIMIT {_CHUNK}"
        while rows := self._db.execute(query).fetchall():
            with self._ledger.transaction():
                for number, article_id, key, kind, body in rows:
                    size = self._write(unpack_record(body, article_id, key)) if not kind else self._drop(article_id)
                    self._db.execute("UPDATE items SET shown=want, shard=? WHERE number=?", (size, number))

    def remove(self) -> None:
        """Remove the whole tree."""
        shutil.rmtree(self._folder / FOLDER, ignore_errors=True)

    def _write(self, record: Record) -> int:
        text = self._render(record).encode("utf-8", "replace")
        return put_file(self._folder, f"{FOLDER}/{self._name(record['article_id'])}", lambda aside: aside.write_bytes(text))

    def _render(self, record: Record) -> str:
        if self._kind == "json":
            return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
        return find_renderer(self._kind)([looks_from_record(record)], self._view)

    def _drop(self, article_id: str) -> int:
        (self._folder / FOLDER / self._name(article_id)).unlink(missing_ok=True)
        return 0

    def _size(self, article_id: str) -> int:
        try:
            return (self._folder / FOLDER / self._name(article_id)).stat().st_size
        except OSError:
            return -1

    def _name(self, article_id: str) -> str:
        return tree_name(article_id, ENDINGS[self._kind])


def tree_name(article_id: str, suffix: str) -> str:
    """Return the path of an article's file: its id, with what a file's name cannot hold written as in a web address.

    Different ids never give the same path, and none leads out of the folder.

    >>> tree_name("2020/a.txt", ".md"), tree_name("../x", ".md"), tree_name("a.md/b", ".md")
    ('2020/a.txt.md', '%2E%2E/x.md', 'a%2Emd/b.md')
    """
    *folders, last = article_id.split("/")
    parts = [_segment(folder) for folder in folders]
    parts = [part.removesuffix(suffix) + quote_all(suffix) if part.endswith(suffix) else part for part in parts]
    return "/".join([*parts, _segment(last) + suffix])


def _segment(text: str) -> str:
    if not text.strip("."):
        return quote_all(text) or "%"
    safe = quote(text, safe=" !#$&'()+,;=@[]{}^~", errors="surrogatepass")
    if len(safe) > _LONGEST_NAME:
        return f"{safe[:100]}%{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
    return safe


def quote_all(text: str) -> str:
    """Return a text with every dot written as in a web address.

    >>> quote_all(".md")
    '%2Emd'
    """
    return text.replace(".", "%2E")
