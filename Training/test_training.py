"""Checks of the trainer: python -m unittest discover -s Training -p 'test_*.py'."""

import unittest

import numpy as np
import torch

from cairn import neighbors
from cairn.data import majority
from cairn.features import Scene
from cairn.network import Boundaries
from cairn.optimizers import Optimizer, orthogonalized
from cairn.prompting import box_depths, lasso_depths
from cairn.proposals import likeness, region_around, thing_table


class Neighbors(unittest.TestCase):
    """Compiled operations against PyTorch's own, forward and backward."""

    def setUp(self):
        torch.manual_seed(3)
        self.index = torch.randint(-1, 31, (40, 7), dtype=torch.int32)

    def check(self, function, *shapes):
        inputs = [torch.randn(shape, requires_grad=True) for shape in shapes]
        copies = [x.detach().clone().requires_grad_() for x in inputs]
        first = function(self.index, *inputs, compiled=True)
        second = function(self.index, *copies, compiled=False)
        torch.testing.assert_close(first, second, rtol=1e-4, atol=1e-5)
        grad = torch.randn_like(first)
        first.backward(grad)
        second.backward(grad)
        for one, other in zip(inputs, copies):
            torch.testing.assert_close(one.grad, other.grad, rtol=1e-4, atol=1e-5)

    def test_diffuse(self):
        self.check(neighbors.diffuse, (40, 7, 4), (31, 3, 4, 5))

    def test_dots(self):
        self.check(neighbors.dots, (40, 4, 5), (31, 4, 5))

    def test_convolve(self):
        self.check(neighbors.convolve, (31, 9), (40, 9), (40, 7, 9))

    def test_softmax_leaves_out_missing_neighbors(self):
        weights = neighbors.softmax(self.index, torch.randn(40, 7, 2))
        self.assertTrue((weights[self.index < 0] == 0).all())
        has = (self.index >= 0).any(1)
        torch.testing.assert_close(weights.sum(1)[has], torch.ones(int(has.sum()), 2))

    def test_pool(self):
        values, segments = torch.randn(50, 6), torch.arange(50) % 9
        found = neighbors.pool(segments, 9, values)
        for segment in range(9):
            rows = values[segments == segment]
            torch.testing.assert_close(found[segment, :6], rows.mean(0))
            torch.testing.assert_close(found[segment, 6:], rows.max(0).values)


class Steps(unittest.TestCase):
    """The optimizer."""

    def setUp(self):
        torch.manual_seed(9)

    def test_singular_values_become_alike(self):
        for shape in ((20, 48), (48, 20)):
            values = torch.linalg.svdvals(orthogonalized(torch.randn(shape)))
            self.assertGreater(values.min(), 0.5)
            self.assertLess(values.max(), 1.3)

    def test_it_finds_a_matrix_and_goes_on_from_what_was_saved(self):
        matrix, row = torch.nn.Parameter(torch.zeros(24, 16)), torch.nn.Parameter(torch.zeros(16))
        truth = torch.randn(24, 16)
        saved = None
        for _ in range(2):
            optimizer = Optimizer([matrix, row], lr=0.02, weight_decay=0)
            if saved:
                optimizer.load_state_dict(saved)
            for _ in range(300):
                optimizer.zero_grad()
                loss = (matrix + row - truth).square().mean()
                loss.backward()
                optimizer.step()
            saved = optimizer.state_dict()
            self.assertEqual([len(part["state"]) for part in saved], [1, 1])
        self.assertLess(loss.item(), 0.01 * float(truth.square().mean()))


class BoundariesOfThings(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(5)
        self.boundaries = Boundaries()
        random = np.random.default_rng(5)
        self.points = random.random((900, 3), np.float32) * (9, 9, 0.01)

    def superpoints(self, bias):
        with torch.no_grad():
            self.boundaries.out.weight.zero_()
            self.boundaries.out.bias.fill_(bias)
        self.boundaries.install()
        return Scene(self.points).superpoint_count

    def test_the_library_takes_them(self):
        # What is never one thing is joined only where it would be a crumb.
        self.assertLess(2 * self.superpoints(9.0), self.superpoints(-3.9))

    def test_a_pair_is_judged_by_both_voxels(self):
        width = self.boundaries.own.in_features
        one, other = torch.randn(7, width), torch.randn(7, width)
        edges = torch.randn(7, self.boundaries.edge.in_features)
        hidden = self.boundaries.own(one) + self.boundaries.own(other) + self.boundaries.edge(edges)
        expected = self.boundaries.out(torch.relu(hidden)).squeeze(1)
        torch.testing.assert_close(self.boundaries.judge(one + other, edges), expected)


class Targets(unittest.TestCase):
    def test_majority(self):
        random = np.random.default_rng(1)
        values, voxels = random.integers(-2, 5, 400), random.integers(-1, 30, 400)
        found = majority(values, voxels, 30)
        for voxel in range(30):
            own = values[voxels == voxel]
            counts = {value: (own == value).sum() for value in own}
            best = max(counts.values())
            self.assertEqual(found[voxel], min(x for x in counts if counts[x] == best))

    def test_likeness_is_that_with_the_most_alike_thing(self):
        labels = np.array([0, 0, 0, 4, 4, 4, 4, 9, 9])
        thing, piece, both, floor = labels == 4, labels == 4, labels > 0, labels == 0
        piece = piece & (np.arange(9) < 5)
        scene = {"label": labels, "superpoint_of_voxel": torch.arange(9), "sizes": torch.ones(9)}
        masks = torch.from_numpy(np.stack([thing, piece, both, floor], 1))
        found = likeness(masks, thing_table(scene))
        np.testing.assert_allclose(found, [1, 2 / 4, 4 / 6, 0])

    def test_a_region_ends_where_affinity_is_low(self):
        # A row of six, of which the pair in the middle hardly touches.
        neighbors = torch.tensor([[i - 1, i + 1] for i in range(6)])
        neighbors[5, 1] = -1
        edges = torch.zeros(6, 2, 10)
        edges[:, :, 9] = 1
        affinity = np.full((6, 2), 0.9, np.float32)
        affinity[2, 1] = affinity[3, 0] = 0.1
        scene = {"superpoint_neighbors": neighbors, "superpoint_edges": edges}
        for least, expected in ((0.5, [1, 1, 1, 0, 0, 0]), (0.05, [1] * 6), (0.95, [0, 1, 0, 0, 0, 0])):
            found = region_around(scene, affinity, 1, least)
            self.assertEqual(found.tolist(), [bool(x) for x in expected])

    def test_boxes_and_lassos_hold_most_of_what_they_are_drawn_around(self):
        random = np.random.default_rng(2)
        # A ball over a floor.
        ball = random.normal(size=(800, 3))
        ball = 8 * ball / np.linalg.norm(ball, axis=1, keepdims=True) + [0, 0, 9]
        floor = np.append(random.uniform(-40, 40, (4000, 2)), np.zeros((4000, 1)), 1)
        centers = np.concatenate([ball, floor]).astype(np.float32)
        mask = np.arange(len(centers)) < 800
        for _ in range(10):
            box = box_depths(centers, mask, random) > 0
            self.assertGreater(box[mask].mean(), 0.95)
            self.assertLess(box[~mask].mean(), 0.3)
            lasso = lasso_depths(centers, mask, random) > 0
            self.assertGreater(lasso[mask].mean(), 0.4)
            self.assertLess(lasso[~mask].mean(), 0.3)

    def test_a_lasso_does_not_reach_through_what_is_seen(self):
        random = np.random.default_rng(3)
        # A ball in the corner of a room, of which one wall is a window.
        ball = random.normal(size=(900, 3))
        ball = 6 * ball / np.linalg.norm(ball, axis=1, keepdims=True)
        walls = [random.uniform(-30, 30, (9000, 3)) for _ in range(5)]
        for number, wall in enumerate(walls):
            wall[:, number // 2] = 30 if number % 2 else -30
        centers = np.concatenate([ball, *walls]).astype(np.float32)
        mask = np.arange(len(centers)) < 900
        lassos = [lasso_depths(centers, mask, random) > 0 for _ in range(21)]
        self.assertGreater(np.median([lasso[mask].mean() for lasso in lassos]), 0.4)
        # What is seen around the ball, not what is behind it.
        self.assertLess(np.median([lasso[~mask].mean() for lasso in lassos]), 0.1)


if __name__ == "__main__":
    unittest.main()
