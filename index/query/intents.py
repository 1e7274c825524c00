"""Intents (newer first, an explanation), and the words of asking and greeting, which are not searched.

The words are looked for in the question's own characters, because they (教える, 言う, 話, 方法) are good search words
elsewhere: 「高齢者が高齢者を教える」 keeps its 教える. Whether anything is left to be searched is judged more strictly:
where nobody would search 「事例」 alone, 「防災の事例集」 has other words.

An intent excludes nothing: newer first (最近), what a word means (とは), this thread (これについて).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.query.folding import Claim
from index.query.parsed_question import ConstraintKind, ParseContext


class _Row(NamedTuple):
    """Patterns of the words with which people ask for one thing."""

    #: What is not searched, as part of a sentence that asks.
    search: str = ""
    #: What is no subject by itself, wherever it is.
    rest: str = ""


#: What may follow a noun of asking: 「採用の事例を」, 「採用の事例って」, 「採用の事例」; not 「採用の話し方」.
_ENDS = r"(?=[をがはもで、。：:！!？?\s]|って|とか|など|に(?:つい|関し)|教え|おしえ|ある|あり|ない|知り|見せ|まとめ|$)"
_BODIES = r"(?:区市町村|市区町村|市町村|自治体|団体|[区市町村])"
_WANT = r"(?:知り|聞き|調べ|見)たい"

#: The words of asking. Of two that begin at one character, the earlier one counts.
_ASKING = (
    _Row(
        search=r"[をがはも]?(?:教え|おしえ|調べ|探し|見つけ|聞かせ|見せ|まとめ)て"
        r"(?:くだ|下さ|ほし|欲し|くれ|いただ|頂|もら|ちょうだい|$|\W)",
        rest=r"(?:教え|おしえ|調べ|探し|さがし|見せ|聞かせ|知らせ|まとめ|比べ|比較し)(?:て|たい)"
        r"(?:ください|下さい|ほしい|欲しい|くれ|もらえ|いただけ|頂け)?",
    ),
    _Row(search=rf"[をがはも]?{_WANT}", rest=_WANT),
    # What was said: 「何と言っている」, 「との意見」, 「の話は出て」.
    _Row(
        search=r"(?:何|なん|なに|どう|どのように|どんなふうに)(?:と|か|って)?"
        r"(?:言|いっ|話|語|述べ|考え|思)[っしてえいるたまれ]*"
        r"|(?:と|って|とか)(?:言|話|語|述べ)[っしてえいるたまれ]*"
        r"|(?:という|といった)(?=[一-鿿ァ-ヺー])|との(?:話|意見|声|発言|議論)"
        r"|(?<=という)(?:話|意見|声|発言|議論)|(?<=といった)(?:話|意見|声|発言|議論)"
        r"|の?(?:話|意見|声|発言|言及|議論)(?:[がはも]|って)?(?:どこかで)?"
        r"(?:出て|出た|あっ|ある|あり|ない|され)[いるたまし]*",
        rest=r"何|なに|なん|誰|だれ|どこ|いつ|どう|どんな|どの"
        r"|言っ|いっ|言い|言う|話|述べ|語っ|考え|思っ|思う|見てい|やっ|して|しまし",
    ),
    _Row(search=r"(?:他|ほか)の(?:区市町村|市区町村|自治体|区|市|町|村)"),
    _Row(search=r"に(?:つい|関し)ての?|に関する", rest=r"つい|関し|関する"),
    # How it is done: 「どのように取り組んでいますか」, 「どうやって」.
    _Row(
        search=r"[をにも]?、?(?:どう|どのように|何か)?、?"
        r"取り?組(?:んで(?:い|お)?(?:る|ます|り)?|みま|む)[すしたか]*(?![一-鿿])"
        r"|(?<!ぶ)どう(?:やって|して|なって)?(?![ろぐぞ])|なぜ"
        r"|どの(?:くらい|ぐらい|程度)|どれ(?:くらい|ぐらい|ほど)",
    ),
    # What is asked for: 「採用の取組」, 「導入事例」, 「RPAの状況」.
    _Row(
        search=r"(?:の|(?<=[たるな])|(?<![^\s、。]))(?:取り?組み?|状況|現状|進捗(?:状況)?|動向|動き|話題?|件|内容|様子"
        rf"|発言|コメント|見解|例|方法|やり方|コツ){_ENDS}"
        rf"|の?(?:(?:導入|活用|取り?組み?|先行|先進|具体|成功|失敗)の?)?事例{_ENDS}"
        r"|[をの]?一覧(?:[でにをが]|表|$)|とこ(?:ろ)?(?=[はがも、。？?\s]|って|ある|あり|教え|$)"
        rf"|(?<=[一-鿿々ァ-ヺーA-Za-z])(?:状況|現況|現状|動向|事情|進捗(?:状況)?){_ENDS}",
        rest=r"取り?組み?|状況|状態|事例|発言|意見|見解|方針|対応|コメント|情報|動向|声|例|話題|同じ|似た|他|ほか"
        r"|教示|お願い|願い|ます|です|ください|下さい|ありま|あり|ある|いる|聞い|知っ|出て|座談会|一覧|違い|比較"
        r"|(?:絞|しぼ|限)って|もっと|もう少し|だけ|のみ|やつ|ところ|ほか|各|全|皆|みんな|件|第?何?回|様子|感じ|場合|いかが|でしょう|され|こと|もの|よろしく|ちょうだい|ませんか"
        r"|わかる|分かる",
    ),
    # Whose, and what of it: 「導入している自治体」, 「困っていること」, 「各区は」.
    _Row(
        search=rf"(?<=[るたい])(?:の)?{_BODIES}(?:さん)?"
        r"(?=[はがをもで、。？?！!\s]|って|の(?:事例|例|取|状況|話|声)|ある|あり|$)"
        r"|(?<![一-鿿々ァ-ヺーA-Za-z])自治体(?=[のではが、\s]|って|に(?:おけ|つい)|$)"
        rf"|(?:こと|もの|ところ|[の]?点){_ENDS}"
        r"|各(?:区市町村|市区町村|自治体|団体|区|市|町|村)(?=[はのでも、\s])",
    ),
)

#: Stretches of a question that are not searched.
ASKING = re.compile("|".join(row.search for row in _ASKING if row.search))
#: Words with which people ask: a question of them alone has no subject.
WORDS_OF_ASKING = re.compile("|".join(row.rest for row in _ASKING if row.rest))

#: Greetings, thanks in advance and the like around a question, as in a mail.
COURTESY = re.compile(
    r"""
    (?:いつも|大変|平素より?|先日は?)*お世話に(?:なって(?:い|お)り?|なり|なって)?(?:ます|ました|る)?
    | [一-鿿々ァ-ヺー]{1,8}[課部係室局担当]の[一-鿿々]{1,4}(?:です|と申します)(?=[。、！!\s])
    | お疲れ(?:様|さま)(?:です|でした)? | はじめまして | 初めまして | こんにち[はわ] | こんばんは
    | おはよう(?:ございます)? | 失礼(?:いた)?します
    | (?:お忙しい(?:ところ|中|なか)|お手数(?:です|をお?かけ(?:し|いたし)ます)?が?|突然)
    | (?:恐れ入り|恐縮|申し訳|すみ|すい)(?:ません|ます|です|ございません|ありません)(?:が|けど)?
    | [ご御](?:教示|教授|存じ?知?|紹介|案内|確認|回答)[をがの]?
      (?:いただ|頂|くだ|下さ|願|お願|でしょう|です|ない|方)?[きけくさいまとすればせかん]*
    | (?:幸い|助かり|助かる|ありがた[いく]|有難[いく]|嬉し[いく]|うれし[いく])(?:です|ます|存じます)?
    | (?:(?<=[。！!\s])|(?<![\s\S]))[^。！!\n]{1,20}?(?:で|に)(?:使い|使う|使いたい|出す|示す|必要な|要る)(?:たい|ます)?
      (?:の(?:で(?:すが)?|だ(?:が|けど))|んで(?:すが)?|ため(?:に)?|から)[、,]?
    | (?:(?<=[。、！!\s])|(?<![\s\S]))[一-鿿]{0,6}
      (?:答弁|説明|報告|発表|会議|部会|部長会|課長会|庁議|議会|資料)用(?:に|の|で|、)
    | (?:大)?至急(?:で|、)? | (?:お|大)?急ぎ(?:で|め|です|なので|、)?(?:す)?(?:が)?
    | 早急に | 早めに | なる(?:べく|はや)早?く | できるだけ早く | 今日中に | 本日中に
    | (?:よろしく|宜しく)?お願い(?:いた|致)?し(?:ます|たい(?:です)?)? | (?:よろしく|宜しく)(?=[。！!\s]|$)
    """,
    re.VERBOSE,
)

#: Words by which people say what they want to know of a subject, and words of generality. They move quotes up, and say
#: nothing of what is asked about where there is another word beside them: 「採用の課題」 is about 採用, and few who
#: describe one call it 課題. A question of them alone asks for nothing that could be found.
LIGHT = frozenset(
    {
        *("課題", "問題", "悩む", "困る", "苦労", "工夫", "進める", "方法", "対策", "対応", "取り組む", "状況", "理由"),
        *("活用", "推進", "導入", "実施", "使う", "利用", "置く", "行う", "設ける", "効果", "成果", "ポイント"),
        *("実現", "実際", "例", "話", "違い", "違う", "事例", "一番", "数", "情報", "調べる", "探す", "教える", "聞く", "知る"),
        *("言う", "話す", "思う", "考える", "見る", "出る", "出す", "やる", "始める", "始まる", "作る", "受ける", "持つ", "入る"),
        *("入れる", "成る", "有る", "居る", "良い", "多い", "少ない", "高い", "大きい", "新しい", "悪い", "無い", "同じ", "色々"),
        *("失敗", "成功", "きっかけ", "経緯", "背景", "影響", "現状", "実態", "動き", "動向", "様子", "感じる", "意見", "感想"),
        *("内容", "詳細", "具体", "必要", "重要", "大事", "大切", "今", "今後", "最近", "最初", "最後", "最新", "人", "方", "場合"),
        *("時", "件", "声", "面", "形", "気", "検討", "予定", "参考", "資料", "担当", "団体", "自治体", "区", "市", "町", "村"),
        *("庁内", "当課", "本当", "結局", "先", "前", "後", "上", "中", "下", "規模", "何", "誰", "どこ", "いつ", "一覧", "比べる"),
        *("比較", "まとめる", "分かる", "出来る", "欲しい", "関する", "関わる", "つく", "よる", "於く", "対する", "当たる", "お願い"),
        *("発言", "座談会", "フォーラム", "記事", "紹介", "議会", "答弁", "次", "他", "外", "別", "全部", "全て", "皆", "自分"),
        *("コツ", "ノウハウ", "アイデア", "体験", "経験", "実績", "事", "特徴", "メリット", "デメリット", "流れ", "仕方", "やり方"),
        *("どう", "そう", "余り", "幾ら", "何故", "次々", "一杯", "沢山", "多く", "迚も", "もう", "もっと", "少し", "かなり", "結構", "正に", "実は"),
        *("特に", "先ず", "まず", "やはり", "矢張り", "例えば", "ちょっと", "一寸", "直ぐ", "すぐ", "きちんと", "確り", "大変", "非常"),
        *("試みる", "面白い", "知れる", "動く", "呉れる", "貰う", "来る", "行く", "回", "年", "月", "日", "程", "位", "程度", "全体"),
        *("DX", "デジタル", "失敗談", "成功談", "何卒", "其々", "夫々", "纏める", "始め", "今週", "分", "会", "座談", "旨い", "聞き方", "使い方", "談", "ところ", "質問", "回答", "希望", "該当", "部分"),
        *("進捗", "進む", "進み", "為る", "下さる", "頂く", "明日", "昨日", "委員会", "急ぐ", "至急", "以前", "見せる", "存知"),
    }
)

#: Words that nothing is about.
EMPTY = frozenset({"こと", "事", "物", "もの", "点", "所", "ところ", "為", "うち"})


#: 「最近の」, 「今どう」; not 「今後」, 「現在地」, 「最新鋭」, 「最近傍」.
_NEWEST = re.compile(
    r"(?:(?<![一-鿿])(?:最近|直近|近年|昨今|近頃)(?![傍接])|近ごろ|このごろ|このところ|新しい順(?:に|で)?"
    r"|(?<![一-鿿])最新(?=[のはで、\s?。]|$|情報|動向|状況|事例)|(?<![一-鿿])(?:今現在|現在(?![地価進形完位住]))"
    r"|(?<![一-鿿])今(?=[、\s?。]|$|の(?!うち|とこ)|どう|何|は|も(?!う)|でも|やって|一番|困|抱え)|(?:(?<=[\s、。])|(?<!.))いま(?=[、\s]|[一-鿿]|どう|は|の))"
    r"(?:で?は(?!じめ)|でも|も(?!っと)|の|、)?[ ]*"
)
_WHAT = r"(?:何|なに|なん)"
_SUCH = r"(?:どう(?:いう|いった)|どんな)(?:もの|こと|意味)"
_IS_IT = r"(?:ですか|でしょうか|だっけ|なの|のこと)"
_ASKED = r"[?。\s]|$"
#: 「BPRとは」, 「BPRって何」, 「BPRの意味」; not 「困っていることは」, 「とは限らない」, 「とはいえ」,
#: 「他の区って何と言っている」.
_EXPLAINS = re.compile(
    rf"(?<=[一-鿿々ァ-ヺーA-Za-z0-9ぁ-ん」\"])(?:"
    rf"(?<![こひ])とは(?:(?={_ASKED})|(?:一体|いったい|そもそも)?(?:{_WHAT}(?![とて言をかが]){_IS_IT}?|{_WHAT}か(?={_ASKED})|{_SUCH}))"
    rf"|(?:って|というのは|ってのは)(?:{_WHAT}|{_SUCH})(?:(?={_ASKED}|か(?:{_ASKED})|です|でしょ|だろ|もの|を指)|{_IS_IT}){_IS_IT}?"
    rf"|って(?:[?]|{_WHAT}を?する(?:人|もの|ところ|部署|仕事)(?:ですか|なの)?)"
    rf"|の意味(?:は|って|を教え(?:て)?|が(?:わか|分か)らない|(?={_ASKED})))[?]?"
)
_POINTED_AT = r"(?:件|話題?|内容|投稿|メッセージ|スレ(?:ッド)?|質問|点|課題|取り?組み?|発言|テーマ|問題|やつ)"
#: 「これについて」, 「この件」, 「↑」, 「同じような事例」; not 「これから」, 「それぞれ」, 「このように」.
_DEICTIC = re.compile(
    r"(?<![一-鿿])(?:これ(?!から|まで|ら)|それ(?!ぞれ|で(?!は)|から|まで|以)|こちら|そちら|本件|標記(?:の件)?|上記|前述|[↑⇧👆]"
    rf"|(?:この|その|上の|前の|下の){_POINTED_AT}"
    r"|(?:このような|こういう|こういった|そういう|そういった|こんな|そんな|同じような|似たような|同様の|同じ)"
    rf"(?:こと|事例|悩み|例|の|{_POINTED_AT})?)"
)
_CONTENT = re.compile(r"[一-鿿々ァ-ヺA-Za-z0-9]|[ぁ-ん]{3}")

#: More is a message, not a question; fewer characters are a question in pieces (「採用。練馬区。2022年。」).
_MOST_SENTENCES = 2
_SHORT = 50
#: As many characters outside of quotation marks are more than a phrase with what is asked of it.
_BRIEF = 25
_QUOTED = re.compile(r"[「『][^「」『』\n]*[」』]")
#: One sentence of this length was pasted.
_PASTED = 200
_SENTENCE = re.compile(r"[^。!?\n]*[^\s。!?]{2}[^。!?\n]*")


#: How much or how many is asked: 「何人になった？」, 「いくら」, 「効果は？」.
_QUANTITY = re.compile(
    r"(?:何|なん)(?P<unit>人|名|件|時間|割|回|円|台|か月|ヶ月|年|日|週間|分|団体|自治体|種類|項目|本|パーセント|%|倍|か所|箇所)|いくら(?!でも)|どの(?:くらい|ぐらい|程度)|どれ(?:くらい|ぐらい|だけ|ほど)"
    r"|(?:効果|成果|実績|利用率|件数|人数|費用|金額|時間|割合)(?:は|って|が知り|を教え)?(?:[?。\s]|$|どう|あった|出た)"
)
#: Who does not do it: 「採用していない自治体」; who does: 「採っている自治体はある？」.
_NOT_DOING = re.compile(
    r"(?:(?:て|で)(?:い)?ない|(?<=[らかさたなまばがわや])ない|なかった|いない|ゼロの)(?:自治体|団体|所|ところ|とこ|区|市|町|村|例|理由)|(?:いない|ない)(?:の|ん)?(?:は)?(?:どこ|誰)"
    r"|(?:やめた|やめる|廃止した|見送った|断念した|中止した)(?:自治体|団体|ところ|とこ|区|市|町|村|例|事例|話)"
)
_DOING = re.compile(r"(?:て|で)(?:い)?る(?:自治体|団体|所|ところ|とこ|区|市|町|村|例)(?:さん)?(?=[はがをのでも、。?\s]|って|ある|あり|教え|どこ|$)")
#: A number with its unit in a passage.
NUMBER = r"[\d０-９一二三四五六七八九十百千万億][\d０-９,，.．一二三四五六七八九十百千万億]*[ ]?"


class Polarity(NamedTuple):
    """Whether those are asked for who do it, or those who do not."""

    does: bool
    does_not: bool


def quantity(text: str) -> str | None:
    """Return the unit in which a question asks how much, "" for any; None where it does not ask.

    >>> quantity("登録は何人になった?"), quantity("いくら安くなった?"), quantity("採用は?")
    ('人', '', None)
    """
    found = _QUANTITY.search(text)
    return None if found is None else found["unit"] or ""


def polarity(text: str) -> Polarity:
    """Return whether a question asks for those who do something, or who do not.

    >>> polarity("採用していない自治体はどこ"), polarity("採っている自治体はある?"), polarity("採用は?")
    (Polarity(does=False, does_not=True), Polarity(does=True, does_not=False), Polarity(does=False, does_not=False))
    """
    does_not = _NOT_DOING.search(text) is not None
    return Polarity(not does_not and _DOING.search(text) is not None, does_not)


def read_intents(text: str, parse_context: ParseContext) -> Iterator[Claim]:  # noqa: ARG001 - every recogniser has one form
    """Yield the claims of intents: explanations first, newer rounds first."""
    for kind, pattern in ((ConstraintKind.EXPLAINS, _EXPLAINS), (ConstraintKind.NEWEST, _NEWEST)):
        for match in pattern.finditer(text):
            yield Claim(kind, match.start(), match.end(), match.end())


def is_message(text: str) -> bool:
    """Return True for a folded text that is no question: several sentences, or one that was pasted.

    >>> is_message("採用。練馬区。2022年。"), is_message("あ" * 201)
    (False, True)
    """
    sentences = len(_SENTENCE.findall(text))
    return len(text) > _PASTED or (sentences > _MOST_SENTENCES and len(text) > _SHORT)


def is_telling(text: str) -> bool:
    """Return True for a folded text that states something and then asks: two sentences, more than a few words.

    >>> is_telling("「使いにくい」と現場から言われました。先に試した自治体はどのように説明したのでしょうか。")
    True
    >>> is_telling("「書かない窓口」を教えてください。")
    False
    """
    plain = _QUOTED.sub("", text)
    return len(_SENTENCE.findall(plain)) >= _MOST_SENTENCES and len(plain) > _BRIEF


def last_sentence(text: str) -> tuple[int, int]:
    """Return the start and end of a folded text's last sentence."""
    found = list(_SENTENCE.finditer(text))
    return found[-1].span() if found else (0, 0)


def is_wordless(rest: str) -> bool:
    """Return True if nothing of a folded text is worth a search.

    >>> is_wordless("これについて教えてください"), is_wordless("採用は?")
    (True, False)
    """
    return _CONTENT.search(WORDS_OF_ASKING.sub(" ", _DEICTIC.sub(" ", rest))) is None


def refers_to_thread(rest: str) -> bool:
    """Return True if the question only points at something (これについて) and has no word to search."""
    return _DEICTIC.search(rest) is not None and is_wordless(rest)
