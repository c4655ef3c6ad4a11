#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A JSON parser of simdjson with its memory, for use by one thread at a time.
typedef struct tact_json_parser tact_json_parser;

typedef enum {
    TACT_JSON_OK = 0,
    /// The text is no JSON; simdjson does not say where.
    TACT_JSON_INVALID = 1,
    /// A string has an escape that stands for no character, such as half of a surrogate pair.
    TACT_JSON_BAD_STRING = 2,
    TACT_JSON_OUT_OF_MEMORY = 3,
} tact_json_result;

/// What a parser found; the memory is the parser's and good until it parses again.
///
/// The layout of the tape is simdjson's, documented in its `doc/tape.md`.
typedef struct {
    const uint64_t *tape;
    /// In words, with the two of the root.
    size_t tape_count;
    /// Strings, each with its length in front.
    const uint8_t *strings;
} tact_json_document;

/// \param depth_limit How deep arrays and objects may be nested.
/// \returns NULL where memory runs out.
tact_json_parser *tact_json_parser_new(size_t depth_limit);

void tact_json_parser_free(tact_json_parser *parser);

/// Parses one value. The bytes are copied, so that they need no padding.
tact_json_result tact_json_parse(tact_json_parser *parser, const uint8_t *bytes, size_t count, tact_json_document *document);

#ifdef __cplusplus
}
#endif
