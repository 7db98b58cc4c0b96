"""Fixtures of LSTM and GRU networks, stacked, bidirectional and mixed; make_vectors.py makes them with the others.

A state is written as the vectors that the generated State has, by their names and in their order. There are two losses:
a weighted sum of the outputs (or the cross entropy of a language model), and one of the final state's vectors.
"""
import torch
from torch import nn

from fixture_files import random, rounded, save_json, save_safetensors

FIRST_SEED = 100


class Network(nn.Module):
    """Parameter names are those that the library reads: `rnn` is one module, or a list of one-layer modules."""

    def __init__(self, n_in, n_out, rnn, front=None, dense=(), residual=False):
        super().__init__()
        self.n_in, self.residual = n_in, residual
        if front is not None:
            self.input = nn.Linear(n_in, front)
        self.rnn = nn.ModuleList(rnn) if isinstance(rnn, list) else rnn
        width = self.modules_of_rnn[-1].hidden_size * (1 + self.modules_of_rnn[-1].bidirectional)
        if dense:
            self.dense = nn.ModuleList(nn.Linear(a, b) for a, b in zip((width, *dense), dense))
        self.linear = nn.Linear(dense[-1] if dense else width, n_out)

    @property
    def modules_of_rnn(self):
        return list(self.rnn) if isinstance(self.rnn, nn.ModuleList) else [self.rnn]

    def vectors(self):
        """For each module the suffixes of its layers and directions: "" where the network has only one."""
        layer, suffixes = 0, []
        for module in self.modules_of_rnn:
            suffixes.append([f"L{layer + i}{reverse}" for i in range(module.num_layers)
                             for reverse in (("", "Reverse") if module.bidirectional else ("",))])
            layer += module.num_layers
        return suffixes if sum(map(len, suffixes)) > 1 else [[""]]

    def random_state(self, batch):
        state = {}
        for module, suffixes in zip(self.modules_of_rnn, self.vectors()):
            for suffix in suffixes:
                state[f"Hidden{suffix}"] = random(batch, module.hidden_size)
                if isinstance(module, nn.LSTM):
                    state[f"Cell{suffix}"] = random(batch, module.hidden_size)
        return state

    def forward(self, inputs, state):
        """Outputs, the hidden states of the last recurrent layer, and the final state."""
        final, x = {}, inputs
        if hasattr(self, "input"):
            x = torch.tanh(self.input(x))
        for module, suffixes in zip(self.modules_of_rnn, self.vectors()):
            kinds = ("Hidden", "Cell") if isinstance(module, nn.LSTM) else ("Hidden",)
            initial = tuple(torch.stack([state[kind + suffix] for suffix in suffixes]) for kind in kinds)
            x, last = module(x, initial if len(kinds) > 1 else initial[0])
            for kind, values in zip(kinds, last if len(kinds) > 1 else (last,)):
                final.update({kind + suffix: values[i] for i, suffix in enumerate(suffixes)})
        hidden = x
        for layer in getattr(self, "dense", ()):
            x = torch.relu(layer(x))
        outputs = self.linear(x)
        if self.residual:
            outputs = outputs + inputs[..., :outputs.shape[-1]]
        return outputs, hidden, {name: final[name] for name in state}


CASES = {  # name: sequence length, batch size, network
    "lstm": (5, 2, lambda: Network(2, 3, nn.LSTM(2, 17))),
    "lstm_stack": (4, 2, lambda: Network(3, 2, nn.LSTM(3, 5, num_layers=3))),
    "lstm_bidirectional": (6, 3, lambda: Network(3, 2, nn.LSTM(3, 5, bidirectional=True))),
    "gru": (6, 3, lambda: Network(3, 2, nn.GRU(3, 5))),
    "gru_stack": (5, 2, lambda: Network(3, 2, nn.GRU(3, 9, num_layers=2))),
    "gru_stack_bidirectional": (4, 2, lambda: Network(2, 3, nn.GRU(2, 7, num_layers=2, bidirectional=True))),
    "mixed": (5, 2, lambda: Network(3, 2, [nn.GRU(6, 9)], front=6, dense=(5,), residual=True)),
    "mixed_bidirectional": (4, 3, lambda: Network(3, 2, [nn.LSTM(3, 5, bidirectional=True), nn.GRU(10, 6)])),
}


def gradients_of(loss, leaves):
    gradients = torch.autograd.grad(loss, leaves, retain_graph=True, allow_unused=True)
    return [torch.zeros_like(leaf) if gradient is None else gradient for leaf, gradient in zip(leaves, gradients)]


def named(tensors):
    return {name: rounded(tensor) for name, tensor in tensors.items()}


def make_gated_case(name, length, batch, network):
    save_safetensors(name, network.state_dict())
    inputs, state = random(length, batch, network.n_in), network.random_state(batch)
    output_weights = random(length, batch, network.linear.out_features).detach()
    state_weights = {key: random(*vector.shape).detach() for key, vector in state.items()}
    outputs, hidden, final = network.double()(inputs, state)
    parameters, leaves = dict(network.named_parameters()), [inputs, *state.values()]
    by_outputs = gradients_of((output_weights * outputs).sum(), [*parameters.values(), *leaves])
    by_state = gradients_of(sum((state_weights[key] * final[key]).sum() for key in state), leaves)
    save_json(name, {
        "batchSize": batch, "inputs": rounded(inputs), "initialState": named(state), "outputs": rounded(outputs),
        "hiddenStates": rounded(hidden), "finalState": named(final), "outputWeights": rounded(output_weights),
        "gradients": named(dict(zip(parameters, by_outputs))),
        "inputGradients": rounded(by_outputs[len(parameters)]),
        "initialStateGradients": named(dict(zip(state, by_outputs[len(parameters) + 1:]))),
        "finalStateWeights": named(state_weights),
        "finalStateInputGradients": rounded(by_state[0]),
        "finalStateInitialStateGradients": named(dict(zip(state, by_state[1:])))})


def make_language_model(name, vocabulary, hidden, layers, length, batch):
    """Characters as one-hot vectors into the first layer, the next character as the target."""
    network = Network(vocabulary, vocabulary, nn.LSTM(vocabulary, hidden, num_layers=layers))
    save_safetensors(name, network.state_dict())
    tokens, state = torch.randint(vocabulary, (length + 1, batch)), network.random_state(batch)
    inputs = nn.functional.one_hot(tokens[:-1], vocabulary).double()
    outputs, hidden_states, final = network.double()(inputs, state)
    loss = nn.functional.cross_entropy(outputs.flatten(0, 1), tokens[1:].flatten())
    parameters = dict(network.named_parameters())
    gradients = gradients_of(loss, [*parameters.values(), *state.values()])
    save_json(name, {
        "batchSize": batch, "tokens": tokens[:-1].flatten().tolist(), "targets": tokens[1:].flatten().tolist(),
        "initialState": named(state), "outputs": rounded(outputs), "hiddenStates": rounded(hidden_states),
        "finalState": named(final), "loss": loss.item(), "gradients": named(dict(zip(parameters, gradients))),
        "initialStateGradients": named(dict(zip(state, gradients[len(parameters):])))})


def make_gated_cases():
    for seed, (name, (length, batch, network)) in enumerate(CASES.items(), FIRST_SEED):
        torch.manual_seed(seed)
        make_gated_case(name, length, batch, network())
    torch.manual_seed(FIRST_SEED + len(CASES))
    make_language_model("lstm_language_model", vocabulary=7, hidden=5, layers=3, length=6, batch=2)
