"""Trains the word model for a given time, and measures it on a text held out: timed.py SETTINGS (JSON)
The time is that of the processor, divided by the threads, so that what else runs on the machine takes none of it. Prints a line with
the loss each so many updates, and at the end the updates, the tokens, and the mean loss of the text held out, read from its beginning.
"""
import json
import math
import sys
import time

import torch

from word_model import IGNORED, WordModel, cross_entropy, read_tokens, streams

settings = json.loads(sys.argv[1])
threads, steps, batch = settings["threads"], settings["steps"], settings["batch"]
torch.set_num_threads(threads)
torch.manual_seed(settings["seed"])
model = WordModel(settings["weights"], settings["dropouts"])
optimizer = torch.optim.AdamW(model.parameters(), lr=settings["rate"], weight_decay=settings["decay"], foreach=True)
inputs, targets = streams(read_tokens(settings["train"]), batch)
targets = targets.masked_fill(targets == settings["unknown"], IGNORED)
print(f"PyTorch {torch.__version__}", flush=True)

seconds, start, updates, at, states = settings["seconds"], time.process_time(), 0, 0, model.start(batch)
total, since = 0.0, 0
while (part := (time.process_time() - start) / threads / seconds) < 1:
    warm_up = settings["warmUp"]
    factor = part / warm_up if part < warm_up else (1 + math.cos(math.pi * (part - warm_up) / (1 - warm_up))) / 2
    for group in optimizer.param_groups:
        group["lr"] = settings["rate"] * max(factor, settings["floor"])
    if at >= len(inputs):
        at, states = 0, model.start(batch)
    optimizer.zero_grad(set_to_none=True)
    logits, states, _, _ = model.forward(inputs[at:at + steps], states, training=True)
    loss = cross_entropy(logits, targets[at:at + steps])
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), settings["maxNorm"])
    optimizer.step()
    at, updates = at + steps, updates + 1
    total, since = total + loss.item(), since + 1
    if updates % 100 == 0:
        print(f"update {part:.4f} {updates} {total / since:.5f}", flush=True)
        total, since = 0.0, 0

with torch.no_grad():
    inputs, targets = streams(read_tokens(settings["heldOut"]), 1)
    targets = targets.masked_fill(targets == settings["unknown"], IGNORED)
    states, total, counted = model.start(1), 0.0, 0
    for at in range(0, len(inputs), 256):
        logits, states, _, _ = model.forward(inputs[at:at + 256], states, training=False)
        count = int((targets[at:at + 256] != IGNORED).sum())
        total += cross_entropy(logits, targets[at:at + 256]).item() * count if count else 0.0
        counted += count
print(f"end {updates} {updates * steps * batch} {total / counted:.7g}", flush=True)
