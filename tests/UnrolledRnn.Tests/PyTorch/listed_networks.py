"""Fixtures of networks that are an ordered list of layers; make_vectors.py makes them with the others."""
import torch
from torch import nn

from fixture_files import random, rounded, save_json, save_safetensors

FIRST_SEED = 200


class Projected(nn.Module):
    """Two LSTMs with projections, from zeros."""

    def __init__(self):
        super().__init__()
        self.rnn = nn.ModuleList([nn.LSTM(3, 20, proj_size=7), nn.LSTM(7, 9, proj_size=4, bias=False)])
        self.linear = nn.Linear(4, 2)

    def forward(self, x):
        for layer in self.rnn:
            x, _ = layer(x)
        return self.linear(x)


class Between(nn.Module):
    """Dense layers in front and between, a rectifier in front of an output layer without bias, skips."""

    def __init__(self):
        super().__init__()
        self.input = nn.Linear(3, 6)
        self.dense = nn.ModuleList([nn.Linear(6, 5), nn.Linear(9, 8, bias=False)])
        self.rnn = nn.ModuleList([nn.GRU(5, 9), nn.RNN(8, 8, nonlinearity="relu")])
        self.linear = nn.Linear(8, 2, bias=False)

    def forward(self, x):
        x = nn.functional.elu(self.input(x))
        x = nn.functional.softplus(self.dense[0](x))
        x, _ = self.rnn[0](x)
        dense = nn.functional.hardsigmoid(self.dense[1](x))
        x, _ = self.rnn[1](dense)
        return self.linear(nn.functional.leaky_relu(x + 0.5 * dense))


class Tied(nn.Module):
    """A language model whose output layer is its embedding."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(11, 6)
        self.rnn = nn.ModuleList([nn.LSTM(6, 9), nn.LSTM(9, 6)])
        self.linear = nn.Linear(6, 11)
        self.linear.weight = self.embedding.weight

    def forward(self, x):
        x = self.embedding(x)
        for layer in self.rnn:
            x, _ = layer(x)
        return self.linear(x)


def make_case(name, network, inputs, length, batch):
    tensors = {key: value for key, value in network.state_dict().items() if not (name == "tied" and key == "linear.weight")}
    save_safetensors(name, tensors)
    outputs = network.double()(inputs)
    weights = random(*outputs.shape).detach()
    (weights * outputs).sum().backward()
    case = {"batchSize": batch, "outputs": rounded(outputs), "outputWeights": rounded(weights),
            "gradients": {key: rounded(value.grad) for key, value in network.named_parameters()}}
    case["tokens" if inputs.dtype == torch.int64 else "inputs"] = inputs.flatten().tolist() if inputs.dtype == torch.int64 else rounded(inputs)
    if inputs.requires_grad:
        case["inputGradients"] = rounded(inputs.grad)
    save_json(name, case)


def make_listed_cases():
    torch.manual_seed(FIRST_SEED)
    make_case("projected", Projected(), random(5, 2, 3), 5, 2)
    torch.manual_seed(FIRST_SEED + 1)
    make_case("between", Between(), random(5, 2, 3), 5, 2)
    torch.manual_seed(FIRST_SEED + 2)
    make_case("tied", Tied(), torch.randint(11, (6, 2)), 6, 2)
