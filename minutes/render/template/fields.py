"""The fields a template may hold: the one list that filling in, checking, proposing and the clerk's guide go by."""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """`inner`: the fields of each element, where the field is a list to loop over."""

    name: str
    what: str
    inner: tuple[Field, ...] = ()

    def find(self, name: str) -> Field | None:
        """The element's field of this name."""
        return next((one for one in self.inner if one.name == name), None)


_STATEMENT = (
    Field("種類", "説明・質問・回答・意見・要望・議事進行のどれか"),
    Field("書き出し", "様式の [leads] のとおりの書き出し（例：○（総務課長））。前の発言の続きでは空"),
    Field("発言者", "発言者。書き方は様式の person による"),
    Field("本文", "発言の要旨"),
)
_RESULT = (Field("本文", "結果の文"),)
_ACTION = (
    Field("本文", "行うこと"),
    Field("担当", "担当。発言にないときは空"),
    Field("期限", "期限。発言にないときは空"),
)
_PERSON = (
    Field("印", "■（出席）、□（欠席）、（代）（代理出席）。様式の [attendance] による"),
    Field("出欠", "出席・欠席・代理出席のどれか"),
    Field("役職", "役職"),
    Field("氏名", "氏名。名簿にないとき、様式が氏名を伏せるとき（person が letter など）は空"),
    Field("区分", "名簿の区分（group）。ないときは空"),
)
FIELDS = (
    Field("題名", "会議の題名。確認されるまで（案）が付く"),
    Field("案", "確認されるまで（案）、確認されると空"),
    Field("会議名", "会議ファイルの title"),
    Field("開催日時", "開催日と開催時間"),
    Field("開催日", "開催日。書き方は様式の date による"),
    Field("開催時間", "午前10時から午後0時15分まで"),
    Field("開始時刻", "午前10時"),
    Field("終了時刻", "午後0時15分"),
    Field("開催場所", "開催場所"),
    Field("担当課", "担当課"),
    Field("議長", "議長・会長（名簿の chair）"),
    Field("公開の別", "公開・非公開の別（非公開の理由）"),
    Field("傍聴者数", "傍聴者の数。いないときは「なし」"),
    Field("会議資料", "会議資料の名前を改行して並べる"),
    Field("問合せ先", "担当部署の問合せ先"),
    Field("案件名", "すべての案件名。二つ以上あるときは番号を付け、改行して並べる"),
    Field("凡例", "■：出席　□：欠席　（代）：代理出席"),
    Field("出席者一覧", "名簿の全員を印とともに、区分ごとに改行して並べる"),
    Field("欠席者一覧", "欠席者。いないときは「なし」"),
    Field(
        "出席者",
        "名簿の区分ごとのくり返し",
        (Field("区分", "区分の名前"), Field("一覧", "その区分の全員"), Field("名簿", "一人ずつのくり返し", _PERSON)),
    ),
    Field("名簿", "名簿の一人ずつのくり返し", _PERSON),
    Field(
        "議題",
        "案件ごとのくり返し",
        (
            Field("番号", "案件の番号"),
            Field("件名", "案件名"),
            Field("発言", "発言ごとのくり返し", _STATEMENT),
            Field("結果", "結果ごとのくり返し", _RESULT),
            Field("今後の対応", "今後の対応ごとのくり返し", _ACTION),
        ),
    ),
    Field(
        "発言の記録",
        "録音のとおりの発言を一つずつくり返す（逐語）",
        (
            Field("時刻", "録音の時刻"),
            Field("発言者", "発言者"),
            Field("本文", "発言"),
        ),
    ),
    Field("注意書き", "案であること、生成AIの利用、確認が必要な箇所の数など"),
    Field(
        "反映していない発言",
        "どの文にも使われていない発言のくり返し（確認されると空）",
        (
            Field("案件", "案件の番号"),
            Field("時刻", "録音の時刻"),
            Field("発言者", "発言者"),
            Field("発言", "発言"),
        ),
    ),
    Field("作成の記録", "この文書を何からどう作ったか", (Field("項目", "項目の名前"), Field("内容", "その内容"))),
    Field("確認者", "確認した人の職・氏名。確認されるまで空"),
    Field("確認日", "確認した日時。確認されるまで空"),
)
ROOT = Field("", "", FIELDS)
LOOP = Field(
    "loop",
    "くり返しの中で使えるもの",
    (
        Field("index", "何番目か（1から）"),
        Field("first", "最初か"),
        Field("last", "最後か"),
        Field("length", "全部の数"),
    ),
)

# What minutes cannot do without: one of each of these is missed by `minutes form check`.
EXPECTED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("題名", "会議名"), "会議の名前"),
    (("開催日時", "開催日"), "開催日"),
    (("開催場所",), "開催場所"),
    (("出席者", "出席者一覧", "名簿"), "出席者"),
    (("議題", "発言の記録"), "議事の内容"),
    (("議題.発言", "発言の記録"), "発言"),
    (("議題.結果", "発言の記録"), "結果"),
    (("議題.今後の対応", "発言の記録"), "今後の対応"),
    (("題名", "案"), "（案）の表示"),
)
