#define _GNU_SOURCE
#include "leftovers.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// The parent of a process, or -1. The name in /proc/PID/stat may hold blanks and brackets: the last ")" ends it.
static pid_t parent_of(const char *process) {
    char path[64], stat[512];
    snprintf(path, sizeof path, "/proc/%.20s/stat", process);
    FILE *file = fopen(path, "re");
    if (file == NULL) return -1;
    const size_t length = fread(stat, 1, sizeof stat - 1, file);
    fclose(file);
    stat[length] = '\0';
    const char *end_of_name = strrchr(stat, ')');
    int parent = -1;
    if (end_of_name == NULL || sscanf(end_of_name + 1, " %*c %d", &parent) != 1) return -1;
    return parent;
}

static void kill_children(void) {
    DIR *processes = opendir("/proc");
    if (processes == NULL) return;
    struct dirent *entry;
    while ((entry = readdir(processes)) != NULL)
        if (isdigit((unsigned char)entry->d_name[0]) && parent_of(entry->d_name) == getpid())
            kill((pid_t)atol(entry->d_name), SIGKILL);
    closedir(processes);
}

void end_leftovers(void) {
    const struct timespec pause = {.tv_nsec = 5 * 1000 * 1000};
    // Each round's orphans become our children in the next one.
    for (int round = 0; round < 400; round++) {
        pid_t ended;
        while ((ended = waitpid(-1, NULL, WNOHANG)) > 0) {}
        if (ended < 0 && errno == ECHILD) return;
        kill_children();
        nanosleep(&pause, NULL);
    }
}
