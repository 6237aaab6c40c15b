#pragma once
#include <stdint.h>

/// Which text of a thread: what was wrong, or what should be said.
enum { cairnErrorSlot = 0, cairnWarningSlot = 1 };

/// Keeps a text for the current thread, cut to 4095 bytes at a character.
void cairnStoreMessage(int32_t slot, const uint8_t *text, int64_t byteCount);

/// The text that the current thread keeps, ended by 0.
const char *cairnStoredMessage(int32_t slot);

/// The version of the library, as text.
const char *cairnVersionText(void);

/// The name of a status, as text.
const char *cairnStatusText(int32_t status);
