# What models write that is no Python, or cannot be had here. Only an error is made clearer, no code is changed.


def hint_finder(package_names):
    import sys

    fence, prompts = "```", (">>>", "...", "In [", "Out[")

    def of_syntax(error):
        line = (error.text or "").strip()
        name, _, value = line.partition("=")
        if name.strip().isidentifier():
            line = value.strip() or line
        if line.startswith(fence):
            return "a Markdown fence is no Python: leave the line out"
        if line.startswith(prompts):
            return "a prompt is no Python: write the code without it"
        if line.lstrip("!%").startswith(("pip ", "pip3 ", "conda ")):
            return "this is no Python but a command: leave the line out; packages cannot be installed from here"
        if line.startswith("!"):
            return "this is no Python but IPython's syntax: leave the line out; there is no shell"
        if line.startswith("%"):
            return "this is no Python but IPython's syntax: leave out the % and its word"
        if (line.startswith("?") or line.endswith("?")) and " " not in line:
            return "this is no Python but IPython's syntax: leave the ? out"
        return None

    def of_module(error):
        name = error.name or ""
        if str(error) != f"No module named {name!r}" or name.partition(".")[0] in sys.modules:
            return None
        added = package_names()
        return (
            "available: the standard library (math, statistics, fractions, decimal, datetime, re, json, itertools,"
            " collections, ...)" + (f" and {', '.join(added)}" if added else "") + "; nothing can be installed from here"
        )

    def hint(error):
        if isinstance(error, SyntaxError):
            return of_syntax(error)
        if isinstance(error, ModuleNotFoundError):
            return of_module(error)
        if isinstance(error, NameError) and error.name in ("In", "Out"):
            return "a prompt of IPython is no Python: write the code without it"
        return None

    return hint
