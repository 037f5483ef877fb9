"""The attempts of a practice folder, as a trainer takes them: the right ones, and which of their tokens the model wrote."""

import json
import sys

IGNORED = -100  # the label of a token that does not count in torch's cross entropy


def accepted(folders, each, chance):
    """The right attempts, no two in the same words, at most `each` at one question; and how many were made."""
    right, made = {}, 0
    for folder in folders:
        with open(folder / "attempts.jsonl", encoding="utf-8", newline="\n") as lines:
            for attempt in (json.loads(line) for line in lines if line.endswith("\n")):
                made += 1
                if attempt["reward"] >= 1:
                    question = next(piece["text"] for piece in attempt["pieces"] if piece["kind"] == "question")
                    words = tuple(piece["text"] for piece in attempt["pieces"] if piece["by"] == "model")
                    right.setdefault(question, {})[words] = attempt
    kept = [chance.sample(list(group.values()), min(each, len(group))) for group in right.values()]
    return [attempt for group in kept for attempt in group], made


def messages(pieces):
    """The conversation as the model read it, in the text dialect: code stands in fences, results come from the user. A
    turn that had to be taken again, because it was cut off or said nothing, is marked: nobody should learn from it."""
    chat = []
    for piece in pieces:
        role = {"model": "assistant", "user": "user", "runtime": "user"}[piece["by"]]
        text = piece["text"]
        if piece["kind"] == "system":
            role = "system"
        elif piece["kind"] == "code":
            text = "```python\n" + text.rstrip("\n") + "\n```"
        elif piece["kind"] == "thinking":
            text = "<think>" + text + "</think>"
        if piece["kind"] == "reminder" and chat[-1]["role"] == "assistant":
            chat[-1]["mended"] = True
        if chat and chat[-1]["role"] == role:
            joint = "" if chat[-1]["content"].endswith("\n") else "\n"
            chat[-1]["content"] += joint + text
        else:
            chat.append({"role": role, "content": text})
    return chat


def tokens(tokenizer, chat):
    """Token ids, and the same as labels with all ignored that the model did not write itself. The mark that ends a
    turn is the model's own: it has to learn where to stop."""
    ids, labels, seen = [], [], ""

    def read(until, own):
        nonlocal seen
        if not until.startswith(seen):
            sys.exit("this model's chat template rewrites what came before: no mask can be laid over it")
        new = tokenizer(until[len(seen) :], add_special_tokens=False).input_ids
        ids.extend(new)
        labels.extend(new if own else [IGNORED] * len(new))
        seen = until

    for i, message in enumerate(chat):
        if message["role"] == "assistant":
            read(tokenizer.apply_chat_template(chat[:i], tokenize=False, add_generation_prompt=True), own=False)
            read(tokenizer.apply_chat_template(chat[: i + 1], tokenize=False).rstrip(), own="mended" not in message)
    return ids, labels
