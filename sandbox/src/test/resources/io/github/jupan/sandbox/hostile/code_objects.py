f = lambda: 0
f.__code__ = f.__code__.replace(co_code=b"\xff" * 64)
f()
# ---
import types
c = compile("1", "x", "eval")
types.FunctionType(c.replace(co_consts=(), co_names=()), {})()
# ---
import marshal
for i in range(256):
    try:
        exec(marshal.loads(bytes([i]) + b"\xff" * 40))
    except BaseException:
        pass
# ---
import marshal
exec(marshal.loads(marshal.dumps(compile("__import__('os').system('sleep ' + SECONDS)", "x", "exec"))))
# ---
eval(compile("open(PATH).read()", "/etc/passwd", "eval"))
# ---
exec("raise ValueError", {"__builtins__": {}})
# ---
import ast
exec(compile(ast.parse("__import__('posix').system('sleep ' + SECONDS)"), "x", "exec"))
# ---
import ast
ast.unparse(ast.Name(id="x" * 10**6)), compile(ast.Module([ast.Expr(ast.Name("x"))], []), "x", "exec")
# ---
compile("def f():\n return\n", "<run 1>", "exec", flags=0xffffff)
# ---
import dis
dis.dis(open)
# ---
import linecache
linecache.getlines(PATH), linecache.getline("/etc/passwd", 1)
# ---
exec(compile("1/0", PATH, "exec"))
