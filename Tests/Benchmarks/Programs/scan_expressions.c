// Hyperscan over the same texts: searches each for regular expressions, caseless, with the place where each match begins.
//
// Usage: scan_expressions EXPRESSIONS TEXTS ROUNDS
//
// EXPRESSIONS has one a line, TEXTS ends each text with a zero byte. Prints the number of expressions and of those that Hyperscan
// refused; then for each round the bytes of text, the matches, and nanoseconds of processor time.
#define _GNU_SOURCE
#include <hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common.h"

static char *contents(const char *path, size_t *size) {
    FILE *file = fopen(path, "r");
    if (!file) exit(2);
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*size + 1);
    if (!bytes || fread(bytes, 1, *size, file) != *size) exit(2);
    bytes[*size] = 0;
    fclose(file);
    return bytes;
}

static int found(unsigned expression, unsigned long long from, unsigned long long to, unsigned flags, void *count) {
    (void)expression, (void)from, (void)to, (void)flags;
    ++*(unsigned long long *)count;
    return 0;
}

// Compiles all expressions; those that are refused are left out, one after the other.
static hs_database_t *compile(char *text, unsigned *count, unsigned *refused) {
    const char **expressions = NULL;
    unsigned *flags = NULL;
    *count = *refused = 0;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        expressions = realloc(expressions, sizeof *expressions * (*count + 1));
        flags = realloc(flags, sizeof *flags * (*count + 1));
        expressions[*count] = line;
        flags[(*count)++] = HS_FLAG_CASELESS | HS_FLAG_SOM_LEFTMOST;
    }
    for (;;) {
        hs_database_t *database;
        hs_compile_error_t *error;
        if (hs_compile_multi(expressions, flags, NULL, *count, HS_MODE_BLOCK, NULL, &database, &error) == HS_SUCCESS) return database;
        if (error->expression < 0) {
            fprintf(stderr, "%s\n", error->message);
            exit(2);
        }
        expressions[error->expression] = expressions[--*count];
        ++*refused;
        hs_free_compile_error(error);
    }
}

int main(int arguments, char **values) {
    if (arguments < 4) return 2;
    size_t size;
    unsigned count, refused;
    hs_database_t *database = compile(contents(values[1], &size), &count, &refused);
    printf("%u %u\n", count, refused);
    char *texts = contents(values[2], &size);
    hs_scratch_t *scratch = NULL;
    if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return 2;
    for (int round = atoi(values[3]); round > 0; round--) {
        unsigned long long matches = 0, bytes = 0;
        long long start = time_of(CLOCK_THREAD_CPUTIME_ID);
        for (char *text = texts; text < texts + size;) {
            size_t length = strlen(text);
            hs_scan(database, text, (unsigned)length, 0, scratch, found, &matches);
            bytes += length;
            text += length + 1;
        }
        printf("%llu %llu %lld\n", bytes, matches, time_of(CLOCK_THREAD_CPUTIME_ID) - start);
        fflush(stdout);
    }
    return 0;
}
