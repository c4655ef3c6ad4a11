#define _GNU_SOURCE
#include "CSystemCalls.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct tact_wakeup {
    pthread_mutex_t mutex;
    pthread_cond_t condition;
    int notified;
};

struct tact_wakeup *tact_wakeup_make(void) {
    struct tact_wakeup *wakeup = calloc(1, sizeof *wakeup);
    if (!wakeup) abort();
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    // So that a step of the wall clock neither shortens nor lengthens a wait.
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&wakeup->mutex, NULL);
    pthread_cond_init(&wakeup->condition, &attributes);
    pthread_condattr_destroy(&attributes);
    return wakeup;
}

void tact_wakeup_free(struct tact_wakeup *wakeup) {
    pthread_cond_destroy(&wakeup->condition);
    pthread_mutex_destroy(&wakeup->mutex);
    free(wakeup);
}

void tact_wakeup_notify(struct tact_wakeup *wakeup) {
    pthread_mutex_lock(&wakeup->mutex);
    wakeup->notified = 1;
    pthread_cond_signal(&wakeup->condition);
    pthread_mutex_unlock(&wakeup->mutex);
}

int tact_wakeup_wait(struct tact_wakeup *wakeup, int64_t nanoseconds) {
    struct timespec deadline;
    clock_gettime(CLOCK_MONOTONIC, &deadline);
    if (nanoseconds >= 0) {
        deadline.tv_sec += nanoseconds / 1000000000;
        deadline.tv_nsec += nanoseconds % 1000000000;
        if (deadline.tv_nsec >= 1000000000) {
            deadline.tv_sec += 1;
            deadline.tv_nsec -= 1000000000;
        }
    }
    pthread_mutex_lock(&wakeup->mutex);
    int error = 0;
    while (!wakeup->notified && error != ETIMEDOUT) {
        error = nanoseconds < 0 ? pthread_cond_wait(&wakeup->condition, &wakeup->mutex)
                                : pthread_cond_timedwait(&wakeup->condition, &wakeup->mutex, &deadline);
    }
    int notified = wakeup->notified;
    wakeup->notified = 0;
    pthread_mutex_unlock(&wakeup->mutex);
    return notified;
}
