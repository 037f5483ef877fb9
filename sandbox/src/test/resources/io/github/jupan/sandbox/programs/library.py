### collections counter
from collections import Counter
c = Counter('gallahad')
c.most_common(1), sorted(c.elements()), Counter(a=3, b=1) - Counter(a=1, b=2), Counter('ab') + Counter('bc'), c.total()
### collections deque
from collections import deque
d = deque('ghi', maxlen=4)
d.append('j'); d.appendleft('f'); d.rotate(1)
d, list(reversed(d)), d.popleft()
### collections defaultdict
from collections import defaultdict
s = [('yellow', 1), ('blue', 2), ('yellow', 3), ('blue', 4), ('red', 1)]
d = defaultdict(list)
for k, v in s:
    d[k].append(v)
sorted(d.items()), d['none'], len(d)
### collections chain map
from collections import ChainMap
m = ChainMap({'a': 1}, {'a': 2, 'b': 3})
m['a'], m['b'], m.new_child({'b': 9})['b'], sorted(m)
### itertools
from itertools import chain, combinations, cycle, groupby, islice, permutations, product, takewhile, zip_longest, pairwise, starmap
list(combinations('ABC', 2)), list(permutations([1, 2, 3], 2)), list(islice(cycle('ab'), 5)), [(k, len(list(g))) for k, g in groupby('AAABBC')], list(product([0, 1], repeat=2)), list(takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(zip_longest('ab', 'c')), list(pairwise('abc')), list(starmap(pow, [(2, 3), (3, 2)])), list(chain('a', 'bc'))
### functools
from functools import reduce, partial, lru_cache, cmp_to_key, singledispatch
@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
@singledispatch
def kind(x):
    return 'thing'
@kind.register
def _(x: int):
    return 'int'
reduce(lambda a, b: a * b, range(1, 6)), partial(int, base=2)('101'), fib(80), fib.cache_info().hits, sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), kind(1), kind('')
### math
import math
math.factorial(20), math.gcd(12, 18, 27), math.lcm(4, 6), math.isqrt(10 ** 12), math.comb(10, 3), math.perm(5, 2), math.prod([1, 2, 3]), math.hypot(3, 4), math.dist((0, 0), (3, 4)), math.floor(-2.5), math.ceil(2.1), math.trunc(-2.7), math.fsum([0.1] * 10), math.isclose(0.1 + 0.2, 0.3), math.exp2(10), math.cbrt(-8.0), math.degrees(math.pi), math.fmod(-7, 3), math.remainder(7, 4), math.frexp(8.0), math.modf(2.5), math.copysign(1, -0.0), math.log(8, 2), math.log2(1024), math.log10(1000), math.nextafter(0, 1), math.ulp(1.0)
### statistics
import statistics as st
data = [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]
st.mean(data), st.median(data), st.mode([1, 1, 2]), round(st.stdev(data), 10), round(st.pvariance(data), 10), st.quantiles([1, 2, 3, 4, 5], n=4), st.fmean([3.5, 4.0, 5.25]), st.multimode('aabbc'), st.geometric_mean([54, 24, 36]), st.harmonic_mean([40, 60])
### fractions
from fractions import Fraction
Fraction(16, -10), Fraction('3/7'), Fraction(2.25), Fraction('3.1415926535897932').limit_denominator(1000), Fraction(1, 3) + Fraction(1, 6), Fraction(7, 2) // 1, str(Fraction(3, 4) ** 2), float(Fraction(1, 3))
### decimal
from decimal import Decimal, getcontext, ROUND_HALF_UP, ROUND_DOWN, localcontext
with localcontext() as ctx:
    ctx.prec = 6
    seventh = Decimal(1) / Decimal(7)
Decimal('3.14'), seventh, Decimal('0.1') + Decimal('0.2'), Decimal('7.325').quantize(Decimal('.01'), rounding=ROUND_HALF_UP), Decimal('7.325').quantize(Decimal('.01'), rounding=ROUND_DOWN), Decimal(2).sqrt(), Decimal('1e3').normalize(), Decimal(0.5), Decimal('NaN').is_nan(), Decimal('123.45').as_tuple()
### decimal conversion error
from decimal import Decimal
Decimal('abc')
### decimal division by zero
from decimal import Decimal
Decimal(1) / 0
### datetime
from datetime import date, datetime, timedelta, time, timezone
d = datetime(2024, 2, 28, 23, 30)
d + timedelta(hours=1), date(2024, 3, 1) - date(2024, 2, 1), d.isoformat(), d.weekday(), d.isocalendar(), date.fromisoformat('2024-12-25').strftime('%A %d %B %Y'), datetime.strptime('21/11/06 16:30', '%d/%m/%y %H:%M'), timedelta(days=1, hours=-3), str(timedelta(seconds=3661)), d.replace(tzinfo=timezone.utc).isoformat(), datetime.fromtimestamp(0, timezone.utc), time(9, 5).strftime('%H:%M'), date.max, d.timetuple().tm_yday
### strftime with all directives
from datetime import datetime
x = datetime(2024, 5, 6, 7, 8, 9, 123)
[x.strftime('%' + c) for c in 'aAwdbBmyYHIpMSfjUWxXGuVCDeFghklnPrRtT%'], x.strftime('%B %e, %Y %F %T'), x.strftime('%-d %-m %-I')
### strftime of time
import time
t = time.struct_time((2024, 12, 31, 23, 5, 6, 1, 366, 0))
[time.strftime('%' + c, t) for c in 'CDeFgGhklnPrRtTVz'], time.strftime('%Y week %V', t)
### strftime of date and edge
from datetime import date
date(2021, 1, 3).strftime('%G-W%V-%u %g %C %e|%-e|%%F'), date(999, 1, 1).strftime('%d')
### calendar
import calendar
calendar.isleap(2000), calendar.leapdays(2000, 2025), int(calendar.weekday(2024, 1, 1)), calendar.month_name[3], calendar.day_abbr[0], list(calendar.Calendar().itermonthdays(2024, 2))[:8], tuple(map(int, calendar.monthrange(2024, 2)))
### calendar month
import calendar
print(calendar.month(2024, 2))
### zoneinfo
from zoneinfo import ZoneInfo
from datetime import datetime, timedelta, timezone
d = datetime(2024, 7, 1, 12, tzinfo=ZoneInfo('America/New_York'))
d.isoformat(), d.tzname(), d.dst(), d.astimezone(ZoneInfo('Asia/Seoul')).isoformat(), d.astimezone(ZoneInfo('Europe/London')).strftime('%F %T %Z %z'), d.astimezone(timezone.utc).isoformat(), datetime(2024, 1, 1, tzinfo=ZoneInfo('Asia/Kolkata')).utcoffset(), ZoneInfo('UTC'), (d + timedelta(days=180)).tzname(), datetime(2090, 7, 1, tzinfo=ZoneInfo('Europe/Berlin')).utcoffset(), datetime(1970, 1, 1, tzinfo=ZoneInfo('Asia/Tokyo')).tzname()
### zone that is not there
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones
try:
    ZoneInfo('Mars/Base')
except ZoneInfoNotFoundError as e:
    print(e)
len(available_timezones()) > 400, 'Asia/Seoul' in available_timezones()
### fold and gaps
from zoneinfo import ZoneInfo
from datetime import datetime, timezone
ny = ZoneInfo('America/New_York')
[datetime(2024, 11, 3, 1, 30, fold=f, tzinfo=ny).utcoffset().total_seconds() for f in (0, 1)], datetime(2024, 3, 10, 2, 30, tzinfo=ny).astimezone(timezone.utc).isoformat()
### json
import json
json.dumps({'b': [1, 2.5, None, True], 'a': 'é"\n'}, sort_keys=True), json.dumps([1, {'x': 2}], indent=2), json.loads('{"a": [1, 2, {"b": null}], "c": 1e3}'), json.dumps('한글', ensure_ascii=False), json.dumps({1: 2}, separators=(',', ':'))
### json error
import json
json.loads('{"a": 1,}')
### re
import re
m = re.match(r'(?P<year>\d{4})-(?P<month>\d\d)', '2024-05-06')
m.groupdict(), m.span(), re.sub(r'(\w+) (\w+)', r'\2 \1', 'hello world'), re.split(r'[,;]\s*', 'a, b;c'), re.findall(r'(\d)(\w)', '1a 2b'), [x.start() for x in re.finditer('a', 'banana')], re.fullmatch(r'\d+', '12a'), re.sub('a', lambda m: m[0].upper(), 'banana', count=2), re.search(r'(?<=\$)\d+(?:\.\d+)?', 'costs $12.50')[0], re.sub(r'(?i)HELLO', 'bye', 'Hello hello')
### string
import string
string.ascii_lowercase, string.digits, string.punctuation, string.Template('$who likes ${what}').substitute(who='tim', what='kung pao'), string.capwords('hello big  world')
### textwrap
import textwrap
text = 'The quick brown fox jumps over the lazy dog and runs away from the angry bear.'
print(textwrap.fill(text, 30))
textwrap.shorten(text, 40), textwrap.dedent('    a\n      b\n'), textwrap.indent('x\ny', '> ')
### heapq
import heapq
h = [5, 7, 9, 1, 3]
heapq.heapify(h)
heapq.heappush(h, 4)
[heapq.heappop(h) for _ in range(6)], list(heapq.merge([1, 4], [2, 3]))
### bisect
import bisect
grades = [bisect.bisect([60, 70, 80, 90], score) for score in (33, 99, 77, 70, 89, 90, 100)]
['FDCBA'[g] for g in grades], bisect.bisect_left([1, 2, 2, 3], 2)
### random with a seed
import random
r = random.Random(42)
r.random(), r.randint(1, 100), r.choice('abcdef'), r.sample(range(100), 5), r.shuffle(x := list(range(8))), x, r.gauss(0, 1), r.choices('ab', weights=[1, 3], k=6), r.uniform(1, 10), r.randrange(0, 100, 7)
### hashlib
import hashlib
[hashlib.new(n, b'The quick brown fox').hexdigest() for n in ('md5', 'sha1', 'sha256', 'sha512', 'sha3_256', 'blake2b', 'blake2s')], hashlib.blake2b(b'x' * 300, digest_size=16, key=b'key').hexdigest(), hashlib.shake_128(b'abc').hexdigest(20), hashlib.shake_256(b'q' * 500).hexdigest(200)
### hashlib in pieces
import hashlib
h = hashlib.blake2s()
for i in range(50):
    h.update(bytes([i]) * i)
s = hashlib.shake_256()
s.update(b'a' * 136)
h.hexdigest(), h.copy().digest() == h.digest(), h.digest_size, h.name, h.block_size, s.hexdigest(10)
### ripemd
import hashlib
hashlib.new('ripemd160', b'').hexdigest(), hashlib.new('ripemd160', b'a' * 200).hexdigest()
### base64 and binascii
import base64, binascii, zlib
base64.b64encode(b'hello'), base64.b64decode('aGVsbG8='), base64.b32encode(b'hi'), base64.urlsafe_b64encode(b'\xff\xfe'), binascii.hexlify(b'\x01\xab'), zlib.crc32(b'hello'), zlib.decompress(zlib.compress(b'a' * 100)) == b'a' * 100
### struct
import struct
struct.pack('>IhB', 1, -2, 3), struct.unpack('<d', struct.pack('<d', 1.5)), struct.calcsize('>IhB')
### unicodedata
import unicodedata as u
u.name('é'), u.normalize('NFD', 'é') == 'e\u0301', u.category('A'), u.lookup('SNOWMAN'), u.numeric('½'), u.numeric('Ⅷ'), u.numeric('一'), u.mirrored('('), u.mirrored('a'), u.digit('٣'), u.numeric('x', None), u.east_asian_width('가'), u.bidirectional('א')
### operator
from operator import itemgetter, attrgetter, mul, floordiv, mod
sorted([{'n': 2}, {'n': 1}], key=itemgetter('n')), itemgetter(1, 2)('abc'), attrgetter('real')(3 + 4j), mul(3, 4), floordiv(7.3, 0.1), mod(-7.5, 2)
### copy
import copy
a = [1, [2, 3]]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append(4)
b, c
### typing
from typing import Optional, List, Union, TypeVar, Generic
T = TypeVar('T')
class Box(Generic[T]):
    def __init__(self, x: T):
        self.x = x
Box[int](3).x, Optional[int], List[str], Union[int, str], Box.__init__.__annotations__['x']
### io
import io
f = io.StringIO('a\nb\nc')
w = io.StringIO()
print('x', 1, sep='-', end='!', file=w)
f.readline(), f.read(), w.getvalue(), io.BytesIO(b'abc').read(2)
### csv
import csv, io
rows = list(csv.DictReader(io.StringIO('name,age\n"Smith, J",30\nAnn,25')))
out = io.StringIO()
csv.writer(out).writerows([['a', 'b,c'], [1, 'x"y']])
rows, out.getvalue()
### pprint
import pprint
pprint.pprint({'numbers': list(range(30)), 'nested': {'a': ['x' * 30, 'y' * 30], 'b': None}}, width=60)
### difflib
import difflib
difflib.get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']), round(difflib.SequenceMatcher(None, 'abcd', 'bcde').ratio(), 3), list(difflib.ndiff(['one', 'two'], ['one', 'tree']))
### asyncio
import asyncio
async def factorial(name, number):
    f = 1
    for i in range(2, number + 1):
        print(f'Task {name}: Compute factorial({number}), currently i={i}...')
        await asyncio.sleep(0.001 * i)
        f *= i
    return f
async def main():
    return await asyncio.gather(factorial('A', 2), factorial('B', 3), factorial('C', 4))
asyncio.run(main())
### asyncio queue and timeout
import asyncio
async def worker(queue, out):
    while True:
        out.append(await queue.get() * 2)
        queue.task_done()
async def main():
    queue, out = asyncio.Queue(), []
    tasks = [asyncio.create_task(worker(queue, out)) for _ in range(3)]
    for i in range(5):
        queue.put_nowait(i)
    await queue.join()
    for t in tasks:
        t.cancel()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    try:
        await asyncio.wait_for(asyncio.sleep(3600), timeout=0.01)
    except asyncio.TimeoutError:
        out.append('timeout')
    return sorted(out[:5]), out[5], [type(d).__name__ for d in done], await asyncio.to_thread(sum, [1, 2])
asyncio.run(main())
### asyncio task group, lock and event
import asyncio
async def main():
    lock, event, log = asyncio.Lock(), asyncio.Event(), []
    async def first():
        async with lock:
            log.append('first')
            await asyncio.sleep(0.001)
        event.set()
    async def second():
        await event.wait()
        async with lock:
            log.append('second')
    async with asyncio.TaskGroup() as group:
        group.create_task(second())
        group.create_task(first())
    return log
asyncio.run(main())
### argparse
import argparse
p = argparse.ArgumentParser(prog='demo', description='Process some integers.')
p.add_argument('integers', metavar='N', type=int, nargs='+')
p.add_argument('--sum', dest='accumulate', action='store_const', const=sum, default=max)
a = p.parse_args(['7', '-1', '42', '--sum'])
a.accumulate(a.integers), argparse.ArgumentParser().parse_args([]), p.format_usage()
### unittest
import unittest, io
class TestStrings(unittest.TestCase):
    def test_upper(self):
        self.assertEqual('foo'.upper(), 'FOO')
    def test_split(self):
        with self.assertRaises(TypeError):
            'hello world'.split(2)
    def test_fails(self):
        self.assertEqual(1, 2)
result = unittest.TextTestRunner(stream=io.StringIO()).run(unittest.defaultTestLoader.loadTestsFromTestCase(TestStrings))
result.testsRun, len(result.failures), result.wasSuccessful()
### unittest main
import unittest, sys
class TestOne(unittest.TestCase):
    def test_one(self):
        self.assertTrue(1)
stderr, sys.stderr = sys.stderr, __import__('io').StringIO()
sys.modules['__main__'].TestOne = TestOne
try:
    unittest.main(exit=False)
finally:
    sys.stderr = stderr
type(sys.argv[0]).__name__, len(sys.argv) > 0
### help
def area(width, height=1):
    """The area of a rectangle."""
    return width * height
help(area)
### sizes
import sys
[sys.getsizeof(x) for x in (1, 2 ** 31, 2 ** 100, 1.5, (), (1, 2), b'ab', None, [], {}, {'a': 1}, set())]
### ctypes
import ctypes
ctypes.c_int32(2 ** 31).value, ctypes.c_uint8(-1).value, ctypes.sizeof(ctypes.c_long), ctypes.c_int8(200).value, ctypes.c_float(0.1).value
### inspect and signature
import inspect
def f(a, b=2, *args, c, **kw): ...
str(inspect.signature(f)), list(inspect.signature(f).parameters), inspect.isfunction(f)
### weakref and gc
import weakref, gc
class Node: pass
n = Node()
r = weakref.ref(n)
r() is n, gc.collect() >= 0
### contextvars
import contextvars
v = contextvars.ContextVar('v', default=0)
token = v.set(5)
before = v.get()
v.reset(token)
before, v.get(), contextvars.copy_context().run(lambda: v.set(9) and v.get())
### graph order
from graphlib import TopologicalSorter
tuple(TopologicalSorter({'D': {'B', 'C'}, 'B': {'A'}, 'C': {'B'}}).static_order())
### shlex and fnmatch
import shlex, fnmatch
shlex.split("echo 'a b' c"), shlex.quote("it's"), fnmatch.filter(['a.py', 'b.txt'], '*.py')
### secrets of urls
from urllib.parse import urlparse, parse_qs, quote, unquote, urlencode, urljoin
urlparse('http://user@host:80/path;p?q=1#frag'), parse_qs('a=1&a=2&b=x%20y'), quote('a b/ü'), unquote('%41%20'), urlencode({'q': 'a b', 'n': 1}), urljoin('http://a/b/c', '../d')
### html and xml
import html, xml.etree.ElementTree as ET
root = ET.fromstring('<a x="1"><b>t</b><b/></a>')
html.escape('<a & "b">'), html.unescape('&lt;&eacute;&#65;'), root.attrib, [b.text for b in root.findall('b')], ET.tostring(root)
### ipaddress
import ipaddress
n = ipaddress.ip_network('192.168.0.0/29')
[str(h) for h in n.hosts()], n.num_addresses, ipaddress.ip_address('::1').is_loopback, ipaddress.ip_address('10.0.0.1') in n
### uuid and colors
import uuid, colorsys
uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), colorsys.rgb_to_hsv(0.2, 0.4, 0.4)
### tokenize and ast
import ast, tokenize, io
[t.string for t in tokenize.generate_tokens(io.StringIO('x = 1 + 2').readline)], ast.literal_eval("{'a': [1, (2, 3)]}"), ast.dump(ast.parse('1 + x', mode='eval').body), ast.unparse(ast.parse('a if b else c'))
### array and memoryview
from array import array
a = array('i', [1, 2, 3])
a.append(4)
a, a.itemsize, a.tobytes()[:4], memoryview(b'abc')[1:].tobytes()
### queue and sched
import queue
q = queue.PriorityQueue()
[q.put(x) for x in (3, 1, 2)]
[q.get() for _ in range(3)]
### timeit and time
import time, timeit
time.gmtime(0)[:6], time.strftime('%Y-%m-%d', time.gmtime(86400)), timeit.timeit('1', number=10) >= 0, time.perf_counter() > 0
### pickle
import pickle
pickle.loads(pickle.dumps({'a': [1, (2, 3)], 'b': {4}}))
### configparser
import configparser
c = configparser.ConfigParser()
c.read_string('[a]\nx = 1\ny: two\n[b]\nz=%(q)s\nq=3')
c['a'].getint('x'), c.sections(), c['b']['z']
### logging
import logging, io
stream = io.StringIO()
log = logging.getLogger('demo')
log.addHandler(logging.StreamHandler(stream))
log.warning('count %d', 3)
stream.getvalue()
### linear regression and correlation
import statistics as st
st.linear_regression([1, 2, 3], [2.0, 4.0, 6.5]).slope, st.correlation([1, 2, 3], [1, 2, 3.5]), st.NormalDist(100, 15).inv_cdf(0.5)
