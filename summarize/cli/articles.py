"""``summarize FILE...``: reads each file, summarizes its articles, prints them, and remembers what failed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.cli.messages import Messages
from summarize.cli.output import check_target, write_atomic, write_stdout
from summarize.cli.parser import articles_parser, named_settings, parse_arguments
from summarize.config import Value, make_options, resolve_settings, settings_files
from summarize.errors import ModelError, QuickLooksError, UsageError
from summarize.render import SEPARATORS, View, find_renderer
from summarize.types import Article, QuickLooks

if TYPE_CHECKING:
    from summarize.pipeline import Summarizer


@dataclass(slots=True)
class Tally:
    """How many articles were read, written and flagged, and which errors stood in the way."""

    written: int = 0
    flagged: int = 0
    errors: list[Exception] = field(default_factory=list)

    def exit_code(self, *, strict: bool) -> int:
        """Return the exit code: 3 when only some failed or strictness was hurt, the error's own when all did."""
        if self.errors and not self.written:
            codes = {error.exit_code if isinstance(error, QuickLooksError) else 1 for error in self.errors}
            return codes.pop() if len(codes) == 1 else 1
        return 3 if self.errors or (strict and self.flagged) else 0


def run_articles(arguments: Sequence[str], messages: Messages) -> int:
    """Summarize the files that the arguments name and return the exit code.

    Raises:
        UsageError: an argument or a setting is wrong, or no file is named.
        ModelError: the model is missing or broken.
    """
    parsed = parse_arguments(articles_parser(), arguments)
    if not parsed.files:
        raise UsageError("no file is named", "Name one, or - for standard input; see: summarize --help")
    values = resolve_settings(named_settings(parsed), os.environ, settings_files(Path.cwd()))
    target = check_target(parsed.output, parsed.files)
    tally = Tally()
    looks = _summarize_files(parsed.files, values, tally, messages)
    shape = _shape(values["format"].value, to_terminal=target is None and sys.stdout.isatty())
    evidence, strict = values["evidence"].value, values["strict"].value
    if target is None and shape in SEPARATORS:
        _print_each(looks, shape, evidence=evidence)
    else:
        _print_all(list(looks), shape, target, evidence=evidence, single=_is_single(parsed.files, tally))
    if strict and tally.flagged:
        messages.error(f"{tally.flagged} of {tally.written} articles have flagged bullets (--strict)")
    return tally.exit_code(strict=strict)


def _shape(name: str, *, to_terminal: bool) -> str:
    if name != "auto":
        return name
    return "panel" if to_terminal and os.environ.get("TERM") != "dumb" else "text"


def _is_single(files: Sequence[str], tally: Tally) -> bool:
    return len(files) == 1 and tally.written + len(tally.errors) == 1


def _summarize_files(files: Sequence[str], values: dict[str, Value], tally: Tally, messages: Messages) -> Iterator[QuickLooks]:
    from summarize.pipeline import Summarizer

    summarizer = Summarizer(make_options(values))
    for article in _read_files(files, tally, messages):
        looks = _summarize_one(summarizer, article, tally, messages)
        if looks is not None:
            tally.written += 1
            tally.flagged += bool(looks.findings)
            yield looks


def _read_files(files: Sequence[str], tally: Tally, messages: Messages) -> Iterator[Article]:
    from summarize.readers import read_articles

    def fail(error: Exception, where: str = "") -> None:
        tally.errors.append(error)
        messages.failure(error, where)

    for name in files:
        try:
            yield from read_articles(name, on_error=fail)
        except ModelError:
            raise
        except Exception as error:
            fail(error, name)


def _summarize_one(summarizer: Summarizer, article: Article, tally: Tally, messages: Messages) -> QuickLooks | None:
    begun = time.perf_counter()
    try:
        looks = summarizer.summarize(article)
    except ModelError:
        raise
    except Exception as error:
        tally.errors.append(error)
        messages.failure(error, article.id)
        return None
    for note in looks.notes:
        messages.note(f"{article.id}: {note}")
    messages.detail(f"{article.id}: {looks.provenance.signature} in {time.perf_counter() - begun:.2f} s")
    return looks


def _print_each(looks: Iterator[QuickLooks], shape: str, *, evidence: bool) -> None:
    render, separator = find_renderer(shape), ""
    view = View(evidence=evidence, width=_terminal_width())
    for one in looks:
        write_stdout(separator + render([one], view))
        separator = SEPARATORS[shape]


def _terminal_width() -> int:
    import shutil

    return shutil.get_terminal_size().columns


def _print_all(looks: Sequence[QuickLooks], shape: str, target: Path | None, *, evidence: bool, single: bool) -> None:
    if not looks:
        return
    text = find_renderer(shape)(looks, View(evidence=evidence, single=single))
    if target is None:
        write_stdout(text)
    else:
        write_atomic(target, text)
