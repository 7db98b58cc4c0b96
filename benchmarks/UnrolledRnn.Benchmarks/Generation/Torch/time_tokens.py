"""Generates tokens with PyTorch for the table of generation: reads lines "vocabulary embedding hidden threads tokens" from standard input
and answers each with the nanoseconds of a token. A token is the step of three LSTMs, the product with the embedding's table and the
arg-max; the state is kept. Before the first answer comes a line that says what PyTorch runs on.
"""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Training", "Torch"))

import torch
from torch.nn import functional

from time_updates import blas


class WordModel:
    """Each cell by one operator, torch.lstm_cell, or each layer as a sequence of one step: the faster one is kept."""

    def __init__(self, vocabulary, embedding, hidden):
        torch.manual_seed(1)
        sizes = [embedding, hidden, hidden, embedding]
        self.table = 0.05 * torch.randn(vocabulary, embedding)
        self.bias = torch.zeros(vocabulary)
        self.cells = [torch.nn.LSTMCell(*pair) for pair in zip(sizes, sizes[1:])]
        self.layers = [torch.nn.LSTM(*pair) for pair in zip(sizes, sizes[1:])]
        self.states = [(torch.zeros(1, units), torch.zeros(1, units)) for units in sizes[1:]]
        self.token = torch.zeros(1, dtype=torch.long)
        self.generate = self.by_cells
        self.generate = min((self.by_cells, self.by_layers), key=lambda way: min(self.time(way, 5) for _ in range(5)))

    def by_cells(self):
        values = functional.embedding(self.token, self.table)
        for i, cell in enumerate(self.cells):
            self.states[i] = cell(values, self.states[i])
            values = self.states[i][0]
        self.token = functional.linear(values, self.table, self.bias).argmax(-1)

    def by_layers(self):
        values = functional.embedding(self.token, self.table)
        for i, layer in enumerate(self.layers):
            values, self.states[i] = layer(values, self.states[i])
        self.token = functional.linear(values, self.table, self.bias).argmax(-1)

    def time(self, way, tokens):
        start = time.perf_counter()
        for _ in range(tokens):
            way()
            self.token.item()
        return 1e9 * (time.perf_counter() - start) / tokens


if __name__ == "__main__":
    print(f"PyTorch {torch.__version__}, BLAS {blas()}", flush=True)
    models = {}
    with torch.no_grad():
        for line in sys.stdin:
            *sizes, threads, tokens = map(int, line.split())
            torch.set_num_threads(threads)
            key = (*sizes, threads)
            if key not in models:
                models[key] = WordModel(*sizes)
            print(f"{models[key].time(models[key].generate, tokens):.1f} {models[key].generate.__name__}", flush=True)
