"""Makes the writer's training examples from the corpora: ``python -m models.prepare --corpora DIR --bench DIR -o DIR``.

Each example is a source and a target as the tokenizer takes them, with its task and where it came from. Deterministic.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path

from models.alignment import align, content
from models.corpora import bench_openings, listed, llm_stories, opening, read_records
from models.pairs import Pair, label_pair, lower_label, n_words, point_pair, read_story, supported
from summarize.backends.extract import is_sentence, write_points
from summarize.checks.form import LIMITS
from summarize.cutting import cut_faults
from summarize.document import parse_document
from summarize.mentions import find_mentions
from summarize.prompts import Prompt, load_prompt
from summarize.segmentation import split_sentences
from summarize.shortening.context import full_names
from summarize.types import Article, Length, Request
from summarize.writing import Background, decapitalise, straighten, topic_source

JUNK = re.compile(r"pictured|click|photo|image|video|scroll|read more|here's|you |your |\bI\b|\bwe\b|\?|!|:|\[|http|@|#\w", re.I)


def quick_looks(path: Path, prompt: Prompt) -> Iterator[Pair]:
    """Yield points in both lengths, labels and topics of the annotated articles."""
    for record in read_records(path):
        story = read_story(record["document"], record.get("title") or "", record["sentences"])
        source = topic_source(prompt, background=story.background)
        yield Pair("topic", "quick-looks", source, lower_label(straighten(record["topic"]), story.background.name_words))
        for bullet in record["references"][0]:
            evidence = [i for i in bullet["evidence"] if i < len(story.sentences)]
            if not evidence:
                continue
            for length, key in (("short", "short"), ("full", "point")):
                pair = point_pair(prompt, story, evidence, bullet[key], length, "quick-looks")  # type: ignore[arg-type]
                label = label_pair(prompt, bullet[key], bullet["label"], story.background, "quick-looks")
                yield from (p for p in (pair, label) if p)


def highlight_pairs(prompt: Prompt, document: str, highlights: Iterable[str], origin: str, least: float) -> Iterator[Pair]:
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
    for document, summaries in llm_stories(path, held_out):
        yield from highlight_pairs(prompt, document, list(chain.from_iterable(summaries)), "highlights-llm", 0.7)


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
        source = prompt.fill("headline", evidence="<sep>".join(decapitalise(text[a:b]) for a, b in split_sentences(text)))
        if supported(title, source):
            yield Pair("headline", "headlines-rss", source, decapitalise(title))


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
        pair = label_pair(prompt, text, label, Background([text]), path.name.split(".")[0])
        if pair:
            yield pair


def copy_lessons(path: Path, prompt: Prompt, limit: int, seed: int, held_out: frozenset[str]) -> Iterator[Pair]:
    """Yield sentences to be written again from a version with clauses of another sentence around them."""
    rng = random.Random(seed)
    for number, record in enumerate(read_records(path)):
        if number * 3 >= limit:
            return
        if opening(record["document"]) in held_out:
            continue
        story = read_story(record["document"][:4000])
        whole = [i for i, s in enumerate(story.sentences) if 8 <= n_words(s) <= 18 and s.endswith(".") and not JUNK.search(s)]
        for index in rng.sample(whole, min(3, len(whole))):
            near = [index, index + 1] if index + 1 < len(story.sentences) and rng.random() < 0.3 else [index]
            near = near if len(story.sentences[near[-1]].split()) < 40 else [index]
            length: Length = "short" if n_words(story.sentences[index]) <= 14 else "full"
            pair = point_pair(prompt, story, near, story.sentences[index], length, "copy")
            if pair:
                yield pair


def rule_lessons(path: Path, prompt: Prompt, limit: int, seed: int, held_out: frozenset[str]) -> Iterator[Pair]:
    """Yield sentences to be shortened as the rules of ``extract`` do it: grammar for the writer, from text without summaries."""
    rng = random.Random(seed)
    made = 0
    for record in read_records(path):
        if made >= limit:
            return
        if opening(record["document"]) in held_out:
            continue
        document = parse_document(Article(text=record["document"][:3500], title=record.get("title")))
        story = read_story("", document.title, [sentence.text for sentence in document.sentences])
        people = full_names(document)
        fit = [i for i, s in enumerate(story.sentences) if 13 <= n_words(s) <= 55 and not JUNK.search(s)]
        for index in rng.sample(fit, min(8, len(fit))):
            length: Length = "short" if rng.random() < 0.65 else "full"
            request = Request(task="point", document=document, evidence=(index,), length=length)
            text = next(iter(write_points(request, people)), "")
            fewest, most = LIMITS[length]
            size = n_words(text)
            right = fewest <= size <= min(most, 0.8 * n_words(story.sentences[index])) and is_sentence(text)
            if right and not cut_faults(text, story.sentences[index]):
                pair = point_pair(prompt, story, [index], text, length, "rules")
                made += pair is not None
                yield from (p for p in (pair,) if p)


def parts(corpora: Path, bench: Path, prompt: Prompt, seed: int) -> dict[str, Iterator[Pair]]:
    """Return the parts of the mixture by name."""
    held_out = bench_openings(bench)
    labels = ("labels-captions-dm2020", "labels-captions-cnndm", "labels-rss-topics")
    found = {name: label_corpus(corpora / f"{name}.jsonl.xz", prompt) for name in labels}
    return found | {
        "quick-looks": quick_looks(corpora / "quicklooks-train.jsonl", prompt),
        "highlights-llm": llm_highlights(corpora / "highlights-llm-cnn.jsonl.xz", prompt, held_out),
        "copy": copy_lessons(corpora / "articles-us-news.jsonl.xz", prompt, 30_000, seed, held_out),
        "rules": chain(
            rule_lessons(corpora / "articles-us-news.jsonl.xz", prompt, 70_000, seed, held_out),
            rule_lessons(corpora / "articles-rss.jsonl.xz", prompt, 30_000, seed, held_out),
            rule_lessons(corpora / "articles-misc.jsonl.xz", prompt, 25_000, seed, held_out),
            rule_lessons(corpora / "highlights-cnndm.jsonl.xz", prompt, 60_000, seed, held_out),
        ),
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
