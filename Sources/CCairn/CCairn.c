#include "cairn/cairn.h"
#include "private/messages.h"

#include <stddef.h>
#include <string.h>

// What programs were compiled with must not move: new members go to the end.
_Static_assert(sizeof(cairn_field) == 48 && offsetof(cairn_field, type) == 40, "cairn_field");
_Static_assert(
    sizeof(cairn_cloud_view) == 112 && offsetof(cairn_cloud_view, byte_order) == 104,
    "cairn_cloud_view");
_Static_assert(
    sizeof(cairn_write_options) == 32 && offsetof(cairn_write_options, colorize) == 28,
    "cairn_write_options");
_Static_assert(
    sizeof(cairn_predictor_options) == 40 && offsetof(cairn_predictor_options, thread_limit) == 36,
    "cairn_predictor_options");
_Static_assert(
    sizeof(cairn_prompt) == 152 && offsetof(cairn_prompt, includes_hidden) == 144, "cairn_prompt");
_Static_assert(
    sizeof(cairn_candidate) == 48 && offsetof(cairn_candidate, iou_score) == 40, "cairn_candidate");
_Static_assert(
    sizeof(cairn_everything_options) == 32
        && offsetof(cairn_everything_options, includes_surfaces) == 28,
    "cairn_everything_options");
_Static_assert(
    sizeof(cairn_object) == 32 && offsetof(cairn_object, point_count) == 24, "cairn_object");

enum { messageCapacity = 4096 };
static _Thread_local char messages[2][messageCapacity];

void cairnStoreMessage(int32_t slot, const uint8_t *text, int64_t byteCount) {
  int64_t kept = byteCount < messageCapacity ? byteCount : messageCapacity - 1;
  // A byte 10xxxxxx continues a character, which would be cut in two.
  if (kept < byteCount)
    while (kept > 0 && (text[kept] & 0xC0) == 0x80) kept--;
  if (kept > 0) memcpy(messages[slot], text, (size_t)kept);
  messages[slot][kept] = 0;
}

const char *cairnStoredMessage(int32_t slot) { return messages[slot]; }

#define TEXT_OF(value) #value
#define TEXT(value) TEXT_OF(value)

const char *cairnVersionText(void) {
  return TEXT(CAIRN_VERSION_MAJOR) "." TEXT(CAIRN_VERSION_MINOR) "." TEXT(CAIRN_VERSION_PATCH);
}

const char *cairnStatusText(int32_t status) {
  static const char *const names[] = {
      "CAIRN_OK",          "CAIRN_BAD_ARGUMENT",     "CAIRN_BAD_HANDLE", "CAIRN_BAD_CLOUD",
      "CAIRN_BAD_PROMPT",  "CAIRN_BUFFER_TOO_SMALL", "CAIRN_FILE_ERROR", "CAIRN_NOT_FOUND",
      "CAIRN_BAD_DATA",    "CAIRN_CANCELLED",        "CAIRN_WRONG_VERSION",
  };
  int32_t count = sizeof names / sizeof *names;
  return status >= 0 && status < count ? names[status] : "unknown status";
}
