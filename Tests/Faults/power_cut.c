// Stops tactd before each call that changes something on a disk, and leaves out chosen syncs; power.py loads it with LD_PRELOAD.
//
// CUT_TRACE names a file that gets a line for each such call. With CUT_STOP=1 the process stops (SIGSTOP) before each. CUT_SKIP has
// patterns, separated by colons, of paths whose syncs succeed without being made. With CUT_CACHE=1 the cache is never dropped.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void path_of(int descriptor, const char *name, char path[], size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = name && *name == '/' ? 0 : readlink(link, path, size - 1);
    path[length > 0 ? length : 0] = 0;
    if (name) snprintf(path + strlen(path), size - strlen(path), "%s%s", *path ? "/" : "", name);
}

static void before(const char *call, int descriptor, const char *name) {
    static int trace = -2;
    char path[4096], line[4200];
    const char *file = getenv("CUT_TRACE");
    if (trace == -2) trace = file ? open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    path_of(descriptor, name, path, sizeof path);
    int length = snprintf(line, sizeof line, "%s %s\n", call, path);
    if (trace >= 0 && write(trace, line, (size_t)length) != length) abort();
    if (getenv("CUT_STOP")) raise(SIGSTOP);
}

static int is_left_out(int descriptor) {
    char path[4096];
    const char *rest = getenv("CUT_SKIP");
    path_of(descriptor, NULL, path, sizeof path);
    while (rest && *rest) {
        char pattern[256];
        size_t length = strcspn(rest, ":");
        snprintf(pattern, sizeof pattern, "%.*s", (int)length, rest);
        if (fnmatch(pattern, path, 0) == 0) return 1;
        rest += length + (rest[length] == ':');
    }
    return 0;
}

int posix_fadvise(int descriptor, off_t offset, off_t count, int advice) {
    return getenv("CUT_CACHE") ? 0 : NEXT(posix_fadvise)(descriptor, offset, count, advice);
}
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    before("pwrite64", descriptor, NULL);
    return NEXT(pwrite)(descriptor, bytes, count, offset);
}
int fsync(int descriptor) {
    before("fsync", descriptor, NULL);
    return is_left_out(descriptor) ? 0 : NEXT(fsync)(descriptor);
}
int fdatasync(int descriptor) {
    before("fdatasync", descriptor, NULL);
    return is_left_out(descriptor) ? 0 : NEXT(fdatasync)(descriptor);
}
int fallocate(int descriptor, int mode, off_t offset, off_t count) {
    before("fallocate", descriptor, NULL);
    return NEXT(fallocate)(descriptor, mode, offset, count);
}
int fchmod(int descriptor, mode_t mode) {
    before("fchmod", descriptor, NULL);
    return NEXT(fchmod)(descriptor, mode);
}
int renameat(int from, const char *name, int to, const char *new_name) {
    before("renameat", from, name);
    return NEXT(renameat)(from, name, to, new_name);
}
int renameat2(int from, const char *name, int to, const char *new_name, unsigned flags) {
    before("renameat2", from, name);
    return NEXT(renameat2)(from, name, to, new_name, flags);
}
int unlinkat(int folder, const char *name, int flags) {
    before("unlinkat", folder, name);
    return NEXT(unlinkat)(folder, name, flags);
}
int mkdir(const char *path, mode_t mode) {
    before("mkdir", -1, path);
    return NEXT(mkdir)(path, mode);
}
int mkdirat(int folder, const char *name, mode_t mode) {
    before("mkdirat", folder, name);
    return NEXT(mkdirat)(folder, name, mode);
}

long syscall(long number, ...) {
    long a[6];
    va_list list;
    va_start(list, number);
    for (int i = 0; i < 6; i++) a[i] = va_arg(list, long);
    va_end(list);
    if (number == SYS_openat2 && ((struct open_how *)a[2])->flags & O_CREAT) before("openat2", (int)a[0], (const char *)a[1]);
    return NEXT(syscall)(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
