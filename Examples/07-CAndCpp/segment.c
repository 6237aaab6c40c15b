/* A file, a click, a labelled file, in C: segment IN X Y Z OUT */
#include <cairn/cairn.h>

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  if (argc != 6) return fprintf(stderr, "usage: segment IN X Y Z OUT\n"), 2;
  if (cairn_check_abi(CAIRN_ABI_VERSION)) return fprintf(stderr, "%s\n", cairn_last_error()), 2;

  cairn_cloud *cloud = NULL;
  cairn_predictor *predictor = NULL;
  cairn_embedding *embedding = NULL;
  uint8_t *mask = NULL;
  uint32_t *labels = NULL;
  uint64_t count = 0, row = 0;
  int result = 2;

  if (cairn_cloud_read(argv[1], &cloud) || cairn_cloud_size(cloud, &count, NULL, NULL)) goto failed;
  if (cairn_predictor_create(NULL, &predictor)) goto failed;
  if (cairn_encode(predictor, cloud, NULL, NULL, &embedding)) goto failed; /* once per cloud */

  mask = calloc(count, sizeof *mask);
  labels = calloc(count, sizeof *labels);
  if (!mask || !labels) {
    fprintf(stderr, "no memory for %llu points\n", (unsigned long long)count);
    goto done;
  }
  cairn_candidate best = {.struct_size = sizeof best};
  best.mask = mask;
  best.capacity = count;
  cairn_prompt click = cairn_click_at(atof(argv[2]), atof(argv[3]), atof(argv[4]), 1);
  if (cairn_segment(embedding, &click, 1, &best, 1, NULL)) goto failed;
  printf("%llu points, IoU about %.2f\n", (unsigned long long)best.selected_count, best.iou_score);

  for (row = 0; row < count; row++) labels[row] = mask[row];
  cairn_write_options options = {.struct_size = sizeof options};
  options.overwrite = 1;
  if (cairn_cloud_write(cloud, labels, count, argv[5], &options)) goto failed;
  result = 0;
  goto done;

failed:
  fprintf(stderr, "%s\n", cairn_last_error());
done:
  free(labels);
  free(mask);
  cairn_embedding_close(embedding);
  cairn_predictor_close(predictor);
  cairn_cloud_close(cloud);
  return result;
}
