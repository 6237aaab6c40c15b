// Fits planes to neighborhoods (CPointTree.h), 16 at a time, for one instruction set.

/// Turns the plane of axes p and q of 16 symmetric matrices so that the entry between them vanishes;
/// r is the third axis (Jacobi's rotation; Golub and Van Loan, Matrix Computations, 8.5).
INLINE void rotate(
    F16 *pp, F16 *qq, F16 *pq, F16 *rp, F16 *rq, F16 *vectorP, F16 *vectorQ) {
  F16 size = __builtin_elementwise_abs(*pp) + __builtin_elementwise_abs(*qq);
  I16 isDone = __builtin_elementwise_abs(*pq) <= 1e-12f * size;
  F16 theta = (*qq - *pp) / (2.0f * *pq);
  F16 magnitude = __builtin_elementwise_abs(theta);
  F16 t = 1.0f / (magnitude + __builtin_elementwise_sqrt(theta * theta + 1.0f));
  t = theta < 0.0f ? -t : t;
  t = isDone ? (F16)0.0f : t;
  F16 c = 1.0f / __builtin_elementwise_sqrt(t * t + 1.0f), s = t * c;
  *pp = *pp - t * (isDone ? (F16)0.0f : *pq);
  *qq = *qq + t * (isDone ? (F16)0.0f : *pq);
  *pq = isDone ? *pq : (F16)0.0f;
  F16 rpNew = c * *rp - s * *rq, rqNew = s * *rp + c * *rq;
  *rp = rpNew;
  *rq = rqNew;
  UNROLL for (int axis = 0; axis < 3; axis++) {
    F16 p = c * vectorP[axis] - s * vectorQ[axis], q = s * vectorP[axis] + c * vectorQ[axis];
    vectorP[axis] = p;
    vectorQ[axis] = q;
  }
}

INLINE void fit(const F16 *sums, float least, F16 *normal, F16 *curvature) {
  F16 count = sums[0];
  F16 weight = 1.0f / (count > 0.0f ? count : (F16)1.0f);
  F16 x = sums[1] * weight, y = sums[2] * weight, z = sums[3] * weight;
  F16 xx = sums[4] * weight - x * x, yy = sums[5] * weight - y * y;
  F16 zz = sums[6] * weight - z * z, xy = sums[7] * weight - x * y;
  F16 yz = sums[8] * weight - y * z, xz = sums[9] * weight - x * z;
  // Entries about 1, so that no rotation under- or overflows.
  F16 trace = xx + yy + zz;
  I16 isExtended = (trace > 0.0f) & (trace < INFINITY);
  F16 scale = 1.0f / (isExtended ? trace : (F16)1.0f);
  xx *= scale, yy *= scale, zz *= scale, xy *= scale, yz *= scale, xz *= scale;
  F16 first[3] = {1.0f, 0.0f, 0.0f}, second[3] = {0.0f, 1.0f, 0.0f};
  F16 third[3] = {0.0f, 0.0f, 1.0f};
  for (int sweep = 0; sweep < 5; sweep++) {
    rotate(&xx, &yy, &xy, &xz, &yz, first, second);
    rotate(&xx, &zz, &xz, &xy, &yz, first, third);
    rotate(&yy, &zz, &yz, &xy, &xz, second, third);
  }
  I16 isFirst = (xx <= yy) & (xx <= zz), isSecond = yy <= zz;
  F16 smallest = isFirst ? xx : isSecond ? yy : zz;
  I16 isDefined = (count >= least) & isExtended;
  UNROLL for (int axis = 0; axis < 3; axis++) {
    F16 thinnest = isFirst ? first[axis] : isSecond ? second[axis] : third[axis];
    normal[axis] = isDefined ? thinnest : (F16)0.0f;
  }
  F16 share = smallest / (xx + yy + zz);
  isDefined &= share > 0.0f;
  *curvature = isDefined ? share : (F16)0.0f;
}

CAIRN_FIT_PLANES(CAIRN_SET(cairnFitPlanes)) {
  F16 normal[3], curvature, all[10];
  UNROLL for (int row = 0; row < 10; row++) all[row] = load16(sums + 16 * row);
  fit(all, 0.0f, normal, &curvature);
  memcpy(normals, normal, sizeof normal);
  memcpy(curvatures, &curvature, sizeof curvature);
}

CAIRN_PLANES_OF_LEAVES(CAIRN_SET(cairnPlanesOfLeaves)) {
  for (int64_t leaf = firstLeaf; leaf < firstLeaf + leafCount; leaf++) {
    CAIRN_SET(cairnNearestOfLeaves)(tree, leaf, 1, k, true, ranks, squaredDistances);
    int64_t left = tree->count - 16 * leaf;
    // The last leaf repeats its first point.
    for (int64_t j = left < 16 ? left : 16; j < 16; j++) {
      memcpy(ranks + j * k, ranks, (size_t)k * sizeof *ranks);
    }
    const float *points = tree->leaves + 64 * leaf;
    F16 x = load16(points), y = load16(points + 16), z = load16(points + 32);
    F16 sums[10] = {0.0f};
    for (int32_t slot = 0; slot < k; slot++) {
      F16 px, py, pz;
      I16 rank;
#ifdef CAIRN_HAS_AVX512
      __m512i rows = __builtin_bit_cast(__m512i, lanes16 * k + slot);
      rank = __builtin_bit_cast(I16, _mm512_i32gather_epi32(rows, ranks, 4));
      I16 known = rank < 0 ? (I16)0 : rank;
      __m512i places = __builtin_bit_cast(__m512i, known + (known >> 4) * 48);
      px = __builtin_bit_cast(F16, _mm512_i32gather_ps(places, tree->leaves, 4));
      py = __builtin_bit_cast(F16, _mm512_i32gather_ps(places, tree->leaves + 16, 4));
      pz = __builtin_bit_cast(F16, _mm512_i32gather_ps(places, tree->leaves + 32, 4));
#else
      UNROLL for (int lane = 0; lane < 16; lane++) {
        int32_t known = ranks[lane * k + slot];
        rank[lane] = known;
        if (known < 0) known = 0;
        const float *point = tree->leaves + (int64_t)(known >> 4) * 64 + (known & 15);
        px[lane] = point[0];
        py[lane] = point[16];
        pz[lane] = point[32];
      }
#endif
      I16 isThere = rank >= 0;
      px = isThere ? px - x : (F16)0.0f;
      py = isThere ? py - y : (F16)0.0f;
      pz = isThere ? pz - z : (F16)0.0f;
      sums[0] += isThere ? (F16)1.0f : (F16)0.0f;
      sums[1] += px, sums[2] += py, sums[3] += pz;
      sums[4] += px * px, sums[5] += py * py, sums[6] += pz * pz;
      sums[7] += px * py, sums[8] += py * pz, sums[9] += px * pz;
    }
    F16 normal[3], curvature;
    fit(sums, 3.0f, normal, &curvature);
    float *to = planes + 64 * (leaf - firstLeaf);
    memcpy(to, normal, sizeof normal);
    memcpy(to + 48, &curvature, sizeof curvature);
  }
}
