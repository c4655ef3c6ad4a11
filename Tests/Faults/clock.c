// Loaded into tactd before the C library, so that the clock on the wall is what the file CLOCK_FILE says: three numbers of 64 bits,
// nanoseconds that are added, how many times as fast it goes, and since when, in true nanoseconds. They may change at any time.
//
// libfaketime replaces much more, waiting on conditions among it, and tactd hung under it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *clock_file;

__attribute__((constructor)) static void map(void) {
    int file = open(getenv("CLOCK_FILE"), O_RDONLY | O_CLOEXEC);
    void *place = file < 0 ? MAP_FAILED : mmap(NULL, 3 * sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
    if (place == MAP_FAILED) abort();
    clock_file = place;
    close(file);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = syscall(SYS_clock_gettime, clock, time);
    if (result != 0 || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE) || !clock_file) return result;
    int64_t now = time->tv_sec * 1000000000L + time->tv_nsec;
    now += clock_file[0] + (now - clock_file[2]) * (clock_file[1] - 1);
    time->tv_sec = now / 1000000000;
    time->tv_nsec = now % 1000000000;
    return 0;
}

int gettimeofday(struct timeval *restrict value, void *restrict zone) {
    (void)zone;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    *value = (struct timeval){.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
    return 0;
}

time_t time(time_t *place) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (place) *place = now.tv_sec;
    return now.tv_sec;
}
