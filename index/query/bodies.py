"""Bodies whose words are asked for: municipalities, 東京都, one's own, all others; names joined as people join them.

A name is a filter where it can be the speaker; in 「練馬区への要望」, 「世田谷区のような」 it stays a word.
The asker's self-introduction before the question (「練馬区の担当です。」) is no filter.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.model import METROPOLIS, Span
from corpus.municipalities import Gazetteer
from corpus.offices import TITLE
from corpus.text import any_of
from index.query.folding import Claim, past, runs, touch
from index.query.grammar import CONNECTOR, PARTICLE, SAID, SPEAKING, SPEAKS, SPEECH, SPOKEN_OF, STARTS, TOPIC
from index.query.parsed_question import ConstraintKind, ParseContext
from index.query.place_names import NamedPlace, of_kind, place_names, places

#: 「都の取組」 is the metropolis acting; 「都の補助金」 is money.
_DOING = (
    rf"(?:{SPEECH}|取り?組み?|方針|見方|見通し|施策|戦略|狙い|ねらい|動き|動向|対応|役割(?!分担)|状況|事例|座談会"
    r"|回(?!線))"
)
_SELF = rf"(?:{SPEAKS}|では|でも|の{_DOING}|も(?!っと))"
#: 「東京都は」, 「都の考え」, 「都庁では」, 「都知事の発言」; not 「都度」, 「京都は」, 「都への要望」,
#: 「東京都デジタルアカデミー」.
_METROPOLIS = re.compile(
    rf"{STARTS}(?:東京都庁?|都庁|都)(?:の?デジタルサービス局)?"
    rf"(?:(?=側?{_SELF})|(?=の?(?:副?知事|CIO(?:補佐官?)?){SPEAKS})|(?=以外)"
    # 「東京都の宮坂副知事は」, 「都の宮坂さん」.
    rf"|(?=の[一-鿿々ァ-ヺー]{{1,5}}?{TITLE}(?:{SPEAKS}|[のはが、\s?。]|$)))"
    rf"|{STARTS}デジタルサービス局(?={_SELF})"
    rf"|(?:(?<=[\s、。])|(?<!.))(?:東京都庁?|都庁|都)(?=[\s、。?!]|$)"
)
#: Beside another name it needs less: 「練馬区と都は」, 「東京都×練馬区」.
_METROPOLIS_BESIDE_NAME = re.compile(
    rf"{STARTS}(?:東京都|都)(?=[とやか、,・/&×x \n?。]|は|では|の{_DOING}|$|それぞれ)|(?<=[とや・,×])(?:東京都"
    rf"|都)(?=の)"
)

#: 「うちの区の採用」, 「本区の窓口改革は」: what one's own does, and nothing after it.
_SUBJECT = r"[一-鿿々ァ-ヺーA-Za-z0-9・]{1,16}(?=[?。\s]|$|は|って|について|に関して|を?(?:教え|知り|見せ|調べ))"
_BODIES = r"(?:区|市|町|村|自治体)"
_HERE = (
    rf"(?:{STARTS}(?:うち|わたし(?:たち|ども)?|私(?:たち|ども|達)?|自分(?:たち)?|我々|われわれ|ウチ)の{_BODIES}"
    rf"|{STARTS}(?:当|本|自|弊|わが|我が){_BODIES})(?:役所)?"
)
#: One's own speaks: 「うちの区は」, 「当市の発言」, 「本市では」, 「うちの区長は」; not 「うちの区でも使える」,
#: 「うちの区に合う」.
_OWN = re.compile(
    rf"{_HERE}(?=の[^。、\n]{{1,12}}?(?:の{SPEECH}|(?:は|について|って)[^。、\n]{{0,8}}?(?:何|なん|どう)[^。、\n]{{0,4}}?{SPEAKING})"
    rf"|さん?(?={TOPIC})|{SPEAKS}|では|の{_DOING}|の{_SUBJECT}|における|で(?=[^も、。\n]{{1,10}}た)|[、,\s?。]|$|以外|(?:と|や|、|・)(?=他|ほか|[一-鿿]))"
    rf"|{STARTS}(?:うち|ウチ)の(?=副?[区市町村]長{SPEAKS})|{STARTS}(?:当|本|自|弊|わが|我が)(?=[区市町村]長{SPEAKS})"
    rf"|(?:(?<=[\s、。])|(?<!.))(?:うち|ウチ)(?=(?:は|って)[^。\n]{{0,30}}?{SPEAKING}|と(?:他|ほか)|の(?:{SPEECH}|座談会|回(?!線))"
    r"|(?:は|では|だと|って)?[\s?]*$|(?:は|って)[^。、\n]{1,20}?(?:どうし(?:て(?!も)|た(?!ら|い))|どうなっ|何をし|なにをし))"
)
#: 「うちの区でも使える」, 「当市に合う」: the asker's situation, no words to search.
_SITUATION = re.compile(
    rf"{STARTS}(?:(?:うち|ウチ|私たち|自分たち|我々)の|当){_BODIES}(?=でも|に(?:も|は|と)?|で|も|が|みたい)"
)

_GROUP = r"(?:特別区|\d{1,2}(?:区|市|町村)|区市町村|市区町村|市町村|区市|町村|自治体|団体|区|市|町|村)"
_GROUP_ENDS = r"(?![一-鿿々ァ-ヺー])|(?=事例|状況|動向|取組|取り組み|発言|意見|様|比較)"
_ELSE = (
    rf"(?:その)?(?:(?:他|ほか|(?<![一-鿿])[別外])の{_GROUP}(?:{_GROUP_ENDS})|(?:(?:他|ほか)の|他)(?=副?[区市町村]長{SPEAKS})"
    rf"|{STARTS}他{_GROUP}(?:{_GROUP_ENDS})|(?:他|ほか|別)の(?:所|ところ|とこ)(?=さん|は|では|って|の|も|[\s?。]|$)"
    rf"|(?<!お)よそ(?:の{_GROUP}(?:{_GROUP_ENDS})|さん?(?=[はの])|の(?:ところ|とこ))?"
    r"(?=さん|は|では|って|でも|も|の|[\s、?。]|$)"
    r"|他所(?=は|では|の)|(?:(?<=[\s、。,])|(?<!.))(?:他|ほか)(?=で?は(?:どう|いかが|何|なん|どんな)))"
)
#: 「他の区」, 「他市」, 「よそは」; not 「他の区民」, 「他の市場」, 「およそ」, 「練馬区以外の区」, 「海外の市」.
_OTHERS = re.compile(_ELSE)
#: 「近隣区」, 「近隣の市」, 「隣の区」: which they are is not known, so all others of that kind are meant.
_NEIGHBOURS = re.compile(rf"(?:近隣|近く|周辺|隣接|お?隣|となり|近所)の?(?P<group>{_GROUP})(?:{_GROUP_ENDS}|(?=の))")
#: 「区以外」, 「23区以外の自治体」: everyone of another kind; not 「うちの区以外」.
_BUT_GROUP = re.compile(
    rf"{STARTS}(?:(?<![ぁ-ん])|(?<=[はをでも]))(?P<group>(?:23|特別)?区|市|町村)以外(?:の{_GROUP})?"
)
#: 「うち以外」, 「自分のところ以外」: everyone but oneself, said without the municipality's name.
_BUT_OWN = re.compile(
    rf"{STARTS}(?:(?:うち|ウチ|自分|自分たち)(?:の(?:ところ|とこ|役所|{_BODIES}))?|{_HERE})以外(?:の{_GROUP})?"
)
#: Words before 市 and the like that make no name: 「政令市」, 「構成市」, 「見本市」, 「門前町」.
_NO_NAME = (
    r"全|各|他|同|本|当|弊|自|両|近隣|近|周辺|先進|先行|政令|中核|一般|指定|特別|県|道|府|都|国|城下|港|下|農|漁|山|隣|区|市|町|新設|合併"
    r"|構成|対象|該当|参加|担当|関係|類似|過疎|見本|門前|宿場|選手|居住"
)
#: 「地方都市」, 「選挙区」, 「総合特区」, 「企業城下町」, 「小規模町村」 are kinds; 「京都市」 is a name.
_KANJI_NAME = (
    r"[一-鿿々ケヶ]{2,4}(?:(?:(?<!都)|(?<=京都))市(?:[一-鿿]{1,3}区)?"
    r"|(?<![地特学校挙政])区|(?<![下前場])町|(?<![市町])村)"
)
_PREFECTURE = (
    r"北海道|(?:京都|大阪)府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫"
    r"|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県"
)
#: 「大阪市の事例」, 「横浜市さんは」: no municipality of ours; not 「全市」, 「政令市」, 「城下町」.
_FOREIGN = re.compile(
    rf"{STARTS}(?P<name>(?!(?:{_NO_NAME})[一-鿿]{{0,2}}[区市町村]){_KANJI_NAME}|(?:さいたま|つくば(?:みらい)?|いわき|うるま|ひたちなか)市|{_PREFECTURE})"
    r"(?=さん|様|では|での|は(?!じめ)|の(?:事例|取|発言|話|[一-鿿ァ-ヺA-Z]|書かない)|について|・|[?]|$)"
)
#: After a name: 「練馬区以外の区」.
_EXCEPT = re.compile(rf"(?:さん|様)?以外(?:の(?:{_GROUP}|ところ|とこ))?")
#: 「千代田・中央・港の3区は」, 「足立・荒川両区」: counted, so they are municipalities.
_COUNTED = re.compile(r"の?(?:両|[2-9]|二|三|四|五)(?:区|市|町|村)(?:町村)?")


def read_bodies(text: str, parse_context: ParseContext) -> Iterator[Claim]:
    """Yield the bodies whose words are asked for, and those that are excluded."""
    yield from _others(text, parse_context)
    # Names joined by nothing but connectors: 「足立と練馬」.
    joined = runs(_names(text, parse_context), lambda one, other: bool(CONNECTOR.fullmatch(text, one.end, other.start)))
    for chain in joined:
        yield from _claims(text, chain, parse_context)
    for match in _SITUATION.finditer(text):
        yield Claim(ConstraintKind.ASIDE, *match.span(), past(text, match.end(), SAID, PARTICLE))


def read_foreign_bodies(text: str, parse_context: ParseContext) -> Iterator[Claim]:
    """Yield names of municipalities that the gazetteer does not have."""
    known = places(text, parse_context.gazetteer)
    for match in _FOREIGN.finditer(text):
        if not any(touch(Span(*match.span()), place) for place in known) and not SPOKEN_OF.match(text, match.end()):
            yield Claim(ConstraintKind.BODY_OUTSIDE, *match.span(), past(text, match.end(), SAID, PARTICLE))


def _others(text: str, parse_context: ParseContext) -> Iterator[Claim]:
    own = (parse_context.own,) if parse_context.own else ()
    for match in _BUT_GROUP.finditer(text):
        left_out = of_kind(match["group"], parse_context.gazetteer)
        yield Claim(ConstraintKind.OTHERS, *match.span(), past(text, match.end(), SAID, PARTICLE), left_out)
    for pattern in (_BUT_OWN, _NEIGHBOURS, _OTHERS):
        for match in pattern.finditer(text):
            if not SPOKEN_OF.match(text, match.end()):
                end = past(text, match.end(), SAID, PARTICLE)
                among = () if pattern is _BUT_OWN else of_kind(match[0], parse_context.gazetteer)
                yield Claim(ConstraintKind.OTHERS, *match.span(), end, own, among=among)


#: 「東京都への要望」, 「国に対する要望」, 「機構にお願いしたいこと」, 「国に文句」.
_REQUEST = re.compile(
    rf"{STARTS}(?P<whom>(?:東京)?都(?:庁)?|国|政府|総務省|デジタル庁|[一-鿿々]{{1,6}}(?:機構|省|庁|財団|協会)|機構|ベンダー|事業者)"
    r"(?:側)?(?:へ|に(?:対して|対する)?)(?:の)?(?:要望|要求|注文|お願い|希望|期待|リクエスト|文句|不満|苦情|求め|頼み|してほしい|やってほしい|(?:言い|伝え|訴え|頼み)たい)"
    r"(?:した(?:い(?:こと|もの)?)?|し(?:て(?:いる|いた)(?:こと|もの)?)?|(?:て(?:いる)?|る)(?:こと|もの)?|事項|する(?:こと)?|こと|もの)?"
)


def read_requests(text: str, parse_context: ParseContext) -> Iterator[Claim]:  # noqa: ARG001 - every recogniser has one form
    """Yield what is asked of a body: its own words are no answer."""
    for match in _REQUEST.finditer(text):
        whom = METROPOLIS if match["whom"].startswith(("東京都", "都")) else match["whom"]
        end = past(text, match.end(), PARTICLE)
        yield Claim(ConstraintKind.REQUEST, match.start(), match.end(), end, (whom,))


def _names(text: str, parse_context: ParseContext) -> list[NamedPlace]:
    own = (parse_context.own,) if parse_context.own else ()
    found = [NamedPlace(*match.span(), own, kind=ConstraintKind.OWN) for match in _OWN.finditer(text)]
    surnames = {known.surname for known in parse_context.people}
    for place in places(text, parse_context.gazetteer):
        sure = place.sure and not _is_surname(text, place.start, place.end, surnames)
        found.append(replace(place, sure=sure))
    for pattern, sure in ((_METROPOLIS, True), (_METROPOLIS_BESIDE_NAME, False)):
        here = [NamedPlace(*at.span(), (METROPOLIS,), sure) for at in pattern.finditer(text)]
        found += [name for name in here if not any(touch(name, other) for other in found)]
    return sorted(found, key=lambda name: name.start)


def _is_surname(text: str, start: int, end: int, surnames: set[str]) -> bool:
    """Return True for 「清瀬さん」 if a person of that name is known; colleagues call the ward 「練馬さん」."""
    return text[start:end] in surnames and re.match("さん|氏|様", text[end:]) is not None


def _claims(text: str, chain: list[NamedPlace], parse_context: ParseContext) -> Iterator[Claim]:
    counted = _COUNTED.match(text, chain[-1].end) if len(chain) > 1 else None
    if not counted and not any(name.sure for name in chain):
        return
    chain = _without_surname(text, chain)
    end = counted.end() if counted else chain[-1].end
    but = _EXCEPT.match(text, end)
    end = but.end() if but else end
    if SPOKEN_OF.match(text, end):
        return
    ends = [*(name.start for name in chain[1:]), past(text, end, SAID, PARTICLE)]
    for name, stop in zip(chain, ends, strict=True):
        last = name is chain[-1]
        claim = Claim(name.kind, name.start, end if but and last else name.end, stop, name.names)
        yield _left_out(claim, parse_context) if but else claim


def _without_surname(text: str, chain: list[NamedPlace]) -> list[NamedPlace]:
    """「練馬区と日野さん」, 「練馬区と港湾」: an unsure name at the end must end like a name."""
    if not chain[-1].sure and len(chain) > 1 and re.match("さん|氏|様|くん|君", text[chain[-1].end :]):
        return chain[:-1]
    return chain


def _left_out(claim: Claim, parse_context: ParseContext) -> Claim:
    # 「東京都以外」 is everyone but 東京都, which others-than leaves out by itself: the asker's own words are welcome.
    names = tuple(name for name in claim.names if name != METROPOLIS)
    if claim.kind is ConstraintKind.OWN:
        names = (parse_context.own,) if parse_context.own else ()
    return replace(claim, kind=ConstraintKind.OTHERS, names=names)


#: 「いつもお世話になっております。」, 「突然すみません、」.
_GREETING = (
    r"(?:[^。!\n]{0,20}(?:お世話|お疲れ|こんにちは|はじめまして|初めまして|すみません|失礼)"
    r"[^。!、\n]{0,12}[。!、\n]\s*)?"
)
#: 「の担当です」, 「情シスです」, 「の総務課の者ですが」, 「の山田です。」, 「の山田と申します」.
_IS = (
    r"(?:の|役所の?|役場の?|、)?(?:"
    r"(?:[^\s。、はがをもで]{0,12}(?:担当者?|職員|者|情シス|[課部係室局])|[一-鿿々]{1,3})(?:の[一-鿿々]{1,4})?(?:です|でございます)"
    r"|[^\s。、はがをも]{1,16}と(?:申し|言い|いい)ます)(?:が|けど)?[。!、\n]+\s*(?=\S{2})"
)


def read_self_introductions(text: str, parse_context: ParseContext) -> Iterator[Claim]:
    """Yield the asker's self-introduction at the head of a question: cut, and without effect."""
    if found := _pattern(parse_context.gazetteer).match(text):
        yield Claim(ConstraintKind.ASIDE, found.start("who"), found.end(), found.end())


@functools.lru_cache(maxsize=4)
def _pattern(gazetteer: Gazetteer) -> re.Pattern[str]:
    table = place_names(gazetteer)
    return re.compile(rf"\s*{_GREETING}(?P<who>(?:{any_of([*table.full, *table.bare])}){_IS})")
