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
