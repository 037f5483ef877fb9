# Runs in the guest before any snippet, with the functions of the other files. What it needs later is captured here, so
# that a snippet that rebinds a builtin changes nothing but its own view.


def prelude(call_host, print_to_host, cut_letters):
    import builtins
    import io
    import sys

    import _ast

    sys.set_int_max_str_digits(0)
    builtins.exit = builtins.quit = sys.exit

    class Output(io.RawIOBase):
        """Goes to the host at once. The interpreter's own file 1 does not survive an interrupted write."""

        def __init__(self, channel):
            self.channel = channel

        def fileno(self):
            return self.channel

        def writable(self):
            return True

        def write(self, data):
            data = bytes(data)
            print_to_host(self.channel, data)
            return len(data)

    def open_streams():
        sys.stdout = io.TextIOWrapper(Output(1), "utf-8", "strict", newline="\n", write_through=True)
        sys.stderr = io.TextIOWrapper(Output(2), "utf-8", "backslashreplace", newline="\n", write_through=True)

    open_streams()

    guest = sys.modules["__main__"].__dict__
    for name in list(guest):
        if not name.startswith("__"):
            del guest[name]
    sources = {}
    compile, exec, eval, repr, str, type, len = (
        builtins.compile,
        builtins.exec,
        builtins.eval,
        builtins.repr,
        builtins.str,
        builtins.type,
        builtins.len,
    )
    isinstance, list_, dict_, zip, bytes, BaseException_, getattr, import_ = (
        builtins.isinstance,
        builtins.list,
        builtins.dict,
        builtins.zip,
        builtins.bytes,
        builtins.BaseException,
        builtins.getattr,
        builtins.__import__,
    )
    Expr, Expression = _ast.Expr, _ast.Expression
    SystemExit_, SyntaxError_ = builtins.SystemExit, builtins.SyntaxError

    # What the interpreter itself refuses names Java classes.
    REFUSED, DENIED = "polyglot.ForeignException", "PermissionError: the sandbox allows nothing but computing"

    def clip(text, room):
        if len(text) <= 2 * room:
            return text, "", len(text)
        return text[:room], text[-room:], len(text)

    def flush():
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except BaseException_:
                pass

    def text_of(error):
        try:
            return str(error)
        except BaseException_ as inner:
            return f"<the exception's own __str__ raised {type(inner).__name__}>"

    def kind_of(error):
        kind = type(error)
        module = getattr(kind, "__module__", "builtins")
        name = getattr(kind, "__qualname__", kind.__name__)
        return name if module in ("builtins", "__main__") else f"{module}.{name}"

    def ask_for_package(request):
        answer = call_host("<packages>", request)
        if answer[0] == "!":
            raise ImportError(answer[1:])
        return answer[1:]

    importer = package_importer(ask_for_package)
    hint = hint_finder(importer.names)
    builtins.letters = letters_function(cut_letters)
    load_names = lazy_names({"fractions": "Fraction", "decimal": "Decimal"}, import_)

    def traceback_of(error):
        import linecache
        import traceback

        for filename, source in sources.items():
            linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
        frames = error.__traceback__
        while frames is not None and frames.tb_frame.f_code.co_filename not in sources:
            frames = frames.tb_next
        if kind_of(error) == REFUSED:
            return "".join(["Traceback (most recent call last):\n", *traceback.format_tb(frames), DENIED])
        return "".join(traceback.format_exception(type(error), error, frames)).rstrip("\n")

    def failure(error, room):
        kind, message = kind_of(error), text_of(error)
        if kind == REFUSED:
            kind, message = DENIED.split(": ")
        try:
            trace = traceback_of(error)
        except BaseException_:
            trace = f"{kind}: {message}"
        try:
            said = hint(error)
        except BaseException_:
            said = None
        if said is not None:
            message, trace = f"{message}; {said}", f"{trace}; {said}"
        flush()
        return "raised", *clip(kind, room), *clip(message, room), *clip(trace, room)

    def parts(source, filename):
        """The code of a snippet without its last expression, and that of the last expression; either may be None."""
        if "\n" not in source:
            try:
                return None, compile(source, filename, "eval", 0, True)
            except SyntaxError_:
                pass
        tree = compile(source, filename, "exec", 0x400, True)
        if not tree.body or not isinstance(tree.body[-1], Expr):
            return compile(source if "\\" not in source else tree, filename, "exec", 0, True), None
        last = tree.body.pop()
        # From text code takes a tenth of the time that it takes from a tree. A statement at the start of a line can be
        # told from what is before it. To read a backslash twice would be to warn of it twice.
        if last.col_offset == 0 and "\\" not in source and "\r" not in source and "\f" not in source:
            lines, before = source.split("\n"), last.lineno - 1
            try:
                body = compile("\n".join(lines[:before]), filename, "exec", 0, True) if tree.body else None
                return body, compile("\n" * before + "\n".join(lines[before:]), filename, "eval", 0, True)
            except SyntaxError_:
                pass
        body = compile(tree, filename, "exec", 0, True) if tree.body else None
        return body, compile(Expression(last.value), filename, "eval", 0, True)

    def run(source, filename, room):
        sources.clear() if len(sources) > 200 else None
        sources[filename] = source
        try:
            body, last = parts(source, filename)
        except BaseException_ as error:
            return failure(error.with_traceback(None), room)
        try:
            if body is not None:
                exec(body, guest)
            value = None if last is None else eval(last, guest)
            text = None if value is None else repr(value)
            flush()
            return ("completed", *clip(text, room)) if text is not None else ("completed",)
        except SystemExit_ as error:
            if error.code is None or error.code == 0:
                flush()
                return ("completed",)
            return failure(error, room)
        except BaseException_ as error:
            return failure(error, room)

    def bind_text(name, value):
        guest[name] = value

    def bind_list(name, *values):
        guest[name] = list_(values)

    def bind_dict(name, *keys_and_values):
        half = len(keys_and_values) // 2
        guest[name] = dict_(zip(keys_and_values[:half], keys_and_values[half:]))

    def bind_function(name, documentation, *parameters):
        import json

        dumps, loads = json.dumps, json.loads

        def function(*args, **kwargs):
            if len(args) > len(parameters):
                raise TypeError(f"{name}() takes {len(parameters)} arguments but {len(args)} were given")
            arguments = dict_(zip(parameters, args))
            for parameter in kwargs:
                if parameter in arguments:
                    raise TypeError(f"{name}() got multiple values for argument '{parameter}'")
                if parameter not in parameters:
                    raise TypeError(f"{name}() got an unexpected keyword argument '{parameter}'")
            answer = call_host(name, dumps(arguments | kwargs))
            if answer[0] == "!":
                raise RuntimeError(answer[1:])
            return loads(answer[1:])

        function.__name__ = function.__qualname__ = name
        function.__doc__ = documentation
        function.__module__ = "__main__"
        guest[name] = function

    def warm(module):
        # Nobody answers while no snippet runs.
        importer.quiet = True
        try:
            import_(module)
            load_names(module)
        except BaseException_:
            pass
        importer.quiet = False

    return run, bind_text, bind_list, bind_dict, bind_function, warm, open_streams


def with_own_globals(*functions):
    """A snippet's variables, which may be called `list` or `str`, are not those of these functions."""
    own = dict(vars(__import__("builtins")))
    for function in functions:
        own[function.__name__] = type(function)(function.__code__, own)
    return own["prelude"]


with_own_globals(prelude, letters_function, lazy_names, package_importer, package_loader, hint_finder)
