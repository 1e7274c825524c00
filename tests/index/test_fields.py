from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fields import Tuning, characters, names_in_question, neighbours, speaker_names, surname
from index.model import Field
from index.search import Index
from index.synonyms import Synonyms
from tests.index.corpora import SENTENCES, WORDS, of_words, passages, query, said, transcript

if TYPE_CHECKING:
    from index.analysis import Analyzer


def test_a_neighbour_is_of_the_same_article() -> None:
    own = passages(transcript(("青山", ("い", "ろ")), key="n1"), transcript(("青山", ("は",)), key="n2"))
    assert neighbours(own, [("い",), ("ろ",), ("は",)]) == [("ろ",), ("い",), ()]


def test_characters_do_not_reach_across_signs() -> None:
    assert characters("ＤＸ、採用 だ") == ("dx", "採用")


def test_a_neighbours_word_alone_makes_no_hit(analyzer: Analyzer) -> None:
    index = Index.build(said("防災の訓練をしました。", "窓口を増やしました。"), analyzer)
    assert [hit.passage.text for hit in index.search(query("防災", analyzer)).hits] == ["防災の訓練をしました。"]


def test_a_familys_word_alone_makes_no_hit(analyzer: Analyzer) -> None:
    index = Index.build(said("公募をしました。", "窓口を増やしました。"), analyzer)
    assert index.search(query("登用", analyzer)).total == 0


def test_two_characters_alone_make_no_hit(analyzer: Analyzer) -> None:
    index = Index.build(said("被災地です。"), analyzer)
    assert index.search(replace(of_words("宇宙"), subject="災地の")).total == 0


def test_another_name_of_the_thing_is_a_hit_and_is_marked(analyzer: Analyzer) -> None:
    index = Index.build(said("ガバメントクラウドに移ります。", "窓口を増やしました。"), analyzer)
    hit = index.search(query("ガバクラ", analyzer)).hits[0]
    assert [span.of(hit.passage.text) for span in hit.highlights] == ["ガバメントクラウド"]


def test_a_heading_makes_a_hit(analyzer: Analyzer) -> None:
    index = Index.build(passages(transcript(("青山", ("これから増やします。",)), heading="職員の育成")), analyzer)
    assert index.search(query("育成", analyzer)).total == 1


def test_the_speaker_who_is_asked_for_comes_first(analyzer: Analyzer) -> None:
    index = Index.build(
        passages(transcript(("青山", ("採用と採用の条件です。",)), ("白石", ("採用も研修も予算の話です。",)))), analyzer
    )
    assert index.search(query("白石課長は採用について何と言った", analyzer)).hits[0].passage.speech.label == "白石"


def test_what_stands_around_moves_a_hit_up(analyzer: Analyzer) -> None:
    alone = transcript(("青山", ("採用は難しいです。", "窓口の話です。")), key="n1")
    among = transcript(("青山", ("採用は難しいです。", "採用の条件を変えました。")), key="n2")
    index = Index.build(passages(alone, among), analyzer)
    assert [hit.passage.id for hit in index.search(query("採用", analyzer)).hits][-1] == "n1-0-0-0"


def test_a_weight_of_zero_leaves_the_field_out(analyzer: Analyzer) -> None:
    index = Index.build(said("採用です。"), analyzer, tuning=Tuning(context=0, synonyms=0))
    assert set(index.rankings) == {Field.TEXT, Field.SPEAKER, Field.PAIRS, Field.CHARACTERS}


@given(texts=st.lists(SENTENCES, min_size=1, max_size=6), words=st.lists(st.sampled_from(WORDS), max_size=4))
def test_the_terms_of_an_explanation_add_up_to_the_score(
    analyzer: Analyzer, texts: list[str], words: list[str]
) -> None:
    index = Index.build(said(*texts), analyzer)
    asked = query("、".join(words), analyzer)
    for hit in index.search(asked).hits:
        parts = index.explain(asked, hit.passage)
        assert sum(part.gain for part in parts) == pytest.approx(hit.score)
        assert all(part.gain > 0 for part in parts)


def test_an_explanation_names_field_and_term(analyzer: Analyzer) -> None:
    passage = said("採用です。")[0]
    index = Index.build([passage], analyzer, synonyms=Synonyms({}, {}), tuning=Tuning(characters=0))
    assert [(part.field, part.term) for part in index.explain(query("採用", analyzer), passage)] == [
        (Field.TEXT, "採用")
    ]


def test_a_passage_of_another_index_is_not_explained(analyzer: Analyzer) -> None:
    other = passages(transcript(("青山", ("採用です。",)), key="n9"))[0]
    with pytest.raises(ValueError, match="not in this index"):
        Index.build(said("採用です。"), analyzer).explain(query("採用", analyzer), other)


KNOWN = ("青山", "朝霧市", "副市長", "部長", "課長", "森", "東京都")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("青山副市長は採用について何と言った？", ("青山", "副市長")),
        ("朝霧市の青山さん　防災", ("青山", "朝霧市")),
        ("副市長の発言", ("副市長",)),
        ("部長は反対したの", ("部長",)),
        ("部長会で使う資料", ()),
        ("課長に聞かれた", ()),
        ("森林の管理", ()),
        ("森課長は", ("課長", "森")),
        ("市長は", ()),
    ],
)
def test_only_who_is_asked_for_is_taken(question: str, names: tuple[str, ...]) -> None:
    assert names_in_question(question, KNOWN) == names


def test_a_mayor_is_not_found_in_a_deputy_mayor() -> None:
    assert names_in_question("副市長は", ("市長", "副市長")) == ("副市長",)


def test_a_settled_speaker_is_known_by_surname_body_and_title() -> None:
    assert speaker_names(passages(transcript(("白石", ("はい。",))))[0]) == ("白石", "夕凪区", "課長")


def test_a_given_name_is_none_that_speakers_are_asked_for_by() -> None:
    assert "進" not in speaker_names(passages(transcript(("黒川", ("はい。",))))[0])


def test_an_open_speaker_is_known_by_what_the_label_says() -> None:
    assert speaker_names(passages(transcript(("総務局・灰田課長", ("はい。",))))[0]) == ("灰田", "課長")


@pytest.mark.parametrize("label", ["副市長", "委員", "さん", ""])
def test_a_label_that_is_only_a_title_keeps_a_character(label: str) -> None:
    assert len(surname(label)) == min(len(label), len(surname(label)))
    assert bool(surname(label)) == bool(label)
