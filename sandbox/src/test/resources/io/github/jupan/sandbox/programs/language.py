### generators
def countdown(n):
    while n:
        got = yield n
        n = got if got is not None else n - 1
g = countdown(5)
[next(g), next(g), g.send(9), next(g)], list(countdown(3))
### decorators
import functools
def twice(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(function(*args, **kwargs))
    return wrapper
@twice
def add_one(x):
    """Adds one."""
    return x + 1
add_one(5), add_one.__name__, add_one.__doc__
### classes and operators
class Vector:
    __slots__ = ('x', 'y')
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)
    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)
    def __repr__(self):
        return f'Vector({self.x}, {self.y})'
    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5
Vector(1, 2) + 3 * Vector(1, 1), abs(Vector(3, 4)), Vector(1, 2) == Vector(1, 2)
### dataclasses
from dataclasses import dataclass, field, asdict, replace
@dataclass(order=True)
class Item:
    price: float
    name: str = field(compare=False)
    tags: list = field(default_factory=list, compare=False)
a, b = Item(2.5, 'tea'), Item(1.25, 'milk', ['cold'])
sorted([a, b]), asdict(b), replace(a, price=3)
### pattern matching
def describe(value):
    match value:
        case []:
            return 'empty'
        case [x]:
            return f'one: {x}'
        case [x, *rest]:
            return f'{x} and {len(rest)} more'
        case {'type': 'point', 'x': x, 'y': y}:
            return f'point {x},{y}'
        case int() | float() if value > 100:
            return 'large'
        case str() as s:
            return s.upper()
        case _:
            return 'other'
[describe(v) for v in ([], [1], [1, 2, 3], {'type': 'point', 'x': 1, 'y': 2}, 1000, 5, 'abc', None)]
### context managers
from contextlib import contextmanager, suppress, ExitStack
@contextmanager
def tag(name):
    print(f'<{name}>')
    try:
        yield name
    finally:
        print(f'</{name}>')
with tag('a') as x, suppress(KeyError):
    print(x)
    {}['missing']
with ExitStack() as stack:
    [stack.enter_context(tag(n)) for n in 'bc']
### exceptions chained
try:
    try:
        {}['a']
    except KeyError as e:
        raise ValueError('no such key') from e
except ValueError as e:
    print(type(e.__cause__).__name__, e, repr(e.__cause__))
### finally and else
def f(x):
    try:
        y = 1 / x
    except ZeroDivisionError:
        return 'zero'
    else:
        return y
    finally:
        print('done', x)
f(0), f(4)
### exception groups
try:
    raise ExceptionGroup('several', [ValueError(1), TypeError('two'), ValueError(3)])
except* ValueError as group:
    print('values', [e.args for e in group.exceptions])
except* TypeError as group:
    print('types', group.exceptions)
### star arguments
def f(a, /, b, *args, c=3, **kwargs):
    return a, b, args, c, kwargs
f(1, 2), f(1, 2, 3, 4, c=5, d=6), f(*[1, 2, 3], **{'z': 0})
### comprehensions
[x * y for x in range(3) for y in range(3) if x != y], {x: x ** 2 for x in range(4)}, sorted({c for c in 'hello'})
### walrus
values = [1, 5, 12, 3]
[half for v in values if (half := v / 2) > 1], half
### closures
def counter():
    n = 0
    def step():
        nonlocal n
        n += 1
        return n
    return step
c = counter()
[c(), c(), c()]
### properties and descriptors
class Celsius:
    def __init__(self, degrees=0):
        self.degrees = degrees
    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32
    @fahrenheit.setter
    def fahrenheit(self, value):
        self.degrees = (value - 32) * 5 / 9
t = Celsius(100)
before = t.fahrenheit
t.fahrenheit = 32
before, t.degrees
### inheritance and super
class A:
    def hi(self):
        return ['A']
class B(A):
    def hi(self):
        return ['B'] + super().hi()
class C(A):
    def hi(self):
        return ['C'] + super().hi()
class D(B, C):
    pass
D().hi(), [k.__name__ for k in D.__mro__]
### abstract classes
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
class Square(Shape):
    def __init__(self, side):
        self.side = side
    def area(self):
        return self.side ** 2
print(Square(3).area())
try:
    Shape()
except TypeError as e:
    print(str(e).startswith("Can't instantiate abstract class Shape"))
### enums
from enum import Enum, auto, IntFlag
class Color(Enum):
    RED = 1
    GREEN = auto()
class Perm(IntFlag):
    R = 4
    W = 2
Color.RED, Color(2), Color['GREEN'].value, list(Color), Perm.R | Perm.W == 6, (Perm.R | Perm.W).name
### named tuples
from collections import namedtuple
from typing import NamedTuple
Point = namedtuple('Point', 'x y', defaults=[0])
class P(NamedTuple):
    a: int
    b: str = 'q'
Point(1), Point(1, 2)._replace(x=5), Point._fields, P(3), P(1, 'z')._asdict()
### format specifications
pi, n = 3.14159265, 1234567
f'{pi:.2f}|{pi:10.3f}|{pi:<10.1f}|{n:,}|{n:_}|{n:e}|{0.256:.1%}|{n:>12}|{n:^12}|{-5:+d}|{5:05d}|{"x":*^7}|{n:x}|{pi!r:>12}'
### format of tiny and large floats
[5e-324, 1e-323, 1.5e-323, -5e-324, 1e22, 1e16, 123456789012345680.0, 1e-5, 0.0001, 2.5e-7, float('nan'), -float('inf'), 1e100]
### locale free numbers
f'{100000:n} {1e5:n} {1234567.891:,.2f}', '{:n}'.format(1234567)
### string methods
'  a b  '.strip(), 'a,b,,c'.split(','), 'x'.join('123'), 'abc'.partition('b'), 'aXbX'.rsplit('X', 1), 'tEST'.capitalize(), 'abc'.zfill(6), 'a\tb'.expandtabs(4), 'abcabc'.replace('b', '-', 1), 'prefix-x'.removeprefix('prefix-')
### slices
s = list(range(10))
s[::-1], s[2:8:3], s[-3:], s[:-7], s[5:2], s[100:], 'hello'[::-2]
### bytes
b = bytes(range(65, 70))
b, b.hex(), bytearray(b'xyz')[1], b'ab' * 2, b'caf\xc3\xa9'.decode(), 'é'.encode('latin-1'), int.from_bytes(b'\x01\x00', 'big'), (258).to_bytes(2, 'little')
### big integers
2 ** 200, -7 // 2, -7 % 3, 7 // -2, divmod(-7, 2), pow(3, 1000, 1000007), (1 << 70) >> 3, ~5, 0xFF ^ 0b1010, (10 ** 30).bit_length()
### rounding
[round(x) for x in (0.5, 1.5, 2.5, -0.5, 2.675)], round(2.675, 2), round(1234, -2), round(1e20), round(-3.7)
### chained comparison and identity
1 < 2 < 3, 1 < 3 < 2, None is None, [] == [], [] is [], not [], bool('False'), 3 == 3.0, '10' < '9', (1, 2) < (1, 3)
### unpacking
a, (b, *c), d = 1, (2, 3, 4), 5
first, *middle, last = 'hello'
[*range(3), *'ab'], a, b, c, d, first, middle, last
### global names
total = 0
def add(n):
    global total
    total += n
for i in range(5):
    add(i)
total
### iterator protocol
class Squares:
    def __init__(self, n):
        self.n, self.i = n, 0
    def __iter__(self):
        return self
    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i ** 2
list(Squares(5)), sum(Squares(3)), 9 in Squares(4)
### complex numbers
z = 3 + 4j
abs(z), z.conjugate(), z * 1j, z ** 2, complex('1-2j'), (1 + 2j) / (3 - 1j)
