"""Sentences of the search form, of 関連する発言 and of pickers."""

from __future__ import annotations

TYPE_A_NAME = "名前や読みで探す"
MUNICIPALITIES = "自治体"
RELATED_TITLE = "関連する発言"
RELATED_PRIVATE = (
    "この画面はあなただけに見えています。「共有」を押すまで、何も投稿されません。投稿の文面は保存していません。"
)
RELATED_NOTHING = "この投稿に近い発言は見つかりませんでした（取組がないという意味ではありません）。"
RELATED_WORDLESS = "この投稿には、探す手がかりになる言葉がありません。「座談会を検索」で、言葉を入れて探せます。"
SEARCH_TITLE = "座談会を検索"
SEARCH_WORDS = "言葉"
SEARCH_WORDS_HINT = "例：専門人材の採用で困っていること"
SEARCH_PERSONS = "発言者"
SEARCH_PERIOD = "開催時期"
SEARCH_ANY_PERIOD = "時期を問わない"
SEARCH_ANY_THEME = "テーマを問わない"
SEARCH_OWN = "自分の自治体"
SEARCH_OWN_LEFT_OUT = "自分の自治体を除く"
SEARCH = "検索する"
SEARCH_EMPTY = "言葉を入れるか、条件を1つ以上選んでください。"
#: The line above quotes for a message: words, shown, coverage.
related_found = "この投稿の言葉（{}）と重なる発言を、近い順に{}件引用します。{}".format
#: The same where no quote is an exact match: words, shown, coverage.
related_near = "この投稿の言葉の一部は収録にありません。言葉（{}）が近い発言を{}件引用します。{}".format
