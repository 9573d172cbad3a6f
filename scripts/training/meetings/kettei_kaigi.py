"""The demo: a steering meeting of four voices that training has never heard, with sentences it has never seen."""

from __future__ import annotations

from training.meetings.play import Acoustics, Line, Play
from training.voices import HELD_OUT

CHAIR, DX, LEGAL, CRISIS = "市長公室長", "DX推進課長", "総務法制課長", "危機管理課長"
_CAST = {  # held-out voices that lie well apart: a demo shows the road, it does not try the diariser
    CHAIR: HELD_OUT["man-b"],
    DX: HELD_OUT["woman-c"],
    LEGAL: HELD_OUT["woman-b"],
    CRISIS: HELD_OUT["man-c"],
}
_LINES = (
    Line(CHAIR, "おはようございます。ただいまから、決定会議を開会いたします。本日の議題は2件です。"),
    Line(CHAIR, "それでは、議題1、生成AIの全庁導入について、DX推進課長、説明をお願いします。"),
    Line(DX, "はい、DX推進課長です。えー、お手元の資料1をご覧ください。", 0.9),
    Line(DX, "生成AIの利用を、令和7年10月から、全ての課に広げたいと考えております。", 0.5),
    Line(DX, "昨年度の試行では、文書の作成にかかる時間が、1件当たり30分ほど短くなりました。", 0.4),
    Line(DX, "費用は、年間で240万円を見込んでおります。説明は以上です。", 0.5),
    Line(CHAIR, "ありがとうございました。それでは、ご意見、ご質問はありますか。", 0.8),
    Line(CHAIR, "総務法制課長、お願いします。", 1.2),
    Line(
        LEGAL, "職員が個人情報を入力してしまうおそれはないのでしょうか。どのような体制で確認するのか、伺います。", 0.8
    ),
    Line(CHAIR, "DX推進課長、お願いします。", 0.7),
    Line(DX, "えー、個人情報の入力は、ガイドラインで禁止いたします。", 0.7),
    Line(DX, "あのー、各課に確認の担当者を置き、利用の記録を毎月点検する体制といたします。", 0.4),
    Line(LEGAL, "研修は、全ての職員が対象になりますか。", 0.7),
    Line(DX, "はい。9月末までに、全ての職員を対象に研修を行います。", 0.6),
    Line(CHAIR, "ほかにご意見はありますか。", 0.9),
    Line(CHAIR, "ないようですので、本件は原案のとおり承認することとしてよろしいでしょうか。", 1.5),
    Line(LEGAL, "異議なし。", 0.5),
    Line(CHAIR, "異議なしと認めます。よって、議題1は、原案のとおり承認することに決定いたしました。", 0.7),
    Line(CHAIR, "続きまして、議題2、避難所の備蓄計画の見直しについて、危機管理課長、説明をお願いします。", 1.2),
    Line(CRISIS, "危機管理課長です。資料2をご覧ください。市内には避難所が48か所あります。", 0.9),
    Line(CRISIS, "えー、水と食料は3日分を備えておりますが、段ボールベッドは必要な数の6割しかありません。", 0.5),
    Line(CRISIS, "そこで、令和8年度から3年間で、段ボールベッドを1,500台購入したいと考えております。", 0.5),
    Line(CHAIR, "ありがとうございました。ご質問はありますか。総務法制課長、どうぞ。", 0.8),
    Line(LEGAL, "購入した備蓄品を保管する場所は、足りるのでしょうか。", 0.8),
    Line(CHAIR, "危機管理課長、お願いします。", 0.7),
    Line(CRISIS, "学校の空き教室を使うことについて、あのー、教育委員会と協議を進めております。", 0.7),
    Line(CHAIR, "DX推進課長、どうぞ。", 1.0),
    Line(DX, "各避難所の在庫の数を、すぐに確認できる仕組みはありますか。", 0.7),
    Line(CHAIR, "危機管理課長、お願いします。", 0.6),
    Line(CRISIS, "現在は、紙の台帳で管理しております。来年度に、システムへ移すことを検討いたします。", 0.7),
    Line(CHAIR, "私からも1点お願いします。要配慮者の皆様の意見を、計画に反映してください。", 0.8),
    Line(CRISIS, "承知いたしました。11月に意見交換会を開き、12月の会議で報告いたします。", 0.7),
    Line(CHAIR, "それでは、本件は資料を修正し、次回の会議で改めて審議することとしてよろしいでしょうか。", 0.9),
    Line(LEGAL, "異議なし。", 0.5),
    Line(CHAIR, "異議なしと認めます。よって、議題2は、継続して審議することに決定いたしました。", 0.7),
    Line(CHAIR, "以上で、本日の議題は全て終了しました。これをもちまして、決定会議を閉会いたします。", 0.9),
)
KETTEI_KAIGI = Play("kettei-kaigi", _CAST, _LINES, Acoustics(snr_db=25.0, seed=20250806))
