from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from eval.rouge import prepare, score

ROOT = Path(__file__).parents[1]
LEFT = "Ferries sail again on Friday.\nCrews win more pay."
RIGHT = "Ferries sail on Friday.\nThe crews have won a rise."
PROGRAM = f"""
import evaluate, json
metric = evaluate.load("eval/metrics/quick_looks")
one = metric.compute(predictions=[{LEFT!r}], references=[{RIGHT!r}])
several = metric.compute(predictions=[{LEFT!r}, "Nothing."], references=[[{RIGHT!r}, {LEFT!r}], ["Ferries sail."]])
print(json.dumps([one, several]))
"""


@pytest.mark.slow
def test_evaluate_loads_the_metric_offline_and_gives_our_own_mean(tmp_path: Path) -> None:
    pytest.importorskip("evaluate", reason="the extra eval is not installed")
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    one, several = json.loads(run.stdout.splitlines()[-1])
    expected = score(hypothesis=prepare(LEFT), reference=prepare(RIGHT))
    assert {name: one[name] for name in expected} == pytest.approx({name: value.fmeasure for name, value in expected.items()})
    assert (several["rouge1"], several["covered"]) == (0.5, 0.5)
