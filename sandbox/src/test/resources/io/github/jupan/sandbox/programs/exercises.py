### minimum path sum
def min_cost(cost, m, n):
    table = [[0] * (n + 1) for _ in range(m + 1)]
    for i in range(m + 1):
        for j in range(n + 1):
            before = [table[a][b] for a, b in ((i - 1, j - 1), (i - 1, j), (i, j - 1)) if a >= 0 and b >= 0]
            table[i][j] = cost[i][j] + (min(before) if before else 0)
    return table[m][n]
min_cost([[1, 2, 3], [4, 8, 2], [1, 5, 3]], 2, 2)
### words of at least four letters
import re
re.findall(r'\b\w{4,}\b', 'Please move back to stream')
### squares of the list
list(map(lambda x: x ** 2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
### woodball
def is_woodall(n):
    if n % 2 == 0:
        return False
    if n == 1:
        return True
    n += 1
    p = 0
    while n % 2 == 0:
        n = n / 2
        p += 1
        if p == n:
            return True
    return False
[is_woodall(n) for n in (383, 254, 200, 32212254719)]
### top heap
import heapq
prices = [{'name': f'Item-{i}', 'price': p} for i, p in enumerate((101.1, 555.22, 45.09, 22.75))]
heapq.nlargest(2, prices, key=lambda each: each['price']), heapq.nsmallest(1, prices, key=lambda each: each['price'])
### volume of a sphere
import math
[4 / 3 * math.pi * r ** 3 for r in (10, 25, 20)]
### nth digit of a fraction
def nth_digit(p, q, n):
    digit = 0
    while n:
        n -= 1
        p *= 10
        digit, p = divmod(p, q)
    return digit
nth_digit(1, 2, 1), nth_digit(3, 5, 1), nth_digit(5, 6, 5), [nth_digit(1, 7, i) for i in range(1, 8)]
### sort a matrix by row sums
sorted([[1, 2, 3], [2, 4, 5], [1, 1, 1], [0, 0, 9]], key=sum)
### snake to camel
''.join(word.capitalize() for word in 'android_tv_box'.split('_'))
### odd Fibonacci sum
def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a
sum(f for f in map(fib, range(60)) if f % 2), fib(300)
### catalan
from math import comb
[comb(2 * n, n) // (n + 1) for n in range(15)]
### longest common subsequence
def lcs(a, b):
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            rows[i + 1][j + 1] = rows[i][j] + 1 if x == y else max(rows[i][j + 1], rows[i + 1][j])
    return rows[-1][-1]
lcs('AGGTAB', 'GXTXAYB'), lcs('ABCDGH', 'AEDFHR'), lcs('', 'X')
### coin change
def ways(coins, total):
    table = [1] + [0] * total
    for coin in coins:
        for amount in range(coin, total + 1):
            table[amount] += table[amount - coin]
    return table[total]
ways([1, 2, 3], 4), ways([2, 5, 3, 6], 10), ways([1, 5, 10, 25, 50], 100)
### money in floats
prices = [19.99, 5.01, 0.1, 0.2]
total = sum(prices)
total, round(total, 2), f'{total:.2f}', f'${total * 1.0825:,.2f}', total // 0.05, divmod(total, 0.25)
### floor division of floats
[(a, b, a // b, a % b, divmod(-a, b)) for a, b in ((1, 0.1), (6.0, 0.1), (0.75, 0.05), (7.3, 0.1), (5, 0.01), (1e16, 0.3))]
### floor division in place
x = 7.3
x //= 0.1
y = 1
y //= 0.1
x, y, -7.5 // 2, 7.5 // -2, 0.0 // 3, -0.0 // 3, float('inf') // 1, 5 // float('inf')
### rotate a list
def rotate(items, n):
    n %= len(items)
    return items[-n:] + items[:-n]
rotate([1, 2, 3, 4, 5], 2), rotate(list('abc'), 4)
### is a list sorted
all(a <= b for a, b in zip([1, 2, 2, 9], [2, 2, 9])), all(a <= b for a, b in zip([3, 1], [1]))
### frequency of characters
from collections import Counter
sorted(Counter('mississippi').items()), Counter('abracadabra').most_common(2)
### merge dictionaries
{**{'a': 1, 'b': 2}, **{'b': 3, 'c': 4}}, {'a': 1} | {'b': 2}
### transpose
[list(row) for row in zip(*[[1, 2, 3], [4, 5, 6]])]
### anagrams
groups = {}
for word in ['eat', 'tea', 'tan', 'ate', 'nat', 'bat']:
    groups.setdefault(''.join(sorted(word)), []).append(word)
list(groups.values())
### roman numerals
def roman(n):
    out = ''
    for value, mark in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), 'M CM D CD C XC L XL X IX V IV I'.split()):
        out += mark * (n // value)
        n %= value
    return out
[roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)]
### perfect numbers
[n for n in range(2, 9000) if sum(d for d in range(1, n // 2 + 1) if n % d == 0) == n] if False else [n for n in (6, 28, 496, 8128) if sum(d for d in range(1, n) if n % d == 0) == n]
### longest increasing subsequence
from bisect import bisect_left
def lis(numbers):
    tails = []
    for n in numbers:
        i = bisect_left(tails, n)
        tails[i : i + 1] = [n]
    return len(tails)
lis([10, 22, 9, 33, 21, 50, 41, 60]), lis([3, 2, 1])
### bell numbers
def bell(n):
    row = [1]
    for _ in range(n):
        new = [row[-1]]
        for x in row:
            new.append(new[-1] + x)
        row = new
    return row[0]
[bell(i) for i in range(12)]
### binary search
def search(items, wanted):
    low, high = 0, len(items) - 1
    while low <= high:
        middle = (low + high) // 2
        if items[middle] == wanted:
            return middle
        low, high = (middle + 1, high) if items[middle] < wanted else (low, middle - 1)
    return -1
search(list(range(0, 100, 3)), 27), search([1, 2], 5)
### knapsack
def knapsack(room, weights, values):
    best = [0] * (room + 1)
    for w, v in zip(weights, values):
        for r in range(room, w - 1, -1):
            best[r] = max(best[r], best[r - w] + v)
    return best[room]
knapsack(50, [10, 20, 30], [60, 100, 120])
### decimal to binary
[bin(n)[2:] for n in (8, 18, 7)], [oct(64), hex(255), int('ff', 16), int('0b101', 0), f'{10:08b}', f'{255:#x}']
### count vowels and words
text = 'The quick brown fox jumps over the lazy dog'
sum(text.lower().count(v) for v in 'aeiou'), len(text.split()), text.title()
