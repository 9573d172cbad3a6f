"""A new form of an office's own: a copy of a form's settings, and beside it a Word file with fields in it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import NamedTuple

from minutes.errors import BadConfiguration, WrongUsage, cannot_write
from minutes.files import writing
from minutes.render.formplaces import SUFFIX
from minutes.render.template.fill import open_template
from minutes.render.template.propose import Proposal

_NAME = re.compile(r"[\w\-]{1,40}")
_KEY = re.compile(r"^\s*(template|description)\s*=.*\n?", re.MULTILINE)
_DOCX = ".docx"


class Adopted(NamedTuple):
    """The files made, what was done in the Word file, and what of an old meeting seems to be left in it."""

    form: Path
    template: Path
    steps: tuple[str, ...]
    left: tuple[str, ...]


def adopt(name: str, like: Path, office: Path | None, folder: Path, replace: bool) -> Adopted:
    """Make the form NAME in a folder, with the settings of `like` and the Word file `office`, else that of `like`.

    Raises WrongUsage (the name, or such a form is there), InputMissing, BadConfiguration, CannotWrite.
    """
    if not _NAME.fullmatch(name):
        raise WrongUsage(
            "様式の名前に使えない文字があります", subject=name, advice="文字、数字、- _ で 40 字までにしてください。"
        )
    form, template = folder / (name + SUFFIX), folder / (name + _DOCX)
    there = [path for path in (form, template) if path.exists()]
    if there and not replace:
        raise WrongUsage(
            "同じ名前の様式があります", subject=there[0], advice="別の名前にするか、--replace を付けてください。"
        )
    settings = like.read_text("utf-8-sig")
    source = office or _template_of(settings, like)
    document = open_template(source).docx
    proposal = Proposal(document) if office else None
    buffer = io.BytesIO()
    document.save(buffer)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with writing(template) as beside:
            beside.write_bytes(buffer.getvalue())
        with writing(form) as beside:
            beside.write_text(_settings(settings, name), "utf-8")
    except OSError as error:
        raise cannot_write(error, folder) from None
    if proposal is None:
        return Adopted(form, template, (), ())
    return Adopted(form, template, tuple(proposal.steps), tuple(proposal.left))


def _template_of(settings: str, like: Path) -> Path:
    found = re.search(r'^\s*template\s*=\s*"([^"]+)"', settings, re.MULTILINE)
    if not found:
        raise BadConfiguration(
            "この様式には、Word のひな形がありません",
            subject=like,
            advice="--from で元になる Word 文書を指定するか、--like にひな形のある様式を指定してください。",
        )
    return like.parent / found[1]


def _settings(like: str, name: str) -> str:
    """The settings with the new form's own description and template before everything else."""
    own = {"description": f"{name}（ひな形：{name}{_DOCX}）", "template": name + _DOCX}
    lines = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in own.items())
    return lines + _KEY.sub("", like, count=0)
