# As the class of CPython's own, which is not written in Python.
ZoneInfo = module.ZoneInfo
ZoneInfo.__module__ = "zoneinfo"


def repr_of_zone(self):
    if self.key is None:
        return f"zoneinfo.ZoneInfo.from_file({self._file_repr})"
    return f"zoneinfo.{type(self).__name__}(key={self.key!r})"


ZoneInfo.__repr__ = repr_of_zone
