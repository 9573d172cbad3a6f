"""Speaker labels: what in a line is one, and whom of the roster it means.

Labels are names people gave themselves in a meeting service, or a clerk typed: 「山田 太郎」, 「DX推進課長　山田太郎」,
「山田（DX推進課長）」, 「山田太郎 (DX推進課)」. Where two of the roster could be meant, nobody is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from minutes.domain import Attendee

LONGEST_LABEL = 30  # characters; 「市民生活部市民協働推進課長　長谷川 健太郎」 has 21
_SHORTEST_TITLE = 2

_MARKS = "○◯〇◎◆●■□・*＊♦▼▽→-–— \u3000"
_COLON = re.compile(r"[:：]")
_NO_LABEL = re.compile(r"[。、，！？!?「」『』…→\\<>＜＞]|//|https?|\d[年月日時分]|^[\d:：./\s]*$")
# 「10：30」 is a time of day; 「話者1：30件です」 is not.
_CLOCK_BEGINS, _CLOCK_ENDS = re.compile(r"\d{1,2}$"), re.compile(r"[0-5]\d(?!\d)")
_NUMBERED = re.compile(r"(?:話者|発言者|参加者|出席者|委員|speaker|SPEAKER|Speaker)[\s_]*\d+$")
# Words before a colon that introduce a fact or a sentence, not someone who speaks.
_HEADING_WORDS = (
    "議題 議事 件名 案件 案件名 日時 開催日 開催日時 開催場所 場所 会場 会議名 会議の名称 名称 出席者 出席 欠席者 欠席 傍聴者 "
    "参加者 資料 配布資料 配付資料 会議資料 作成者 記録者 記録 担当 担当課 担当部署 所管 次第 目的 概要 結果 決定事項 備考 注 ※ "
    "時間 期間 開始 終了 例 補足 理由 結論 問題点 課題 論点 ポイント 今後の予定 連絡先 電話 メール 件 題名 タイトル"
)
_HEADINGS = frozenset(_HEADING_WORDS.split())
_SENTENCE_TAIL = re.compile(
    r"(?:は|が|を|に|で|と|も|です|ます|した|とおり|通り|こと|について|として|ように|たとえば|例えば)$"
)

_ROLE_AND_NAME = re.compile(r"(.+)\((.+)\)")
_BRACKETS = re.compile(r"[()\[\]【】〔〕<>]")
_BETWEEN = re.compile(r"[\s()\[\]【】〔〕<>/・,、_|-]+")
_HONORIFIC = re.compile(r"(?:さん|様|さま|氏|君|くん|先生)$")


def split_label(line: str) -> tuple[str, str] | None:
    """「山田：はい」 → (山田, はい); None where no label stands before the first colon."""
    colon = _COLON.search(line[: LONGEST_LABEL + 2])
    if not colon:
        return None
    label, rest = clean_label(line[: colon.start()]), line[colon.end() :]
    if not is_label(label) or rest.startswith("//"):
        return None
    if _CLOCK_BEGINS.search(label) and _CLOCK_ENDS.match(rest) and not _NUMBERED.search(label):
        return None
    return label, rest.strip()


def is_label(label: str) -> bool:
    """Whether it looks like someone who speaks, rather than a heading, a time of day or half a sentence."""
    if not label or len(label) > LONGEST_LABEL or _NO_LABEL.search(label):
        return False
    return label not in _HEADINGS and not _SENTENCE_TAIL.search(label)


def clean_label(label: str) -> str:
    """Without the marks that minutes put before a speaker, or 【】 around one."""
    bare = re.sub(r"\s+", " ", label).strip(_MARKS)
    inside = re.fullmatch(r"[【\[〔<＜](.+)[】\]〕>＞]", bare)
    return inside[1].strip() if inside else bare


def role_of(label: str, attendees: Sequence[Attendee]) -> str | None:
    """The role of the attendee a label means, or None: unknown, or more than one could be meant."""
    for knows in (_as_written, _with_title_and_name, _in_part):
        meant = [attendee for attendee in attendees if knows(label, attendee)]
        if meant:
            return meant[0].role if len(meant) == 1 else None
    return None


def _as_written(label: str, who: Attendee) -> bool:
    """The role, an alias or the whole name, honorifics forgiven."""
    return bool({_folded(label), _bare(label)} & {*_titles(who), *_whole_name(who)})


def _with_title_and_name(label: str, who: Attendee) -> bool:
    """Title and (sur)name together, in any order and brackets; 「山田課長」 for 山田's role ending in 課長."""
    bare = _BETWEEN.sub("", _folded(label))
    names = {*_whole_name(who), *_surname(who)}
    if any(bare in (title + name, name + title) for title in _titles(who) for name in names):
        return True
    rests = (bare.removeprefix(name) for name in _surname(who) if bare.startswith(name))
    return any(len(rest) >= _SHORTEST_TITLE and title.endswith(rest) for rest in rests for title in _titles(who))


def _in_part(label: str, who: Attendee) -> bool:
    """The surname alone, or beside an office; a title beside a name, where the roster has no name to contradict it."""
    parts = {_bare(part) for part in _BRACKETS.split(_normal(label))}
    if parts & {*_whole_name(who), *_surname(who)}:
        return True
    words = {_bare(word) for word in _BETWEEN.split(_normal(label))}
    return not who.name and bool(words & _titles(who))


def _titles(who: Attendee) -> set[str]:
    apart = _ROLE_AND_NAME.fullmatch(_normal(who.role))
    return {_folded(title) for title in (who.role, *who.aliases, *(apart.groups()[:1] if apart else ()))}


def _whole_name(who: Attendee) -> set[str]:
    return {_folded(who.name)} if who.name else set()


def _surname(who: Attendee) -> set[str]:
    """Known only where the roster sets it apart: 「山田 太郎」, or in the role 「委員（山田）」."""
    pieces = _normal(who.name).split()
    apart = _ROLE_AND_NAME.fullmatch(_normal(who.role))
    return {*(pieces[:1] if len(pieces) > 1 else ()), *(apart.groups()[1:] if apart else ())}


def _bare(label: str) -> str:
    return _HONORIFIC.sub("", _folded(label))


def _folded(text: str) -> str:
    """NFKC, without blanks."""
    return re.sub(r"\s+", "", _normal(text))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
