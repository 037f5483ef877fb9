# Runs in the guest before any snippet, with the functions of the other files. What it needs later is captured here, so
# that a snippet that rebinds a builtin changes nothing but its own view.


def prelude(call_host, print_to_host, cut_letters, look_up, mended):
    import builtins
    import io
    import sys

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
        # A loop that was stopped from outside did not say that it runs no more.
        if "asyncio.events" in sys.modules:
            sys.modules["asyncio.events"]._set_running_loop(None)
        sys.stdout = io.TextIOWrapper(Output(1), "utf-8", "strict", newline="\n", write_through=True)
        sys.stderr = io.TextIOWrapper(Output(2), "utf-8", "backslashreplace", newline="\n", write_through=True)

    open_streams()

    guest = sys.modules["__main__"].__dict__
    for name in list(guest):
        if not name.startswith("__"):
            del guest[name]
    sources = {}
    repr, str, type, len = (
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
    SystemExit_ = builtins.SystemExit

    # What the interpreter itself refuses names Java classes.
    REFUSED, DENIED = "polyglot.ForeignException", "PermissionError: the sandbox allows nothing but computing"

    # What it cannot do for a fault of its own.
    UNABLE = "the interpreter cannot run this; write it in another way"

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
    mend_builtins(look_up)
    module_mender(look_up, {line[1:]: line[0] == "+" for line in mended.split()}, importer.has)
    hint = hint_finder(importer.names)
    framed, whole_text = traceback_writer(sources, "<prelude>", suggestion_finder())
    builtins.letters = letters_function(cut_letters)
    compiled = program_compiler(guest, importer.has)
    load_names = lazy_names({"fractions": "Fraction", "decimal": "Decimal"}, import_)

    def traceback_of(error):
        frames = error.__traceback__
        while frames is not None and frames.tb_frame.f_code.co_filename not in sources:
            frames = frames.tb_next
        if kind_of(error) == REFUSED:
            return "".join([*framed(frames), DENIED])
        return whole_text(error, frames).rstrip("\n")

    def own_failure(message):
        """The kind and the message of a SystemError, which GraalPy makes of Java's exceptions as well."""
        java = message.partition(":")[0]
        if not (java[:1].isupper() and java.isalnum() and java.endswith(("Exception", "Error"))):
            return "SystemError", message
        return DENIED.split(": ") if "not allowed" in message else ("SystemError", UNABLE)

    def failure(error, room):
        kind, message = kind_of(error), text_of(error)
        if kind == REFUSED:
            kind, message = DENIED.split(": ")
        if kind == "SystemError":
            kind, message = own_failure(message)
        try:
            lines = traceback_of(error).split("\n")
            trace = "\n".join([": ".join(own_failure(x[13:])) if x[:13] == "SystemError: " else x for x in lines])
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

    def run(source, filename, room):
        sources.clear() if len(sources) > 200 else None
        sources[filename] = source
        try:
            body, last = compiled(source, filename)
        except BaseException_ as error:
            return failure(error.with_traceback(None), room)
        try:
            value = body() if body is not None else None
            if last is not None:
                value = last()
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

    def set_name(name, value):
        # Other keys than plain texts may have an __eq__ or __hash__ of the snippet's own. To be thrown away at once
        # they are not asked either.
        for key in guest:
            if type(key) is not str:
                kept = {known: what for known, what in guest.items() if type(known) is str}
                guest.clear()
                guest.update(kept)
                break
        guest[name] = value

    def bind_text(name, value):
        set_name(name, value)

    def bind_list(name, *values):
        set_name(name, list_(values))

    def bind_dict(name, *keys_and_values):
        half = len(keys_and_values) // 2
        set_name(name, dict_(zip(keys_and_values[:half], keys_and_values[half:])))

    def bind_function(name, documentation, *parameters):
        def function(*args, **kwargs):
            if len(args) > len(parameters):
                raise TypeError(f"{name}() takes {len(parameters)} arguments but {len(args)} were given")
            arguments = dict_(zip(parameters, args))
            for parameter in kwargs:
                if parameter in arguments:
                    raise TypeError(f"{name}() got multiple values for argument '{parameter}'")
                if parameter not in parameters:
                    raise TypeError(f"{name}() got an unexpected keyword argument '{parameter}'")
            import json

            answer = call_host(name, json.dumps(arguments | kwargs))
            if answer[0] == "!":
                raise RuntimeError(answer[1:])
            return json.loads(answer[1:])

        function.__name__ = function.__qualname__ = name
        function.__doc__ = documentation
        function.__module__ = "__main__"
        set_name(name, function)

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


with_own_globals(
    prelude,
    letters_function,
    lazy_names,
    package_importer,
    package_loader,
    hint_finder,
    traceback_writer,
    suggestion_finder,
    mend_builtins,
    module_mender,
    program_compiler,
)
