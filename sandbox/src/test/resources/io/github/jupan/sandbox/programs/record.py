"""Writes what CPython makes of the programs: `python3 record.py` in this folder, with CPython 3.11 or later."""

import ast
import contextlib
import io
import pathlib
import sys


def outcome(code):
    space = {"__name__": "__main__"}
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            tree = ast.parse(code)
            last = None
            if tree.body and isinstance(tree.body[-1], ast.Expr):
                last = ast.Expression(tree.body.pop().value)
            exec(compile(tree, "<run>", "exec"), space)
            value = eval(compile(last, "<run>", "eval"), space) if last else None
            end = "" if value is None else f"=> {value!r}\n"
        except BaseException as error:
            kind = type(error)
            module = "" if kind.__module__ in ("builtins", "__main__") else kind.__module__ + "."
            end = f"!! {module}{kind.__qualname__}: {error}\n"
    return out.getvalue() + end


def record(file):
    recorded = ""
    for program in ("\n" + file.read_text("utf-8")).split("\n### ")[1:]:
        name, _, code = program.partition("\n")
        recorded += f"### {name}\n{outcome(code)}"
    return recorded


if __name__ == "__main__":
    for file in sorted(pathlib.Path(__file__).parent.glob("*.py")):
        if file.name != "record.py":
            text = record(file)
            file.with_suffix(".txt").write_text(text, "utf-8")
