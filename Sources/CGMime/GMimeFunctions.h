#pragma once

#include <stdint.h>
#include <sys/types.h>

// The few functions of GMime 3 and GLib that are used, as their headers declare them. The headers themselves would come with flags for the
// linker (SwiftPM takes both from pkg-config or none), and the library is to be loaded only when there is a mail. The interface of
// libgmime-3.0.so.0 is stable; compiling this file behind <gmime/gmime.h> checks the declarations against it.

typedef struct _GMimeContentType GMimeContentType;
typedef struct _GMimeDataWrapper GMimeDataWrapper;
typedef struct _GMimeFilter GMimeFilter;
typedef struct _GMimeMessage GMimeMessage;
typedef struct _GMimeMessagePart GMimeMessagePart;
typedef struct _GMimeMultipart GMimeMultipart;
typedef struct _GMimeObject GMimeObject;
typedef struct _GMimeParser GMimeParser;
typedef struct _GMimeParserOptions GMimeParserOptions;
typedef struct _GMimePart GMimePart;
typedef struct _GMimeReferences GMimeReferences;
typedef struct _GMimeStream GMimeStream;
typedef struct _GMimeStreamFilter GMimeStreamFilter;
typedef struct _GMimeStreamMem GMimeStreamMem;
typedef struct _InternetAddress InternetAddress;
typedef struct _InternetAddressList InternetAddressList;
typedef struct _InternetAddressMailbox InternetAddressMailbox;
typedef struct _GByteArray GByteArray;
typedef struct _GDateTime GDateTime;
typedef struct _GTypeInstance GTypeInstance;

void g_mime_init(void);
const char *g_mime_content_type_get_parameter(GMimeContentType *type, const char *name);
int g_mime_content_type_is_type(GMimeContentType *type, const char *media, const char *subtype);
GMimeStream *g_mime_data_wrapper_get_stream(GMimeDataWrapper *wrapper);
ssize_t g_mime_data_wrapper_write_to_stream(GMimeDataWrapper *wrapper, GMimeStream *stream);
GMimeFilter *g_mime_filter_charset_new(const char *from, const char *to);
GDateTime *g_mime_message_get_date(GMimeMessage *message);
InternetAddressList *g_mime_message_get_from(GMimeMessage *message);
InternetAddressList *g_mime_message_get_sender(GMimeMessage *message);
InternetAddressList *g_mime_message_get_to(GMimeMessage *message);
const char *g_mime_message_get_message_id(GMimeMessage *message);
GMimeObject *g_mime_message_get_mime_part(GMimeMessage *message);
const char *g_mime_message_get_subject(GMimeMessage *message);
GMimeMessage *g_mime_message_part_get_message(GMimeMessagePart *part);
int g_mime_multipart_get_count(GMimeMultipart *multipart);
GMimeObject *g_mime_multipart_get_part(GMimeMultipart *multipart, int index);
GMimeContentType *g_mime_object_get_content_type(GMimeObject *object);
const char *g_mime_object_get_disposition(GMimeObject *object);
const char *g_mime_object_get_header(GMimeObject *object, const char *name);
GMimeMessage *g_mime_parser_construct_message(GMimeParser *parser, GMimeParserOptions *options);
GMimeParser *g_mime_parser_new_with_stream(GMimeStream *stream);
GMimeDataWrapper *g_mime_part_get_content(GMimePart *part);
const char *g_mime_part_get_filename(GMimePart *part);
void g_mime_references_free(GMimeReferences *references);
const char *g_mime_references_get_message_id(GMimeReferences *references, int index);
int g_mime_references_length(GMimeReferences *references);
GMimeReferences *g_mime_references_parse(GMimeParserOptions *options, const char *text);
int g_mime_stream_filter_add(GMimeStreamFilter *stream, GMimeFilter *filter);
GMimeStream *g_mime_stream_filter_new(GMimeStream *stream);
int g_mime_stream_flush(GMimeStream *stream);
int64_t g_mime_stream_length(GMimeStream *stream);
GByteArray *g_mime_stream_mem_get_byte_array(GMimeStreamMem *stream);
GMimeStream *g_mime_stream_mem_new(void);
GMimeStream *g_mime_stream_mem_new_with_buffer(const char *buffer, size_t count);
const char *internet_address_get_name(InternetAddress *address);
InternetAddress *internet_address_list_get_address(InternetAddressList *list, int index);
int internet_address_list_length(InternetAddressList *list);
const char *internet_address_mailbox_get_addr(InternetAddressMailbox *mailbox);
unsigned long g_mime_message_part_get_type(void);
unsigned long g_mime_multipart_get_type(void);
unsigned long g_mime_part_get_type(void);
unsigned long internet_address_mailbox_get_type(void);

int64_t g_date_time_to_unix(GDateTime *time);
void g_object_unref(void *object);
int g_type_check_instance_is_a(GTypeInstance *instance, unsigned long type);

#define TACT_GMIME_FUNCTIONS(X) \
    X(g_mime_init) X(g_mime_content_type_get_parameter) X(g_mime_content_type_is_type) X(g_mime_data_wrapper_get_stream) \
    X(g_mime_data_wrapper_write_to_stream) X(g_mime_filter_charset_new) X(g_mime_message_get_date) X(g_mime_message_get_from) \
    X(g_mime_message_get_sender) X(g_mime_message_get_to) X(g_mime_message_get_message_id) X(g_mime_message_get_mime_part) \
    X(g_mime_message_get_subject) X(g_mime_message_part_get_message) X(g_mime_multipart_get_count) X(g_mime_multipart_get_part) \
    X(g_mime_object_get_content_type) X(g_mime_object_get_disposition) X(g_mime_object_get_header) X(g_mime_parser_construct_message) \
    X(g_mime_parser_new_with_stream) X(g_mime_part_get_content) X(g_mime_part_get_filename) X(g_mime_references_free) \
    X(g_mime_references_get_message_id) X(g_mime_references_length) X(g_mime_references_parse) X(g_mime_stream_filter_add) \
    X(g_mime_stream_filter_new) X(g_mime_stream_flush) X(g_mime_stream_length) X(g_mime_stream_mem_get_byte_array) \
    X(g_mime_stream_mem_new) X(g_mime_stream_mem_new_with_buffer) X(internet_address_get_name) X(internet_address_list_get_address) \
    X(internet_address_list_length) X(internet_address_mailbox_get_addr) X(g_mime_message_part_get_type) X(g_mime_multipart_get_type) \
    X(g_mime_part_get_type) X(internet_address_mailbox_get_type) X(g_date_time_to_unix) X(g_object_unref) X(g_type_check_instance_is_a)
