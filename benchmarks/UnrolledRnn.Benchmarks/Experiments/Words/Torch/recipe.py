"""Trains the word model by the recipe of AWD-LSTM: recipe.py SETTINGS, a JSON object in one argument. Prints a line for each epoch: its
training loss, the held-out loss, whether parameters are being averaged, and seconds since the start.
"""
import json
import random
import sys
import time

import torch

from word_model import IGNORED, WordModel, cross_entropy, read_tokens, streams


class NonMonotonicAsgd:
    """Plain SGD until a held-out loss is worse than the best of all but the last n; from there on also the average of the steps."""

    def __init__(self, parameters, decay, patience):
        self.parameters, self.decay, self.patience = parameters, decay, patience
        self.losses, self.averages, self.steps = [], None, 0

    @torch.no_grad()
    def step(self, rate):
        for parameter in self.parameters:
            parameter -= rate * (parameter.grad + self.decay * parameter)
        if self.averages is not None:
            for average, parameter in zip(self.averages, self.parameters):
                average += (parameter - average) / max(1, self.steps)
            self.steps += 1

    def observe(self, loss):
        if self.averages is None and len(self.losses) > self.patience and loss > min(self.losses[:-self.patience]):
            self.averages = [parameter.detach().clone() for parameter in self.parameters]
        self.losses.append(loss)

    @torch.no_grad()
    def swap(self):
        for average, parameter in zip(self.averages or [], self.parameters):
            kept = parameter.clone()
            parameter.copy_(average)
            average.copy_(kept)


def draw(source, steps):
    mean = steps if source.random() < 0.95 else steps // 2
    return min(steps, max(5, int(source.gauss(mean, 5))))


@torch.no_grad()
def evaluate(model, inputs, targets, steps):
    states, total, counted = model.start(inputs.shape[1]), 0.0, 0
    for at in range(0, len(inputs), steps):
        logits, states, _, _ = model.forward(inputs[at:at + steps], states, training=False)
        count = int((targets[at:at + steps] != IGNORED).sum())
        total += cross_entropy(logits, targets[at:at + steps]).item() * count
        counted += count
    return total / counted


def train(settings):
    torch.manual_seed(settings["seed"])
    torch.set_num_threads(settings["threads"])
    lengths, steps, batch = random.Random(settings["seed"]), settings["steps"], settings["batch"]
    model = WordModel(settings["weights"], settings["dropouts"])
    optimizer = NonMonotonicAsgd(model.parameters(), settings["decay"], settings["patience"])
    inputs, targets = streams(read_tokens(settings["train"]), batch)
    held_out = streams(read_tokens(settings["heldOut"]), batch)
    start = time.perf_counter()
    for epoch in range(settings["epochs"]):
        states, at, total, counted = model.start(batch), 0, 0.0, 0
        while at < len(inputs):
            length = min(draw(lengths, steps), len(inputs) - at)
            logits, states, dropped, raw = model.forward(inputs[at:at + length], states, training=True)
            loss = cross_entropy(logits, targets[at:at + length])
            penalty = settings["ar"] * dropped.pow(2).mean()
            if length > 1:
                penalty = penalty + settings["tar"] * (raw[1:] - raw[:-1]).pow(2).mean()
            for parameter in model.parameters():
                parameter.grad = None
            (loss + penalty).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), settings["maxNorm"])
            optimizer.step(settings["rate"] * length / steps)
            total, counted, at = total + loss.item() * length, counted + length, at + length
        optimizer.swap()
        loss = evaluate(model, *held_out, steps)
        optimizer.swap()
        optimizer.observe(loss)
        averaging = int(optimizer.averages is not None)
        print(f"{total / counted:.6f} {loss:.6f} {averaging} {time.perf_counter() - start:.2f}", flush=True)


train(json.loads(sys.argv[1]))
