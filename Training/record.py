"""Records what the network computes for a cloud, for the tests of the library.

    cairn convert Datasets/scenes/tabletop-1.pcd scene.npy
    python Training/record.py Sources/CWeights/model.safetensors scene.npy \\
      Tests/CairnSegmentationTests/Fixtures/activations.json

Weights are read from the file that the library reads; of long arrays every so many numbers are kept.
"""

import argparse
import json

import numpy as np
import torch

from cairn import weights
from cairn.features import Scene
from cairn.network import Network
from cairn.prompting import Prompted, accept, answer, chosen_mask, voxel_logits


def read_cloud(path):
    """Positions and colors of a cloud that `cairn convert` wrote as NPY."""
    cloud = np.load(path).reshape(-1)
    positions = np.stack([cloud[name] for name in "xyz"], 1)
    packed = np.ascontiguousarray(cloud["rgb"]).view(np.uint32)
    colors = np.stack([packed >> shift & 255 for shift in (16, 8, 0)], 1).astype(np.uint8)
    return positions, colors


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights")
    parser.add_argument("cloud", help="a cloud with colors in rgb, as NPY")
    parser.add_argument("output")
    parser.add_argument("--voxels", type=int, default=2500)
    parser.add_argument("--kept", type=int, default=400, help="numbers kept of each array")
    options = parser.parse_args()
    network = Network()
    network.load_state_dict(weights.read(options.weights)[0])
    network.eval()
    network.boundaries.install()
    cloud = Scene(*read_cloud(options.cloud), voxels=options.voxels)
    names = ("voxel_features", "voxel_edges", "voxel_neighbors", "superpoint_of_voxel")
    names += ("superpoint_features", "superpoint_edges", "superpoint_neighbors")
    scene = {name: torch.from_numpy(getattr(cloud, name)) for name in names}
    scene["sizes"] = torch.bincount(
        scene["superpoint_of_voxel"].long(), minlength=cloud.superpoint_count
    ).float()
    scene["cloud"] = cloud
    clicks = [
        (cloud.voxel_count // 3, True),
        (cloud.voxel_count // 2, False),
        (2 * cloud.voxel_count // 3, True),
    ]
    recorded = {}

    def record(name, tensor):
        values = tensor.detach().flatten()
        step = max(len(values) // options.kept, 1)
        recorded[name] = {
            "count": len(values),
            "step": step,
            "values": [float(f"{x:.6g}") for x in values[::step].tolist()],
        }

    with torch.no_grad():
        encoding = network.encoder(scene)
        affinity = torch.sigmoid(encoding["affinity"])
        cloud.set_context(affinity.numpy())
        # Where there is no neighbor, nothing is meant.
        valid = scene["superpoint_neighbors"] >= 0
        near = (scene["voxel_neighbors"] >= 0).unsqueeze(2)
        pairs = torch.from_numpy(cloud.voxel_features)
        pairs = pairs.unsqueeze(1) + pairs[scene["voxel_neighbors"].clamp(min=0).long()]
        record("boundaries", network.boundaries.judge(pairs, scene["voxel_edges"]) * near[..., 0])
        record("affinity", affinity * valid)
        record("decoder", encoding["decoder"])
        record("similarity", encoding["similarity"])
        segments = scene["superpoint_of_voxel"].long()
        record("head_voxels", encoding["head_voxel"] + encoding["head_superpoint"][segments])
        record("head_scores", torch.cat(encoding["head_scores"], 2) * near)
        record("head_similarity", encoding["head_similarity"])
        item = Prompted(np.zeros(cloud.voxel_count, bool), 0)
        for number, click in enumerate(clicks):
            item.clicks.append(click)
            said = answer(network, scene, encoding, [item])
            full = voxel_logits(scene, said)
            record(f"logits.{number}", said.logits)
            record(f"scores.{number}", torch.sigmoid(said.scores))
            record(f"things.{number}", torch.sigmoid(network.things(said.described)))
            record(f"voxels.{number}", full)
            accept(item, full[:, 0, chosen_mask(said.scores, item, 0) if number == 0 else 0].numpy())
    with open(options.output, "w") as file:
        json.dump(
            {"voxels": options.voxels, "clicks": clicks, "recorded": recorded}, file,
            separators=(",", ":"),
        )


if __name__ == "__main__":
    main()
