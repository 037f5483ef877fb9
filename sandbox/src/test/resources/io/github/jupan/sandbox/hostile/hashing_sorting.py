class H(int):
    def __hash__(self):
        return 1
{H(i): i for i in range(10**6)}
# ---
d = {i * (2**61 - 1): i for i in range(10**5)}
len(d)
# ---
{(2**61 - 1) * i for i in range(10**7)}
# ---
class K:
    def __lt__(self, other):
        while True:
            pass
sorted([K(), K(), K()])
# ---
a = list(range(1000))
def key(x):
    a.clear()
    a.extend(range(10**4))
    return -x
a.sort(key=key)
# ---
import random
class K:
    def __lt__(self, other):
        return random.random() < 0.5
len(sorted([K() for _ in range(10**6)]))
# ---
sorted(range(10**7), key=lambda x: -x)
# ---
class E:
    def __eq__(self, other):
        d.clear()
        return False
    def __hash__(self):
        return 1
d = {E(): 1, E(): 2}
d[E()]
# ---
class S(str):
    def __hash__(self):
        raise KeyboardInterrupt
{S("x"): 1}
# ---
import heapq
class K:
    def __lt__(self, other):
        raise SystemExit(3)
heapq.heapify([K(), K()])
