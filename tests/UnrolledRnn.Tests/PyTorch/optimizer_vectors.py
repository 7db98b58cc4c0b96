"""Makes optimizers.json and schedules.json beside this file:
    apt-get install python3-torch && /usr/bin/python3 optimizer_vectors.py
Lion is not in PyTorch: its vectors are those of the paper's algorithm 2, in float64.
"""
import warnings

import torch
from torch.optim import ASGD, SGD, RMSprop, lr_scheduler

from fixture_files import flat, random, save_json

STEPS, COUNT = 20, 7


def f32(value):
    """The float64 that is the float32 nearest to a setting, as the tests hold it."""
    return torch.tensor(value, dtype=torch.float32).double().item()


def case(optimizer_type, start, gradients, **settings):
    parameters, after = start.clone().requires_grad_(), []
    optimizer = optimizer_type([parameters], **settings)
    for gradient in gradients:
        parameters.grad = gradient.clone()
        optimizer.step()
        after.append(flat(parameters))
    result = {"last": after[-1], "tenth": after[9]}
    if optimizer_type is ASGD:
        result["ax"] = flat(optimizer.state[parameters]["ax"])
    return result


def lion(start, gradients, lr, beta1, beta2, decay):
    parameters, mean, after = start.clone(), torch.zeros(COUNT, dtype=torch.float64), []
    for gradient in gradients:
        parameters = parameters * (1 - lr * decay) - lr * torch.sign(beta1 * mean + (1 - beta1) * gradient)
        mean = beta2 * mean + (1 - beta2) * gradient
        after.append(flat(parameters))
    return {"last": after[-1], "tenth": after[9]}


def groups(start, gradients):
    """The first three parameters at a tenth of the rate and without decay, the others as usual."""
    parts, after = [start[:3].clone().requires_grad_(), start[3:].clone().requires_grad_()], []
    slow = {"params": [parts[0]], "lr": f32(0.01) * f32(0.1), "weight_decay": 0}
    optimizer = torch.optim.AdamW([slow, {"params": [parts[1]]}], lr=f32(0.01), weight_decay=f32(0.1))
    for gradient in gradients:
        parts[0].grad, parts[1].grad = gradient[:3].clone(), gradient[3:].clone()
        optimizer.step()
        after.append(flat(parts[0]) + flat(parts[1]))
    return {"last": after[-1], "tenth": after[9]}


def rates(make, steps=30, lr=0.5):
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=lr)
    scheduler, result = make(optimizer), []
    for _ in range(steps):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return result


def plateau(losses, **settings):
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=0.5)
    scheduler, result = lr_scheduler.ReduceLROnPlateau(optimizer, **settings), []
    for loss in losses:
        scheduler.step(loss)
        result.append(optimizer.param_groups[0]["lr"])
    return result


def make_optimizers():
    torch.manual_seed(11)
    start, gradients = random(COUNT).detach(), [random(COUNT).detach() for _ in range(STEPS)]
    sgd, rms = {"lr": f32(0.1), "momentum": f32(0.9)}, {"lr": f32(0.01), "alpha": f32(0.9), "eps": f32(1e-6)}
    asgd = {"lr": f32(0.1), "lambd": f32(0.01), "alpha": 0.75, "weight_decay": f32(0.05)}
    save_json("optimizers", {
        "start": flat(start), "gradients": [flat(g) for g in gradients],
        "nesterov": case(SGD, start, gradients, nesterov=True, weight_decay=f32(0.05), **sgd),
        "sgdDecay": case(SGD, start, gradients, lr=f32(0.1), weight_decay=f32(0.05)),
        "rmsProp": case(RMSprop, start, gradients, **rms),
        "rmsPropMomentum": case(RMSprop, start, gradients, momentum=f32(0.9), weight_decay=f32(0.05), **rms),
        "rmsPropCentered": case(RMSprop, start, gradients, centered=True, **rms),
        "rmsPropAll": case(RMSprop, start, gradients, momentum=f32(0.9), centered=True, **rms),
        "lion": lion(start, gradients, f32(0.01), f32(0.9), f32(0.99), f32(0.1)),
        "asgd": case(ASGD, start, gradients, t0=5, **asgd),
        "asgdAtOnce": case(ASGD, start, gradients, lr=f32(0.1), lambd=0, t0=0, weight_decay=f32(0.05)),
        "groups": groups(start, gradients)})


def make_schedules():
    torch.manual_seed(12)
    losses = [round(2 + 0.3 * x, 4) for x in torch.randn(60).tolist()]
    losses = [max(1.2, loss - 0.03 * i) for i, loss in enumerate(losses)]
    save_json("schedules", {
        "step": rates(lambda o: lr_scheduler.StepLR(o, 7, gamma=0.5)),
        "multiStep": rates(lambda o: lr_scheduler.MultiStepLR(o, [4, 9, 9, 20], gamma=0.5)),
        "exponential": rates(lambda o: lr_scheduler.ExponentialLR(o, 0.9)),
        "cosine": rates(lambda o: lr_scheduler.CosineAnnealingLR(o, 30, eta_min=0.0625)),
        "warmUp": rates(lambda o: lr_scheduler.ChainedScheduler([
            lr_scheduler.LinearLR(o, start_factor=0.25, total_iters=6), lr_scheduler.StepLR(o, 7, gamma=0.5)])),
        "oneCycle": rates(lambda o: lr_scheduler.OneCycleLR(o, 0.5, total_steps=31, pct_start=0.25), steps=30),
        "losses": losses,
        "plateau": plateau(losses, factor=0.5, patience=2),
        "plateauCooldown": plateau(losses, factor=0.5, patience=1, cooldown=3, min_lr=0.05),
        "plateauAbsolute": plateau(losses, factor=0.25, patience=0, threshold=0.125, threshold_mode="abs")})


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    make_optimizers()
    make_schedules()
