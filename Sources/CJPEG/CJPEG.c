#include "CJPEG.h"

#include <setjmp.h>
#include <stdio.h>
#include <jpeglib.h>

// libjpeg reports errors by a call that must not return; Swift cannot be jumped over, so the jump
// stays within this file.
typedef struct {
  struct jpeg_error_mgr manager;
  jmp_buf place;
} Errors;

static void leave(j_common_ptr info) { longjmp(((Errors *)info->err)->place, 1); }

static void say_nothing(j_common_ptr info) { (void)info; }

static void prepare(struct jpeg_decompress_struct *info, Errors *errors) {
  info->err = jpeg_std_error(&errors->manager);
  errors->manager.error_exit = leave;
  errors->manager.output_message = say_nothing;
}

static void read_header(
    struct jpeg_decompress_struct *info, const uint8_t *bytes, size_t count, int edge) {
  jpeg_create_decompress(info);
  jpeg_mem_src(info, bytes, (unsigned long)count);
  jpeg_read_header(info, TRUE);
  info->out_color_space = JCS_RGB;
  info->dct_method = JDCT_ISLOW;
  info->scale_denom = 8;
  for (info->scale_num = 1; info->scale_num < 8; info->scale_num++) {
    jpeg_calc_output_dimensions(info);
    if ((int)info->output_width >= edge || (int)info->output_height >= edge) break;
  }
  jpeg_calc_output_dimensions(info);
}

int cjpeg_size(const uint8_t *bytes, size_t count, int edge, int *width, int *height) {
  struct jpeg_decompress_struct info;
  Errors errors;
  prepare(&info, &errors);
  if (setjmp(errors.place)) {
    jpeg_destroy_decompress(&info);
    return 0;
  }
  read_header(&info, bytes, count, edge);
  *width = (int)info.output_width;
  *height = (int)info.output_height;
  jpeg_destroy_decompress(&info);
  return 1;
}

int cjpeg_decode(
    const uint8_t *bytes, size_t count, int edge, uint8_t *pixels, size_t capacity) {
  struct jpeg_decompress_struct info;
  Errors errors;
  prepare(&info, &errors);
  if (setjmp(errors.place)) {
    jpeg_destroy_decompress(&info);
    return 0;
  }
  read_header(&info, bytes, count, edge);
  jpeg_start_decompress(&info);
  const size_t row_size = (size_t)info.output_width * 3;
  int fits = info.output_components == 3 && row_size * info.output_height <= capacity;
  while (fits && info.output_scanline < info.output_height) {
    JSAMPROW row = pixels + row_size * info.output_scanline;
    jpeg_read_scanlines(&info, &row, 1);
  }
  // A warning is a picture that ends early or is broken in the middle; its rest is grey.
  const int is_whole = fits && info.err->num_warnings == 0;
  jpeg_destroy_decompress(&info);
  return is_whole;
}
