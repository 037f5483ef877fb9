# Errors say which signal it was, as those of CPython's decimal do.
raise_error_ = module.Context._raise_error


def raise_error(self, condition, explanation=None, *args):
    return raise_error_(self, condition, explanation if explanation is None else [condition], *args)


module.Context._raise_error = raise_error
