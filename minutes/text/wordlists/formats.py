"""The word lists that Japanese input methods write and read: tab text, a word a line: よみ, 単語, 品詞, コメント.

What was found about each, and where:

- Microsoft IME (ユーザー辞書ツール, 一覧の出力 and テキストファイルからの登録): UTF-16LE with byte order mark, CRLF; head lines
  begin with `!`, the first is `!Microsoft IME Dictionary Tool`. Older ones are Shift-JIS. Microsoft documents 63 characters
  at most for reading and word of a dictionary's source ("Creating a Dictionary File", Windows Embedded CE 6.0); no limit
  of the comment was found.
- Google 日本語入力 (辞書ツール; Mozc): UTF-8 without mark, LF, no head; lines with `#` are comments. At most 300 bytes of UTF-8
  each for reading, word and comment; readings are ASCII, hiragana, ー・、。「」『』゛゜〜 (google/mozc,
  dictionary/user_dictionary_util.cc, user_dictionary_importer.cc).
- ATOK (辞書ユーティリティ, 一覧出力 and 単語一括処理): Shift-JIS or UTF-16 with mark, CRLF; the first line is
  `!!ATOK_TANGO_TEXT_HEADER_1`, `!!` begins comments, lists older than ATOK 2007 begin with `!!DICUT11` and the like;
  a part of speech ends in `*` (entered by hand) or `$` (by itself) (support.justsystems.com, QID=033056). For the list
  of abbreviations the maker states 32 characters of reading, 100 of text, and that a reading cannot begin with ー゛゜
  (QID=040980); they are taken for words, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Name = Literal["msime", "google", "atok"]

NOUN = "名詞"


@dataclass(frozen=True)
class WordList:
    """How an input method writes its list. Lengths are characters, or with `in_bytes` bytes of UTF-8; 0: no limit known."""

    name: Name
    title: str
    encoding: str  # written with a byte order mark where it is utf-16
    newline: str
    head: tuple[str, ...]
    first_line: re.Pattern[str] | None
    comment_sign: str
    longest_reading: int
    longest_word: int
    longest_comment: int
    in_bytes: bool = False
    never_first: str = ""  # kana that no reading begins with

    def length(self, text: str) -> int:
        """What counts against the limits."""
        return len(text.encode()) if self.in_bytes else len(text)


MSIME = WordList(
    name="msime",
    title="Microsoft IME",
    encoding="utf-16-le",
    newline="\r\n",
    head=("!Microsoft IME Dictionary Tool", "!Version:", "!Format:WORDLIST", ""),
    first_line=re.compile(r"!microsoft ime", re.I),
    comment_sign="!",
    longest_reading=63,
    longest_word=63,
    longest_comment=0,
)
GOOGLE = WordList(
    name="google",
    title="Google 日本語入力",
    encoding="utf-8",
    newline="\n",
    head=(),
    first_line=None,
    comment_sign="#",
    longest_reading=300,
    longest_word=300,
    longest_comment=300,
    in_bytes=True,
)
ATOK = WordList(
    name="atok",
    title="ATOK",
    encoding="utf-16-le",
    newline="\r\n",
    head=("!!ATOK_TANGO_TEXT_HEADER_1",),
    first_line=re.compile(r"!!(atok_tango_text_header|dicut1[1-9])", re.I),
    comment_sign="!!",
    longest_reading=32,
    longest_word=100,
    longest_comment=0,
    never_first="ー゛゜",
)
WORD_LISTS: dict[str, WordList] = {one.name: one for one in (MSIME, GOOGLE, ATOK)}
