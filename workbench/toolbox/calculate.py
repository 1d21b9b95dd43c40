"""A calculator that reads an expression and never runs it as code."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable
from typing import Any, TypedDict

from workbench.toolbox import function

OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}
NAMES: dict[str, float] = {"pi": math.pi, "e": math.e, "tau": math.tau}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    name: getattr(math, name) for name in "sqrt sin cos tan asin acos atan log log2 log10 exp floor ceil gcd lcm".split()
} | {"abs": abs, "round": round, "min": min, "max": max}
LONGEST = 400
BIGGEST = 10**300


class Calculated(TypedDict):
    """An expression and its value."""

    result: float


@function("Calculator", ":material/calculate:")
def calculate(expression: str) -> Calculated:
    """Calculate the value of an arithmetic expression exactly as written.

    Args:
        expression: Numbers with + - * / // % ** and parentheses, pi, e, and functions such as sqrt(2) or max(1, 2).
    """
    if len(expression) > LONGEST:
        raise ValueError(f"The expression is longer than {LONGEST} characters.")
    tree = ast.parse(expression.replace("^", "**").replace("×", "*").replace("÷", "/").strip(), mode="eval")
    found = _value(tree.body)
    return {"result": float(f"{found:.15g}") if isinstance(found, float) else found}


def _value(node: ast.AST) -> Any:
    match node:
        case ast.Constant(value=bool()):
            raise ValueError("True and False are not numbers.")
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.Name(id=name) if name in NAMES:
            return NAMES[name]
        case ast.UnaryOp(op=op, operand=operand) if type(op) in OPERATORS:
            return OPERATORS[type(op)](_value(operand))
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return _power(_value(left), _value(right))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return _bounded(OPERATORS[type(op)](_value(left), _value(right)))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            return _bounded(FUNCTIONS[name](*map(_value, args)))
        case _:
            raise ValueError(f"Not arithmetic: {ast.unparse(node)!r}")


def _power(base: Any, exponent: Any) -> Any:
    if abs(exponent) > 10_000 or (base and abs(exponent) * math.log10(max(abs(base), 1)) > 300):
        raise ValueError("The power is too large.")
    return _bounded(base**exponent)


def _bounded(value: Any) -> Any:
    if isinstance(value, complex):
        raise ValueError("The value is not a real number.")
    if isinstance(value, int | float) and abs(value) > BIGGEST:
        raise ValueError("The value is too large.")
    return value
