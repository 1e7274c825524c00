"""Patterns of offices and forms of address, over folded text.

The parsers of labels, of participants' names and of questions all use them.
"""

from __future__ import annotations

import re

from corpus.model import METROPOLIS

#: The title of a body's head → the body: the metropolis, or the suffix of a municipality's name.
BODIES = {"知事": METROPOLIS, "区長": "区", "市長": "市", "町長": "町", "村長": "村"}
#: The head of a body or a deputy: 副区長.
HEAD = rf"副?(?:{'|'.join(BODIES)})"
#: The head of a unit: 担当部長, 所長.
UNIT_HEAD = r"(?:担当)?[部課局室係所]長"
#: Chief officers of information technology; 「CIO補佐官」 is an assistant of one.
CHIEF = r"(?:CIO|CDO|CISO)"
#: Suffixes of names that are not offices.
ADDRESS = r"(?:さん|様|さま|氏|先生)"

#: What may follow a name in a question: 「例野副知事」, 「森田さん」, 「中村CIO」, 「小澤担当部長さん」.
TITLE = (
    rf"(?:{HEAD}|{CHIEF}(?:補佐[官監]?)?|{UNIT_HEAD}|{ADDRESS}|教授|参与|参事官?|理事|次長|補佐官?|統括[監官]|専門官|主査|主任)"
    r"(?:さん|様)?"
)

#: The words that make an office in a company, an association or a university: 代表取締役社長, 特任准教授, 副理事長.
OUTSIDE_OFFICE = (
    rf"(?:{TITLE}|代表|取締役|監査役|監事|執行|役員|社員|専務|常務|本?[会社学事議室部課局]?長|副|准|特任|客員|名誉"
    r"|上席|主席|C[A-Z]{1,2}O|顧問|研究員|委員|職員|フェロー|アドバイザー?)++"
)

#: Titles by which speakers are known and ranked. CIO and 補佐官 are not among them: they are themes here.
KNOWN_TITLE = rf"(?:{HEAD}|副?(?:[局部課]長|座長|委員長)|係長|主査|主任|(?:臨時)?委員|教授|社長)"
#: What may follow a name in a label or in speech: 宮坂さん, 石井先生.
SUFFIX = rf"(?:{KNOWN_TITLE}|CIO|補佐官|氏|様|さん|先生)"

#: The end of a role, over a folded word: 「情報政策課長」, 「CIO(副知事)」; not 「長澤」.
OFFICE_END = re.compile(
    rf"(?:[部課局室係所区市町村事次館院校署団組司議頭副社会隊班]長|{CHIEF}|知事|補佐官?|代理|担当|主[任査事幹]|係|職員|参与|監|理事"
    r"|教授|顧問|アドバイザー?|フェロー|役員?|代表|研究員|委員|マネー?ジャー|ディレクター|リーダー|スタッフ|エンジニア|専門[官員]"
    r"|推進員|幹事|事務局|記者|編集長|司会|進行)(?:\([^)]*\))*$"
)

#: A word that every role contains: 「情報システム課長」, 「足立区CDO補佐」, 「都副知事」.
ROLE_WORD = re.compile(
    rf"長|{CHIEF}|知事|補佐|担当|主[任査事幹]|係|職員|参与|監|理事|教授|顧問|アドバイザ|フェロー|役員|代表|研究員|委員"
)
