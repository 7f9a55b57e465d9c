"""``python -m eval.backend_bench``: articles a second and memory of transformers and CTranslate2, with real shapes.

The networks have the shapes of published models and random weights, and every output has the same fixed length, so that nothing
is downloaded and every backend does the same work. Each measurement runs in a process of its own; nothing else should run
meanwhile. The ratio is to transformers in float32 in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from eval.backend_bench_shapes import SHAPES, convert, make_model
from summarize.errors import UsageError

SYSTEMS = ("transformers-float32", "transformers-bfloat16", "ctranslate2-int8")
CUDA_SYSTEMS = ("transformers-bfloat16", "ctranslate2-float16")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What every backend does: articles of one length in, outputs of one length out, in batches of one size."""

    n_articles: int
    n_input: int
    n_output: int
    beams: int
    batch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One system's figures: articles a second (median and each run's), peak memory in megabytes, tokens that were written."""

    shape: str
    system: str
    device: str
    articles_per_second: float
    runs: tuple[float, ...]
    megabytes: float
    n_output_tokens: int


def make_sources(work: Work, n_tokens: int) -> list[list[int]]:
    """Return the articles as token numbers: the same ones every time, none of them special."""
    return [[5 + (i * 7919 + j * 104_729) % (n_tokens - 10) for j in range(work.n_input)] for i in range(work.n_articles)]


def run_transformers(folder: Path, kind: str, work: Work, device: str, n_runs: int) -> tuple[list[float], int]:
    """Return the seconds of each run and the tokens that one wrote."""
    import torch
    import transformers

    if os.environ.get("OMP_NUM_THREADS"):
        torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True, dtype=getattr(torch, kind))
    model = model.to(device).eval()
    make: Any = transformers.GenerationConfig
    config = make(
        do_sample=False, num_beams=work.beams, min_new_tokens=work.n_output, max_new_tokens=work.n_output, early_stopping=True,
        length_penalty=1.0, no_repeat_ngram_size=0, pad_token_id=model.config.pad_token_id, use_cache=True,
        eos_token_id=model.config.eos_token_id, decoder_start_token_id=model.config.decoder_start_token_id,
    )  # fmt: skip
    sources = torch.tensor(make_sources(work, model.config.vocab_size), device=device)

    def once() -> int:
        written = 0
        with torch.inference_mode():
            for at in range(0, work.n_articles, work.batch):
                part = sources[at : at + work.batch]
                rows = model.generate(input_ids=part, attention_mask=torch.ones_like(part), generation_config=config)
                written += (rows.shape[1] - 1) * rows.shape[0]
        if device == "cuda":
            torch.cuda.synchronize()
        return written

    return _timed(once, n_runs)


def run_ctranslate2(folder: Path, kind: str, work: Work, device: str, n_runs: int) -> tuple[list[float], int]:
    """Return the seconds of each run and the tokens that one wrote."""
    from summarize.backends.hub_ctranslate2 import open_translator, read_vocabulary

    translator = open_translator(folder, device, kind, int(os.environ.get("OMP_NUM_THREADS", "0")))
    vocabulary = read_vocabulary(folder)
    sources = [[vocabulary[number] for number in one] for one in make_sources(work, len(vocabulary))]

    def once() -> int:
        results = translator.translate_batch(
            sources, max_batch_size=work.batch, beam_size=work.beams, length_penalty=1, no_repeat_ngram_size=0,
            max_input_length=0, min_decoding_length=work.n_output, max_decoding_length=work.n_output,
        )  # fmt: skip
        return sum(len(result.hypotheses[0]) for result in results)

    return _timed(once, n_runs)


def _timed(once: Any, n_runs: int) -> tuple[list[float], int]:
    """Return the seconds of each run after one that is not counted."""
    n_tokens = once()
    seconds = []
    for _ in range(n_runs):
        begun = time.perf_counter()
        once()
        seconds.append(time.perf_counter() - begun)
    return seconds, n_tokens


def measure(shape: str, system: str, folder: Path, work: Work, device: str, n_runs: int) -> Measured:
    """Measure one system in this process."""
    backend, kind = system.split("-")
    run = run_transformers if backend == "transformers" else run_ctranslate2
    seconds, n_tokens = run(folder, kind, work, device, n_runs)
    rates = tuple(work.n_articles / one for one in seconds)
    return Measured(
        shape=shape,
        system=system,
        device=device,
        articles_per_second=median(rates),
        runs=rates,
        megabytes=_peak_megabytes(backend, device),
        n_output_tokens=n_tokens,
    )


def _peak_megabytes(backend: str, device: str) -> float:
    """Return the process's peak memory, or on CUDA what torch held at most, or what the device holds now."""
    if device == "cpu":
        return own_peak_megabytes()
    import torch

    if backend == "transformers":
        return float(torch.cuda.max_memory_allocated() / 2**20)
    free, total = torch.cuda.mem_get_info()
    return float((total - free) / 2**20)


def own_peak_megabytes() -> float:
    """Return this process's peak memory; where the system says it, without what the process that started it had in memory."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_apart(shape: str, system: str, folder: Path, options: argparse.Namespace) -> Measured:
    """Measure one system in a process of its own.

    Raises:
        UsageError: it failed; the message ends with what it said last.
    """
    arguments = ["--alone", f"{shape}:{system}:{folder}"]
    for name in ("articles", "input", "output", "beams", "batch", "runs", "device"):
        arguments += [f"--{name}", str(getattr(options, name))]
    command = [sys.executable, "-m", "eval.backend_bench", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["nothing"]
        raise UsageError(f"{shape}, {system}: the process ended with {done.returncode}: {said[-1]}")
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def render_table(rows: Sequence[Measured], work: Work) -> str:
    """Return a Markdown table with ratios to the first system of each shape."""
    lines = ["| shape | system | articles/s | runs | ratio | memory | ratio |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        base = next(one for one in rows if one.shape == row.shape)
        lines.append(
            f"| {row.shape} | {row.system} | {row.articles_per_second:.3g} | {min(row.runs):.3g}-{max(row.runs):.3g} | "
            f"{row.articles_per_second / base.articles_per_second:.2f} | {row.megabytes:,.0f} MB | "
            f"{row.megabytes / base.megabytes:.2f} |"
        )
    said = f"{work.n_articles} articles, {work.n_input} tokens in, {work.n_output} out, beams {work.beams}, batch {work.batch}"
    return "\n".join([*lines, "", f"{said}; on {rows[0].device}; random weights."])


def measure_all(options: argparse.Namespace) -> list[Measured]:
    """Make each shape's forms, measure every system, and say what is going on on standard error."""
    rows = []
    for shape in options.shapes:
        with tempfile.TemporaryDirectory(prefix="quick-looks-bench-") as work:
            folder = Path(work) / "checkpoint"
            make_model(shape, folder)
            for system in options.systems or (CUDA_SYSTEMS if options.device == "cuda" else SYSTEMS):
                backend, kind = system.split("-")
                place = folder
                if backend == "ctranslate2":
                    place = Path(work) / kind
                    convert(folder, place, kind)
                rows.append(measure_apart(shape, system, place, options))
                print(f"bench: {shape} {system}: {rows[-1].articles_per_second:.3g} articles/s", file=sys.stderr)
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every shape with every system and print the table."""
    parser = argparse.ArgumentParser(prog="python -m eval.backend_bench", description="Compare the backends with real shapes.")
    parser.add_argument("--shapes", nargs="+", default=["bart-large", "t5-small"], choices=tuple(SHAPES), metavar="SHAPE")
    parser.add_argument("--systems", nargs="+", default=None, metavar="SYSTEM", help=f"default: {', '.join(SYSTEMS)}")
    parser.add_argument("--articles", type=int, default=8)
    parser.add_argument("--input", type=int, default=800, help="tokens of an article")
    parser.add_argument("--output", type=int, default=80, help="tokens of a summary")
    parser.add_argument("--beams", type=int, default=4)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--alone", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    work = Work(
        n_articles=options.articles, n_input=options.input, n_output=options.output, beams=options.beams, batch=options.batch
    )
    if options.alone:
        shape, system, folder = options.alone.split(":", 2)
        print(json.dumps(asdict(measure(shape, system, Path(folder), work, options.device, options.runs))))
        return 0
    rows = measure_all(options)
    print(render_table(rows, work))
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
