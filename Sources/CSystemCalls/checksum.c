#include "CSystemCalls.h"

#include <zlib.h>

uint32_t tact_crc32(uint32_t crc, const void *bytes, size_t size) {
    // For no buffer at all zlib would start again from 0.
    return size == 0 ? crc : (uint32_t)crc32_z(crc, bytes, size);
}
