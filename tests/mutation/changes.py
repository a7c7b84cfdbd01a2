"""The mutants of a module: cosmic-ray's operators, and a few of our own for what those leave alone."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from types import CodeType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Of the binary operators one replacement each: where texts and lists are joined, every other one is a TypeError too.
_BINARY = {"Add_Sub", "Sub_Add", "Mul_FloorDiv", "FloorDiv_Mul", "Mod_Mul", "BitOr_BitAnd", "BitAnd_BitOr",
           "LShift_RShift", "Div_Mul", "BitOr_BitXor"}  # fmt: skip
# Of the comparisons the opposite and the neighbours: `is` for `==` differs only by what Python keeps twice.
_COMPARED = {"Eq_NotEq", "Eq_LtE", "Eq_GtE", "NotEq_Eq", "NotEq_Lt", "NotEq_Gt", "Lt_LtE", "Lt_GtE", "LtE_Lt",
             "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt", "Is_IsNot", "IsNot_Is"}  # fmt: skip
# Those of the rest that take arguments of their own, that only call for other numbers of spaces, or do nothing.
_LEFT_OUT = {"VariableReplacer", "VariableInserter", "NoOp"}
_WORD = re.compile(r"[A-Za-z0-9@._/-]*")
_DEFINED = re.compile(r"\s*(?:def|class) (\w+)")
# What sentences for people are called, as variables and as parameters.
_FOR_PEOPLE = {"message", "fix", "who", "why", "has"}
_TWINS = {"any": "all", "all": "any", "min": "max", "max": "min"}


class Mutant(NamedTuple):
    """A module with one change; ``was`` and ``becomes`` differ, from ``line`` on, in ``where``."""

    operator: str
    line: int
    where: str
    was: str
    becomes: str
    code: str


def mutants(code: str) -> list[Mutant]:
    """Every different mutant of a module that does something else than what it came from."""
    seen = {_meaning(code)}
    found = []
    for operator, changed in (*_by_cosmic_ray(code), *_by_ours(code)):
        try:
            meaning = _meaning(changed)
        except SyntaxError:
            continue
        if meaning not in seen:
            seen.add(meaning)
            found.append(Mutant(operator, *_lines(code, changed), changed))
    return found


def within_function(code: str, changed: str) -> bool:
    """Whether they differ only in what functions do when called, so that one can take the code of the other."""
    return _outside(code) == _outside(changed) and list(_taken(code)) == list(_taken(changed))


def _taken(code: str | CodeType) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What each function takes from around it; a method without its ``super()`` takes no ``__class__`` any more."""
    whole = compile(code, "", "exec") if isinstance(code, str) else code
    for one in whole.co_consts:
        if isinstance(one, CodeType) and one.co_flags & inspect.CO_OPTIMIZED:
            yield one.co_name, one.co_freevars
        elif isinstance(one, CodeType):  # a class
            yield from _taken(one)


def _outside(code: str) -> str:
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.body = [ast.Pass()]
    return ast.dump(tree)


def _by_cosmic_ray(code: str) -> Iterator[tuple[str, str]]:
    # Installed for this alone (make mutants), so that the other tests and tools do without it.
    plugins = importlib.import_module("cosmic_ray.plugins")
    mutate_code = importlib.import_module("cosmic_ray.mutating").mutate_code
    for name in plugins.operator_names():
        word = name.partition("/")[2]
        kind, _, change = word.partition("_")
        wanted = {"ReplaceBinaryOperator": _BINARY, "ReplaceComparisonOperator": _COMPARED}.get(kind, {change})
        if word in _LEFT_OUT or change not in wanted:
            continue
        operator = plugins.get_operator(name)()
        number = 0
        while (changed := mutate_code(code, operator, number)) is not None:
            yield word, changed
            number += 1


def _by_ours(code: str) -> Iterator[tuple[str, str]]:
    tree = ast.parse(code)
    said = _docstrings(tree)
    for node in ast.walk(tree):
        for operator, part, text in _replaced(node, code, said):
            yield operator, _put(code, part, text)


def _replaced(node: ast.AST, code: str, said: set[ast.AST]) -> Iterator[tuple[str, ast.expr | ast.stmt, str]]:
    if isinstance(node, ast.Compare) and any(isinstance(op, ast.In | ast.NotIn) for op in node.ops):
        yield "NotIn", node, f"(not ({_text(code, node)}))"
    elif isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield "NotIf", test, f"(not ({_text(code, test)}))"
    elif isinstance(node, ast.BoolOp):
        word = " and " if isinstance(node.op, ast.And) else " or "
        for left_out in node.values:
            rest = [f"({_text(code, value)})" for value in node.values if value is not left_out]
            yield "OneLess", node, f"({word.join(rest)})"
    elif isinstance(node, ast.IfExp):
        yield "Always", node, f"({_text(code, node.body)})"
        yield "Never", node, f"({_text(code, node.orelse)})"
    else:
        yield from _dropped(node, said)


def _dropped(node: ast.AST, said: set[ast.AST]) -> Iterator[tuple[str, ast.expr | ast.stmt, str]]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TWINS:
        yield "Twin", node.func, _TWINS[node.func.id]
    elif isinstance(node, ast.Raise | ast.AugAssign | ast.Delete | ast.Return) or (
        isinstance(node, ast.Expr) and node.value not in said
    ):
        yield "Dropped", node, "pass"
    elif isinstance(node, ast.Constant) and node not in said and isinstance(node.value, str):
        yield from [("OtherWord", node, repr(node.value + "x"))] if _WORD.fullmatch(node.value) else ()


def _docstrings(tree: ast.AST) -> set[ast.AST]:
    """Texts that nobody's judgement depends on: docstrings, and parts of texts that are put together."""
    left_out: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(node.value)
        if isinstance(node, ast.JoinedStr):
            left_out.update(ast.walk(node))
        if isinstance(node, ast.keyword) and node.arg in _FOR_PEOPLE:
            left_out.update(ast.walk(node.value))
        if isinstance(node, ast.Assign) and _names(node.targets[0]) & _FOR_PEOPLE:
            left_out.update(ast.walk(node.value))
    return left_out


class _Bare(ast.NodeTransformer):
    """Takes away what does not change what a module does, or only its words for people."""

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:  # the name that ast asks for
        return ast.copy_location(ast.Constant(""), node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant("")
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        node.decorator_list = [one for one in node.decorator_list if "lru_cache" not in _names(one)]
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call):
                decorator.keywords = [word for word in decorator.keywords if word.arg not in ("frozen", "slots")]
        if any("Enum" in _names(base) for base in node.bases):
            node.body = [ast.Pass() if isinstance(one, ast.Assign) else one for one in node.body]
        return self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        if _names(node.targets[0]) & _FOR_PEOPLE:
            node.value = ast.Constant("")
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST | None:
        if "TYPE_CHECKING" in _names(node.test):
            return None
        return self.generic_visit(node)


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _meaning(code: str) -> str:
    return ast.dump(_Bare().visit(ast.parse(code)))


def _text(code: str, node: ast.expr | ast.stmt) -> str:
    return ast.get_source_segment(code, node) or ""


def _put(code: str, node: ast.expr | ast.stmt, text: str) -> str:
    lines = code.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    begin = starts[node.lineno - 1] + node.col_offset
    end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
    whole = code.encode()
    return (whole[:begin] + text.encode() + whole[end:]).decode()


def _lines(code: str, changed: str) -> tuple[int, str, str, str]:
    before, after = code.splitlines(), changed.splitlines()
    first = next(number for number, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
    last = -next(
        n for n, (one, other) in enumerate(zip(reversed(before), reversed(after), strict=False)) if one != other
    )
    was, becomes = before[first : last or None], after[first : last or None]
    above = (_DEFINED.match(line) for line in before[first::-1])
    where = next((match[1] for match in above if match), "")
    return first + 1, where, " ".join(map(str.strip, was)), " ".join(map(str.strip, becomes))


def _alike(before: list[str], after: list[str]) -> int:
    """How many lines are the same before the first that differs."""
    return next(number for number, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
