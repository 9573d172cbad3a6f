"""Filling a template in: docxtpl in a closed environment, and only with what was looked at before it runs."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from minutes.errors import BadConfiguration, InputMissing
from minutes.render.template.fields import ROOT, Field
from minutes.render.template.places import parts_of
from minutes.render.template.sandbox import environment, forbidden
from minutes.render.template.tags import prepare

_NO_XML = SyntaxError  # what lxml's parsers raise is one
_ADVICE = "Word で .docx（Word 文書）として保存し直してください。"


class OfficeTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl, less what it does beyond fields in text: properties and footnotes stay as the template has them, and
    nothing is read twice."""

    def render_xml_part(
        self, src_xml: str, part: Any, context: Mapping[str, Any], jinja_env: ImmutableSandboxedEnvironment
    ) -> str:
        """The XML with its fields filled in. What Jinja finds outside of paragraphs is held to the same rules."""
        if forbidden(jinja_env.parse(src_xml)) is not None:
            raise BadConfiguration("ひな形に、使えない書き方があります", subject=self.template_file)
        return jinja_env.from_string(src_xml).render(context)

    def fix_tables(self, xml: str) -> Any:
        """Refuse what is no longer XML instead of mending it by guessing, then as docxtpl does."""
        parse_xml(xml)
        return super().fix_tables(xml)

    def render_properties(self, *_: object) -> None:
        """Nothing: they are the document's own."""

    def render_footnotes(self, *_: object) -> None:
        """Nothing."""


def open_template(path: Path) -> OfficeTemplate:
    """A template as it lies on disk. Raises InputMissing, BadConfiguration."""
    template = OfficeTemplate(str(path))
    try:
        template.init_docx()
        parts_of(template.docx)
    except FileNotFoundError:
        raise InputMissing("様式のひな形（Word 文書）が見つかりません", subject=path) from None
    except PackageNotFoundError:
        if not path.exists():
            raise InputMissing("様式のひな形（Word 文書）が見つかりません", subject=path) from None
        raise BadConfiguration("様式のひな形を Word 文書として読めません", subject=path, advice=_ADVICE) from None
    except (ValueError, KeyError, AttributeError, OSError, zipfile.BadZipFile, _NO_XML):
        raise BadConfiguration("様式のひな形を Word 文書として読めません", subject=path, advice=_ADVICE) from None
    return template


def fill(path: Path, content: Mapping[str, Any]) -> Any:
    """The document with its fields filled in, as python-docx holds it. Raises InputMissing, BadConfiguration."""
    template = open_template(path)
    for part in parts_of(template.docx):
        prepare(part.root)
    try:
        template.render(content, environment(), autoescape=True)
    except _NO_XML:
        raise BadConfiguration(
            "項目を入れると Word 文書として成り立たなくなります。{% for %} と {% endfor %} の置き場所を確かめてください",
            subject=path,
        ) from None
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise BadConfiguration(
            "項目を入れられません。計算や、図の代替テキストなど本文以外に書いた項目がないか確かめてください"
            f"（{type(error).__name__}）",
            subject=path,
        ) from None
    for cell in template.docx.element.body.iter(qn("w:tc")):
        if len(cell) == 0 or cell[-1].tag != qn("w:p"):
            cell.append(OxmlElement("w:p"))  # a cell without a paragraph is what Word calls damaged
    return template.docx


def examine(path: Path) -> None:
    """Fill the template in with examples, with lists of two and with empty ones. Raises BadConfiguration."""
    for length in (2, 0):
        fill(path, _example(ROOT, length))


def _example(field: Field, length: int) -> dict[str, Any]:
    return {one.name: [_example(one, length)] * length if one.inner else one.name for one in field.inner}
