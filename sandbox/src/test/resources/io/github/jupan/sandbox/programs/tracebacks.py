### an expression
1/0
### the last of several lines
x = 1
y = 0
x / y
### a space before the end of the line
x = 1 / 0   
print(x)
### a comment behind it
x = 1 / 0  # nothing
### two operators
a, b, c = 1, 2, 0
a + b / c
### a long operator
7  //  0
### operands in brackets
(1 + 2) ** (3) % (0)
### a subscript
rows = {'a': {'b': 1}}
rows['a']['c']
### a subscript with spaces
rows = [1]
x = rows [ 5 ]
### a slice
'abc'['a':2]
### a method
''.nothing()
### a call within a call
print(len(str(int('x'))))
### an argument too many
def f(a): return a
f(1, 2)
### a comparison
1 < 'a'
### a unary operator
-'a'
### a name
nothing
### a name that is near
lenght = 3
lenth
### a builtin that is near
prnt(1)
### a name in another case
Value = 1
value
### a module that was not imported
math.sqrt(2)
### a module whose name is near
lat = 1
ast.parse('1')
### a local name that is near
def f():
    counter = 1
    return countr
f()
### a method without self
class C:
    def __init__(self):
        self.total = 3
    def f(self):
        return total
C().f()
### an attribute that is near
[].appendd(1)
### an attribute of a class of one's own
class Account:
    def __init__(self):
        self.balance = 3
Account().balanse
### an attribute of a module
import math
math.squirt(2)
### an import that is near
from math import squareroot, sqr
### a module that is not there
import no_such_module
### an index
[1, 2, 3][7]
### a key
{'a': 1}['b']
### types of operands
x = 1 + 'a'
### unpacking
a, b = 1, 2, 3
### a value
x = int('12a') + 1
### functions in functions
def outer(n):
    def middle(n):
        def inner(n):
            return 1 / n
        return inner(n - 1) + 1
    return middle(n - 1) * 2
outer(2)
### classes in classes
class A:
    class B:
        def f(self):
            return self.g() + 1
        def g(self):
            raise ValueError('inside')
A.B().f()
### a body of a class
class A:
    x = 1
    y = x / 0
### a property
class A:
    @property
    def size(self):
        return len(5)
A().size
### a decorator
def wrong(f):
    raise TypeError('not that one')
@wrong
def g():
    pass
### a wrapped function
def twice(f):
    def wrapped(*args):
        return f(*args) + f(*args)
    return wrapped
@twice
def g(x):
    return x / 0
g(1)
### a list comprehension
[1 / x for x in (1, 0)]
### a dict comprehension
{k: v.upper() for k, v in {'a': 1}.items()}
### a generator
sum(1 / x for x in (2, 1, 0))
### a generator function
def g():
    yield 1
    yield 1 / 0
list(g())
### a lambda
f = lambda x: x + 'a'
sorted([1], key=lambda x: f(x))
### lines that go on
x = (1 +
     2 +
     int('x'))
### an operation over two lines
x = (1 +
     'a')
### a call over several lines
print(
    'a',
    1 / 0,
)
### a backslash
x = 1 + \
    'a'
### a conditional
x = 0
y = 1 if x else 1 / x
### an f-string
x = 0
f'{1 / x:.2f} and more'
### tabs
def f():
	x =	1 / 0
f()
### several statements in a line
x = 0; y = 1 / x; z = 2
### a with
class C:
    def __enter__(self):
        return self
    def __exit__(self, *a):
        raise KeyError('end')
with C():
    1 / 0
### an assertion
x = 1
assert x == 2, f'{x} is not two'
### a bare assertion
assert [] or None
### an exception without words
raise ValueError
### a message of several lines
raise ValueError('one\ntwo')
### an exception of one's own
class Broken(Exception):
    pass
raise Broken('a', 1)
### an exception of a module's
import decimal
raise decimal.InvalidOperation('no')
### raise from
def f():
    try:
        g()
    except KeyError as e:
        raise ValueError('outer') from e
def g():
    {}['a']
f()
### during handling
try:
    1 / 0
except ZeroDivisionError:
    nothing.at_all
### raise from nothing
try:
    1 / 0
except ZeroDivisionError:
    raise ValueError('alone') from None
### three in a chain
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise KeyError(1) from e
except KeyError:
    [][2]
### a finally that fails
try:
    1 / 0
finally:
    int('x')
### raised again
def f():
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise
f()
### a chain that ends in itself
a, b = ValueError('a'), ValueError('b')
a.__cause__, b.__cause__ = b, a
raise a
### two ways to the same exception
a, b, c, d = ValueError('a'), ValueError('b'), ValueError('c'), ValueError('d')
a.__cause__, a.__context__, b.__context__, c.__context__ = b, c, d, d
raise a
### notes
e = ValueError('no')
e.add_note('first note')
e.add_note('second note\nin two lines')
raise e
### odd notes
e = ValueError('no')
e.__notes__ = 5
raise e
### a note that is no text
e = ValueError('no')
e.__notes__ = ('a', 1, None)
raise e
### a str that fails
class E(Exception):
    def __str__(self):
        raise KeyError(1)
raise E
### repeated lines
def f(n):
    if n == 0:
        return 1 / 0
    return f(n - 1)
f(20)
### one repeated line
def f(n):
    return 1 / 0 if n == 0 else f(n - 1)
f(3)
### two functions in turn
def even(n):
    return odd(n - 1)
def odd(n):
    return even(n - 1) if n > 0 else 1 / 0
even(4)
### Hangul before the mark
이름 = '가나다'; 수 = 1 / 0
### Hangul below the mark
이름 = '가나다'
값 = 이름 + 1
### Hangul in a subscript
표 = {'가': 1}
x = 표['나다'] + 1
### Hangul in the message
raise ValueError('가나다')
### a name in Hangul that is near
가나다라 = 1
가나다마
### other letters before the mark
naïve = 'é'; x = naïve['ß']
### an emoji before the mark
x = '🎉🎉' + 'ok' + 1 / 0
### full width
x = 'ＡＢ'; y = x - 'Ｃ'
### code of its own
exec('x = 1\ny = x / 0')
### code with a name of its own
exec(compile('def f():\n    return 1 / 0\nf()', '<mine>', 'exec'))
### code that is no code
eval('1 +')
### a file that is not there
open('no_such_file.txt')
### an expression that ends too early
1 +
### a bracket that is open
x = (1, 2
y = 3
### a bracket too many
x = [1, 2))
### a text that is open
x = 'abc
### a colon that is missing
if x == 1
    print(x)
### an indent that is missing
def f():
return 1
### an indent too many
x = 1
    y = 2
### an indent that fits nothing
if True:
        x = 1
    y = 2
### no statement
this is no python
### an assignment to a call
f(x) = 3
### an equals sign in a condition
if x = 3:
    pass
### a keyword
class = 3
### a number
x = 12abc
### return outside
return 3
### break outside
x = 1
break
### twice the same argument
def f(a, a):
    pass
### an f-string that is open
x = f'{1 + }'
### Hangul in a syntax error
이름 = '가나다' 1
### a comma that is missing
x = [1, 2 3]
### a syntax error of one's own
raise SyntaxError('mine')
### a syntax error with a place
raise SyntaxError('mine', ('there', 3, 5, '    abc def', 3, 8))
### a syntax error with tabs
raise SyntaxError('mine', ('there', 3, 4, 'a\tb c', 3, 6))
### an attribute that was raised by hand
raise AttributeError('no', name='lenght', obj='abc')
### an attribute that raises
class C:
    def __getattr__(self, name):
        raise AttributeError(f'no {name} here')
C().thing
### an exit
import sys
sys.exit('that is all')
### Python's own modules: JSON
import json
json.loads('{')
### Python's own modules: the mean of nothing
import statistics
statistics.mean([])
### Python's own modules: a date
from datetime import datetime
datetime.strptime('2024-13-01', '%Y-%m-%d')
### Python's own modules: a pattern
import re
re.compile('(')
### Python's own modules: a fraction
from fractions import Fraction
Fraction('a/b')
### Python's own modules: a function handed over
import functools
functools.reduce(lambda a, b: a / b, [1, 0])
### Python's own modules: a callback
import json
json.dumps({1: object()})
### Python's own modules: an enum
from enum import Enum
class Color(Enum):
    RED = 1
Color('blue')
### Python's own modules: a context
import contextlib
@contextlib.contextmanager
def opened():
    yield 1
    raise KeyError('closing')
with opened():
    pass
### a group
raise ExceptionGroup('both', [ValueError(1), KeyError('a')])
### a group as the cause
try:
    raise ExceptionGroup('both', [ValueError(1)])
except ExceptionGroup as e:
    raise ValueError('of a group') from e
### no end to a recursion
def f(n):
    return f(n + 1)
f(0)
### an exit with a cause
try:
    1 / 0
except ZeroDivisionError as e:
    raise SystemExit('stopped') from e
### a limit
import sys
sys.tracebacklimit = 1
def f():
    return 1 / 0
try:
    f()
finally:
    pass
