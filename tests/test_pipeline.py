"""From article to box: repair in its order, nothing unsupported printed, counts held, provenance that tells runs apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import summarize
from summarize.backends.scripted import Scripted
from summarize.bullets import Draft, draft_article
from summarize.document import parse_document
from summarize.errors import InputError
from summarize.options import Options
from summarize.pipeline import Summarizer
from summarize.render import View
from summarize.render.json import render_json
from summarize.types import Article, Bullet, Candidate, Plan, PlannedBullet, QuickLooks, Request, Style
from tests.tiny import POINTS, TEXT, article

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))
SCHEMA = json.loads((Path(summarize.__file__).parent / "schema.json").read_text("utf-8"))
NONSENSE = (
    "Ruth Calder pays $99 million to Barnaby Quill in Atlantis.",
    "“We never wanted a bridge,” said Mortimer Vane on Friday, November 13, 2099.",
    "The the of of 77777 percent <N9>",
    "",
    "A" * 4000,
)


class Babbler:
    """Writes the same nonsense whatever it is asked for."""

    name = "babbler"
    revision = "1"

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        return [[Candidate(text=text, score=-float(place)) for place, text in enumerate(NONSENSE)] for _ in requests]


class Mute:
    """Writes nothing at all."""

    name = "mute"
    revision = "1"

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        return [[] for _ in requests]


def drafted(first: list[str], reserve: list[str]) -> Bullet:
    """Return the bullet planned from sentence 0, with one reserve from sentence 5, as the backend writes them."""
    document = parse_document(article())
    plan = Plan(bullets=(PlannedBullet(evidence=(0,), salience=1.0),), reserves=(PlannedBullet(evidence=(5,), salience=0.5),))
    backend = Scripted({("point", (0,)): first, ("point", (5,)): reserve})
    draft = Draft(document=document, plan=plan)
    requests = [Request(task="point", document=document, evidence=evidence) for evidence in ((0,), (5,))]
    draft_article(draft, backend.write(requests), length="short")
    (bullet,) = draft.bullets
    return bullet


def test_repair_goes_from_candidate_to_plan_to_rules() -> None:
    good, wrong, other = POINTS[0], "The council votes 9-0 to close the ferry terminal.", POINTS[5]
    generated = drafted([good, wrong], [other])
    assert (generated.origin, generated.point, generated.evidence) == ("generated", good, (0,))
    alternative = drafted([wrong, good], [other])
    assert (alternative.origin, alternative.point) == ("alternative", good)
    replanned = drafted([wrong], [other])
    assert (replanned.origin, replanned.point, replanned.evidence) == ("replanned", other, (5,))
    extracted = drafted([wrong], [wrong])
    assert (extracted.origin, extracted.evidence) == ("extracted", (0,))
    assert "9-0" not in extracted.point
    assert drafted([], []).origin == "extracted"


def errors(looks: QuickLooks) -> list[str]:
    checks = {"numbers", "codes", "dates", "names", "quotations"}
    return [f.message for f in looks.findings if f.severity == "error" and f.check in checks]


@pytest.mark.parametrize("backend", ["Babbler", "Mute"])
def test_nonsense_never_reaches_print(backend: str) -> None:
    looks = Summarizer(Options(backend=f"{__name__}:{backend}")).summarize(article())
    printed = " ".join([looks.heading, *(bullet.line for bullet in looks.bullets)])
    for word in ("99", "Quill", "Atlantis", "Vane", "2099", "77777", "<N", "AAAA", "never wanted"):
        assert word not in printed
    assert {bullet.origin for bullet in looks.bullets} == {"extracted"}
    assert errors(looks) == []
    assert len(looks.bullets) == 5


def test_a_bullet_is_not_said_twice() -> None:
    class Parrot(Babbler):
        def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
            return [[Candidate(text=POINTS[0])] for _ in requests]

    summarizer = Summarizer(Options(model="scripted"))
    summarizer._backend = Parrot()
    points = [bullet.point for bullet in summarizer.summarize(article()).bullets]
    assert len(set(points)) == len(points) == 5


@pytest.mark.parametrize("wanted", [(1, 1), (3, 3), (5, 8), (8, 8)])
def test_counts_are_held(wanted: tuple[int, int]) -> None:
    looks = Summarizer(Options(bullets=wanted)).summarize(article())
    assert len(looks.bullets) == wanted[0]
    assert looks.notes == ()
    assert [b.evidence for b in looks.bullets] == sorted(b.evidence for b in looks.bullets)
    labels = [b.label for b in looks.bullets]
    assert None not in labels
    assert len(set(labels)) == len(labels)


def test_a_short_article_gives_fewer_and_says_so() -> None:
    short = Article(text="\n\n".join(TEXT.split("\n\n")[:3]), title=article().title)
    looks = Summarizer(Options(bullets=(6, 6))).summarize(short)
    assert len(looks.bullets) == 3
    assert looks.notes[0].startswith("3 bullets instead of 6")


def test_another_language_is_noted() -> None:
    text = "Der Rat der Stadt hat am Dienstag beschlossen, die alte Brücke über den Fluss für drei Jahre zu sperren. " * 4
    assert any("English" in note for note in Summarizer(Options(bullets=(1, 1))).summarize(Article(text=text)).notes)


@pytest.mark.parametrize("text", ["", "\n\n", "1234 5678. 90!"])
def test_no_prose_is_an_input_error_that_names_the_article(text: str) -> None:
    with pytest.raises(InputError, match=r"empty\.txt: there is no prose"):
        Summarizer().summarize(Article(text=text, id="empty.txt"))


@pytest.mark.parametrize(
    ("style", "heading", "labelled"),
    [("quick-looks", "Quick Looks", True), ("key-takeaways", "Key Takeaways", False), ("highlights", "", False)],
)
def test_styles(style: Style, heading: str, *, labelled: bool) -> None:
    looks = Summarizer(Options(style=style)).summarize(article())
    assert looks.heading.endswith(heading)
    assert bool(looks.heading) is bool(heading)
    assert all(bool(bullet.label) is labelled for bullet in looks.bullets)


def test_many_articles_are_written_together_and_come_back_in_order() -> None:
    summarizer = Summarizer(Options(model="scripted"))
    backend = summarizer._backend
    assert isinstance(backend, Scripted)
    texts = [path.read_text("utf-8") for path in EXAMPLES[:3]]
    articles = [Article(text=text, id=str(number)) for number, text in enumerate(texts)]
    together = summarizer.summarize_many(articles)
    assert backend.calls == 3
    assert [looks.document.article.id for looks in together] == ["0", "1", "2"]
    assert summarizer.summarize_many(articles[::-1]) == together[::-1]


def digest(options: Options, one: Article | None = None) -> str:
    return Summarizer(options).summarize(one or article()).provenance.config_digest


def test_the_config_digest_is_the_runs_not_the_articles() -> None:
    base = Options()
    other = Article(text=EXAMPLES[0].read_text("utf-8"))
    assert digest(base) == digest(base, other)
    assert digest(base) == digest(replace(base, threads=2))
    changed = [
        replace(base, model="lead"),
        replace(base, backend="scripted"),
        replace(base, bullets=(5, 5)),
        replace(base, length="full"),
        replace(base, style="highlights"),
    ]
    assert len({digest(base), *(digest(options) for options in changed)}) == len(changed) + 1


def test_the_source_digest_is_the_articles() -> None:
    looks = Summarizer().summarize(article())
    assert looks.provenance.source_digest == article().digest
    assert looks.provenance.signature.startswith("model:desk ")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_default_writes_every_example(path: Path) -> None:
    looks = Summarizer().summarize(Article(text=path.read_text("utf-8"), id=path.name))
    assert 5 <= len(looks.bullets) <= 8
    assert errors(looks) == []
    assert 2 <= len(looks.topic.split()) <= 5
    text = looks.document.article.text
    for bullet in looks.bullets:
        assert bullet.point.rstrip('”"').endswith((".", "!", "?"))
        for number in bullet.evidence:
            sentence = looks.document.sentences[number]
            assert text[sentence.start : sentence.end] == sentence.text
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(render_json([looks], View())))
