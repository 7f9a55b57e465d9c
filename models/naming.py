"""Learns which labels an editor would give: ``python -m models.naming --pairs FOLDER`` writes ``summarize/naming/weights.json``.

The labels that a point's tree gives (``summarize.naming.offers``) are ranked (``models.logit``) as labels that an editor wrote
(``models.label_lessons``) and verdicts on them (``models.label_verdicts``) teach.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.corpora import read_records
from models.judging import judged_offers, read_verdicts_on
from models.label_sheets import LABELS, labelled_points
from models.label_verdicts import KEY, LABEL_VERDICTS, with_trees
from models.logit import ChoiceSet, learn, overlap
from models.verdicts import CORPORA
from summarize.grammar.trees import Tree
from summarize.naming.features import features_of
from summarize.naming.ranking import is_name, stems, well_formed

WEIGHTS = Path("summarize/naming/weights.json")
LEAST = 25
"""How often a feature must be seen."""
TIMES = 12
"""What a judged point weighs."""


def read_named(path: Path, seed: int = 1) -> list[ChoiceSet]:
    """Return the lessons in labels (``models.label_lessons``) for which their point's tree gives a choice."""
    lessons = list({record["source"]: record for record in read_records(path)}.values())
    random.Random(seed).shuffle(lessons)
    points = [_point_of(lesson["source"], lesson["target"]) for lesson in lessons]
    found = (_named(tree, point) for point, tree in with_trees(points))
    return [one for one in found if len(one.texts) > 1]


def _point_of(source: str, label: str) -> dict[str, str]:
    """Return the point, the headline and the label of a lesson."""
    point, _, title = source.removeprefix("<label>").partition("<title>")
    return {"point": point[:1].upper() + point[1:], "headline": title, "label": label}


def _named(tree: Tree, point: Mapping[str, Any]) -> ChoiceSet:
    """Return the labels that a point's tree gives, mere names left out, with their likeness to its own."""
    offers = [offer for offer in well_formed(tree) if not is_name(offer, tree)]
    known = stems(point["headline"])
    features = tuple(tuple(features_of(offer, tree, known)) for offer in offers)
    worth = tuple(overlap(one.text, point["label"]) for one in offers)
    return ChoiceSet(tuple(one.text for one in offers), features, worth, point["point"].lower())


def read_judged(corpora: Path, archive: Path, labels: Path = LABELS, seed: int = 1) -> list[ChoiceSet]:
    """Return the labels with verdicts, point by point; those that a tree does not give any more are left out."""
    verdicts = read_verdicts_on(archive, KEY)
    keyed = ((one, tuple(one[name] for name in KEY)) for one in labelled_points(corpora, labels))
    points = [{**one, "given": verdicts[key]} for one, key in keyed if key in verdicts]
    random.Random(seed).shuffle(points)
    found = (judged_offers(_named(tree, point), point["given"]) for point, tree in with_trees(points))
    return [one for one in found if one]


def main() -> None:
    """Measure on every tenth lesson, learn from all, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True, help="the folder of labels.jsonl")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    written = read_named(options.pairs / "labels.jsonl")
    learn(written, read_judged(options.corpora, LABEL_VERDICTS), least=LEAST, times=TIMES, output=options.output)


if __name__ == "__main__":
    main()
