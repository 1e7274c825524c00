"""How people ask and greet, not what they ask about: the words that are not searched, and what they leave.

Looked for in the question's own characters, because the words themselves (教える, 言う, 話, 方法) are good search words
elsewhere: 「高齢者が高齢者を教える」 keeps its 教える. Whether anything is left to be searched is judged more strictly:
where nobody would search 「事例」 alone, 「防災の事例集」 has other words.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class _Row(NamedTuple):
    """What people say when they ask for one thing, as patterns."""

    #: What is not searched: as it stands in a sentence that asks.
    search: str = ""
    #: What is no word of its own: wherever it stands.
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
        r"|各|全|皆|みんな|件|第?何?回|様子|感じ|場合|いかが|でしょう|され|こと|もの|よろしく|ちょうだい|ませんか"
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

#: Words by which people say what they want to know of a subject. They move quotes up, and say nothing of what is asked
#: about where another word stands beside them: 「採用の課題」 is about 採用, and few who tell of one call it 課題.
LIGHT = frozenset(
    {
        *("課題", "問題", "悩む", "困る", "苦労", "工夫", "進める", "方法", "対策", "対応", "取り組む", "状況", "理由"),
        *("活用", "推進", "導入", "実施", "使う", "利用", "置く", "行う", "設ける", "効果", "成果", "ポイント"),
        *("実現", "実際"),
    }
)

#: Words that nothing is about.
EMPTY = frozenset({"こと", "事", "物", "もの", "点", "所", "ところ", "為", "うち"})
