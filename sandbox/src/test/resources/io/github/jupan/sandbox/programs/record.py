"""Writes what CPython makes of the programs: `python3 record.py` in this folder, with CPython 3.11 or later, the tracebacks with 3.12."""

import ast
import contextlib
import io
import linecache
import pathlib
import sys
import traceback


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


def traceback_of(code):
    # 3.12 sets its marks wrong where a line ends in blanks.
    lines = [line.rstrip() + "\n" for line in code.split("\n")]
    linecache.cache["<run>"] = len(code), None, lines, "<run>"
    try:
        exec(compile(code, "<run>", "exec"), {"__name__": "__main__"})
    except BaseException as error:
        whole = traceback.TracebackException(type(error), error, error.__traceback__.tb_next)
        return "".join(whole.format()).replace(str(pathlib.Path(traceback.__file__).parent), "<python>")
    raise ValueError("does not fail: " + code)


def record(file):
    made = traceback_of if file.stem == "tracebacks" else outcome
    recorded = ""
    for program in ("\n" + file.read_text("utf-8")).split("\n### ")[1:]:
        name, _, code = program.partition("\n")
        recorded += f"### {name}\n{made(code)}"
    return recorded


if __name__ == "__main__":
    for file in sorted(pathlib.Path(__file__).parent.glob("*.py")):
        if file.stem != "record" and (file.stem != "tracebacks" or sys.version_info[:2] == (3, 12)):
            text = record(file)
            file.with_suffix(".txt").write_text(text, "utf-8")
