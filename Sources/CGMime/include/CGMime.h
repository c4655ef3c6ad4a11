#pragma once

#include <stddef.h>
#include <stdint.h>

// GMime's and GLib's own headers stay out of sight, here and in the implementation: see GMimeFunctions.h.

typedef enum {
    TACT_MAIL_SUBJECT = 0,
    /// The name and the address of the author.
    TACT_MAIL_FROM_NAME = 1,
    TACT_MAIL_FROM_ADDRESS = 2,
    /// The address of the first recipient.
    TACT_MAIL_TO_ADDRESS = 3,
    /// Ids come without angle brackets.
    TACT_MAIL_MESSAGE_ID = 4,
    /// Each id of References, in order; then each of In-Reply-To.
    TACT_MAIL_REFERENCE = 5,
    TACT_MAIL_IN_REPLY_TO = 6,
    TACT_MAIL_AUTO_SUBMITTED = 7,
    TACT_MAIL_PRECEDENCE = 8,
    /// A header that only automatic answers have, such as X-Autoreply.
    TACT_MAIL_AUTO_REPLY = 9,
    /// A header that only drafts have, such as X-Unsent.
    TACT_MAIL_DRAFT = 10,
    /// The labels that Gmail's archives have.
    TACT_MAIL_LABELS = 11,
} tact_mail_field;

/// What is told of a mail while it is read: fields and date, then the body. Every group that begins also ends, unless reading fails.
typedef struct {
    void *context;
    /// \param value A header, decoded, with a 0 at its end; mostly UTF-8.
    void (*field)(void *context, tact_mail_field field, const char *value);
    /// Seconds since 1970.
    void (*date)(void *context, int64_t seconds);
    /// A multipart, of which an alternative one has the same content several times.
    void (*begin)(void *context, int is_alternative);
    void (*end)(void *context);
    /// A text/plain or text/html part, as UTF-8 where its charset is known and named rightly.
    ///
    /// \param is_flowed Whether a space at the end of a line goes on with the next (RFC 3676), and is itself no space if `deletes_space`.
    void (*text)(void *context, int is_html, int is_flowed, int deletes_space, const char *bytes, size_t count);
    /// Anything else, a mail that is attached included.
    ///
    /// \param name NULL where it has none.
    void (*attachment)(void *context, const char *name);
} tact_mail_handler;

typedef struct {
    /// How deep multiparts may be nested, and how many parts there may be in all.
    size_t depth;
    size_t parts;
    /// Bytes of one text, as it is encoded.
    size_t text_bytes;
} tact_mail_limits;

typedef enum {
    TACT_MAIL_OK = 0,
    /// libgmime-3.0.so.0 cannot be loaded.
    TACT_MAIL_MISSING_LIBRARY = 1,
    TACT_MAIL_UNREADABLE = 2,
    TACT_MAIL_TOO_DEEP = 3,
    TACT_MAIL_TOO_MANY_PARTS = 4,
    TACT_MAIL_TEXT_TOO_LONG = 5,
} tact_mail_result;

/// Reads one mail (RFC 5322, MIME) as mail programs do: almost nothing in it is an error.
///
/// GMime is loaded at the first call, so that programs which never see a mail are neither slowed by it nor need it. May be called from any
/// thread. The reader recurses once for each multipart, and keeps all headers: the caller bounds both.
tact_mail_result tact_mail_read(const char *mail, size_t count, tact_mail_limits limits, const tact_mail_handler *handler);
