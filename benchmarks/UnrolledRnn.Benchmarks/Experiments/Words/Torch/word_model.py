"""The word model of the experiments in PyTorch: an embedding, LSTMs, and an output that shares the embedding's table. Initial weights
are those that this library has written. Of PyTorch's two biases of a layer, of which only the sum counts, the second stays zero.
"""
import array
import json
import struct

import torch
from torch.nn import functional

IGNORED = -100


def read_tensors(path):
    with open(path, "rb") as file:
        length, = struct.unpack("<Q", file.read(8))
        header, data = json.loads(file.read(length)), file.read()
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = torch.tensor(struct.unpack(f"<{(end - begin) // 4}f", data[begin:end]))
        tensors[name] = values.reshape(entry["shape"])
    return tensors


def read_tokens(path):
    values = array.array("i")
    with open(path, "rb") as file:
        values.frombytes(file.read())
    return torch.tensor(values, dtype=torch.int64)


def streams(tokens, batch):
    """Inputs and targets [time, B]: B streams one after the other in the text; behind the end of the last one, no target counts."""
    length = -(-(len(tokens) - 1) // batch)
    missing = length * batch - (len(tokens) - 1)
    inputs = torch.cat([tokens[:-1], torch.zeros(missing, dtype=torch.int64)])
    targets = torch.cat([tokens[1:], torch.full((missing,), IGNORED)])
    return inputs.reshape(batch, length).t().contiguous(), targets.reshape(batch, length).t().contiguous()


def locked(values, p):
    """Dropout with one mask [1, B, n] for all steps."""
    return values * torch.empty(1, *values.shape[1:]).bernoulli_(1 - p) / (1 - p) if p > 0 else values


class WordModel:
    """Dropouts: embedding, input, layer, output, weight; none where they are not given."""

    def __init__(self, path, dropouts=None):
        tensors = read_tensors(path)
        self.table = tensors["embedding.weight"].requires_grad_()
        self.bias = tensors["linear.bias"].requires_grad_()
        self.layers = []
        while f"rnn.{len(self.layers)}.weight_ih_l0" in tensors:
            layer = [tensors[f"rnn.{len(self.layers)}.{name}_l0"] for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
            layer[2] = (layer[2] + layer[3]).requires_grad_()
            layer[3] = torch.zeros_like(layer[3])
            self.layers.append([layer[0].requires_grad_(), layer[1].requires_grad_(), *layer[2:]])
        self.dropouts = dropouts or {}

    def parameters(self):
        return [self.table, self.bias, *(part for layer in self.layers for part in layer[:3])]

    def start(self, batch):
        sizes = [layer[1].shape[1] for layer in self.layers]
        return [(torch.zeros(1, batch, size), torch.zeros(1, batch, size)) for size in sizes]

    def forward(self, tokens, states, training):
        """Logits, the states behind the last step, and h of the last layer with and without dropout."""
        p = (lambda name: self.dropouts.get(name, 0.0)) if training else (lambda name: 0.0)
        table = self.table
        if p("embedding") > 0:
            table = table * torch.empty(len(table), 1).bernoulli_(1 - p("embedding")) / (1 - p("embedding"))
        values, after = locked(functional.embedding(tokens, table), p("input")), []
        for number, (weight_ih, weight_hh, bias_ih, bias_hh) in enumerate(self.layers):
            weight_hh = functional.dropout(weight_hh, p("weight"), p("weight") > 0)
            raw, h, c = torch._VF.lstm(
                values, states[number], [weight_ih, weight_hh, bias_ih, bias_hh], True, 1, 0.0, training, False, False)
            after.append((h.detach(), c.detach()))
            values = locked(raw, p("output" if number == len(self.layers) - 1 else "layer"))
        return functional.linear(values, self.table, self.bias), after, values, raw


def cross_entropy(logits, targets):
    return functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORED)
