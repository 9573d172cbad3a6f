"""Words that offices print beside what a field holds, for finding the place of each field in a document they have."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# label → field; of several that fit the longest counts
FIELD_OF = {
    label: field
    for field, labels in (
        ("{{ 会議名 }}", ("会議名", "会議の名称", "会議名称", "会議の名前", "名称")),
        ("{{ 開催日時 }}", ("開催日時", "日時", "会議日時", "開催日及び時間")),
        ("{{ 開催日 }}", ("開催日", "期日", "開催年月日", "年月日", "日付")),
        ("{{ 開催時間 }}", ("開催時間", "時間", "開催時刻")),
        ("{{ 開始時刻 }}", ("開会時刻", "開始時刻", "開会", "開始時間")),
        ("{{ 終了時刻 }}", ("閉会時刻", "終了時刻", "閉会", "終了時間")),
        ("{{ 開催場所 }}", ("開催場所", "場所", "会場", "会議場所")),
        ("{{ 議長 }}", ("議長", "会長", "委員長", "座長", "進行", "司会")),
        ("{{ 案件名 }}", ("案件名", "案件", "議題", "議事", "件名", "会議次第", "次第", "付議案件", "会議事項")),
        ("{{ 担当課 }}", ("担当課", "所管課", "所管", "主管課", "担当部署", "担当部課", "事務担当")),
        ("{{ 出席者一覧 }}", ("出席者", "出席委員", "出席者氏名", "参加者", "出席者等", "出席者名")),
        ("{{ 欠席者一覧 }}", ("欠席者", "欠席委員", "欠席者氏名")),
    )
    for label in labels
}
BODY_LABELS = (
    "会議の概要", "会議概要", "会議の内容", "会議内容", "会議の経過", "会議経過", "審議内容", "審議の内容", "審議経過",
    "議事の経過", "議事の経過及び結果", "議事の概要", "議事概要", "議事内容", "議事要旨", "主な意見", "主な意見等",
    "協議内容", "打合せ内容", "発言内容", "発言要旨", "会議の経過及び結果", "審議の経過", "質疑応答",
)  # fmt: skip
TITLE = re.compile(r"(会議録|議事録|議事概要|議事要旨|会議要旨|会議概要)([（(].{1,8}[）)])?\Z")
ENDS = re.compile(r"\A(以上|.*署名|.*確認欄|作成者|記録者|会議録作成|問合せ|問い合わせ|上記のとおり)")
DATED = re.compile(r"(令和|平成|[RＲ]\s?)[元\d０-９]+\s?[年.．]|午[前後]\s?[\d０-９]+時|[12２][09０９][\d０-９]{2}年")

# what goes where the body was
BODY = (
    "{% for 案件 in 議題 %}",
    "{{ 案件.番号 }}　{{ 案件.件名 }}",
    "{% for 発言 in 案件.発言 %}",
    "{{ 発言.書き出し }}{{ 発言.本文 }}",
    "{% endfor %}",
    "{% for 結果 in 案件.結果 %}",
    "結果：{{ 結果.本文 }}",
    "{% endfor %}",
    "{% for 対応 in 案件.今後の対応 %}",
    "対応：{{ 対応.本文 }}{% if 対応.担当 %}（担当：{{ 対応.担当 }}）{% endif %}{% if 対応.期限 %}（期限：{{ 対応.期限 }}）{% endif %}",
    "{% endfor %}",
    "{% endfor %}",
)
_LEAD = re.compile(r"\A[\s○〇◯●◎■□◆◇▽△・※(（【〔\[]*(?:第?[0-9]{1,2}|[一二三四五六七八九十])?[\s.．、)）:：]*")
_TAIL = re.compile(r"[\s:：)）】〕\]]*\Z")
_BETWEEN = r"[\s　]*"


class Labelled(NamedTuple):
    """A paragraph that begins with a label: which, and where what stands beside it begins."""

    label: str
    value_at: int


def plain(text: str) -> str:
    """A label as the table has it: without marks, numbers, colons and the spaces that spread it out."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s+", "", _TAIL.sub("", _LEAD.sub("", text)))


def labelled(text: str) -> Labelled | None:
    """日　時：令和7年… – a label, then a colon or a wide space, then what it labels."""
    for label in sorted((*FIELD_OF, *BODY_LABELS), key=len, reverse=True):
        spread = _BETWEEN.join(map(re.escape, label))
        found = re.match(
            rf"[\s○〇◯●◎■□◆◇・※（(【\[]*(?:[0-9０-９]{{1,2}}|[一二三四五六七八九十])?[\s.．、）)]*{spread}"
            rf"(?:{_BETWEEN}[:：】\])）]+{_BETWEEN}|[\t　]+[\s　]*)",
            text,
        )
        if found:
            return Labelled(label, found.end())
    return None
