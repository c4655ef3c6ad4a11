// Loaded into tactd before the C library, so that pwrite does less than it was asked to. A write that a kill cuts off, or a disk that
// is nearly full, does the same, and strace cannot.
//
// SHORT_WRITES=each: every write of more than a byte is half done. SHORT_WRITES=N: the Nth is half done, and the process is killed.
#define _GNU_SOURCE
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int count;

ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) {
    const char *mode = getenv("SHORT_WRITES");
    int number = atomic_fetch_add(&count, 1) + 1;
    if (!mode) return syscall(SYS_pwrite64, file, bytes, size, offset);
    if (strcmp(mode, "each") == 0) return syscall(SYS_pwrite64, file, bytes, size > 1 ? size / 2 : size, offset);
    if (number != atoi(mode)) return syscall(SYS_pwrite64, file, bytes, size, offset);
    syscall(SYS_pwrite64, file, bytes, size / 2, offset);
    raise(SIGKILL);
    return -1;
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off_t offset) { return pwrite(file, bytes, size, offset); }
