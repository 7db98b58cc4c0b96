"""Makes training_runs.json and training_run_*.safetensors beside this file: /usr/bin/python3 make_training_runs.py
Initial weights of a next-character model for each cell, and its loss before each of 200 updates in float32: forward over 32
characters of 8 streams, cross-entropy, backward, clipping by the norm, Adam. The text is the one in training_runs.json, or the
head of a file given as argument, from which it was taken: tinyshakespeare.txt of the char-rnn repository.

PyTorch's layers have two biases that are always added up, and an optimizer moves each of them, so that their sum moves twice
as far. This library has one. So the second is added to the first and stays zero here, but for the part of a GRU's that is no
summand, n's.
"lossesOfTwoBiases" are those of PyTorch left as it is.
"""
import json
import sys
from pathlib import Path

import torch
from torch import nn

from fixture_files import FOLDER, save_json, save_safetensors

UPDATES, LENGTH, BATCH, HIDDEN, CHUNKS = 200, 32, 8, 32, 40
LEARNING_RATE, MAX_NORM = 0.01, 1.0
CELLS = {"elman": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}


class Model(nn.Module):
    def __init__(self, cell, vocabulary):
        super().__init__()
        self.rnn = CELLS[cell](vocabulary, HIDDEN)
        self.linear = nn.Linear(HIDDEN, vocabulary)
        self.vocabulary = vocabulary

    def forward(self, tokens, state):
        outputs, state = self.rnn(nn.functional.one_hot(tokens, self.vocabulary).float(), state)
        return self.linear(outputs), state


def read_text():
    if len(sys.argv) > 1:
        text = Path(sys.argv[1]).read_text()
        return text[:BATCH * LENGTH * CHUNKS + 1], "".join(sorted(set(text)))
    case = json.loads((FOLDER / "training_runs.json").read_bytes())
    return case["text"], case["characters"]


def detached(state):
    return tuple(part.detach() for part in state) if isinstance(state, tuple) else state.detach()


def fix_second_bias(model, cell):
    bias, first = model.rnn.bias_hh_l0, model.rnn.bias_ih_l0
    fixed = 2 * HIDDEN if cell == "gru" else len(bias)
    with torch.no_grad():
        first[:fixed] += bias[:fixed]
        bias[:fixed] = 0
    mask = torch.ones_like(bias)
    mask[:fixed] = 0
    bias.register_hook(lambda gradient: gradient * mask)


def train(model, streams):
    """Chunk after chunk of streams [time, B], from zero states at the beginning of each pass."""
    optimizer, losses, state = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE), [], None
    for update in range(UPDATES):
        start = update % CHUNKS * LENGTH
        state = None if start == 0 else state
        logits, state = model(streams[start:start + LENGTH], state)
        state = detached(state)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), streams[start + 1:start + LENGTH + 1].flatten())
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), MAX_NORM)
        optimizer.step()
        losses.append(float(f"{loss.item():.7g}"))
    return losses


def make_case(cell, streams, vocabulary):
    torch.manual_seed(100)
    model = Model(cell, vocabulary)
    initial = {name: values.clone() for name, values in model.state_dict().items()}
    two_biases = train(model, streams)
    model.load_state_dict(initial)
    fix_second_bias(model, cell)
    save_safetensors(f"training_run_{cell}", model.state_dict())
    return {"losses": train(model, streams), "lossesOfTwoBiases": two_biases}


if __name__ == "__main__":
    torch.set_num_threads(1)
    text, characters = read_text()
    tokens = torch.tensor([characters.index(character) for character in text])
    length = LENGTH * CHUNKS
    streams = torch.stack([tokens[b * length:(b + 1) * length + 1] for b in range(BATCH)], dim=1)
    save_json("training_runs", {
        "text": text, "characters": characters, "batchSize": BATCH, "chunks": CHUNKS,
        "learningRate": LEARNING_RATE, "maxNorm": MAX_NORM,
        "cells": {cell: make_case(cell, streams, len(characters)) for cell in CELLS}})
