"""Makes the fixtures beside this file (*.safetensors, *.json) with Debian 12's python3-torch:
    apt-get install python3-torch && /usr/bin/python3 make_vectors.py
Parameters and data are float32; results are computed in float64 and written without loss.
A case too large for one file has its "gradients" in <name>.gradients.json instead.
"""
import torch
from torch import nn

from fixture_files import MAX_JSON_BYTES, flat, random, save_json, save_safetensors, to_json
from gated_networks import make_gated_cases
from listed_networks import make_listed_cases

CASES = [  # name, nonlinearity, input, hidden and output sizes, sequence length, batch size
    ("elman_tanh", "tanh", 3, 5, 2, 7, 2),
    ("elman_relu", "relu", 4, 17, 3, 6, 3),
    ("elman_tanh_wide", "tanh", 9, 40, 20, 5, 4),
]


class Model(nn.Module):
    def __init__(self, nonlinearity, n_in, n_hidden, n_out):
        super().__init__()
        self.rnn = nn.RNN(n_in, n_hidden, nonlinearity=nonlinearity)
        self.linear = nn.Linear(n_hidden, n_out)

    def forward(self, inputs, initial_hidden):
        states, final_hidden = self.rnn(inputs, initial_hidden)
        return self.linear(states), states, final_hidden


def make_case(name, nonlinearity, n_in, n_hidden, n_out, length, batch):
    model = Model(nonlinearity, n_in, n_hidden, n_out)
    save_safetensors(name, model.state_dict())
    inputs, initial = random(length, batch, n_in), random(1, batch, n_hidden)
    weights = random(length, batch, n_out)
    outputs, states, final = model.double()(inputs, initial)
    (weights.detach() * outputs).sum().backward()
    case = {"inputSize": n_in, "hiddenSize": n_hidden, "outputSize": n_out,
            "sequenceLength": length, "batchSize": batch, "nonlinearity": nonlinearity,
            "inputs": flat(inputs), "initialHidden": flat(initial), "outputs": flat(outputs),
            "hiddenStates": flat(states), "finalHidden": flat(final), "outputWeights": flat(weights),
            "gradients": {key: flat(p.grad) for key, p in model.named_parameters()},
            "inputGradients": flat(inputs.grad), "initialHiddenGradients": flat(initial.grad)}
    if len(to_json(case)) >= MAX_JSON_BYTES:
        save_json(f"{name}.gradients", case.pop("gradients"))
    save_json(name, case)


def loss_case(inputs_key, inputs, targets, function):
    loss = function(inputs, targets)
    loss.backward()
    return {"shape": list(inputs.shape), inputs_key: flat(inputs), "targets": targets.flatten().tolist(),
            "loss": loss.item(), "gradients": flat(inputs.grad)}


def optimizer_case(optimizer_type, **settings):
    parameters, gradients, after = random(7), [random(7).detach() for _ in range(5)], []
    case = {**settings, "initialParameters": flat(parameters), "gradients": [flat(g) for g in gradients]}
    optimizer = optimizer_type([parameters], **settings)
    for gradient in gradients:
        parameters.grad = gradient
        optimizer.step()
        after.append(flat(parameters))
    return {**case, "parametersAfterStep": after}


if __name__ == "__main__":
    for seed, arguments in enumerate(CASES):
        torch.manual_seed(seed)
        make_case(*arguments)
    torch.manual_seed(len(CASES))
    classes, adam = torch.tensor([2, 0, -100, 4, 1, 3]), {"lr": 0.01, "betas": (0.9, 0.999), "eps": 1e-8}
    cross_entropy = loss_case("logits", random(6, 5), classes, nn.functional.cross_entropy)
    squares = loss_case("predictions", random(4, 3), random(4, 3).detach(), nn.functional.mse_loss)
    optimizers = {"adam": optimizer_case(torch.optim.Adam, **adam),
                  "adamW": optimizer_case(torch.optim.AdamW, **adam, weight_decay=0.1),
                  "sgd": optimizer_case(torch.optim.SGD, lr=0.1, momentum=0.9, nesterov=False)}
    clip, clipped = {"max_norm": 1.0, "gradient": flat(random(7))}, random(7)
    clipped.grad = torch.tensor(clip["gradient"], dtype=torch.float64)
    clip["totalNorm"] = nn.utils.clip_grad_norm_([clipped], clip["max_norm"]).item()
    clip["clipped"] = flat(clipped.grad)
    save_json("training", {"crossEntropy": cross_entropy, "meanSquaredError": squares, **optimizers, "clip": clip})
    make_gated_cases()
    make_listed_cases()
