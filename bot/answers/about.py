"""About: questions about the bot, the forum and what is stored, answered from their own facts and without a search.

Only questions about nothing else: 「DX担当になりました。標準化は何から始めれば？」 has a subject and is searched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from bot import wording
from bot.answers.overview import Overview, Overviews
from corpus.people import Person
from corpus.text import caseless
from index.glossary import Glossary
from index.query.people import directory
from index.summaries.roundtables import Roundtable

#: What may follow: 「…を教えてください」, 「…ですか？」.
_ASKED = (
    r"(?:[をはがのって]|について|という(?:の|もの)は)*(?:一覧|リスト)?[をはがで]?(?:教えて|おしえて|知りたい|見せて|見たい|出して|一覧|ありますか"
    r"|ある|何|なに|なん|どう|どこ|誰|だれ|です|ます|でしょう|か|の|ん|ください|下さい|ほしい|欲しい|もらえ|ね)*"
)
_THIS = r"(?:この|その)?(?:座談会|対談|CIO座談会|(?:東京都・?)?(?:区市町村)?CIOフォーラム(?:座談会)?|フォーラム)"
_HERE = r"(?:この?|その)?(?:ボット|ぼっと|bot|アプリ|ツール|ここ|これ)?(?:に|で|の)?"
_STORED = r"(?:(?:(?:収録|登録|保存|掲載)(?:され|し)?(?:てい?る|てます|た|済み)?|(?:入って|載って|入れて)い?る?)の?)"
#: Said of the bot, or to it: 「このボットの」, 「私の」, 「ここに入力した」; not 「議会の」, 「区民の」.
_TO_BOT = (
    r"(?:(?:(?:この|その)?(?:ボット|ぼっと|bot|アプリ|ツール|チャット|slack)|ここ|こちら)(?:[にではがへの]|から|って)+"
    r"|(?:私|わたし|自分)の(?=質問|入力|書|会話))"
    r"(?:入力した|書いた|聞いた|送った|質問した)?"
)
#: What happens to it; not 「記録した例」, 「保存期間」.
_HAPPENS = r"(?:さ?れ|られ|し|に使われ|させ)?て?(?:い)?(?:る|り|ます|ません|ない|ず)*(?:の|ん|です|でしょう|か|ね|よ)*"
_NEWCOMER = r"(?:異動|着任|配属|赴任|新任|担当に(?:なり|なった)|はじめて|初めて|初心者|右も左も|新人|新米)"
_WHERE_TO_BEGIN = (
    r"(?:何|なに|どれ|どこ|まず|最初に|はじめに)[^。?]{0,8}?(?:から)?(?:を)?(?:読|見|始め|はじめ|すれば|したら|やれば|学|勉強)"
    r"|おすすめ|お勧め|オススメ"
)
_PERSON = re.compile(
    r"(?P<name>[^\s、。?「」]{2,12}?)(?:さん|氏|様)?(?:って|とは|は)(?:誰|だれ|どんな人|どういう人|どなた|何者|何をしている人)(?:です|なん|なの|でしょう)?か?"
)
#: What is answered → the whole message that asks for it.
_QUESTIONS: dict[str, str] = {
    "forum": (
        rf"{_THIS}(?:って|とは|というのは|は)(?:そもそも)?(?:何|なに|なん|どういう(?:もの|会)|どんな(?:もの|会))?{_ASKED}"
    ),
    "quoting": (
        r"(?:発言|記事|回答|これ)?[をは]?(?:資料に|議会で|勝手に)?(?:引用|転載|コピー|使用|使|利用|公開|配布)(?:し|って)?(?:て|し)?(?:も)?(?:いい|良い|よい|大丈夫|可能|OK|問題ない)"
        rf"{_ASKED}|(?:引用|出典|著作権)(?:の(?:しかた|仕方|方法|書き方|ルール|条件|扱い))?{_ASKED}"
    ),
    "private": (
        rf"(?:{_TO_BOT})?(?:(?:質問|入力|会話|書いた(?:こと|内容))(?:した)?(?:の?(?:内容|文|データ|履歴|ログ))?(?:は|が|って|も)[^。?を]{{0,12}}?(?:送(?:信|られ)|漏れ|学習|保存|記録|見られ|残|共有|収集){_HAPPENS}"
        rf"|データ(?:は|って)(?:どこ(?:か)?に|外部に|外に)?(?:送(?:信さ|ら)れ|漏れ|(?:学習|保存|記録|共有|収集)され|見られ|残){_HAPPENS})"
        rf"|{_TO_BOT}(?:個人情報|データ|AI|生成AI|ChatGPT)[^。?]{{0,20}}|プライバシー(?:の扱い|ポリシー)?(?:は|って)?(?:大丈夫|どう)?(?:です)?か?|個人情報(?:は|って)?大丈夫(?:です)?か?"
        r"|(?:AI|生成AI|ChatGPT)(?:を|は|って)?使って(?!いるか)(?:い)?(?:る|ます)(?:の|ん)?(?:です)?か?"
    ),
    "contents": (
        rf"{_HERE}(?:{_THIS}(?:は|の)?|{_STORED})?(?:記事|座談会|対談)?(?:は|って|の数は)?(?:全部で|全体で|合計|今|現在)?(?:で)?(?:何|なん)(?:回|本|件)(?:分)?"
        rf"(?:ぐらい|くらい)?{_STORED}?{_ASKED}(?:いつ(?:の分)?(?:から)?(?:いつ)?まで{_ASKED})?|収録(?:範囲|状況|期間|の範囲)?{_ASKED}"
        rf"|{_HERE}(?:記事|座談会|{_STORED})?(?:は)?いつ(?:の分)?(?:から)?(?:いつ)?まで(?:の分)?(?:が|の|を)?(?:記事|もの)?{_STORED}?{_ASKED}"
    ),
    "municipalities": (
        rf"{_HERE}(?:{_STORED}|参加し(?:て(?:い)?る|た)|出て(?:い)?る)(?:の)?(?:は)?(?:自治体|区市町村|区|市町村|団体)(?:名|一覧|の一覧|リスト)?{_ASKED}"
        rf"|(?:どの|どこの|何の)(?:自治体|区市町村|区|市町村|団体)(?:の(?:記事|座談会|発言))?(?:が|を)?(?:{_STORED}|ある|あります|参加|出て){_ASKED}"
        rf"|(?:収録|参加|登録)(?:自治体|団体|区市町村)(?:名|一覧|の一覧)?{_ASKED}|自治体(?:の)?一覧{_ASKED}"
    ),
    "people": (
        rf"(?:{_THIS}(?:に|には|は|の)?)?(?:誰|だれ|どんな人|どなた)(?:が|は)?(?:参加|出席|登壇|出て|話して|発言して|いる)(?:し(?:て(?:い)?る|た)|され(?:て(?:い)?る|た))?{_ASKED}"
        rf"|(?:{_THIS}の)?(?:参加者|出席者|登壇者|発言者|出演者|メンバー)(?:の)?(?:一覧|名簿|リスト)?{_ASKED}"
    ),
    "themes": (
        rf"テーマ(?:の)?(?:一覧|リスト)?{_ASKED}|(?:どんな|どういう|何の)(?:テーマ|話題|トピック)(?:が|の話が)?{_ASKED}"
    ),
    "terms": (rf"用語集?(?:の)?(?:一覧|説明|解説)?{_ASKED}"),
    "reading": (rf"[^。?]{{0,30}}?{_WHERE_TO_BEGIN}[^。?]{{0,20}}"),
}
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _QUESTIONS.items())
_SIGNS = re.compile(r"[\s、，,.．・!！?？…~〜「」]+|[。]+$")
_NEW = re.compile(_NEWCOMER)
_BEGIN = re.compile(_WHERE_TO_BEGIN)
#: Words of a newcomer's question that are no subject.
_OF_NEWCOMERS = re.compile(
    r"DX|デジタル|推進|情報|政策|課|室|係|担当|今週|来週|今月|来月|今年度|異動|配属|着任|新任"
    r"|初めて|初めまして|右|左|勉強|読む|学ぶ|お勧め|記事|座談会|初心者|部|部署|職員|新人|戦略|先日|春|4月"
)
#: People and terms that one message names.
_NAMED = 12
#: Longer messages are about something.
_LONGEST = 80


class About:
    """Answers about the bot itself and what it stores. Threads share it."""

    def __init__(self, overviews: Overviews, glossary: Glossary) -> None:
        """Answer from *overviews*, and with the terms of *glossary*."""
        self._overviews = overviews
        self._glossary = glossary

    def answer(self, text: str, own: str | None, telling: Iterable[str]) -> str | None:
        """Return what answers *text* as a whole, or None where it is a question to the articles.

        ``telling``: the words of the question that say what it is about.
        """
        if len(text) > _LONGEST:
            return None
        words = _SIGNS.sub("", caseless(text))
        if person := self._person(words):
            return person
        kind = _kind(words) or next(filter(None, map(_kind, _sentences(text))), None)
        if kind == "reading" or (kind is None and _NEW.search(words) and _BEGIN.search(words)):
            return self._reading(own) if all(map(_OF_NEWCOMERS.fullmatch, telling)) else None
        return _ANSWERS[kind](self._overviews.current(), self._glossary) if kind else None

    def _person(self, words: str) -> str | None:
        match = _PERSON.fullmatch(words)
        people = self._overviews.current().snapshot.parse_context.people
        found = directory(people).at(match["name"], 0) if match else None
        named = [known for known in people if found and not {known.name, known.full_name}.isdisjoint(found[1])]
        return "\n".join(map(self._who, named)) or None

    def _who(self, person: Person) -> str:
        overview = self._overviews.current()
        talks = [talk for talk in overview.roundtables if _attends(person, talk)]
        roles = dict.fromkeys(dated.role for dated in person.roles)
        return wording.person(person.name, "、".join(roles), "、".join(map(_named, talks)))

    def _reading(self, own: str | None) -> str:
        overview = self._overviews.current()
        listed = enumerate(overview.read_first(own), start=1)
        lines = [wording.reading(n, _named(each.roundtable), each.roundtable.articles[0].title) for n, each in listed]
        return "\n".join((wording.READ_FIRST, *lines, wording.READ_FIRST_THEN.format(_themes(overview)[0])))


def _kind(words: str) -> str | None:
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(words)), None)


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a message that asks something and says why: 「質問はAIに送られますか？確認したいです」."""
    yield from (_SIGNS.sub("", caseless(each)) for each in re.findall(r"[^。？?！!]+[？?]", text))


def _forum(overview: Overview, _: Glossary) -> str:
    return "\n".join((wording.FORUM, _contents(overview, _)))


def _contents(overview: Overview, _: Glossary) -> str:
    coverage = overview.snapshot.index.coverage
    newest = _named(overview.roundtables[0]) if overview.roundtables else wording.NO_DATE
    bodies, known = len(overview.municipalities), coverage.since and coverage.until
    period = wording.months(coverage.since, coverage.until) if known else wording.NO_DATE  # type: ignore[arg-type]
    return wording.contents(coverage.rounds, coverage.articles, bodies, period, newest)


def _people(overview: Overview, _: Glossary) -> str:
    known = overview.snapshot.parse_context.people
    named = (f"{person.name}（{person.roles[-1].role if person.roles else ''}）" for person in known)
    return wording.people(islice(named, _NAMED), max(len(known) - _NAMED, 0))


def _municipalities(overview: Overview, _: Glossary) -> str:
    return wording.municipalities(overview.municipalities, len(overview.without))


def _themes(overview: Overview) -> list[str]:
    return [row.theme.name for row in overview.theme_counts.rows if row.passages] or [""]


def _all_themes(overview: Overview, _: Glossary) -> str:
    names = _themes(overview)
    return "\n".join((wording.THEMES.format(names[0]), "、".join(names)))


def _terms(_: Overview, glossary: Glossary) -> str:
    names = [term.term for term in glossary.terms]
    return "\n".join((wording.TERMS.format(names[0]), "、".join(names)))


def _attends(person: Person, talk: Roundtable) -> bool:
    return any(person.name == each.name for article in talk.articles for each in article.participants)


def _named(talk: Roundtable) -> str:
    return wording.talk(talk.round, talk.held_on, talk.hosts)


_ANSWERS: dict[str, Callable[[Overview, Glossary], str]] = {
    "forum": _forum,
    "quoting": lambda *_: wording.QUOTE_IT,
    "private": lambda *_: wording.PRIVATE,
    "contents": _contents,
    "municipalities": _municipalities,
    "people": _people,
    "themes": _all_themes,
    "terms": _terms,
}
