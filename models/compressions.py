"""Makes the lessons in shortening: one sentence of a story, and a bullet that someone wrote by leaving out parts of it.

A small writer cannot learn to merge sentences and to find new words from a few ten thousand examples; what it learns from those
is to splice. So only such bullets are taken as follow one sentence in its own order, with few cuts, hardly a word of their own,
and nothing that ``summarize.cutting`` finds fault with.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from pathlib import Path

from models.alignment import content, stem
from models.corpora import bench_openings, listed, llm_stories, opening, read_records
from models.pairs import Pair, Story, n_words, read_story, supported, write_pairs
from models.pointing import to_pointers
from models.prepare import JUNK
from summarize.backends.extract import is_sentence
from summarize.checks.form import LIMITS
from summarize.cutting import cut_faults
from summarize.pointers import place_of
from summarize.prompts import Prompt, load_prompt
from summarize.tokens import MAX_PLACES, Tokenizer
from summarize.types import Length
from summarize.writing import decapitalise, point_source, straighten

MOST_WRITTEN = 0.22
MOST_CUTS = 5
MOST_NEW = 1
LEAST_COVERED = 0.7


_TELLING = frozenset(map(stem, "says tells warns claims calls accuses denies urges adds reports officials".split()))


def is_compression(tokenizer: Tokenizer, source: str, target: str) -> bool:
    """Tell whether a target follows its source with few cuts and few pieces of its own, and goes back at most once.

    Once, since "The bridge is safe, Calder said." becomes "Calder says the bridge is safe."
    """
    pieces, wanted = tokenizer.encode(source), tokenizer.encode(target)
    if not wanted or len(pieces) >= MAX_PLACES:
        return False
    pointed = to_pointers(pieces, wanted)
    places = [place for place in map(place_of, pointed) if place is not None]
    if len(pointed) - len(places) > max(1, MOST_WRITTEN * len(pointed)):
        return False
    known = frozenset(content(source)) | _TELLING
    if sum(word not in known for word in content(target)) > MOST_NEW:
        return False
    steps = [after - before for before, after in pairwise(places)]
    return sum(step <= 0 for step in steps) <= 1 and sum(step != 1 for step in steps) <= MOST_CUTS


def compression_pair(
    tokenizer: Tokenizer, prompt: Prompt, story: Story, places: Iterable[int], text: str, length: Length, origin: str
) -> Pair | None:
    """Return the lesson that a bullet gives with the first of the sentences that it is a compression of, or None."""
    target = decapitalise(text, story.background.name_words)
    for place in places:
        sentence = story.sentences[place]
        if sentence.lower() == text.lower() and n_words(text) > LIMITS[length][1]:
            continue
        source = point_source(prompt, background=story.background, evidence=(place,), length=length)
        if supported(target, source) and is_compression(tokenizer, source, target) and not cut_faults(text, sentence):
            return Pair("point", origin, source, target)
    return None


def from_highlights(
    tokenizer: Tokenizer, prompt: Prompt, document: str, highlights: Iterable[str], origin: str
) -> Iterator[Pair]:
    """Yield the lessons that a story's highlights give."""
    story = read_story(document)
    for highlight in dict.fromkeys(highlights):
        text = straighten(highlight).removesuffix(" .")
        text = text if text.endswith((".", '."')) else text + "."
        size = n_words(text)
        wanted = frozenset(content(text))
        if not 7 <= size <= 22 or JUNK.search(text) or not wanted or not is_sentence(text):
            continue
        covered = sorted(((-len(wanted & words) / len(wanted), i) for i, words in enumerate(story.words)))[:2]
        places = [i for share, i in covered if -share >= LEAST_COVERED]
        pair = compression_pair(tokenizer, prompt, story, places, text, "short" if size <= 14 else "full", origin)
        if pair:
            yield pair


def from_cnndm(path: Path, tokenizer: Tokenizer, prompt: Prompt, held_out: frozenset[str]) -> Iterator[Pair]:
    """Yield lessons from the editors' highlights of CNN and the Daily Mail."""
    for record in read_records(path):
        if opening(record["document"]) not in held_out:
            yield from from_highlights(tokenizer, prompt, record["document"], listed(record["summary"]), "cnndm")


def from_llm(path: Path, tokenizer: Tokenizer, prompt: Prompt, held_out: frozenset[str]) -> Iterator[Pair]:
    """Yield lessons from the highlights that people and language models wrote for the same stories."""
    for document, summaries in llm_stories(path, held_out):
        yield from from_highlights(tokenizer, prompt, document, list(chain.from_iterable(summaries)), "llm")


def from_quick_looks(path: Path, tokenizer: Tokenizer, prompt: Prompt) -> Iterator[Pair]:
    """Yield lessons from the points in both lengths of the annotated articles."""
    for record in read_records(path):
        story = read_story(record["document"], record.get("title") or "", record["sentences"])
        for bullet in record["references"][0]:
            evidence = [i for i in bullet["evidence"] if i < len(story.sentences)]
            for length, key in (("short", "short"), ("full", "point")):
                text = straighten(bullet[key])
                pair = compression_pair(tokenizer, prompt, story, evidence, text, length, "quick-looks")  # type: ignore[arg-type]
                if pair:
                    yield pair


def whole_sentences(path: Path, prompt: Prompt, limit: int, seed: int, held_out: frozenset[str]) -> Iterator[Pair]:
    """Yield sentences that are short enough already, to be left as they are."""
    rng = random.Random(seed)
    made = 0
    for record in read_records(path):
        if made >= limit:
            return
        if opening(record["document"]) in held_out:
            continue
        story = read_story(record["document"][:4000])
        fit = [
            i
            for i, s in enumerate(story.sentences)
            if 8 <= n_words(s) <= 20 and s.endswith(".") and not JUNK.search(s) and is_sentence(s)
        ]
        for place in rng.sample(fit, min(2, len(fit))):
            sentence = story.sentences[place]
            length: Length = "short" if n_words(sentence) <= 14 else "full"
            source = point_source(prompt, background=story.background, evidence=(place,), length=length)
            made += 1
            yield Pair("point", "whole", source, decapitalise(straighten(sentence), story.background.name_words))


def parts(corpora: Path, bench: Path, tokenizer: Tokenizer, prompt: Prompt, seed: int) -> dict[str, Iterator[Pair]]:
    """Return the parts of the mixture by name."""
    held_out = bench_openings(bench)
    return {
        "cuts-quick-looks": from_quick_looks(corpora / "quicklooks-train.jsonl", tokenizer, prompt),
        "cuts-llm": from_llm(corpora / "highlights-llm-cnn.jsonl.xz", tokenizer, prompt, held_out),
        "whole": whole_sentences(corpora / "articles-rss.jsonl.xz", prompt, 12_000, seed, held_out),
        "cuts-cnndm": from_cnndm(corpora / "highlights-cnndm.jsonl.xz", tokenizer, prompt, held_out),
    }


def main() -> None:
    """Write a ``.jsonl`` file for each part and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--prompt", type=Path, default=Path("prompts/desk.toml"))
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    tokenizer, prompt = Tokenizer(options.tokenizer), load_prompt(options.prompt)
    for name, pairs in parts(options.corpora, options.bench, tokenizer, prompt, options.seed).items():
        print(name, write_pairs(options.output / f"{name}.jsonl", pairs), flush=True)


if __name__ == "__main__":
    main()
