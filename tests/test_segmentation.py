"""Segmentation on newswire: 100 tricky sentences, and the laws that its offsets obey."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarize.segmentation import split_sentences

PARAGRAPHS = [
    [
        "The U.S. Army Corps of Engineers will close the lock at Harlan Bend for nine days.",
        "Gov. Phil Carrow asked for the delay at 9:30 a.m. Monday.",
        "“We were told in June,” said Rep. Dana Whitlow, D-N.Y., whose district lies downstream.",
        "No. 5 on her list was a new pumping station.",
    ],
    [
        "Ferries to the island stopped at 4 p.m. because of the wind.",
        "They will run again at 6 a.m. Tuesday, the operator said.",
        "The storm was the third since Oct. 12.",
        "Forecasters in the U.S. said it would weaken by Friday.",
    ],
    [
        "“Why now?” asked Lt. Col. Maria Esteves.",
        "Nobody in the room answered.",
        "“I waited for an hour!” she told reporters.",
        "“Then I left.”",
        "Her lawyer, J. R. Pollard, declined to comment.",
    ],
    [
        "Shares of Halvorsen Inc. fell 3.5 percent to $41.20.",
        "Rival Tern & Co. Chief Executive Ole Brandt called the drop overdone.",
        "The company was founded by Samuel Halvorsen Jr. in 1951.",
        "It employs 1,300 people in St. Albans, Vt., and Washington, D.C.",
    ],
    [
        "The council voted 6-3 ... and then voted again.",
        "“I don’t know what to say...” Mayor Ines Caldera said.",
        "“It’s as if nothing had been decided.”",
        "The second vote failed, 4-5.",
    ],
    [
        "Dr. Amir Haddad treated 14 people, including Sgt. Tom Reece and Mrs. Lena Ford.",
        "“Most were cold and frightened.",
        "Some had walked for hours,” he said.",
        "St. Anne’s Hospital admitted two of them.",
        "Both were stable, according to Prof. Julia Nystrom, Ph.D., who heads the unit.",
    ],
    [
        "Sen. Ruth Okafor (R-Ohio) opposed the bill.",
        "So did Sens. Lee Grant and Bo Tran.",
        "Rep. Alan Pike, R-Calif., did not vote.",
        "The roll call ended at 11:52 p.m. on Thursday.",
    ],
    [
        "Sales rose 2.4% in the quarter, vs. 1.9% a year earlier.",
        "Approx. 40,000 units were sold.",
        "Analysts at Brook St. Capital had expected 38,500.",
        "The shares closed at $12.06.",
    ],
    [
        "The ship left Port St. Lucie, Fla., on Jan. 3.",
        "It reached Mt. Desert Island, Maine, 11 days later.",
        "Capt. Hollis Wray radioed twice.",
        "“All well,” he said.",
        "“Ice ahead.”",
    ],
    [
        "Martin Luther King Jr. Boulevard was closed for the march.",
        "About 2,000 people came, police said.",
        "“No justice, no sleep!” they chanted.",
        "Most went home by 10 p.m.",
        "A few stayed.",
    ],
    [
        "Is the bridge safe?",
        "Engineers think so.",
        "“It will outlast me,” said Vernon K. Adair, who designed it in 1988.",
        "He is 81.",
    ],
    [
        "The treaty, signed in Geneva in Sept. 1994, has 61 parties.",
        "The U.S. is not one of them.",
        "The U.K. joined in 2001.",
        "“Washington, D.C., has its reasons,” a U.N. official said.",
    ],
    [
        "“They asked for $1.2 million,” he said.",
        "“We gave them $800,000.",
        "That was fair.”",
        "The union disagreed.",
    ],
    [
        "Yahoo! shares were flat.",
        "So were those of A.P. Moller-Maersk and J.C. Penney.",
        "The S&P 500 gained 0.3 percent.",
        "The yen traded at 147.8 to the dollar.",
    ],
    [
        "The defendant, identified only as K., was 19 at the time.",
        "He pleaded guilty to counts 1, 2 and 4.",
        "Judge P. D. Marlowe will sentence him on Nov. 8.",
        "He faces up to 12 years.",
    ],
    [
        "The virus is spread by mosquitoes, e.g. Aedes aegypti.",
        "Cases rose from 12 to 96 in a week (see Fig. 2).",
        "“It isn’t under control,” said Dr. Wanjiru Maina.",
        "“It’s getting worse.”",
        "The ministry denied that.",
    ],
    [
        "Vice President Nora Lindqvist arrived on Air Force Two at 7:05 a.m. EST.",
        "She met Prime Minister al-Rashid for 40 minutes.",
        "Neither spoke to the press.",
        "An aide described the talks as “frank.”",
        "The aide asked not to be named.",
    ],
    [
        "The film made $31.4 million in the U.S. and Canada.",
        "“Harbor Lights” came second.",
        "Its star, Robert Vane Sr., is 84.",
        "He has never won an award.",
    ],
    [
        "(The newspaper has seen a copy of the letter.)",
        "It is dated Feb. 29.",
        "It asks a simple question: who pays?",
        "The answer, on p. 4, is “the county.”",
    ],
    [
        "Maj. Gen. Ilya Petrov spoke first.",
        "“Our losses are small,” he claimed.",
        "Hospital records show 212 dead.",
        "The general’s office did not return calls.",
    ],
    [
        "Mercer scored 28 points and No. 3 Tolland beat Ashby 81-77.",
        "“Coach said, ‘Go win it.’",
        "So we did,” Mercer said.",
        "The Hawks (12-4) play Sunday.",
        "Tipoff is at 1 p.m. ET.",
    ],
    [
        "Rev. Clara Boone led the prayer for Pvt. Enzo Ricci, 20.",
        "His mother wept.",
        "“He was 20!” she said.",
        "“Twenty.”",
    ],
    [
        "Temperatures of 104.6 degrees were recorded in Elko, Nev., and Yuma, Ariz.",
        "The old record was 103.1.",
        "It had stood since Aug. 9, 1936.",
    ],
    [
        "The firm’s lawyers, from Dunn, Pace & Roy L.L.P., filed the motion at noon.",
        "A hearing is set for 10 a.m. Wednesday.",
    ],
]


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def test_hundred_newswire_sentences() -> None:
    expected = [(number, sentence) for number, group in enumerate(PARAGRAPHS) for sentence in group]
    found = {(number, sentence) for number, group in enumerate(PARAGRAPHS) for sentence in _split(" ".join(group))}
    wrong = [sentence for sentence in expected if sentence not in found]
    assert len(expected) == 100
    assert len(wrong) <= 0.03 * len(expected), wrong


def test_straight_quotes_split_like_curly_ones() -> None:
    text = '"Nobody came," said Roe. "We waited. Then we left." He shrugged.'
    assert _split(text) == ['"Nobody came," said Roe.', '"We waited.', 'Then we left."', "He shrugged."]


def test_question_inside_quotation_stays_with_its_speaker() -> None:
    assert _split("“Who knew?” Mayor Ada Voss asked. Nobody did.") == ["“Who knew?” Mayor Ada Voss asked.", "Nobody did."]


def test_missing_space_after_full_stop_still_splits() -> None:
    assert _split("The dam held.Nobody was hurt.") == ["The dam held.", "Nobody was hurt."]


def test_line_break_inside_sentence_is_kept() -> None:
    assert _split("The river rose\novernight. It fell\nby noon.") == ["The river rose\novernight.", "It fell\nby noon."]


def test_blank_line_ends_sentence() -> None:
    assert _split("Flood warning\n\nThe river rose.") == ["Flood warning", "The river rose."]


def test_list_number_stays_with_its_sentence() -> None:
    assert _split("1. The dam is old. 2. It leaks.") == ["1. The dam is old.", "2. It leaks."]


@given(st.text(alphabet="Ab1.!?\"“”'’() \n…", max_size=80) | st.text(max_size=80))
def test_offsets_slice_trimmed_sentences_in_order(text: str) -> None:
    position = 0
    for start, end in split_sentences(text):
        assert position <= start < end
        assert text[start:end] == text[start:end].strip()
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()
