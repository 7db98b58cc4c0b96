"""Trains on padded sequences as PyTorch does, packed: python3 make_fit.py (torch 1.13)."""
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

from fixture_files import flat, save_json

LENGTHS = [2, 7, 4, 5]
EPOCHS = 20

torch.manual_seed(11)
rnn = torch.nn.RNN(3, 5).double()
linear = torch.nn.Linear(5, 2).double()
# two biases would each move by the whole gradient; a generated class has one
rnn.bias_hh_l0.data.zero_()
rnn.bias_hh_l0.requires_grad_(False)
parameters = {
    "rnn.weight_ih_l0": rnn.weight_ih_l0, "rnn.weight_hh_l0": rnn.weight_hh_l0, "rnn.bias_ih_l0": rnn.bias_ih_l0,
    "linear.weight": linear.weight, "linear.bias": linear.bias,
}
for value in parameters.values():
    value.data = value.data.float().double()

sequences = [torch.randn(length, 3).double() for length in LENGTHS]
targets = torch.randn(len(LENGTHS), 2).double()
classes = [torch.randint(0, 2, (length,)) for length in LENGTHS]
packed = pack_padded_sequence(pad_sequence(sequences), torch.tensor(LENGTHS), enforce_sorted=False)


def run(loss_of):
    start = {name: value.data.clone() for name, value in parameters.items()}
    optimizer = torch.optim.Adam(list(parameters.values()), lr=0.02)
    losses = []
    for _ in range(EPOCHS):
        optimizer.zero_grad()
        loss = loss_of()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(list(parameters.values()), 0.5)
        optimizer.step()
        losses.append(loss.item())
    result = {"losses": losses, "parameters": {name: flat(value) for name, value in parameters.items()}}
    for name, value in parameters.items():
        value.data = start[name]
    return result


def last_steps():
    return torch.nn.functional.mse_loss(linear(rnn(packed)[1][0]), targets)


def every_step():
    outputs, lengths = torch.nn.utils.rnn.pad_packed_sequence(rnn(packed)[0])
    logits = torch.cat([linear(outputs[:length, i]) for i, length in enumerate(lengths)])
    return torch.nn.functional.cross_entropy(logits, torch.cat(classes))


save_json("fit", {
    "start": {name: flat(value) for name, value in parameters.items()},
    "sequences": {str(i): flat(sequence) for i, sequence in enumerate(sequences)},
    "targets": flat(targets),
    "classes": {str(i): value.tolist() for i, value in enumerate(classes)},
    "last": run(last_steps),
    "every": run(every_step),
})
