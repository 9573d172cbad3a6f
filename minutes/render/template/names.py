"""Following the names in a template: what each stands for where it is used, and whether that exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from jinja2 import nodes

from minutes.render.template.fields import LOOP, ROOT, Field
from minutes.render.template.findings import Finding
from minutes.render.template.sandbox import FILTERS, environment, forbidden


class Meant(NamedTuple):
    """What an expression stands for: text, a list to loop over, one element of it, or (`any`) what has a mistake already."""

    kind: Literal["text", "list", "element", "any"]
    field: Field


_TEXT, _ANY = Meant("text", Field("", "")), Meant("any", Field("", ""))
Scope = Mapping[str, Meant]


class Names:
    """The names met so far, part after part: all that a template needs (`named`), and what it prints (`used`)."""

    def __init__(self) -> None:
        self.named: set[str] = set()
        self.used: set[str] = set()
        self._asking = False
        self._found: list[Finding] = []
        self._places: Sequence[str] = ()

    def check(self, source: str, places: Sequence[str]) -> Iterator[Finding]:
        """Look at a part: one tag a line, the place of each."""
        tree = environment().parse(source)
        self._places, self._found = places, []
        wrong = forbidden(tree)
        if wrong is not None:
            self._say(wrong, _refusal(wrong))
        else:
            self._block(tree.body, {})
        yield from dict.fromkeys(self._found)

    def _say(self, node: nodes.Node, what: str) -> None:
        place = self._places[min(node.lineno, len(self._places)) - 1] if self._places else ""
        self._found.append(Finding(place, what))

    def _block(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        for node in body:
            if isinstance(node, nodes.For):
                self._loop(node, scope)
            elif isinstance(node, nodes.If):
                self._ask(node.test, scope)
                for part in (node.body, node.elif_, node.else_):
                    self._block(part, scope)
            elif isinstance(node, nodes.Output):
                for one in node.nodes:
                    self._printed(one, scope)

    def _printed(self, node: nodes.Expr, scope: Scope) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        meant = self._meant(node, scope)
        if meant.kind in ("list", "element"):
            name = meant.field.name
            inner = "、".join(f"○.{one.name}" for one in meant.field.inner)
            loop = f"{{% for ○ in {name} %}} と {{% endfor %}} の間で" if meant.kind == "list" else "その中の項目を"
            self._say(node, f"「{name}」は、そのままでは印刷できません。{loop} {inner} を使ってください")

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        over = self._meant(node.iter, scope)
        if over.kind not in ("list", "any"):
            self._say(node, f"「{over.field.name or 'この項目'}」は、くり返しのできる項目ではありません")
            over = _ANY
        if not isinstance(node.target, nodes.Name):
            self._say(node, "for の後には、名前を一つだけ書いてください")
            return
        element = over if over.kind == "any" else Meant("element", over.field)
        inside = {**scope, node.target.name: element, "loop": Meant("element", LOOP)}
        if node.test:
            self._ask(node.test, inside)
        self._block(node.body, inside)
        self._block(node.else_, scope)

    def _ask(self, test: nodes.Node, scope: Scope) -> None:
        """A condition needs its names and prints nothing."""
        self._asking = True
        self._meant(test, scope)
        self._asking = False

    def _meant(self, node: nodes.Node, scope: Scope) -> Meant:
        """What an expression stands for."""
        if isinstance(node, nodes.Name):
            return self._name(node, scope)
        if isinstance(node, nodes.Getattr):
            return self._part_of(node, self._meant(node.node, scope), node.attr)
        if isinstance(node, nodes.Filter) and node.name in ("first", "last") and node.node:
            meant = self._meant(node.node, scope)
            return meant._replace(kind="element") if meant.kind == "list" else meant
        for child in node.iter_child_nodes():
            self._meant(child, scope)
        return _TEXT

    def _name(self, node: nodes.Name, scope: Scope) -> Meant:
        if node.name in scope:
            return scope[node.name]
        field = ROOT.find(node.name)
        if field is None:
            self._say(node, self._unknown_field(node.name, scope))
            return _ANY
        self._take(node.name)
        return _of(field)

    def _part_of(self, node: nodes.Getattr, base: Meant, name: str) -> Meant:
        if base.kind == "any":
            return base
        field = base.field.find(name) if base.kind == "element" else None
        if field:
            self._take(f"{base.field.name}.{name}")
            return _of(field)
        if base.kind == "list":
            self._say(
                node,
                f"「{base.field.name}」はくり返しです。{{% for ○ in {base.field.name} %}} の中で ○.{name} と書いてください",
            )
        elif base.kind == "element":
            known = "、".join(one.name for one in base.field.inner)
            self._say(node, f"「{base.field.name}」に「{name}」という項目はありません（ある項目：{known}）")
        else:
            self._say(node, f"「{base.field.name or 'この項目'}」の中に項目はありません：「{name}」")
        return _ANY

    def _take(self, name: str) -> None:
        self.named.add(name)
        if not self._asking:
            self.used.add(name)

    def _unknown_field(self, name: str, scope: Scope) -> str:
        inside = next((loop for loop, meant in scope.items() if meant.field.find(name)), None)
        if inside:
            return f"「{name}」という項目はありません。「{inside}.{name}」ではありませんか"
        near = difflib.get_close_matches(name, [one.name for one in ROOT.inner], n=1, cutoff=0.4)
        return f"「{name}」という項目はありません" + (f"。「{near[0]}」ではありませんか" if near else "")


def _refusal(node: nodes.Node) -> str:
    if isinstance(node, nodes.Filter):
        return f"「|」の後の「{node.name}」は使えません（使えるもの：{'、'.join(FILTERS)}）"
    return "この書き方は使えません。使えるのは、項目、for、if だけです"


def _of(field: Field) -> Meant:
    return Meant("list" if field.inner else "text", field)
