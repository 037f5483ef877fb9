# Where files of time zones lie; there are none.
module.TZPATH = ()


class InvalidTZPathWarning(RuntimeWarning):
    """Warning raised if an invalid path is specified in PYTHONTZPATH."""


def reset_tzpath(to=None):
    pass


def find_tzfile(key):
    """Retrieve the path to a TZif file from a key."""
    path = key.split("/")
    if key.startswith("/"):
        raise ValueError(f"ZoneInfo keys may not be absolute paths, got: {key}")
    if ".." in path or "." in path or "" in path:
        raise ValueError(f"ZoneInfo keys must be normalized relative paths, got: {key}")
    return None


def available_timezones():
    """Returns a set containing all available time zones."""
    if added("tzdata"):
        from importlib import resources

        return set(resources.files("tzdata").joinpath("zones").read_text("utf-8").split())
    return set(ask("zones").split())


for each in (InvalidTZPathWarning, reset_tzpath, find_tzfile, available_timezones):
    each.__module__ = "zoneinfo._tzpath"
    setattr(module, each.__name__, each)
