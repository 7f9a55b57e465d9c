from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from math import nan
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.__main__ import main
from eval.data import Example, ReferenceBullet
from eval.hypotheses import Hypothesis, HypothesisBullet, plain_hypothesis
from eval.keeping import Run
from eval.report.build import build_report, check_shown
from eval.report.charts import Point, scatter
from eval.report.files import as_csv, as_markdown, write_report
from eval.report.markup import Html, element, escaped, script_json
from eval.report.matching import closest_sentences, matched_stretches, shared_wording, source_pieces
from eval.report.page import render_page
from eval.report.ranking import in_words, rank_systems
from eval.report.records import Report, Row
from eval.report.verdict import decide
from eval.rouge import tokenize
from eval.score import ScoreTable, hypotheses_of, score_hypotheses
from eval.statistics import Comparison, Interval
from eval.suites import Suite
from summarize.errors import UsageError

SUITE = Suite(name="tiny", about="invented news", kind="jsonl", path=Path("tiny"), machine_assisted=True)
ATTACK = "Mayor Lena Orth said <script>alert(1)</script> & </details> cost 9 million pounds."
SENTENCES = (
    "The council of Eastmere met on Monday.",
    "It rained.",
    "The council voted to close the lido for repairs costing 2 million pounds.",
    "Swimmers will be sent to Port Ansel until June.",
)


class Elements(HTMLParser):
    """Collects elements and text, and fails on elements that are not closed in their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.found if name in (attributes.get("class") or "").split()]


def article(number: int) -> Example:
    bullets = (
        ReferenceBullet(label="Lido", point="The council closes the lido for repairs costing 2 million pounds.", evidence=(2,)),
        ReferenceBullet(label="Swimmers", point="Swimmers go to Port Ansel until June.", evidence=(3,)),
    )
    return Example(
        id=f"story-{number}",
        title=f"Lido closes, part {number} <b>",
        source=("Eastmere Post", "Ansel Times")[number % 2],
        document="\n\n".join(SENTENCES),
        sentences=SENTENCES,
        references=(bullets,),
    )


def run_of(written: dict[str, list[Hypothesis]], examples: list[Example]) -> Run:
    costs = {"good": {"seconds_p50": 0.5, "peak_memory_mib": 41.0}} if "good" in written else {}
    return Run(written=written, table=score_hypotheses(written, examples, "full"), costs=costs, signature="suite:tiny")


def report(n: int = 8) -> Report:
    return report_of([article(number) for number in range(n)])


def report_of(examples: list[Example]) -> Report:
    written = hypotheses_of([], examples, "full", print)
    written["good"] = [
        Hypothesis(
            id=example.id,
            system="good",
            seconds=0.5,
            bullets=(
                HypothesisBullet(label="Lido", point="The council voted to close the lido.", evidence=frozenset({2})),
                HypothesisBullet(label="Ansel", point="Swimmers will be sent to Port Ansel.", evidence=frozenset({3})),
            ),
        )
        for example in examples
    ]
    written["=bad"] = [plain_hypothesis(example, "=bad", [ATTACK] if place else []) for place, example in enumerate(examples)]
    return build_report(run_of(written, examples), examples, SUITE)


@pytest.fixture(scope="module")
def made() -> Report:
    return report()


@pytest.fixture(scope="module")
def page(made: Report) -> str:
    return render_page(made)


def test_a_hundred_articles_and_ten_systems_fit_into_five_megabytes() -> None:
    def page_of(n: int) -> int:
        paragraphs = [f"The council of Eastmere met on day {day} and voted to close lido {day} for repairs." for day in range(60)]
        examples = [
            replace(article(number), document="\n\n".join(paragraphs), sentences=tuple(paragraphs)) for number in range(n)
        ]
        systems = [f"system-{number}" for number in range(10)]
        written = hypotheses_of([], examples, "full", print)
        written |= {
            name: [plain_hypothesis(one, name, paragraphs[place : place + 8]) for one in examples]
            for place, name in enumerate(systems)
        }
        return len(render_page(build_report(run_of(written, examples), examples, SUITE, shown=systems)).encode())

    few, more = page_of(2), page_of(3)
    assert more - few > 20_000
    assert few + 98 * (more - few) < 5_000_000


def test_text_is_escaped_exactly_once() -> None:
    assert escaped('<a href="x">&amp;') == "&lt;a href=&quot;x&quot;&gt;&amp;amp;"
    assert element("p", element("b", "<"), "&", title='"') == '<p title="&quot;"><b>&lt;</b>&amp;</p>'
    assert escaped(Html("<br>")) == "<br>"
    assert escaped("a\x00b\ud800") == "a\ufffdb\ufffd"


@settings(deadline=None)
@given(st.text())
def test_no_text_ends_the_script_that_holds_it(text: str) -> None:
    written = script_json({"text": text})
    assert not set("<>&") & set(written)
    assert json.loads(written) == {"text": text}


def test_hostile_bullets_stay_text(page: str) -> None:
    elements = Elements(page)
    assert "<script>alert" not in page
    assert sum(tag == "script" for tag, _ in elements.found) == 2
    assert "&amp;lt;" not in page
    assert "said <script>alert" in re.sub(r"\s+", " ", "".join(elements.texts))
    assert len(elements.with_class("article")) == 8


def test_the_page_fetches_nothing_and_says_what_it_is(page: str, made: Report) -> None:
    elements = Elements(page)
    policy = next(a["content"] for _, a in elements.found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r"""(?:src|href)=["']|url\(|@import|https?://""", page)
    assert "machine-assisted" in page
    assert made.signature in page
    assert "data:" + made.table.digest[:8] in made.signature
    assert made.decision.sentence in page
    assert made.decision.tradeoff in html.unescape(page)
    assert "peak memory, MiB" in page
    assert ">41.00<" in page


def test_bullets_point_at_sentences_that_are_there(page: str) -> None:
    elements = Elements(page)
    numbers = {a["data-n"] for a in elements.with_class("s")}
    wanted = {number for a in elements.with_class("b") for number in (a.get("data-e") or "").split()}
    assert wanted == {"1", "2", "3", "4"} == numbers


def test_findings_and_missing_answers_are_shown(page: str, made: Report) -> None:
    assert any(a["data-silent"] == "1" for a in Elements(page).with_class("article"))
    assert "No answer." in page
    bad = next(row for row in made.rows if row.name == "=bad")
    assert bad.means["flagged"] == 1
    assert 'class="finding error"' in page


def test_the_verdict_names_the_better_system_and_ceilings_have_no_rank(made: Report) -> None:
    assert made.decision.decided
    assert made.decision.sentence.startswith("Use good: it is ")
    assert "and surely ahead of its rivals" in made.decision.sentence
    assert [row.rank for row in made.rows if row.kind == "ceiling"] == [None, None]
    assert sorted(row.rank for row in made.rows if row.rank) == [1, 2, 3, 4, 5]
    assert any("=bad" in note for note in made.decision.notes)


def verdict(**values: tuple[float, ...]) -> str:
    full = {name: dict.fromkeys(("rouge1", "rouge1_cut", "answered"), numbers) for name, numbers in values.items()}
    table = ScoreTable(
        length="full", digest="d", ids=tuple(map(str, range(12))), values={n.replace("_", "-"): v for n, v in full.items()}
    )
    return decide(table, rank_systems(table, "lead-k"), "lead-k").sentence


def test_the_verdict_may_be_not_decided_or_none() -> None:
    lead = tuple(0.3 + 0.01 * (n % 3) for n in range(12))
    noisy = tuple(value + (0.2 if n % 2 else -0.18) for n, value in enumerate(lead))
    better, worse = tuple(value + 0.1 for value in lead), tuple(value - 0.1 for value in lead)
    close = tuple(value + (0.003 if n % 2 else -0.002) for n, value in enumerate(better))
    assert verdict(lead_k=lead, a=noisy).startswith("Not decided: a is 1.0 ROUGE-1 above lead-k")
    assert verdict(lead_k=lead, a=worse).startswith("None of these: a is 10.0 ROUGE-1 below lead-k")
    between = verdict(lead_k=lead, a=better, b=close)
    assert between.startswith("Not decided between b and a: b is 10.1 ROUGE-1 above lead-k, which is decided, but 0.1 ROUGE-1")
    assert " ahead of a (95 % interval -0.1 to +0.2); about" in between
    assert verdict(lead_k=lead, a=better, b=worse).endswith("surely ahead of its rivals.")
    assert verdict(lead_k=lead) == "Not decided: there is nothing to compare with lead-k."


def test_a_difference_whose_interval_holds_zero_is_not_decided_whatever_its_p() -> None:
    found = Comparison(
        difference=Interval(mean=0.01, low=-0.001, high=0.02),
        p=0.01,
        p_bootstrap=0.06,
        n=40,
        detectable=0.02,
        more_articles=None,
        deviation=1,
    )
    row = Row(name="a", kind="system", rank=1, score=None, difference=found, p=0.01, means={})
    assert in_words(row, "lead-k") == "a and lead-k are 1.0 ROUGE-1 apart: not decided (p = 0.01)."


@pytest.mark.parametrize(
    ("flagged", "repaired", "expected"),
    [
        (
            0.3,
            nan,
            "That is a trade-off with faithfulness: the checks name something in 30.0 % of a's bullets and 10.0 % of lead-k's",
        ),
        (
            0.1,
            nan,
            "In faithfulness no difference is decided: the checks name something in 10.0 % of a's bullets and 10.0 %",
        ),
        (
            0.0,
            nan,
            "It costs no faithfulness that the checks see: they name something in 0.0 % of a's bullets and 10.0 % of lead-k's.",
        ),
        (0.0, 0.0, "10.0 % of lead-k's (but a was repaired until these same checks were silent, so its rate proves little)."),
    ],
)
def test_the_verdict_names_the_price_in_faithfulness(flagged: float, repaired: float, expected: str) -> None:
    def columns(rouge: float, share: float, findings: float) -> dict[str, tuple[float, ...]]:
        values = {"rouge1": rouge, "rouge1_cut": rouge, "answered": 1.0, "flagged": share, "findings": findings}
        return {name: tuple(value for _ in range(12)) for name, value in values.items()}

    table = ScoreTable(
        length="full",
        digest="d",
        ids=tuple(map(str, range(12))),
        values={"lead-k": columns(0.3, 0.1, nan), "a": columns(0.4, flagged, repaired), "b": columns(0.35, 0.05, nan)},
    )
    found = decide(table, rank_systems(table, "lead-k"), "lead-k", machine_assisted=True)
    assert expected in found.tradeoff
    assert found.text == f"{found.sentence} {found.tradeoff} {found.references}"
    assert found.references.startswith("The references are machine-assisted: ")
    assert (flagged > 0.05) == found.tradeoff.endswith("; b, 5.0 ROUGE-1 behind it, has 5.0 %.")


def test_an_unknown_baseline_is_refused() -> None:
    with pytest.raises(UsageError, match="no system 'lede'"):
        check_shown(["lead-k"], "lede", [])
    with pytest.raises(UsageError, match="11 systems to show are too many"):
        check_shown([str(n) for n in range(11)], "0", [str(n) for n in range(11)])
    with pytest.raises(UsageError, match="no system 'lede'"):
        build_report(run_of(hypotheses_of([], [article(1)], "full", print), [article(1)]), [article(1)], SUITE, baseline="lede")


def test_slices_hold_every_article(made: Report) -> None:
    assert [group.name for group in made.groups] == ["Length of the article", "Source"]
    assert [sum(part.n for part in group.slices) for group in made.groups] == [8, 8]


def test_slices_follow_desk_and_date() -> None:
    desks = ("Sport", "Courts", "Sport", "Courts", "Weather", "")
    dates = ("2026-01-05", "2026-01-07", "2026-02-01", "2026-02-03", "2026-02-03", "soon")
    examples = [
        replace(article(n), desk=desk, published=date, source="") for n, (desk, date) in enumerate(zip(desks, dates, strict=True))
    ]
    groups = {group.name: group for group in report_of(examples).groups}
    assert [(part.name, part.n) for part in groups["Desk"].slices] == [("Courts", 2), ("Sport", 2), ("others", 2)]
    assert [(part.name, part.n) for part in groups["Published"].slices] == [("2026-01", 2), ("2026-02", 3), ("others", 1)]
    years = [replace(one, published=f"{2020 + n // 2}-01-05") for n, one in enumerate(examples)]
    groups = {group.name: group for group in report_of(years).groups}
    assert [part.name for part in groups["Published"].slices] == ["2020", "2021", "2022"]
    means = groups["Desk"].slices[0].means
    table = report_of(examples).table
    assert means["good"] == pytest.approx((table.values["good"]["rouge1"][1] + table.values["good"]["rouge1"][3]) / 2)


def test_runs_and_long_words_shared_with_the_reference_are_marked() -> None:
    found = matched_stretches("The council of Eastmere closed it in June.", shared_wording(["Council of Ansel closes in June"]))
    assert [(s.text, s.role) for s in found if s.role != "text"] == [
        ("council of", "run"),
        ("closed", "word"),
        ("in June", "run"),
    ]


@settings(deadline=None)
@given(st.text(), st.text())
def test_marking_loses_no_character(point: str, reference: str) -> None:
    assert "".join(stretch.text for stretch in matched_stretches(point, shared_wording([reference]))) == point


@settings(deadline=None)
@given(st.lists(st.text(min_size=1), max_size=5), st.text())
def test_the_pieces_are_the_document(sentences: list[str], rest: str) -> None:
    document = rest.join(sentences)
    assert "".join(piece.text for piece in source_pieces(document, sentences)) == document


def test_the_closest_sentences_hold_half_of_the_words_or_are_none() -> None:
    bags = [set(tokenize(sentence)) for sentence in SENTENCES]
    assert closest_sentences("The lido closes for repairs and swimmers go to Port Ansel.", bags) == (2, 3)
    assert closest_sentences("Nobody knows why geese fly south.", bags) == ()


def test_scatter_plots_stand_equal_values_and_wide_ranges() -> None:
    one = Point(name="<a>", kind="system", x=0.004, y=30.0, low=30.0, high=30.0)
    assert "&lt;a&gt;" in scatter([one], x_name="x", y_name="y", log=True)
    far = Point(name="b", kind="system", x=5000.0, y=30.0, low=30.0, high=30.0)
    drawn = scatter([one, far], x_name="x", y_name="y", log=True)
    places = [float(place) for place in re.findall(r'cx="([\d.]+)"', drawn)]
    assert 44 <= places[0] < places[1] <= 544


def test_a_crowd_of_points_has_no_intervals() -> None:
    crowd = [Point(name=str(n), kind="system", x=50.0 + n, y=40.0, low=10.0, high=70.0) for n in range(40)]
    assert 'class="span"' not in scatter(crowd, x_name="x", y_name="y")
    assert scatter(crowd[:4], x_name="x", y_name="y").count('class="span"') == 4


def test_the_files_agree_with_each_other(made: Report, tmp_path: Path) -> None:
    path = write_report(made, tmp_path / "new" / "folder")
    assert sorted(file.name for file in path.parent.iterdir()) == ["report.html", "scores.csv", "scores.json", "scores.md"]
    found = json.loads((path.parent / "scores.json").read_text(encoding="utf-8"))
    lines = list(csv.DictReader(io.StringIO((path.parent / "scores.csv").read_text(encoding="utf-8"))))
    assert [row["system"] for row in found["ranking"]] == [line["system"].lstrip("'") for line in lines]
    assert "'=bad" in as_csv(made)
    good = next(row for row in lines if row["system"] == "good")
    assert float(good["rouge1"]) == pytest.approx(found["table"]["systems"]["good"]["rouge1"], abs=1e-6)
    score = next(row.score for row in made.rows if row.name == "good")
    assert score is not None
    assert f"| good | {100 * score.mean:.1f} | {100 * score.low:.1f} to {100 * score.high:.1f} |" in as_markdown(made)


def test_the_command_writes_a_report_and_refuses_bad_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"id": "a", "document": " ".join(SENTENCES), "references": [["The council closes the lido.", "Swimmers go to Ansel."]]}
    data = tmp_path / "data.jsonl"
    data.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert main(["report", "--data", str(data), "--systems", "lead", "-o", str(tmp_path / "out")]) == 0
    assert "Not decided" in capsys.readouterr().out
    assert len(list((tmp_path / "out" / "runs").iterdir())) == 1
    assert main(["report", "--data", str(data), "--baseline", "lede", "-o", str(tmp_path / "out")]) == 2
    assert "no system 'lede' in this report" in capsys.readouterr().err
    assert "closest to" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    data.write_text("", encoding="utf-8")
    assert main(["report", "--data", str(data), "-o", str(tmp_path / "out")]) == 2
    assert "holds no examples" in capsys.readouterr().err


PROBE = """<script>
const said = [];
const see = (name, value) => said.push(name + "=" + value);
const $ = (selector) => document.querySelector(selector);
const all = (selector) => Array.from(document.querySelectorAll(selector));
const shown = () => all("details.article").filter((article) => !article.hidden);
const choose = (element, value, event) => { element.value = value; element.dispatchEvent(new Event(event)); };
const press = (key, target) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
see("opened", $("#a3").open);
const rows = () => all("table.ranked tbody th").map((cell) => cell.dataset.v).join(",");
const name = all("table.ranked thead button").find((button) => button.textContent === "system");
name.click(); const down = rows(); name.click();
see("sorted", rows() !== down && rows() === down.split(",").reverse().join(","));
choose($("#search"), "story-5", "input"); see("found", shown().map((article) => article.id));
choose($("#search"), "", "input");
choose($("#filter"), "silent", "change"); see("silent", shown().map((article) => article.id));
choose($("#filter"), "all", "change"); see("all", shown().length);
choose($("#order"), "number", "change"); see("order", all("details.article").map((article) => article.id).join(""));
const box = all(".tools input[data-sys]")[1]; see("card", all("#a3 .card[data-sys='1']")[0].hidden);
box.click(); see("hidden", all("#a3 .card[data-sys='1']")[0].hidden);
const bullet = $("#a3 .card[data-sys='0'] li"); const lit = () => all("#a3 .s.on").map((sentence) => sentence.dataset.n).join();
bullet.dispatchEvent(new MouseEvent("mouseover", { bubbles: true })); see("hover", lit());
bullet.dispatchEvent(new MouseEvent("mouseout", { bubbles: true })); see("left", lit());
press("Enter", bullet); see("pinned", lit() + bullet.classList.contains("pin"));
see("match", all("#a3 li.r.lit").length); press("Escape", bullet); see("free", lit());
press("/", document.body); see("focus", document.activeElement.id);
see("count", $("#count").textContent);
$("#search").blur(); press("j", document.body); see("stepped", document.activeElement.parentElement.id);
const line = (text) => { const p = document.createElement("p"); p.textContent = text; return p; };
document.documentElement.replaceChildren(...said.map(line));
</script>"""


def dump(chromium: str, address: str, profile: Path) -> tuple[str, str]:
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--enable-logging=stderr"]
    done = subprocess.run([*command, "--dump-dom", address], capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, done.stderr


def test_the_page_works_in_a_browser(made: Report, page: str, tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("chromium is not installed")
    path = write_report(made, tmp_path)
    dom, log = dump(chromium, f"{path.as_uri()}#a3", tmp_path / "profile")
    assert "CONSOLE" not in log
    assert re.search(r'<details[^>]*id="a3"[^>]* open=""', dom)
    assert ">8 articles</output>" in dom
    probed = tmp_path / "probed.html"
    without_policy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    probed.write_text(without_policy.replace("</body>", PROBE + "</body>"), encoding="utf-8")
    dom, log = dump(chromium, f"{probed.as_uri()}#a3", tmp_path / "profile")
    assert "CONSOLE" not in log
    assert re.findall(r"<p>(\w+)=(.*?)</p>", dom) == [
        ("opened", "true"),
        ("sorted", "true"),
        ("found", "a6"),
        ("silent", "a1"),
        ("all", "8"),
        ("order", "a1a2a3a4a5a6a7a8"),
        ("card", "false"),
        ("hidden", "true"),
        ("hover", "3"),
        ("left", ""),
        ("pinned", "3true"),
        ("match", "1"),
        ("free", ""),
        ("focus", "search"),
        ("count", "8 articles"),
        ("stepped", "a1"),
    ]
