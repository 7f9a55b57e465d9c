"""The wheel: what is in it, and that it works installed alone, in another folder, without the checkout."""

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAX_LIGHT_INSTALL_BYTES = 350_000_000
pytestmark = pytest.mark.slow


def succeed(command: Sequence[str | Path], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    succeed([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT], folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    succeed([sys.executable, "-m", "venv", folder / "venv"], folder)
    pip = str(folder / "venv" / "bin" / "pip")
    succeed([pip, "install", "--quiet", "--disable-pip-version-check", "-c", ROOT / "constraints.txt", wheel], folder)
    return folder


def test_the_wheel_carries_the_program_and_its_data_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = [path for folder in ("prompts", "models/cards", "models/desk") for path in (ROOT / folder).glob("*.*")]
    assert data
    assert {f"summarize/_data/{path.relative_to(ROOT)}" for path in data} <= names
    assert {"summarize/schema.json", "summarize/py.typed", "summarize/__main__.py"} <= names
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"summarize", "quick_looks"}


def test_it_runs_from_another_folder(installed: Path) -> None:
    example = sorted((ROOT / "examples").glob("*.txt"))[0]
    elsewhere = installed / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "article.txt").write_bytes(example.read_bytes())
    binary = installed / "venv" / "bin"
    lines = succeed([binary / "summarize", "article.txt"], elsewhere).splitlines()
    assert lines[0].endswith(": Quick Looks")
    assert len(lines) >= 6
    checkout = succeed([sys.executable, "-m", "summarize", example], ROOT)
    assert checkout.splitlines() == lines
    assert "extract" in succeed([binary / "summarize", "models"], elsewhere)
    where = succeed([binary / "python", "-c", "import summarize; print(summarize.__file__)"], elsewhere)
    assert Path(where.strip()).is_relative_to(installed / "venv")


def test_the_light_install_is_light(installed: Path) -> None:
    packages = next((installed / "venv" / "lib").glob("python*/site-packages"))
    own = [path for path in packages.iterdir() if not path.name.startswith(("pip", "setuptools"))]
    assert "torch" not in {path.name for path in own}
    n_bytes = sum(file.stat().st_size for path in own for file in [path, *path.rglob("*")] if file.is_file())
    assert n_bytes < MAX_LIGHT_INSTALL_BYTES
