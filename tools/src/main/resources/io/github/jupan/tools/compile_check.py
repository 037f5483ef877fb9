# Runs in the guest, in a namespace of its own, and looks at programs without running them.


def verdicts(programs):
    """One letter for each: P for a program, S for text that says something and does nothing, N for no Python."""
    import warnings

    import _ast

    parts = {
        _ast.Constant: (),
        _ast.Name: (),
        _ast.Attribute: ("value",),
        _ast.Subscript: ("value", "slice"),
        _ast.Starred: ("value",),
        _ast.UnaryOp: ("operand",),
        _ast.BinOp: ("left", "right"),
        _ast.BoolOp: ("values",),
        _ast.Compare: ("left", "comparators"),
        _ast.Tuple: ("elts",),
        _ast.List: ("elts",),
        _ast.Set: ("elts",),
        _ast.Dict: ("keys", "values"),
    }

    def says(expression):
        """Whether it is made of names and literals, and calculates nothing but what could be a date or a hyphen."""
        names = calculates = False
        waiting = [expression]
        while waiting:
            node = waiting.pop()
            if node is None:
                continue
            if type(node) not in parts:
                return False
            names = names or isinstance(node, _ast.Name)
            if isinstance(node, _ast.BinOp):
                calculates = calculates or not isinstance(node.op, (_ast.Sub, _ast.Div))
            calculates = calculates or isinstance(node, _ast.Compare)
            for part in parts[type(node)]:
                below = getattr(node, part)
                waiting.extend(below if isinstance(below, list) else [below])
        return names or not calculates

    def does_nothing(statement):
        if isinstance(statement, _ast.Expr):
            return says(statement.value)
        if isinstance(statement, _ast.Assign):
            return isinstance(statement.value, _ast.Name)
        if isinstance(statement, _ast.AnnAssign):
            return statement.value is None
        return isinstance(statement, _ast.Pass)

    def verdict(program):
        try:
            compile(program, "<run>", "exec", 0, True)
            tree = compile(program, "<run>", "exec", 0x400, True)
            return "S" if all(does_nothing(each) for each in tree.body) else "P"
        except Exception:
            return "N"

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return "".join(verdict(each) for each in programs)
