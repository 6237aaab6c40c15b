"""Muon for matrices, AdamW for what is none, as one optimizer."""

import math

import torch


class Muon(torch.optim.Optimizer):
    """Steps whose directions count alike (Jordan et al., "Muon", 2024).

    Scaled so that they are as long as AdamW's and take its rates (Liu et al., "Muon is scalable for
    LLM training", 2025, equation 4).
    """

    def __init__(self, parameters, lr, weight_decay, momentum=0.95):
        defaults = {"lr": lr, "weight_decay": weight_decay, "momentum": momentum}
        super().__init__(parameters, defaults)

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for matrix in group["params"]:
                if matrix.grad is None:
                    continue
                state = self.state[matrix]
                if not state:
                    state["mean"] = torch.zeros_like(matrix)
                mean = state["mean"].lerp_(matrix.grad, 1 - group["momentum"])
                change = orthogonalized(matrix.grad.lerp(mean, group["momentum"]))
                matrix.mul_(1 - group["lr"] * group["weight_decay"])
                matrix.sub_(change, alpha=group["lr"] * 0.2 * max(matrix.shape) ** 0.5)


def orthogonalized(matrix):
    """About the nearest matrix whose singular values are all 1, by five Newton-Schulz steps."""
    x = matrix.T if matrix.shape[0] > matrix.shape[1] else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(5):
        square = x @ x.T
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
    return x.T if matrix.shape[0] > matrix.shape[1] else x


class Optimizer:
    """Muon for matrices of at least 16 rows and columns, AdamW for all else."""

    def __init__(self, parameters, lr, weight_decay):
        is_matrix = [x.dim() == 2 and min(x.shape) >= 16 for x in parameters]
        matrices = [x for x, large in zip(parameters, is_matrix) if large]
        rest = [x for x, large in zip(parameters, is_matrix) if not large]
        self.parts = [
            Muon(matrices, lr, weight_decay),
            torch.optim.AdamW(rest, lr=lr, weight_decay=weight_decay, betas=(0.9, 0.98)),
        ]

    def set_rate(self, rate):
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = rate

    def zero_grad(self):
        for part in self.parts:
            part.zero_grad()

    def step(self):
        for part in self.parts:
            part.step()

    def state_dict(self):
        return [part.state_dict() for part in self.parts]

    def load_state_dict(self, saved):
        for part, state in zip(self.parts, saved):
            part.load_state_dict(state)


def minimize(loss, parameters, steps, rate, weight_decay):
    """Fits a few parameters by AdamW with a cosine schedule; `loss` is asked for at every step."""
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=weight_decay)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = rate * 0.5 * (1 + math.cos(math.pi * step / steps))
        optimizer.zero_grad()
        loss().backward()
        optimizer.step()
