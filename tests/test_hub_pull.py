"""Pulling from a little hub on this machine: what is fetched, recorded and removed, and every way in which it can fail."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from summarize.hub.files import choose_files

pytest.importorskip("huggingface_hub", reason="huggingface_hub is not installed: pip install 'quick-looks[hub]'")
ROOT = Path(__file__).parents[1]
COMMIT = "0123456789abcdef0123456789abcdef01234567"
FILES = {
    "config.json": b'{"model_type": "bart"}',
    "tokenizer.json": b"{}",
    "model.safetensors": b"weights" * 1000,
    "pytorch_model.bin": b"pickle",
    "README.md": b"read me",
}
Run = Callable[..., subprocess.CompletedProcess[str]]


class Hub(ThreadingHTTPServer):
    """A hub of one repository, ``tiny/news``; ``wrong`` is a digest that it claims for the weights."""

    daemon_threads = True
    wrong = ""
    fetched: list[str]


class Answer(BaseHTTPRequestHandler):
    """Answers what huggingface_hub asks for a snapshot."""

    server: Hub

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        """Answer without a body."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer with a description, a listing or a file."""
        path = self.path.split("?")[0]
        if path == "/api/models/tiny/news/revision/main":
            siblings = [{"rfilename": name, "size": len(body), "lfs": self._lfs(name)} for name, body in FILES.items()]
            self._send_json({"id": "tiny/news", "sha": COMMIT, "siblings": siblings, "cardData": {"license": "mit"}, "tags": []})
        elif path == f"/api/models/tiny/news/tree/{COMMIT}":
            rows = [{"type": "file", "path": name, "size": len(body), "oid": _sha1(body)} for name, body in FILES.items()]
            self._send_json([row | ({"lfs": lfs} if (lfs := self._lfs(str(row["path"]))) else {}) for row in rows])
        elif path.startswith(f"/tiny/news/resolve/{COMMIT}/") and path.rsplit("/", 1)[1] in FILES:
            self._send(FILES[path.rsplit("/", 1)[1]], "application/octet-stream")
            self.server.fetched.append(path.rsplit("/", 1)[1])
        else:
            self._send(b"{}", "application/json", 404, {"X-Error-Code": "RepoNotFound"})

    def _lfs(self, name: str) -> dict[str, Any] | None:
        if name != "model.safetensors":
            return None
        digest = self.server.wrong or hashlib.sha256(FILES[name]).hexdigest()
        return {"size": len(FILES[name]), "sha256": digest, "oid": digest, "pointerSize": 130}

    def _send_json(self, found: Any) -> None:
        self._send(json.dumps(found).encode(), "application/json")

    def _send(self, body: bytes, kind: str, status: int = 200, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), "ETag": f'"{_sha1(body)}"', "X-Repo-Commit": COMMIT}
        for name, value in (headers | (more or {})).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


def _sha1(body: bytes) -> str:
    return hashlib.sha1(body, usedforsecurity=False).hexdigest()


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub(("127.0.0.1", 0), Answer) as server:
        server.fetched = []
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def run(tmp_path: Path, hub: Hub) -> Run:
    cards = tmp_path / "config" / "quick-looks" / "cards"
    cards.mkdir(parents=True)
    for name, repository in (("news", "tiny/news"), ("lost", "tiny/lost")):
        (cards / f"{name}.toml").write_text(
            f'name = "{name}"\nhub = "{repository}"\nbackend = "auto"\nstrategy = "document"\nprompt = "article"\n'
            "decoding = { beams = 1, max_new_tokens = 9, min_new_tokens = 0, length_penalty = 1.0, no_repeat_ngram = 0 }\n",
            "utf-8",
        )

    def start(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "QUICKLOOKS_"))}
        environment |= {
            "HF_HOME": str(tmp_path / "hf"), "HF_ENDPOINT": f"http://127.0.0.1:{hub.server_port}", "HF_HUB_DISABLE_XET": "1",
            "XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "data"), "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        command = [sys.executable, "-m", "summarize", "models", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment | more, capture_output=True, text=True, timeout=120, check=False
        )

    return start


def only_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in done.stderr.splitlines() if line.startswith("summarize: ")]
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    return lines[0]


def test_pull_fetches_what_is_needed_records_it_and_remove_deletes_it(run: Run, hub: Hub, tmp_path: Path) -> None:
    done = run("pull", "news")
    assert done.returncode == 0, done.stderr
    assert f"tiny/news at {COMMIT[:12]}: 3 files, 7 kB, licence on the hub: mit" in done.stderr
    assert set(hub.fetched) == {"config.json", "tokenizer.json", "model.safetensors"}
    record = json.loads((tmp_path / "data" / "quick-looks" / "models" / "news" / "pulled.json").read_text("utf-8"))
    assert (record["hub"], record["commit"], record["licence"], record["ours"]) == ("tiny/news", COMMIT, "mit", True)
    assert record["files"] == {name: hashlib.sha256(FILES[name]).hexdigest() for name in record["files"]}
    folder = Path(record["folder"])
    assert folder.is_relative_to(tmp_path / "hf")
    assert (folder / "model.safetensors").read_bytes() == FILES["model.safetensors"]
    info = run("info", "news").stdout
    assert COMMIT in info
    assert "installed" in info
    removed = run("remove", "news")
    assert removed.returncode == 0, removed.stderr
    assert not folder.exists()
    assert "not installed" in run("info", "news").stdout


def test_offline_takes_what_is_in_the_cache_and_leaves_it_there(run: Run, tmp_path: Path) -> None:
    assert "is not in the hub's cache. Unset it to pull" in only_line(run("pull", "news", HF_HUB_OFFLINE="1"))
    assert run("pull", "news").returncode == 0
    assert run("pull", "news", HF_HUB_OFFLINE="1").returncode == 0
    shutil.rmtree(tmp_path / "data")
    (tmp_path / "hf" / "hub" / "models--tiny--news" / "refs").mkdir()
    (tmp_path / "hf" / "hub" / "models--tiny--news" / "refs" / "main").write_text(COMMIT, "utf-8")
    assert run("pull", "news", HF_HUB_OFFLINE="1").returncode == 0
    record = json.loads((tmp_path / "data" / "quick-looks" / "models" / "news" / "pulled.json").read_text("utf-8"))
    assert (record["commit"], record["ours"]) == (COMMIT, False)
    assert "stood in the hub's cache before" in run("remove", "news").stdout
    assert Path(record["folder"]).is_dir()


def test_a_hub_out_of_reach_is_one_line_and_exit_4(run: Run) -> None:
    done = run("pull", "news", HF_ENDPOINT="http://127.0.0.1:9")
    assert done.returncode == 4
    assert "the hub cannot be reached for tiny/news" in only_line(done)
    assert "location" in only_line(done)


def test_a_model_that_the_hub_does_not_have(run: Run) -> None:
    done = run("pull", "lost")
    assert done.returncode == 4
    assert "the hub has no model 'tiny/lost', or it is private" in only_line(done)


def test_weights_that_arrive_damaged_are_not_recorded(run: Run, hub: Hub, tmp_path: Path) -> None:
    hub.wrong = "0" * 64
    done = run("pull", "news")
    assert done.returncode in {1, 4}
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data" / "quick-looks" / "models" / "news" / "pulled.json").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("pull",), 2, "models pull needs the name of a model"),
        (("list", "news"), 2, "models list takes no name. Did you mean: summarize models info news"),
        (("pull", "nosuch"), 4, "no model is called 'nosuch'"),
        (("pull", "extract"), 2, "names no model on the hub"),
        (("convert", "news"), 4, "Run: summarize models pull news"),
        (("check", "news"), 4, "Run: summarize models pull news"),
        (("remove", "news"), 4, "nothing of 'news' was pulled or converted here"),
        (("convert", "news", "--quantization", "int4"), 2, "Allowed: int8, float16, bfloat16, float32"),
        (("check", "news", "--revision", "main"), 2, "--revision belongs to models pull"),
        (("fetch", "news"), 2, "See: summarize models --help"),
    ],
)
def test_wrong_uses_are_one_clear_line(run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert said in only_line(done)


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (["config.json", "model.safetensors", "pytorch_model.bin"], ["config.json", "model.safetensors"]),
        (["config.json", "pytorch_model.bin", "spiece.model"], ["config.json", "pytorch_model.bin", "spiece.model"]),
        (
            ["config.json", "model.safetensors.index.json", "model-00001-of-00002.safetensors", "onnx/model.onnx"],
            ["config.json", "model-00001-of-00002.safetensors", "model.safetensors.index.json"],
        ),
        (["config.json", "tf_model.h5"], []),
        (["model.safetensors"], []),
    ],
)
def test_one_form_of_the_weights_is_chosen(names: list[str], chosen: list[str]) -> None:
    assert choose_files(names) == chosen
