// System calls that Swift cannot reach: variadic ones, and those that glibc shows to GNU sources only.
//
// Every function returns what the call returns (0 or more), or -errno.
#pragma once

#include <stddef.h>
#include <stdint.h>

struct tact_status {
    uint32_t mode;
    uint32_t links;
    uint32_t owner;
    uint64_t size;
    uint64_t device;
    uint64_t inode;
    int64_t modified_seconds;
    uint32_t modified_nanoseconds;
    int64_t changed_seconds;
    uint32_t changed_nanoseconds;
    int has_birth;
    int64_t birth_seconds;
    uint32_t birth_nanoseconds;
};

// Opens by path, following links.
int tact_open_folder_path(const char *path);
// The following four open one name in a folder, beneath it, following no link and crossing no mount.
int tact_open_folder(int folder, const char *name);
int tact_open_path_only(int folder, const char *name);
int tact_create(int folder, const char *name, uint32_t mode);
int tact_open_plain(int folder, const char *name, int writable);
// Opens what a path-only descriptor stands for.
int tact_reopen(int descriptor, int writable);

// An empty name and `folder` as the file itself: the status of a descriptor. Never follows a link.
int tact_status(int folder, const char *name, struct tact_status *status);
int tact_status_path(const char *path, struct tact_status *status);
int64_t tact_list(int folder, void *buffer, size_t size);

int64_t tact_read(int descriptor, void *buffer, size_t size, int64_t offset);
int64_t tact_write(int descriptor, const void *buffer, size_t size, int64_t offset);
int tact_synchronize(int descriptor);
int tact_synchronize_data(int descriptor);
int tact_allocate(int descriptor, int64_t offset, int64_t size);
int tact_drop_cache(int descriptor);

int tact_rename(int from_folder, const char *from, int to_folder, const char *to);
int tact_replace(int from_folder, const char *from, int to_folder, const char *to);
int tact_remove(int folder, const char *name);
int tact_make_folder(int folder, const char *name, uint32_t mode);
int tact_make_folder_path(const char *path, uint32_t mode);
int tact_set_mode(int descriptor, uint32_t mode);
// 0: locked; -EWOULDBLOCK: another has the lock.
int tact_lock(int descriptor);
// Takes a read lease and gives it back. 0: nobody has the file open for writing; -EAGAIN: somebody has.
int tact_probe_lease(int descriptor);
void tact_close(int descriptor);

int64_t tact_random(void *buffer, size_t size);
uint32_t tact_crc32(uint32_t crc, const void *bytes, size_t size);
void tact_name_thread(const char *name);
int64_t tact_monotonic_nanoseconds(void);
int64_t tact_wall_nanoseconds(void);

// A mutex with a condition variable on CLOCK_MONOTONIC, and the flag that they guard.
struct tact_wakeup;
struct tact_wakeup *tact_wakeup_make(void);
void tact_wakeup_free(struct tact_wakeup *wakeup);
void tact_wakeup_notify(struct tact_wakeup *wakeup);
// 1: notified; 0: the time is over. Fewer than 0 nanoseconds: no limit.
int tact_wakeup_wait(struct tact_wakeup *wakeup, int64_t nanoseconds);

// The text and the name (`ENOSPC`) of an error number; NULL where there is none.
const char *tact_error_text(int code);
const char *tact_error_name(int code);

// Gives freed memory back to the system (malloc_trim, which Swift's Glibc module leaves out), and the pages of the program's and its
// libraries' code, which come back from their files as they are used: what only the start needed does not stay.
void tact_give_back_memory(void);

// Keeps the memory of the process out of core files, and from other processes of its user.
void tact_forbid_dumps(void);
