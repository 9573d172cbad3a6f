"""What a template may do: print fields, loop over lists, ask for conditions. Nothing else is understood, let alone run.

A template comes from an office, but from anybody in it: no call, no attribute of Python's, no file, no way around escaping.
The allowed nodes are listed; what Jinja learns tomorrow is refused until somebody adds it here.
"""

from __future__ import annotations

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = ("length", "join", "first", "last", "default", "trim", "replace")
TESTS = (
    "defined",
    "undefined",
    "none",
    "odd",
    "even",
    "divisibleby",
    "eq",
    "ne",
    "lt",
    "le",
    "gt",
    "ge",
    "in",
    "string",
)
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Const, nodes.CondExpr, nodes.Concat, nodes.Add,
    nodes.Sub, nodes.Filter, nodes.Test,
)  # fmt: skip


def environment() -> ImmutableSandboxedEnvironment:
    """The engine: closed, escaping everything, and loud about a field that is not there."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, loader=None)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.tests = {name: made.tests[name] for name in TESTS}
    return made


def forbidden(node: nodes.Node) -> nodes.Node | None:
    """The first thing in the tree that is not allowed."""
    if not isinstance(node, _ALLOWED):
        return node
    if isinstance(node, nodes.For) and node.recursive:
        return node
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        return node
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        return node
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        return node
    return next((found for child in node.iter_child_nodes() if (found := forbidden(child))), None)
