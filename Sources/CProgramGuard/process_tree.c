#define _GNU_SOURCE
#include "process_tree.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct process {
    pid_t number, parent;
    long long resident_bytes;
    bool is_below;
};

struct process_list {
    struct process *processes;
    size_t count, room;
};

// The name of a process in /proc/PID/stat may hold blanks and brackets: the last ")" ends it.
static bool read_process(const char *number, struct process *process) {
    char path[64], stat[1024];
    snprintf(path, sizeof path, "/proc/%.20s/stat", number);
    FILE *file = fopen(path, "re");
    if (file == NULL) return false;
    const size_t length = fread(stat, 1, sizeof stat - 1, file);
    fclose(file);
    stat[length] = '\0';
    const char *end_of_name = strrchr(stat, ')');
    int parent;
    long long pages;
    // Fields 3, 4 and 24 of proc(5): state, parent, resident pages.
    if (end_of_name == NULL ||
        sscanf(end_of_name + 1, " %*c %d %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %lld",
               &parent, &pages) != 2)
        return false;
    *process = (struct process){(pid_t)atol(number), parent, pages * sysconf(_SC_PAGESIZE), false};
    return true;
}

static bool append(struct process_list *list, struct process process) {
    if (list->count == list->room) {
        const size_t room = list->room == 0 ? 512 : 2 * list->room;
        struct process *grown = realloc(list->processes, room * sizeof *grown);
        if (grown == NULL) return false;
        list->processes = grown;
        list->room = room;
    }
    list->processes[list->count++] = process;
    return true;
}

static struct process_list all_processes(void) {
    struct process_list list = {0};
    DIR *folder = opendir("/proc");
    if (folder == NULL) return list;
    struct dirent *entry;
    struct process process;
    while ((entry = readdir(folder)) != NULL)
        if (isdigit((unsigned char)entry->d_name[0]) && read_process(entry->d_name, &process) &&
            !append(&list, process))
            break;
    closedir(folder);
    return list;
}

static int compare(const void *a, const void *b) {
    const pid_t first = ((const struct process *)a)->number, second = ((const struct process *)b)->number;
    return (first > second) - (first < second);
}

static bool is_parent_below(const struct process_list *list, pid_t parent) {
    const struct process key = {.number = parent};
    const struct process *found = bsearch(&key, list->processes, list->count, sizeof key, compare);
    return found != NULL && found->is_below;
}

// Marks those below this process. A child mostly has a larger number than its parent: so the second round, which finds
// nothing new, is mostly the last.
static void mark_tree(struct process_list *list) {
    const pid_t root = getpid();
    if (list->count > 0) qsort(list->processes, list->count, sizeof *list->processes, compare);
    for (bool has_changed = true; has_changed;) {
        has_changed = false;
        for (size_t i = 0; i < list->count; i++) {
            struct process *process = &list->processes[i];
            if (process->is_below || process->number == root) continue;
            if (process->parent == root || is_parent_below(list, process->parent))
                process->is_below = has_changed = true;
        }
    }
}

struct process_tree_size process_tree_measure(void) {
    struct process_list list = all_processes();
    mark_tree(&list);
    struct process_tree_size size = {0};
    for (size_t i = 0; i < list.count; i++) {
        if (!list.processes[i].is_below) continue;
        size.processes++;
        size.resident_bytes += list.processes[i].resident_bytes;
    }
    free(list.processes);
    return size;
}

static void kill_tree(void) {
    struct process_list list = all_processes();
    mark_tree(&list);
    for (size_t i = 0; i < list.count; i++)
        if (list.processes[i].is_below) kill(list.processes[i].number, SIGKILL);
    free(list.processes);
}

void process_tree_end(int patience) {
    enum { milliseconds_a_round = 2, most_rounds = 1000 };
    const struct timespec pause = {.tv_nsec = milliseconds_a_round * 1000 * 1000};
    // What was started while the list was made is found in the next round.
    for (int round = -patience / milliseconds_a_round; round < most_rounds; round++) {
        pid_t ended;
        while ((ended = waitpid(-1, NULL, WNOHANG)) > 0) {}
        if (ended < 0 && errno == ECHILD) return;
        if (round >= 0) kill_tree();
        nanosleep(&pause, NULL);
    }
}
