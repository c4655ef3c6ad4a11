#include "CLibXML2.h"

#include <libxml/HTMLparser.h>
#include <limits.h>
#include <string.h>

typedef struct {
    htmlParserCtxtPtr parser;
    const tact_html_handler *handler;
    size_t depth;
    size_t depth_limit;
    int is_too_deep;
} reading;

static void start(void *context, const xmlChar *element, const xmlChar **attributes) {
    reading *state = context;
    if (++state->depth > state->depth_limit) {
        state->is_too_deep = 1;
        xmlStopParser(state->parser);
        return;
    }
    const xmlChar *id = NULL;
    const xmlChar *classes = NULL;
    for (; attributes != NULL && attributes[0] != NULL; attributes += 2) {
        if (xmlStrEqual(attributes[0], BAD_CAST "id")) { id = attributes[1]; }
        if (xmlStrEqual(attributes[0], BAD_CAST "class")) { classes = attributes[1]; }
    }
    state->handler->start(state->handler->context, (const char *)element, (const char *)id, (const char *)classes);
}

static void end(void *context, const xmlChar *element) {
    (void)element;
    reading *state = context;
    if (state->depth > 0) { state->depth -= 1; }
    if (!state->is_too_deep) { state->handler->end(state->handler->context); }
}

static void text(void *context, const xmlChar *characters, int count) {
    reading *state = context;
    if (count > 0 && !state->is_too_deep) {
        state->handler->text(state->handler->context, (const char *)characters, (size_t)count);
    }
}

tact_html_result tact_html_read(const char *html, size_t count, size_t depth_limit, const tact_html_handler *handler) {
    htmlParserCtxtPtr parser = count <= INT_MAX ? htmlNewParserCtxt() : NULL;
    if (parser == NULL) { return TACT_HTML_OUT_OF_MEMORY; }
    reading state = {parser, handler, 0, depth_limit, 0};
    memset(parser->sax, 0, sizeof *parser->sax);
    parser->sax->startElement = start;
    parser->sax->endElement = end;
    parser->sax->characters = text;
    parser->sax->ignorableWhitespace = text;
    parser->sax->cdataBlock = text;
    parser->userData = &state;
    // No tree is built with these handlers; should there be one all the same, it is freed.
    htmlDocPtr tree = htmlCtxtReadMemory(
        parser, html, (int)count, NULL, "UTF-8",
        HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    int has_memory = parser->errNo != XML_ERR_NO_MEMORY;
    if (tree != NULL) { xmlFreeDoc(tree); }
    htmlFreeParserCtxt(parser);
    if (state.is_too_deep) { return TACT_HTML_TOO_DEEP; }
    return has_memory ? TACT_HTML_OK : TACT_HTML_OUT_OF_MEMORY;
}
