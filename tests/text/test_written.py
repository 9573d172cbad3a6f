"""L2, the certain part: spoken forms written out."""

from __future__ import annotations

import pytest

from minutes.text.written import written


@pytest.mark.parametrize(
    ("spoken", "text"),
    [
        ("今やってるところです。", "今やっているところです。"),
        ("読んでました。", "読んでいました。"),
        ("忘れちゃうと困ります。", "忘れてしまうと困ります。"),
        ("確認しときます。", "確認しておきます。"),
        ("費用っていうのは何ですか。", "費用というのは何ですか。"),
        ("やっぱり難しいです。", "やはり難しいです。"),
        ("いろんな意見がありますけど、進めます。", "いろいろな意見がありますけれども、進めます。"),
        ("で、次の資料です。", "次の資料です。"),
        ("市民課で、受け付けます。", "市民課で、受け付けます。"),
        ("出る予定です。", "出る予定です。"),
        ("市長が「やってる」と言いました。", "市長が「やってる」と言いました。"),
    ],
)
def test_spoken_forms_are_written_out(spoken: str, text: str) -> None:
    assert written(spoken) == text
    assert written(text) == text
