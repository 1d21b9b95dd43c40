"""Tells what each line of Python code does, from its syntax tree; the code is parsed and never run.

Knows the language, not the intention: it says what a line does, and leaves why to others.
"""

from __future__ import annotations

import ast

from emulator.brain.text import join

LONGEST = 4_000
"""Characters of code that are read."""
_MOST_WORDS = 60


def lines(code: str) -> list[tuple[int, str, str]]:
    """Each line that begins a statement: its number from 1, the line itself, and what it does.

    Raises:
        SyntaxError: the code is no Python, or it is too long or too deep to be read.
    """
    if len(code) > LONGEST:
        raise SyntaxError("The code is too long.")
    try:
        tree = ast.parse(code)
    except (ValueError, RecursionError, MemoryError) as error:
        raise SyntaxError(str(error)) from error
    source = code.splitlines()
    found: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            for decorator in getattr(node, "decorator_list", []):
                found.setdefault(decorator.lineno, f"hands the definition below to `{_cut(decorator)}`")
            found.setdefault(node.lineno, does(node))
            found |= {line: what for line, what in _branches(node, source).items() if line not in found}
    return [(number, source[number - 1].strip(), f"It {what}.") for number, what in sorted(found.items())]


def _branches(node: ast.stmt, source: list[str]) -> dict[int, str]:
    """The lines of `else` and `finally`, which are no statements of their own."""
    found: dict[int, str] = {}
    for name, what in (("orelse", "else:"), ("finalbody", "finally:")):
        body = getattr(node, name, None)
        line = body[0].lineno - 1 if body else 0
        if line and source[line - 1].strip() == what:
            told = "is the other case" if name == "orelse" else "runs in any case, after a failure as well"
            found[line] = told
    for handler in getattr(node, "handlers", []):
        found[handler.lineno] = f"handles {_cut(handler.type) if handler.type else 'any exception'}"
    return found


def does(node: ast.stmt) -> str:
    """What a statement does, as the rest of a sentence that begins with 'It'."""
    match node:
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return f"brings in {join([f'`{name.name}`' for name in names])}{_origin(node)}"
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return _function(node)
        case ast.ClassDef(name=name):
            return f"defines the class `{name}`"
        case ast.Return(value=value):
            return f"gives back {_value(value)}" if value else "ends the function"
        case ast.For(target=target, iter=items) | ast.AsyncFor(target=target, iter=items):
            return f"repeats what follows for each `{_cut(target)}` in `{_cut(items)}`"
        case ast.While(test=test):
            return f"repeats what follows as long as `{_cut(test)}` holds"
        case ast.If(test=test):
            return _condition(test)
        case ast.With(items=items) | ast.AsyncWith(items=items):
            return f"opens {join([f'`{_cut(item.context_expr)}`' for item in items])} and closes it at the end of the block"
        case _:
            return _simple(node)


def _simple(node: ast.stmt) -> str:
    match node:
        case ast.Assign(targets=targets, value=value):
            return f"sets {join([f'`{_cut(target)}`' for target in targets])} to {_value(value)}"
        case ast.AnnAssign(target=target, annotation=kind, value=value):
            return f"declares `{_cut(target)}` as `{_cut(kind)}`" + (f" and sets it to {_value(value)}" if value else "")
        case ast.AugAssign(target=target, value=value):
            return f"changes `{_cut(target)}` by {_value(value)}"
        case ast.Raise(exc=error):
            return f"raises `{_cut(error)}`" if error else "raises the same exception again"
        case ast.Assert(test=test):
            return f"insists that `{_cut(test)}` holds"
        case ast.Try():
            return "tries what follows and is ready for failures"
        case ast.Expr(value=ast.Constant(value=str())):
            return "is a docstring: it says what the code is for"
        case ast.Expr(value=value):
            return f"calls `{_cut(value)}`" if isinstance(value, ast.Call) else f"evaluates `{_cut(value)}`"
        case ast.Pass() | ast.Break() | ast.Continue():
            return {"Pass": "does nothing", "Break": "leaves the loop", "Continue": "goes on with the next round"}[
                type(node).__name__
            ]
        case _:
            return f"is a statement of the kind {type(node).__name__.lower()}"


def _origin(node: ast.Import | ast.ImportFrom) -> str:
    return f" from `{node.module}`" if isinstance(node, ast.ImportFrom) and node.module else ""


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    names = [f"`{argument.arg}`" for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    kind = "coroutine" if isinstance(node, ast.AsyncFunctionDef) else "function"
    takes = f", which takes {join(names)}" if names else ""
    gives = f"{' and' if takes else ', which'} returns `{_cut(node.returns)}`" if node.returns else ""
    return f"defines the {kind} `{node.name}`{takes}{gives}"


def _condition(test: ast.expr) -> str:
    if isinstance(test, ast.Compare) and "__name__" in _cut(test):
        return "goes on only when the file is run, not when it is imported"
    return f"goes on with what follows only if `{_cut(test)}`"


def _value(value: ast.expr) -> str:
    match value:
        case ast.Subscript(slice=ast.Slice(step=ast.UnaryOp(op=ast.USub()))):
            return f"`{_cut(value)}`, read from its end"
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return f"`{_cut(value)}`, built item by item"
        case ast.IfExp(test=test):
            return f"one of two values, as `{_cut(test)}` holds or not"
        case ast.Call():
            return f"what `{_cut(value)}` returns"
        case _:
            return f"`{_cut(value)}`"


def _cut(node: ast.AST | None) -> str:
    text = ast.unparse(node).replace("\n", " ").replace("`", "'") if node is not None else ""
    return text if len(text) <= _MOST_WORDS else text[: _MOST_WORDS - 1] + "…"
