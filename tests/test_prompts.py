"""Prompt files: their variables are checked when they are read, and values are never taken for templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.errors import ModelError
from summarize.prompts import VARIABLES, Prompt, load_prompt
from summarize.resources import resource_path


def test_shipped_prompts_cover_the_writers_tasks() -> None:
    for path in resource_path("prompts").glob("*.toml"):
        prompt = load_prompt(path)
        assert prompt.name
        assert set(prompt.templates) <= set(VARIABLES)
    assert set(load_prompt(resource_path("prompts", "desk.toml")).templates) == set(VARIABLES) - {"document"}


def test_values_are_text_not_templates() -> None:
    prompt = Prompt("p", {"label": "<label>{point}<title>{title}"})
    assert prompt.fill("label", point="a {title} <N1>{Calder}", title="T") == "<label>a {title} <N1>{Calder}<title>T"


def test_an_unknown_variable_is_refused_with_those_allowed(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[templates]\npoint = "{evidense}"\n', "utf-8")
    with pytest.raises(ModelError, match="'point' uses evidense") as caught:
        load_prompt(path)
    assert caught.value.hint == "Allowed: evidence, length"


@pytest.mark.parametrize("content", [None, "[templates\n"])
def test_a_missing_or_broken_file_is_a_model_error(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(ModelError, match=r"own\.toml cannot be read"):
        load_prompt(path)


def test_a_prompt_without_a_name_takes_its_files(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[templates]\nheadline = "{evidence}"\n', "utf-8")
    assert load_prompt(path).name == "own"
