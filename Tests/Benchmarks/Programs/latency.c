// Renames files into a folder at an even rate and says for each how many nanoseconds went by until a line of the log names it.
//
// Usage: latency FOLDER LOG FILES RATE [--bare]
//
// FOLDER/.NAME.part are there already, with NAME = l000000.json and so on. With --bare nobody else is needed: instead of the rename, as
// many bytes as a file has are appended to the log and synced with fdatasync, and the time that takes is told.
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

#include "common.h"

static const char *folder, *path;
static long files, rate;
static long long *sent, *seen;
static const int patience_ms = 20000;

static void sleep_until(long long when) {
    struct timespec time = {when / 1000000000, when % 1000000000};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) != 0) {}
}

static void *deliver(void *unused) {
    (void)unused;
    long long start = now();
    for (long index = 0; index < files; index++) {
        char from[4096], to[4096];
        snprintf(from, sizeof from, "%s/.l%06ld.json.part", folder, index);
        snprintf(to, sizeof to, "%s/l%06ld.json", folder, index);
        sleep_until(start + index * 1000000000LL / rate);
        sent[index] = now();
        if (rename(from, to) != 0) fail(from);
    }
    return NULL;
}

// Notes each line of a piece that ends a transcript; the rest is kept for the next piece.
static long note(char *text, size_t *size, long long when) {
    long found = 0;
    char *line = text, *end;
    while ((end = memchr(line, '\n', *size - (size_t)(line - text)))) {
        *end = 0;
        char *name = strstr(line, "\"type\":\"transcript\"") ? strstr(line, "\"file\":\"l") : NULL;
        long index = name ? atol(name + strlen("\"file\":\"l")) : -1;
        if (index >= 0 && index < files && !seen[index]) {
            seen[index] = when;
            found++;
        }
        line = end + 1;
    }
    *size -= (size_t)(line - text);
    memmove(text, line, *size);
    return found;
}

static void follow(int log) {
    static char text[8 << 20];
    size_t size = 0;
    char events[4096];
    int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch < 0 || inotify_add_watch(watch, path, IN_MODIFY) < 0) fail("inotify");
    struct pollfd wanted = {watch, POLLIN, 0};
    pthread_t thread;
    if (pthread_create(&thread, NULL, deliver, NULL) != 0) fail("thread");
    for (long found = 0; found < files;) {
        if (poll(&wanted, 1, patience_ms) == 0) {
            fprintf(stderr, "%ld of %ld files have no line in the log\n", files - found, files);
            exit(1);
        }
        while (read(watch, events, sizeof events) > 0) {}
        ssize_t count;
        while ((count = read(log, text + size, sizeof text - size)) > 0) {
            size += (size_t)count;
            found += note(text, &size, now());
        }
    }
    pthread_join(thread, NULL);
}

static void measure_disk(int log) {
    char name[4096];
    static char text[1 << 20];
    long long start = now();
    for (long index = 0; index < files; index++) {
        snprintf(name, sizeof name, "%s/.l%06ld.json.part", folder, index);
        int file = open(name, O_RDONLY);
        ssize_t size = file < 0 ? -1 : read(file, text, sizeof text);
        if (size < 0) fail(name);
        close(file);
        sleep_until(start + index * 1000000000LL / rate);
        sent[index] = now();
        if (write(log, text, (size_t)size) != size || fdatasync(log) != 0) fail("log");
        seen[index] = now();
    }
}

int main(int count, char **arguments) {
    if (count < 5) return 2;
    folder = arguments[1];
    path = arguments[2];
    files = atol(arguments[3]);
    rate = atol(arguments[4]);
    sent = calloc((size_t)files, sizeof *sent);
    seen = calloc((size_t)files, sizeof *seen);
    int is_bare = count > 5 && strcmp(arguments[5], "--bare") == 0;
    int log = is_bare ? open(path, O_WRONLY | O_CREAT | O_APPEND, 0640) : open(path, O_RDONLY);
    if (!sent || !seen || log < 0) fail(path);
    if (is_bare) {
        measure_disk(log);
    } else {
        lseek(log, 0, SEEK_END);
        follow(log);
    }
    for (long index = 0; index < files; index++) printf("%lld\n", seen[index] - sent[index]);
    return 0;
}
