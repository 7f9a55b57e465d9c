"""Makes lessons with the parser as teacher: the pruning of a sentence that says most of what a bullet says.

People's bullets are seldom a sentence with whole branches taken out, and a small writer that learns from the others learns to
splice. Here the bullet only tells what matters; the tree (``summarize.grammar``) tells what can go. This is how Filippova and
Altun made their data, "Overcoming the Lack of Parallel Data in Sentence Compression" (2013).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from multiprocessing import Pool
from pathlib import Path

from models.alignment import STOP, content, stem
from models.corpora import bench_openings, listed, llm_stories, opening, read_records
from models.pairs import Pair, Story, n_words, read_story, supported
from models.prepare import JUNK
from summarize.backends.extract import LIMITS, is_sentence
from summarize.cutting import cut_faults
from summarize.grammar import Grammar
from summarize.prompts import Prompt, load_prompt
from summarize.types import Length
from summarize.writing import decapitalise, point_source, straighten

LEAST_COVERED = 0.55
"""The share of a bullet's content words that a pruning says."""
_BESIDE = -0.3
"""What a content word is worth that the bullet does not say."""
_CANDIDATES = 3
_SENTENCES = 2

Task = tuple[str, str, list[str] | None, list[tuple[str, Length]], str]
"""A story's text and title, its sentences if known, bullets with the length wanted, and where it is from."""


def story_pairs(prompt: Prompt, task: Task) -> list[Pair]:
    """Return the lessons of a story: for each bullet the pruning of a sentence that is most like it."""
    document, title, sentences, bullets, origin = task
    story, grammar = read_story(document, title, sentences), Grammar()
    wanted = [(frozenset(content(text)), length) for text, length in bullets]
    chosen = [_likeliest(story, words) for words, _ in wanted]
    grammar.parse({story.sentences[place] for places in chosen for place in places})
    found: dict[tuple[int, Length], Pair] = {}
    for (words, length), places in zip(wanted, chosen, strict=True):
        made = [pair for place in places for pair in _pruned(prompt, story, grammar, place, words, length, origin)]
        if made:
            _, place, pair = max(made, key=lambda one: one[0])
            found.setdefault((place, length), pair)
    return list(found.values())


def _likeliest(story: Story, words: frozenset[str]) -> list[int]:
    """Return the sentences that say most of a bullet's words."""
    if not words:
        return []
    shares = sorted(((len(words & said) / len(words), -i) for i, said in enumerate(story.words)), reverse=True)[:_SENTENCES]
    return [-i for share, i in shares if share >= LEAST_COVERED]


def _pruned(
    prompt: Prompt, story: Story, grammar: Grammar, place: int, words: frozenset[str], length: Length, origin: str
) -> Iterator[tuple[float, int, Pair]]:
    """Yield the first sound pruning of a sentence that says enough of the bullet, with the share that it says."""
    sentence = story.sentences[place]
    if JUNK.search(sentence) or not is_sentence(sentence):
        return

    def value(piece: str) -> float:
        plain = piece.lower()
        if not plain[0].isalnum() or plain in STOP:
            return 0.0
        return 1.0 if stem(plain) in words else _BESIDE

    for text in grammar.prunings(sentence, value, *LIMITS[length])[:_CANDIDATES]:
        share = len(words & frozenset(content(text))) / len(words)
        if share < LEAST_COVERED:
            return
        if is_sentence(text) and not cut_faults(text, sentence) and not grammar.faults(text, sentence):
            source = point_source(prompt, background=story.background, evidence=(place,), length=length)
            target = decapitalise(straighten(text), story.background.name_words)
            if supported(target, source):
                yield share, place, Pair("point", origin, source, target)
            return


def cnndm_tasks(path: Path, held_out: frozenset[str]) -> Iterator[Task]:
    """Yield the stories of CNN and the Daily Mail with their editors' highlights."""
    for record in read_records(path):
        if opening(record["document"]) not in held_out:
            yield record["document"], "", None, _sized(listed(record["summary"])), "pruned-cnndm"


def llm_tasks(path: Path, held_out: frozenset[str]) -> Iterator[Task]:
    """Yield the stories with the highlights that people and language models wrote."""
    for document, texts in llm_stories(path, held_out):
        yield document, "", None, _sized(texts), "pruned-llm"


def quick_looks_tasks(path: Path) -> Iterator[Task]:
    """Yield the annotated articles with their points in both lengths."""
    for record in read_records(path):
        bullets: list[tuple[str, Length]] = []
        for bullet in record["references"][0]:
            bullets += [(bullet["short"], "short"), (bullet["point"], "full")]
        yield record["document"], record.get("title") or "", record["sentences"], bullets, "pruned-quick-looks"


def _sized(texts: Iterable[str]) -> list[tuple[str, Length]]:
    """Return bullets with the length that is asked for: short, and full too where they are long."""
    sized: list[tuple[str, Length]] = []
    for text in dict.fromkeys(texts):
        plain = straighten(text)
        if not JUNK.search(plain) and 6 <= n_words(plain) <= 26:
            sized += [(plain, "short"), (plain, "full")] if n_words(plain) > 12 else [(plain, "short")]
    return sized


def _work(job: tuple[Path, Task]) -> list[Pair]:
    return story_pairs(load_prompt(job[0]), job[1])


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a ``.jsonl`` file for each part and print the counts."""
    parser = argparse.ArgumentParser(description="Make lessons in pruning.")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--prompt", type=Path, default=Path("prompts/desk.toml"))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--stories", type=int, default=12_000, help="the most stories of a part")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    held_out = bench_openings(options.bench)
    parts = {
        "pruned-quick-looks": quick_looks_tasks(options.corpora / "quicklooks-train.jsonl"),
        "pruned-llm": llm_tasks(options.corpora / "highlights-llm-cnn.jsonl.xz", held_out),
        "pruned-cnndm": cnndm_tasks(options.corpora / "highlights-cnndm.jsonl.xz", held_out),
    }
    with Pool(options.workers) as pool:
        for name, tasks in parts.items():
            with (options.output / f"{name}.jsonl").open("w", encoding="utf-8") as lines:
                made = 0
                for pairs in pool.imap(_work, ((options.prompt, task) for task in islice(tasks, options.stories)), chunksize=16):
                    made += len(pairs)
                    lines.writelines(json.dumps(asdict(pair), ensure_ascii=False) + "\n" for pair in pairs)
            print(name, made, flush=True)


if __name__ == "__main__":
    main()
