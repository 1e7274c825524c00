"""Markup: the canonical text of HTML, its lines, and the second path that quotes are checked by."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.markup import CanonicalText, canonical
from corpus.model import BlockKind, MediaType, Span
from corpus.passages import passages
from corpus.sources.files import ReadOptions, read_file
from corpus.verbatim import QuoteCheck
from tests.corpus.published import (
    HTML_FORMS,
    NOW,
    PIECE,
    TOWNS,
    Piece,
    article,
    as_html,
    as_text,
    pieces,
    speeches,
    understood,
)
from tests.real import ARTICLES, INPUTS


def canonical_of(html: str) -> CanonicalText:
    return canonical(article(html))


def lines_of(html: str) -> list[tuple[str, str, bool]]:
    return [(line.text, line.tag, line.gap) for line in canonical_of(html).lines]


def test_block_ends_and_line_breaks_are_newlines_and_all_else_is_as_it_stands() -> None:
    html = "<h2>見出し</h2><p>前の<strong>行</strong><br>　後の行 &amp; ＡＢ</p><p>次の段落</p>"
    assert canonical_of(html).text == "見出し\n前の行\n　後の行 & ＡＢ\n次の段落\n"


def test_of_ruby_only_the_base_is_text_also_without_end_tags() -> None:
    assert canonical_of("<p><ruby>雲取<rp>（</rp><rt>くもとり</rt><rp>）</rp></ruby>の里</p>").text == "雲取の里\n"
    assert canonical_of("<p><ruby>雲<rt>くも<rb>取<rt>とり</ruby>の里</p>").text == "雲取の里\n"


def test_scripts_and_styles_are_no_text() -> None:
    html = "<style>p{}</style><p>本文</p><script>x</script><noscript>なし</noscript>"
    assert canonical_of(html).text == "本文\n"


def test_white_space_between_blocks_is_no_text_but_an_ideographic_indent_is() -> None:
    assert canonical_of("<p>一</p>\n\n   <p>\n  　二</p>\n").text == "一\n　二\n"


def test_alternative_texts_of_images_are_no_text_and_captions_say_that_they_are() -> None:
    html = '<p><img alt="写真の説明"></p><figure><img alt="x"><figcaption>区の皆さん</figcaption></figure>'
    assert lines_of(html) == [("区の皆さん", "figcaption", True)]


def test_two_line_breaks_part_lines_like_a_blank_line_does_and_one_does_not() -> None:
    assert lines_of("<p>一<br>二<br><br>三</p>") == [("一", "p", True), ("二", "p", False), ("三", "p", True)]


def test_items_of_a_list_stand_together() -> None:
    html = "<p>議題</p><ol><li><p>育成</p></li><li>採用</li></ol><p>本文</p>"
    assert lines_of(html) == [("議題", "p", True), ("育成", "li", True), ("採用", "li", False), ("本文", "p", True)]


def test_lines_know_the_element_that_tells_what_they_are() -> None:
    html = (
        "<h3>小見出し</h3><blockquote><p>引用</p></blockquote><pre>A\n  B</pre>"
        '<figure data-src="https://example.com"><a href="https://example.com">題</a></figure>'
    )
    expected = [("小見出し", "h3"), ("引用", "blockquote"), ("A", "pre"), ("B", "pre"), ("題", "embed")]
    assert [(line.text, line.tag) for line in canonical_of(html).lines] == expected


#: A card of another page as note made it from 2021 to 2022: its title, description and host are text.
CARD_OF_2021 = (
    '<figure embedded-content-key="emb0" embedded-service="external-article" contenteditable="false" name="a1B2c">'
    '<div data-name="embedContainer"><div data-embed-service="external-article"><span>'
    '<div class="external-article-widget"><a href="https://example.com/" rel="noopener nofollow" target="_blank">'
    '<strong class="external-article-widget-title">空木 恵</strong>'
    '<em class="external-article-widget-description">第3回は、予約の窓口です。</em>'
    '<em class="external-article-widget-url">example.com</em></a></div></span></div></div></figure>'
)
CONTENTS = (
    '<table-of-contents name="toc"><div class="o-tableOfContents"><div class="o-tableOfContents__title">目次</div>'
    '<ol class="o-tableOfContents__list"><li class="o-tableOfContents__item"><a href="#a">空木 恵</a></li></ol>'
    "<div>すべて表示</div></div></table-of-contents>"
)
CARDS = (
    CARD_OF_2021,
    CONTENTS,
    re.sub("</?figure[^>]*>", "", CARD_OF_2021),
    '<figure embedded-content-key="emb0"><span><a href="https://example.com/">空木 恵</a></span></figure>',
    '<figure data-src="https://example.com/"><h3>空木 恵</h3><ul><li>予約の窓口です。</li></ul></figure>',
    '<figure name="x"><iframe src="https://example.com/"></iframe><figcaption>空木 恵</figcaption></figure>',
    "<blockquote><p>朝の一時間です。</p><p><cite>空木 恵</cite></p></blockquote>",
    '<a class="external-article-link" href="https://example.com/">空木 恵</a>',
)


@pytest.mark.parametrize("card", CARDS)
def test_a_card_or_a_contents_list_is_never_words_of_an_article_in_whatever_year_s_form(card: str) -> None:
    body = as_html(PIECE)
    read = understood(article(body.replace("<p>海野<br>", f"{card}<p>海野<br>"), title=PIECE.title))
    assert speeches(read) == speeches(understood(article(body, title=PIECE.title)))
    tags = {line.tag for line in canonical_of(f"<p>前</p>{card}<p>後</p>").lines[1:-1]}
    assert tags in ({"embed"}, {"embed", "blockquote"})


def test_links_are_kept_with_the_words_that_bear_them() -> None:
    canonical_text = canonical_of(
        '<p>前半は<a href="https://note.com/a/n/n000000000000"><b>こちら</b></a></p><p><a name="x">印</a></p>'
    )
    assert [(link.span.of(canonical_text.text), link.href) for link in canonical_text.links] == [
        ("こちら", "https://note.com/a/n/n000000000000")
    ]


def test_a_contents_element_that_closes_itself_swallows_nothing() -> None:
    assert canonical_of('<table-of-contents name="x" /><p>本文</p>').text == "本文\n"


def test_a_thousand_elements_inside_each_other_are_read() -> None:
    assert canonical_of("<div>" * 1000 + "底" + "</div>" * 1000).text == "底\n"


@pytest.mark.parametrize("form", HTML_FORMS)
def test_every_form_of_the_body_says_what_the_plain_text_says(form: object) -> None:
    assert callable(form)
    expected = [
        (
            "職員の育成",
            "学びの庭をひらく",
            "森野",
            "森野 泰",
            ("研修は朝の一時間に移しました。", "眠い目でも、手は動きます。"),
        ),
        ("職員の育成", "学びの庭をひらく", "海野", "海野 実", ("窓口A&Bの案内を<一枚>にまとめました。",)),
        ("窓口の予約", "待たない仕組み", "空木", "空木 恵", ("予約の山は火曜に来ます。",)),
    ]
    plain = article(as_text(PIECE), title="", media_type=MediaType.TEXT)
    assert speeches(understood(plain)) == expected
    assert speeches(understood(article(form(PIECE), title=PIECE.title))) == expected


@given(pieces(), st.sampled_from(HTML_FORMS))
def test_the_same_article_gives_the_same_speeches_in_every_form(piece: Piece, form: object) -> None:
    assert callable(form)
    plain = understood(article(as_text(piece), title="", media_type=MediaType.TEXT))
    marked = understood(article(form(piece), title=piece.title))
    assert speeches(marked) == speeches(plain)
    assert (marked.title, marked.round, marked.held_on, marked.participants, marked.agenda) == (
        plain.title, plain.round, plain.held_on, plain.participants, plain.agenda,
    )  # fmt: skip


def element(*tags: str, inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    within = st.lists(inside, max_size=4).map("".join)
    return st.builds(lambda tag, words: f"<{tag}>{words}</{tag}>", st.sampled_from(tags), within)


WORDS = st.sampled_from(
    ["語", "「引用」", " ", "\n", "　", "&lt;b&gt;", "&amp;amp;", "<br>", "<br><br>", "&nbsp;", "A B"]
)
RUBY = st.sampled_from(["<ruby>雲<rp>(</rp><rt>くも</rt><rp>)</rp></ruby>", "<ruby>雲<rt>くも<rb>取<rt>とり</ruby>"])
UNSEEN = st.sampled_from(
    ['<script type="application/ld+json">a<b</script>', '<img alt="絵">', "<nav>目<b>次</b></nav>", "<canvas></canvas>"]
)
INLINE = st.recursive(WORDS | RUBY, lambda inner: element("b", "em", "s", "code", inside=inner), max_leaves=6)
PLAIN = element("p", "h2", "h3", "pre", inside=INLINE | element("a", inside=INLINE))
MARKUP = st.one_of(
    PLAIN,
    WORDS,
    UNSEEN,
    element("ul", "ol", inside=element("li", inside=PLAIN | INLINE)),
    element(
        "div", "blockquote", "figure", "table-of-contents", inside=PLAIN | UNSEEN | element("figcaption", inside=INLINE)
    ),
)


@given(st.lists(MARKUP, max_size=6).map("".join), st.data())
def test_every_stretch_between_lines_that_cannot_be_quoted_is_found_by_the_second_path(
    html: str, data: st.DataObject
) -> None:
    canonical_text = canonical(article(html))
    # From a line's newline to the next: its indent is no one's words either.
    whole = [
        (canonical_text.text.rfind("\n", 0, at.start) + 1, canonical_text.text.find("\n", at.end))
        for at in _unquotable(canonical_text)
    ]
    cuts = [0, *(edge for start, end in whole for edge in (start, end if end >= 0 else len(canonical_text.text)))]
    stretch = data.draw(st.sampled_from(list(zip(cuts[::2], [*cuts[1::2], len(canonical_text.text)], strict=True))))
    start = data.draw(st.integers(*stretch))
    quote = canonical_text.text[start : data.draw(st.integers(start, stretch[1]))]
    assert QuoteCheck.of(article(html)).says(quote) or not quote.strip()


def _unquotable(canonical_text: CanonicalText) -> list[Span]:
    return [line.span for line in canonical_text.lines if line.unquotable]


#: Ways in which a page shows words that nobody says (any more), or not in the order in which they stand.
NOT_SAID = (
    "<s>三百万円</s>",
    "<del>三百万円</del>",
    "<strike>三<b>百万</b>円</strike>",
    "<span hidden>三百万円</span>",
    "<span hidden/>三百万円</span>",
    '<span style="color: red; DISPLAY : none">三百万円</span>',
    '<span style="visibility:hidden">三百万円</span>',
    '<span style="disp/**/lay:none;text-decoration: line-through">三百万円</span>',
    '<span style="\\64isplay:none">三百万円</span>',
    '<bdo dir="rtl">三百万円</bdo>',
    '<span dir="RTL">三百万円</span>',
    '<span style="opacity:.0">三百万円</span>',
    '<span style="font:0/0 a">三百万円</span>',
    '<span style="clip-path:inset(100%)">三百万円</span>',
    '<span style="text-align:center;color:#fff">三百万円</span>',
    '<span style="position:absolute;left:-99em">三百万円</span>',
    "<span popover>三百万円</span>",
    "<canvas>三百万円</canvas>",
    "<ins>三百万円</ins>",
    # Seen, and not dropped from the middle of a quote.
    "<button>三百万円</button>",
    "<object>三百万円</object>",
    "<svg><text>三百万円</text></svg>",
    "<rt>三百万円</rt>",
    "<ruby>約<rt><b>三百万円</b></rt></ruby>",
    "<input value='三百万円'>",
    "<iframe srcdoc='三百万円'></iframe>",
    "\u202e三百万円\u202c",
    "&#x2067;三百万円&#x2069;",
)


@pytest.mark.parametrize("struck", NOT_SAID)
def test_no_quote_holds_or_crosses_what_is_struck_out_hidden_or_turned_round(struck: str) -> None:
    made = article(f"<p>研修の費用は{struck}三千万円です。</p><p>毎年続けます。</p>")
    canonical_text = canonical(made)
    assert canonical_text.text.startswith("研修の費用は")
    assert [(line.text, line.unquotable) for line in canonical_text.lines][1:] == [("毎年続けます。", False)]
    assert canonical_text.lines[0].unquotable
    assert not QuoteCheck.of(made).says(canonical_text.lines[0].text)
    assert not QuoteCheck.of(made).says("費用は三千万円")
    assert not QuoteCheck.of(made).says("三千万円です。")
    assert QuoteCheck.of(made).says("毎年続けます。")


def test_what_note_marks_without_hiding_it_is_not_taken_for_struck_out() -> None:
    shown = (
        '<p style="text-align:center" name="a1B2c" class="x" data-v-1="" aria-label="y">研修を<strong>毎年</strong>'
        '<a href="https://example.com/" rel="noopener">続け</a><!-- <s> --><code>ます</code></p>'
        '<script type="application/ld+json">{}</script><p>次です</p>'
    )
    assert not any(line.unquotable for line in canonical_of(shown).lines)
    assert QuoteCheck.of(article(shown)).says("研修を毎年続けます次です")


#: What may change or cover any line, wherever it stands.
SPOILING = (
    "<style>p{display:none}</style>",
    "<link rel=stylesheet href=x.css>",
    "<script>document.body.hidden = true</script>",
    "<img src=x onerror=x()>",
    "<body hidden>",
    "<div style='position:fixed;inset:0;background:#fff'></div>",
    "<p style='margin-top:-3em;background:white;opacity:.99'>別の文です。</p>",
    "<dialog open>別の文です。</dialog>",
)


@pytest.mark.parametrize("markup", SPOILING)
def test_what_may_cover_or_change_any_line_leaves_nothing_to_be_quoted(markup: str) -> None:
    for html in (f"{markup}<p>毎年続けます。</p>", f"<p>毎年続けます。</p>{markup}"):
        assert all(line.unquotable for line in canonical_of(html).lines)
        assert not QuoteCheck.of(article(html)).says("毎年続けます。")


@pytest.mark.parametrize("part", ["<!", "</ ", "<!--", "/*", "margin", "<s>", "<ruby>雲<rt>", "<figure>", "<cite>"])
def test_the_line_above_endlessly_repeated_markup_is_quoted_before_the_test_runs_out_of_time(part: str) -> None:
    html = "<p>毎年続けます。</p><s>margin" + part * 9_000
    assert canonical_of(html).lines[0].foreign == ""
    assert QuoteCheck.of(article(html)).says("毎年続けます。")


def test_seen_words_of_foreign_elements_stay_in_the_text_and_their_line_says_what_is_foreign() -> None:
    html = (
        "<p>一<button>二</button>三</p><p>四<canvas></canvas><br>五</p>"
        "<p><span title=x style='top:0'>六</span></p><nav>七</nav>"
    )
    assert [(line.text, line.foreign) for line in canonical_of(html).lines] == [
        ("一二三", "button"), ("四", "canvas"), ("五", ""), ("六", "span[style]"), ("七", "nav"),
    ]  # fmt: skip


REAL = [path for path in (*ARTICLES.rglob("*.html"), INPUTS / "pages/real-fragment.html") if path.exists()]


@pytest.mark.skipif(not REAL, reason="no real pages here")
def test_of_real_pages_every_line_can_be_quoted_by_both_paths() -> None:
    for path in REAL:
        made = read_file(path, ReadOptions(TOWNS, NOW))
        canonical_text = canonical(made)
        assert [(line.text, line.foreign) for line in canonical_text.lines if line.unquotable] == [], path
        assert QuoteCheck.of(made).says(canonical_text.text), path


FIRST = "研修は朝の一時間に移しました。"


@pytest.mark.parametrize("struck", ["<s>三百万円</s>三千万円です。", "\u202e三百万円です。"])
def test_a_line_that_cannot_be_quoted_is_stray_and_its_speech_goes_on_below(struck: str) -> None:
    body = as_html(PIECE).replace(FIRST, f"{FIRST}<br>　研修の費用は{struck}")
    read = understood(article(body, title=PIECE.title))
    assert speeches(read) == speeches(understood(article(as_html(PIECE), title=PIECE.title)))
    strays = [block.span.of(read.text) for block in read.blocks if block.kind is BlockKind.STRAY]
    assert ["研修の費用は" in stray for stray in strays] == [True]
    assert [passage.text for passage in passages(read)][:2] == [FIRST, "眠い目でも、手は動きます。"]


def test_a_label_that_is_struck_out_leaves_the_words_below_to_nobody() -> None:
    body = as_html(PIECE).replace("<p>海野<br>", "<p><s>海野</s><br>")
    read = understood(article(body, title=PIECE.title))
    assert [said[2] for said in speeches(read)] == ["森野", "空木"]
    assert speeches(read)[0] == speeches(understood(article(as_html(PIECE), title=PIECE.title)))[0]


def test_who_is_struck_out_of_the_list_or_the_title_s_order_is_not_taken_over() -> None:
    body = as_html(PIECE).replace("情報課長：空木 恵", "<s>情報課長：空木 恵</s>")
    read = understood(article(body, title=f"\u202e{PIECE.title}\u202c"))
    assert [person.surname for person in read.participants] == ["森野", "海野"]
    assert read.title == PIECE.title


@given(pieces(), st.data())
def test_a_changed_character_is_not_found_by_the_second_path(piece: Piece, data: st.DataObject) -> None:
    for form in HTML_FORMS:
        made = article(form(piece), title=piece.title)
        words = data.draw(st.sampled_from(speeches(understood(made))))[4][0]
        assert QuoteCheck.of(made).says(words)
        assert not QuoteCheck.of(made).says(words[:3] + "＊" + words[4:])


@pytest.mark.parametrize("html", ["<noscript><p>内緒</p></noscript>本文", "<head><noscript>内緒</noscript></head>本文"])
def test_what_only_a_browser_without_scripts_shows_is_not_said(html: str) -> None:
    assert "内緒" not in canonical_of(html).text


def test_what_no_reader_sees_is_not_said() -> None:
    data = '<script type="application/ld+json">秘密</script>'
    made = article(f"<p><ruby>雲取<rt>くもとり</rt></ruby></p>{data}<p>一<noscript>内緒</noscript></p><nav>目次</nav>")
    assert QuoteCheck.of(made).says("雲取")
    assert not any(QuoteCheck.of(made).says(words) for words in ("くもとり", "秘密", "内緒", "目次", ""))


@given(st.text(max_size=300))
def test_any_text_has_lines_whose_spans_are_their_words(body: str) -> None:
    for media_type in MediaType:
        canonical_text = canonical(article(body, media_type=media_type))
        assert all(line.span.of(canonical_text.text) == line.text for line in canonical_text.lines)
