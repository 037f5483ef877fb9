# Counts in documents["text"] what documents["find"], a JSON object, asks for.
import json


def occurrences(whole, part):
    if len(part) == 1:
        return whole.count(part[0])
    count = free = 0
    for start, character in enumerate(whole):
        if start >= free and character == part[0] and whole[start : start + len(part)] == part:
            count += 1
            free = start + len(part)
    return count


def count():
    text = documents["text"]
    wanted = json.loads(documents["find"])
    fold = str.casefold if wanted["ignore_case"] else str
    characters = letters(text)
    folded = letters(fold(text))
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return {
        "characters": len(characters),
        "letters": sum(each[0].isalpha() for each in characters),
        "words": len(text.split()),
        "lines": lines.count("\n") + (lines != "" and not lines.endswith("\n")),
        "found": [occurrences(folded, letters(fold(part))) for part in wanted["parts"]],
    }


print(json.dumps(count()))
