"""The seam: articles in, records out, without files, ledgers or processes. Whatever runs the job calls this function."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from summarize.batch.records import Record, done_record, failed_record
from summarize.errors import InputError, ModelError
from summarize.types import Article

if TYPE_CHECKING:
    from summarize.pipeline import Summarizer

_LONGEST_MESSAGE = 500


def summarize_articles(
    summarizer: Summarizer, articles: Sequence[Article], on_short: Callable[[int], None] | None = None
) -> list[Record]:
    """Return a record for each article, in order; a call that fails is halved until the article at fault stands alone.

    Args:
        summarizer: the loaded model.
        articles: what to summarize together.
        on_short: called with the number of articles for which memory did not suffice.

    Raises:
        ModelError: the model is broken, which is no article's fault.
    """
    begun = time.perf_counter()
    kind, message = "", ""
    try:
        looks = summarizer.summarize_many(articles)
    except ModelError:
        raise
    except Exception as error:
        kind, message = explain(error)
    seconds = (time.perf_counter() - begun) / max(1, len(articles))
    if not kind:
        return [done_record(one, seconds) for one in looks]
    if kind == "memory" and on_short:
        on_short(len(articles))
    if len(articles) == 1:
        return [failed_record(articles[0].id, kind, message, seconds)]
    middle = len(articles) // 2
    first = summarize_articles(summarizer, articles[:middle], on_short)
    return first + summarize_articles(summarizer, articles[middle:], on_short)


def explain(error: Exception) -> tuple[str, str]:
    """Return what kind of failure an exception is, and one line that says so."""
    if isinstance(error, MemoryError) or "out of memory" in str(error).lower():
        return "memory", "memory did not suffice for this article alone"
    if isinstance(error, InputError):
        return "unreadable", str(error)
    message = " ".join(str(error).split())[:_LONGEST_MESSAGE]
    return "error", f"unexpected {type(error).__name__}: {message}"
