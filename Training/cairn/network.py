"""The network: encodes a cloud once, then answers prompts.

Rows are voxels (V) or superpoints (S); B objects are prompted at once and share the encoding.
Sources/CairnSegmentation/Network runs the same network; names of weights are the same.
"""

import torch
from torch import nn
from torch.nn import functional as F

from .features import WIDTHS, set_boundaries
from .neighbors import convolve, diffuse, dots, pool, softmax

LOCAL = 32
"""Width of the voxels' vectors."""
WIDTH = 96
"""Width of the superpoints' vectors."""
DECODER = 64
"""Width of the decoder."""
HEADS = 4
MASKS = 4
"""Answers to a prompt: 0 follows several clicks, 1 to 3 are what a first click may mean."""
DECODER_LAYERS = 3
DESCRIBED = 2 * DECODER + 10
"""Width of what is read of a mask to judge it."""
NEAR_COLUMN, NEAR_REACH = 37, 6.0
"""The prompt feature that is exp(-distance from the first click / reach)."""
HEAD_LAYERS = 2
"""Diffusion layers of the voxel head."""


class Boundaries(nn.Module):
    """Tells whether two neighboring voxels are of one thing, for superpoints.

    Fitted apart by boundaries.py; the library makes superpoints with it.
    """

    def __init__(self):
        super().__init__()
        self.own = nn.Linear(WIDTHS["voxel"], 32)
        self.edge = nn.Linear(WIDTHS["voxel_edge"], 32, bias=False)
        self.out = nn.Linear(32, 1)

    def judge(self, both, edges):
        """Logits of pairs: the numbers of both voxels, added, and the pair's own."""
        own = F.linear(both, self.own.weight) + 2 * self.own.bias
        return self.out(torch.relu(own + self.edge(edges))).squeeze(-1)

    def install(self):
        """Has the library make the superpoints of scenes with these weights."""
        parts = (self.own.weight, self.own.bias, self.edge.weight, self.out.weight, self.out.bias)
        # As they are read from a file: matrices in 16 bits.
        rounded = (x.bfloat16().float() if x.dim() == 2 else x for x in parts)
        set_boundaries(torch.cat([x.detach().flatten() for x in rounded]).numpy())


class LocalLayer(nn.Module):
    """A convolution over the neighbors of each voxel (Wang et al., "DGCNN", 2019)."""

    def __init__(self):
        super().__init__()
        self.neighbor = nn.Linear(LOCAL, LOCAL, bias=False)
        self.own = nn.Linear(LOCAL, LOCAL)
        self.edge = nn.Linear(WIDTHS["voxel_edge"], LOCAL, bias=False)
        self.hidden = nn.Linear(2 * LOCAL, LOCAL)
        self.out = nn.Linear(LOCAL, LOCAL)
        self.norm = nn.LayerNorm(LOCAL)

    def forward(self, x, index, edges):
        y = convolve(index, self.neighbor(x), self.own(x), self.edge(edges))
        return self.norm(x + self.out(torch.relu(self.hidden(y))))


class Block(nn.Module):
    """Attention to neighbors, then to a few latents that attend to all, then a feed-forward."""

    def __init__(self, latents):
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH, bias=False)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.bias = nn.Linear(WIDTHS["superpoint_edge"], 16)
        self.bias_out = nn.Linear(16, HEADS)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.has_latents = latents > 0
        if self.has_latents:
            self.latents = nn.Parameter(torch.randn(latents, WIDTH) * 0.5)
            self.gather_key = nn.Linear(WIDTH, WIDTH, bias=False)
            self.gather_value = nn.Linear(WIDTH, WIDTH)
            self.spread_query = nn.Linear(WIDTH, WIDTH)
            self.spread_key = nn.Linear(WIDTH, WIDTH, bias=False)
            self.spread_value = nn.Linear(WIDTH, WIDTH)
            self.spread_out = nn.Linear(WIDTH, WIDTH)
        self.feed_norm = nn.LayerNorm(WIDTH)
        self.feed = nn.Linear(WIDTH, 2 * WIDTH)
        self.feed_out = nn.Linear(2 * WIDTH, WIDTH)

    def forward(self, x, index, edges):
        s, d = len(x), WIDTH // HEADS
        y = self.norm(x)
        scores = dots(index, self.query(y).view(s, HEADS, d), self.key(y).view(s, HEADS, d))
        scores = scores * d**-0.5 + self.bias_out(torch.relu(self.bias(edges)))
        found = diffuse(index, softmax(index, scores), self.value(y).view(s, 1, HEADS, d))
        x = x + self.out(found.view(s, WIDTH))
        if self.has_latents:
            latents = attention(
                self.latents, self.gather_key(y), self.gather_value(y)
            )
            x = x + self.spread_out(
                attention(self.spread_query(y), self.spread_key(latents), self.spread_value(latents))
            )
        return x + self.feed_out(F.silu(self.feed(self.feed_norm(x))))


def attention(queries, keys, values):
    """Attention of each query to all keys, in heads; [N, C], [M, C], [M, C]."""
    q, k, v = (x.view(len(x), HEADS, -1).transpose(0, 1) for x in (queries, keys, values))
    found = F.scaled_dot_product_attention(q, k, v)
    return found.transpose(0, 1).reshape(len(queries), -1)


class Encoder(nn.Module):
    """Everything that does not depend on prompts."""

    def __init__(self):
        super().__init__()
        self.voxel = nn.Linear(WIDTHS["voxel"], LOCAL)
        self.voxel_out = nn.Linear(LOCAL, LOCAL)
        self.local = nn.ModuleList(LocalLayer() for _ in range(2))
        pooled = 2 * LOCAL + 2 * WIDTHS["voxel"] + WIDTHS["superpoint"]
        self.superpoint = nn.Linear(pooled, WIDTH)
        self.superpoint_out = nn.Linear(WIDTH, WIDTH)
        self.blocks = nn.ModuleList(Block(16 if layer % 2 else 0) for layer in range(4))
        self.norm = nn.LayerNorm(WIDTH)
        # How each superpoint and its neighbors belong together.
        self.relation_own = nn.Linear(WIDTH, 32)
        self.relation_other = nn.Linear(WIDTH, 32, bias=False)
        self.relation_edge = nn.Linear(WIDTHS["superpoint_edge"], 32, bias=False)
        self.relation_key = nn.Linear(WIDTH, 32, bias=False)
        self.affinity = nn.Linear(64, 1)
        self.diffusion = nn.Linear(64, DECODER_LAYERS * HEADS)
        # What the decoder takes from superpoints.
        self.decoder = nn.Linear(WIDTH, DECODER)
        self.similarity = nn.Linear(WIDTH, 4 * 8)
        # What the voxel head takes.
        self.head_voxel = nn.Linear(LOCAL + WIDTHS["voxel"], LOCAL)
        self.head_superpoint = nn.Linear(WIDTH, LOCAL, bias=False)
        self.head_own = nn.Linear(LOCAL, 16)
        self.head_other = nn.Linear(LOCAL, 16, bias=False)
        self.head_edge = nn.Linear(WIDTHS["voxel_edge"], 16, bias=False)
        self.head_diffusion = nn.Linear(16, HEAD_LAYERS * HEADS)
        self.head_similarity = nn.Linear(LOCAL, 16)

    def forward(self, scene):
        voxels, edges = scene["voxel_features"], scene["voxel_edges"]
        near, segments = scene["voxel_neighbors"], scene["superpoint_of_voxel"]
        h = self.voxel_out(torch.relu(self.voxel(voxels)))
        for layer in self.local:
            h = layer(h, near, edges)
        count = len(scene["superpoint_features"])
        x = torch.cat(
            [pool(segments, count, torch.cat([h, voxels], 1)), scene["superpoint_features"]], 1
        )
        x = self.superpoint_out(F.silu(self.superpoint(x)))
        index, relations = scene["superpoint_neighbors"], scene["superpoint_edges"]
        for block in self.blocks:
            x = block(x, index, relations)
        x = self.norm(x)
        # As in a convolution, but each pair is kept.
        s, k = index.shape
        flat = index.clamp(min=0).flatten().long()
        other = self.relation_other(x).index_select(0, flat).view(s, k, 32)
        z = torch.relu(other + self.relation_own(x).unsqueeze(1) + self.relation_edge(relations))
        keys = self.relation_key(x)
        difference = keys.unsqueeze(1) - keys.index_select(0, flat).view(s, k, 32)
        z = torch.cat([z, difference * difference], 2)
        diffusion = self.diffusion(z).view(s, k, DECODER_LAYERS, HEADS)
        own, around = self.head_own(h), self.head_other(h)
        v, n = near.shape
        around = around.index_select(0, near.clamp(min=0).flatten().long()).view(v, n, 16)
        e = torch.relu(around + own.unsqueeze(1) + self.head_edge(edges))
        head = self.head_diffusion(e).view(v, n, HEAD_LAYERS, HEADS)
        similarity = self.similarity(x).view(s, 4, 8)
        return {
            "affinity": self.affinity(z).squeeze(2),
            "diffusion": [softmax(index, diffusion[:, :, i]) for i in range(DECODER_LAYERS)],
            "decoder": self.decoder(x),
            "similarity": F.normalize(similarity, dim=2),
            "head_voxel": self.head_voxel(torch.cat([h, voxels], 1)),
            "head_superpoint": self.head_superpoint(x),
            "head_scores": [head[:, :, i] for i in range(HEAD_LAYERS)],
            "head_similarity": F.normalize(self.head_similarity(h), dim=1),
        }


class DecoderLayer(nn.Module):
    """Carries what is known of the object along cached attention, then looks at the clicks."""

    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(DECODER)
        self.value = nn.Linear(DECODER, DECODER)
        self.out = nn.Linear(DECODER, DECODER)
        self.feed_norm = nn.LayerNorm(DECODER)
        self.object = nn.Linear(DECODER, 1)
        self.feed = nn.Linear(3 * DECODER, 2 * DECODER)
        self.clicks = nn.Linear(3 * DECODER, 2 * DECODER, bias=False)
        self.feed_out = nn.Linear(2 * DECODER, DECODER)

    def forward(self, x, index, weights, positive, negative, sizes):
        s, b, _ = x.shape
        y = self.value(self.norm(x)).view(s, b, HEADS, DECODER // HEADS)
        x = x + self.out(diffuse(index, weights, y).view(s, b, DECODER))
        y = self.feed_norm(x)
        p = torch.einsum("bs,sbd->bd", positive, y)
        n = torch.einsum("bs,sbd->bd", negative, y)
        # The mean of what seems to be the object so far.
        share = torch.sigmoid(self.object(y)) * sizes.view(s, 1, 1)
        m = (share * y).sum(0) / (share.sum(0) + 1)
        # feed([y, y * p, y * n]), with p and n taken into the weights.
        own, like, unlike = self.feed.weight.split(DECODER, 1)
        feed = own + like * p.unsqueeze(1) + unlike * n.unsqueeze(1)
        shift = self.feed.bias + self.clicks(torch.cat([p, n, m], 1))
        z = torch.baddbmm(shift.unsqueeze(1), y.transpose(0, 1), feed.transpose(1, 2))
        return x + self.feed_out(torch.relu(z)).transpose(0, 1)


class Decoder(nn.Module):
    """Turns prompts into logits of superpoints, and estimates how good they are."""

    def __init__(self):
        super().__init__()
        # Prompt features, last mask (2), similarity to clicks (8).
        self.prompt = nn.Linear(WIDTHS["prompt"] + 2 + 8, DECODER)
        self.prompt_out = nn.Linear(DECODER, DECODER)
        self.layers = nn.ModuleList(DecoderLayer() for _ in range(DECODER_LAYERS))
        self.norm = nn.LayerNorm(DECODER)
        self.masks = nn.Linear(DECODER, MASKS)
        self.score = nn.Linear(DESCRIBED, DECODER)
        self.score_mask = nn.Parameter(torch.zeros(MASKS, DECODER))
        self.score_out = nn.Linear(DECODER, 1)

    def forward(self, scene, encoding, prompts):
        """Answers B prompts.

        prompts: "features" [S, B, P]; "last" [S, B, 2] the last mask's logit, squashed, and
        whether there is one; "positive", "negative" [B, S] the share of each clicked superpoint in
        all that are clicked, zero without clicks; "is_clicked" likewise, 0 or 1.
        """
        s, b, _ = prompts["features"].shape
        sizes = scene["sizes"]
        similarity = []
        for sign in ("positive", "negative"):
            best = []
            for i in range(b):
                rows = torch.nonzero(prompts[sign][i]).flatten()
                if len(rows) == 0:
                    best.append(encoding["similarity"].new_zeros(s, 4))
                    continue
                found = torch.einsum(
                    "shd,chd->shc", encoding["similarity"], encoding["similarity"][rows]
                )
                best.append(found.max(2).values)
            similarity.append(torch.stack(best, 1))
        x = torch.cat([prompts["features"], prompts["last"], *similarity], 2)
        x = self.prompt_out(torch.relu(self.prompt(x) + encoding["decoder"].unsqueeze(1)))
        for layer, weights in zip(self.layers, encoding["diffusion"]):
            x = layer(
                *(x, scene["superpoint_neighbors"], weights),
                *(prompts["positive"], prompts["negative"], sizes),
            )
        y = self.norm(x)
        logits = self.masks(y)
        return y, logits, self.described(y, logits, prompts, encoding, scene)

    def described(self, y, logits, prompts, encoding, scene):
        """What is read of each mask to judge it; [B, M, DESCRIBED]."""
        sizes = scene["sizes"].view(-1, 1, 1)
        inside = torch.sigmoid(logits)
        weights = inside * sizes
        total = weights.sum(0)
        mean = torch.einsum("sbm,sbd->bmd", weights, y) / (total + 1).unsqueeze(2)
        clicked = torch.einsum("bs,sbd->bd", prompts["positive"], y)
        hard = (logits > 0) * sizes
        count = hard.sum(0)
        # How sure the inside and the outside near it are.
        sure = (inside * hard).sum(0) / (count + 1)
        spill = (inside * (sizes - hard)).sum(0) / (count + 1)
        affinity = torch.sigmoid(encoding["affinity"]).detach()
        index = scene["superpoint_neighbors"]
        contact = scene["superpoint_edges"][:, :, 9] * (index >= 0)
        others = (logits > 0).float().index_select(0, index.clamp(min=0).flatten().long())
        others = others.view(*index.shape, *logits.shape[1:])
        crossing = ((logits > 0).float().unsqueeze(1) - others).abs() * contact[:, :, None, None]
        cut = (crossing * affinity[:, :, None, None]).sum((0, 1))
        length = crossing.sum((0, 1))
        # How much the first click is in the middle: how far all outside is from it, and all inside.
        near = prompts["features"][:, :, NEAR_COLUMN].clamp(min=1e-12).unsqueeze(2).detach()
        is_inside = logits > 0
        outside = torch.where(is_inside, 1e-12, near).amax(0)
        inmost = torch.where(is_inside, near, 1.0).amin(0)
        depth, reach = -NEAR_REACH * torch.log(outside), -NEAR_REACH * torch.log(inmost)
        share = (count / scene["sizes"].sum()).clamp(min=1e-6)
        numbers = [
            0.2 * torch.log(share),
            share,
            0.2 * torch.log(count + 1),
            sure,
            torch.tanh(spill),
            cut / (length + 1),
            torch.tanh(0.1 * length / (count + 1).sqrt()),
            prompts["count"].unsqueeze(1).expand_as(share),
            outside,
            (depth / (reach + 0.5)).clamp(max=1),
        ]
        return torch.cat(
            [mean, clicked.unsqueeze(1).expand_as(mean), torch.stack(numbers, 2)], 2
        )

    def scores(self, described, masks=slice(None)):
        """Estimates the IoU of some masks; [..., DESCRIBED] to logits [...]."""
        hidden = torch.relu(self.score(described) + self.score_mask[masks])
        return self.score_out(hidden).squeeze(-1)


class VoxelHead(nn.Module):
    """Decides voxels where superpoints are not sure."""

    def __init__(self):
        super().__init__()
        self.superpoint = nn.Linear(DECODER, LOCAL)
        # Prompt features, last mask (2), similarity to clicks (2), logits of the superpoint.
        self.prompt = nn.Linear(WIDTHS["voxel_prompt"] + 2 + 2 + MASKS, LOCAL, bias=False)
        self.norms = nn.ModuleList(nn.LayerNorm(LOCAL) for _ in range(HEAD_LAYERS))
        self.values = nn.ModuleList(nn.Linear(LOCAL, LOCAL) for _ in range(HEAD_LAYERS))
        self.feeds = nn.ModuleList(nn.Linear(2 * LOCAL, LOCAL) for _ in range(HEAD_LAYERS))
        self.feeds_out = nn.ModuleList(nn.Linear(LOCAL, LOCAL) for _ in range(HEAD_LAYERS))
        self.out = nn.Linear(LOCAL, MASKS)

    def forward(self, scene, encoding, y, logits, active):
        """Corrects the logits of active voxels.

        active: "objects" [A], "voxels" [A], "neighbors" [A, K] places among the active ones or -1,
        "features" [A, voxel_prompt], "last" [A, 2], "similarity" [A, 2]. Result [A, M].
        """
        segments = scene["superpoint_of_voxel"].long()[active["voxels"]]
        own = logits[segments, active["objects"]]
        z = encoding["head_voxel"][active["voxels"]] + encoding["head_superpoint"][segments]
        z = z + self.superpoint(y)[segments, active["objects"]]
        z = z + self.prompt(
            torch.cat(
                [active["features"], active["last"], active["similarity"], own.clamp(-8, 8) / 4], 1
            )
        )
        z = torch.relu(z)
        index = active["neighbors"]
        for i in range(HEAD_LAYERS):
            weights = softmax(index, encoding["head_scores"][i][active["voxels"]])
            t = self.norms[i](z)
            v = self.values[i](t).view(len(z), 1, HEADS, LOCAL // HEADS)
            around = diffuse(index, weights, v).view(len(z), LOCAL)
            z = z + self.feeds_out[i](torch.relu(self.feeds[i](torch.cat([t, around], 1))))
        return own + self.out(z)


class Things(nn.Module):
    """Tells how like a mask is to a whole thing, whatever was meant by the click."""

    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(DESCRIBED, DECODER)
        self.out = nn.Linear(DECODER, 1)

    def forward(self, described):
        """The expected IoU with the thing most like it, as logits: [..., DESCRIBED] to [...]."""
        return self.out(torch.relu(self.hidden(described))).squeeze(-1)


class Network(nn.Module):
    """All parts."""

    def __init__(self):
        super().__init__()
        self.boundaries = Boundaries().requires_grad_(False)
        self.encoder = Encoder()
        self.decoder = Decoder()
        self.head = VoxelHead()
        self.things = Things()
