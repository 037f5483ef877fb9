import re
re.match(r"(a+)+$", "a" * 40 + "b")
# ---
import re
re.match(r"(a|a)*\1$", "a" * 40 + "b")
# ---
import re
re.match(r"(?=(a+))\1*(a*)*b", "a" * 5000)
# ---
import re
re.compile("(" * 5000 + ")" * 5000)
# ---
import re
re.compile("a{1,1000}" * 1000).match("a" * 10**5)
# ---
import re
re.compile("(?:" * 100000)
# ---
import re
re.sub(r"", lambda m: "x" * 10**5, "y" * 10**5)
# ---
import fnmatch
fnmatch.fnmatch("a" * 60, "*a" * 30 + "b")
# ---
import difflib
difflib.SequenceMatcher(None, "ab" * 10**5, "ba" * 10**5).ratio()
