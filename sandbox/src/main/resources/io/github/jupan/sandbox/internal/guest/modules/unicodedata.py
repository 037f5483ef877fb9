def one(name, character):
    if not isinstance(character, str) or len(character) != 1:
        kind = f"a string of length {len(character)}" if isinstance(character, str) else type(character).__name__
        raise TypeError(f"{name}() argument 1 must be a unicode character, not {kind}")
    return ord(character)


def numeric(character, *default):
    """Returns the numeric value of a character as a float."""
    answer = ask(f"numeric {one('numeric', character)}")
    if answer:
        return float(answer)
    if default:
        return default[0]
    raise ValueError("not a numeric character")


def mirrored(character):
    """1 if the character is mirrored in text that runs from right to left, else 0."""
    return int(ask(f"mirrored {one('mirrored', character)}"))


for function in (numeric, mirrored):
    if not hasattr(module, function.__name__):
        function.__module__, function.__qualname__ = "unicodedata", function.__name__
        setattr(module, function.__name__, function)
