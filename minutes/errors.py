"""What can go wrong, with the exit code and the advice a clerk gets.

    MinutesError                      70  a fault of ours unless a subclass says otherwise
    ├── WrongUsage                     2  the command line does not make sense
    ├── InputUnreadable               65  a recording or transcript that cannot be read
    ├── InputMissing                  66  a file that is not there
    ├── ServiceMissing                69  a program or service that is needed and not there
    │   └── ModelMissing              69  a model that is needed and not there
    ├── InternalFault                 70  our own mistake
    ├── CannotWrite                   73  no permission, no room, no folder
    ├── TryAgainLater                 75  something passes by itself (another run holds the work folder)
    ├── Forbidden                     77  the protection rules say no
    └── BadConfiguration              78  a meeting file, configuration or form that is not as it should be

Every error says in Japanese what happened (`what`), to which file or thing (`subject`) and what to do next (`advice`).
Stages raise these or let an exception of a library pass to the module that calls the library, which translates it once.
"""

from __future__ import annotations

import errno
from typing import ClassVar


class MinutesError(Exception):
    """An expected failure."""

    exit_code: ClassVar[int] = 70
    default_advice: ClassVar[str] = "ログを添えて、情報システム担当に連絡してください。"

    def __init__(self, what: str, *, subject: object = "", advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.subject = str(subject)
        self.advice = advice or self.default_advice

    def __str__(self) -> str:
        subject = f"：{self.subject}" if self.subject else ""
        return f"{self.what}{subject}\n{self.advice}［{type(self).__name__}］"


class WrongUsage(MinutesError):
    exit_code = 2
    default_advice = "使い方は minutes --help で確認できます。"


class InputUnreadable(MinutesError):
    exit_code = 65
    default_advice = "録音機やパソコンで再生できるか確かめ、元のファイルをもう一度コピーしてください。"


class InputMissing(MinutesError):
    exit_code = 66
    default_advice = "ファイル名と置き場所を確かめてください。"


class ServiceMissing(MinutesError):
    exit_code = 69
    default_advice = "minutes の導入手順を確かめるか、情報システム担当に連絡してください。"


class ModelMissing(ServiceMissing):
    default_advice = (
        "minutes models list で使えるモデルを確かめ、フォルダーを指定するか minutes models fetch で取得してください。"
    )


class InternalFault(MinutesError):
    exit_code = 70


class CannotWrite(MinutesError):
    exit_code = 73
    default_advice = "保存先の空き容量と書き込み権限を確かめるか、-o で別の保存先を指定してください。"


class TryAgainLater(MinutesError):
    exit_code = 75
    default_advice = "しばらく待ってから、同じ操作をもう一度行ってください。"


class Forbidden(MinutesError):
    exit_code = 77
    default_advice = "会議ファイルの機密性と、設定ファイルの送信先を確かめてください。"


class BadConfiguration(MinutesError):
    exit_code = 78
    default_advice = "示した行を直してから、もう一度実行してください。"


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def cannot_write(error: OSError, subject: object) -> CannotWrite:
    """An OSError met while writing, in words a clerk understands."""
    if error.errno in _NO_ROOM:
        return CannotWrite(
            "空き容量が足りないため、書き込めませんでした",
            subject=subject,
            advice="不要なファイルを消して空きを作るか、-o や --work で別の場所を指定してください。途中までの結果は残っています。",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return CannotWrite("書き込む権限がありません", subject=subject)
    return CannotWrite(f"書き込めませんでした（{error.strerror or error}）", subject=subject)
