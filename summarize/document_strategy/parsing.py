"""Takes a written summary apart into points: lines, bullets, sentences, and labels where the prompt asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarize.labels import title_case
from summarize.segmentation import split_sentences

_LINE = re.compile(r"\s*(?:\n|<n>|<br ?/?>|\s[•●▪]\s)\s*")
_MARKER = re.compile(r"^\s*(?:[-*•●▪–—]\s+|\(?\d{1,2}[.)]\s+)")
_LABELLED = re.compile(r"(?:\*\*)?([^\W_][^:\n]{1,40}?)(?:\*\*)?:(?:\*\*)?\s+(\S.*)", re.DOTALL)
_LOOSE_STOP = re.compile(r"(?<=\S)\s+([.?!])(?=\s|$)")
_TOKENISED = (
    (re.compile(r"``\s?|\s?''"), '"'),
    (re.compile(r"-lrb-\s?", re.IGNORECASE), "("),
    (re.compile(r"\s?-rrb-", re.IGNORECASE), ")"),
    (re.compile(r"(?<=\S)\s+([,;:?!%)])"), r"\1"),
    (re.compile(r"([$£€(])\s+(?=\S)"), r"\1"),
    (re.compile(r"\s+(n't|'s|'re|'ve|'ll|'d|'m|’s)\b"), r"\1"),
    (re.compile(r"\s{2,}"), " "),
)
_ENDED = re.compile(r"[.?!…][\"”’')\]]*$")
_MOST_LABEL_WORDS = 4
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPoint:
    """One sentence of a summary; ``label`` is what stood before its colon, None where there was none."""

    text: str
    label: str | None = None


def parse_points(written: str, *, labelled: bool = False, cut_off: bool = False) -> list[WrittenPoint]:
    """Return the points of a summary, in order; what is too short to say anything is left out.

    Args:
        written: what the model wrote.
        labelled: the prompt asks for ``Label: point``, so that words before a colon are a label and not a speaker.
        cut_off: the model was stopped at its limit, so that a last sentence without an end is half a one and is left out.

    >>> [point.text for point in parse_points("the vote was 7-2 . many critics object .")]
    ['The vote was 7-2.', 'Many critics object.']
    """
    found: list[WrittenPoint] = []
    for line in _LINE.split(written):
        label, text = _split_label(_MARKER.sub("", line).strip()) if labelled else (None, _MARKER.sub("", line).strip())
        for number, sentence in enumerate(_sentences(text)):
            found.append(WrittenPoint(text=sentence, label=label if number == 0 else None))
    if cut_off and found and not _ENDED.search(found[-1].text):
        found.pop()
    finished = (WrittenPoint(text=_finish(point.text), label=point.label) for point in found)
    return [point for point in finished if len(point.text.split()) >= _LEAST_WORDS]


def _split_label(line: str) -> tuple[str | None, str]:
    """Return a line's label in Title Case and the rest, or None and the line."""
    match = _LABELLED.match(line)
    if not match or not 1 <= len(match[1].split()) <= _MOST_LABEL_WORDS or _ENDED.search(match[1]):
        return None, line
    return title_case(match[1].strip()), match[2]


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a line, also of one in tokenised newswire style ("it rained . they left .")."""
    parts = _LOOSE_STOP.sub(r"\1\n", text).split("\n")
    for part in parts:
        clean = part
        for pattern, put in _TOKENISED:
            clean = pattern.sub(put, clean)
        clean = clean.strip()
        for start, end in split_sentences(clean):
            yield clean[start:end]


def _finish(sentence: str) -> str:
    """Return a sentence with a capital at its start and a stop at its end."""
    ended = sentence if _ENDED.search(sentence) else sentence.rstrip(" ,;:-–—") + "."
    return ended[:1].upper() + ended[1:]
