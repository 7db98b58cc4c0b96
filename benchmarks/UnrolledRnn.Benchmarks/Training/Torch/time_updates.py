"""Times updates in PyTorch for the table of training: reads lines "model hidden vocabulary steps batch threads" from
standard input and answers each with the milliseconds of one update and the kind of input that was the faster one. An update is
forward, cross-entropy, backward, clipping and Adam. Before the first answer comes a line that says what PyTorch runs on.

PyTorch's recurrent layers take vectors, not tokens. Two ways to give them the same network are timed, and the faster one is
kept: one-hot vectors made anew for each update, or read from a table that is not trained. Where an update takes half a
second, the two differ by nothing that counts, and the former is taken.
"""
import sys
import time

import torch
from torch.nn import functional


class CharacterModel(torch.nn.Module):
    def __init__(self, cell, hidden, vocabulary):
        super().__init__()
        self.rnn = {"lstm": torch.nn.LSTM, "elman": torch.nn.RNN}[cell](vocabulary, hidden)
        self.linear = torch.nn.Linear(hidden, vocabulary)
        self.vocabulary = vocabulary
        self.table = torch.eye(vocabulary)
        self.kind = "one_hot"

    def forward(self, tokens):
        if self.kind == "one_hot":
            inputs = functional.one_hot(tokens, self.vocabulary).float()
        else:
            inputs = functional.embedding(tokens, self.table)
        return self.linear(self.rnn(inputs)[0])


class WordModel(torch.nn.Module):
    """An embedding of 256 and three LSTMs, of which two have the units that are given, and the last has 256."""

    def __init__(self, hidden, vocabulary, embedding=256):
        super().__init__()
        self.embedding = torch.nn.Embedding(vocabulary, embedding)
        sizes = [embedding, hidden, hidden, embedding]
        self.rnns = torch.nn.ModuleList(torch.nn.LSTM(*pair) for pair in zip(sizes, sizes[1:]))
        self.linear = torch.nn.Linear(embedding, vocabulary)
        self.kind = "embedding"

    def forward(self, tokens):
        values = self.embedding(tokens)
        for rnn in self.rnns:
            values = rnn(values)[0]
        return self.linear(values)


class Training:
    def __init__(self, model, hidden, vocabulary, steps, batch):
        torch.manual_seed(1)
        is_words = model == "words"
        self.model = WordModel(hidden, vocabulary) if is_words else CharacterModel(model, hidden, vocabulary)
        self.optimizer = torch.optim.Adam(self.model.parameters(), foreach=True)
        self.tokens = torch.randint(vocabulary, (steps, batch))
        self.targets = torch.randint(vocabulary, (steps * batch,))
        if not is_words:
            first = self.best("one_hot")
            if first < 500 and self.best("table") > first:
                self.model.kind = "one_hot"

    def best(self, kind):
        """Of three updates, or fewer where they take long."""
        self.model.kind = kind
        times = []
        while len(times) < 3 and sum(times) < 500:
            times.append(self.update())
        return min(times)

    def update(self):
        start = time.perf_counter()
        self.optimizer.zero_grad(set_to_none=True)
        logits = self.model(self.tokens)
        functional.cross_entropy(logits.flatten(0, 1), self.targets).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        return 1e3 * (time.perf_counter() - start)


def blas():
    """The library that multiplies matrices, as the process has loaded it."""
    torch.ones(64, 64) @ torch.ones(64, 64)
    with open("/proc/self/maps") as maps:
        files = {line.split()[-1].split("/")[-1] for line in maps if "/" in line}
    return ", ".join(sorted(file for file in files if "blas" in file or "mkl_" in file)) or "unknown"


if __name__ == "__main__":
    print(f"PyTorch {torch.__version__}, BLAS {blas()}", flush=True)
    cases = {}
    for line in sys.stdin:
        model, *sizes, threads = line.split()
        torch.set_num_threads(int(threads))
        training = cases.get(line)
        if training is None:
            training = cases[line] = Training(model, *map(int, sizes))
        print(f"{training.update():.4f} {training.model.kind}", flush=True)
