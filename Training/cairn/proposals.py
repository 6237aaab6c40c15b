"""Masks as everything mode proposes them, and how like things they are."""

import numpy as np
import torch
from torch.nn import functional as F

from .prompting import Prompted, next_clicks, prompt_tensors


def proposal_clicks(scene, affinity, count, random):
    """One click each, as everything mode places them: anywhere, and in the middle of regions."""
    segments = scene["superpoint_of_voxel"].numpy()
    result = []
    for number in range(count):
        voxel = int(random.integers(len(segments)))
        item = Prompted(np.zeros(len(segments), bool), 0)
        if number % 3 == 0:
            item.clicks = [(voxel, True)]
        else:
            region = region_around(scene, affinity, segments[voxel], random.uniform(0.2, 0.98))
            item.truth = region[segments]
            next_clicks(scene, [item], random, chance=0)
        result.append(item)
    return [item for item in result if item.clicks]


def region_around(scene, affinity, superpoint, least):
    """Which superpoints are joined with one by contacts of at least such affinity: [S]."""
    neighbors = scene["superpoint_neighbors"].numpy()
    joined = (neighbors >= 0) & (scene["superpoint_edges"][:, :, 9].numpy() > 0) & (affinity >= least)
    region = np.zeros(len(neighbors), bool)
    region[superpoint] = True
    front = [superpoint]
    while len(front):
        reached = np.unique(neighbors[front][joined[front]])
        front = reached[~region[reached]]
        region[front] = True
    return region


def likeness(masks, table):
    """The IoU of each mask with the thing that is most like it: [M].

    masks [S, M]: which superpoints are in; table [S, T]: how many voxels of each superpoint are of each
    thing, those of none in the first column.
    """
    common = masks.float().T @ table
    union = table.sum(0) + common.sum(1, keepdim=True) - common
    return (common / union.clamp(min=1))[:, 1:].amax(1) if table.shape[1] > 1 else common[:, 0] * 0


def thing_table(scene):
    """How many voxels of each superpoint are of each thing: [S, T], see `likeness`."""
    things, columns = np.unique(np.append(0, scene["label"]), return_inverse=True)
    rows = scene["superpoint_of_voxel"].long()
    places = rows * len(things) + torch.from_numpy(columns[1:])
    counts = torch.bincount(places, minlength=len(scene["sizes"]) * len(things))
    return counts.view(-1, len(things)).float()


def proposals(network, scene, encoding, count, random):
    """What is read of the masks of some clicks [N, DESCRIBED], and how like things these are [N]."""
    affinity = torch.sigmoid(encoding["affinity"]).detach().numpy()
    items = proposal_clicks(scene, affinity, count, random)
    _, logits, described = network.decoder(scene, encoding, prompt_tensors(scene, items))
    masks = (logits[:, :, 1:] > 0).flatten(1)
    sizes = scene["sizes"] @ masks.float()
    # Everything mode leaves out what is smaller or larger.
    total = scene["sizes"].sum()
    kept = (sizes >= 0.001 * total) & (sizes < 0.5 * total)
    return described[:, 1:].flatten(0, 1)[kept], likeness(masks[:, kept], thing_table(scene))


def thing_loss(network, scene, encoding, random, count=6):
    """Whether the network can tell how like things its own proposals are."""
    described, actual = proposals(network, scene, encoding, count, random)
    if len(actual) == 0:
        return described.sum()
    return F.binary_cross_entropy_with_logits(network.things(described), actual)
