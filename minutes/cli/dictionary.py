"""`minutes dict`: the office's own dictionaries of terms: checked, carried to and from other programs, added to."""

from __future__ import annotations

import click

from minutes.cli.dictcarry import export_command, import_command
from minutes.cli.dictcheck import check_command
from minutes.cli.learn import learn_command


@click.group("dict")
def dictionary_group() -> None:
    """用語辞書を調べ、ほかのソフトの単語登録とやり取りし、会議の資料から言葉を集めます。"""


# each command stands in a module of its own
dictionary_group.add_command(check_command)
dictionary_group.add_command(import_command)
dictionary_group.add_command(export_command)
dictionary_group.add_command(learn_command)
