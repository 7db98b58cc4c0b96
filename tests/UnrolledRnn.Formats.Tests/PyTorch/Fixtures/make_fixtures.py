"""Makes the files of this folder with PyTorch 1.13: models in .pt and .safetensors, and what they compute in double precision.

    cd tests/UnrolledRnn.Formats.Tests/PyTorch/Fixtures && /usr/bin/python3 make_fixtures.py
"""
import collections
import copy
import json
import struct

import torch
from torch import nn

STEPS = 7
TYPES = {torch.float32: "F32", torch.float64: "F64", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64"}
cases = {}


def save_safetensors(path, tensors, metadata=None):
    """As safetensors.torch.save_file: sorted by name."""
    header, data = {"__metadata__": metadata or {"format": "pt"}}, b""
    for name in sorted(tensors):
        tensor = tensors[name].contiguous()
        raw = bytes(tensor.view(torch.uint8).flatten().tolist()) if tensor.dim() else struct.pack("<q", tensor.item())
        header[name] = {"dtype": TYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


class Net(nn.Module):
    """Modules in a row, each by the name of a keyword."""

    def __init__(self, **parts):
        super().__init__()
        for name, part in parts.items():
            setattr(self, name, part)
        self.names = list(parts)

    def forward(self, x):
        for name in self.names:
            part = getattr(self, name)
            if isinstance(part, (nn.LSTMCell, nn.GRUCell, nn.RNNCell)):
                state, outputs = None, []
                for step in x:
                    state = part(step[None], state)
                    outputs.append((state[0] if isinstance(state, tuple) else state)[0])
                x = torch.stack(outputs)
            else:
                x = part(x)
                x = x[0] if isinstance(x, tuple) else x
        return x


def case(name, net, size=None, tokens=None):
    """What a network gives for a sequence."""
    inputs = torch.randint(tokens, (STEPS,)) if tokens else torch.randn(STEPS, size)
    outputs = copy.deepcopy(net).double()(inputs if tokens else inputs.double())
    cases[name] = {"inputs": inputs.flatten().tolist(), "outputs": [round(v, 9) for v in outputs.flatten().tolist()]}


def both(name, net, **sizes):
    case(name, net, **sizes)
    torch.save(net.state_dict(), f"{name}.pt")
    save_safetensors(f"{name}.safetensors", net.state_dict())


def seeded(number):
    torch.manual_seed(number)


def make():
    seeded(1)
    both("lstm_stack", Net(lstm=nn.LSTM(2, 6, 2), fc=nn.Linear(6, 3)), size=2)
    seeded(2)
    both("gru_bidirectional", Net(gru=nn.GRU(3, 4, bidirectional=True), head=nn.Linear(8, 2)), size=3)
    seeded(3)
    net = Net(rnn=nn.RNN(3, 5, nonlinearity="relu"), out=nn.Linear(5, 1))
    case("rnn_relu", net, size=3)
    torch.save({"epoch": 3, "loss": 0.25, "best": True, "note": "trained", "state_dict": net.state_dict(),
                "optimizer": torch.optim.Adam(net.parameters()).state_dict()}, "rnn_relu.pt")
    seeded(4)
    both("projected", Net(lstm=nn.LSTM(3, 8, proj_size=3), fc=nn.Linear(3, 2, bias=False)), size=3)
    seeded(5)
    language = Net(encoder=nn.Embedding(9, 4), lstm=nn.LSTM(4, 5), gru=nn.GRU(5, 6), decoder=nn.Linear(6, 9))
    case("language", language, tokens=9)
    tensors = collections.OrderedDict(("model." + key, value) for key, value in language.state_dict().items())
    torch.save({"model_state_dict": tensors, "step": 10}, "language.pt", pickle_protocol=5)
    save_safetensors("language.safetensors", tensors)
    seeded(6)
    tied = Net(emb=nn.Embedding(9, 4), rnn=nn.GRU(4, 4), decoder=nn.Linear(4, 9))
    tied.decoder.weight = tied.emb.weight
    both("tied", tied, tokens=9)
    save_safetensors("tied_once.safetensors", {key: value for key, value in tied.state_dict().items() if key != "decoder.weight"})
    save_safetensors("tied_noted.safetensors", {key: value for key, value in tied.state_dict().items() if key != "emb.weight"},
                     {"format": "pt", "emb.weight": "decoder.weight"})
    seeded(7)
    both("cells", Net(input=nn.Linear(2, 4), first=nn.LSTMCell(4, 5), second=nn.GRUCell(5, 4), third=nn.RNNCell(4, 3),
                      linear=nn.Linear(3, 2)), size=2)
    for kind, element in (("half", torch.float16), ("bfloat16", torch.bfloat16), ("double", torch.float64)):
        seeded(8)
        both(f"lstm_{kind}", Net(lstm=nn.LSTM(1, 4), fc=nn.Linear(4, 1)).to(element).float().to(element), size=1)
    seeded(9)
    net = Net(lstm=nn.LSTM(3, 4, bias=False), fc=nn.Linear(4, 2))
    case("views", net, size=3)
    views = {key: value.clone() for key, value in net.state_dict().items()}
    views["lstm.weight_ih_l0"] = views["lstm.weight_ih_l0"].t().contiguous().t()
    joined = torch.cat([torch.zeros(3), views["lstm.weight_hh_l0"].flatten(), views["fc.weight"].flatten()])
    views["lstm.weight_hh_l0"] = joined[3:67].view(16, 4)
    views["fc.weight"] = joined[67:].view(2, 4)
    views["fc.bias"] = torch.stack([views["fc.bias"], torch.zeros(2)], 1)[:, 0]
    torch.save(views, "views.pt", pickle_protocol=4)
    refused(net)
    as_json()


def as_json():
    """A model of GuitarML with a knob, and a state_dict as RTNeural's examples export it."""
    seeded(10)
    net = Net(rec=nn.GRU(2, 5), lin=nn.Linear(5, 1))
    case("proteus", net, size=2)
    x, y = cases["proteus"]["inputs"], cases["proteus"]["outputs"]
    cases["proteus"]["outputs"] = [round(y[t] + x[2 * t], 9) for t in range(STEPS)]
    with open("proteus.json", "w") as file:
        json.dump({"model_data": {"model": "SimpleRNN", "input_size": 2, "skip": 1, "output_size": 1, "unit_type": "GRU",
                                  "num_layers": 1, "hidden_size": 5, "bias_fl": True},
                   "state_dict": {key: value.tolist() for key, value in net.state_dict().items()}}, file)
    seeded(11)
    net = Net(lstm=nn.LSTM(1, 3), lstm2=nn.LSTM(3, 3, 3), dense=nn.Linear(3, 1))
    case("state_dict", net, size=1)
    with open("state_dict.json", "w") as file:
        json.dump({key: value.tolist() for key, value in net.state_dict().items()}, file)


def refused(net):
    torch.save(net, "module.pt")
    torch.save(net.state_dict(), "legacy.pt", _use_new_zipfile_serialization=False)
    torch.jit.save(torch.jit.script(nn.Sequential(nn.Linear(1, 1))), "script.pt")
    torch.save(Net(lstm=nn.LSTM(1, 2), norm=nn.BatchNorm1d(2), fc=nn.Linear(2, 1)).state_dict(), "normed.pt")
    torch.save({"generator": net.state_dict(), "critic": net.state_dict()}, "two.pt")
    torch.save({"epoch": 1}, "none.pt")


make()
with open("cases.json", "w") as file:
    json.dump(cases, file)
