# The text of a traceback, as the module `traceback` of Python 3.12 has it. That module and what it imports take a new
# interpreter a second or two; here nothing is imported. Groups of exceptions, which are rare, are left to it.


def traceback_writer(sources, ours, suggested):
    """Returns two functions: for the lines of a traceback's frames, and for the whole text of an exception."""
    import sys

    import _ast

    HEAD = "Traceback (most recent call last):\n"
    CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
    CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
    MOST_REPEATS, BARE = 3, 0x400

    def whole_text(error, frames):
        told = chain(error)
        if any(issubclass(type(each), BaseExceptionGroup) for each, _ in told):
            return text_of_groups(error, frames)
        lines = []
        for each, sentence in reversed(told):
            stack = frames if each is error else each.__traceback__
            lines += [*framed(stack), *last_lines(each, stack), sentence]
        return "".join(lines)

    def chain(error):
        """An exception and those before it, each with the sentence that leads from it to the one after it."""
        seen, waiting, causes, contexts = {id(error)}, [error], {}, {}
        while waiting:
            each = waiting.pop()
            for links, before in ((causes, each.__cause__), (contexts, each.__context__)):
                if before is not None and id(before) not in seen:
                    seen.add(id(before))
                    links[id(each)] = before
                    waiting.append(before)
        told, sentence = [], ""
        while error is not None:
            told.append((error, sentence))
            cause, context = causes.get(id(error)), contexts.get(id(error))
            sentence = CONTEXT if cause is None else CAUSE
            error = cause if cause is not None else None if error.__suppress_context__ else context
        return told

    def text_of_groups(error, frames):
        import linecache
        import traceback

        for file, source in sources.items():
            linecache.cache[file] = (len(source), None, source.splitlines(True), file)
        whole = traceback.TracebackException(type(error), error, frames)
        waiting = [whole]
        while waiting:
            each = waiting.pop()
            if each is not None:
                each.stack[:] = [frame for frame in each.stack if frame.filename != ours]
                waiting += [each.__cause__, each.__context__, *(each.exceptions or ())]
        return "".join(whole.format())

    def framed(frames):
        """The lines of a traceback, without the frames of what runs for the host between a program's own."""
        limit = getattr(sys, "tracebacklimit", None)
        known, lines, last, count = {}, [], None, 0
        while frames is not None and (limit is None or limit > 0):
            frame, code = frames.tb_frame, frames.tb_frame.f_code
            here = file, number, name = code.co_filename, frames.tb_lineno, code.co_name
            if file != ours:
                if here != last:
                    lines += repeated(count)
                    last, count = here, 0
                count += 1
                if count <= MOST_REPEATS:
                    if file not in known:
                        known[file] = source_lines(file, frame.f_globals)
                    lines.append(f'  File "{file}", line {number}, in {name}\n')
                    lines += marked(known[file], number, code, frames.tb_lasti)
            frames, limit = frames.tb_next, None if limit is None else limit - 1
        lines += repeated(count)
        return [HEAD, *lines] if lines else []

    def repeated(count):
        more = count - MOST_REPEATS
        return [f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n"] if more > 0 else []

    def source_lines(file, space):
        """The lines of a file: of a program, of what a program told `linecache`, of Python's own, of a package."""
        if file in sources:
            return sources[file].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        told = getattr(sys.modules.get("linecache"), "cache", None)
        entry = told.get(file) if type(told) is dict else None
        if type(entry) is tuple and len(entry) == 4:
            return entry[2]
        if not file or file.startswith("<") and file.endswith(">"):
            return []
        try:
            with open(file, encoding="utf-8-sig") as opened:
                return opened.read().split("\n")
        except OSError:
            pass
        except ValueError:
            return []
        spec = space.get("__spec__")
        loader = getattr(spec, "loader", None) or space.get("__loader__")
        try:
            return loader.get_source(getattr(spec, "name", None) or space.get("__name__")).splitlines()
        except (AttributeError, ImportError, OSError):
            return []

    def marked(lines, number, code, at):
        """A line, and below it marks for the part that failed unless that is all of it."""
        line = lines[number - 1].rstrip() if number is not None and 1 <= number <= len(lines) else ""
        shown = line.lstrip()
        if not shown:
            return []
        # Columns are letters here, and bytes in CPython.
        first, last, start, end = list(code.co_positions())[at // 2] if at >= 0 else (None,) * 4
        if start is None or end is None:
            return [f"    {shown}\n"]
        if first != last:
            end = len(line)
        part, indent = line[start:end], len(line) - len(shown)
        operator = operator_of(part) if first == last else None
        if operator is None and len(part) >= len(shown):
            return [f"    {shown}\n"]
        before = " " * (width(line[:start]) - indent)
        if operator is None:
            return [f"    {shown}\n", f"    {before}{'^' * width(part)}\n"]
        left, middle, right = part[: operator[0]], part[operator[0] : operator[1]], part[operator[1] :]
        return [f"    {shown}\n", f"    {before}{'~' * width(left)}{'^' * width(middle)}{'~' * width(right)}\n"]

    def operator_of(part):
        """Where the operator of an operation stands, or the brackets of a subscript; None for anything else."""
        try:
            body = compile(part, "<unknown>", "exec", BARE, True).body
            value = body[0].value if len(body) == 1 and isinstance(body[0], _ast.Expr) else None
            if isinstance(value, _ast.BinOp):
                start = value.left.end_col_offset
                while part[start].isspace() or part[start] in ")#":
                    start += 1
                return start, start + (2 if part[start : start + 2] in ("**", "//", "<<", ">>") else 1)
            if isinstance(value, _ast.Subscript):
                return part.index("[", value.value.end_col_offset), part.index("]", value.slice.end_col_offset) + 1
        except Exception:
            pass
        return None

    def width(text):
        """How many columns a text takes on a screen."""
        if text.isascii():
            return len(text)
        from unicodedata import east_asian_width

        return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)

    def last_lines(error, frames):
        kind = type(error)
        name, module = kind.__qualname__, kind.__module__
        if module not in ("__main__", "builtins"):
            name = f"{module if isinstance(module, str) else '<unknown>'}.{name}"
        if issubclass(kind, SyntaxError):
            return syntax_lines(error, name) + note_lines(error)
        said = safely(str, error, "exception") + suggested(error, frames)
        return [f"{name}: {said}\n" if said else f"{name}\n", *note_lines(error)]

    def syntax_lines(error, name):
        lines, suffix = [], ""
        if error.lineno is not None:
            lines.append(f'  File "{error.filename or "<string>"}", line {error.lineno}\n')
        elif error.filename is not None:
            suffix = f" ({error.filename})"
        if error.text is not None:
            line = error.text.rstrip("\n")
            shown = line.lstrip(" \n\f")
            lines.append(f"    {shown}\n")
            if error.offset is not None:
                start = error.offset
                end = error.end_offset if error.end_offset not in (None, 0, -1, start) else start + 1
                at = start - 1 - (len(line) - len(shown))
                if at >= 0:
                    # Tabs stay, so that the mark stands below what it marks.
                    before = "".join(each if each.isspace() else " " for each in shown[:at])
                    lines.append(f"    {before}{'^' * (end - start)}\n")
        return [*lines, f"{name}: {error.msg or '<no detail available>'}{suffix}\n"]

    def note_lines(error):
        try:
            notes = getattr(error, "__notes__", None)
        except Exception as inner:
            notes = [f"Ignored error getting __notes__: {safely(repr, inner, '__notes__')}"]
        if notes is None:
            return []
        if not isinstance(notes, (list, tuple)):
            return [safely(repr, notes, "__notes__") + "\n"]
        return [line + "\n" for note in notes for line in safely(str, note, "note").split("\n")]

    def safely(text_of, value, what):
        try:
            return text_of(value)
        except BaseException:
            return f"<{what} {text_of.__name__}() failed>"

    return framed, whole_text
