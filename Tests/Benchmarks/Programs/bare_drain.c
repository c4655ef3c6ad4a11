// What is left of draining a spool when nothing is looked at: each file of a folder is opened, read, closed and renamed into another
// folder; bytes are appended to a log; both are made durable now and then. Prints nanoseconds.
//
// Usage: bare_drain INCOMING DONE LOG BYTES DATA-SYNCS FOLDER-SYNCS
//
// BYTES are appended in all, in as many pieces as there are DATA-SYNCS (fdatasync of the log, one after each piece). FOLDER-SYNCS are
// fsyncs of the two folders in turn, spread likewise.
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common.h"

static char **names;
static long count;

static void list(const char *path) {
    DIR *folder = opendir(path);
    if (!folder) fail(path);
    long room = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.') continue;
        if (count == room) names = realloc(names, sizeof *names * (size_t)(room = room ? 2 * room : 1024));
        if (!names || !(names[count++] = strdup(entry->d_name))) fail("memory");
    }
    closedir(folder);
}

static void take(int from, int to, const char *name) {
    static char text[1 << 20];
    int file = openat(from, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) fail(name);
    while (read(file, text, sizeof text) > 0) {}
    close(file);
    if (renameat(from, name, to, name) != 0) fail(name);
}

int main(int arguments, char **values) {
    if (arguments < 7) return 2;
    long long start = now();
    list(values[1]);
    int from = open(values[1], O_RDONLY | O_DIRECTORY), to = open(values[2], O_RDONLY | O_DIRECTORY);
    int log = open(values[3], O_WRONLY | O_CREAT | O_APPEND, 0640);
    if (from < 0 || to < 0 || log < 0) fail("open");
    long long bytes = atoll(values[4]), written = 0;
    long syncs = atol(values[5]), folders = atol(values[6]), synced = 0, folders_synced = 0;
    if (syncs < 1) syncs = 1;
    char *piece = calloc(1, (size_t)(bytes / syncs + 1));
    if (!piece) fail("memory");
    for (long index = 0; index < count; index++) {
        take(from, to, names[index]);
        for (; synced < (index + 1) * syncs / count; synced++) {
            long long size = bytes * (synced + 1) / syncs - written;
            if (write(log, piece, (size_t)size) != size || fdatasync(log) != 0) fail("log");
            written += size;
        }
        for (; folders_synced < (index + 1) * folders / count; folders_synced++) {
            if (fsync(folders_synced % 2 ? from : to) != 0) fail("folder");
        }
    }
    printf("%lld\n", now() - start);
    return 0;
}
