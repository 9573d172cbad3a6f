"""The forms an office uses, read from configs/forms/NAME.toml: everything about a document that is not its content.

A form puts its document together from the blocks of `minutes.render.layout` and sets all the rest: title, header, marks, how
a speaker is written, headings, labels, page. Patterns hold fields in braces; which fields a pattern may use stands beside
it, and a form that uses another is refused when it is read, not when a clerk waits for a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from minutes.domain import StatementKind, Text, Value
from minutes.errors import BadConfiguration
from minutes.render.formplaces import SUFFIX, forms_by_name
from minutes.render.layout import TAIL, BlockName, Layout, NumberPattern, Part, blocks, only
from minutes.tomlfile import parse, read_toml

Register = Literal["dearu", "desumasu", "spoken"]
# 佐藤委員 · 委員 · 委員A · 佐藤委員 (DX推進課長　山田) · 委員　佐藤　恵子 · the roster's group (相手方) · nobody
Person = Literal["role", "office", "letter", "surname", "full", "group", "none"]
Digits = Literal["keep", "half", "full", "mixed"]  # mixed: one figure alone full-width, more of them half-width
Lead = StatementKind | Literal["break"]  # of procedure, the breaks alone
Level = Literal["text", "clean", "edited"]  # of what was said: as corrected, without fillers, as minutes are written


HeaderPattern = Annotated[
    Text,
    only(
        "title", "date", "time", "venue", "department", "agenda", "present", "absent", "disclosure", "observers", "papers",
        "contact",
    ),
]  # fmt: skip
DatePattern = Annotated[Text, only("era", "year", "month", "day", "weekday")]
LeadPattern = Annotated[Text, only("speaker")]
TitlePattern = Annotated[Text, only("title")]
ItemPattern = Annotated[Text, only("number", "circled", "title")]
PersonPattern = Annotated[Text, only("role", "office", "surname", "name", "letter", "group")]
CountPattern = Annotated[Text, only("count")]
AiPattern = Annotated[Text, only("count", "models")]
VouchedPattern = Annotated[Text, only("count", "models", "by")]
TimePattern = Annotated[Text, only("time")]
OwnerPattern = Annotated[Text, only("owner")]
DuePattern = Annotated[Text, only("due")]


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
    """One line above the proceedings, printed as mark + label + ： + value, or as a row of a table."""

    label: Text
    value: HeaderPattern


class Attendance(Value):
    """How the roster is printed. `ungrouped` is the label of people without a group where others have one; `person`: how
    people are written here, as speakers are where it is not given."""

    label: Text = "出席者"
    present: Text = "■"
    absent: Text = "□"
    proxy: Text = "（代）"
    ungrouped: Text = "その他"
    person: Person | None = None


class Speakers(Value):
    """How a speaker is written where `person` does not do: members of a body (佐藤委員), the secretariat, everybody else."""

    member: PersonPattern = ""
    secretariat: PersonPattern = ""
    other: PersonPattern = ""


class Verbatim(Value):
    """The record of all that was said. Without `times` the utterances of one speaker in a row are one speech, whose
    paragraphs hold at most `paragraph` characters if the speaker leaves them a sentence to end with."""

    times: bool = True
    lead: LeadPattern = "○{speaker}　"
    paragraph: int = Field(default=300, ge=1)


class Agenda(Value):
    """議事次第: its heading and its three lines, the items under the second one."""

    heading: Text = "○議事次第"
    opening: Text = "開会"
    items: Text = "議事"
    closing: Text = "閉会"


class Signatures(Value):
    """Lines to sign on, one for each of `who`, under a sentence."""

    text: Text = "上記のとおり会議の次第を記載し、相違ないことを証するため署名する。"
    who: tuple[Text, ...] = ("会長", "署名委員")


class Labels(Value):
    """Words of the form itself. `draft` stands after the title until somebody confirms the minutes."""

    empty: Text = "（未記入）"
    draft: Text = "（案）"
    check: Text = "【要確認】"
    unknown: Text = "発言者不明"
    voice: NumberPattern = "発言者{number}"
    item: ItemPattern = "{number}　{title}"
    none: Text = "なし"
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
    checklist: Text = "確認のための一覧（案のときだけ付く）"
    unprinted: Text = "この様式では本文に載せていない発言など（必要なものは本文に加える）"
    changes: Text = "変更の履歴"


class Public(Value):
    """The public edition. `person`: how people are written in it, `attendance`: in its roster, both as in the form where not
    given; `blank`: what stands for words that are not shown."""

    person: Person | None = None
    attendance: Person | None = None
    blank: Text = "○○"


_PARTS = (
    Part(part="statements", heading="（{number}）主な意見等"),
    Part(part="results", heading="（{number}）結果"),
    Part(part="actions", heading="（{number}）今後の対応"),
)


class Form(Value):
    """One form.

    `leads`: how a paragraph of each kind begins; a kind that is not there is not printed, only counted. `level`: in which
    words a record of all utterances prints them. `digits`: the width of all figures. `item_headings`: whether an item's
    title stands above it where it is the only one. `anonymous`: names of the roster are kept out of the sentences, too.
    `receipts`: whether words put right and words suggested are shown in a draft; `aids`: whether a draft carries what only
    serves its checking (remarks, lists, the check list). `template`: the office's own Word file, which then has the layout
    and only takes from this one what it has no place for (`template_sha256` is found out).
    """

    description: Text
    template: Text = ""
    template_sha256: str = ""
    layout: Layout = blocks("title", "notices", "lines", "attendance", "items", *TAIL)
    parts: tuple[Part, ...] = _PARTS
    speech: Register = Field(default="dearu", alias="register")
    level: Level = "text"
    title: TitlePattern = "{title}　会議録"
    person: Person = "role"
    anonymous: bool = False
    speakers: Speakers = Speakers()
    date: DatePattern = "{era}{year}年{month}月{day}日（{weekday}）"
    digits: Digits = "keep"
    mark: Text = "○"
    result_mark: Text = "○"
    header: tuple[HeaderLine, ...] = ()
    attendance: Attendance = Attendance()
    agenda: Agenda = Agenda()
    verbatim: Verbatim = Verbatim()
    signatures: Signatures = Signatures()
    leads: Mapping[Lead, LeadPattern] = {}
    follow_up: LeadPattern = ""
    new_topic: tuple[Text, ...] = ()
    item_headings: Literal["several", "always"] = "several"
    receipts: bool = True
    aids: bool = True
    public: Public = Public()
    labels: Labels = Labels()
    page: Page = Page()

    @property
    def prints_statements(self) -> bool:
        """Whether the document consists of the statements of the minutes, and not of all that was said."""
        return not self.has("verbatim")

    def has(self, block: BlockName) -> bool:
        """Whether the block is part of the layout."""
        return any(entry.block == block for entry in self.layout)

    @property
    def register(self) -> Register:
        """The form's `register`; as a field, that name would shadow a method of pydantic's metaclass."""
        return self.speech


def load_form(name: str | Path) -> Form:
    """A form by its name (see minutes.render.formplaces), or the form in a .toml file; its template is found and checked.

    Raises BadConfiguration (unknown name: the known ones are listed; wrong content: line and key, or the place in the
    template), InputMissing.
    """
    path = form_file(name)
    form = form_in(path)
    if not form.template:
        return form
    from minutes.render.template.printed import with_template  # it knows forms

    return with_template(form, path.parent)


def form_file(name: str | Path) -> Path:
    """Where a form's settings lie. Raises BadConfiguration for a name nobody knows."""
    if isinstance(name, Path) or name.endswith(SUFFIX):
        return Path(name)
    known = forms_by_name()
    if name not in known:
        raise BadConfiguration(
            "知らない様式です",
            subject=name,
            advice=f"使える様式は {'、'.join(known)} です。会議ファイルの form か --form を直してください。",
        )
    return known[name]


def form_in(path: Path) -> Form:
    """The settings in a file as they are written there. Raises BadConfiguration, InputMissing."""
    return parse(Form, read_toml(path), path)


def known_forms() -> tuple[str, ...]:
    """The names of the forms there are."""
    return tuple(forms_by_name())
