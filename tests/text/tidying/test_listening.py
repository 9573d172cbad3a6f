"""相づち and オウム返し go, answers and votes stay."""

from __future__ import annotations

import pytest

from minutes.domain import Utterance
from minutes.text.tidying.edit import House
from minutes.text.tidying.levels import at_level, tidy

Line = tuple[str, str, float]  # speaker, text, seconds


def talk(*lines: Line) -> tuple[Utterance, ...]:
    start = 0.0
    found: list[Utterance] = []
    for number, (speaker, text, seconds) in enumerate(lines, start=1):
        found.append(
            Utterance(
                id=f"u{number}", speaker=speaker, start=start, end=start + seconds, heard=text, text=text, name=speaker
            )
        )
        start += seconds
    return tuple(found)


GONE: list[tuple[Line, Line, Line]] = [
    (("課長", "定員につきましては、", 4), ("委員", "はい。", 0.4), ("課長", "60人増やします。", 3)),
    (("課長", "費用がかかりますけれども", 4), ("委員", "ええ、", 0.3), ("課長", "補助があります。", 3)),
    (("課長", "庁舎を建てて、", 4), ("委員", "うん、うん。", 0.9), ("課長", "移ります。", 3)),
    (("課長", "住民の方が", 4), ("委員", "なるほど。", 0.8), ("課長", "来られます。", 3)),
    (("課長", "費用は240万円です。", 4), ("委員", "240万円ですね。", 1.2), ("課長", "来年度に計上します。", 3)),
    (("課長", "対象は小学校でございます。", 4), ("委員", "小学校。", 0.8), ("課長", "中学校は次年度です。", 3)),
]
KEPT: list[tuple[Line, Line, Line]] = [
    (("会長", "原案のとおりでよろしいですか。", 4), ("委員", "はい。", 0.4), ("会長", "決定します。", 3)),
    (("会長", "原案に賛成の方は、", 4), ("委員", "はい。", 0.4), ("会長", "賛成多数です。", 3)),
    (("会長", "ご異議ありませんか、", 4), ("委員", "はい。", 0.4), ("会長", "決定します。", 3)),
    (("会長", "山田委員、", 1), ("委員", "はい。", 0.4), ("会長", "鈴木委員、", 1)),
    (("委員", "全員が対象ですか", 4), ("課長", "はい。", 0.4), ("委員", "分かりました。", 3)),
    (("課長", "来年度から始めます。", 4), ("委員", "はい。", 0.4), ("課長", "次の資料です。", 3)),
    (("課長", "定員につきましては、", 4), ("委員", "はい。", 2.4), ("課長", "60人増やします。", 3)),
    (("課長", "定員につきましては、", 4), ("委員", "反対です。", 0.9), ("課長", "60人増やします。", 3)),
    (("課長", "定員につきましては、", 4), ("委員", "はい。", 0.4), ("会長", "静かにしてください。", 3)),
    (("課長", "費用は240万円です。", 4), ("委員", "240万円ですか。", 1.2), ("課長", "そうです。", 3)),
    (("課長", "費用は240万円です。", 4), ("委員", "240万円ですね。", 1.2), ("課長", "はい、そうです。", 3)),
    (("課長", "費用は240万円です。", 4), ("委員", "250万円ですね。", 1.2), ("課長", "来年度に計上します。", 3)),
    (
        ("会長", "異議なしと認めますがいかがですか。異議なし。", 4),
        ("委員", "異議なし。", 1),
        ("会長", "決定します。", 3),
    ),
    (("課長", "費用は240万円です。", 4), ("委員", "240万円です。", 0), ("課長", "来年度に計上します。", 0)),
]


@pytest.mark.parametrize("lines", GONE)
def test_what_only_shows_attention_goes(lines: tuple[Line, Line, Line]) -> None:
    utterances = talk(*lines)
    levels = tidy(utterances, House())
    assert [one.clean for one in levels] == [lines[0][1], "", lines[2][1]]
    assert levels[1].changes[0].rule in ("aizuchi", "echo")
    assert levels[1].changes[0].before == lines[1][1]
    assert [one.id for one in at_level(utterances, levels, "edited")] == ["u1", "u3"]


@pytest.mark.parametrize("lines", KEPT)
def test_answers_votes_and_replies_stay(lines: tuple[Line, Line, Line]) -> None:
    assert tidy(talk(*lines), House())[1].clean == lines[1][1]


def test_a_nod_while_the_other_goes_on_speaking() -> None:
    before, nod, after = talk(("課長", "説明します。", 9), ("委員", "はい。", 0.4), ("課長", "続けます。", 3))
    nod = nod.model_copy(update={"start": 4.0, "end": 4.4})
    assert tidy((before, nod, after), House())[1].clean == ""


def test_the_first_and_the_last_word_stay() -> None:
    assert [one.clean for one in tidy(talk(("委員", "はい。", 0.4)), House())] == ["はい。"]
