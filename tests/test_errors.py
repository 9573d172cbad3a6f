from __future__ import annotations

import errno
import re

import pytest

from minutes import errors
from minutes.errors import MinutesError, cannot_write

# the contract, written out again on purpose: a changed code must fail here
CODES = {
    "WrongUsage": 2,
    "InputUnreadable": 65,
    "InputMissing": 66,
    "ServiceMissing": 69,
    "ModelMissing": 69,
    "InternalFault": 70,
    "CannotWrite": 73,
    "TryAgainLater": 75,
    "Forbidden": 77,
    "BadConfiguration": 78,
}


def _tree(kind: type[MinutesError]) -> list[type[MinutesError]]:
    return [kind, *(sub for child in kind.__subclasses__() for sub in _tree(child))]


def test_every_error_has_the_contract_s_code_and_stands_in_the_docstring() -> None:
    ours = {kind.__name__: kind.exit_code for kind in _tree(MinutesError) if kind is not MinutesError}
    assert ours == CODES
    drawn = dict(re.findall(r"(\w+)\s+(\d+)  ", errors.__doc__ or ""))
    assert {name: int(code) for name, code in drawn.items() if name != "MinutesError"} == CODES


def test_an_error_says_what_to_which_file_and_what_to_do() -> None:
    text = str(errors.InputMissing("ファイルが見つかりません", subject="会議.m4a"))
    assert text.startswith("ファイルが見つかりません：会議.m4a\n")
    assert text.endswith("［InputMissing］")


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "空き容量"), (errno.EACCES, "権限"), (errno.EIO, "書き込めませんでした")]
)
def test_a_failure_to_write_is_told_in_japanese(number: int, words: str) -> None:
    error = cannot_write(OSError(number, "whatever"), "out.docx")
    assert error.exit_code == 73
    assert words in str(error)
