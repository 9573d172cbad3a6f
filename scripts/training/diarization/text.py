"""What the synthetic speakers say: sentences put together from parts, and the short 相づち said over another speaker.

A diariser must not know sentences, it must hear voices; the parts only have to cover Japanese sounds and lengths of 1–10 s.
The evaluation draws from parts of its own (`EVAL`), so its sentences are never heard in training.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

BACKCHANNELS = (
    "はい",
    "ええ",
    "そうですね",
    "なるほど",
    "うん",
    "はいはい",
    "そうです",
    "ああ、なるほど",
    "いえいえ",
    "ほう",
)


@dataclass(frozen=True)
class Parts:
    """Openings (may be empty), topics, circumstances and predicates; a sentence takes one of each, long ones two."""

    openings: tuple[str, ...]
    topics: tuple[str, ...]
    circumstances: tuple[str, ...]
    predicates: tuple[str, ...]


TRAIN = Parts(
    openings=(
        "",
        "",
        "",
        "えー、",
        "それでは、",
        "ただいまの件ですが、",
        "続きまして、",
        "ご指摘のとおり、",
        "まず、",
        "一方で、",
        "あのー、",
        "重ねて伺いますが、",
        "お手元の資料のとおり、",
        "結論から申しますと、",
        "補足いたしますと、",
        "先ほどの話に戻りますが、",
    ),
    topics=(
        "道路の補修につきましては",
        "学校給食の費用は",
        "図書館の開館時間が",
        "水道管の更新を",
        "高齢者の見守りは",
        "ごみの分別収集が",
        "公園の遊具の点検を",
        "保育所の待機児童は",
        "避難所の備蓄品について",
        "窓口の混雑状況は",
        "職員の研修計画を",
        "地域の防災訓練が",
        "バス路線の見直しは",
        "空き家の活用について",
        "農業用水の管理を",
        "観光客の受け入れ体制が",
        "市民病院の診療科は",
        "選挙の投票所を",
        "補助金の申請書類は",
        "下水道の使用料について",
        "文化財の保存修理を",
        "介護保険の認定が",
        "情報システムの入れ替えは",
        "港の浚渫工事を",
        "森林の間伐作業が",
        "商店街の街路灯は",
        "税の納付方法について",
        "児童館の改修工事を",
        "消防団の装備品は",
        "広報紙の配り方が",
    ),
    circumstances=(
        "来年の四月から",
        "今年度の予算の範囲で",
        "関係する部署と相談しながら",
        "住民の皆様のご意見を踏まえて",
        "おおむね三か月の間に",
        "国の指針に沿って",
        "昨年の八月と比べまして",
        "専門家の助言をいただいて",
        "二十五か所のうち十八か所で",
        "できるだけ早い時期に",
        "費用と効果を比べたうえで",
        "地元の自治会を通じて",
        "午前九時から午後五時まで",
        "約三千六百万円をかけて",
        "ほかの市町村の例も見ながら",
        "現場を確かめたうえで",
        "委託先の業者とともに",
        "議会の承認を得てから",
        "数年にわたって",
        "週に二回ほど",
        "台風のあとの点検で",
        "電子申請と紙の両方で",
    ),
    predicates=(
        "進めてまいります",
        "検討しているところでございます",
        "見直す必要があると考えます",
        "お示しする予定です",
        "行っております",
        "続けていくつもりです",
        "どのようにお考えでしょうか",
        "終わる見込みと聞いております",
        "まだ決まっておりません",
        "もう一度確認させてください",
        "十分とは言えないと思います",
        "増えてきているのが実情です",
        "減らすことができました",
        "ご理解をいただきたいと存じます",
        "早めに知らせていただきたい",
        "整えることといたしました",
        "直ちに改めるべきではありませんか",
        "とても助かっているという声があります",
        "あと半年ほどかかりそうです",
        "次の会議でご報告します",
    ),
)
EVAL = Parts(
    openings=(
        "",
        "",
        "えっと、",
        "では、",
        "事務局からですが、",
        "今の点について、",
        "最後に、",
        "念のため申し上げますと、",
    ),
    topics=(
        "生成エーアイの利用規程は",
        "テレワークの環境整備を",
        "押印の廃止について",
        "庁舎の空調設備が",
        "災害時の通信手段を",
        "マイナンバーカードの更新は",
        "放課後の居場所づくりが",
        "河川の水位計の設置を",
        "移動図書館の巡回は",
        "動物愛護の取り組みについて",
        "外国人住民への案内が",
        "駅前の駐輪場を",
    ),
    circumstances=(
        "十月の試験運用のあとで",
        "若手の職員を中心に",
        "四十二件の申し込みに対して",
        "県の補助制度を使って",
        "ひと月あたり七時間ほど",
        "庁内の合意を得て",
        "来週の火曜日までに",
        "利用者の声を聞きながら",
        "民間の知恵も借りて",
        "六割ほどの費用で",
    ),
    predicates=(
        "始めたいと思っております",
        "まとめて提出いたします",
        "少し遅れているようです",
        "異議はございませんか",
        "反対する理由はありません",
        "手引きを作って配ります",
        "効果が出始めております",
        "もう少し詳しく教えてください",
        "採決に移りたいと思います",
        "承知いたしました",
    ),
)


def sentence(parts: Parts, rng: random.Random) -> str:
    """A sentence of 1–12 s when spoken."""
    shape = rng.random()
    if shape < 0.15:
        return rng.choice(parts.predicates) + "。"
    clause = rng.choice(parts.topics) + (rng.choice(parts.circumstances) if shape > 0.35 else "")
    text = rng.choice(parts.openings) + clause + rng.choice(parts.predicates)
    if shape > 0.75:
        text += "ので、" + rng.choice(parts.circumstances) + rng.choice(parts.predicates)
    return text + "。"
