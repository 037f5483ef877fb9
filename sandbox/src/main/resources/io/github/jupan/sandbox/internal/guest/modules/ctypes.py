# Sizes and the wrapping of numbers; there is no native code to call.


def simple(name, size, kind):
    # On Linux with 64 bits.
    class Simple:
        def __init__(self, value=None):
            self.value = empty if value is None else value

        def __repr__(self):
            return f"{name}({self.value!r})"

        def __bool__(self):
            return bool(self.value)

        def __setattr__(self, attribute, value):
            object.__setattr__(self, attribute, wrap(value) if attribute == "value" else value)

    def integer(value):
        if not isinstance(value, int):
            raise TypeError(f"an integer is required (got type {type(value).__name__})")
        value = int(value) & (1 << 8 * size) - 1
        return value - (1 << 8 * size) if kind == "signed" and value >> 8 * size - 1 else value

    def floating(value):
        if not isinstance(value, (int, float)):
            raise TypeError(f"must be real number, not {type(value).__name__}")
        import struct

        return struct.unpack(code, struct.pack(code, value))[0]

    code = "f" if size == 4 else "d"
    empty, wrap = {"signed": (0, integer), "unsigned": (0, integer), "float": (0.0, floating), "bool": (False, bool)}[kind]
    Simple.__name__ = Simple.__qualname__ = name
    Simple.__module__ = "ctypes"
    sizes[Simple] = size
    return Simple


def sizeof(what):
    kind = what if isinstance(what, type) else type(what)
    if kind not in sizes:
        raise TypeError("this type has no size")
    return sizes[kind]


def missing(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'ctypes' has no attribute {name!r}")
    raise AttributeError(f"module 'ctypes' has no attribute {name!r}: the sandbox has no native code")


sizes = {}
for name, size, kind in (
    ("c_bool", 1, "bool"),
    ("c_byte", 1, "signed"),
    ("c_ubyte", 1, "unsigned"),
    ("c_short", 2, "signed"),
    ("c_ushort", 2, "unsigned"),
    ("c_int", 4, "signed"),
    ("c_uint", 4, "unsigned"),
    ("c_long", 8, "signed"),
    ("c_ulong", 8, "unsigned"),
    ("c_float", 4, "float"),
    ("c_double", 8, "float"),
):
    setattr(module, name, simple(name, size, kind))
for name, same in (
    ("c_int8", "c_byte"),
    ("c_uint8", "c_ubyte"),
    ("c_int16", "c_short"),
    ("c_uint16", "c_ushort"),
    ("c_int32", "c_int"),
    ("c_uint32", "c_uint"),
    ("c_int64", "c_long"),
    ("c_uint64", "c_ulong"),
    ("c_longlong", "c_long"),
    ("c_ulonglong", "c_ulong"),
    ("c_size_t", "c_ulong"),
    ("c_ssize_t", "c_long"),
):
    setattr(module, name, getattr(module, same))
module.sizeof, module.__getattr__ = sizeof, missing
