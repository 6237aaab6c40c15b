"""Fits what tells a whole thing from a piece of one, of several, or of a floor or wall.

    python Training/things.py RUN/checkpoint.pt --shards DIR --minutes 8

It comes last: it reads what the expected IoU reads. That one is of what a click means, which may be a
wall or a handle; everything mode wants to know whether a mask is a thing at all. The masks of thousands
of first clicks are compared with all things of their scene. The averaged weights of the checkpoint get
the fit.
"""

import time

import numpy as np
import torch
from torch.nn import functional as F

from cairn.data import Shards, augmented, prepared
from cairn.network import Network
from cairn.optimizers import minimize
from cairn.proposals import proposals
from cairn.refitting import averaged, parser

CLICKS = 64
"""How many a scene gets."""


def collect(state, folder, minutes, seed):
    """What is read of masks, and their likeness to things: [N, …], [N]."""
    torch.set_num_threads(1)
    network = Network()
    network.load_state_dict(state)
    network.boundaries.install()
    random = np.random.default_rng(seed)
    read, actual = [], []
    end = time.time() + 60 * minutes
    with torch.no_grad():
        for scene in Shards(folder).scenes(random):
            if time.time() > end:
                break
            if random.random() < 0.3:
                scene = augmented(scene, random)
            scene = prepared(scene, voxels=24000)
            encoding = network.encoder(scene)
            scene["cloud"].set_context(torch.sigmoid(encoding["affinity"]).numpy())
            found = proposals(network, scene, encoding, CLICKS, random)
            read.append(found[0])
            actual.append(found[1])
    return torch.cat(read).numpy(), torch.cat(actual).numpy()


def fit(things, described, actual, epochs=25, batch=512, rate=2e-3):
    def loss():
        rows = torch.randint(len(actual), (batch,))
        # Nothing that is read is to be relied on alone.
        read = F.dropout(torch.relu(things.hidden(described[rows])), 0.1)
        return F.binary_cross_entropy_with_logits(things.out(read).squeeze(-1), actual[rows])

    steps = epochs * len(actual) // batch
    minimize(loss, list(things.parameters()), steps, rate, weight_decay=0.05)


def report(things, described, actual, name):
    with torch.no_grad():
        found = torch.sigmoid(things(described))
    error = (found - actual).abs().mean()
    alike = torch.corrcoef(torch.stack([found, actual]))[0, 1]
    print(f"{name}: {len(actual)} masks, off by {error:.3f}, correlation {alike:.3f}", flush=True)


def refit(things, described, actual):
    cut = int(0.85 * len(actual))
    mean, deviation = described[:cut].mean(0), described[:cut].std(0) + 1e-3
    report(things, described[cut:], actual[cut:], "before")
    with torch.no_grad():
        # What is moved and scaled to fit well is so inside of the weights.
        things.hidden.bias += things.hidden.weight @ mean
        things.hidden.weight *= deviation
    fit(things, (described[:cut] - mean) / deviation, actual[:cut])
    with torch.no_grad():
        things.hidden.weight /= deviation
        things.hidden.bias -= things.hidden.weight @ mean
    report(things, described[cut:], actual[cut:], "after")


def main():
    arguments = parser(__doc__, minutes=8)
    arguments.add_argument("--processes", type=int, default=2)
    options = arguments.parse_args()
    with averaged(options) as network:
        given = (network.state_dict(), options.shards, options.minutes)
        seeds = [[options.seed, number] for number in range(options.processes)]
        with torch.multiprocessing.get_context("spawn").Pool(options.processes) as pool:
            parts = pool.starmap(collect, [(*given, seed) for seed in seeds])
        described, actual = (torch.from_numpy(np.concatenate(column)) for column in zip(*parts))
        refit(network.things, described, actual)


if __name__ == "__main__":
    main()
