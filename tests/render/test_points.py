"""【論点】: threads under the points of a case (formats.md section 1, F1), with the form that docs/forms.ja.md gives."""

from __future__ import annotations

import re
from pathlib import Path

from minutes.domain import AgendaItem, Decision
from minutes.render.forms import Form, load_form
from tests.render.sample import made, meeting, minutes, said

CASE, TEAM, COST = "生成AIの全庁導入について", "推進体制", "経費"
_PAGE = Path(__file__).parents[2] / "docs" / "forms.ja.md"


def form(folder: Path) -> Form:
    """The lines of the page, with the leads of choigi."""
    section = _PAGE.read_text("utf-8").partition("## 論点ごとにまとめる")[2]
    lines = re.search("```toml\n(.*?)```", section, re.DOTALL)
    assert lines
    place = folder / "ours.toml"
    place.write_text('description = "当課の様式"\n' + lines[1], "utf-8")
    kept = {name: getattr(load_form("choigi"), name) for name in ("leads", "follow_up", "new_topic", "date")}
    return load_form(place).model_copy(update=kept)


def test_threads_and_results_stand_under_their_point(tmp_path):
    items = (
        AgendaItem(
            title=TEAM,
            statements=(
                said("question", "総務法制課長", "どのような体制を考えているのか。", 3),
                said("answer", "DX推進課長", "課に一人ずつ置くと考える。", 4),
                said("question", "総務法制課長", "兼務なのか。", 5),
            ),
            decisions=(Decision(text="原案のとおり承認する。", evidence=("u0008",)),),
        ),
        AgendaItem(title=COST, statements=(said("request", "総務法制課長", "経費を示していただきたい。", 7),)),
    )
    read = made(tmp_path, minutes(meeting=meeting(title=CASE, agenda=(TEAM, COST)), items=items), form(tmp_path))
    begin = read.texts.index(f"○案件名：{CASE}")
    assert read.texts[begin + 4 : -1] == [
        "（1）主な意見等",
        f"【{TEAM}】",
        "○（総務法制課長）どのような体制を考えているのか。",
        "→（DX推進課長）課に一人ずつ置くと考える。",
        "→（総務法制課長）兼務なのか。",
        f"【{COST}】",
        "○（総務法制課長）経費を示していただきたい。",
        "（2）結果",
        f"【{TEAM}】",
        "○原案のとおり承認する。",
    ]
    assert [read.paragraph(text).style.style_id for text in ("（1）", f"【{COST}")] == ["Heading2", "Heading3"]
