/*
 * Cairn in C: click on an object in a point cloud, get the object.
 *
 *   cairn_cloud *cloud = NULL;
 *   cairn_predictor *predictor = NULL;
 *   cairn_embedding *embedding = NULL;
 *   if (cairn_cloud_read("scan.ply", &cloud) || cairn_predictor_create(NULL, &predictor)
 *       || cairn_encode(predictor, cloud, NULL, NULL, &embedding))
 *     return fprintf(stderr, "%s\n", cairn_last_error()), 1;
 *
 *   uint64_t count = 0, answers = 0;
 *   cairn_cloud_size(cloud, &count, NULL, NULL);
 *   cairn_candidate best = {.struct_size = sizeof best};
 *   best.mask = calloc(count, 1);
 *   best.capacity = count;
 *   cairn_prompt click = cairn_click_at(0.135, 0.060, 0.900, 1);
 *   cairn_segment(embedding, &click, 1, &best, 1, &answers);
 *
 * One long file, since it is the whole contract, in the order of use.
 *
 * UNITS. Coordinates are in the unit of the cloud, right-handed; no scale and no up axis is
 * assumed. Quaternions are x y z w. Points are counted from 0 in the order in which they were
 * given, those with NaN coordinates included; they are never selected.
 *
 * ERRORS. Every function that can fail returns a cairn_status, CAIRN_OK or why it failed;
 * cairn_last_error() then says what, where and what to do. Arguments are checked before they are
 * used: null, short and misaligned ones, NaN, counts that overflow, handles of another kind or
 * closed ones give a status. Nothing here ends the process, throws or prints. After a failure,
 * results are as before the call; handles that were to be made are null.
 *
 * OWNERSHIP. What is passed in is copied or only read during the call. What comes out goes to memory
 * of the caller. Whoever makes a handle closes it, in any order: an embedding keeps what it needs of
 * its cloud. Handles are not addresses; the same one never comes again.
 *
 * THREADS. Every function may be called from any thread, with any handle, at any time. Clouds,
 * predictors and embeddings never change, and many threads may use one; calls on one session wait
 * for each other. A handle that is closed while another thread uses it lives until that call ends.
 * Results do not depend on the number of threads. Callbacks come on the thread of the call.
 *
 * VERSIONS. Structs begin with their size, struct_size, set by the caller with sizeof, so that later
 * versions can add members; in arrays, all have the same. Members that are not set must be 0.
 * Programs that load the library at run time begin with cairn_check_abi(CAIRN_ABI_VERSION).
 */
#ifndef CAIRN_CAIRN_H
#define CAIRN_CAIRN_H

#include <stdint.h>

#define CAIRN_VERSION_MAJOR 0
#define CAIRN_VERSION_MINOR 1
#define CAIRN_VERSION_PATCH 0

/* The number in the name of the library, libcairn.so.0: it grows when programs must be rebuilt. */
#define CAIRN_ABI_VERSION 0

#if defined(__GNUC__)
#define CAIRN_API __attribute__((visibility("default")))
#else
#define CAIRN_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Errors -------------------------------------------------------------------------------- */

/* Why a call failed. */
typedef int32_t cairn_status;
enum {
  CAIRN_OK = 0,
  /* An argument is null, short, misaligned, not finite, out of range, or contradicts another. */
  CAIRN_BAD_ARGUMENT = 1,
  /* A handle is null, closed, or of another kind. */
  CAIRN_BAD_HANDLE = 2,
  /* The cloud has no points, no coordinates, none that are finite, or an extent whose square is not
   * a float. */
  CAIRN_BAD_CLOUD = 3,
  /* A prompt makes no sense for this cloud; the message has its number, from 0 on. */
  CAIRN_BAD_PROMPT = 4,
  /* The memory for a result has too little room; nothing was written to it. */
  CAIRN_BUFFER_TOO_SMALL = 5,
  /* A file cannot be read or written, or is broken. */
  CAIRN_FILE_ERROR = 6,
  /* The cloud has no such column, the library no such method. */
  CAIRN_NOT_FOUND = 7,
  /* Weights or a saved embedding are damaged, or belong to something else. */
  CAIRN_BAD_DATA = 8,
  /* A callback asked to stop. */
  CAIRN_CANCELLED = 9,
  /* The library is not of the version that was asked for. */
  CAIRN_WRONG_VERSION = 10
};

/* What is wrong, after a call on this thread that failed; "" after one that did not.
 * UTF-8; valid until this thread calls any function of this library that returns a status. */
CAIRN_API const char *cairn_last_error(void);

/* What the last call on this thread accepted but should be said: oddities of a file that was read,
 * what the format of a written one does not hold. One remark a line; "" where there is none; valid
 * as long as cairn_last_error(). */
CAIRN_API const char *cairn_last_warning(void);

/* The name of a status, such as "CAIRN_BAD_HANDLE"; "unknown status" for another number. Always
 * valid. */
CAIRN_API const char *cairn_status_name(cairn_status status);

/* ---- Versions ------------------------------------------------------------------------------ */

/* The version of the library, such as "0.1.0". Always valid. */
CAIRN_API const char *cairn_version(void);

/* CAIRN_ABI_VERSION of the library. */
CAIRN_API uint32_t cairn_abi_version(void);

/* Fails with CAIRN_WRONG_VERSION where the library is not of this version; call it as
 * cairn_check_abi(CAIRN_ABI_VERSION). */
CAIRN_API cairn_status cairn_check_abi(uint32_t abi_version);

/* ---- Clouds -------------------------------------------------------------------------------- */

/* Points with named, typed columns. It never changes. */
typedef struct cairn_cloud cairn_cloud;

/* The type of a number. */
typedef int32_t cairn_type;
enum {
  CAIRN_INT8 = 1,
  CAIRN_UINT8 = 2,
  CAIRN_INT16 = 3,
  CAIRN_UINT16 = 4,
  CAIRN_INT32 = 5,
  CAIRN_UINT32 = 6,
  CAIRN_FLOAT32 = 7,
  CAIRN_FLOAT64 = 8,
  CAIRN_INT64 = 9,
  CAIRN_UINT64 = 10
};

/* How the bytes of a number follow each other. */
typedef int32_t cairn_byte_order;
enum { CAIRN_NATIVE_ORDER = 0, CAIRN_LITTLE_ENDIAN = 1, CAIRN_BIG_ENDIAN = 2 };

/* A column in memory of the caller: a number at every `stride` bytes from `data` on.
 *
 * Structs of points, arrays of columns and packed messages are all described so, without copying:
 * the x of a pcl::PointXYZRGB has the offset 0 and the stride 32. Addresses need no alignment. */
typedef struct cairn_field {
  uint64_t struct_size;
  /* x, y and z are read as coordinates; red, green, blue or r, g, b (integers 0...255 or
   * 0...65535, floats 0...1) or a packed rgb or rgba as colours; normal_x, normal_y and normal_z as
   * normals. All others are kept for writing files. 1 to 255 bytes of UTF-8, ended by 0. */
  const char *name;
  /* The number of the first point. */
  const void *data;
  /* How many bytes there are from `data` on: what the last point needs must be among them. */
  uint64_t byte_count;
  /* Bytes from a point to the next; not less than the numbers of one point have. */
  uint64_t stride;
  cairn_type type;
  /* Numbers per point, one after the other; 0 is 1. */
  uint32_t count;
} cairn_field;

/* Points in memory of the caller. */
typedef struct cairn_cloud_view {
  uint64_t struct_size;
  const cairn_field *fields;
  uint64_t field_count;
  /* How many points there are; at most 2147483647. */
  uint64_t count;
  /* Points in a row and rows of an organised cloud, whose product is `count`; 0 and 0 for others. */
  uint64_t width;
  uint64_t height;
  /* Where the sensor stood, and how it was turned (x y z w; four zeros: not turned). */
  double sensor_position[3];
  double sensor_rotation[4];
  cairn_byte_order byte_order;
  int32_t reserved;
} cairn_cloud_view;

/* Reads a file: PLY, PCD, KITTI, nuScenes, NPY, text. The content tells the format, then the name.
 * Paths are UTF-8; "-" is refused. What was odd is in cairn_last_warning(). */
CAIRN_API cairn_status cairn_cloud_read(const char *path, cairn_cloud **cloud);

/* Copies points; the view may go away afterwards. O(columns x points). */
CAIRN_API cairn_status cairn_cloud_create(const cairn_cloud_view *view, cairn_cloud **cloud);

/* Gives a cloud back; null is allowed and does nothing. */
CAIRN_API cairn_status cairn_cloud_close(cairn_cloud *cloud);

/* The number of points, and the grid: width x height, with a height of 1 where the cloud is not
 * organised. Any of the three may be null. */
CAIRN_API cairn_status cairn_cloud_size(
    const cairn_cloud *cloud, uint64_t *count, uint64_t *width, uint64_t *height);

/* Copies three doubles a point, x y z: `capacity` is in points, at least the cloud's. */
CAIRN_API cairn_status cairn_cloud_copy_positions(
    const cairn_cloud *cloud, double *positions, uint64_t capacity);

/* Copies three bytes a point, red green blue, whatever columns hold the colour: `capacity` is in
 * points. CAIRN_NOT_FOUND where the cloud has no colours. */
CAIRN_API cairn_status cairn_cloud_copy_colors(
    const cairn_cloud *cloud, uint8_t *colors, uint64_t capacity);

/* How many columns there are. */
CAIRN_API cairn_status cairn_cloud_field_count(const cairn_cloud *cloud, uint64_t *field_count);

/* What the column `index` is: its name, ended by 0, its type, and how many numbers a point has, 0
 * for lists. `name` may be null; so may `type` and `count`. A name needs 256 bytes at most where it
 * was given to cairn_cloud_create; those of files may be longer. */
CAIRN_API cairn_status cairn_cloud_field_at(
    const cairn_cloud *cloud, uint64_t index, char *name, uint64_t name_capacity, cairn_type *type,
    uint64_t *count);

/* Copies the numbers of a column, one point after the other, in its own type and native byte order.
 * `byte_count` receives how many bytes that are, also where `bytes` is null to ask for no more. */
CAIRN_API cairn_status cairn_cloud_copy_field(
    const cairn_cloud *cloud, const char *name, void *bytes, uint64_t byte_capacity,
    uint64_t *byte_count);

/* How to write a file. */
typedef struct cairn_write_options {
  uint64_t struct_size;
  /* Who reads it: "native" (all columns untouched, `label` appended), "pcl", "cloudcompare" or
   * "semantickitti"; null is native. */
  const char *dialect;
  /* "ascii", "binary", "binary-big-endian" or "binary-compressed", as far as the format has it; null
   * is what the cloud was read in, or binary. */
  const char *encoding;
  /* Whether an older file may be replaced: 1 or 0. */
  int32_t overwrite;
  /* Whether colours are replaced by those of the labels: 1 or 0. */
  int32_t colorize;
} cairn_write_options;

/* Writes a cloud in the format that the extension of `path` says, with a column `label`.
 *
 * The file appears under its name only when it is complete. With labels null and label_count 0,
 * there is no new column. What the format does not hold is in cairn_last_warning().
 * `options` may be null. */
CAIRN_API cairn_status cairn_cloud_write(
    const cairn_cloud *cloud, const uint32_t *labels, uint64_t label_count, const char *path,
    const cairn_write_options *options);

/* ---- Encoding ------------------------------------------------------------------------------ */

/* A method with its weights. It never changes; one does for all clouds. */
typedef struct cairn_predictor cairn_predictor;

/* A cloud encoded once, to be prompted often. It never changes. */
typedef struct cairn_embedding cairn_embedding;

/* Receives how much is done, 0...1, now and then; what is not 0 stops the work, which then returns
 * CAIRN_CANCELLED. It may call functions of this library; it must not throw or jump out. */
typedef int32_t (*cairn_progress)(double done, void *user);

/* Which method, and how. */
typedef struct cairn_predictor_options {
  uint64_t struct_size;
  /* "model" (the network), "graph" (geometry alone) or "clusters"; null is model. */
  const char *method;
  /* A safetensors file in memory with other weights for the network; null are those that the library
   * brings. */
  const void *weights;
  uint64_t weights_byte_count;
  /* How many voxels a cloud has at most, 1 to 1000000: more follow outlines closer, fewer are
   * faster. 0 is 24000. "clusters" has none. */
  uint32_t voxel_limit;
  /* How many threads calls with this predictor and its embeddings use at most; 0 is one per core. */
  uint32_t thread_limit;
} cairn_predictor_options;

/* Makes a predictor. `options` may be null. */
CAIRN_API cairn_status cairn_predictor_create(
    const cairn_predictor_options *options, cairn_predictor **predictor);

/* Gives a predictor back; null is allowed and does nothing. */
CAIRN_API cairn_status cairn_predictor_close(cairn_predictor *predictor);

/* Does all the work that does not depend on prompts: a tenth of a second for 200,000 points.
 * `progress` may be null; `user` is handed to it. */
CAIRN_API cairn_status cairn_encode(
    const cairn_predictor *predictor, const cairn_cloud *cloud, cairn_progress progress,
    void *user, cairn_embedding **embedding);

/* Gives an embedding back; null is allowed and does nothing. */
CAIRN_API cairn_status cairn_embedding_close(cairn_embedding *embedding);

/* The number of points of the cloud. */
CAIRN_API cairn_status cairn_embedding_size(const cairn_embedding *embedding, uint64_t *count);

/* Copies what cairn_embedding_load makes the embedding from again; the cloud is not in it.
 * `byte_count` receives how many bytes that are, also where `bytes` is null to ask for no more.
 * CAIRN_NOT_FOUND for methods other than "model". */
CAIRN_API cairn_status cairn_embedding_save(
    const cairn_embedding *embedding, void *bytes, uint64_t byte_capacity, uint64_t *byte_count);

/* Takes up an embedding that was saved, without running the network: for the same cloud, the same
 * weights. */
CAIRN_API cairn_status cairn_embedding_load(
    const cairn_predictor *predictor, const cairn_cloud *cloud, const void *bytes,
    uint64_t byte_count, cairn_embedding **embedding);

/* ---- Prompts ------------------------------------------------------------------------------- */

/* The kinds of hints. */
typedef int32_t cairn_prompt_kind;
enum {
  /* A click at `position`; it counts for the nearest point with finite coordinates. */
  CAIRN_CLICK = 1,
  /* A click on the point `index`. */
  CAIRN_CLICK_ON_POINT = 2,
  /* The object lies in the box around `position` with the edges `size`, turned by `rotation`. */
  CAIRN_BOX = 3,
  /* The object is about what `mask` selects. */
  CAIRN_MASK = 4,
  /* The object is what the polygon `vertices` encloses in `view` for the most part. */
  CAIRN_POLYGON = 5
};

/* A hint at what to select. The functions below fill one; members that a kind does not name are
 * ignored. */
typedef struct cairn_prompt {
  uint64_t struct_size;
  cairn_prompt_kind kind;
  /* Clicks: 1 on the object, 0 on what is not the object. */
  int32_t is_positive;
  uint64_t index;
  double position[3];
  /* Edge lengths along the box's own axes, above 0. */
  double size[3];
  /* Turns the box's own axes into the cloud's (x y z w; four zeros: not turned). */
  double rotation[4];
  /* A byte a point, not 0 where it is selected. */
  const uint8_t *mask;
  uint64_t mask_count;
  /* Corners of a closed polygon, column and row each; 3 to 10000 corners. */
  const double *vertices;
  uint64_t vertex_count;
  /* The 4 x 4 matrix that takes x y z 1 to column, row and depth times w, and w: 16 numbers, column
   * after column. For OpenGL, projection times model view, with corners from -1 to 1. */
  const double *view;
  /* Polygons: 1 where objects that are hidden in the view are meant too, 0 otherwise. */
  int32_t includes_hidden;
  int32_t reserved;
} cairn_prompt;

static inline cairn_prompt cairn_prompt_of_kind(cairn_prompt_kind kind) {
  cairn_prompt prompt = {sizeof(cairn_prompt), 0, 0, 0, {0, 0, 0}, {0, 0, 0}, {0, 0, 0, 0},
                         0, 0, 0, 0, 0, 0, 0};
  prompt.kind = kind;
  return prompt;
}

/* A click at a position, on the object (1) or on what is not the object (0). */
static inline cairn_prompt cairn_click_at(double x, double y, double z, int32_t is_positive) {
  cairn_prompt prompt = cairn_prompt_of_kind(CAIRN_CLICK);
  prompt.position[0] = x;
  prompt.position[1] = y;
  prompt.position[2] = z;
  prompt.is_positive = is_positive;
  return prompt;
}

/* A click on a point, on the object (1) or on what is not the object (0). */
static inline cairn_prompt cairn_click_on(uint64_t index, int32_t is_positive) {
  cairn_prompt prompt = cairn_prompt_of_kind(CAIRN_CLICK_ON_POINT);
  prompt.index = index;
  prompt.is_positive = is_positive;
  return prompt;
}

/* A box around a middle; `rotation` (x y z w) may be null. */
static inline cairn_prompt cairn_box_around(
    const double center[3], const double size[3], const double rotation[4]) {
  cairn_prompt prompt = cairn_prompt_of_kind(CAIRN_BOX);
  int axis;
  for (axis = 0; axis < 3; axis++) {
    prompt.position[axis] = center[axis];
    prompt.size[axis] = size[axis];
  }
  if (rotation)
    for (axis = 0; axis < 4; axis++) prompt.rotation[axis] = rotation[axis];
  return prompt;
}

/* A mask of about the object, a byte a point; it must stay valid until the prompt was used. */
static inline cairn_prompt cairn_rough_mask(const uint8_t *mask, uint64_t count) {
  cairn_prompt prompt = cairn_prompt_of_kind(CAIRN_MASK);
  prompt.mask = mask;
  prompt.mask_count = count;
  return prompt;
}

/* A polygon in a view; both must stay valid until the prompt was used. */
static inline cairn_prompt cairn_polygon_in_view(
    const double *vertices, uint64_t vertex_count, const double view[16]) {
  cairn_prompt prompt = cairn_prompt_of_kind(CAIRN_POLYGON);
  prompt.vertices = vertices;
  prompt.vertex_count = vertex_count;
  prompt.view = view;
  return prompt;
}

/* ---- Segmenting ---------------------------------------------------------------------------- */

/* One answer to prompts. The caller sets struct_size, capacity and the memory that it wants filled;
 * null is not filled. */
typedef struct cairn_candidate {
  uint64_t struct_size;
  /* A byte a point: 1 where it is selected, 0 where it is not. */
  uint8_t *mask;
  /* A number a point: how sure, above 0 where it is selected. */
  float *logits;
  /* For how many points each of the two has room; at least the cloud's where one is not null. */
  uint64_t capacity;
  /* Result: how many points are selected. */
  uint64_t selected_count;
  /* Result: the expected intersection over union with the object meant, 0...1. */
  float iou_score;
  int32_t reserved;
} cairn_candidate;

/* Finds the object that prompts mean; a single click has answers of several extents.
 *
 * - prompts: All prompts of the object in the order in which they were given, 1 to 65536.
 * - candidates: Receives the answers, best first, as many as there are and `candidate_capacity`
 *   allows; the others stay as they are. May be null where that is 0.
 * - candidate_count: Receives how many answers there are; may be null.
 *
 * A clicked point is in every mask or in none, as its last click says. */
CAIRN_API cairn_status cairn_segment(
    const cairn_embedding *embedding, const cairn_prompt *prompts, uint64_t prompt_count,
    cairn_candidate *candidates, uint64_t candidate_capacity, uint64_t *candidate_count);

/* How to look for every object; 0 is the method's default. */
typedef struct cairn_everything_options {
  uint64_t struct_size;
  /* How many clicks the program places in each round, and how many rounds there are; at most 10000
   * and 100. */
  uint32_t click_count;
  uint32_t round_count;
  /* Objects of a lower score (0...1) or with fewer points are left out. */
  float minimum_score;
  uint32_t minimum_points;
  /* At most so many objects are kept, those of the highest score. */
  uint32_t limit;
  /* Whether floors, walls and table tops are objects too: 1 or 0. */
  int32_t includes_surfaces;
} cairn_everything_options;

/* An object that was found. The caller sets struct_size. */
typedef struct cairn_object {
  uint64_t struct_size;
  /* Its label; 1 is the object with most points. */
  uint32_t label;
  /* How sure it is that this is one object, 0...1. */
  float score;
  /* The point whose click gives the object. */
  uint64_t clicked_point;
  /* How many points have its label. */
  uint64_t point_count;
} cairn_object;

/* Finds every object without a prompt; no point is in two.
 *
 * - options: May be null.
 * - progress: May be null; `user` is handed to it.
 * - labels: Receives the label of every point, 0 where no object is; `label_capacity` is in points.
 * - objects: Receives the objects ascending by label, as far as `object_capacity` allows; may be
 *   null where that is 0.
 * - object_count: Receives how many objects there are; may be null. */
CAIRN_API cairn_status cairn_everything(
    const cairn_embedding *embedding, const cairn_everything_options *options,
    cairn_progress progress, void *user, uint32_t *labels, uint64_t label_capacity,
    cairn_object *objects, uint64_t object_capacity, uint64_t *object_count);

/* ---- Sessions ------------------------------------------------------------------------------ */

/* Several objects of one cloud, which compete for its points, with undo and redo. */
typedef struct cairn_session cairn_session;

/* Starts without objects; the embedding may be closed afterwards. */
CAIRN_API cairn_status cairn_session_create(
    const cairn_embedding *embedding, cairn_session **session);

/* Gives a session back; null is allowed and does nothing. */
CAIRN_API cairn_status cairn_session_close(cairn_session *session);

/* Gives the object `label` (1 or more) its complete list of prompts, in place of any earlier one;
 * with prompt_count 0, the object is removed. Candidates are as for cairn_segment, and answer these
 * prompts alone. After a failure the session is as before. */
CAIRN_API cairn_status cairn_session_set_prompts(
    cairn_session *session, uint32_t label, const cairn_prompt *prompts, uint64_t prompt_count,
    cairn_candidate *candidates, uint64_t candidate_capacity, uint64_t *candidate_count);

/* Removes all objects; this can be undone. */
CAIRN_API cairn_status cairn_session_clear(cairn_session *session);

/* Takes the last change back; `changed` receives 1, or 0 where there was none, and may be null. */
CAIRN_API cairn_status cairn_session_undo(cairn_session *session, int32_t *changed);

/* Makes the change again that was last taken back; `changed` as for cairn_session_undo. */
CAIRN_API cairn_status cairn_session_redo(cairn_session *session, int32_t *changed);

/* Copies the label of every point, 0 where no object is; `capacity` is in points. */
CAIRN_API cairn_status cairn_session_copy_labels(
    const cairn_session *session, uint32_t *labels, uint64_t capacity);

#ifdef __cplusplus
}
#endif

#endif
