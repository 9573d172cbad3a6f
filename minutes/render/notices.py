"""What a reader must know before the first line: whether it is a draft, how it was made, how much is to be checked."""

from __future__ import annotations

from minutes.domain import Minutes
from minutes.render.annexes import Annexes
from minutes.render.authors import models_of, worded_by_llm
from minutes.render.forms import Form
from minutes.render.lost import to_listen_for
from minutes.render.recording import remarks_on
from minutes.render.sources import Sources
from minutes.render.standing import Standing


def notices(minutes: Minutes, standing: Standing, beside: Annexes, sources: Sources) -> list[str]:
    """The lines of the first page's box. A final document keeps what its reader must know, not what a clerk has to do."""
    labels = sources.form.labels
    drafted = [] if standing.final else [labels.notice]
    known = [
        *_by_ai(minutes, standing, sources.form),
        *minutes.provenance.notices,
        *(remarks_on(beside.recording) if beside.recording else ()),
        *([labels.to_check.format(count=sources.checks)] if sources.checks else []),
    ]
    to_do = [] if standing.final or not sources.form.aids else _to_do(beside, sources)
    return [line for line in (*drafted, *known, *to_do) if line]


def _by_ai(minutes: Minutes, standing: Standing, form: Form) -> list[str]:
    """That an AI worded what is printed, and which one (formats.md section 4: 「…により作成」)."""
    count = worded_by_llm(minutes) if form.prints_statements else 0
    if not count:
        return []
    models = models_of(minutes)
    if standing.final and standing.confirmation:
        return [form.labels.by_ai_confirmed.format(count=count, models=models, by=standing.confirmation.by)]
    return [form.labels.by_ai.format(count=count, models=models)]


def _to_do(beside: Annexes, sources: Sources) -> list[str]:
    labels = sources.form.labels
    unreflected = len(beside.unreflected) if sources.form.prints_statements else 0
    return [
        *([labels.to_decide.format(count=sources.suggested)] if sources.suggested else []),
        *([labels.to_reflect.format(count=unreflected)] if unreflected else []),
        *(to_listen_for(beside.coverage, beside.recording) if beside.coverage else []),
    ]
