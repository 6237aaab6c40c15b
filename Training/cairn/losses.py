"""What training minimizes."""

from itertools import permutations

import torch
from torch.nn import functional as F

from .prompting import is_first_click, voxel_logits


def _mask_loss(logits, voxels, truth, sizes, share, weight):
    """Cross-entropy and dice of one object's masks: [M].

    logits [S, M], voxels [V, M], truth [V], share [S] of truth in each superpoint, weight [V].
    """
    count = truth.sum()
    scale = 3 * count + 0.01 * len(truth)
    target = share.unsqueeze(1).expand_as(logits)
    rough = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    rough = (rough * sizes.unsqueeze(1)).sum(0) / scale
    target = truth.unsqueeze(1).expand_as(voxels)
    fine = F.binary_cross_entropy_with_logits(voxels, target, reduction="none")
    fine = (fine * weight.unsqueeze(1)).sum(0) / scale
    p = torch.sigmoid(voxels)
    overlap = (p * target).sum(0)
    dice = 1 - (2 * overlap + 1) / (p.sum(0) + count + 1)
    return 0.5 * rough + fine + dice


def ious(voxels, truth):
    """IoU of each mask with the truth: [V, M], [V]."""
    inside = voxels > 0
    truth = truth.unsqueeze(1) > 0
    union = (inside | truth).sum(0).clamp(min=1)
    return (inside & truth).sum(0) / union


def prompt_loss(scene, prompted, others, said):
    """Loss of the answers to B objects.

    others: for each object what else a first click may mean. Returns the loss and figures.
    """
    logits, scores, active = said.logits, said.scores, said.active
    full = voxel_logits(scene, said)
    segments, sizes = scene["superpoint_of_voxel"].long(), scene["sizes"]
    total, found = 0, []
    for i, item in enumerate(prompted):
        is_active = torch.zeros(len(full))
        is_active[active["voxels"][active["objects"] == i]] = 1
        weight = 0.3 + 0.7 * is_active
        if len(item.clicks) > 1 and item.last is not None:
            # One more click is not to undo what was right.
            weight = weight * (1 + torch.from_numpy((item.last > 0) == item.truth).float())
        truths = [torch.from_numpy(item.truth).float()]
        truths += [torch.from_numpy(other).float() for other in others[i]]
        losses = []
        for truth in truths:
            share = torch.zeros(len(sizes)).index_add(0, segments, truth) / sizes
            losses.append(_mask_loss(logits[:, i], full[:, i], truth, sizes, share, weight))
        actual = ious(full[:, i].detach(), truths[0])
        if is_first_click(item):
            # Each meaning takes a mask of its own, as good as it gets together.
            best = min(
                (
                    sum(losses[t][1 + mask] * (1.0 if t == 0 else 0.4) for t, mask in enumerate(order))
                    for order in permutations(range(3), len(truths))
                ),
                key=lambda value: value.item(),
            )
            total = total + best + 0.1 * losses[0][1:].mean() + 0.3 * losses[0][0]
            # What the choice among them costs.
            choice = torch.softmax(9 * torch.sigmoid(scores[i, 1:]), 0)
            total = total + 2 * (actual[1:].max() - (choice * actual[1:]).sum())
            error = F.binary_cross_entropy_with_logits(scores[i, 1:], actual[1:])
            found.append(float(actual[1 + int(scores[i, 1:].argmax())]))
        else:
            total = total + losses[0][0]
            error = F.binary_cross_entropy_with_logits(scores[i, 0], actual[0])
            found.append(float(actual[0]))
        total = total + 0.3 * error
    return total / len(prompted), found


def affinity_loss(scene, affinity):
    """Whether neighboring superpoints are of one object: cross-entropy, contacts first."""
    index = scene["superpoint_neighbors"].long()
    owner, purity = scene["owner"], scene["purity"]
    other = index.clamp(min=0)
    same = (owner.unsqueeze(1) == owner[other]).float()
    contact = scene["superpoint_edges"][:, :, 9]
    weight = (index >= 0) * purity.unsqueeze(1) * purity[other]
    weight = weight * (0.3 + contact) * (1 + 4 * (1 - same) * contact)
    loss = F.binary_cross_entropy_with_logits(affinity, same, reduction="none")
    return (loss * weight).sum() / weight.sum().clamp(min=1)


def set_owners(scene):
    """Which object most of each superpoint is of, and how clearly: for `affinity_loss`."""
    label = torch.from_numpy(scene["label"])
    # Floor and wall are two things, though neither is an object.
    label = torch.where(label > 0, label, -torch.from_numpy(scene["semantic"]) - 1)
    label = label - label.min()
    segments = scene["superpoint_of_voxel"].long()
    keys, counts = torch.unique(segments * (label.max() + 1) + label, return_counts=True)
    owner = torch.zeros(len(scene["sizes"]), dtype=torch.long)
    most = torch.zeros(len(scene["sizes"]), dtype=torch.long)
    order = torch.argsort(counts, stable=True)
    rows = keys[order] // (label.max() + 1)
    # Written from the rarest on, so that the most frequent stays.
    for name, values in ((owner, keys[order] % (label.max() + 1)), (most, counts[order])):
        name.numpy()[rows.numpy()] = values.numpy()
    scene["owner"] = owner
    scene["purity"] = ((most / scene["sizes"]) > 0.8).float()
