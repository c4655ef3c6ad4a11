/* What the small programs share. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* The time of a clock in nanoseconds. */
static inline long long time_of(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static inline long long now(void) { return time_of(CLOCK_MONOTONIC); }

static inline void fail(const char *what) {
    perror(what);
    exit(2);
}
