"""Whether an answer is right: by what stands in it, and nothing else.

A question is a dict with `any`, of which one has to stand in the answer, and perhaps `not`, of which none may; or with
`number`, which the answer's last number must equal.

>>> right({"any": ["3", "three"]}, "There are 3 of them.")
True
>>> right({"any": ["3", "three"]}, "It is $3.00, or 3번.")
True
>>> right({"any": ["3"]}, "There are 13, or 3.5, or 3,000.")
False
>>> right({"any": ["hyateu"]}, "They are H, y, a, t, e and u.")
False
>>> right({"any": ["hyateu"]}, "They are: 'h', 'y', 'a', 't', 'e', 'u'.")
True
>>> right({"any": ["api"]}, "The capital is rapid.")
False
>>> right({"any": ["3.14"], "not": ["3.8 is smaller"]}, "3.8 is smaller than 3.14")
False
>>> right({"number": "18"}, "She has 16 - 7 = 9, so she makes $18.00.")
True
>>> right({"number": "18"}, None)
False
"""

import re

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
NUMBER_WORDS = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}


def right(question, answer):
    if answer is None:
        return False
    if "number" in question:
        numbers = re.findall(r"-?" + NUMBER.pattern, answer)
        return bool(numbers) and value(numbers[-1]) == value(question["number"])
    if any(wrong.lower() in answer.lower() for wrong in question.get("not", [])):
        return False
    return any(stands(wanted, answer) or is_spelled(wanted, answer) for wanted in question["any"])


def value(number):
    return float(number.replace(",", ""))


def stands(wanted, answer):
    """As a whole number (3.00 is 3), or as a whole word."""
    if wanted.replace(".", "").isdigit():
        small = len(wanted) < 15
        return any(
            number == wanted or small and value(number) == value(wanted) and "," not in wanted
            for number in (found.rstrip(",") for found in NUMBER.findall(answer))
        )
    before = r"(?<![A-Za-z0-9])" if wanted[0].isascii() and wanted[0].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if wanted[-1].isascii() and wanted[-1].isalnum() else ""
    return re.search(before + re.escape(wanted) + after, answer, re.IGNORECASE) is not None


def is_spelled(wanted, answer):
    """The letters of whole words, one after another, are those that are wanted."""
    letters = "".join(filter(str.isalpha, wanted)).lower()
    if len(letters) < 3 or not letters.isascii() or letters in NUMBER_WORDS or any(map(str.isdigit, wanted)):
        return False
    words = re.findall(r"[a-z]+", answer.lower())
    for begin in range(len(words)):
        joined = ""
        for word in words[begin:]:
            joined += word
            if joined == letters:
                return True
            if not letters.startswith(joined):
                break
    return False
