# Modules that GraalPy lacks a part of, or that ask for what the sandbox has not. A file in the folder `modules` has what
# is missing, and is read when the module is first imported.


def module_mender(ask, mended, added):
    import sys
    from importlib.machinery import ModuleSpec

    class Mended:
        """A module's own loader, and then what it lacks."""

        def __init__(self, loader):
            self.loader = loader

        def __getattr__(self, name):
            return getattr(self.loader, name)

        def create_module(self, spec):
            return self.loader.create_module(spec)

        def exec_module(self, module):
            module.__loader__ = module.__spec__.loader = self.loader
            self.loader.exec_module(module)
            mend(module)

    class StandIn:
        """All of a module that is not there."""

        def create_module(self, spec):
            return None

        def exec_module(self, module):
            mend(module)

    class Mender:
        """The first of sys.meta_path. It finds nothing itself but what would not be there at all."""

        def find_spec(self, name, path=None, target=None):
            if name not in mended:
                return None
            if mended[name]:
                return ModuleSpec(name, StandIn())
            for finder in sys.meta_path:
                if finder is not self:
                    spec = finder.find_spec(name, path, target)
                    if spec is not None:
                        spec.loader = Mended(spec.loader)
                        return spec
            return None

    def mend(module):
        space = {"__name__": module.__name__, "__builtins__": own, "module": module, "ask": ask, "added": added}
        exec(compile(ask("source " + module.__name__), f"<{module.__name__}>", "exec", 0, True), space)

    own = dict(vars(__import__("builtins")))
    sys.meta_path.insert(0, Mender())
    for name in mended:
        if name in sys.modules:
            mend(sys.modules[name])
