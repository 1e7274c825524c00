"""The table of the 62 municipalities, and finding them in texts."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.municipalities import Area, Gazetteer, Municipality, MunicipalityKind, tokyo

HEADER = "code,name,reading,kind,area,aliases,bare_ambiguous"


def names(text: str) -> list[str]:
    return [place.name for place in tokyo().found_in(text)]


def table(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "places.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def check_digit(digits: str) -> str:
    """Return the check digit of a code's first five digits, by 総務省's rule."""
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, (6, 5, 4, 3, 2), strict=True))
    return str((11 - weighted % 11) % 10)


def test_tokyo_has_23_wards_26_cities_5_towns_and_8_villages() -> None:
    kinds = Counter(place.kind for place in tokyo())
    assert kinds == {
        MunicipalityKind.WARD: 23,
        MunicipalityKind.CITY: 26,
        MunicipalityKind.TOWN: 5,
        MunicipalityKind.VILLAGE: 8,
    }
    assert len(tokyo()) == 62


def test_23_lie_in_the_wards_30_in_tama_and_9_on_the_islands() -> None:
    assert Counter(place.area for place in tokyo()) == {Area.WARDS: 23, Area.TAMA: 30, Area.ISLANDS: 9}


def test_every_code_is_tokyos_and_ends_in_its_check_digit() -> None:
    assert all(place.code.startswith("13") for place in tokyo())
    assert [place.name for place in tokyo() if place.code[5] != check_digit(place.code[:5])] == []


@pytest.mark.parametrize(("digits", "digit"), [("01100", "2"), ("13202", "1"), ("13207", "1"), ("13219", "5")])
def test_the_check_digit_follows_the_ministrys_rule_where_the_remainder_is_0_or_1_too(digits: str, digit: str) -> None:
    assert check_digit(digits) == digit


def test_the_codes_ascend_as_in_the_ministrys_list() -> None:
    codes = [place.code for place in tokyo()]
    assert codes == sorted(codes)


@pytest.mark.parametrize(
    ("name", "code", "reading"),
    [
        ("千代田区", "131016", "ちよだく"),
        ("練馬区", "131202", "ねりまく"),
        ("八王子市", "132012", "はちおうじし"),
        ("福生市", "132187", "ふっさし"),
        ("西東京市", "132292", "にしとうきょうし"),
        ("瑞穂町", "133035", "みずほまち"),
        ("檜原村", "133078", "ひのはらむら"),
        ("大島町", "133612", "おおしままち"),
        ("神津島村", "133647", "こうづしまむら"),
        ("小笠原村", "134210", "おがさわらむら"),
    ],
)
def test_code_and_reading_are_the_official_ones(name: str, code: str, reading: str) -> None:
    place = tokyo().named(name)
    assert place is not None
    assert (place.code, place.reading) == (code, reading)


def test_every_municipality_can_be_written_without_its_suffix() -> None:
    assert all(place.bare in place.aliases for place in tokyo())


def test_a_bare_name_that_is_a_word_a_surname_or_another_place_is_marked() -> None:
    marked = {place.name for place in tokyo() if place.bare_ambiguous}
    assert marked >= {
        "港区",
        "北区",
        "中央区",
        "中野区",
        "渋谷区",
        "町田市",
        "府中市",
        "日野市",
        "小平市",
        "大島町",
        "三宅村",
    }
    assert marked.isdisjoint({"練馬区", "世田谷区", "三鷹市", "調布市", "昭島市", "青ヶ島村", "八丈町"})


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("青ケ島村", "青ヶ島村"),
        ("青ｹ島村", "青ヶ島村"),
        ("桧原村", "檜原村"),
        ("葛\U000e0100飾区", "葛飾区"),
        ("あきる野市", "あきる野市"),
    ],
)
def test_spellings_of_a_full_name_are_one(written: str, name: str) -> None:
    place = tokyo().named(written)
    assert place is not None
    assert place.name == name
    assert names(f"先日、{written}から話を聞いた") == [name]


@pytest.mark.parametrize("text", ["練馬", "練馬区役所", "東京都練馬区", "区", "", "東京都", "港北区"])
def test_only_the_whole_full_name_is_named(text: str) -> None:
    assert tokyo().named(text) is None


def test_names_come_in_order_of_appearance_each_once() -> None:
    assert names("東村山市と小平市、それに東村山市の隣の清瀬市") == ["東村山市", "小平市", "清瀬市"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("武蔵村山市と東村山市", ["武蔵村山市", "東村山市"]),
        ("西東京市CIO×都CIO", ["西東京市"]),
        ("東京都北区の担当者", ["北区"]),
        ("都北区の担当者", ["北区"]),
        ("港区議会と江東区民", ["港区", "江東区"]),
        ("東京都中央区・港区", ["中央区", "港区"]),
        ("千代田区中央区港区", ["千代田区", "中央区", "港区"]),
        ("多摩市稲城市", ["多摩市", "稲城市"]),
        ("西多摩郡瑞穂町と奥多摩町", ["瑞穂町", "奥多摩町"]),
        ("伊豆大島の大島町、新島村", ["大島町", "新島村"]),
        ("小平市役所", ["小平市"]),
    ],
)
def test_a_full_name_in_a_running_text_is_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "区市町村と市区町村",
        "札幌市北区",
        "横浜市港北区",
        "大阪市中央区",
        "名古屋港区",
        "京都北区",
        "さいたま市北区",
        "広島県府中市",
        "山口県周防大島町",
        "川崎市川崎区大島町",
        "東北区域の空港区域",
        "中央区画整理",
        "府中市場の青果",
        "練馬と港と北",
    ],
)
def test_namesakes_elsewhere_and_longer_words_name_none(text: str) -> None:
    assert names(text) == []


def test_the_metropolis_is_no_municipality() -> None:
    assert names("東京都と東京都庁") == []
    assert tokyo().begins("東京都デジタルサービス局") is None


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("練馬区企画部長", "練馬区"),
        ("東京都北区副区長", "北区"),
        ("西東京市CIO", "西東京市"),
        ("青ケ島村長", "青ヶ島村"),
    ],
)
def test_a_role_begins_with_its_municipality(role: str, name: str) -> None:
    place = tokyo().begins(role)
    assert place is not None
    assert place.name == name


@pytest.mark.parametrize("role", ["情報システム課長", "元練馬区職員", "大阪市中央区長", "中央区画整理課長", ""])
def test_a_role_that_begins_otherwise_begins_with_none(role: str) -> None:
    assert tokyo().begins(role) is None


def test_positions_follow_the_table_and_strangers_come_last() -> None:
    order = sorted(["小笠原村", "東京都", "練馬区", "千代田区"], key=tokyo().position)
    assert order == ["千代田区", "練馬区", "小笠原村", "東京都"]


@given(st.lists(st.sampled_from(tokyo().municipalities), unique=True), st.sampled_from("、・× と"))
def test_any_listed_names_are_found_again(places: list[Municipality], between: str) -> None:
    assert list(tokyo().found_in(between.join(place.name for place in places))) == places


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    found = tokyo().found_in(text)
    assert len(set(found)) == len(found)


def test_a_table_of_fictional_municipalities_is_read_the_same_way(tmp_path: Path) -> None:
    gazetteer = Gazetteer.read(
        table(tmp_path, "990019,白波市,しらなみし,市,多摩,白波,0", "990027,霧ヶ浜村,きりがはまむら,村,島しょ,,0")
    )
    assert [place.name for place in gazetteer.found_in("霧ケ浜村と白波市")] == ["霧ヶ浜村", "白波市"]
    assert gazetteer.named("練馬区") is None


def test_an_empty_table_finds_nothing(tmp_path: Path) -> None:
    assert Gazetteer.read(table(tmp_path)).found_in("練馬区") == ()


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("990019,白波市,しらなみし,市,多摩,白波", "line 3: 6 columns instead of 7"),
        ("99001,白波市,しらなみし,市,多摩,白波,0", "line 3: no six-digit code: '99001'"),
        ("990019,白波市,シラナミシ,市,多摩,白波,0", "line 3: no reading of 白波市"),
        ("990019,白波市,しらなみまち,市,多摩,白波,0", "line 3: no reading of 白波市"),
        ("990019,白波市,しらなみし,区,多摩,白波,0", "line 3: '白波市' does not end in 区"),
        ("990019,白波市,しらなみし,郡,多摩,白波,0", "line 3: '郡' is not a valid MunicipalityKind"),
        ("990019,白波市,しらなみし,市,海,白波,0", "line 3: '海' is not a valid Area"),
        ("990019,白波市,しらなみし,市,多摩,白波||しらなみ,0", "line 3: an empty alias of 白波市"),
        ("990019,白波市,しらなみし,市,多摩,白波,yes", "line 3: bare_ambiguous is 0 or 1, not 'yes'"),
        ("990001,白波市,しらなみし,市,多摩,白波,0", "more than once in the table: 990001"),
        ("990019,青柳市,あおやぎし,市,多摩,,0", "more than once in the table: 青柳市"),
    ],
)
def test_a_malformed_row_is_named_with_its_line_and_fault(tmp_path: Path, row: str, complaint: str) -> None:
    path = table(tmp_path, "990001,青柳市,あおやぎし,市,多摩,青柳,0", row)
    with pytest.raises(ValueError, match=complaint):
        Gazetteer.read(path)


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"places\.csv: line 1: the columns must be code,name,reading"):
        Gazetteer.read(table(tmp_path, header="name,code"))
