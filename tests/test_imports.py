"""Who may import whom: each module only from its own layer or from one further left."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = (
    {"types", "errors", "loading", "options", "resources"},
    {"decoding", "store"},
    {"config", "render", "prompts", "tokens", "values", "mentions", "pointers", "writing"},
    {"abbreviations", "boilerplate", "box", "datelines", "language", "layout", "segmentation", "document", "readers"},
    {"shortening", "shorten", "cutting", "grammar", "quality", "naming", "labels", "topics", "planning", "checks", "headlines",
     "callings", "introductions", "shortnames", "commentary", "quoted"},
    {"backends.base"},
    {"registry"},
    {"backends"},
    {"choosing", "bullets", "labelling", "provenance"},
    {"document_strategy"},
    {"hub"},
    {"pipeline"},
    {"batch"},
    {"cli"},
    {"__main__"},
)
LEAVES = ("backends.", "grammar.network", "render.panel", "readers.html", "batch.parquet")
HEAVY = frozenset("torch transformers ctranslate2 numpy rich trafilatura lxml sklearn rouge_score pyarrow zstandard".split())
MODULES = {
    ".".join(path.relative_to(ROOT / "summarize").with_suffix("").parts): path
    for path in sorted((ROOT / "summarize").rglob("*.py"))
}


def imports_of(path: Path) -> Iterator[tuple[str, bool]]:
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        at_top = node in tree.body
        if isinstance(node, ast.Import):
            yield from ((alias.name, at_top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and id(node) not in typing_only:
            yield node.module, at_top


def layer_of(name: str) -> int:
    parts = name.split(".")
    for length in (2, 1):
        for number, layer in enumerate(LAYERS):
            if ".".join(parts[:length]) in layer:
                return number
    raise AssertionError(f"summarize.{name} belongs to no layer: add it to LAYERS")


@pytest.mark.parametrize("name", [name for name in MODULES if name != "__init__"])
def test_imports_run_from_right_to_left_only(name: str) -> None:
    own = layer_of(name.removesuffix(".__init__"))
    for module, _ in imports_of(MODULES[name]):
        if module.startswith("summarize."):
            assert layer_of(module.removeprefix("summarize.")) <= own, f"summarize.{name} imports {module}"
        assert module.split(".")[0] not in {"eval", "models", "tests"}, f"summarize.{name} imports {module}"


@pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith(LEAVES)])
def test_only_leaves_import_heavy_packages_at_the_top(name: str) -> None:
    heavy = [module for module, at_top in imports_of(MODULES[name]) if at_top and module.split(".")[0] in HEAVY]
    assert not heavy


def test_everything_imported_is_standard_or_declared() -> None:
    declared = (ROOT / "pyproject.toml").read_text("utf-8").replace("-", "_")
    for name, path in MODULES.items():
        for module, _ in imports_of(path):
            top = module.split(".")[0]
            assert top in sys.stdlib_module_names | {"summarize"} or f'"{top}' in declared, f"summarize.{name} imports {top}"
