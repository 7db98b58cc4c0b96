"""Makes regularized_*.json beside this file: /usr/bin/python3 make_regularization.py
Outputs, penalties and gradients of regularised passes through networks of the other files, in float64, with the masks of
philox_masks.py: the loss is a weighted sum of the outputs plus the activation penalties. Initial states are 0.
"""
import json
import struct

import torch

from fixture_files import FOLDER, random, rounded, save_json
from philox_masks import EMBEDDING, INPUT, LAYER, OUTPUT, ZONEOUT_CELL, ZONEOUT_HIDDEN, Masks, weight_factors

GATES = {"lstm": 4, "gru": 3}


def load(name):
    data = (FOLDER / f"{name}.safetensors").read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    tensors = {}
    for key, entry in header.items():
        if key != "__metadata__":
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            values = struct.unpack(f"<{(end - begin) // 4}f", data[begin:end])
            tensors[key] = torch.tensor(values, dtype=torch.float64).reshape(entry["shape"]).requires_grad_()
    return tensors


class Pass:
    def __init__(self, tensors, settings, restarts, batch):
        self.tensors, self.settings, self.restarts, self.batch = tensors, settings, restarts, batch
        self.masks = Masks(settings["seed"], settings["number"])
        self.direction = 0

    def get(self, name):
        return self.settings.get(name, 0.0)

    def drop(self, kind, layer, p, values):
        """values[T, B, size]; a row of the mask is that of the step, or of the step at which the sequence has started."""
        if p == 0:
            return values
        steps, batch, size = values.shape
        first, rows = [0] * batch, []
        for t in range(steps):
            for b in range(batch):
                if t > 0 and (self.restarts[t][b] or not self.settings.get("variational", True)):
                    first[b] = t
                rows.append(self.masks.factors(kind, layer, p, first[b] * batch + b, range(size)))
        return values * torch.stack(rows).reshape(steps, batch, size)

    def zone(self, kind, p, t, old, new):
        if p == 0:
            return new
        kept = torch.stack([self.masks.kept(kind, self.direction, p, t * self.batch + b, range(new.shape[1])) for b in range(self.batch)])
        return torch.where(kept == 0, old, new)

    def recurrent(self, cell, x, stem, suffix, reverse=False):
        w_ih, w_hh, b_ih, b_hh = (self.tensors[f"{stem}{part}_l{suffix}"] for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
        hidden = w_hh.shape[0] // GATES[cell]
        if self.get("weight"):
            w_hh = w_hh * weight_factors(self.masks, self.direction, self.get("weight"), GATES[cell], hidden, w_hh.shape[1])
        h = c = torch.zeros(self.batch, hidden, dtype=torch.float64)
        outputs = [None] * len(x)
        for t in reversed(range(len(x))) if reverse else range(len(x)):
            mark = t + 1 if reverse else t
            if mark < len(x):
                keep = 1 - torch.tensor(self.restarts[mark], dtype=torch.float64)[:, None]
                h, c = h * keep, c * keep
            a, s = x[t] @ w_ih.T + b_ih, h @ w_hh.T + b_hh
            if cell == "lstm":
                i, f, g, o = (a + s).chunk(4, dim=1)
                made = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
                new = torch.sigmoid(o) * torch.tanh(made)
                c = self.zone(ZONEOUT_CELL, self.get("cellZoneout"), t, c, made)
            else:
                (ar, az, an), (sr, sz, sn) = a.chunk(3, dim=1), s.chunk(3, dim=1)
                n, z = torch.tanh(an + torch.sigmoid(ar + sr) * sn), torch.sigmoid(az + sz)
                new = (1 - z) * n + z * h
            h = self.zone(ZONEOUT_HIDDEN, self.get("hiddenZoneout"), t, h, new)
            outputs[t] = h
        self.direction += 1
        return torch.stack(outputs)

    def penalty(self, values, dropped):
        steps, batch, size = values.shape
        counted = [(t, b) for t in range(1, steps) for b in range(batch) if not self.restarts[t][b]]
        differences = torch.stack([values[t, b] - values[t - 1, b] for t, b in counted])
        return self.get("ar") * dropped.pow(2).mean() + self.get("tar") * differences.pow(2).mean()


def tied(run, tokens):
    table = run.tensors["embedding.weight"]
    factors = run.masks.factors(EMBEDDING, 0, run.get("embedding"), 0, range(len(table))) if run.get("embedding") else torch.ones(len(table))
    x = run.drop(INPUT, 0, run.get("input"), (table * factors[:, None])[tokens])
    x = run.drop(LAYER, 1, run.get("layer"), run.recurrent("lstm", x, "rnn.0.", "0"))
    x = run.recurrent("lstm", x, "rnn.1.", "0")
    dropped = run.drop(OUTPUT, 2, run.get("output"), x)
    return dropped @ table.T + run.tensors["linear.bias"], run.penalty(x, dropped)


def gru_stack(run, x):
    x = run.drop(INPUT, 0, run.get("input"), x)
    x = run.drop(LAYER, 0, run.get("layer"), run.recurrent("gru", x, "rnn.", "0"))
    x = run.recurrent("gru", x, "rnn.", "1")
    dropped = run.drop(OUTPUT, 1, run.get("output"), x)
    return dropped @ run.tensors["linear.weight"].T + run.tensors["linear.bias"], run.penalty(x, dropped)


def mixed_bidirectional(run, x):
    x = run.drop(INPUT, 0, run.get("input"), x)
    x = torch.cat([run.recurrent("lstm", x, "rnn.0.", "0"), run.recurrent("lstm", x, "rnn.0.", "0_reverse", reverse=True)], dim=2)
    x = run.drop(LAYER, 0, run.get("layer"), x)
    x = run.recurrent("gru", x, "rnn.1.", "0")
    dropped = run.drop(OUTPUT, 1, run.get("output"), x)
    return dropped @ run.tensors["linear.weight"].T + run.tensors["linear.bias"], run.penalty(x, dropped)


def lstm_bidirectional(run, x):
    x = run.drop(INPUT, 0, run.get("input"), x)
    x = torch.cat([run.recurrent("lstm", x, "rnn.", "0"), run.recurrent("lstm", x, "rnn.", "0_reverse", reverse=True)], dim=2)
    dropped = run.drop(OUTPUT, 0, run.get("output"), x)
    return dropped @ run.tensors["linear.weight"].T + run.tensors["linear.bias"], run.penalty(x, dropped)


def make(name, network, model, settings, restarts=False):
    source = json.loads((FOLDER / f"{network}.json").read_bytes())
    tensors, batch = load(network), source["batchSize"]
    if "tokens" in source:
        x = torch.tensor(source["tokens"]).reshape(-1, batch)
    else:
        size = tensors[next(key for key in tensors if "weight_ih" in key)].shape[1]
        x = torch.tensor(source["inputs"], dtype=torch.float64).reshape(-1, batch, size).requires_grad_()
    marks = [[restarts and t in (1 + b, 3 + b) for b in range(batch)] for t in range(len(x))]
    outputs, penalty = model(Pass(tensors, settings, marks, batch), x)
    torch.manual_seed(7)
    weights = random(*outputs.shape).detach()
    ((weights * outputs).sum() + penalty).backward()
    case = {"batchSize": batch, "outputs": rounded(outputs), "outputWeights": rounded(weights), "penalty": penalty.item(),
            "restarts": [int(mark) for step in marks for mark in step] if restarts else [],
            "gradients": {key: rounded(value.grad) for key, value in tensors.items()}}
    if "tokens" in source:
        case["tokens"] = source["tokens"]
    else:
        case["inputs"], case["inputGradients"] = source["inputs"], rounded(x.grad)
    save_json(f"regularized_{name}", case)


AWD = {"embedding": 0.25, "input": 0.375, "layer": 0.25, "output": 0.5, "weight": 0.5, "ar": 2.0, "tar": 1.0}
ZONED = {"hiddenZoneout": 0.25, "cellZoneout": 0.5}

if __name__ == "__main__":
    make("awd", "tied", tied, {**AWD, "seed": 1, "number": 0})
    make("every_step", "tied", tied, {**AWD, "variational": False, "seed": -2, "number": 5})
    make("zoneout", "tied", tied, {**ZONED, "seed": 1 << 40, "number": (1 << 33) + 2})
    make("gru", "gru_stack", gru_stack, {**AWD, **ZONED, "seed": 3, "number": 1}, restarts=True)
    make("both_ways", "mixed_bidirectional", mixed_bidirectional, {**AWD, **ZONED, "seed": 4, "number": 1}, restarts=True)
    make("both_ways_last", "lstm_bidirectional", lstm_bidirectional, {**AWD, **ZONED, "seed": 5, "number": 1})
