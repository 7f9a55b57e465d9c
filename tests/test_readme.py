"""The README's commands run and print what it says they print."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(sh|text|python)\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines() if line.startswith("summarize ")]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = command.replace("summarize ", f'"{sys.executable}" -m summarize ', 1).replace("examples/", f"{ROOT}/examples/")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    return subprocess.run(words, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_it_opens_with_the_two_commands() -> None:
    assert [block.strip() for kind, block in BLOCKS if kind == "sh"][:2] == ["make demo", "make test"]


@pytest.mark.parametrize("command", COMMANDS)
def test_command_runs(command: str, tmp_path: Path) -> None:
    done = run(command, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "command", ["summarize examples/03_business.txt", "summarize examples/06_disaster.txt --length full --evidence"]
)
def test_shown_output_is_real(command: str, tmp_path: Path) -> None:
    assert run(command, tmp_path).stdout in README


def test_python_example_runs() -> None:
    (example,) = [block for kind, block in BLOCKS if kind == "python"]
    done = subprocess.run([sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ": Quick Looks\n" in done.stdout
