"""Names, offices and sentences of composed articles, all invented. No person here exists."""

from __future__ import annotations

#: No surname is another one's beginning.
SURNAMES = (
    "空見",
    "架空",
    "名無木",
    "仮名川",
    "例野",
    "虚木",
    "夢路",
    "幻野",
    "雛形",
    "霞堂",
    "髙井戸坂",
    "朧澤",
    "筋書",
    "白紙",
)
GIVEN = ("一葉", "二三", "さくら", "円", "司", "翔", "千秋", "学舎", "ひかり", "実", "渚", "三四郎")
#: On no list.
GUEST, GUEST_ROLE = "来賓寺", "幻想町CIO"
#: Of a municipality, below its first officer: with spaces and parentheses inside, as lists print them.
OFFICES = (
    "企画部長",
    "企画部情報政策課長",
    "総務部情報管理課情報係 係長",
    "デジタル推進課長(CIO補佐)",
    "CDO補佐",
    "福祉部 窓口改革担当課長",
    "情報政策課情報化推進係長(課長補佐)",
)
#: Without a body: they take that of the line before.
BARE_OFFICES = ("自治体DX推進担当課長", "情報システム課長", "経営改革担当部長")
METROPOLITAN = (
    "東京都CIO(副知事)",
    "東京都デジタルサービス局戦略部区市町村DX支援担当部長",
    "東京都デジタルサービス局戦略部区市町村DX支援課長",
    "都デジタルサービス局次長",
)
OUTSIDE = ("架空大学デジタル研究所教授", "総務省地域情報化アドバイザー", "株式会社絵空事 執行役員")
#: The end of a role → how people are addressed by it.
SHORT_OFFICES = ("副区長", "副市長", "副町長", "副村長", "副知事", "部長", "課長", "係長", "次長", "教授")
TOPICS = (
    "デジタル人材の育成",
    "専門人材の確保",
    "書かない窓口の実現",
    "システムの標準化・共通化",
    "データの利活用",
    "共同調達の進め方",
    "デジタルデバイド対策",
    "テレワークと働き方",
)
SUBHEADINGS = (
    "試して直すまで、わずか三日",
    "窓口に並ばない役所へ",
    "なぜ手続は重なるのか?",
    "一人で抱えない仕組みづくり",
    "公募をやめて見えたこと",
    "「できない」を数えてみる",
)
FOLLOWING = (
    "その結果、待ち時間は半分になりました。",
    "人を増やさずに済んだのは、道具よりも手順を変えたからです。",
    "住民の方からも、分かりやすくなったという声を頂いています。",
    "もちろん失敗もあります。",
    "小さく始めて、うまくいったら広げるという順番を守っています。",
    "数字で示せるようになったことが、予算の説明でも役に立ちました。",
)
QUESTIONS = (
    "取組のきっかけを教えてください。",
    "現場の反応はいかがでしたか。",
    "今後の予定はいかがですか?",
    "まずは体制についてお願いします",
)
