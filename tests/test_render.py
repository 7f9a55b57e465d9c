import html.parser
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.document import parse_document
from summarize.render import RENDERERS, SEPARATORS, View, find_renderer
from summarize.render.marks import clean_line
from summarize.render.md import escape_markdown
from summarize.types import Article, Bullet, Document, Finding, Provenance, QuickLooks, Sentence, Style

TEXT = "Harrow Bay voted 7-2 to close its ferry terminal. Repairs would cost $48 million."
SENTENCES = (
    Sentence(text=TEXT[:49], start=0, end=49, paragraph=0),
    Sentence(text=TEXT[50:], start=50, end=len(TEXT), paragraph=0),
)
PROVENANCE = Provenance(model="scripted", revision="1", backend="scripted", strategy="points", prompt="", planner="")
SHOWN_FORMATS = [name for name in RENDERERS if not name.startswith("json")]


def make_looks(
    *bullets: Bullet, topic: str = "Ferry Closure", style: Style = "quick-looks", findings: tuple[Finding, ...] = ()
) -> QuickLooks:
    document = Document(article=Article(text=TEXT, id="ferry.txt"), sentences=SENTENCES)
    return QuickLooks(document=document, topic=topic, bullets=bullets, provenance=PROVENANCE, style=style, findings=findings)


VOTE = Bullet(label="Terminal Vote", point="Harrow Bay closes its ferry terminal.", evidence=(0,))
COST = Bullet(label="Repair Bill", point="Repairs would cost $5.2 million.", evidence=(1,))
WRONG = Finding(check="numbers", severity="error", message="number 5.2 is not in the article", bullet=1, nearest="$48 million")


def render(name: str, *looks: QuickLooks, view: View | None = None) -> str:
    return find_renderer(name)(looks, view or View())


def test_text_is_the_box_that_newsrooms_paste() -> None:
    assert render("text", make_looks(VOTE, COST)) == (
        "Ferry Closure: Quick Looks\n"
        "- Terminal Vote: Harrow Bay closes its ferry terminal.\n"
        "- Repair Bill: Repairs would cost $5.2 million.\n"
    )


def test_text_marks_flags_and_shows_evidence() -> None:
    printed = render("text", make_looks(VOTE, COST, findings=(WRONG,)), view=View(evidence=True))
    assert printed.splitlines()[1:] == [
        "- Terminal Vote: Harrow Bay closes its ferry terminal.",
        f"  > {SENTENCES[0].text}",
        "- Repair Bill: Repairs would cost $5.2 million. [check: number 5.2 is not in the article; the nearest is $48 million]",
        f"  > {SENTENCES[1].text}",
    ]


@pytest.mark.parametrize(("style", "first"), [("key-takeaways", "Ferry Closure: Key Takeaways"), ("highlights", "- One point.")])
def test_styles_without_labels(style: Style, first: str) -> None:
    lines = render("text", make_looks(Bullet(label=None, point="One point.", evidence=(0,)), style=style)).splitlines()
    assert lines[0] == first
    assert lines[-1] == "- One point."


def test_boxes_of_several_articles_stand_a_blank_line_apart() -> None:
    printed = render("text", make_looks(VOTE), make_looks(COST))
    assert [block.count("\n") for block in printed.split("\n\n")] == [1, 2]


@pytest.mark.parametrize("name", SHOWN_FORMATS)
def test_every_format_marks_a_flagged_bullet_on_its_own_line_only(name: str) -> None:
    wide = View(width=100)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", render(name, make_looks(VOTE, COST, findings=(WRONG,)), view=wide))
    line = next(line for line in plain.splitlines() if "number 5.2" in line)
    assert "check: " in line
    assert "Terminal Vote" not in line
    assert "check" not in render(name, make_looks(VOTE, COST), view=wide)


@pytest.mark.parametrize("name", SHOWN_FORMATS)
def test_a_finding_about_the_whole_box_is_shown(name: str) -> None:
    finding = Finding(check="box", severity="warning", message="the topic stands nowhere in the article")
    assert "the topic stands nowhere" in render(name, make_looks(VOTE, findings=(finding,)), view=View(width=100))


@pytest.mark.parametrize("name", SHOWN_FORMATS)
def test_control_characters_reach_no_terminal(name: str) -> None:
    nasty = Bullet(label="Bell\x07", point="Red \x1b]0;title\x07 and\nnew line \u202ereversed.", evidence=(0,))
    printed = render(name, make_looks(nasty), view=View(width=100))
    assert not set(re.sub(r"\x1b\[[0-9;]*m", "", printed)) & set("\x07\x1b\u202e")


def test_no_color_leaves_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1;36m" in render("panel", make_looks(VOTE))
    monkeypatch.setenv("NO_COLOR", "1")
    assert "36m" not in render("panel", make_looks(VOTE))


@pytest.mark.parametrize("width", [40, 80, 300])
def test_the_panel_fits_its_width(width: int) -> None:
    printed = re.sub(r"\x1b\[[0-9;]*m", "", render("panel", make_looks(VOTE, COST), view=View(width=width)))
    assert {len(line) for line in printed.splitlines()} == {min(width, 100)}


class _Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(), st.text(min_size=1))
def test_no_text_breaks_out_of_the_page(label: str, point: str) -> None:
    tags = _Tags()
    tags.feed(render("html", make_looks(Bullet(label=label or None, point=point, evidence=(0,)))))
    assert tags.names == ["html", "head", "meta", "meta", "title", "style", "body", "section", "h2", "ul", "li"] + [
        "strong"
    ] * bool(label)
    assert clean_line(point) in tags.text


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert len(clean_line(text).splitlines()) <= 1


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_unescaping_markdown_gives_the_text_back(text: str) -> None:
    escaped = escape_markdown(text)
    assert re.sub(r"\\(.)", r"\1", escaped) == clean_line(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`<\[]", escaped)


_WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=9)
_LABEL = st.lists(_WORD, min_size=2, max_size=3).map(lambda words: " ".join(words).title())
_POINT = st.lists(_WORD, min_size=8, max_size=14).map(lambda words: " ".join(words).capitalize() + ".")


@given(st.lists(st.tuples(_LABEL, _POINT), min_size=5, max_size=8), _LABEL)
def test_a_printed_box_is_read_back_as_it_was(rows: list[tuple[str, str]], topic: str) -> None:
    looks = make_looks(*(Bullet(label=label, point=point, evidence=(0,)) for label, point in rows), topic=topic)
    article = Article(text=f"{TEXT}\n\n{render('text', looks)}\n{TEXT}\n")
    box = parse_document(article).box
    assert box is not None
    assert box.heading == looks.heading
    assert [(item.label, item.point) for item in box.items] == rows


def test_json_is_an_object_for_one_article_and_a_list_for_several() -> None:
    assert json.loads(render("json", make_looks(VOTE)))["article_id"] == "ferry.txt"
    assert len(json.loads(render("json", make_looks(VOTE), make_looks(COST), view=View(single=False)))) == 2
    assert len(json.loads(render("json", make_looks(VOTE), view=View(single=False)))) == 1
    assert [json.loads(line)["topic"] for line in render("jsonl", make_looks(VOTE), make_looks(COST)).splitlines()] == [
        "Ferry Closure"
    ] * 2


def test_formats_that_are_printed_piece_by_piece_are_the_sum_of_their_pieces() -> None:
    for name, separator in SEPARATORS.items():
        pieces = [render(name, make_looks(VOTE)), render(name, make_looks(COST))]
        assert separator.join(pieces) == render(name, make_looks(VOTE), make_looks(COST))
