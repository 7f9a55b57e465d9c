"""Makes the writer's training examples from the corpora: ``python -m models.prepare --corpora DIR --bench DIR -o DIR``.

Each example is a source and a target as the tokenizer takes them, with its task and where it came from. Deterministic.
"""

from __future__ import annotations

import argparse
import ast
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from models.alignment import align, content
from models.corpora import bench_openings, listed, opening, read_records
from summarize.mentions import common_words, find_mentions
from summarize.prompts import Prompt, load_prompt
from summarize.segmentation import split_sentences
from summarize.slots import Names, SlotTable, slot_source, slot_target
from summarize.types import Length
from summarize.writing import context_names, label_source, point_source, render_units, straighten, topic_source

MAX_SENTENCES = 45
JUNK = re.compile(r"pictured|click|photo|image|video|scroll|read more|here's|you |your |\bI\b|\bwe\b|\?|!|:|\[|http|@|#\w", re.I)


@dataclass(frozen=True, slots=True)
class Pair:
    """One training example: ``source`` and ``target`` hold slot tokens."""

    task: str
    origin: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Story:
    """An article made ready for its highlights."""

    sentences: list[str]
    words: list[frozenset[str]]
    names: Names
    common: list[str]
    title: str


def read_story(document: str, title: str = "", sentences: Sequence[str] | None = None) -> Story:
    """Return a story split, with its names."""
    found = list(sentences) if sentences else [document[a:b] for a, b in split_sentences(document[:12000])][:MAX_SENTENCES]
    plain = [straighten(s) for s in found]
    counts = Counter(m.text for s in plain for m in find_mentions(s) if m.kind == "name")
    words = [frozenset(content(s)) for s in plain]
    return Story(plain, words, Names(plain), [n for n, _ in counts.most_common(5)], title)


def n_words(text: str) -> int:
    """Return how many whitespace-separated tokens hold a letter or digit."""
    return sum(any(c.isalnum() for c in token) for token in text.split())


def point_pair(prompt: Prompt, story: Story, evidence: Sequence[int], target: str, length: Length, origin: str) -> Pair | None:
    """Return the example, or None where the target holds a name or number that the source does not support."""
    target = straighten(target)
    near = context_names(story.sentences, evidence, story.title, story.common)
    source, table = point_source(
        prompt, evidence=[story.sentences[i] for i in evidence], context=near, names=story.names, length=length
    )
    units, missing = slot_target(target, table)
    plain = " ".join(story.sentences[i] for i in evidence).lower()
    if any(m.text.lower() not in plain for m in missing):
        return None
    return Pair("point", origin, source, render_units(units, hints=False))


def label_pair(prompt: Prompt, point: str, label: str, title: str, names: Names, origin: str) -> Pair | None:
    """Return the example that teaches a label, or None where the label has a name that its sentence lacks."""
    source, table = label_source(prompt, point=point, title=title, names=names)
    words = straighten(label)
    units, missing = slot_target(words, table)
    if any(m.text not in point and m.text not in title for m in missing if not _ordinary(m.text)):
        return None
    return Pair("label", origin, source, lower_label(render_units(units, hints=False)))


def _ordinary(text: str) -> bool:
    return all(word.lower() in common_words() for word in re.split(r"[ -]", text))


def lower_label(label: str) -> str:
    """Return a Title Case label with its ordinary words in lower case; the renderer puts the capitals back."""
    return " ".join(w.lower() if _ordinary(re.sub(r"[^\w-]", "", w) or "x") else w for w in label.split(" "))


def quick_looks(path: Path, prompt: Prompt) -> Iterator[Pair]:
    """Yield points in both lengths, labels and topics of the annotated articles."""
    for record in read_records(path):
        story = read_story(record["document"], record.get("title") or "", record["sentences"])
        lead = straighten(record["sentences"][0])
        source, table = topic_source(prompt, title=story.title, lead=lead, names=story.names)
        units, _ = slot_target(straighten(record["topic"]), table)
        yield Pair("topic", "quick-looks", source, lower_label(render_units(units, hints=False)))
        for bullet in record["references"][0]:
            evidence = [i for i in bullet["evidence"] if i < len(story.sentences)]
            if not evidence:
                continue
            for length, key in (("short", "short"), ("full", "point")):
                pair = point_pair(prompt, story, evidence, bullet[key], length, "quick-looks")  # type: ignore[arg-type]
                label = label_pair(prompt, bullet[key], bullet["label"], story.title, story.names, "quick-looks")
                yield from (p for p in (pair, label) if p)


def highlight_pairs(
    prompt: Prompt, document: str, highlights: Iterable[str], origin: str, least: float
) -> Iterator[Pair]:
    """Yield a point for each highlight that its best one or two sentences cover to at least ``least``."""
    story = read_story(document)
    for highlight in dict.fromkeys(highlights):
        text = straighten(highlight).removesuffix(" .")
        text = text if text.endswith((".", '."')) else text + "."
        size = n_words(text)
        if not 6 <= size <= 22 or JUNK.search(text):
            continue
        evidence, covered = align(text, story.words)
        if covered < least or sum(len(story.sentences[i].split()) for i in evidence) > 90:
            continue
        if evidence and straighten(story.sentences[evidence[0]]).lower() == text.lower():
            continue
        pair = point_pair(prompt, story, evidence, text, "short" if size <= 14 else "full", origin)
        if pair:
            yield pair


def llm_highlights(path: Path, prompt: Prompt, held_out: frozenset[str]) -> Iterator[Pair]:
    """Yield points from the highlights that people and language models wrote for the same stories."""
    for record in read_records(path):
        if opening(record["document"]) in held_out:
            continue
        systems = record["systems"]
        written = systems if isinstance(systems, dict) else ast.literal_eval(systems)
        texts = listed(record["reference"]) + [str(h) for bullets in written.values() for h in bullets]
        yield from highlight_pairs(prompt, record["document"], texts, "highlights-llm", 0.7)


def cnndm_highlights(path: Path, prompt: Prompt, held_out: frozenset[str]) -> Iterator[Pair]:
    """Yield points from the editors' highlights of CNN and the Daily Mail."""
    for record in read_records(path):
        if opening(record["document"]) not in held_out:
            yield from highlight_pairs(prompt, record["document"], listed(record["summary"]), "highlights-cnndm", 0.75)


def headlines(path: Path, prompt: Prompt) -> Iterator[Pair]:
    """Yield headlines in sentence case that their standfirst covers."""
    for record in read_records(path):
        title, text = straighten(record["title"]), straighten(record["document"])
        if JUNK.search(title) or not 6 <= n_words(title) <= 16 or not 12 <= n_words(text) <= 60:
            continue
        wanted = set(content(title))
        capitals = sum(w[:1].isupper() for w in title.split())
        if not wanted or capitals > 0.6 * len(title.split()) or len(wanted & set(content(text))) < 0.7 * len(wanted):
            continue
        table = SlotTable(Names([text]))
        source = "<sep>".join(
            render_units(slot_source(text[a:b], table), hints=True) for a, b in split_sentences(text)
        )
        units, missing = slot_target(title, table)
        if not missing:
            yield Pair("headline", "headlines-rss", prompt.fill("headline", evidence=source), render_units(units, hints=False))


def label_corpus(path: Path, prompt: Prompt) -> Iterator[Pair]:
    """Yield label-sentence pairs whose label is two to four words, most of them in the sentence, and not a bare name."""
    for record in read_records(path):
        label, text = straighten(record["label"]), straighten(record["sentence"])
        wanted = set(content(label))
        if not 2 <= n_words(label) <= 4 or JUNK.search(label) or not 8 <= n_words(text) <= 40 or not wanted:
            continue
        if len(wanted & set(content(text))) < 0.5 * len(wanted):
            continue
        names = [m.text for m in find_mentions(f"the {label}") if m.kind == "name"]
        if names and len(names[0]) >= len(label) - 1 and names[0] in text:
            continue
        pair = label_pair(prompt, text, label, "", Names([text]), path.name.split(".")[0])
        if pair:
            yield pair


def copy_lessons(path: Path, prompt: Prompt, limit: int, seed: int) -> Iterator[Pair]:
    """Yield sentences to be written again from a version with clauses of another sentence around them."""
    rng = random.Random(seed)
    for number, record in enumerate(read_records(path)):
        if number * 3 >= limit:
            return
        story = read_story(record["document"][:4000])
        whole = [i for i, s in enumerate(story.sentences) if 8 <= n_words(s) <= 18 and s.endswith(".") and not JUNK.search(s)]
        for index in rng.sample(whole, min(3, len(whole))):
            near = [index, index + 1] if index + 1 < len(story.sentences) and rng.random() < 0.3 else [index]
            near = near if len(story.sentences[near[-1]].split()) < 40 else [index]
            length: Length = "short" if n_words(story.sentences[index]) <= 14 else "full"
            pair = point_pair(prompt, story, near, story.sentences[index], length, "copy")
            if pair:
                yield pair


def parts(corpora: Path, bench: Path, prompt: Prompt, seed: int) -> dict[str, Iterator[Pair]]:
    """Return the parts of the mixture by name."""
    held_out = bench_openings(bench)
    labels = ("labels-captions-dm2020", "labels-captions-cnndm", "labels-rss-topics")
    found = {name: label_corpus(corpora / f"{name}.jsonl.xz", prompt) for name in labels}
    return found | {
        "quick-looks": quick_looks(corpora / "quicklooks-train.jsonl", prompt),
        "highlights-llm": llm_highlights(corpora / "highlights-llm-cnn.jsonl.xz", prompt, held_out),
        "copy": copy_lessons(corpora / "articles-us-news.jsonl.xz", prompt, 30_000, seed),
        "headlines": headlines(corpora / "headlines-rss.jsonl.xz", prompt),
        "highlights-cnndm": cnndm_highlights(corpora / "highlights-cnndm.jsonl.xz", prompt, held_out),
    }


def main() -> None:
    """Write a ``.jsonl`` file for each part and print the counts by task and origin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--prompt", type=Path, default=Path("prompts/desk.toml"))
    parser.add_argument("--parts", help="comma-separated names of the parts to make; all by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    for name, pairs in parts(options.corpora, options.bench, load_prompt(options.prompt), options.seed).items():
        if options.parts and name not in options.parts.split(","):
            continue
        with (options.output / f"{name}.jsonl").open("w", encoding="utf-8") as lines:
            for pair in pairs:
                counts[f"{pair.task} {pair.origin}"] += 1
                lines.write(json.dumps(asdict(pair), ensure_ascii=False) + "\n")
    print(json.dumps(dict(counts), indent=1))


if __name__ == "__main__":
    main()
