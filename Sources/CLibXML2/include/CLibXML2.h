#pragma once

#include <stddef.h>

// libxml2's own headers stay out of Swift's sight: they include ICU's, which clash with those that come with Foundation.

/// What is told of an HTML document while it is read. Every element that starts also ends, except behind the depth limit.
typedef struct {
    void *context;
    /// \param element The name, in small letters; `id` and `classes` are the attributes, NULL where there are none.
    void (*start)(void *context, const char *element, const char *id, const char *classes);
    void (*end)(void *context);
    /// Some characters, as UTF-8, without a 0 at their end; entities are decoded.
    void (*text)(void *context, const char *characters, size_t count);
} tact_html_handler;

typedef enum {
    TACT_HTML_OK = 0,
    TACT_HTML_TOO_DEEP = 1,
    TACT_HTML_OUT_OF_MEMORY = 2,
} tact_html_result;

/// Reads an HTML document as browsers do: nothing in it is an error.
///
/// \param html UTF-8 without zeros, at most INT_MAX bytes.
/// \param depth_limit How deep elements may be nested; reading stops there. libxml2 looks through all open elements at a closing tag that
/// fits none, so that without a limit a document could keep it busy for hours.
tact_html_result tact_html_read(const char *html, size_t count, size_t depth_limit, const tact_html_handler *handler);

/// What is told of an XML document while it is read.
typedef struct {
    void *context;
    /// \param element The name without its namespace; `type` and `nil` are the attributes of these names, NULL where there are none.
    /// \param offset Where the tag ends, in bytes.
    void (*start)(void *context, const char *element, const char *type, const char *nil, size_t offset);
    /// \param offset Where the closing tag ends.
    void (*end)(void *context, size_t offset);
    /// Some characters, as UTF-8, without a 0 at their end; references and CDATA sections are decoded.
    void (*text)(void *context, const char *characters, size_t count);
} tact_xml_handler;

typedef enum {
    TACT_XML_OK = 0,
    TACT_XML_TOO_DEEP = 1,
    TACT_XML_OUT_OF_MEMORY = 2,
    TACT_XML_MALFORMED = 3,
    TACT_XML_HAS_DOCTYPE = 4,
} tact_xml_result;

/// Reads an XML document up to its end, or to the first thing that is wrong with it.
///
/// Nothing is loaded from anywhere. A document type declaration ends the reading where it begins, so that there are no entities but those
/// that XML itself has, and none can stand for more text than it is long.
///
/// \param xml UTF-8, whatever its declaration says, at most INT_MAX bytes.
/// \param depth_limit How deep elements may be nested.
/// \param offset Where reading ended, in bytes.
tact_xml_result tact_xml_read(const char *xml, size_t count, size_t depth_limit, const tact_xml_handler *handler, size_t *offset);
