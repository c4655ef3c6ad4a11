// Runs a command with standard output and error sent to files, and says what it took: nanoseconds of wall, user and system time, the most
// memory in kilobytes, and the exit code (negative for a signal).
//
// Usage: measure OUTPUT ERRORS COMMAND…
//
// A program of its own, as the kernel's figure for memory includes that of whoever starts the command, and Python has much.
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "common.h"

extern char **environ;

static long long nanoseconds(struct timeval time) { return time.tv_sec * 1000000000LL + time.tv_usec * 1000LL; }

int main(int count, char **arguments) {
    if (count < 4) return 2;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, arguments[1], O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, arguments[2], O_WRONLY | O_CREAT | O_TRUNC, 0600);
    long long start = now();
    pid_t child;
    if (posix_spawnp(&child, arguments[3], &actions, NULL, arguments + 3, environ) != 0) return 2;
    int status;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) != child) return 2;
    long long wall = now() - start;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    printf("%lld %lld %lld %ld %d\n", wall, nanoseconds(usage.ru_utime), nanoseconds(usage.ru_stime), usage.ru_maxrss, code);
    return 0;
}
