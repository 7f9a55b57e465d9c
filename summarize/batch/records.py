"""The record of one article: the product's JSON with ``status``, ``error``, ``seconds`` and ``work_id``."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import Any

from summarize.render.json import SCHEMA_VERSION, looks_as_record
from summarize.types import Article, Bullet, Document, Finding, Provenance, QuickLooks, Sentence

Record = dict[str, Any]
KINDS = {
    "unreadable": "the input could not be read",
    "conflict": "its id stands for different articles",
    "changed": "it changed while the job ran",
    "time": "it took longer than the time limit",
    "crash": "the worker died of it",
    "memory": "memory did not suffice",
    "error": "the program failed on it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A record as the ledger keeps it: ``kind`` is "" where it is done, ``body`` the compressed JSON."""

    kind: str
    bullets: int
    flagged: int
    body: bytes


def work_digest(article: Article) -> bytes:
    """Return a digest of everything that the summarizer sees of an article, all but its id."""
    seen = [article.text, article.title, article.source, article.published, article.language]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode("utf-8", "surrogatepass")).digest()


def work_key(digest: bytes, config_digest: str) -> bytes:
    """Return the id of a piece of work: the article's digest and that of everything else that decides the output."""
    return hashlib.sha256(digest + config_digest.encode()).digest()


def error_key(kind: str, article_id: str, message: str) -> bytes:
    """Return the id of a failure that no work belongs to.

    The article could not be read, or its id stands for several.
    """
    return hashlib.sha256("\0".join([kind, article_id, message]).encode("utf-8", "surrogatepass")).digest()


def done_record(looks: QuickLooks, seconds: float) -> Record:
    """Return the record of an article that was summarized."""
    return looks_as_record(looks) | {"status": "done", "error": None, "seconds": round(seconds, 4)}


def failed_record(article_id: str, kind: str, message: str, seconds: float = 0.0) -> Record:
    """Return the record of an article that was not summarized; it has the same keys, without content."""
    return {
        "schema_version": SCHEMA_VERSION,
        "article_id": article_id,
        "title": "",
        "topic": "",
        "heading": "",
        "bullets": [],
        "findings": [],
        "notes": [],
        "truncated": None,
        "provenance": None,
        "review": "unreviewed",
        "status": "failed",
        "error": {"kind": kind, "message": message},
        "seconds": round(seconds, 4),
    }


def pack_record(record: Record) -> Outcome:
    """Return a record as the ledger keeps it."""
    flagged = {finding["bullet"] for finding in record["findings"]}
    body = zlib.compress(json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    kind = record["error"]["kind"] if record["error"] else ""
    return Outcome(kind=kind, bullets=len(record["bullets"]), flagged=len(flagged), body=body)


def unpack_record(body: bytes, article_id: str, key: bytes) -> Record:
    """Return the record as it is written out, under an article's id."""
    record: Record = json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))
    return record | {"article_id": article_id, "work_id": key.hex()}


def looks_from_record(record: Record) -> QuickLooks:
    """Return Quick Looks that render as those that a done record was made from; their document holds the evidence alone."""
    found = {one["sentence"]: one for bullet in record["bullets"] for one in bullet["evidence"]}
    places = {number: place for place, number in enumerate(sorted(found))}
    sentences = tuple(
        Sentence(text=one["text"], start=one["start"], end=one["end"], paragraph=0) for _, one in sorted(found.items())
    )
    bullets = tuple(
        Bullet(
            label=bullet["label"],
            point=bullet["point"],
            evidence=tuple(places[one["sentence"]] for one in bullet["evidence"]),
            origin=bullet["origin"],
        )
        for bullet in record["bullets"]
    )
    findings = tuple(Finding(**{**one, "span": tuple(one["span"]) if one["span"] else None}) for one in record["findings"])
    style = "highlights" if not record["heading"] else _style(record["heading"])
    return QuickLooks(
        document=Document(article=Article(text="", id=record["article_id"]), sentences=sentences, title=record["title"]),
        topic=record["topic"],
        bullets=bullets,
        provenance=Provenance(**record["provenance"]),
        style=style,  # type: ignore[arg-type]
        findings=findings,
        notes=tuple(record["notes"]),
        truncated=record["truncated"],
    )


def _style(heading: str) -> str:
    return "key-takeaways" if heading.endswith(": Key Takeaways") else "quick-looks"
