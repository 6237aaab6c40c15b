#ifndef CJPEG_H
#define CJPEG_H

#include <stddef.h>
#include <stdint.h>

/// The size of a JPEG picture when it is read.
///
/// libjpeg shrinks while it decodes, to eighths; the size is the smallest whose longer edge is not
/// below `edge`, or the picture's own. Returns 1, or 0 where the bytes are no JPEG picture or its
/// colours are none that can become red, green and blue.
int cjpeg_size(const uint8_t *bytes, size_t count, int edge, int *width, int *height);

/// Decodes a JPEG picture in the size that `cjpeg_size` found with the same `edge`.
///
/// `pixels` receives red, green, blue of every pixel, row after row from the top; `capacity` is its
/// size in bytes. Returns 1, or 0 where the picture is broken or larger than `capacity`.
int cjpeg_decode(
    const uint8_t *bytes, size_t count, int edge, uint8_t *pixels, size_t capacity);

#endif
