// Exceptions must not cross into Swift: simdjson is told to have none, and what it allocates it allocates without throwing.
#define SIMDJSON_EXCEPTIONS 0
#include "CSimdJSON.h"

#include <simdjson.h>

#include <new>

struct tact_json_parser {
    simdjson::dom::parser parser;
};

extern "C" tact_json_parser *tact_json_parser_new(size_t depth_limit) {
    auto *box = new (std::nothrow) tact_json_parser;
    if (box == nullptr) { return nullptr; }
    // simdjson counts the root as a level.
    if (box->parser.allocate(4096, depth_limit + 1) != simdjson::SUCCESS) {
        delete box;
        return nullptr;
    }
    return box;
}

extern "C" void tact_json_parser_free(tact_json_parser *parser) { delete parser; }

extern "C" tact_json_result tact_json_parse(
    tact_json_parser *parser, const uint8_t *bytes, size_t count, tact_json_document *document) {
    *document = {nullptr, 0, nullptr};
    simdjson::error_code error = parser->parser.parse(bytes, count, true).error();
    switch (error) {
    case simdjson::SUCCESS:
        break;
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY:
        return TACT_JSON_OUT_OF_MEMORY;
    case simdjson::STRING_ERROR:
        return TACT_JSON_BAD_STRING;
    default:
        return TACT_JSON_INVALID;
    }
    const uint64_t *tape = parser->parser.doc.tape.get();
    // The first word is the root's; its payload is the index behind the last word.
    document->tape = tape;
    document->tape_count = size_t(tape[0] & 0x00FFFFFFFFFFFFFFULL);
    document->strings = parser->parser.doc.string_buf.get();
    return TACT_JSON_OK;
}
