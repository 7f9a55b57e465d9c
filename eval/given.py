"""Hypotheses that were written elsewhere: read from JSON lines or from the data itself, and scored without running anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from eval.alignment import Bounds, evidence_numbers, locate_sentences
from eval.data import Example
from eval.hypotheses import Hypothesis, HypothesisBullet, plain_hypothesis
from eval.rows import Row, is_number_list, read_rows
from summarize.errors import UsageError

_BULLET_SIGN = re.compile(r"^\s*[-*•‣◦]\s+")


def read_hypotheses(path: Path, examples: Sequence[Example]) -> dict[str, list[Hypothesis]]:
    """Read what other systems wrote, by system, each list aligned with ``examples``.

    A row is ``{"id", "system", "bullets" or "summary"}``, or one of the product's own JSON lines (``article_id``; the system
    is ``provenance.model``). An article that a system has no row for counts as unanswered.

    Raises:
        UsageError: the file is missing or empty, or a row is impossible, repeated or about an article that the data does not
            hold; the message names the line.
    """
    known = {example.id: example for example in examples}
    written: dict[str, dict[str, Hypothesis]] = {}
    for number, row in read_rows(path):
        where = f"{path.name}, line {number}"
        found = parse_hypothesis(row, known, where)
        answers = written.setdefault(found.system, {})
        if found.id in answers:
            raise UsageError(f"{where}: '{found.system}' has already answered '{found.id}'")
        answers[found.id] = found
    if not written:
        raise UsageError(f"{path.name} holds no hypotheses")
    return {system: _aligned(system, answers, examples) for system, answers in written.items()}


def stored_hypotheses(examples: Sequence[Example]) -> dict[str, list[Hypothesis]]:
    """What came with the data, by system; an article that a system did not answer is unanswered.

    Raises:
        UsageError: nothing came with the data.
    """
    systems = sorted({system for example in examples for system in example.hypotheses})
    if not systems:
        raise UsageError("no hypotheses came with this data", "Leave out --stored, or give them with --hypotheses.")
    return {
        system: [plain_hypothesis(example, system, _texts(example.hypotheses.get(system, ()))) for example in examples]
        for system in systems
    }


def parse_hypothesis(row: Row, known: dict[str, Example], where: str) -> Hypothesis:
    """Return the hypothesis that a decoded JSON row holds; ``where`` is put in front of what is wrong with it.

    Raises:
        UsageError: a field is missing or of the wrong type, or the id is not among ``known``.
    """
    is_product = "article_id" in row
    name = row.get("article_id" if is_product else "id")
    provenance = row.get("provenance")
    system = (provenance.get("model") if isinstance(provenance, dict) else None) if is_product else row.get("system")
    if not isinstance(name, str) or not name:
        raise UsageError(f"{where}: 'id' must be a text that is not empty")
    if not isinstance(system, str) or not system:
        raise UsageError(f"{where}: '{'provenance.model' if is_product else 'system'}' must be a text that is not empty")
    if name not in known:
        raise UsageError(f"{where}: no article has the id '{name}'", "Give the data that the hypotheses were written for.")
    n_findings = _number(row, "n_findings", where)
    if isinstance(row.get("findings"), list):
        n_findings = sum(isinstance(one, dict) and one.get("bullet") is not None for one in row["findings"])
    return Hypothesis(
        id=name,
        system=system,
        bullets=tuple(_bullet(given, known[name], where) for given in _given_bullets(row, where)),
        n_findings=None if n_findings is None else int(n_findings),
        seconds=_number(row, "seconds", where),
    )


def hypothesis_as_row(hypothesis: Hypothesis) -> Row:
    """The row that ``parse_hypothesis`` reads back as the same hypothesis."""
    bullets = [
        {"label": bullet.label, "point": bullet.point}
        | ({} if bullet.evidence is None else {"evidence": sorted(bullet.evidence)})
        | ({"origin": bullet.origin} if bullet.origin else {})
        for bullet in hypothesis.bullets
    ]
    row: Row = {"id": hypothesis.id, "system": hypothesis.system, "bullets": bullets}
    optional = {"n_findings": hypothesis.n_findings, "seconds": hypothesis.seconds}
    return row | {name: value for name, value in optional.items() if value is not None}


def _aligned(system: str, answers: dict[str, Hypothesis], examples: Sequence[Example]) -> list[Hypothesis]:
    return [answers.get(example.id) or Hypothesis(id=example.id, system=system) for example in examples]


def _texts(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line.strip()]


def _given_bullets(row: Row, where: str) -> list[Any]:
    if isinstance(row.get("bullets"), list):
        return list(row["bullets"])
    summary = row.get("summary")
    if not isinstance(summary, str) or "bullets" in row:
        raise UsageError(f"{where}: 'bullets' must be a list, or 'summary' a text")
    lines = _texts(summary.split("\n"))
    if len(lines) > 1:
        return [_BULLET_SIGN.sub("", line).strip() for line in lines]
    from summarize.segmentation import split_sentences

    return [summary[start:end] for start, end in split_sentences(summary)]


def _number(row: Row, name: str, where: str) -> float | None:
    value = row.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or value < 0):
        raise UsageError(f"{where}: '{name}' must be a number from 0")
    return value


def _bullet(given: object, example: Example, where: str) -> HypothesisBullet:
    if isinstance(given, str):
        given = {"point": given}
    if not isinstance(given, dict) or not isinstance(given.get("point"), str) or not given["point"].strip():
        raise UsageError(f"{where}: a bullet must be a text that is not empty, or an object with such a 'point'")
    label = given.get("label")
    if label is not None and not isinstance(label, str):
        raise UsageError(f"{where}: 'label' must be a text")
    evidence = given.get("evidence")
    numbers = None if evidence is None else _evidence(evidence, example, where)
    return HypothesisBullet(point=given["point"], label=label or None, evidence=numbers, origin=str(given.get("origin") or ""))


def _evidence(evidence: object, example: Example, where: str) -> frozenset[int] | None:
    """Numbers into the data's sentences: given as such, or found for stretches of the text as the product writes them."""
    if isinstance(evidence, list) and is_number_list(evidence, len(example.sentences)):
        return frozenset(evidence)
    if not isinstance(evidence, list) or not all(isinstance(one, dict) and isinstance(one.get("text"), str) for one in evidence):
        raise UsageError(f"{where}: 'evidence' must be sentence numbers of the data, or objects with a 'text'")
    if not example.sentences:
        return None
    bounds = [_stretch(one, example.document) for one in evidence]
    return evidence_numbers(locate_sentences(example.document, example.sentences), [found for found in bounds if found])


def _stretch(one: dict[str, Any], document: str) -> Bounds | None:
    start, end = one.get("start"), one.get("end")
    if isinstance(start, int) and isinstance(end, int) and document[start:end] == one["text"]:
        return start, end
    return locate_sentences(document, [one["text"]])[0]


def given_hypotheses(examples: Sequence[Example], files: Sequence[Path], *, stored: bool) -> dict[str, list[Hypothesis]]:
    """Return the hypotheses of all files by system, with those stored in the data itself if wanted.

    Raises:
        UsageError: a file cannot be read, or two name the same system.
    """
    given = stored_hypotheses(examples) if stored else {}
    for path in files:
        for system, written in read_hypotheses(path, examples).items():
            if system in given:
                raise UsageError(f"{path.name}: system '{system}' was already given", "Each system's name may come once.")
            given[system] = written
    return given
