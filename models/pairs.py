"""Makes one training example of the writer: its source from a story, its target, and nothing that the source does not support."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from models.alignment import content
from summarize.datelines import dateline_end
from summarize.mentions import common_words, find_mentions
from summarize.prompts import Prompt
from summarize.segmentation import split_sentences
from summarize.types import Length
from summarize.writing import Background, decapitalise, fold, label_source, point_source, straighten

MAX_SENTENCES = 45


@dataclass(frozen=True, slots=True)
class Pair:
    """One training example, in plain text with the writer's marks."""

    task: str
    origin: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Story:
    """An article made ready for its highlights."""

    background: Background
    words: list[frozenset[str]]

    @property
    def sentences(self) -> list[str]:
        """The sentences as the writer reads them."""
        return self.background.sentences


def read_story(document: str, title: str = "", sentences: Sequence[str] | None = None) -> Story:
    """Return a story split, with its names."""
    found = list(sentences) if sentences else [document[a:b] for a, b in split_sentences(document[:12000])][:MAX_SENTENCES]
    background = Background([s[dateline_end(s, 0, len(s), opening=i == 0) :] for i, s in enumerate(found)], title)
    return Story(background, [frozenset(content(s)) for s in background.sentences])


def n_words(text: str) -> int:
    """Return how many whitespace-separated tokens hold a letter or digit."""
    return sum(any(c.isalnum() for c in token) for token in text.split())


def write_pairs(path: Path, pairs: Iterable[Pair]) -> int:
    """Write examples as JSON lines; return how many there are."""
    with path.open("w", encoding="utf-8") as lines:
        return sum(bool(lines.write(json.dumps(asdict(pair), ensure_ascii=False) + "\n")) for pair in pairs)


def point_pair(prompt: Prompt, story: Story, evidence: Sequence[int], target: str, length: Length, origin: str) -> Pair | None:
    """Return the example, or None where the target holds a name or number that the source does not support."""
    target = decapitalise(straighten(target), story.background.name_words)
    source = point_source(prompt, background=story.background, evidence=evidence, length=length)
    return Pair("point", origin, source, target) if supported(target, source) else None


def supported(target: str, source: str) -> bool:
    """Tell whether every number, date and word of a name in a target stands in its source."""
    known = set(re.findall(r"\w+", fold(source)))
    for mention in find_mentions(target):
        if mention.kind in {"number", "date", "name"} and not known.issuperset(re.findall(r"\w+", fold(mention.text))):
            return False
    return True


def label_pair(prompt: Prompt, point: str, label: str, background: Background, origin: str) -> Pair | None:
    """Return the example that teaches a label, or None where the label has a name that its sentence lacks."""
    source = label_source(prompt, point=point, background=background)
    known = set(re.findall(r"\w+", fold(source)))
    words = straighten(label).split()
    if any(not _ordinary(w) and not known.issuperset(re.findall(r"\w+", fold(w).removesuffix("'s"))) for w in words):
        return None
    return Pair("label", origin, source, lower_label(" ".join(words), background.name_words))


def _ordinary(text: str) -> bool:
    words = re.findall(r"[^\W_]+", text.lower().removesuffix("'s"))
    return all(word in common_words() for word in words)


def lower_label(label: str, names: Collection[str] = ()) -> str:
    """Return a Title Case label with its ordinary words in lower case; the renderer puts the capitals back."""
    return " ".join(w.lower() if _ordinary(w) and w.removesuffix("'s") not in names else w for w in label.split(" "))
