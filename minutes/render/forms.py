"""The forms an office uses, read from configs/forms/NAME.toml: everything about a document that is not its content.

A form names a layout (the order of the parts, which is code) and sets all the rest: title, header lines, marks, how a
speaker is written, headings, labels, page. Patterns hold fields in braces; which fields a pattern may use stands beside
it, and a form that uses another is refused when it is read, not when a clerk waits for a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from minutes.domain import StatementKind, Text, Value
from minutes.errors import BadConfiguration
from minutes.resources import shipped
from minutes.tomlfile import parse, read_toml

_SUFFIX = ".toml"

Register = Literal["dearu", "desumasu", "spoken"]
Person = Literal["role", "surname", "full"]
Level = Literal["text", "clean", "edited"]  # of what was said: as corrected, without fillers, as minutes are written


def _only(*fields: str) -> AfterValidator:
    """A pattern may use these fields and no other."""

    def check(pattern: str) -> str:
        try:
            used = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
        except ValueError:
            raise PydanticCustomError("pattern", "{{ }} の書き方が正しくありません") from None
        unknown = sorted(used - set(fields))
        if unknown:
            raise PydanticCustomError(
                "pattern",
                "使えない項目です：{unknown}（使える項目：{known}）",
                {"unknown": "、".join(unknown), "known": "、".join(fields)},
            )
        return pattern

    return AfterValidator(check)


HeaderPattern = Annotated[Text, _only("title", "date", "time", "venue", "department", "agenda")]
DatePattern = Annotated[Text, _only("era", "year", "month", "day", "weekday")]
LeadPattern = Annotated[Text, _only("speaker")]
TitlePattern = Annotated[Text, _only("title")]
ItemPattern = Annotated[Text, _only("number", "title")]
NumberPattern = Annotated[Text, _only("number")]
CountPattern = Annotated[Text, _only("count")]
AiPattern = Annotated[Text, _only("count", "models")]
VouchedPattern = Annotated[Text, _only("count", "models", "by")]
TimePattern = Annotated[Text, _only("time")]
OwnerPattern = Annotated[Text, _only("owner")]
DuePattern = Annotated[Text, _only("due")]


class Page(Value):
    """The paper and the type. Lengths in millimetres, sizes in points; `line_pt` is the pitch of the line grid."""

    width_mm: float = 210
    height_mm: float = 297
    top_mm: float = 30
    bottom_mm: float = 25
    left_mm: float = 25
    right_mm: float = 25
    font: Text = "ＭＳ 明朝"
    heading_font: Text = "ＭＳ ゴシック"
    size_pt: float = Field(default=10.5, gt=0)
    line_pt: float = Field(default=18, gt=0)

    def columns(self) -> int:
        """How many full-width characters a line holds."""
        points = (self.width_mm - self.left_mm - self.right_mm) / 25.4 * 72
        return int(points / self.size_pt)


class HeaderLine(Value):
    """One line above the proceedings, printed as mark + label + ： + value."""

    label: Text
    value: HeaderPattern


class Attendance(Value):
    """How the roster is printed. `ungrouped` is the label of people without a group where others have one."""

    label: Text = "出席者"
    present: Text = "■"
    absent: Text = "□"
    proxy: Text = "（代）"
    ungrouped: Text = "その他"


class Labels(Value):
    """Words of the form itself. `draft` stands after the title until somebody confirms the minutes."""

    empty: Text = "（未記入）"
    draft: Text = "（案）"
    check: Text = "【要確認】"
    unknown: Text = "発言者不明"
    voice: NumberPattern = "発言者{number}"
    item: ItemPattern = "{number}　{title}"
    opinions: NumberPattern = "（{number}）主な意見等"
    result: NumberPattern = "（{number}）結果"
    actions: NumberPattern = "（{number}）今後の対応"
    no_opinions: Text = "（意見等なし）"
    no_result: Text = "（結果に当たる発言が見つからない）"
    no_item: Text = "（この案件の発言が見つからない）"
    verbatim: Text = "発言の記録"
    no_utterances: Text = "（発言なし）"
    owner: OwnerPattern = "担当：{owner}"
    due: DuePattern = "期限：{due}"
    inaudible: TimePattern = "〔聴取不能 {time}〕"
    notice: Text = "この文書は、自動で作成した案である。内容を確認してから使用すること。"
    to_check: CountPattern = "確認が必要な箇所（【要確認】）が{count}か所ある。"
    by_ai: AiPattern = "本文のうち{count}文は、生成AI（{models}）により作成した。"
    by_ai_confirmed: VouchedPattern = "本文のうち{count}文は、生成AI（{models}）により作成し、{by}が内容を確認した。"
    to_reflect: CountPattern = (
        "議事録に反映していない発言が{count}件ある。末尾の一覧を見て、必要なものは本文に加えること。"
    )
    to_decide: CountPattern = "用語の候補が{count}か所のコメントにある。採用するかどうかを決めること。"
    unreflected: Text = "反映していない発言（議事録のどの文にも使われていないもの）"
    suggestions: Text = "用語の候補（本文は書き起こしのまま）"
    corrections: Text = "用語の補正（本文は補正後）"
    record: Text = "作成の記録"
    withheld: Text = "非公開部分一覧（公開版に載せないもの）"


class Public(Value):
    """The public edition. `person`: how people are written in it, `attendance`: in its roster, both as in the form where not
    given; `blank`: what stands for words that are not shown."""

    person: Person | None = None
    attendance: Person | None = None
    blank: Text = "○○"


class Form(Value):
    """One form. `leads`: how a paragraph of each kind begins; a kind that is not there is not printed, only counted.
    `level`: in which words a record of all utterances prints them; `receipts`: whether words put right and words suggested
    are shown in a draft."""

    description: Text
    layout: Literal["opinions", "verbatim"]
    speech: Register = Field(default="dearu", alias="register")
    level: Level = "text"
    title: TitlePattern = "{title}　会議録"
    person: Person = "role"
    date: DatePattern = "{era}{year}年{month}月{day}日（{weekday}）"
    mark: Text = "○"
    result_mark: Text = "○"
    header: tuple[HeaderLine, ...] = ()
    attendance: Attendance = Attendance()
    leads: Mapping[StatementKind, LeadPattern] = {}
    follow_up: LeadPattern = ""
    new_topic: tuple[Text, ...] = ()
    receipts: bool = True
    public: Public = Public()
    labels: Labels = Labels()
    page: Page = Page()

    @property
    def prints_statements(self) -> bool:
        """Whether the document consists of the statements of the minutes, and not of all that was said."""
        return self.layout == "opinions"

    @property
    def register(self) -> Register:
        """The form's `register`; as a field, that name would shadow a method of pydantic's metaclass."""
        return self.speech


def load_form(name: str | Path) -> Form:
    """A shipped form by its name, or the form in a .toml file.

    Raises BadConfiguration (unknown name: the known ones are listed; wrong content: line and key), InputMissing.
    """
    if isinstance(name, Path) or name.endswith(_SUFFIX):
        path = Path(name)
    else:
        known = known_forms()
        if name not in known:
            raise BadConfiguration(
                "知らない様式です",
                subject=name,
                advice=f"使える様式は {'、'.join(known)} です。会議ファイルの form か --form を直してください。",
            )
        path = shipped("configs", "forms", name + _SUFFIX)
    return parse(Form, read_toml(path), path)


def known_forms() -> tuple[str, ...]:
    """The names of the shipped forms."""
    return tuple(sorted(path.stem for path in shipped("configs", "forms").glob("*" + _SUFFIX)))
