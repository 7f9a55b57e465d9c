"""The parser's trees, what a cut does to them, and how they are pruned."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from summarize.errors import ModelError
from summarize.grammar import Grammar, load_network, parser_revision
from summarize.grammar.features import ROOT, ROWS, TABLES, piece_rows
from summarize.grammar.network import best_heads
from summarize.grammar.pieces import split_pieces

MAYOR = "The mayor, who took office in May, said on Monday that the bridge will close if the council agrees."
FERRY = "A ferry carrying 40 people ran aground near Port Ellis on Tuesday, and rescuers saved all of them, the coast guard said."


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar()


def test_pieces_are_words_marks_and_clitics_in_their_places() -> None:
    sentence = "Don’t move the workers' boats, Ms. Lind's lawyer said."
    pieces = split_pieces(sentence)
    assert [piece.text for piece in pieces] == [
        *("Do", "n’t", "move", "the", "workers", "'", "boats", ",", "Ms.", "Lind", "'s", "lawyer", "said", "."),
    ]
    assert all(sentence[piece.start : piece.end] == piece.text for piece in pieces)
    assert pieces[0].token == pieces[1].token != pieces[2].token


def test_features_have_rows_in_their_tables_and_leave_the_root_its_own() -> None:
    for text in ("Lind", "2026", "’s", "-", "Århus", "U.S."):
        rows = piece_rows(text)
        assert len(rows) == len(TABLES)
        assert all(0 < row < ROWS[table] for row, table in zip(rows, TABLES, strict=True))
    assert piece_rows("1998") == piece_rows("2026")
    assert piece_rows("Bridge")[0] == piece_rows("bridge")[0]
    assert piece_rows("Bridge")[4] != piece_rows("bridge")[4]
    assert set(ROOT) == {0}


def test_best_heads_make_one_tree_where_the_likeliest_heads_make_none() -> None:
    scores = np.full((5, 5), -5.0, np.float32)
    scores[1, 2] = scores[2, 1] = 9  # a cycle
    scores[3, 0] = scores[4, 0] = 4  # two roots
    scores[2, 3], scores[4, 3], scores[3, 4] = 3, 3, 1
    heads = best_heads(scores)
    assert heads[3] == 0
    assert heads[4] == 3
    assert heads[2] == 3
    assert heads[1] == 2


@pytest.mark.parametrize("seed", range(30))
def test_best_heads_are_a_tree_whatever_the_scores(seed: int) -> None:
    n = 2 + seed % 12
    heads = best_heads(np.random.default_rng(seed).normal(size=(n, n)).astype(np.float32))
    assert heads[1:].count(0) == 1
    for place in range(1, n):
        steps = 0
        while place:
            place, steps = heads[place], steps + 1
            assert steps <= n


def test_the_shipped_parser_knows_subject_object_and_relative_clause(grammar: Grammar) -> None:
    tree = grammar.tree(MAYOR)
    assert tree is not None
    at = tree.words.index
    assert tree.labels[at("mayor")] == "nsubj"
    assert tree.heads[at("mayor")] == at("said")
    assert tree.labels[at("took")] == "relcl"
    assert tree.heads[at("took")] == at("mayor")
    assert tree.labels[at("office")] == "dobj"
    assert tree.heads[at("close")] == at("said")
    assert tree.tags[at("bridge")] == "NN"


def test_a_sentence_is_parsed_alike_alone_and_beside_others(grammar: Grammar) -> None:
    other = Grammar()
    other.parse([MAYOR, FERRY, "Rain fell."])
    for sentence in (MAYOR, FERRY):
        alone, beside = grammar.tree(sentence), other.tree(sentence)
        assert alone is not None
        assert beside is not None
        assert (alone.heads, alone.labels, alone.tags) == (beside.heads, beside.labels, beside.tags)


def test_what_has_no_words_has_no_faults(grammar: Grammar) -> None:
    assert grammar.tree("") is None
    assert grammar.faults("", "") == []
    assert grammar.prunings("", lambda word: 1.0, 8, 14) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The mayor said on Monday that the bridge will close if the council agrees.", MAYOR),
        ("A ferry carrying 40 people ran aground near Port Ellis, the coast guard said.", FERRY),
        ("Rescuers saved all of them, the coast guard said.", FERRY),
        ("The coast guard says a ferry ran aground near Port Ellis on Tuesday.", FERRY),
        ("The plan was praised by Holm.", "The plan was praised on Tuesday by Holm, a lawyer from Astad."),
        ("Dana Holm left the party.", "She left the party in March after a quarrel."),
        ("It was Sandmere's worst storm.", "It was Sandmere's worst storm in ten years."),
        ("The levy was dropped on Monday.", "The levy was dropped on Monday, the mayor said."),
        ("The mayor said the levy should be dropped.", "The mayor said the levy should be dropped by June."),
        ("The device is used to capture clots.", "The device is used to capture clots and withdraw them."),
        ("When the pier closed, Renn left.", "When the pier closed in May, Renn left."),
        ("She sold boats, ropes and nets.", "She sold boats, ropes and nets in May."),
        ("Renn was not there.", "Renn was not there on Tuesday morning."),
        ("The town did not close the pier.", "The town, which is poor, did not close the pier, which had been built of wood."),
        ("In May, ballots are counted.", "In May, after the harvest, ballots are counted."),
        ("On Monday, Holm said he left.", "On Monday, after the vote, Holm said he left."),
    ],
)
def test_a_sound_cut_has_no_faults(grammar: Grammar, text: str, sentence: str) -> None:
    assert grammar.faults(text, sentence) == []


@pytest.mark.parametrize(
    ("text", "sentence", "fault"),
    [
        ("The mayor said on Monday that the bridge will close.", MAYOR, "lacks 'agrees'"),
        ("The mayor, who took, said on Monday that the bridge will close if the council agrees.", MAYOR, "lacks 'office'"),
        ("The mayor, who took office in, said the bridge will close if the council agrees.", MAYOR, "lacks 'may'"),
        ("A ferry carrying ran aground near Port Ellis on Tuesday.", FERRY, "lacks 'people'"),
        ("A ferry carrying 40 people near Port Ellis.", FERRY, "no main verb"),
        ("The vote was delayed by a strike and.", "The vote was delayed by a strike and a storm.", "what it joins"),
        ("The council may sell the harbour.", "The council may not sell the harbour.", "lacks 'not'"),
        ("The firm paid 3 million.", "The firm paid nearly 3 million.", "lacks 'nearly'"),
        ("Talks between the union will resume.", "Talks between the union and the port will resume.", "between"),
        ("Lind said she was working for the port.", "Lind said she was no longer working for the port.", "lacks 'longer'"),
        ("The bridge will close.", "The bridge will close unless the council agrees.", "lacks 'agrees'"),
        ("The council voted 7-2 on Tuesday.", "The council voted 7-2 on Tuesday to close the pier.", "lacks 'close'"),
        ("Sens. Ann Lind voted for the bill.", "Sens. Ann Lind and Bo Holm voted for the bill.", "said of several"),
        ("The poll found 57%.", "The poll found 57% in favor of the plan.", "'57%' lacks 'in'"),
        ("The council seeks.", "The council seeks an answer.", "lacks 'answer'"),
        ("Lind vetoed a bill that the mines pay.", "Lind vetoed a bill about the tax that the mines pay.", "lost its noun"),
        ("The first mayor resigned.", "The first woman who was mayor resigned.", "hangs on nothing"),
        ("Although the rain stopped.", "Although the rain stopped, the match was called off.", "no main clause"),
        ("It was the worst storm.", "It was the worst storm in the history of Sandmere.", "lost its scope"),
        ("The levy should be dropped.", "The levy should be dropped, the mayor said on Monday.", "lost its speaker"),
        ("The levy ruins the town.", "The levy ruins the town, the mayor said on Monday.", "lost its speaker"),
        ("The levy is a burden.", "The levy is a burden, the mayor said on Monday.", "lost its speaker"),
        ("The levy ruined the town.", "The levy ruined the town, critics say.", "lost its speaker"),
        ("The levy made “things” worse.", "The levy made “things” worse and “cost jobs,” Renn said.", "lost its speaker"),
        ("Use of the mayor said.", "Use of the pier ruins the town, the mayor said.", "lost its verb"),
        ("The levy was dropped said.", "The levy was dropped, the mayor said.", "lost its speaker"),
        ("Renn sank two boats.", "According to the indictment, Renn sank two boats in May.", "lost its speaker"),
        ("Renn widened the pier.", "Renn should have gone big and widened the pier.", "'widened' has lost its 'should'"),
        ("The ferry serves people.", "The ferry serves people who live on the island.", "'people' has lost what limits it"),
        ("Democrats want a sale.", "Democrats in Corwell want a sale.", "'democrats' has lost what limits it"),
        ("Renn was not born.", "Renn was not born in Corwell.", "'not' has lost what limits it"),
        ("Renn is not a judge.", "Renn is not a federal judge.", "'not' has lost what limits it"),
        ("The town closed most piers.", "The town closed most piers of the old port.", "'most' has lost what limits it"),
        ("No boat may sail.", "No boat with a crew of two may sail.", "'no' has lost what limits it"),
        ("The pier should only be open.", "The pier should only be open through the summer.", "'only' has lost what limits it"),
        ("The law bans ships.", "The law bans large ships.", "'bans' has lost what limits it"),
        ("Only 40 percent agree.", "Only 40 percent of the skippers agree.", "'percent' has lost what limits it"),
        ("Renn paid $6.2 billion in cash.", "Renn paid $6.2 billion in cash and stock.", "'billion' has lost what limits it"),
        ("It sank 12 boats in May.", "It sank 12 boats in May and June.", "'12' has lost what limits it"),
        ("It was the worst storm.", "It was the worst winter storm of the decade.", "'worst' has lost what limits it"),
        ("Ballots are counted in May.", "In Corwell, ballots are counted in May.", "lost where or when it is so"),
        ("Renn could sell it.", "If the council agreed, Renn could sell it.", "lost where or when it is so"),
        ("Renn said if it rains.", "Renn said if it rains, the boats will stay in port.", "a claim has lost its verb"),
        ("It would be to sell.", "It would be wiser to sell.", "'be' has lost what it says"),
        ("She sold boats, ropes.", "She sold boats, ropes and nets in May.", "a list has lost its end"),
        ("Renn sold a boat, bought a net.", "Renn sold a boat, bought a net and left the town.", "a list has lost its end"),
        ("The mayor left.", "The former mayor left.", "'mayor' has lost its 'former'"),
        ("The port closes.", "The port closes unless it is sold.", "'closes' has lost its 'unless'"),
        ("The port is empty.", "The port is almost empty.", "'empty' has lost its 'almost'"),
        ("Renn confirmed the sale.", "Renn all but confirmed the sale.", "'confirmed' has lost its 'all'"),
        ("The vote was all.", "The vote was all but assured on Friday.", "'all' has lost its 'but'"),
        ("Renn expects 400 men.", "Renn expects 400 to 500 men.", "'400' has lost its '500'"),
        ("The pier fell in May.", "The pier fell in May 2019.", "'may' has lost its '2019'"),
        ("The line runs from Orm.", "The line runs from Orm to Vale.", "'from' has lost its 'to'"),
        ("The talks between Orm failed.", "The talks between Orm and Vale failed.", "'between' has lost its 'and'"),
        ("Renn would sell the pier.", "Renn would sell the pier if the town agreed.", "'would' has lost its 'if'"),
        ("Renn sold the pier.", "Renn sold the pier four years ago.", "'sold' has lost its 'ago'"),
        ("It is a bad sign.", "It is probably a bad sign.", "'is' has lost its 'probably'"),
        ("Renn made a plea a day.", "Renn made a plea a day after the storm.", "'day' has lost its 'after'"),
        ("There are crews.", "There are crews who want the pier.", "'are' has lost its 'want'"),
        ("Renn put the toll.", "Renn put the toll at 140.", "'put' has lost its 'at'"),
        ("The town may be poor.", "The town may be poor, but it owns the pier.", "'be' has lost its 'but'"),
        ("Renn was so tired.", "Renn was so tired that she left the town.", "'so' has lost its 'that'"),
        ("Renn is not just angry.", "Renn is not just angry, but also tired.", "'just' has lost its 'but'"),
        ("They will sail as soon.", "They will sail as soon as they can.", "'soon' has lost its 'as'"),
        ("The pier is three miles.", "The pier is three miles from Orm.", "'miles' has lost its 'from'"),
        ("Renn praised the new.", "Renn praised the new pier.", "'new' has lost its 'pier'"),
        ("The Council met in May.", "The Orm Council met in May.", "'council' has lost its 'orm'"),
        ("Renn or Vale has sailed.", "Neither Renn or Vale has sailed.", "'renn' has lost its 'neither'"),
        ("Renn told the crews.", "Renn told the crews that the pier is safe.", "'told' lacks what is told"),
        ("The mayors will meet.", "The mayors will meet on the pier.", "'meet' is cut before what mostly completes it"),
        ("The fire was caused.", "The fire was caused by a lamp.", "'caused' is cut before what mostly completes it"),
        ("When Renn sold the pier.", "When Renn sold the pier, the council wept.", "it is no main clause"),
        ("Corwell is the first town to ban boats.", "Corwell is the first town to ban boats by law.", "'first' has lost"),
        ("They must go.", "They are what Renn means when he says they must go.", "lost its speaker"),
        ("Renn leads the council.", "A woman who leads the council, Ida Renn, said on Monday.", "lost its speaker"),
        ("The pier will close.", "The town must pay, or the pier will close.", "it is one of two that 'or' joins"),
        ("Look at what the levy did.", "Look at what the levy did in May.", "it is an order"),
        ("The device is used to capture.", "The device is used to capture and withdraw blood clots.", "object that it shares"),
        ("Vale have met in Sandmere.", "Orm and Vale have met in Sandmere.", "in the plural"),
        ("On Monday, he left Sandmere.", "On Monday, after the vote, he left Sandmere.", "'he' is nobody named"),
        ("Officials told that the dam is safe.", "Officials told residents that the dam is safe.", "lacks 'residents'"),
    ],
)
def test_a_broken_cut_has_its_fault(grammar: Grammar, text: str, sentence: str, fault: str) -> None:
    faults = grammar.faults(text, sentence)
    assert any(fault in one for one in faults), faults


@pytest.mark.parametrize(
    ("text", "sentence", "attributed"),
    [
        ("The levy was dropped.", "The levy was dropped in May, said Ida Renn, a clerk.", "The levy was dropped, said Ida Renn."),
        ("It was “dropped.”", "It was “dropped” on Monday, the town's mayor said.", "It was “dropped,” the town's mayor said."),
        ("It fell.", "It fell, several aides of the mayor of Port Ellis said.", ""),
        ("The levy was dropped.", "The levy was dropped, he said.", ""),
        ("The levy was dropped, Renn said.", "The levy was dropped on Monday, Renn said.", ""),
        ("Officials said it fell.", "Officials said it fell on Monday, Renn said.", ""),
        ("Renn left.", "Renn left on Monday.", ""),
        ("It closed.", "It closed on Monday, according to Ida Renn, a clerk.", "It closed, according to Ida Renn."),
        ("It closed.", "According to the indictment, it closed in May.", "It closed, according to the indictment."),
    ],
    ids=["a name", "a noun", "many words", "a pronoun", "it is there", "another", "nobody", "according", "in front"],
)
def test_a_cut_with_who_said_it(grammar: Grammar, text: str, sentence: str, attributed: str) -> None:
    assert grammar.attributed(text, sentence) == attributed


@pytest.mark.parametrize(
    ("text", "opinion"),
    [
        ("The levy is a burden.", True),
        ("The council should drop the levy.", True),
        ("The council will regret the levy.", True),
        ("It was the worst levy that the town had seen.", True),
        ("The poor paid for the pier.", True),
        ("Tobias Renn opened the pier.", False),
        ("The levy cost the town more than $40 million.", False),
        ("Critics call the levy a burden.", False),
        ("The levy, the mayor says, is a burden.", False),
        ("The levy is “a burden.”", False),
    ],
)
def test_what_is_an_opinion(grammar: Grammar, text: str, opinion: bool) -> None:
    assert grammar.is_opinion(text, text) == opinion


def test_prunings_have_their_length_keep_what_is_worth_most_and_are_sound(grammar: Grammar) -> None:
    worth = {"ferry": 1.0, "aground": 1.0, "rescuers": 1.0, "saved": 1.0, "ran": 1.0}
    found = grammar.prunings(FERRY, lambda word: worth.get(word.lower(), -0.05), 8, 14)
    assert found
    for text in found:
        assert 8 <= len(text.split()) <= 14
        assert text[0].isupper()
        assert text.endswith(".")
    assert "ran aground" in found[0]
    assert "rescuers saved" in found[0]
    assert grammar.faults(found[0], FERRY) == []


LEADER = "Senate Majority Leader Tobias Renn, 49, also said on Tuesday that President Varga is seeking a strategic old investor."


@pytest.mark.parametrize(
    ("n_over", "trimmed"),
    [
        (0, None),
        (1, "said on Tuesday that Varga is seeking a strategic old"),
        (1, "said on Tuesday that President Varga is seeking a old"),
        (1, "Leader Tobias Renn also said"),
        (2, "Renn, 49, also said that President Varga is seeking a strategic old"),
        (5, "Tobias Renn, 49, also said that President Varga is seeking a strategic old"),
        (6, None),
    ],
)
def test_little_things_are_trimmed(grammar: Grammar, n_over: int, trimmed: str | None) -> None:
    found = grammar.trimmed(LEADER, LEADER, n_over)
    assert all(len(LEADER.split()) - len(text.split()) >= n_over for text in found)
    assert any(trimmed in text for text in found) if trimmed else not found


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ('Renn said that the mayor had "really very little time left" for the pier on Tuesday.', "really very little time left"),
        ("Renn said that the former mayor was not guilty.", "former mayor was not"),
        ("Renn warned that Ilse Varga had left on Tuesday.", "that"),
        ("The top officer now opposes the safe landing site.", "The top officer"),
        ("The actress Ida Holt also saw the film Sandmere.", "The actress Ida Holt"),
        ("The top officer now opposes the safe landing site.", "the safe landing site."),
        ("Mr. Renn allegedly sold the old boats on Tuesday.", "Mr. Renn allegedly"),
    ],
    ids=["a quotation", "what limits or denies", "an object in the making", "which officer", "who", "which site", "a hedge"],
)
def test_what_must_stay_is_not_trimmed(grammar: Grammar, sentence: str, never: str) -> None:
    found = [text for n_over in range(1, 6) for text in grammar.trimmed(sentence, sentence, n_over)]
    assert found
    assert all(never in text for text in found)


def test_a_pruning_does_not_cut_into_a_quotation(grammar: Grammar) -> None:
    sentence = 'Lind told the council on Friday that the plan is "a very bad joke on every driver in this town" and left.'
    for text in grammar.prunings(sentence, lambda word: -0.1, 8, 22):
        assert '"' not in text or '"a very bad joke on every driver in this town' in text


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 broken"])
def test_a_missing_or_broken_parser_is_named_in_one_line(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "parser.npz"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr("summarize.grammar.resource_path", lambda *parts: path)
    load_network.cache_clear()
    try:
        with pytest.raises(ModelError, match=r"parser\.npz: the parser is missing or broken"):
            Grammar().parse(["The bridge is closed."])
    finally:
        load_network.cache_clear()


def test_the_parsers_revision_changes_with_its_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "parser.npz"
    monkeypatch.setattr("summarize.grammar.resource_path", lambda *parts: path)
    found = []
    for value in (1.0, 2.0, 1.0):
        np.savez(path, weight=np.full(3, value))
        parser_revision.cache_clear()
        found.append(parser_revision())
    path.unlink()
    parser_revision.cache_clear()
    with pytest.raises(ModelError, match="missing"):
        parser_revision()
    assert found[0] == found[2] != found[1]


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("Corwell's shares fell 6.4% to $58.50, their steepest drop.", False),
        ("Corwell's shares fell 6.4% to $58.50, their steepest drop since 2020.", True),
        ("Corwell's shares fell 6.4%.", True),
    ],
)
def test_the_most_since_a_time_keeps_the_time(grammar: Grammar, text: str, sound: bool) -> None:
    sentence = "Corwell's shares fell 6.4% to $58.50, their steepest drop since 2020, which cut the value of the offer."
    assert (grammar.faults(text, sentence) == []) is sound
