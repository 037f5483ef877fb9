### floor division by zero
1.5 // 0
### modulo by zero
5 % 0
### list index
[1, 2].index(9)
### pop from empty
[].pop()
### import of a name
from math import no_such_name
### int too large for a float
2.0 ** 5000
### encoding
'é'.encode('ascii')
### decoding
b'\xff'.decode('utf-8')
### maximum of nothing
max([])
