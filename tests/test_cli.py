"""The command line through real processes: output, exit codes, and manners towards bad input."""

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import summarize

ARTICLE = """Harrow Bay votes to close its ferry terminal

HARROW BAY — The Harrow Bay council voted 7-2 on Tuesday to close the town's ferry terminal, ending 94 years of service.

Repairs to the pier would cost $48 million and take three years, harbour engineer Ruth Calder told the council.

"We cannot ask people to ride from a pier that may not hold," Mayor Anselm Pryce said after the vote.

About 1,300 commuters use the terminal each day, according to the port authority, and most will have to drive.

Critics say the council ignored a plan by the Calloway Foundation to pay for half of the repairs.

The last boat leaves on Oct. 31, and the council will decide on the site's future in January.
"""
FRENCH = """Le conseil municipal de Valmorin a voté mardi la fermeture de la gare maritime, après un siècle de service.

Les réparations de la jetée coûteraient quarante-huit millions d'euros et dureraient trois ans, selon l'ingénieure du port.

Environ mille trois cents voyageurs utilisent la gare chaque jour et la plupart devront prendre leur voiture pour aller en ville.
"""
Run = Callable[..., subprocess.CompletedProcess[bytes]]


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUICKLOOKS_")}
    root = str(Path(summarize.__file__).parents[1])
    return kept | {"XDG_CONFIG_HOME": str(folder / "home"), "PYTHONPATH": root, "QUICKLOOKS_MODEL": "extract"} | more


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "b.txt").write_text(ARTICLE.replace("Harrow Bay", "Port Ellery"), "utf-8")

    def start(*arguments: str, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "summarize", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment(tmp_path, **more), input=stdin, capture_output=True, timeout=60, check=False
        )

    return start


def only_line(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("summarize: ")
    return lines[0]


def test_a_file_becomes_a_box(run: Run) -> None:
    done = run("a.txt")
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, lines[0].endswith(": Quick Looks")) == (0, True)
    assert lines[1:]
    assert all(line.startswith("- ") and ": " in line for line in lines[1:])
    assert run("-", stdin=ARTICLE.encode()).stdout == done.stdout


def test_the_same_box_twice_byte_for_byte(run: Run) -> None:
    assert run("a.txt", "--format", "json").stdout == run("a.txt", "--format", "json", PYTHONHASHSEED="7").stdout


def test_json_for_one_for_several_and_by_the_line(run: Run) -> None:
    schema = json.loads((Path(summarize.__file__).parent / "schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    one, two = json.loads(run("a.txt", "--format", "json").stdout), json.loads(run("a.txt", "b.txt", "--format=json").stdout)
    validator.validate(one)
    validator.validate(two)
    assert (one["article_id"], [record["article_id"] for record in two]) == ("a.txt", ["a.txt", "b.txt"])
    assert [json.loads(line) for line in run("a.txt", "b.txt", "--format=jsonl").stdout.splitlines()] == two
    for bullet in one["bullets"]:
        assert all(ARTICLE[found["start"] : found["end"]] == found["text"] for found in bullet["evidence"])


def test_settings_reach_the_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "quicklooks.toml").write_text('bullets = 3\nstyle = "highlights"\nevidence = true\n', "utf-8")
    lines = run("a.txt").stdout.decode().splitlines()
    assert [line[:4] == "  > " for line in lines] == [False, True] * 3
    assert len(run("a.txt", "--no-evidence", "--bullets", "2").stdout.decode().splitlines()) == 2


def test_config_shows_each_value_and_its_origin(run: Run, tmp_path: Path) -> None:
    (tmp_path / "quicklooks.toml").write_text('length = "full"\n', "utf-8")
    shown = run("config", "--threads", "2").stdout.decode()
    rows = {row.split(" = ")[0]: row.split("  # ")[-1] for row in shown.splitlines()}
    assert rows["model"] == "QUICKLOOKS_MODEL"
    assert rows["length"].endswith("quicklooks.toml")
    assert (rows["threads"], rows["style"]) == ("--threads", "default")


def test_models_are_listed(run: Run) -> None:
    rows = [line.split() for line in run("models").stdout.decode().splitlines()]
    assert ["extract", "installed"] in [row[:2] for row in rows]


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout.decode() == f"summarize {summarize.__version__}\n"
    shown = run("--help").stdout.decode()
    assert all(f"{code} " in shown for code in (0, 1, 2, 3, 4, 130, 143))


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    heavy = {
        "torch",
        "transformers",
        "ctranslate2",
        "numpy",
        "rich",
        "trafilatura",
        "lxml",
        "sentencepiece",
        "sentencex",
        "sklearn",
    }
    script = (
        "import sys; sys.argv = ['summarize', '--help']\nfrom summarize.__main__ import main\n"
        "try: main()\nexcept SystemExit: pass\nprint(','.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], env=environment(tmp_path), capture_output=True, text=True, check=True)
    assert heavy.isdisjoint(done.stderr.strip().split(","))


def test_a_file_named_like_a_subcommand(run: Run, tmp_path: Path) -> None:
    (tmp_path / "config").write_text(ARTICLE, "utf-8")
    assert b"Quick Looks" in run("./config").stdout
    assert b"Quick Looks" not in run("config").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "no file is named"),
        (("a.txt", "--lenght", "full"), "--lenght"),
        (("a.txt", "--length", "long"), "short, full"),
        (("a.txt", "--bullets"), "expected one argument"),
        (("a.txt", "-o", "."), "is a folder"),
        (("a.txt", "-o", "nowhere/out.txt"), "there is no folder"),
        (("a.txt", "-o", "a.txt"), "also an input"),
        (("a.txt", "--backend", "no.such.module:Name"), "no.such.module"),
        (("config", "extra"), "extra"),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in only_line(done)


def test_a_missing_model(run: Run) -> None:
    done = run("a.txt", "--model", "nosuchmodel")
    assert (done.returncode, done.stdout) == (4, b"")
    assert "extract" in only_line(done)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n\xc2\xa0\n"),
        ("program.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" + bytes(200)),
        ("list.txt", b"Home\nNews\nSport\nWeather\nContact us\nPrivacy\n"),
        ("huge.txt", ARTICLE.encode() * (60_000_000 // len(ARTICLE.encode()))),
        ("broken.json", b'{"text": "Harrow Bay'),
    ],
)
def test_an_input_that_holds_no_article(run: Run, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    done = run(name, "-o", "out.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    assert name in only_line(done)
    assert not list(tmp_path.glob("*out.txt*"))


def test_a_folder_and_a_missing_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("folder", "missing.txt"):
        done = run(name)
        assert done.returncode == 1
        assert name in only_line(done)


def test_an_unreadable_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").chmod(0)
    command = [sys.executable, "-m", "summarize", "a.txt"]
    if os.access(tmp_path / "a.txt", os.R_OK):
        if not shutil.which("setpriv"):
            pytest.skip("this user may read everything, and there is no setpriv to give that up")
        command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command]
    done = subprocess.run(command, cwd=tmp_path, env=environment(tmp_path), capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "permission" in only_line(done)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("line.txt", " ".join(ARTICLE.split()[7:] * (1_000_000 // len(ARTICLE))).encode()),
        (
            "short.txt",
            b"The Harrow Bay council voted 7-2 on Tuesday to close the ferry terminal. Repairs would cost $48 million.\n",
        ),
        ("french.txt", FRENCH.encode()),
        ("broken.txt", ARTICLE.encode().replace(b"\xe2\x80\x94", b"\xe2\x80")),
    ],
)
def test_odd_articles_are_summarized_and_told(run: Run, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    done = run(name)
    assert done.returncode == 0
    assert b"\n- " in done.stdout
    assert b"Traceback" not in done.stderr
    if name == "short.txt":
        assert b"note: short.txt: " in done.stderr
        assert run(name, "--quiet").stderr == b""
    if name == "french.txt":
        assert b"note: french.txt: " in done.stderr


def test_one_bad_line_among_twenty(run: Run, tmp_path: Path) -> None:
    rows = [json.dumps({"id": f"row{number}", "text": ARTICLE}) for number in range(1, 21)]
    rows[6] = '{"id": "row7", "text": '
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), "utf-8")
    done = run("rows.jsonl", "--format", "jsonl", "--quiet")
    assert done.returncode == 3
    assert [json.loads(line)["article_id"] for line in done.stdout.splitlines()] == [f"row{n}" for n in range(1, 21) if n != 7]
    assert "7" in only_line(done)


def test_some_inputs_fail_or_all(run: Run) -> None:
    some = run("missing.txt", "a.txt", "-o", "out.json", "--format", "json", "--quiet")
    assert some.returncode == 3
    assert "missing.txt" in only_line(some)
    assert run("missing.txt", "gone.txt").returncode == 1


def test_the_output_file_is_whole_or_untouched(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    out.write_text("old", "utf-8")
    assert run("missing.txt", "-o", "out.md").returncode == 1
    assert out.read_text("utf-8") == "old"
    done = run("a.txt", "-o", "out.md", "--format", "md")
    assert (done.returncode, done.stdout) == (0, b"")
    assert out.read_bytes() == run("a.txt", "--format", "md").stdout
    assert sorted(path.name for path in tmp_path.iterdir() if "out" in path.name) == ["out.md"]


def test_a_device_as_output_is_not_replaced(run: Run) -> None:
    assert run("a.txt", "-o", os.devnull).returncode == 0
    assert not Path(os.devnull).is_file()


def test_strict_fails_exactly_when_something_is_flagged(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        record = json.loads(run(name, "--format", "json").stdout)
        done = run(name, "--strict")
        assert done.returncode == (3 if record["findings"] else 0)
        assert done.stdout == run(name).stdout


def test_a_foreign_backend_that_breaks(run: Run, tmp_path: Path) -> None:
    code = (
        "class Broken:\n    name = revision = 'broken'\n    def write(self, requests):\n        raise ZeroDivisionError('oh')\n"
    )
    (tmp_path / "mine.py").write_text(code, "utf-8")
    done = run("a.txt", "--backend", "mine:Broken")
    assert done.returncode == 1
    assert "unexpected ZeroDivisionError: oh" in only_line(done)
    assert b"Traceback" in run("a.txt", "--backend", "mine:Broken", "--verbose").stderr


def test_a_closed_pipe_is_silent(run: Run, tmp_path: Path) -> None:
    rows = [json.dumps({"id": str(number), "text": ARTICLE}) for number in range(40)]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), "utf-8")
    command = f"set -o pipefail; '{sys.executable}' -m summarize rows.jsonl --quiet --format jsonl | head -1"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=environment(tmp_path), capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (0, b"", 1)


@pytest.mark.parametrize(("sent", "code", "said"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")])
def test_signals_end_it_cleanly(tmp_path: Path, sent: signal.Signals, code: int, said: str) -> None:
    rows = [json.dumps({"id": str(number), "text": ARTICLE}) for number in range(5000)]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), "utf-8")
    command = [sys.executable, "-m", "summarize", "-", "-o", "out.jsonl", "--format", "jsonl", "--verbose"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(tmp_path), stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        time.sleep(1)
        process.send_signal(sent)
        assert process.wait(30) == code
        assert process.stderr.read().splitlines()[-1] == f"summarize: {said}"
        process.stdin.close()
    assert not list(tmp_path.glob("*out*"))


def test_a_terminal_gets_a_panel_and_a_dumb_one_text(run: Run, tmp_path: Path) -> None:
    assert "╭" in on_terminal(tmp_path, TERM="xterm")
    assert "\x1b[1" in on_terminal(tmp_path, TERM="xterm")
    assert "36m" not in on_terminal(tmp_path, TERM="xterm", NO_COLOR="1")
    assert on_terminal(tmp_path, TERM="dumb") == run("a.txt").stdout.decode()


def on_terminal(folder: Path, **more: str) -> str:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "summarize", "a.txt", "--quiet"]
    with subprocess.Popen(command, cwd=folder, env=environment(folder, **more), stdout=theirs, stdin=subprocess.DEVNULL):
        os.close(theirs)
        printed = b""
        try:
            while piece := os.read(ours, 65536):
                printed += piece
        except OSError:
            pass
    os.close(ours)
    return printed.decode().replace("\r\n", "\n")
