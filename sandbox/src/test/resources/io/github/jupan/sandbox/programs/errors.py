### division by zero
1 / 0
### name
undefined_name + 1
### name that is close
lenght = 3
lenth
### attribute
'abc'.no_such
### attribute of a module
import math
math.no_such
### index
[1, 2][5]
### string index
'abc'[9]
### tuple index
(1, 2)[2]
### key
{'a': 1}['b']
### type of operands
1 + '1'
### concatenation
'1' + 1
### call
(3)()
### arguments
def f(a, b): ...
f(1)
### too many arguments
def f(a): ...
f(1, 2)
### unexpected keyword
def f(a): ...
f(a=1, b=2)
### value of int
int('12x')
### value of float
float('abc')
### date
from datetime import date
date(2023, 2, 30)
### iso date
from datetime import date
date.fromisoformat('2024-2-9')
### strptime
from datetime import datetime
datetime.strptime('2024-13-01', '%Y-%m-%d')
### unpack too few
a, b = [1]
### unpack too many
a, b = [1, 2, 3]
### unbound local
def f():
    print(x)
    x = 1
f()
### free variable
def f():
    def g():
        return y
    g()
    y = 1
f()
### immutable tuple
t = (1, 2)
t[0] = 5
### immutable string
s = 'abc'
s[0] = 'x'
### unhashable
{[1]: 2}
### not iterable
for x in 5: pass
### not subscriptable
(5)[0]
### list remove
[1, 2].remove(3)
### assertion
assert 1 == 2, 'one is not two'
### assertion without words
assert []
### stop iteration
next(iter([]))
### recursion caught
def f(n):
    return f(n + 1)
try:
    f(0)
except RecursionError as e:
    print(type(e).__name__)
### own exception
class MyError(Exception):
    def __init__(self, code):
        super().__init__(f'code {code}')
        self.code = code
raise MyError(7)
### not implemented
raise NotImplementedError('later')
### import
import no_such_module_here
### int overflow to float
float(10 ** 400)
### negative shift
1 << -1
### domain
import math
math.sqrt(-1)
### factorial of a negative
import math
math.factorial(-1)
### sum of strings
sum(['a', 'b'])
### comparison of types
sorted([1, 'a'])
### join of numbers
','.join([1, 2])
### format code
'{:d}'.format('x')
### keyboard interrupt can be caught
try:
    raise KeyboardInterrupt
except BaseException as e:
    print(repr(e))
### generator exit
def g():
    try:
        yield 1
    finally:
        print('closed')
x = g()
next(x)
x.close()
### an error of the interpreter can be caught
try:
    [].__sizeof__()
except BaseException:
    pass
'went on'
### bad regular expression
import re
re.compile('(')
### nan is not equal
float('nan') == float('nan'), float('nan') != float('nan'), sorted([2.0, 1.0]) == [1.0, 2.0]
### numpy in a try
try:
    import numpy_of_no_kind as np
except ImportError as e:
    print(e.name, e)
### exit
import sys
try:
    sys.exit(3)
except SystemExit as e:
    print(e.code)
