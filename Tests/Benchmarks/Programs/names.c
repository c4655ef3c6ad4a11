// Usage: names make FOLDER COUNT    makes COUNT empty files n0000000.json …
//        names list FOLDER          reads all names, and prints how many there are and nanoseconds
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common.h"

int main(int count, char **arguments) {
    if (count < 3) return 2;
    if (strcmp(arguments[1], "make") == 0) {
        int folder = open(arguments[2], O_RDONLY | O_DIRECTORY);
        char name[64];
        for (long index = 0; index < atol(arguments[3]); index++) {
            snprintf(name, sizeof name, "n%07ld.json", index);
            int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL, 0640);
            if (file < 0) {
                perror(name);
                return 2;
            }
            close(file);
        }
        return 0;
    }
    long long start = now();
    long names = 0;
    DIR *folder = opendir(arguments[2]);
    if (!folder) return 2;
    for (struct dirent *entry; (entry = readdir(folder));) names += entry->d_name[0] != '.';
    printf("%ld %lld\n", names, now() - start);
    return 0;
}
