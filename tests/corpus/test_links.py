"""Addresses of articles, and text fragments of passages."""

from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.links import LONGEST_ADDRESS, canonical_url, note_key, passage_link, plain_link

URL = "https://note.com/sample_forum/n/n0123456789ab"

#: Words with every character that means something in a fragment, and the marks at which ends are cut.
WORDS = st.text(st.sampled_from("窓口予約をｶﾅABc-,&|%#~ 　。、！？」"), max_size=400)


def fragment(link: str | None) -> str:
    assert link is not None
    base, marker, directive = link.partition("#:~:text=")
    assert (base, marker) == (URL, "#:~:text=")
    return directive


def decoded(link: str | None) -> list[str]:
    return [unquote(part) for part in fragment(link).split(",")]


def test_one_line_is_named_by_its_exact_text() -> None:
    assert decoded(passage_link(URL, "窓口の予約を始めました。")) == ["窓口の予約を始めました。"]


def test_an_indent_is_no_part_of_what_the_browser_sees() -> None:
    assert decoded(passage_link(URL, "\u3000窓口の予約を始めました。\n")) == ["窓口の予約を始めました。"]


def test_hyphen_comma_ampersand_and_bar_are_encoded() -> None:
    assert fragment(passage_link(URL, "A-B, C&D|E")) == "A%2DB%2C%20C%26D%7CE"


def test_several_lines_are_named_by_their_ends_cut_at_punctuation() -> None:
    quote = "\u3000窓口の予約を始めましたが、使う人は少数です。\n\u3000案内を変えました。すると半年で三倍に増えました。"
    assert decoded(passage_link(URL, quote)) == ["窓口の予約を始めましたが、", "すると半年で三倍に増えました。"]


def test_an_end_that_is_found_everywhere_is_made_longer() -> None:
    quote = "はい、そうですね、窓口から始めました。\n次は電話です。その次は、はい。"
    assert decoded(passage_link(URL, quote)) == [
        "はい、そうですね、窓口から始めました。",
        "次は電話です。その次は、はい。",
    ]


def test_a_line_without_punctuation_is_taken_whole() -> None:
    assert decoded(passage_link(URL, "窓口の予約を始めた次第\n電話も")) == ["窓口の予約を始めた次第", "電話も"]


def test_one_line_too_long_for_its_exact_text_is_named_by_its_ends() -> None:
    quote = "窓口の予約を始めたのですが、" + "説明が長くなりますので割愛して" * 25 + "、最後に電話も始めました。"
    assert decoded(passage_link(URL, quote)) == ["窓口の予約を始めたのですが、", "最後に電話も始めました。"]


@pytest.mark.parametrize("quote", ["", " \n\u3000", "あ" * 400, "あ" * 400 + "\n" + "い" * 400])
def test_where_no_fragment_fits_the_plain_link_is_left(quote: str) -> None:
    assert passage_link(URL, quote) == URL


def test_without_an_address_there_is_no_link() -> None:
    assert passage_link(None, "窓口の予約を始めました。") is None


def test_the_second_of_two_equal_sentences_is_told_by_the_line_before_it() -> None:
    before = "青柳\n\u3000そのとおりです。\n\u3000では次に。\n白波"
    assert fragment(passage_link(URL, "そのとおりです。", before)).startswith("%E7%99%BD%E6%B3%A2-,")
    assert unquote(fragment(passage_link(URL, "そのとおりです。", before))) == "白波-,そのとおりです。"


def test_words_that_stand_nowhere_before_need_no_prefix() -> None:
    assert decoded(passage_link(URL, "そのとおりです。", "青柳\n違います。")) == ["そのとおりです。"]


def test_twins_are_compared_as_loosely_as_the_browser_does() -> None:
    link = passage_link(URL, "DXの話です。", "青柳\nｄｘの話です。\n白波")
    assert unquote(fragment(link)) == "白波-,DXの話です。"


@given(WORDS, WORDS)
def test_no_part_of_a_fragment_holds_a_raw_separator_and_no_address_is_too_long(quote: str, before: str) -> None:
    link = passage_link(URL, quote, before)
    assert link is not None
    assert len(link) <= LONGEST_ADDRESS
    directive = link.removeprefix(URL).removeprefix("#:~:text=")
    prefix, marker, ends = directive.rpartition("-,")
    assert bool(prefix) == bool(marker)
    assert len(ends.split(",")) <= 2
    assert not set(prefix + ends.replace(",", "")) & set("-,&|#> ")


@given(WORDS)
def test_what_a_fragment_names_stands_in_the_quote_its_first_end_first(quote: str) -> None:
    link = passage_link(URL, quote)
    assume(link != URL)
    seen = "\n".join(" ".join(line.split()) for line in quote.splitlines() if line.strip())
    ends = decoded(link)
    assert seen.startswith(ends[0])
    assert seen.endswith(ends[-1])
    assert len(ends) == 1 or sum(map(len, ends)) <= len(seen)


@given(st.text())
def test_any_text_has_a_link(quote: str) -> None:
    assert (passage_link(URL, quote, quote) or "").startswith(URL)


def test_half_a_character_does_not_break_the_link() -> None:
    assert (passage_link(URL, "窓口\ud83d") or "").startswith(URL)


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        (f"{URL}?magazine_key=m0123456789ab", URL),
        (f"{URL}#窓口", URL),
        (f" {URL}\n", URL),
        ("https://note.com./sample_forum/n/n0123456789ab", URL),
        ("https://NOTE.com/sample_forum/n/n0123456789ab", URL),
        ("http://127.0.0.1:8080/a?b=c", "http://127.0.0.1:8080/a"),
        ("https://example.jp/見本|a b>", "https://example.jp/%E8%A6%8B%E6%9C%AC%7Ca%20b%3E"),
        ("https://me:secret@example.jp/a", "https://example.jp/a"),
    ],
)
def test_a_plain_link_is_the_address_alone(address: str, plain: str) -> None:
    assert plain_link(address) == plain
    assert plain_link(plain) == plain


@pytest.mark.parametrize("address", ["", "note.com/a", "javascript:alert(1)", "https://", "https://./a", "http://["])
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"no web address|Invalid IPv6 URL"):
        plain_link(address)


def test_notes_articles_have_one_address_at_https() -> None:
    assert canonical_url("http://note.com./sample_forum/n/n0123456789ab?magazine_key=m0123456789ab") == URL
    assert canonical_url(URL) == URL


def test_other_hosts_keep_their_scheme() -> None:
    assert canonical_url("http://127.0.0.1:8080/a?b=c") == "http://127.0.0.1:8080/a"


@pytest.mark.parametrize(
    "address",
    [
        URL,
        f"{URL}/",
        f"{URL}?magazine_key=m0",
        "https://note.com./x/n/n0123456789ab#a",
        "http://127.0.0.1:9/x/n/n0123456789ab",
    ],
)
def test_notes_key_is_read_from_any_form_of_the_address(address: str) -> None:
    assert note_key(address) == "n0123456789ab"


@pytest.mark.parametrize(
    "address",
    [
        "https://note.com/sample_forum",
        "https://note.com/sample_forum/m/m0123456789ab",
        "https://note.com/sample_forum/n/n0123456789",
        "https://note.com/sample_forum/n/n0123456789AB",
        "https://note.com/sample_forum/n/n0123456789abc",
        "http://[",
        "",
    ],
)
def test_an_address_without_a_key_has_none(address: str) -> None:
    assert note_key(address) is None


def test_an_address_longer_than_any_articles_is_refused() -> None:
    with pytest.raises(ValueError, match="an address of 3,0"):
        canonical_url(URL + "x" * 3_000)
