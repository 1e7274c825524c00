"""Every Japanese sentence that the bot says. Nothing else lives here; how a sentence is laid out is in ``bot/views``.

Sentences with a user's words in them are put into rich text or plain text only, never where Slack parses mrkdwn.
"""

from __future__ import annotations

from datetime import date

#: Shown once below every answer.
SOURCE = "出典：東京都・区市町村CIOフォーラム座談会。発言・役職は開催当時。"
BOLD = "太字は検索語（原文にはありません）"
SAMPLE_NOTICE = "見本の自治体・人物・発言は、すべて架空のものです。"
#: In the terminal.
MARKED = "色つきの部分は検索語（原文にはありません）"
GET_ARTICLES = "実際の記事を入れるには：zadankai import 記事.txt（入手のしかたは docs/operations.md）"
#: Below the answer to a command.
ONLY_YOU = "この回答は、あなただけに表示されています。"

#: Marks on a quote.
BEFORE_CUT = "（前略）"
AFTER_CUT = "（後略）"
AT_THE_TIME = "〔当時〕"
COPY = "転記"
SAMPLE = "見本"
NO_DATE = "開催日の記載なし"
NO_ADDRESS = "記事の所在は未登録"
SAMPLE_NO_ARTICLE = "見本のため、もとの記事はありません。"
SEPARATOR = " · "

#: Buttons and modals.
READ_AROUND = "前後を読む"
CLOSE = "閉じる"
AROUND_TITLE = "前後の発言"
GONE_TITLE = "発言が見つかりません"
GONE = "この発言は、引用したあとに変更されたか、取り下げられました。もう一度質問すると、いまの記事から探します。"
MODERATOR = "司会"
QUOTED = "▶ 引用した発言"
READ_ON = "続きは記事で"

#: One friendly sentence each, where nothing is searched.
HELLO = (
    "こんにちは。東京都と区市町村のCIO座談会から、発言をそのまま引用してお答えします。"
    "「専門人材の採用で困っていることは？」のように、ふだんの言葉で聞いてください。"
)
HELP = (
    "調べたいことを、ふだんの言葉で書いてください（例：職員の研修はどう進めている？）。"
    "座談会の発言をそのまま、いつ・誰の発言かを添えて引用します。じっくり調べるときは、このアプリへのDMが便利です。"
)
THANKS = "どういたしまして。ほかにも気になることがあれば、いつでもどうぞ。"
NOT_ANSWERED = "申し訳ありません。うまくお答えできませんでした。少し待ってから、もう一度聞いてください。"

#: The messages tab, before anything was asked.
PROMPTS_TITLE = "たとえば、こんなことを聞けます"
PROMPTS = (
    ("専門人材の採用", "専門人材の採用で、他の自治体は何に困っている？"),
    ("職員の研修・学び直し", "職員の研修や学び直しを、どう進めている？"),
    ("システムの標準化・共通化", "システムの標準化・共通化について、何と言っている？"),
    ("デジタルデバイド対策", "高齢者のデジタルデバイドに、どう取り組んでいる？"),
)

_REIWA = date(2019, 5, 1)
_HEISEI = date(1989, 1, 8)


def year(day: date) -> str:
    """The year as the articles count it.

    >>> year(date(2019, 5, 1)), year(date(2019, 4, 30)), year(date(1980, 1, 1))
    ('令和元年', '平成31年', '1980年')
    """
    for era, since in (("令和", _REIWA), ("平成", _HEISEI)):
        if day >= since:
            count = day.year - since.year + 1
            return f"{era}{'元' if count == 1 else count}年"
    return f"{day.year}年"


def day_of(day: date) -> str:
    """A day in the Japanese calendar.

    >>> day_of(date(2022, 8, 22))
    '令和4年8月22日'
    """
    return f"{year(day)}{day.month}月{day.day}日"


def month_of(day: date) -> str:
    """A month in the Japanese calendar.

    >>> month_of(date(2022, 8, 22))
    '令和4年8月'
    """
    return f"{year(day)}{day.month}月"


def round_of(number: int, part: int | None) -> str:
    """A round, and which part of it.

    >>> round_of(27, 2), round_of(3, None)
    ('第27回②', '第3回')
    """
    return f"第{number}回{'①②③④⑤⑥⑦⑧⑨'[part - 1] if part and part <= 9 else ''}"  # noqa: PLR2004 - ①…⑨


def hosts_round(hosts: tuple[str, ...]) -> str:
    """What stands for an affiliation that the article does not settle.

    >>> hosts_round(("灯台市", "麦野市"))
    '灯台市・麦野市の回'
    """
    return f"{'・'.join(hosts)}の回"


def covered(articles: int, rounds: int, municipalities: int, since: date | None, until: date | None) -> str:
    """What was searched.

    >>> covered(6, 5, 4, date(2021, 8, 16), date(2022, 9, 16))
    '収録：座談会5回（6記事、4自治体、令和3年8月〜令和4年9月）'
    """
    months = dict.fromkeys(month_of(day) for day in (since, until) if day)
    period = f"、{'〜'.join(months)}" if months else ""
    return f"収録：座談会{rounds}回（{articles}記事、{municipalities}自治体{period}）"


def found(question: str, shown: int, total: int, coverage: str) -> str:
    """The line above an answer's quotes."""
    share = f"{total}件のうち{shown}件" if total > shown else f"{shown}件"
    return f"「{question}」と言葉が重なる発言から、近い順に{share}です。{coverage}"


def fitting(question: str, shown: int, total: int, coverage: str) -> str:
    """The line above quotes where conditions were given and no word to search."""
    share = f"{total}件のうち{shown}件" if total > shown else f"{shown}件"
    return f"「{question}」に当てはまる発言から、{share}です。{coverage}"


def near(question: str, shown: int, coverage: str) -> str:
    """The line above quotes of which none is right on the question."""
    return f"「{question}」にぴったりの発言は見つかりませんでした。近い話題の発言を{shown}件引用します。{coverage}"


def nothing(question: str) -> str:
    """No hit: never worded as if nobody did anything."""
    return f"「{question}」に該当する発言は見つかりませんでした（取組がないという意味ではありません）。"


def searched_in(coverage: str) -> str:
    """What was searched, where other words would not help."""
    return f"{coverage}の発言から探しました。"


def try_again(coverage: str) -> str:
    """What to do after no hit, and what was searched."""
    return f"{searched_in(coverage)}言葉を短くしたり、言い換えたりすると見つかることがあります。"


def empty(contact: str | None) -> str:
    """The corpus has no articles."""
    whom = contact or "このアプリを設置した担当者"
    return f"座談会の記事が、まだ1本も登録されていません。登録については、{whom}にお問い合わせください。"


def sample_notice(coverage: str) -> str:
    """Beside the coverage where the sample is served."""
    return f"これは試用のための見本です。{coverage}"


def quote_number(number: int) -> str:
    """What a quote is called within its answer."""
    return f"引用{number}"


def read_around(number: int, speaker: str) -> str:
    """The button's label for screen readers, at most 75 characters."""
    return f"{quote_number(number)}（{speaker[:50]}）の{READ_AROUND}"


# Browsing: App Home, themes, municipalities, はじめての方へ, the glossary, notices.

APP_LEAD = (
    "東京都と区市町村のCIO座談会から、発言をそのまま引用します。"
    "聞きたいことが決まっていれば「メッセージ」タブへ。まだのときは、ここから眺められます。"
)
OWN_UNKNOWN = "ご自分の自治体を選ぶと、うちの自治体の発言や、同じ種類の自治体の座談会が先に並びます。"
OWN_PICK = "自治体を選ぶ"
WELCOME = "はじめての方へ"
OWN_PAGE = "うちの自治体の発言"
THEMES_HEAD = "テーマから読む"
THEMES_OURS = "テーマの分け方と説明は、このアプリの作成者によるものです。"
READ = "読む"
NEWEST_HEAD = "新しい座談会"
AGENDA = "議題："
COVERAGE_HEAD = "収録の範囲"
ANY_MUNICIPALITY = "自治体ごとのページ（座談会の日付・議題・発言）を見る"
NOTICE_HEAD = "お知らせ"
NOTICE_IS_ON = "新しい座談会が入ったときに、このアプリからのDMでお知らせします。"
NOTICE_IS_OFF = "新しい座談会が入っても、お知らせはしません（初期設定）。"
NOTICE_TURN_ON = "お知らせを受け取る"
NOTICE_TURN_OFF = "お知らせを止める"
USAGE_HEAD = "使い方"
USAGE = (
    "・調べものは、このアプリの「メッセージ」タブ（DM）で。ふだんの言葉で書いてください。\n"
    "・チャンネルでは @座談会 に続けて質問すると、スレッドに答えます。\n"
    "・/zadankai に続けて質問すると、答えは自分にだけ見えます。\n"
    "・「ガバメントクラウドとは」のように聞くと、言葉の説明と、その言葉が出てくる発言を示します。\n"
    "・/zadankai 通知 で新しい座談会のお知らせ、/zadankai forget でご自分の記録の削除ができます。"
)

THEME_TITLE = "テーマ"
MUNICIPALITY_TITLE = "自治体のページ"
LISTING = "自治体ごとの一覧"
SHARE = "共有"
EARLIER_PAGE = "前のページ"
LATER_PAGE = "次のページ"
NO_THEME_TITLE = "テーマが見つかりません"
NO_THEME = "このテーマは、いまはありません。ホームを開き直してください。"
THEME_UNSPOKEN = "このテーマの発言は、収録の中には見つかりませんでした（取組がないという意味ではありません）。"
ROUNDS_HEAD = "座談会"
VOICES_HEAD = "話しているテーマ"
NO_ROUNDTABLE = "座談会が収録にありません（取組がないという意味ではありません）。"
NO_VOICES = "どのテーマにも当てはまる発言がありません。"

FORUM_HEAD = "座談会とは"
FORUM_QUOTED = "記事の注記をそのまま引用しています。"
FORUM_LEAD = (
    "東京都のCIOと区市町村のCIOが、デジタル化の課題を語り合った記録です。"
    "noteで公開された記事から、発言をそのまま引用します。"
)
READ_FIRST_HEAD = "はじめに読む座談会"
READ_FIRST_LEAD = "あわせて読むと、多くのテーマに触れられる座談会です。"
TRY_HEAD = "ひとつ聞いてみる"
TRY = "この質問の答えを見る"
TRY_TITLE = "質問の例"
QUOTING_HEAD = "引用するとき"
QUOTING = (
    "・発言は当時のものです。日付と、当時の役職を必ず添えてください。\n"
    "・各引用の「共有」から、出典つきの引用を送れます。資料に貼るときも、日付・役職・出典を残してください。\n"
    "・言葉を変えず、短く引用し、もとの記事で前後を確かめてください。"
)
THE_OWN = "ご自分の自治体の座談会"
THE_OWN_KIND = "ご自分の自治体と同じ種類の自治体の座談会"

EXPLAINED_BY_US = "この説明は、このアプリの作成者が書いたものです。座談会での発言ではありません。"
UNSPOKEN_TERM = "収録の中に、この言葉が出てくる発言はありません。"

NOTICE = "新しい座談会が入りました"
NOTICE_STOP = "このお知らせを止める"
NOTICE_WHERE = "お知らせの設定です。自分へのDMと、このチャンネルとで、別々に選べます。"
NOTICE_STOPPED = "お知らせを止めました。また受け取るときは、/zadankai 通知 と送ってください。"
NOTICE_WAS_OFF = "お知らせは、もともと止まっています。受け取るときは、/zadankai 通知 と送ってください。"
NOTICE_CHANNEL_BEGINS = (
    "新しい座談会が入ったときに、このチャンネルにお知らせします。止めるには下のボタンか、/zadankai 通知 をどうぞ。"
)
NOTICE_NOT_INVITED = (
    "このアプリがまだこのチャンネルにいないため、お知らせを始められません。"
    "/invite @座談会 で招いてから、もう一度押してください。"
)
NOTICE_NOT_POSSIBLE = "このチャンネルには、いまお知らせを送れません。少し待ってから、もう一度押してください。"
TO_ONESELF = "自分へのDM"
TO_CHANNEL = "このチャンネル"
IS_ON = "受け取る"
IS_OFF = "受け取らない"

NOTHING_KEPT = "あなたについて保存しているものはありません。"
FORGOTTEN_LEAD = "あなたについて保存していたものを消しました："


def theme_counts(passages: int, municipalities: int) -> str:
    """How much is said of a theme.

    >>> theme_counts(25, 6)
    '発言25件・6自治体'
    """
    return f"発言{passages}件・{municipalities}自治体"


def own_is(name: str) -> str:
    """Whose reader this is."""
    return f"ご自分の自治体：{name}（いつでも変えられます）"


def absent_topics(names: tuple[str, ...]) -> str:
    """What people ask for and nobody speaks of."""
    return f"収録の座談会で話されていない話題：{'、'.join(names)}"


def with_roundtable(names: tuple[str, ...]) -> str:
    """Whose roundtables are there."""
    return f"座談会がある自治体（{len(names)}）：{'、'.join(names) or 'なし'}"


def without_roundtable(names: tuple[str, ...]) -> str:
    """Whose are not."""
    return (
        f"座談会が収録にない自治体（{len(names)}）：{'、'.join(names)}（取組がないという意味ではありません）"
        if names
        else "すべての自治体の座談会があります。"
    )


def page_of(page: int, pages: int) -> str:
    """Where one is.

    >>> page_of(1, 3)
    '1／3ページ'
    """
    return f"{page}／{pages}ページ"


def partly_missing(parts: tuple[int, ...]) -> str:
    """Of a roundtable, not all is there.

    >>> partly_missing((2,))
    '一部（②）が未収録です'
    """
    return f"一部（{'・'.join('①②③④⑤⑥⑦⑧⑨'[part - 1] if part <= 9 else str(part) for part in parts)}）が未収録です"  # noqa: PLR2004 - ①…⑨


def adds_themes(names: tuple[str, ...]) -> str:
    """Why a roundtable is worth reading."""
    return f"「{'」「'.join(names)}」の話が読めます"


def mentioned(passages: int) -> str:
    """Where a term is spoken.

    >>> mentioned(3)
    'この言葉が出てくる発言：3件'
    """
    return f"この言葉が出てくる発言：{passages}件"


def read_theme(name: str) -> str:
    """A button's label for screen readers."""
    return f"テーマ「{name}」を読む"[:75]


def list_theme(name: str) -> str:
    """A button's label for screen readers."""
    return f"テーマ「{name}」を一覧にする"[:75]


def share_quote(number: int, speaker: str) -> str:
    """A button's label for screen readers."""
    return f"{quote_number(number)}（{speaker[:50]}）を{SHARE}"


def notice_state(where: str, *, on: bool) -> str:
    """Whether notices come there."""
    return f"{where}：{IS_ON if on else IS_OFF}"


def notice_switch(where: str, *, on: bool) -> str:
    """The button that changes it; ``on`` is how it is now."""
    return f"{where}に受け取らない" if on else f"{where}に受け取る"


def forgot_municipality(name: str) -> str:
    """What was kept of a person."""
    return f"ご自分の自治体（{name}）"


def forgot_questions(count: int) -> str:
    """What was kept of a person."""
    return f"7日間の質問 {count}件"


def forgot_feedback(count: int) -> str:
    """What was kept of a person."""
    return f"「役に立った」「違う」の記録 {count}件（名前のない形）"


FORGOT_ASKED = "自治体をうかがったという記録"
FORGOT_NOTICE = "お知らせの宛先（以後、あなたへのお知らせは止まります）"
FORGOT_CHANNELS = "チャンネルのお知らせを申し込んだ人の記録（チャンネルへのお知らせは続きます）"
FORGOT_EVENTS = "この1日に質問を受け取ったという記録（質問の文面は、答えた時点で消えています）"


# Asking on: continuing, narrowing, one's own municipality, a quote's menu.

ARTICLE = "記事"
AS_LISTING = "一覧"
NARROW = "絞り込み"
METROPOLIS_REPLIES = "東京都の返答を読む"
REPLY_TITLE = "東京都の返答"
REPLY_ASKED = "引用した発言"
REPLY_GIVEN = "続く東京都の発言（同じ話題の中で最初のもの）"
CITE = "出典つきで写す"
CITE_TITLE = "出典つきの引用"
CITE_HOW = "下の枠の中を選んで、資料に貼り付けてください。言葉は変えずに使ってください。"
USEFUL = "役に立った"
WRONG = "違う（質問とずれている）"
FEEDBACK_TITLE = "この引用について"
FEEDBACK_THANKS = "ありがとうございます。探し方の改善に使います（質問の文面とお名前は保存しません）。"
REPORT = "この引用について知らせる"
REPORT_TITLE = "引用について知らせる"
REPORT_WHAT = "どのような点ですか"
REPORT_SPEAKER = "発言者が違う"
REPORT_CONTEXT = "前後と意味が違って見える"
REPORT_REMOVAL = "載せないでほしい"
REPORT_WHERE = "このアプリの運用担当者に届きます。あなたのお名前は伝わりません。"
REPORT_THANKS = "運用担当者に知らせました。ありがとうございます。"
SEND = "知らせる"
DELETE = "回答を消す"
DELETE_SURE = "この回答を、みんなの画面から消します。"
NOT_YOURS = "この回答を消せるのは、質問した人と運用担当者だけです。"
NOT_DELETED = "この回答は、いま消せませんでした。すでに消えているか、Slackの設定で止められています。"

CANNOT_READ_THREAD = (
    "申し訳ありません。スレッドのほかの投稿は読めないため、「これ」が何のことか分かりません。"
    "元の投稿の「…」メニューから「関連する発言を探す」を選ぶと、その投稿に近い発言を探せます。"
    "または、「窓口の予約について他の区は？」のように、知りたいことを添えて聞いてください。"
)
#: The same in the terminal, where there is no thread and nobody is known.
WHAT_IS_THIS = (
    "「これ」が何のことか分かりません。「窓口の予約について他の区は？」のように、知りたいことを添えて聞いてください。"
)
WHICH_IS_OWN = "「うちの区」「当市」がどこか分からないため、条件にしていません（--own 練馬区 のように指定できます）。"
ASK_WHAT = (
    "何についての発言を探しますか。「練馬区は採用で何に困っている？」のように、知りたいことを添えて聞いてください。"
)
NOTHING_TO_CONTINUE = (
    "続きを見る回答が見つかりません。7日を過ぎたか、まだ質問がないようです。もう一度、ふだんの言葉で聞いてください。"
)
FORGOTTEN = "この質問は7日を過ぎたため、続きを出せません。もう一度聞いてください。"
NO_MORE = "続きの発言はありません。"
ASK_OWN = "「うちの区」「当市」がどこかを、まだうかがっていません。ご自身の自治体を選ぶと、すぐにお答えします。"
OFFER_OWN = "ご自身の自治体を選ぶと、「他の区」「よそ」と聞いたときに除きます（うかがうのは一度だけです）。"
OWN_PLACEHOLDER = "自治体を選ぶ"
OWN_LABEL = "ご自身の自治体"
OWN_HINT = "「うちの区」「他の区」と聞いたときに使います。あなただけの設定で、/zadankai forget でいつでも消せます。"
NARROW_TITLE = "絞り込み"
NARROW_KEEP = "使う条件（チェックを外すと、条件を外して探します）"
NARROW_NONE = "この質問から読み取った条件はありません。"
NARROW_ADD = "加える条件や言葉"
NARROW_ADD_HINT = "例：練馬区は　他の区は　令和4年度　第27回　話者:宮坂　「一語一句」　-研修"
SEARCH_AGAIN = "探し直す"
NEWEST_FIRST = "新しい座談会から順に引用します。"


def more(count: int) -> str:
    """The button that goes on.

    >>> more(3)
    'もっと見る（あと3件）'
    """
    return f"もっと見る（あと{count}件）"


def rest(question: str, first: int, last: int, *, near: bool = False) -> str:
    """The line above quotes that go on from others; ``near``: none of them is right on the question.

    >>> rest("採用", 4, 6)
    '「採用」の続き、4〜6件目です。'
    >>> rest("採用", 4, 4, near=True)
    '「採用」にぴったりの発言は見つかりませんでした。近い話題の発言の続き、4件目です。'
    """
    numbers = f"{first}件目" if first == last else f"{first}〜{last}件目"
    whose = "にぴったりの発言は見つかりませんでした。近い話題の発言" if near else ""
    return f"「{question}」{whose}の続き、{numbers}です。"


def one_each(question: str, shown: int, left_out: tuple[str, ...], coverage: str) -> str:
    """The line above quotes of different municipalities."""
    but = f"{'・'.join(left_out)}を除く" if left_out else ""
    return f"「{question}」と言葉が重なる発言を、{but}{shown}自治体から1つずつ引用します。{coverage}"


def any_of_each(question: str, shown: int, left_out: tuple[str, ...], coverage: str) -> str:
    """The same where no word to search was given."""
    but = f"{'・'.join(left_out)}を除く" if left_out else ""
    return f"「{question}」に当てはまる発言を、{but}{shown}自治体から1つずつ引用します。{coverage}"


def near_of_each(question: str, shown: int, left_out: tuple[str, ...], coverage: str) -> str:
    """The same where none is right on the question."""
    but = f"{'・'.join(left_out)}を除く" if left_out else ""
    return (
        f"「{question}」にぴったりの発言は見つかりませんでした。近い話題の発言を、{but}{shown}自治体から1つずつ引用します。"
        f"{coverage}"
    )


def brief_found(question: str, total: int) -> str:
    """The first of three lines."""
    return f"「{question}」と言葉が重なる発言（全{total}件）から、もっとも近い1件です。"


def brief_fitting(question: str, total: int) -> str:
    """The same where no word to search was given."""
    return f"「{question}」に当てはまる発言（全{total}件）から1件です。"


def brief_near(question: str) -> str:
    """The same where none is right on the question."""
    return f"「{question}」にぴったりの発言は見つかりませんでした。近い話題の発言を1件引用します。"


def filtered(filters: tuple[str, ...]) -> str:
    """What was left out of the search, and how to take it off.

    >>> filtered(("練馬区", "令和4年度"))
    '条件：練馬区／令和4年度（「絞り込み」で外せます）'
    """
    return f"{conditions(filters)}（「{NARROW}」で外せます）"


def conditions(filters: tuple[str, ...]) -> str:
    """What was left out of the search."""
    return f"条件：{'／'.join(filters)}"


def taken_off(filters: tuple[str, ...]) -> str:
    """What was said and is not used.

    >>> taken_off(("練馬区",))
    '外した条件：練馬区'
    """
    return f"外した条件：{'／'.join(filters)}"


def outside(periods: tuple[str, ...], since: date | None, until: date | None) -> str:
    """A period that the corpus does not reach.

    >>> outside(("2030年",), date(2021, 8, 16), date(2022, 9, 16))
    '「2030年」の座談会は収録にありません（収録は令和3年8月〜令和4年9月）。時期は問わずに探しました。'
    """
    covered_months = f"（収録は{month_of(since)}〜{month_of(until)}）" if since and until else ""
    return f"「{'」「'.join(periods)}」の座談会は収録にありません{covered_months}。時期は問わずに探しました。"


def newest(since: date | None, until: date | None) -> str:
    """Asked for what is new: the newest may be years old.

    >>> newest(date(2021, 8, 16), date(2022, 9, 16))
    '新しい座談会から順に引用します。収録は令和3年8月〜令和4年9月です。'
    """
    return NEWEST_FIRST + (f"収録は{month_of(since)}〜{month_of(until)}です。" if since and until else "")


def unknown(forms: tuple[str, ...]) -> str:
    """A filter whose value nobody knows."""
    return f"「{'」「'.join(forms)}」は収録に見当たらないため、条件にはせず、言葉として探しました。"


def no_roundtable(names: tuple[str, ...]) -> str:
    """Of these, nothing could be found at all.

    >>> no_roundtable(("灯台市", "麦野市"))
    '灯台市・麦野市の座談会が収録にありません。'
    """
    return f"{'・'.join(names)}の座談会が収録にありません。"


#: An article that prints neither round nor part.
WITHOUT_NUMBER = "回の番号のない記事"


def incomplete(name: str, missing: str) -> str:
    """Of this one, a part could not be searched.

    >>> incomplete("灯台市", "②")
    '灯台市の座談会は、一部（②など）が未収録です。'
    """
    return f"{name}の座談会は、一部（{missing}など）が未収録です。"


def explained_by_us(term: str, sentence: str) -> str:
    """What a term means, within a line.

    >>> explained_by_us("BPR", "仕事の流れの見直し。")
    'BPR：仕事の流れの見直し。（説明はこのアプリの作成者によるものです）'
    """
    return f"{term}：{sentence}（説明はこのアプリの作成者によるものです）"


def part_of(number: int) -> str:
    """A part of a round that has no number.

    >>> part_of(2)
    '②'
    """
    return "①②③④⑤⑥⑦⑧⑨"[number - 1] if 0 < number <= 9 else f"{number}"  # noqa: PLR2004 - ①…⑨


def without_filter(filters: tuple[str, ...], passages: int) -> str:
    """Which filter excluded how much.

    >>> without_filter(("練馬区",), 12)
    '条件「練馬区」を外すと12件あります。'
    """
    return f"条件「{'」「'.join(filters)}」を外すと{passages}件あります。"


def retry_without(filters: tuple[str, ...]) -> str:
    """A button's label, at most 75 characters."""
    return f"「{'」「'.join(filters)}"[:60] + "」を外して探す"


def near_words(words: tuple[str, ...]) -> str:
    """Words that the corpus has."""
    return f"収録にある近い言葉：{'、'.join(words)}"


def retry_with(word: str) -> str:
    """A button's label, at most 75 characters."""
    return f"「{word[:60]}」で探す"


def own_kept(name: str) -> str:
    """One's own municipality is known now."""
    return f"ご自身の自治体を「{name}」と覚えました（あなただけの設定です。/zadankai forget で消せます）。"


#: What a filter is called where it can be taken off.
KINDS = {
    "affiliation": "自治体など",
    "own": "自分の自治体",
    "others": "ほかの自治体",
    "speaker": "発言者",
    "role": "役職",
    "period": "時期",
    "round": "回",
    "theme": "テーマ",
    "phrase": "この言葉のとおり",
    "excluded": "この言葉を除く",
}

# Who is let in, and the operators' message (operations).

BUSY = "ただいま質問が集中しています。1分ほど待ってから、もう一度聞いてください。"
TOO_MANY = "続けてたくさんの質問をいただいたため、少しお休みしています。1分ほど待ってから、もう一度聞いてください。"
OUTSIDER = "申し訳ありません。このアプリは、設置した組織の方の質問にだけお答えしています。"

OPERATORS_HEAD = "座談会ボットから、運用担当の方へのお知らせです（1日に1回までお送りします）。"
OPERATORS_TAIL = "詳しくは、ボットを動かしている環境で zadankai check を実行してください。"
SETUP_TEST = "座談会ボットの設定テストです。このメッセージが届けば、Slackへの接続はできています。"


def sync_failed(times: int) -> str:
    """The web was asked in vain.

    >>> sync_failed(3)
    '記事の取り込み（zadankai sync）が、続けて3回失敗しています。'
    """
    return f"記事の取り込み（zadankai sync）が、続けて{times}回失敗しています。"


def articles_unreadable(count: int) -> str:
    """Articles that are stored and not searched."""
    return f"読み取れない記事が{count}本あり、検索の対象になっていません（zadankai check で確認できます）。"


def index_stale(minutes: int) -> str:
    """The articles changed and the index did not."""
    return f"記事の更新が、{minutes}分前から検索に反映できていません。"


def reports_came(counts: dict[str, int]) -> str:
    """What users found wrong with quotes.

    >>> reports_came({"speaker": 2, "removal": 1})
    '引用について、利用者から3件の知らせがあります（発言者の誤り2件、掲載の取りやめ1件）。'
    """
    kinds = {"speaker": "発言者の誤り", "context": "文脈の誤解", "removal": "掲載の取りやめ"}
    told = "、".join(f"{kinds.get(kind, kind)}{count}件" for kind, count in counts.items())
    return f"引用について、利用者から{sum(counts.values())}件の知らせがあります（{told}）。"


def reported(passage: str) -> str:
    """Which quote: the operator looks it up."""
    return f"引用の番号：{passage}（zadankai hide で検索から外せます）"


# Tools: 一覧, the citation, 共有, the two shortcuts, the search form.

#: Of a citation: where the speaker's name is not settled, the label stands as the article prints it.
AS_PRINTED = "〔記事の表記のまま〕"
ROUNDTABLE = "座談会"
PUBLISHER = "東京都"
CITED_FROM = "出典："
#: 「（転記）」: from a copy that somebody made of the article.
COPIED = f"（{COPY}）"

COLUMNS = ("自治体", "発言", "発言者〔当時の役職〕", "第N回・日付", "出典URL")
NEAR_TOPIC = "（近い話題）"
ROW_NOTHING = "該当する発言は見つかりませんでした（取組がないという意味ではありません）"
ROW_NO_ROUNDTABLE = "座談会が収録にありません"
AND_MORE = "など"

LISTING_TITLE = "一覧"
LISTING_SCOPE = "表示する自治体"
#: By the value of a listing's scope.
LISTING_SCOPES = {
    "all": "すべての自治体",
    "wards": "区だけ",
    "cities": "市だけ",
    "towns": "町村だけ",
    "chosen": "選んだ自治体",
}
LISTING_CHOOSE = "自治体を選ぶ"
LISTING_TABLE = "表をコピー"
LISTING_SHOW = "一覧にする"
LISTING_OTHERS_LATER = "発言が見つからなかった自治体は、最後のページにあります。"
TABLE_TITLE = "貼り付け用の表"
TABLE_HOW = "下の枠の中をすべて選んでコピーし、ExcelやWordに貼り付けてください。列はタブで区切られています。"
BACK = "戻る"
TYPE_A_NAME = "名前や読みで探す"
MUNICIPALITIES = "自治体"

SHARE_TITLE = "引用を共有"
SHARE_COMMENT = "ひとこと"
SHARE_COMMENT_HINT = "引用の前に、あなたの言葉として載ります。"
SHARE_LOOKS = "このように届きます。出典は必ず付きます。"
SHARE_WHERE = "送り先"
SHARE_IN_THREAD = "送り先は、元の投稿のスレッドです。"
SHARE_SEND = "送る"
SHARE_SENDING = "送っています…"
SHARE_SENT = "送りました。取り消すときは、送ったメッセージの下にあるごみ箱の印を押してください。"
SHARE_SAID = "さんが共有"
SHARE_NOT_MEMBER = (
    "送れませんでした。このアプリが、そのチャンネルにいません。"
    "チャンネルで /invite @座談会 と送って招いてから、もう一度「送る」を押してください。"
)
SHARE_ARCHIVED = "送れませんでした。そのチャンネルはアーカイブされています。"
SHARE_RESTRICTED = "送れませんでした。そのチャンネルは、投稿できる人が限られています。"
SHARE_UNKNOWN = (
    "送れたかどうかの返事が、Slackからありませんでした。"
    "送り先を見て、届いていなければ、もう一度「送る」を押してください。"
)
SHARE_ELSEWHERE = "別の送り先を選んでください。"
TAKE_BACK = "共有を取り消す"
TAKE_BACK_SURE = "この共有を、みんなの画面から消します。"
NOT_YOUR_SHARE = "この共有を取り消せるのは、共有した人と運用担当者だけです。"
NOT_TAKEN_BACK = "この共有は、いま取り消せませんでした。すでに消えているか、Slackの設定で止められています。"

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


def sample_source(title: str) -> str:
    """What stands for publisher and address of the invented articles.

    >>> sample_source("灯台から")
    '見本『灯台から』（架空の自治体・人物・発言）'
    """
    return f"{SAMPLE}『{title}』（架空の自治体・人物・発言）"


def published(title: str) -> str:
    """Publisher, title and place of an article.

    >>> published("灯台から")
    '東京都『灯台から』note'
    """
    return f"{PUBLISHER}『{title}』note"


def retrieved(day: date) -> str:
    """When an article was had.

    >>> retrieved(date(2026, 11, 2))
    '令和8年11月2日取得'
    """
    return f"{day_of(day)}取得"


def meaning(words: str, settled: str) -> str:
    """What the day of a talk makes of a word in it.

    >>> meaning("来年度", "令和5年度")
    '「来年度」＝令和5年度'
    """
    return f"「{words}」＝{settled}"


def meanings(settled: tuple[str, ...]) -> str:
    """The line outside a quote.

    >>> meanings(("「来年度」＝令和5年度",))
    '発言中の「来年度」＝令和5年度'
    """
    return f"発言中の{'、'.join(settled)}"


def as_of(month: str) -> str:
    """「4年目」 was counted then."""
    return f"{month}の時点"


def end_of_month(month: str) -> str:
    """「年度末」 is a month's end."""
    return f"{month}末"


def remark(words: str) -> str:
    """Something that we add outside a quote.

    >>> remark("発言中の「来年度」＝令和5年度")
    '※発言中の「来年度」＝令和5年度'
    """
    return f"※{words}"


def newlines(sign: str) -> str:
    """Below a table whose rows must not break."""
    return f"※発言中の「{sign}」は、原文では改行です"


def row_incomplete(missing: str) -> str:
    """Of this municipality's roundtables a part could not be searched.

    >>> row_incomplete("第8回②など")
    '一部（第8回②など）が未収録です'
    """
    return f"一部（{missing}）が未収録です"


def listing_lead(question: str, rows: int, quotes: int, near: int, coverage: str) -> str:
    """The line above a listing.

    >>> listing_lead("採用", 62, 7, 2, "収録：座談会5回。")
    '「採用」について、62自治体のうち7自治体の発言があります（ほかに、近い話題の発言が2自治体）。収録：座談会5回。'
    """
    others = f"（ほかに、近い話題の発言が{near}自治体）" if near else ""
    said = f"{quotes}自治体の発言があります" if quotes else "該当する発言がある自治体はありません"
    return f"「{question}」について、{rows}自治体のうち{said}{others}。{coverage}"


def listing_case(case: str, count: int) -> str:
    """Above the municipalities without a quote.

    >>> listing_case("座談会が収録にありません", 55)
    '座談会が収録にありません（55自治体）'
    """
    return f"{case}（{count}自治体）"


def leave_out(own: str) -> str:
    """One's own municipality is no row."""
    return f"{own}を除く"


def share_later(seconds: int) -> str:
    """Slack limits the channel."""
    return f"Slackが混み合っていて、まだ送れません。{seconds}秒ほど待って、もう一度「送る」を押してください。"


def share_refused(reason: str) -> str:
    """Slack refused, for a reason that has no sentence of its own."""
    return f"送れませんでした。Slackに断られました（{reason}）。"


def related_found(words: str, shown: int, coverage: str) -> str:
    """The line above quotes for a message."""
    return f"この投稿の言葉（{words}）と重なる発言を、近い順に{shown}件引用します。{coverage}"


def related_near(words: str, shown: int, coverage: str) -> str:
    """The same where none is right on it."""
    return f"この投稿にぴったりの発言は見つかりませんでした。言葉（{words}）が近い発言を{shown}件引用します。{coverage}"


def fiscal_year(first: int) -> str:
    """A year from April to March.

    >>> fiscal_year(2022)
    '令和4年度'
    """
    # An era's first year is named after it: by December it always was.
    return f"{year(date(first, 12, 31))}度"


def fiscal_year_option(first: int) -> str:
    """The same for who counts otherwise.

    >>> fiscal_year_option(2022)
    '令和4年度（2022年4月〜2023年3月）'
    """
    return f"{fiscal_year(first)}（{first}年4月〜{first + 1}年3月）"


# Why a quote stands where it stands: ``ask --explain``.

EXPLANATION_COLUMNS = ("場所", "言葉", "点")
#: By ``index.model.Field``.
FIELDS = {
    "text": "発言",
    "speaker": "発言者",
    "heading": "見出し",
    "neighbours": "前後の発言",
    "pairs": "続く二語",
    "characters": "続く二文字",
    "names": "別の呼び方",
    "families": "仲間の言葉",
}


def explained_score(score: float, covers: float) -> str:
    """Over a quote's table.

    >>> explained_score(8.634, 0.75)
    '合計8.634点。質問の言葉の重みのうち75%が、発言・発言者・見出しにあります。'
    """
    return f"合計{score:.3f}点。質問の言葉の重みのうち{covers:.0%}が、発言・発言者・見出しにあります。"
