"""Makes losses.json beside this file, as make_vectors.py makes the others: /usr/bin/python3 make_losses.py
Losses without a module in PyTorch (ESR, weighted means) are written out here and differentiated by autograd.
"""
import torch
from torch.nn import functional

from fixture_files import flat, random, save_json

LENGTH, BATCH, SIZE = 6, 3, 2


def case(inputs, targets, loss, **settings):
    loss.backward()
    return {**settings, "predictions": flat(inputs), "targets": targets.flatten().tolist(),
            "loss": loss.item(), "gradients": flat(inputs.grad)}


def element_case(function, targets=None, **settings):
    """A mean over all values, and one over positions [T, B] with weights, some of them 0."""
    inputs = random(LENGTH, BATCH, SIZE)
    targets = random(LENGTH, BATCH, SIZE).detach() if targets is None else targets
    plain = case(inputs, targets, function(inputs, targets, reduction="mean", **settings), **settings)
    weighted = inputs.detach().clone().requires_grad_()
    weights = torch.tensor([0.0, 1.0, 0.5, 2.0, 1.0, 0.0] * (LENGTH * BATCH // 6), dtype=torch.float64)
    losses = function(weighted, targets, reduction="none", **settings).reshape(-1, SIZE)
    mean = (losses * weights[:, None]).sum() / (weights.sum() * SIZE)
    return {"plain": plain, "weighted": {**case(weighted, targets, mean), "weights": flat(weights)}}


def bce(inputs, targets, reduction, positive_weight):
    weight = torch.tensor(positive_weight, dtype=torch.float64)
    return functional.binary_cross_entropy_with_logits(inputs, targets, reduction=reduction, pos_weight=weight)


def esr(predictions, targets, weights, a, epsilon, esr_weight, dc_weight):
    def mean(values):
        return (values * weights[:, :, None]).sum(0) / weights.sum(0)[:, None]

    def emphasised(values):
        return values - a * torch.cat([torch.zeros_like(values[:1]), values[:-1]])

    error = predictions - targets
    ratio = mean(emphasised(error) ** 2) / (mean(emphasised(targets) ** 2) + epsilon)
    offset = mean(error) ** 2 / (mean(targets ** 2) + epsilon)
    return (esr_weight * ratio + dc_weight * offset).mean()


def esr_case(weights, a=0.75, epsilon=0.0625, esr_weight=0.75, dc_weight=0.25):
    inputs, targets = random(LENGTH, BATCH, SIZE), random(LENGTH, BATCH, SIZE).detach()
    silent = (weights == 0)[:, :, None]
    loss = esr(inputs.masked_fill(silent, 0), targets.masked_fill(silent, 0), weights, a, epsilon, esr_weight, dc_weight)
    return case(inputs, targets, loss, weights=flat(weights), preEmphasis=a, epsilon=epsilon,
                esrWeight=esr_weight, dcWeight=dc_weight)


def cross_entropy_case(smoothing, weights, ignored=-100):
    inputs, targets = random(7, 5), torch.tensor([2, 0, ignored, 4, 1, 3, 2])
    weight = None if weights is None else torch.tensor(weights, dtype=torch.float64)
    loss = functional.cross_entropy(inputs, targets, weight=weight, ignore_index=ignored, label_smoothing=smoothing)
    return case(inputs, targets, loss, labelSmoothing=smoothing, classWeights=weights or [], ignoredTarget=ignored)


def ctc_case(target_lengths, input_lengths, blank, zero_infinity=False):
    logits, targets = random(LENGTH, BATCH, 4), torch.tensor([[1, 2, 2], [3, 1, 3], [2, 1, 2]])
    targets = (targets + blank) % 4
    lengths = [torch.tensor(values) for values in (input_lengths, target_lengths)]
    loss = functional.ctc_loss(logits.log_softmax(2), targets, *lengths, blank=blank, zero_infinity=zero_infinity)
    return case(logits, targets, loss, targetLengths=target_lengths, inputLengths=input_lengths, blank=blank)


if __name__ == "__main__":
    torch.manual_seed(100)
    mask = torch.ones(LENGTH, BATCH, dtype=torch.float64)
    mask[4:, 1], mask[:2, 2], mask[3, 0] = 0, 0, 0.5
    labels = torch.tensor([0.0, 1.0, 0.25] * (LENGTH * BATCH * SIZE // 3), dtype=torch.float64).reshape(LENGTH, BATCH, SIZE)
    class_weights = [0.5, 1.0, 2.0, 0.25, 0.0]
    save_json("losses", {
        "mse": element_case(functional.mse_loss), "l1": element_case(functional.l1_loss),
        "huber": element_case(functional.huber_loss, delta=0.75),
        "bce": element_case(bce, labels, positive_weight=2.5),
        "esr": esr_case(torch.ones(LENGTH, BATCH, dtype=torch.float64)), "esrMasked": esr_case(mask),
        "smoothed": cross_entropy_case(0.125, None), "classWeights": cross_entropy_case(0.0, class_weights),
        "smoothedClassWeights": cross_entropy_case(0.125, class_weights, ignored=4),
        "ctc": ctc_case([3, 2, 3], [6, 6, 6], blank=0), "ctcLengths": ctc_case([2, 0, 3], [5, 4, 3], blank=0),
        "ctcBlank": ctc_case([1, 3, 2], [1, 3, 6], blank=3),
        "ctcTooShort": ctc_case([3, 2, 1], [3, 4, 6], blank=0, zero_infinity=True),
    })
