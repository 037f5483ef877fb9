### below zero
def below_zero(operations):
    balance = 0
    for each in operations:
        balance += each
        if balance < 0:
            return True
    return False
print(below_zero([1, 2, 3]), below_zero([1, 2, -4, 5]), below_zero([]))
### separate groups of parentheses
def groups(text):
    found, depth, current = [], 0, ''
    for c in text.replace(' ', ''):
        depth += {'(': 1, ')': -1}[c]
        current += c
        if not depth:
            found.append(current)
            current = ''
    return found
groups('( ) (( )) (( )( ))')
### truncate
def fraction_of(number):
    return number % 1.0
[fraction_of(x) for x in (3.5, 1.33, 123.456, -2.25)]
### mean absolute deviation
def deviation(numbers):
    mean = sum(numbers) / len(numbers)
    return sum(abs(x - mean) for x in numbers) / len(numbers)
deviation([1.0, 2.0, 3.0, 4.0]), deviation([1.0, 2.0, 3.0])
### intersperse
def intersperse(numbers, delimiter):
    result = []
    for n in numbers[:-1]:
        result += [n, delimiter]
    return result + numbers[-1:]
intersperse([5, 6, 3, 2], 8), intersperse([], 7), intersperse([2, 2, 2], 2)
### rolling maximum
from itertools import accumulate
list(accumulate([1, 2, 3, 2, 3, 4, 2], max))
### shortest palindrome
def make_palindrome(string):
    for i in range(len(string)):
        if string[i:] == string[i:][::-1]:
            return string + string[:i][::-1]
    return ''
[make_palindrome(s) for s in ('', 'x', 'cat', 'cata', 'jerry')]
### binary exclusive or
def string_xor(a, b):
    return ''.join('01'[x != y] for x, y in zip(a, b))
string_xor('0101', '0000'), string_xor('111000', '101010')
### longest
def longest(strings):
    return max(strings, key=len) if strings else None
print(longest([]), longest(['x', 'y', 'z']), longest(['x', 'yyy', 'zzzz', 'www']))
### greatest common divisor
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a
[gcd(3, 5), gcd(25, 15), gcd(240, 46), gcd(0, 5)]
### all prefixes
[('abcdef')[: i + 1] for i in range(6)]
### music
def parse(text):
    beats = {'o': 4, 'o|': 2, '.|': 1}
    return [beats[note] for note in text.split()]
parse('o o| .| o| o| .| .| .| .| o o')
### overlapping counts
def how_many_times(string, part):
    return sum(string.startswith(part, i) for i in range(len(string)))
how_many_times('aaa', 'a'), how_many_times('aaaa', 'aa'), how_many_times('', 'x')
### sort number words
words = 'zero one two three four five six seven eight nine'.split()
' '.join(sorted('three one five'.split(), key=words.index))
### closest elements
def closest(numbers):
    numbers = sorted(numbers)
    return min(zip(numbers, numbers[1:]), key=lambda pair: pair[1] - pair[0])
closest([1.0, 2.0, 3.9, 4.0, 5.0, 2.2]), closest([1.0, 2.0, 5.9, 4.0, 5.0])
### rescale
def rescale(numbers):
    low, high = min(numbers), max(numbers)
    return [(x - low) / (high - low) for x in numbers]
rescale([2.0, 49.9]), rescale([1.0, 2.0, 3.0, 4.0, 5.0]), rescale([12.0, 11.0, 15.0, 13.0, 14.0])
### filter integers
[x for x in [4, {}, [], 23.2, 9, 'adasd', True] if isinstance(x, int) and not isinstance(x, bool)]
### largest divisor
def largest_divisor(n):
    for i in reversed(range(n)):
        if i and n % i == 0:
            return i
[largest_divisor(n) for n in (3, 7, 10, 100, 49)]
### factorize
def factorize(n):
    factors, divisor = [], 2
    while divisor * divisor <= n:
        while n % divisor == 0:
            factors.append(divisor)
            n //= divisor
        divisor += 1
    return factors + [n] if n > 1 else factors
[factorize(n) for n in (2, 8, 57, 3249, 185193, 20577, 18)]
### remove duplicates
from collections import Counter
def once(numbers):
    counts = Counter(numbers)
    return [n for n in numbers if counts[n] == 1]
once([1, 2, 3, 2, 4, 3, 5])
### flip case
'Hello!'.swapcase(), 'Straße ǅ'.swapcase(), 'These violent delights'.swapcase()
### polynomial root
import math
def poly(xs, x):
    return sum(c * x ** i for i, c in enumerate(xs))
def find_zero(xs):
    low, high = -1.0, 1.0
    while poly(xs, low) * poly(xs, high) > 0:
        low, high = low * 2, high * 2
    while high - low > 1e-10:
        middle = (low + high) / 2
        if poly(xs, middle) * poly(xs, low) > 0:
            low = middle
        else:
            high = middle
    return low
round(find_zero([1, 2]), 2), round(find_zero([-6, 11, -6, 1]), 2)
### sort every third
def sort_third(items):
    items = list(items)
    items[::3] = sorted(items[::3])
    return items
sort_third([5, 6, 3, 4, 8, 9, 2])
### fizz buzz sevens
def sevens(n):
    return ''.join(str(i) for i in range(n) if i % 11 == 0 or i % 13 == 0).count('7')
[sevens(n) for n in (50, 78, 79, 100, 4000)]
### prime fibonacci
def is_prime(n):
    return n > 1 and all(n % i for i in range(2, int(n ** 0.5) + 1))
def prime_fib(n):
    a, b = 0, 1
    while n:
        a, b = b, a + b
        n -= is_prime(a)
    return a
[prime_fib(i) for i in range(1, 9)]
