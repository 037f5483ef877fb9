"""Trains a LoRA adapter on attempts that came out right, and writes it as GGUF for `jupan --adapter`.

    python train_lora.py PRACTICE... --base MODEL.gguf --out adapter.gguf --llama-cpp FOLDER

PRACTICE is a folder that `jupan practice --out` wrote. The model's own words alone count in the loss; each piece of an
attempt says who wrote it. Of several folders all right attempts are taken: each round trains anew from the base model
(Zelikman et al. 2022, https://arxiv.org/abs/2203.14465), so that errors of one round's training do not add up.

Needs torch, transformers, peft and gguf from PyPI, and llama.cpp's convert_lora_to_gguf.py.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM, AutoTokenizer, logging

from attempts import IGNORED, accepted, messages, tokens


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("practice", nargs="+", type=Path, help="a folder with attempts.jsonl")
    parser.add_argument("--base", required=True, type=Path, help="the model that made the attempts, a GGUF file")
    parser.add_argument("--out", required=True, type=Path, help="where the adapter goes, a GGUF file")
    parser.add_argument("--llama-cpp", required=True, type=Path, help="the folder of llama.cpp's sources")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rank", type=int, default=8)
    parser.add_argument("--rate", type=float, default=5e-4, help="the learning rate, which falls to nothing")
    parser.add_argument("--batch", type=int, default=8, help="attempts in one step")
    parser.add_argument("--each", type=int, default=4, help="the most attempts at one question")
    parser.add_argument("--longest", type=int, default=1024, help="tokens; a longer attempt is left out")
    parser.add_argument("--threads", type=int, default=0, help="of the processor; usually all")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def batches(examples, size, chance):
    """All examples in a new order, padded on the right to the longest of each batch."""
    chance.shuffle(examples)
    for at in range(0, len(examples), size):
        batch = examples[at : at + size]
        length = max(len(ids) for ids, _ in batch)
        padded = lambda row, filler: row + [filler] * (length - len(row))
        yield (
            torch.tensor([padded(ids, 0) for ids, _ in batch]),
            torch.tensor([padded([1] * len(ids), 0) for ids, _ in batch]),
            torch.tensor([padded(labels, IGNORED) for _, labels in batch]),
        )


def loss_of(model, ids, attention, labels):
    """The mean over the model's own tokens. Logits are taken for them alone: of a small model they are most of the work."""
    states = model.base_model(input_ids=ids, attention_mask=attention, use_cache=False).last_hidden_state[:, :-1]
    own = labels[:, 1:] != IGNORED
    return torch.nn.functional.cross_entropy(model.get_output_embeddings()(states[own]), labels[:, 1:][own])


def train(model, examples, options, chance):
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    steps = options.epochs * -(-len(examples) // options.batch)
    optimizer = torch.optim.AdamW(weights, lr=options.rate, weight_decay=0)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, total_iters=steps)
    model.train()
    for epoch in range(options.epochs):
        total, counted, began = 0.0, 0, time.time()
        for ids, attention, labels in batches(examples, options.batch, chance):
            loss = loss_of(model.get_base_model(), ids, attention, labels)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            own = int((labels[:, 1:] != IGNORED).sum())
            total, counted = total + loss.item() * own, counted + own
        print(f"epoch {epoch + 1}: loss {total / counted:.4f} a token, {time.time() - began:.0f} s", flush=True)


def write(model, out, llama_cpp):
    """As GGUF, by llama.cpp's converter, which wants the base model's config and nothing else of it."""
    with tempfile.TemporaryDirectory() as folder:
        config = model.get_base_model().config
        config.architectures = [type(model.get_base_model()).__name__]
        config.save_pretrained(folder + "/base")
        model.save_pretrained(folder + "/lora")
        converter = [sys.executable, llama_cpp / "convert_lora_to_gguf.py", "--outtype", "f32"]
        subprocess.run([*converter, "--base", folder + "/base", "--outfile", out, folder + "/lora"], check=True)


def main():
    options = arguments()
    needed = [folder / "attempts.jsonl" for folder in options.practice]
    for file in [options.base, options.llama_cpp / "convert_lora_to_gguf.py", *needed]:
        if not file.is_file():
            sys.exit(f"there is no {file}")
    logging.set_verbosity_error()
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    kept, made = accepted(options.practice, options.each, chance)
    if not kept:
        sys.exit(f"none of {made} attempts was right: there is nothing to learn from")

    place = {"pretrained_model_name_or_path": options.base.parent, "gguf_file": options.base.name}
    tokenizer = AutoTokenizer.from_pretrained(**place)
    examples = [tokens(tokenizer, messages(attempt["pieces"])) for attempt in kept]
    examples = [example for example in examples if len(example[0]) <= options.longest]
    own = sum(label != IGNORED for _, labels in examples for label in labels)
    print(f"{made} attempts, {len(kept)} right and different, {len(examples)} to learn from: "
          f"{sum(len(ids) for ids, _ in examples)} tokens, {own} of them the model's own")

    model = AutoModelForCausalLM.from_pretrained(**place, torch_dtype=torch.float32)
    lora = LoraConfig(r=options.rank, lora_alpha=2 * options.rank, target_modules="all-linear", task_type="CAUSAL_LM")
    model = get_peft_model(model, lora)
    train(model, examples, options, chance)
    write(model, options.out, options.llama_cpp)


if __name__ == "__main__":
    main()
