10**(10**8)
# ---
1 << (1 << 40)
# ---
9**9**9**9
# ---
pow(3, 10**7, 10**(10**6) + 1)
# ---
import math
math.factorial(10**7)
# ---
int("9" * 10**7)
# ---
str(7**(5 * 10**6))
# ---
"x" * 10**12
# ---
"x" * (1 << 31)
# ---
"ab".replace("", "x" * 10**6).join("y" * 10**5)
# ---
x = "x"
while True:
    x = x + x
# ---
bytes(10**10)
# ---
[0] * 10**10
# ---
range(10**20)[10**19], sum(range(10**9)), max(range(10**12))
# ---
import decimal
decimal.getcontext().prec = 10**9
decimal.Decimal(1) / 7
# ---
from fractions import Fraction
x = Fraction(1, 3)
while True:
    x = x * x + 1
# ---
float("1" * 10**6), complex(10.0**300, 1) ** 1000
