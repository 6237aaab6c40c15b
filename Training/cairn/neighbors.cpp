// The network's operations over neighbors, forward and backward, for training on a CPU.
//
// Each process uses one thread. Shapes are those of neighbors.py; an index of -1 is no neighbor.
#include <cstdint>
#include <cstring>

extern "C" {

// out[s, b, h, :] = sum over k of w[s, k, h] v[index[s, k], b, h, :]; b counts objects.
void diffuse(int64_t rows, int64_t k, int64_t b, int64_t h, int64_t d, const int32_t *index,
             const float *w, const float *v, float *out) {
  const int64_t width = b * h * d;
  std::memset(out, 0, sizeof(float) * rows * width);
  for (int64_t s = 0; s < rows; s++)
    for (int64_t j = 0; j < k; j++) {
      const int64_t other = index[s * k + j];
      if (other < 0) continue;
      const float *weights = w + (s * k + j) * h;
      for (int64_t object = 0; object < b; object++)
        for (int64_t head = 0; head < h; head++) {
          const float weight = weights[head];
          const float *from = v + other * width + (object * h + head) * d;
          float *to = out + s * width + (object * h + head) * d;
          for (int64_t c = 0; c < d; c++) to[c] += weight * from[c];
        }
    }
}

void diffuse_backward(int64_t rows, int64_t k, int64_t b, int64_t h, int64_t d,
                      const int32_t *index, const float *w, const float *v, const float *grad,
                      float *grad_w, float *grad_v) {
  const int64_t width = b * h * d;
  for (int64_t s = 0; s < rows; s++)
    for (int64_t j = 0; j < k; j++) {
      const int64_t other = index[s * k + j];
      float *to_w = grad_w + (s * k + j) * h;
      for (int64_t head = 0; head < h; head++) to_w[head] = 0;
      if (other < 0) continue;
      const float *weights = w + (s * k + j) * h;
      for (int64_t object = 0; object < b; object++)
        for (int64_t head = 0; head < h; head++) {
          const float weight = weights[head];
          const int64_t place = (object * h + head) * d;
          const float *g = grad + s * width + place;
          const float *from = v + other * width + place;
          float *to = grad_v + other * width + place;
          float sum = 0;
          for (int64_t c = 0; c < d; c++) {
            to[c] += weight * g[c];
            sum += g[c] * from[c];
          }
          to_w[head] += sum;
        }
    }
}

// out[s, k, h] = sum over d of q[s, h, d] keys[index[s, k], h, d].
void dots(int64_t rows, int64_t k, int64_t h, int64_t d, const int32_t *index, const float *q,
          const float *keys, float *out) {
  for (int64_t s = 0; s < rows; s++)
    for (int64_t j = 0; j < k; j++) {
      const int64_t other = index[s * k + j];
      for (int64_t head = 0; head < h; head++) {
        float sum = 0;
        if (other >= 0) {
          const float *a = q + (s * h + head) * d, *b = keys + (other * h + head) * d;
          for (int64_t c = 0; c < d; c++) sum += a[c] * b[c];
        }
        out[(s * k + j) * h + head] = sum;
      }
    }
}

void dots_backward(int64_t rows, int64_t k, int64_t h, int64_t d, const int32_t *index,
                   const float *q, const float *keys, const float *grad, float *grad_q,
                   float *grad_keys) {
  for (int64_t s = 0; s < rows; s++)
    for (int64_t j = 0; j < k; j++) {
      const int64_t other = index[s * k + j];
      if (other < 0) continue;
      for (int64_t head = 0; head < h; head++) {
        const float g = grad[(s * k + j) * h + head];
        const int64_t own = (s * h + head) * d, place = (other * h + head) * d;
        for (int64_t c = 0; c < d; c++) {
          grad_q[own + c] += g * keys[place + c];
          grad_keys[place + c] += g * q[own + c];
        }
      }
    }
}

// m[k] = relu(a[index[s, k]] + b[s] + e[s, k]); out[s] = mean over k, then max over k.
// `best` keeps which k gave each maximum, -1 where none is above 0.
void convolve(int64_t rows, int64_t k, int64_t c, const int32_t *index, const float *a,
              const float *b, const float *e, float *out, int8_t *best) {
  for (int64_t s = 0; s < rows; s++) {
    float *mean = out + s * 2 * c, *top = mean + c;
    int8_t *which = best + s * c;
    int64_t count = 0;
    for (int64_t i = 0; i < c; i++) mean[i] = top[i] = 0, which[i] = -1;
    for (int64_t j = 0; j < k; j++) {
      const int64_t other = index[s * k + j];
      if (other < 0) continue;
      count++;
      const float *from = a + other * c, *edge = e + (s * k + j) * c, *own = b + s * c;
      for (int64_t i = 0; i < c; i++) {
        float m = from[i] + own[i] + edge[i];
        m = m > 0 ? m : 0;
        mean[i] += m;
        which[i] = m > top[i] ? (int8_t)j : which[i];
        top[i] = m > top[i] ? m : top[i];
      }
    }
    const float scale = count > 0 ? 1.0f / count : 0;
    for (int64_t i = 0; i < c; i++) mean[i] *= scale;
  }
}

void convolve_backward(int64_t rows, int64_t k, int64_t c, const int32_t *index, const float *a,
                       const float *b, const float *e, const int8_t *best, const float *grad,
                       float *grad_a, float *grad_b, float *grad_e) {
  for (int64_t s = 0; s < rows; s++) {
    int64_t count = 0;
    for (int64_t j = 0; j < k; j++) count += index[s * k + j] >= 0;
    const float scale = count > 0 ? 1.0f / count : 0;
    const float *mean = grad + s * 2 * c, *top = mean + c;
    const int8_t *which = best + s * c;
    float *to_b = grad_b + s * c;
    for (int64_t i = 0; i < c; i++) to_b[i] = 0;
    for (int64_t j = 0; j < k; j++) {
      const int64_t other = index[s * k + j];
      float *to_e = grad_e + (s * k + j) * c;
      if (other < 0) {
        for (int64_t i = 0; i < c; i++) to_e[i] = 0;
        continue;
      }
      const float *from = a + other * c, *edge = e + (s * k + j) * c, *own = b + s * c;
      float *to_a = grad_a + other * c;
      for (int64_t i = 0; i < c; i++) {
        const float m = from[i] + own[i] + edge[i];
        const float g = (m > 0 ? mean[i] * scale : 0) + (which[i] == j ? top[i] : 0);
        to_e[i] = g;
        to_a[i] += g;
        to_b[i] += g;
      }
    }
  }
}
}
