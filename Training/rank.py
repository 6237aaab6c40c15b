"""Fits the estimated IoU of a trained network, with all else as it is.

    python Training/rank.py RUN/checkpoint.pt --shards DIR --minutes 10

Training sees a few objects a step, too few to learn well which of three masks is meant. Here the
answers to thousands of first and later clicks are collected, then the last two layers are fitted to
them at once. The weights go half of the way to the fit: the whole way gains a little more on generated
clouds and loses on real table-tops. The averaged weights of the checkpoint are replaced.
"""

import time

import numpy as np
import torch
from torch.nn import functional as F

from cairn.data import Shards, augmented, prepared
from cairn.losses import ious
from cairn.optimizers import minimize
from cairn.prompting import Prompted, accept, answer, chosen_mask, next_clicks, voxel_logits
from cairn.refitting import averaged, parser

NAMES = ("score.weight", "score.bias", "score_mask", "score_out.weight", "score_out.bias")


def prepared_scenes(folder, random):
    for scene in Shards(folder).scenes(random):
        if random.random() < 0.5:
            scene = augmented(scene, random)
        voxels = int(random.choice([16000, 24000, 32000, 32000]))
        yield prepared(scene, voxels=voxels)


def targets(scene, random, least=40, most=14):
    labels, counts = np.unique(scene["label"], return_counts=True)
    labels = labels[(labels > 0) & (counts >= least)]
    if len(labels) > most:
        labels = random.choice(labels, most, replace=False)
    return [Prompted(scene["label"] == label, int(label)) for label in labels]


def collect(network, folder, minutes, random):
    """What the score layers read, and the IoU of each mask: first clicks [N, 3, …], later [N, …]."""
    first, later = [], []
    end = time.time() + 60 * minutes
    with torch.no_grad():
        for scene in prepared_scenes(folder, random):
            if time.time() > end:
                break
            items = targets(scene, random)
            if not items:
                continue
            encoding = network.encoder(scene)
            scene["cloud"].set_context(torch.sigmoid(encoding["affinity"]).numpy())
            rounds = int(random.integers(1, 7)) if random.random() < 0.4 else 0
            for number in range(1 + rounds):
                next_clicks(scene, items, random, chance=0.12)
                said = answer(network, scene, encoding, items, limit=6000)
                full = voxel_logits(scene, said)
                for i, item in enumerate(items):
                    actual = ious(full[:, i], torch.from_numpy(item.truth).float())
                    if number == 0:
                        first.append((said.described[i, 1:], actual[1:]))
                    else:
                        later.append((said.described[i, 0], actual[0]))
                    accept(item, full[:, i, chosen_mask(said.scores, item, i)].numpy())
    return [[torch.stack(column) for column in zip(*pairs)] for pairs in (first, later)]


def fit(decoder, first, later, epochs=30, batch=256, rate=1e-3):
    """Cross-entropy of the IoU, and what the choice among the first three masks costs."""
    def loss():
        rows = torch.randint(len(first[0]), (batch,))
        scores, actual = decoder.scores(first[0][rows], slice(1, None)), first[1][rows]
        choice = torch.softmax(9 * torch.sigmoid(scores), 1)
        value = F.binary_cross_entropy_with_logits(scores, actual)
        value = value + (actual.max(1).values - (choice * actual).sum(1)).mean()
        rows = torch.randint(len(later[0]), (batch,))
        scores, actual = decoder.scores(later[0][rows], 0), later[1][rows]
        value = value + F.binary_cross_entropy_with_logits(scores, actual)
        return value + 0.5 * (torch.sigmoid(scores) - actual).abs().mean()

    parameters = [decoder.get_parameter(name) for name in NAMES]
    minimize(loss, parameters, epochs * max(len(first[0]) // batch, 1), rate, weight_decay=0.01)


def report(decoder, first, later, name):
    with torch.no_grad():
        scores = torch.sigmoid(decoder.scores(first[0], slice(1, None)))
        expected, choice = scores.max(1)
        chosen = first[1].gather(1, choice.unsqueeze(1)).squeeze(1)
        late = torch.sigmoid(decoder.scores(later[0], 0))
        print(
            f"{name}: chosen {100 * chosen.mean():.1f} of {100 * first[1].max(1).values.mean():.1f}, "
            f"off by {(expected - chosen).abs().mean():.3f}, later {(late - later[1]).abs().mean():.3f}",
            flush=True,
        )


def main():
    options = parser(__doc__, minutes=10).parse_args()
    with averaged(options) as network:
        network.boundaries.install()
        random = np.random.default_rng(options.seed)
        samples = collect(network, options.shards, options.minutes, random)
        cut = [int(0.85 * len(x[0])) for x in samples]
        learned, held = ([[y[:n] for y in x] for x, n in zip(samples, cut)],
                         [[y[n:] for y in x] for x, n in zip(samples, cut)])
        report(network.decoder, *held, "before")
        before = {name: network.decoder.get_parameter(name).detach().clone() for name in NAMES}
        fit(network.decoder, *learned)
        with torch.no_grad():
            for name in NAMES:
                network.decoder.get_parameter(name).lerp_(before[name], 0.5)
        report(network.decoder, *held, "after")


if __name__ == "__main__":
    main()
