# The name that may have been meant instead of one that is not there, as `traceback` of Python 3.12 finds it.


def suggestion_finder():
    import sys

    MOST_NAMES, LONGEST, LETTER, CASE = 750, 40, 2, 1

    def suggested(error, frames):
        """What to add to the message of an exception, or nothing."""
        kind = type(error)
        if issubclass(kind, ImportError):
            wrong = getattr(error, "name_from", None)
        elif issubclass(kind, (NameError, AttributeError)):
            wrong = getattr(error, "name", None)
        else:
            wrong = None
        if not isinstance(wrong, str):
            return ""
        meant = similar(error, kind, frames, wrong)
        said = f". Did you mean: '{meant}'?" if meant else ""
        if issubclass(kind, NameError) and wrong in sys.stdlib_module_names:
            said += f" Or did you forget to import '{wrong}'" if meant else f". Did you forget to import '{wrong}'"
        return said

    def similar(error, kind, frames, wrong):
        """The first of the names that are nearest to a wrong one, if any is near."""
        if issubclass(kind, NameError):
            if frames is None:
                return None
            while frames.tb_next is not None:
                frames = frames.tb_next
            frame = frames.tb_frame
            if "self" in frame.f_locals and hasattr(frame.f_locals["self"], wrong):
                return f"self.{wrong}"
            names = [*frame.f_locals, *frame.f_globals, *frame.f_builtins]
        else:
            try:
                names = dir(error.obj if issubclass(kind, AttributeError) else __import__(error.name))
            except Exception:
                return None
        if len(names) > MOST_NAMES or len(wrong) > LONGEST:
            return None
        found, least, letters = None, len(wrong), set(wrong.lower())
        # A third of the letters may be others, which says how long a name can be.
        shortest, longest = least - (2 * least + 3) // 7, least + (2 * least + 3) // 5
        for name in [each for each in names if type(each) is str and shortest <= len(each) <= longest]:
            most = min((len(name) + len(wrong) + 3) * LETTER // 6, least - 1)
            # Of the rest nearly all lack too many letters of the wrong name, or have too many others.
            small = name.lower()
            lacks_many = len(letters.difference(small)) * LETTER > most
            if name == wrong or lacks_many or len(set(small) - letters) * LETTER > most:
                continue
            cost = distance(wrong, name, most)
            if cost <= most:
                found, least = name, cost
        return found

    def distance(a, b, most):
        """What it costs to make one name of another; more than `most` where it costs more than that."""
        while a and b and a[0] == b[0]:
            a, b = a[1:], b[1:]
        while a and b and a[-1] == b[-1]:
            a, b = a[:-1], b[:-1]
        if not a or not b:
            return (len(a) + len(b)) * LETTER
        if len(a) > LONGEST or len(b) > LONGEST:
            return most + 1
        if len(b) < len(a):
            a, b = b, a
        row = list(range(LETTER, (len(a) + 1) * LETTER, LETTER))
        cost = 0
        for down, other in enumerate(b):
            diagonal = cost = down * LETTER
            for at, letter in enumerate(a):
                exchanged = 0 if letter == other else CASE if letter.lower() == other.lower() else LETTER
                exchanged += diagonal
                diagonal = row[at]
                row[at] = cost = min(cost + LETTER, diagonal + LETTER, exchanged)
            if min(row) > most:
                return most + 1
        return cost

    return suggested
