"""Exports small models of PyTorch 1.13 with its exporter of TorchScript; beside each, a JSON of inputs and outputs, both with the time
first, then the batch.

Run in this folder: python3 torch_models.py
"""
import json

import torch
from torch import nn


class Sequence(nn.Module):
    """A recurrent layer with a head for every step, the last step, or the final h."""

    def __init__(self, rnn, head, pick):
        super().__init__()
        self.rnn = rnn
        self.head = head
        self.pick = pick

    def forward(self, x):
        y, state = self.rnn(x)
        h = state[0] if isinstance(state, tuple) else state
        first = self.rnn.batch_first
        if self.pick == "last":
            y = y[:, -1] if first else y[-1]
        elif self.pick == "final":
            y = h[-1]
        elif self.pick == "both":
            y = torch.cat([h[-2], h[-1]], dim=-1)
        elif self.pick == "ends":
            size = self.rnn.hidden_size
            y = torch.cat([y[:, -1, :size], y[:, 0, size:]], dim=-1)
        return self.head(y)


class Stateful(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.LSTM(2, 4, num_layers=2)
        self.head = nn.Linear(4, 1)

    def forward(self, x, h, c):
        y, (h, c) = self.rnn(x, (h, c))
        return self.head(y), h, c


class Tokens(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(7, 3)
        self.rnn = nn.LSTM(3, 5, batch_first=True)
        self.head = nn.Linear(5, 7)

    def forward(self, tokens):
        return self.head(self.rnn(self.embedding(tokens))[0])


class Learned(nn.Module):
    """Initial states that are parameters, a connection around the layer, a concatenation with the input."""

    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(3, 3, batch_first=True)
        self.h = nn.Parameter(torch.randn(1, 1, 3))
        self.hidden = nn.Linear(6, 4)
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        y, _ = self.rnn(x, self.h.expand(-1, x.shape[0], -1).contiguous())
        y = y + 0.5 * x
        y = torch.tanh(self.hidden(torch.cat([x, y], dim=-1)))
        return self.head(y) + x


class Parts(nn.Module):
    """Constants around the layers, summed directions, and a sequence whose features come before its time."""

    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(2, 3, bidirectional=True)
        self.head = nn.Sequential(nn.Linear(3, 4), nn.Hardtanh(), nn.Dropout(), nn.Linear(4, 4), nn.Softplus(), nn.Linear(4, 2))

    def forward(self, x):
        y, _ = self.rnn((x.permute(2, 0, 1) - 0.25) / 2)
        y = y.view(y.shape[0], y.shape[1], 2, 3).sum(2)
        return (self.head(y) * 3 + torch.tensor([0.5, -0.5])).permute(1, 2, 0)


def export(name, layout, model, inputs, dynamic=None, outputs=("output",), names=("input",), opset=13):
    model.eval()
    torch.onnx.export(model, inputs, f"{name}.onnx", input_names=list(names), output_names=list(outputs), dynamic_axes=dynamic,
                      opset_version=opset)
    if dynamic is not None:
        # Other sizes than the exporter saw.
        inputs = tuple(resized(name, value, dynamic) for name, value in zip(names, inputs))
    result = model(*inputs)
    first = result[0] if isinstance(result, tuple) else result
    values = inputs[0].permute(*[layout.index(axis) for axis in "TBF" if axis in layout])
    if first.dim() == 3:
        # Tokens have no features, but what comes of them has.
        layout = layout if "F" in layout else layout + "F"
        first = first.permute(*[layout.index(axis) for axis in "TBF"])
    with open(f"{name}.json", "w") as file:
        json.dump({"steps": values.shape[0], "batch": values.shape[1], "input": values.flatten().tolist(),
                   "output": first.flatten().tolist()}, file)


def resized(name, value, dynamic):
    shape = list(value.shape)
    for axis, label in dynamic.get(name, {}).items():
        shape[axis] = {"time": 6, "batch": 2}[label]
    if value.dtype == torch.int64:
        return torch.randint(0, 7, shape)
    return torch.zeros(shape) if name in ("h", "c") else torch.randn(shape)


torch.manual_seed(3)
TIME_FIRST = {"input": {0: "time", 1: "batch"}}
BATCH_FIRST = {"input": {0: "batch", 1: "time"}}
export("lstm", "TBF", Sequence(nn.LSTM(2, 4), nn.Linear(4, 1), "all"), (torch.randn(5, 3, 2),))
export("lstm_batch_first", "BTF", Sequence(nn.LSTM(2, 4, batch_first=True), nn.Linear(4, 1), "all"), (torch.randn(3, 5, 2),), BATCH_FIRST)
export("lstm_last", "BTF", Sequence(nn.LSTM(2, 4, batch_first=True), nn.Linear(4, 1), "last"), (torch.randn(3, 5, 2),), BATCH_FIRST)
export("lstm_last_fixed", "BTF", Sequence(nn.LSTM(2, 4, batch_first=True), nn.Linear(4, 1), "last"), (torch.randn(1, 5, 2),), opset=9)
export("lstm_final", "TBF", Sequence(nn.LSTM(2, 4, 2), nn.Linear(4, 1), "final"), (torch.randn(5, 3, 2),), TIME_FIRST)
export("gru_both_ways", "TBF", Sequence(nn.GRU(2, 3, 2, bidirectional=True), nn.Linear(6, 2), "all"), (torch.randn(5, 3, 2),), TIME_FIRST)
export("gru_both_final", "TBF", Sequence(nn.GRU(2, 3, 2, bidirectional=True), nn.Linear(6, 2), "both"), (torch.randn(5, 3, 2),), TIME_FIRST)
export("gru_both_last", "TBF", Sequence(nn.GRU(2, 3, bidirectional=True), nn.Linear(6, 2), "last"), (torch.randn(5, 3, 2),), TIME_FIRST)
export("gru_both_ends", "BTF", Sequence(nn.GRU(2, 3, bidirectional=True, batch_first=True), nn.Linear(6, 2), "ends"),
       (torch.randn(3, 5, 2),), BATCH_FIRST)
export("rnn_relu", "TBF", Sequence(nn.RNN(2, 4, nonlinearity="relu", bias=False), nn.Sequential(nn.Linear(4, 2), nn.Sigmoid()), "all"),
       (torch.randn(5, 3, 2),), TIME_FIRST, opset=7)
export("tokens", "BT", Tokens(), (torch.randint(0, 7, (3, 5)),), {"tokens": {0: "batch", 1: "time"}}, names=("tokens",))
export("stateful", "TBF", Stateful(), (torch.randn(5, 3, 2), torch.zeros(2, 3, 4), torch.zeros(2, 3, 4)),
       {**TIME_FIRST, "h": {1: "batch"}, "c": {1: "batch"}}, ("output", "h_n", "c_n"), ("input", "h", "c"))
export("learned", "BTF", Learned(), (torch.randn(3, 5, 3),), BATCH_FIRST)
export("parts", "BFT", Parts(), (torch.randn(3, 2, 5),), {"input": {0: "batch", 2: "time"}}, opset=16)
