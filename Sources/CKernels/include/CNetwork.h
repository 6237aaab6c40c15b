// What a small network computes, over rows of single precision numbers; compiled once per
// instruction set.
//
// Matrices are row after row. A row of a result depends on its own inputs alone, never on which rows
// are computed with it, so that work can be cut anywhere. Where there is a fused multiply-add it is
// used: instruction sets agree but for rounding.
#ifndef CAIRN_NETWORK_H
#define CAIRN_NETWORK_H

#include <stdbool.h>
#include <stdint.h>

enum {
  /// Columns of a panel: what a matrix that is multiplied by is stored in.
  cairnPanelWidth = 32,
};

/// What happens to each value of a result: nothing, max(x, 0), or x / (1 + exp(-x)).
enum { cairnIdentity = 0, cairnReLU = 1, cairnSiLU = 2 };

/// A function of each value: exp(x), 1 / (1 + exp(-x)), x / (1 + exp(-x)), or log(1 + x).
enum { cairnExp = 0, cairnSigmoid = 1, cairnSigmoidTimesX = 2, cairnLog1p = 3 };

/// A linear layer.
typedef struct {
  /// For each 32 outputs the weights [input][32], zero where there is no such output.
  const float *panels;
  /// One number an output, up to a multiple of 32.
  const float *bias;
  int64_t inputWidth, outputWidth;
  int32_t activation;
} CairnLinear;

/// Computes rows of a linear layer: activation(input · weights + bias + addend).
///
/// - Parameters:
///   - addend: As many numbers as the output, which may be the same memory; null for none.
#define CAIRN_LINEAR(name) \
  void name( \
      const CairnLinear *layer, const float *input, const float *addend, int64_t rowCount, \
      float *output)

/// Applies a function to each value; output may be the input.
#define CAIRN_APPLY(name) \
  void name(int32_t function, const float *input, int64_t count, float *output)

/// Turns each row into weights that sum to 1: exp(x) over the row's sum of exp(x).
///
/// A row of which all are -infinity becomes 0. Output may be the input.
#define CAIRN_SOFTMAX(name) \
  void name(const float *input, int64_t rowCount, int64_t width, float *output)

/// Gives each row zero mean and unit variance, then scales and shifts it; output may be the input.
#define CAIRN_LAYER_NORM(name) \
  void name( \
      const float *input, const float *scale, const float *shift, float epsilon, \
      int64_t rowCount, int64_t width, float *output)

/// Which rows are next to each row. A number that is no row, such as -1, stands for none.
typedef struct {
  /// `k` numbers a row.
  const int32_t *indices;
  int64_t k;
  /// How many rows can be pointed at.
  int64_t sourceCount;
} CairnNeighbors;

/// A convolution over neighbors.
typedef struct {
  CairnNeighbors neighbors;
  /// `width` numbers a row that can be pointed at.
  const float *sources;
  /// `width` numbers a row.
  const float *centers;
  /// `edgeWidth` numbers an edge, `k` edges a row.
  const float *edges;
  /// The edges' weights in panels, as a linear layer has them.
  const float *edgePanels;
  int64_t width, edgeWidth;
} CairnConvolution;

/// Computes some rows of relu(source + center + weights · edge): means over the neighbors, then
/// greatest values; 0 where there is no neighbor.
///
/// - Parameters:
///   - output: Receives 2 `width` numbers a row, at its place among all rows.
#define CAIRN_CONVOLVE(name) \
  void name(const CairnConvolution *convolution, int64_t start, int64_t end, float *output)

/// Computes means, then greatest values, over the members of some segments; 0 for empty ones.
///
/// - Parameters:
///   - values: `width` numbers a row.
///   - offsets: Where the members of each segment begin; one more than there are segments.
///   - members: Rows; numbers that are no row do not count.
///   - output: Receives 2 `width` numbers a segment, at its place among all.
#define CAIRN_POOL(name) \
  void name( \
      const float *values, int64_t rowCount, int64_t width, const int32_t *offsets, \
      const int32_t *members, int64_t start, int64_t end, float *output)

/// Copies rows by index; a number that is no row gives zeros.
#define CAIRN_GATHER(name) \
  void name( \
      const float *values, int64_t rowCount, int64_t width, const int32_t *indices, \
      int64_t count, float *output)

/// Attention of rows to their neighbors.
typedef struct {
  CairnNeighbors neighbors;
  /// `width` numbers a row; null where the bias alone decides.
  const float *queries;
  /// `width` numbers a row that can be pointed at; null where the bias alone decides.
  const float *keys;
  /// `k` times `biasWidth` numbers a row, of which the first `headCount` of each neighbor are added
  /// to the scores; null for none.
  const float *bias;
  /// At least `headCount`.
  int64_t biasWidth;
  int64_t width, headCount;
} CairnNeighborScores;

/// Computes the weights of the neighbors of some rows.
///
/// - Parameters:
///   - scratch: Room for `headCount` times `k`, up to a multiple of 8, numbers.
///   - weights: Receives `k` times `headCount` numbers a row, at its place among all rows; 0 where
///     there is no neighbor.
#define CAIRN_NEIGHBOR_WEIGHTS(name) \
  void name( \
      const CairnNeighborScores *scores, int64_t start, int64_t end, float *scratch, \
      float *weights)

/// Computes the weights of the neighbors of some rows, and the sums of values by these weights.
///
/// - Parameters:
///   - values: `width` numbers a row that can be pointed at.
///   - scratch: Room for `headCount` times `k`, up to a multiple of 8, numbers.
///   - output: Receives `width` numbers a row, at its place among all rows.
#define CAIRN_NEIGHBOR_ATTENTION(name) \
  void name( \
      const CairnNeighborScores *scores, const float *values, int64_t start, int64_t end, \
      float *scratch, float *output)

/// Sums of values over neighbors.
typedef struct {
  CairnNeighbors neighbors;
  /// `k` times `headCount` numbers a row.
  const float *weights;
  /// `width` numbers a row that can be pointed at.
  const float *values;
  int64_t width, headCount;
} CairnDiffusion;

/// Computes some of the weighted sums over neighbors.
///
/// - Parameters:
///   - rows: Which rows; null for those from `start` on.
///   - count: How many.
///   - output: Receives `width` numbers a row, at its place among all rows.
#define CAIRN_DIFFUSE(name) \
  void name( \
      const CairnDiffusion *diffusion, const int32_t *rows, int64_t start, int64_t count, \
      float *output)

/// Attention of each query to all keys.
typedef struct {
  /// `width` numbers a query.
  const float *queries;
  /// `width` numbers a key.
  const float *keys;
  /// `width` numbers a key.
  const float *values;
  int64_t keyCount, width, headCount;
} CairnAttention;

/// How many numbers of scratch memory attention needs.
int64_t cairnAttentionScratch(int64_t keyCount, int64_t headWidth);

/// Computes one head of attention for some queries.
///
/// - Parameters:
///   - scratch: Room for `cairnAttentionScratch` numbers.
///   - output: Receives `width` numbers a query, at its place among all.
#define CAIRN_ATTEND(name) \
  void name( \
      const CairnAttention *attention, int64_t head, int64_t start, int64_t end, \
      float *scratch, float *output)

#define CAIRN_DECLARE_NETWORK(set) \
  CAIRN_LINEAR(cairnLinear##set); \
  CAIRN_APPLY(cairnApply##set); \
  CAIRN_SOFTMAX(cairnSoftmax##set); \
  CAIRN_LAYER_NORM(cairnLayerNorm##set); \
  CAIRN_CONVOLVE(cairnConvolve##set); \
  CAIRN_POOL(cairnPool##set); \
  CAIRN_GATHER(cairnGather##set); \
  CAIRN_NEIGHBOR_WEIGHTS(cairnNeighborWeights##set); \
  CAIRN_NEIGHBOR_ATTENTION(cairnNeighborAttention##set); \
  CAIRN_DIFFUSE(cairnDiffuse##set); \
  CAIRN_ATTEND(cairnAttend##set);

CAIRN_DECLARE_NETWORK(Baseline)
#if defined(__x86_64__)
CAIRN_DECLARE_NETWORK(AVX2)
CAIRN_DECLARE_NETWORK(AVX512)
#endif

/// What networks are computed with.
typedef struct {
  CAIRN_LINEAR((*linear));
  CAIRN_APPLY((*apply));
  CAIRN_SOFTMAX((*softmax));
  CAIRN_LAYER_NORM((*layerNorm));
  CAIRN_CONVOLVE((*convolve));
  CAIRN_POOL((*pool));
  CAIRN_GATHER((*gather));
  CAIRN_NEIGHBOR_WEIGHTS((*neighborWeights));
  CAIRN_NEIGHBOR_ATTENTION((*neighborAttention));
  CAIRN_DIFFUSE((*diffuse));
  CAIRN_ATTEND((*attend));
} CairnNetworkKernels;

/// The kernels of an instruction set: 0 baseline, 1 AVX2, 2 AVX-512.
CairnNetworkKernels cairnNetworkKernels(int32_t instructionSet);

#endif
