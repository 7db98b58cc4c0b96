"""Trains the word model beside this library, update by update: beside.py WEIGHTS TOKENS STEPS BATCH RATE MAX_NORM THREADS
For each line of standard input, one update with Adam, answered by its loss and its milliseconds. States go on from chunk to chunk, and
begin anew with the text.
"""
import sys
import time

import torch

from word_model import WordModel, cross_entropy, read_tokens

weights, tokens, *numbers = sys.argv[1:]
steps, batch = int(numbers[0]), int(numbers[1])
rate, max_norm = float(numbers[2]), float(numbers[3])
torch.set_num_threads(int(numbers[4]))
model = WordModel(weights)
optimizer = torch.optim.Adam(model.parameters(), lr=rate, foreach=True)
text = read_tokens(tokens)
chunks = (len(text) - 1) // (steps * batch)
length = chunks * steps
rows = torch.stack([text[b * length:(b + 1) * length + 1] for b in range(batch)], dim=1)
print(f"PyTorch {torch.__version__}", flush=True)
states = None
for update, _ in enumerate(sys.stdin):
    start = time.perf_counter()
    at = update % chunks * steps
    states = model.start(batch) if at == 0 else states
    optimizer.zero_grad(set_to_none=True)
    logits, states, _, _ = model.forward(rows[at:at + steps], states, training=True)
    loss = cross_entropy(logits, rows[at + 1:at + steps + 1])
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm)
    optimizer.step()
    print(f"{loss.item():.7g} {1e3 * (time.perf_counter() - start):.4f}", flush=True)
