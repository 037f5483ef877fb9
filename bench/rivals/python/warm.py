"""One python3 that stays, behind the lines that every rival speaks: a snippet in, `NANOSECONDS VALUE` out.

The value is what the snippet leaves in `answer`.
"""

import sys
import time

for line in sys.stdin:
    snippet = line.rstrip("\n").replace("\\n", "\n")
    names = {}
    begin = time.perf_counter_ns()
    exec(snippet, names)
    print(time.perf_counter_ns() - begin, names["answer"], flush=True)
