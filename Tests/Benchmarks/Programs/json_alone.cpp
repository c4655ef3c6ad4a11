// simdjson alone: reads a JSON-lines file of transcripts and takes every message's role and text, unescaped. Prints the bytes of text.
//
// Usage: json_alone FILE
#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

#include <cstdio>

using namespace simdjson;

int main(int count, char **arguments) {
    if (count < 2) { return 2; }
    padded_string file;
    if (padded_string::load(arguments[1]).get(file)) { return 2; }
    ondemand::parser parser;
    ondemand::document_stream lines;
    if (parser.iterate_many(file, 64 << 20).get(lines)) { return 2; }
    size_t bytes = 0;
    for (auto line : lines) {
        ondemand::array messages;
        if (line["messages"].get_array().get(messages)) { return 1; }
        for (auto message : messages) {
            std::string_view role, text;
            if (message["role"].get_string().get(role) || message["text"].get_string().get(text)) { return 1; }
            bytes += role.size() + text.size();
        }
    }
    std::printf("%zu\n", bytes);
    return 0;
}
