#define _GNU_SOURCE
#include "CSystemCalls.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define RESULT(call) ((call) < 0 ? -errno : 0)

static int result(int value) { return value < 0 ? -errno : value; }

// Opening ---------------------------------------------------------------------------------------------------------------------------------

static int open_beneath(int folder, const char *name, int flags, uint32_t mode) {
    struct open_how how = {
        .flags = (uint64_t)(unsigned)(flags | O_CLOEXEC | O_NOFOLLOW),
        .mode = flags & O_CREAT ? mode : 0,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV,
    };
    int opened = (int)syscall(SYS_openat2, folder, name, &how, sizeof how);
    // Kernels before 5.6. A name without a slash is beneath its folder anyway.
    if (opened < 0 && errno == ENOSYS) opened = openat(folder, name, flags | O_CLOEXEC | O_NOFOLLOW, mode);
    return result(opened);
}

// Neither waits for a FIFO's other end nor makes a terminal ours.
static int access_flags(int writable) { return (writable ? O_RDWR : O_RDONLY) | O_NONBLOCK | O_NOCTTY; }

int tact_open_folder_path(const char *path) { return result(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)); }
int tact_open_folder(int folder, const char *name) { return open_beneath(folder, name, O_RDONLY | O_DIRECTORY, 0); }
int tact_open_path_only(int folder, const char *name) { return open_beneath(folder, name, O_PATH, 0); }
int tact_create(int folder, const char *name, uint32_t mode) {
    return open_beneath(folder, name, O_RDWR | O_CREAT | O_EXCL, mode);
}
int tact_open_plain(int folder, const char *name, int writable) { return open_beneath(folder, name, access_flags(writable), 0); }

int tact_reopen(int descriptor, int writable) {
    char path[] = "/proc/self/fd/-2147483648";
    char *end = path + sizeof path - 1;
    char *digit = end;
    for (unsigned rest = (unsigned)descriptor; digit == end || rest > 0; rest /= 10) *--digit = (char)('0' + rest % 10);
    memmove(path + sizeof "/proc/self/fd/" - 1, digit, (size_t)(end - digit) + 1);
    return result(open(path, access_flags(writable) | O_CLOEXEC));
}

void tact_close(int descriptor) { close(descriptor); }

// Looking ---------------------------------------------------------------------------------------------------------------------------------

static int status_of(int folder, const char *name, int flags, struct tact_status *status) {
    struct statx found;
    memset(&found, 0, sizeof found);
    if (statx(folder, name, flags | AT_NO_AUTOMOUNT, STATX_BASIC_STATS | STATX_BTIME, &found) < 0) return -errno;
    *status = (struct tact_status){
        .mode = found.stx_mode,
        .links = found.stx_nlink,
        .owner = found.stx_uid,
        .size = found.stx_size,
        .device = ((uint64_t)found.stx_dev_major << 32) | found.stx_dev_minor,
        .inode = found.stx_ino,
        .modified_seconds = found.stx_mtime.tv_sec,
        .modified_nanoseconds = found.stx_mtime.tv_nsec,
        .changed_seconds = found.stx_ctime.tv_sec,
        .changed_nanoseconds = found.stx_ctime.tv_nsec,
        .has_birth = (found.stx_mask & STATX_BTIME) != 0,
        .birth_seconds = found.stx_btime.tv_sec,
        .birth_nanoseconds = found.stx_btime.tv_nsec,
    };
    return 0;
}

int tact_status(int folder, const char *name, struct tact_status *status) {
    return status_of(folder, name, *name ? AT_SYMLINK_NOFOLLOW : AT_EMPTY_PATH, status);
}
int tact_status_path(const char *path, struct tact_status *status) { return status_of(AT_FDCWD, path, 0, status); }

int64_t tact_list(int folder, void *buffer, size_t size) {
    long count = syscall(SYS_getdents64, folder, buffer, size);
    return count < 0 ? -errno : count;
}

// Reading and writing ---------------------------------------------------------------------------------------------------------------------

int64_t tact_read(int descriptor, void *buffer, size_t size, int64_t offset) {
    ssize_t count = pread(descriptor, buffer, size, offset);
    return count < 0 ? -errno : count;
}
int64_t tact_write(int descriptor, const void *buffer, size_t size, int64_t offset) {
    ssize_t count = pwrite(descriptor, buffer, size, offset);
    return count < 0 ? -errno : count;
}
int tact_synchronize(int descriptor) { return RESULT(fsync(descriptor)); }
int tact_synchronize_data(int descriptor) { return RESULT(fdatasync(descriptor)); }
int tact_allocate(int descriptor, int64_t offset, int64_t size) { return RESULT(fallocate(descriptor, 0, offset, size)); }
int tact_drop_cache(int descriptor) { return -posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED); }

// Names -----------------------------------------------------------------------------------------------------------------------------------

int tact_rename(int from_folder, const char *from, int to_folder, const char *to) {
    if (renameat2(from_folder, from, to_folder, to, RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return -errno;
    // A filesystem without NOREPLACE: looking first leaves a gap, but only this program writes into the folders that it renames into.
    struct stat there;
    if (fstatat(to_folder, to, &there, AT_SYMLINK_NOFOLLOW) == 0) return -EEXIST;
    if (errno != ENOENT) return -errno;
    return RESULT(renameat(from_folder, from, to_folder, to));
}
int tact_replace(int from_folder, const char *from, int to_folder, const char *to) {
    return RESULT(renameat(from_folder, from, to_folder, to));
}
int tact_remove(int folder, const char *name) { return RESULT(unlinkat(folder, name, 0)); }
int tact_make_folder(int folder, const char *name, uint32_t mode) { return RESULT(mkdirat(folder, name, mode)); }
int tact_make_folder_path(const char *path, uint32_t mode) { return RESULT(mkdir(path, mode)); }
int tact_set_mode(int descriptor, uint32_t mode) { return RESULT(fchmod(descriptor, mode)); }

// Locks -----------------------------------------------------------------------------------------------------------------------------------

int tact_lock(int descriptor) { return RESULT(flock(descriptor, LOCK_EX | LOCK_NB)); }

int tact_probe_lease(int descriptor) {
    // Who opens the file for writing while we hold the lease makes the kernel signal us; SIGIO, the default, would end the process.
    if (fcntl(descriptor, F_SETSIG, SIGURG) < 0) return -errno;
    if (fcntl(descriptor, F_SETLEASE, F_RDLCK) < 0) return -errno;
    return RESULT(fcntl(descriptor, F_SETLEASE, F_UNLCK));
}

// Time, threads, numbers ------------------------------------------------------------------------------------------------------------------

static int64_t nanoseconds_of(clockid_t clock) {
    struct timespec now = {0, 0};
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}
int64_t tact_monotonic_nanoseconds(void) { return nanoseconds_of(CLOCK_MONOTONIC); }
int64_t tact_wall_nanoseconds(void) { return nanoseconds_of(CLOCK_REALTIME); }

int64_t tact_random(void *buffer, size_t size) {
    ssize_t count = getrandom(buffer, size, 0);
    return count < 0 ? -errno : count;
}

void tact_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }

const char *tact_error_text(int code) { return strerrordesc_np(code); }
const char *tact_error_name(int code) { return strerrorname_np(code); }

void tact_forbid_dumps(void) { prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
