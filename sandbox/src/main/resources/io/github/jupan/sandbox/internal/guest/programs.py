# Turns a program into code: its last expression apart, `await` at the top as in a notebook, and imports of what cannot
# be had put off until something uses it.


def program_compiler(guest, has_package):
    import builtins

    import _ast

    compile, exec, eval = builtins.compile, builtins.exec, builtins.eval
    BARE = 0x400

    # With native code, and in the first lines of many programs that never use them.
    NATIVE = ("numpy", "pandas", "scipy", "matplotlib", "seaborn", "sklearn")

    def compiled(source, filename):
        """The code before the last expression and that of the last expression, each a function to call or None."""
        if "\n" not in source:
            try:
                return None, evaluate(compile(source, filename, "eval", 0, True))
            except (SyntaxError, SystemError):
                pass
        tree = compile(source, filename, "exec", BARE, True)
        absent = put_off(tree) if any(name in source for name in NATIVE) else {}
        if ("await" in source or "async" in source) and awaits(tree.body):
            return absent_first(absent, awaiting(tree, filename)), None
        try:
            body, last = parts(tree, source, filename, bool(absent))
        except SystemError:
            # It fails in the error of its own that it wants to give.
            raise SyntaxError("'await' outside async function" if "await" in source else "invalid syntax") from None
        return absent_first(absent, body), last

    def execute(code):
        return lambda: exec(code, guest)

    def evaluate(code):
        return lambda: eval(code, guest)

    def parts(tree, source, filename, changed):
        body = tree.body
        whole = "\\" not in source and not changed
        if not body or not isinstance(body[-1], _ast.Expr):
            return execute(compile(source if whole else tree, filename, "exec", 0, True)), None
        last = body.pop()
        # From text code takes a tenth of the time that it takes from a tree. A statement at the start of a line can be
        # told from what is before it. To read a backslash twice would be to warn of it twice.
        if whole and last.col_offset == 0 and "\r" not in source and "\f" not in source:
            lines, before = source.split("\n"), last.lineno - 1
            try:
                first = compile("\n".join(lines[:before]), filename, "exec", 0, True) if body else None
                end = compile("\n" * before + "\n".join(lines[before:]), filename, "eval", 0, True)
                return execute(first) if first else None, evaluate(end)
            except SyntaxError:
                pass
        first = execute(compile(tree, filename, "exec", 0, True)) if body else None
        return first, evaluate(compile(_ast.Expression(last.value), filename, "eval", 0, True))

    def put_off(tree):
        """Takes imports of what is not there out of the top of a program; the names that they would have set."""
        absent = {}
        kept = []
        for statement in tree.body:
            names = absent_names(statement)
            if names:
                absent.update(names)
            else:
                kept.append(statement)
        imports = (_ast.Import, _ast.ImportFrom)
        if not absent or all(isinstance(statement, imports) for statement in kept):
            return {}
        tree.body[:] = kept
        return absent

    def absent_names(statement):
        if isinstance(statement, _ast.Import):
            roots = [alias.name.partition(".")[0] for alias in statement.names]
            return {
                alias.asname or root: Absent(root) for alias, root in zip(statement.names, roots) if all(map(lacks, roots))
            }
        if isinstance(statement, _ast.ImportFrom) and statement.module and not statement.level:
            root = statement.module.partition(".")[0]
            if lacks(root) and statement.names[0].name != "*":
                return {alias.asname or alias.name: Absent(root) for alias in statement.names}
        return {}

    def lacks(root):
        return root in NATIVE and not has_package(root)

    def absent_first(absent, body):
        if not absent:
            return body

        def run():
            guest.update(absent)
            return body() if body is not None else None

        return run

    class Absent:
        """Stands for a module that is not there, until something of it is used."""

        def __init__(self, root):
            object.__setattr__(self, "_root", root)

    def used(self, *args, **kwargs):
        root = object.__getattribute__(self, "_root")
        raise ModuleNotFoundError(f"No module named {root!r}", name=root)

    for name in (
        "getattr setattr delattr call getitem setitem delitem iter next len contains repr str format bool hash eq ne lt le"
        " gt ge add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod pow rpow matmul rmatmul neg pos abs"
        " int float index enter exit mro_entries or ror and rand instancecheck subclasscheck"
    ).split():
        setattr(Absent, f"__{name}__", used)

    def awaits(statements):
        """Whether there is an `await` outside of all functions."""
        waiting = list(statements)
        while waiting:
            node = waiting.pop()
            if isinstance(node, (_ast.Await, _ast.AsyncFor, _ast.AsyncWith)):
                return True
            if isinstance(node, _ast.comprehension) and node.is_async:
                return True
            if not isinstance(node, (_ast.FunctionDef, _ast.AsyncFunctionDef, _ast.Lambda, _ast.ClassDef)):
                waiting.extend(children(node))
        return False

    def children(node):
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, _ast.AST):
                yield value
            elif isinstance(value, list):
                yield from (each for each in value if isinstance(each, _ast.AST))

    def names_set(statements):
        """The names that statements set in the scope that they stand in."""
        names, waiting = set(), list(statements)
        while waiting:
            node = waiting.pop()
            if isinstance(node, _ast.Name) and not isinstance(node.ctx, _ast.Load):
                names.add(node.id)
            elif isinstance(node, (_ast.FunctionDef, _ast.AsyncFunctionDef, _ast.ClassDef)):
                names.add(node.name)
                waiting.extend(node.decorator_list)
                continue
            elif isinstance(node, _ast.Lambda):
                continue
            elif isinstance(node, _ast.alias):
                names.add((node.asname or node.name).partition(".")[0])
            elif isinstance(node, (_ast.ExceptHandler, _ast.MatchAs, _ast.MatchStar)) and node.name:
                names.add(node.name)
            elif isinstance(node, _ast.MatchMapping) and node.rest:
                names.add(node.rest)
            waiting.extend(children(node))
        return names

    def awaiting(tree, filename):
        """A program as the body of a coroutine whose variables are the program's."""
        body = tree.body
        names = sorted(names_set(body))
        if isinstance(body[-1], _ast.Expr):
            last = body.pop()
            at = {name: getattr(last, name) for name in ("lineno", "col_offset", "end_lineno", "end_col_offset")}
            body.append(_ast.Return(last.value, **at))
        at = {"lineno": 1, "col_offset": 0, "end_lineno": 1, "end_col_offset": 0}
        if names:
            body.insert(0, _ast.Global(names, **at))
        none = _ast.arguments([], [], None, [], [], None, [])
        function = _ast.AsyncFunctionDef("<module>", none, body, [], None, None, [], **at)
        code = compile(_ast.Module([function], []), filename, "exec", 0, True)

        def run():
            import asyncio

            holder = {}
            exec(code, guest, holder)
            if not loops or loops[0].is_closed() or loops[0].is_running():
                loops[:] = [asyncio.new_event_loop()]
            asyncio.set_event_loop(loops[0])
            return loops[0].run_until_complete(holder["<module>"]())

        return run

    loops = []
    return compiled
