# Names that are there without an import. Their modules take a second to import cold, so that waits for the first use.


def lazy_names(modules, import_module):
    """Returns a function that loads the names of a module."""
    import builtins

    class Lazy:
        """Stands for a class until it is used."""

        def __init__(self, module, name):
            self.__dict__.update(module=module, name=name)

        def __call__(self, *args, **kwargs):
            return real(self)(*args, **kwargs)

        def __getattr__(self, attribute):
            return getattr(real(self), attribute)

        def __instancecheck__(self, instance):
            return isinstance(instance, real(self))

        def __subclasscheck__(self, kind):
            return issubclass(kind, real(self))

        def __mro_entries__(self, bases):
            return (real(self),)

        def __eq__(self, other):
            return self is other or real(self) is other

        def __hash__(self):
            return hash(real(self))

        def __or__(self, other):
            return real(self) | other

        def __ror__(self, other):
            return other | real(self)

        def __repr__(self):
            return repr(real(self))

    all_lazy = [Lazy(module, name) for module, name in modules.items()]

    def real(lazy):
        module, name = lazy.__dict__["module"], lazy.__dict__["name"]
        found = getattr(import_module(module), name)
        if builtins.__dict__.get(name) is lazy:
            setattr(builtins, name, found)
        return found

    def load(module):
        for lazy in all_lazy:
            if lazy.__dict__["module"] == module:
                real(lazy)

    for lazy in all_lazy:
        setattr(builtins, lazy.__dict__["name"], lazy)
    return load
