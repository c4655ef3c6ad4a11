#include "CLibXML2.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <limits.h>
#include <string.h>

typedef struct {
    xmlParserCtxtPtr parser;
    const tact_xml_handler *handler;
    size_t depth;
    size_t depth_limit;
    size_t offset;
    tact_xml_result result;
} reading;

/// How many bytes were read: the text is not converted, so that it stands as it came.
static size_t offset_of(xmlParserCtxtPtr parser) {
    xmlParserInputPtr input = parser->input;
    return input == NULL ? 0 : (size_t)input->consumed + (size_t)(input->cur - input->base);
}

static void stop(reading *state, tact_xml_result result) {
    if (state->result != TACT_XML_OK) { return; }
    state->result = result;
    state->offset = offset_of(state->parser);
    xmlStopParser(state->parser);
}

/// Copies the value of an attribute, which libxml2 gives without a 0 at its end; what is longer than any value that matters is left out.
static const char *copy(char *copy, size_t size, const xmlChar *start, const xmlChar *end) {
    size_t count = (size_t)(end - start);
    if (count >= size) { return NULL; }
    memcpy(copy, start, count);
    copy[count] = 0;
    return copy;
}

static void start(
    void *context, const xmlChar *element, const xmlChar *prefix, const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
    int attribute_count, int default_count, const xmlChar **attributes) {
    (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)default_count;
    reading *state = context;
    if (state->result != TACT_XML_OK) { return; }
    if (++state->depth > state->depth_limit) {
        stop(state, TACT_XML_TOO_DEEP);
        return;
    }
    char type_buffer[32];
    char nil_buffer[32];
    const char *type = NULL;
    const char *nil = NULL;
    // Each attribute takes five places: name, prefix, URI, and where the value starts and ends.
    for (int index = 0; index < attribute_count; index += 1, attributes += 5) {
        if (xmlStrEqual(attributes[0], BAD_CAST "type")) { type = copy(type_buffer, sizeof type_buffer, attributes[3], attributes[4]); }
        if (xmlStrEqual(attributes[0], BAD_CAST "nil")) { nil = copy(nil_buffer, sizeof nil_buffer, attributes[3], attributes[4]); }
    }
    state->handler->start(state->handler->context, (const char *)element, type, nil, offset_of(state->parser));
}

static void end(void *context, const xmlChar *element, const xmlChar *prefix, const xmlChar *uri) {
    (void)element, (void)prefix, (void)uri;
    reading *state = context;
    if (state->result != TACT_XML_OK) { return; }
    if (state->depth > 0) { state->depth -= 1; }
    state->handler->end(state->handler->context, offset_of(state->parser));
}

static void text(void *context, const xmlChar *characters, int count) {
    reading *state = context;
    if (count > 0 && state->result == TACT_XML_OK) {
        state->handler->text(state->handler->context, (const char *)characters, (size_t)count);
    }
}

static void doctype(void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id) {
    (void)name, (void)public_id, (void)system_id;
    stop(context, TACT_XML_HAS_DOCTYPE);
}

/// libxml2 goes on behind an error to look for more of them; nothing behind the first is to be relied on.
static void error(void *context, xmlErrorPtr error) {
    if (error->level == XML_ERR_FATAL) { stop(context, error->code == XML_ERR_NO_MEMORY ? TACT_XML_OUT_OF_MEMORY : TACT_XML_MALFORMED); }
}

tact_xml_result tact_xml_read(const char *xml, size_t count, size_t depth_limit, const tact_xml_handler *handler, size_t *offset) {
    *offset = 0;
    xmlParserCtxtPtr parser = count <= INT_MAX ? xmlNewParserCtxt() : NULL;
    if (parser == NULL) { return TACT_XML_OUT_OF_MEMORY; }
    reading state = {parser, handler, 0, depth_limit, 0, TACT_XML_OK};
    memset(parser->sax, 0, sizeof *parser->sax);
    parser->sax->initialized = XML_SAX2_MAGIC;
    parser->sax->startElementNs = start;
    parser->sax->endElementNs = end;
    parser->sax->characters = text;
    parser->sax->ignorableWhitespace = text;
    parser->sax->cdataBlock = text;
    parser->sax->internalSubset = doctype;
    parser->sax->serror = (xmlStructuredErrorFunc)error;
    parser->userData = &state;
    // How large texts may be is the caller's to limit.
    xmlDocPtr tree = xmlCtxtReadMemory(
        parser, xml, (int)count, NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_IGNORE_ENC);
    if (state.result == TACT_XML_OK) {
        state.offset = offset_of(parser);
        if (parser->errNo == XML_ERR_NO_MEMORY) { state.result = TACT_XML_OUT_OF_MEMORY; }
        else if (!parser->wellFormed) { state.result = TACT_XML_MALFORMED; }
    }
    if (tree != NULL) { xmlFreeDoc(tree); }
    xmlFreeParserCtxt(parser);
    *offset = state.offset;
    return state.result;
}
