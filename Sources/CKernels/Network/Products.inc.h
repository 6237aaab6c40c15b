// Products of a block of rows with a panel of columns, for one instruction set.
//
// The sums stay in registers, which is why loops over them are unrolled in full; each sum adds its
// products one after the other, however many rows a block has.

enum {
#if defined(CAIRN_HAS_AVX512)
  /// Rows of a block, and of the smaller one for what remains; vectors in a row.
  blockRows = 12,
  smallRows = 4,
  blockVectors = 2,
#elif defined(CAIRN_HAS_FMA)
  blockRows = 6,
  smallRows = 2,
  blockVectors = 1,
#else
  blockRows = 3,
  smallRows = 1,
  blockVectors = 1,
#endif
  blockColumns = 16 * blockVectors,
};

typedef struct {
  F16 at[blockRows][blockVectors];
} Block;

/// Adds products: rows of `depth` numbers times `depth` rows of a panel.
INLINE void addProducts(
    Block *sums, int rows, int vectors, const float *left, int64_t leftStride,
    const float *panel, int64_t depth) {
  for (int64_t d = 0; d < depth; d++) {
    F16 right[blockVectors];
    UNROLL for (int v = 0; v < vectors; v++) right[v] = load16(panel + d * 32 + 16 * v);
    UNROLL for (int i = 0; i < rows; i++) {
      F16 factor = left[i * leftStride + d];
      UNROLL for (int v = 0; v < vectors; v++) {
        sums->at[i][v] = fma16(factor, right[v], sums->at[i][v]);
      }
    }
  }
}

/// Calls a function `f(rows, vectors, row)` with constant sizes for all rows from `row` on.
#define FOR_BLOCKS(row, rowCount, vectors, f) \
  do { \
    for (; row + blockRows <= rowCount; row += blockRows) f(blockRows, vectors, row); \
    for (; row + smallRows <= rowCount; row += smallRows) f(smallRows, vectors, row); \
    for (; row < rowCount; row++) f(1, vectors, row); \
  } while (0)

/// The same, with as many vectors as some columns need.
#define FOR_BLOCKS_OF_COLUMNS(row, rowCount, columns, f) \
  do { \
    if (columns > 16) { \
      FOR_BLOCKS(row, rowCount, blockVectors, f); \
    } else { \
      FOR_BLOCKS(row, rowCount, 1, f); \
    } \
  } while (0)
