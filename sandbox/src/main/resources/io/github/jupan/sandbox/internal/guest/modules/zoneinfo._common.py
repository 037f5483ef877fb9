# Zones come from the package tzdata where it was added, else from the JDK's rules.
import io

load_tzdata_ = module.load_tzdata


def load_tzdata(key):
    if added("tzdata"):
        return load_tzdata_(key)
    data = ask("zone " + key)
    if not data:
        raise module.ZoneInfoNotFoundError(f"No time zone found with key {key}")
    return io.BytesIO(data.encode("latin-1"))


module.load_tzdata = load_tzdata
