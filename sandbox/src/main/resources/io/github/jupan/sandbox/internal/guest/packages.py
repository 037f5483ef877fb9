# Imports packages that were added. Their folder is not there for the guest: the host is asked for a module by its name
# and gives its text.


def package_importer(ask):
    import sys

    class Importer:
        """The last of sys.meta_path: what Python itself has cannot be replaced."""

        quiet, loader = False, None

        def find_spec(self, name, path=None, target=None):
            answer = "" if self.quiet else ask("module " + name)
            if not answer:
                return None
            if self.loader is None:
                self.loader = package_loader(ask)
            return self.loader.spec(name, *answer.split("\n", 1))

        def names(self):
            return ask("names").split()

        def has(self, name):
            return not self.quiet and name in self.names()

    importer = Importer()
    sys.meta_path.append(importer)
    return importer


def package_loader(ask):
    import sys
    from importlib.machinery import ModuleSpec

    # A path for tracebacks and __file__; nothing can be opened there.
    root = "/packages/"

    class Loader:
        def spec(self, name, place, source):
            package = place.endswith(("/__init__.py", "/"))
            spec = ModuleSpec(name, self, origin=root + place, loader_state=source, is_package=package)
            spec.has_location = not place.endswith("/")
            return spec

        def create_module(self, spec):
            return None

        def exec_module(self, module):
            spec = module.__spec__
            source, spec.loader_state = spec.loader_state, None
            exec(compile(source, spec.origin, "exec", 0, True), module.__dict__)

        def is_package(self, name):
            return sys.modules[name].__spec__.submodule_search_locations is not None

        def get_source(self, name):
            return ask("module " + name).partition("\n")[2]

        def get_data(self, path):
            import binascii

            try:
                return binascii.a2b_base64(ask("data " + path.removeprefix(root)))
            except ImportError:
                raise FileNotFoundError(2, "No such file", path) from None

        def get_resource_reader(self, name):
            return Resources(self, name.replace(".", "/"))

    class Resources:
        """What importlib.resources asks for."""

        def __init__(self, loader, folder):
            self.loader, self.folder = loader, folder

        def open_resource(self, resource):
            import io

            return io.BytesIO(self.loader.get_data(f"{self.folder}/{resource}"))

        def resource_path(self, resource):
            raise FileNotFoundError(resource)

        def is_resource(self, path):
            try:
                self.loader.get_data(f"{self.folder}/{path}")
                return True
            except FileNotFoundError:
                return False

        def contents(self):
            return ask("list " + self.folder).split("\n")

    return Loader()
