# What GraalPy lacks in modules that are always there.


def mend_builtins(ask):
    import _locale
    import builtins
    import math
    import sys

    sys.argv = ["-c"]
    # GraalPy's own switches for its packages are not an environment.
    for module, held in (("posix", "environ"), ("os", "environ")):
        if module in sys.modules:
            environment = getattr(sys.modules[module], held)
            getattr(environment, "_data", environment).clear()
    # What the JVM's locale groups and names is not what a program expects that sets none.
    _locale.setlocale(_locale.LC_ALL, "C")

    # The working folder is an empty one.
    for module in ("posix", "os"):
        if module in sys.modules:
            sys.modules[module].getcwd = lambda: "/"

    def belongs(module, function):
        function.__module__, function.__qualname__ = module.__name__, function.__name__
        setattr(module, function.__name__, function)

    def real(x):
        if not isinstance(x, (int, float)) and not hasattr(type(x), "__float__") and not hasattr(type(x), "__index__"):
            raise TypeError(f"must be real number, not {type(x).__name__}")
        return float(x)

    def exp2(x, /):
        """Return 2 raised to the power of x."""
        try:
            return 2.0 ** real(x)
        except OverflowError:
            raise OverflowError("math range error") from None

    def cbrt(x, /):
        """Return the cube root of x."""
        return float(ask("cbrt " + repr(real(x))))

    belongs(math, exp2)
    belongs(math, cbrt)

    def getsizeof(object, *default):
        """The size that an object would have in CPython on a machine with 64 bits, in bytes.

        Exact for numbers, texts, bytes and tuples; for what grows, as if it had been made at this size.
        """
        kind = type(object)
        if kind is bool or kind is int:
            return 28 + 4 * max(0, (abs(int(object)).bit_length() + 29) // 30 - 1)
        if kind is str:
            widest = max(map(ord, object), default=0)
            per, head = (1, 40) if widest < 128 else (1, 56) if widest < 256 else (2, 58) if widest < 65536 else (4, 60)
            return head + per * len(object) + (1 if widest < 256 else 0)
        sizes = {float: 24, complex: 32, bytes: 33, bytearray: 57, tuple: 40, list: 56, dict: 64, set: 216, frozenset: 216}
        if kind in sizes:
            length = len(object) if hasattr(kind, "__len__") else 0
            if kind in (set, frozenset):
                slots = 8
                while length * 5 >= slots * 3:
                    slots *= 4 if slots < 50_000 else 2
                return 216 if slots == 8 else 200 + 16 * slots
            if kind is dict:
                if not length:
                    return 64
                slots = 8
                while length > slots * 2 // 3:
                    slots *= 2
                width = 1 if slots <= 128 else 2 if slots <= 32768 else 4
                # Keys that are all texts take no room for their hashes.
                each = 16 if all(type(key) is str for key in object) else 24
                return 88 + 8 + slots * width + each * (slots * 2 // 3)
            return sizes[kind] + length * {bytes: 1, bytearray: 1, tuple: 8, list: 8}.get(kind, 0)
        if object is None or object is Ellipsis or object is NotImplemented:
            return 16
        if kind is range:
            return 48
        return 48

    belongs(sys, getsizeof)

    class Site:
        """One of the names that the interpreter's prompt has."""

        def __init__(self, name):
            self.name = name

        def __repr__(self):
            if self.name == "help":
                return "Type help() for interactive help, or help(object) for help about object."
            return "Python " + sys.version.partition(" ")[0] + " on GraalPy; see help(object) and its documentation"

        def __call__(self, *args, **kwargs):
            if self.name == "help":
                import pydoc

                pydoc.pager = pydoc.plainpager
                return pydoc.help(*args, **kwargs)
            print(repr(self))

    for name in ("help", "copyright", "credits", "license"):
        if not hasattr(builtins, name):
            setattr(builtins, name, Site(name))
