#define _GNU_SOURCE
#include "folder_tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Opens a folder for reading, whatever its mode: whoever owns it may change that. Never follows a link.
static int open_folder(int parent, const char *name) {
    const int place = openat(parent, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (place < 0) return -1;
    // The place that is open is the one that is changed, even if another thing has its name by now.
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", place);
    chmod(path, S_IRWXU);
    const int folder = openat(place, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    close(place);
    return folder;
}

static DIR *entries_of(int folder) {
    const int opened = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = opened < 0 ? NULL : fdopendir(opened);
    if (entries == NULL && opened >= 0) close(opened);
    return entries;
}

static bool is_real(const struct dirent *entry) {
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

// Removes a folder in another one; the folders in it move up beside it. Returns whether anything could be done.
static bool flatten(int top, const char *name, long *moved) {
    const int folder = open_folder(top, name);
    if (folder < 0) return false;
    bool has_changed = false;
    DIR *entries = entries_of(folder);
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
        if (!is_real(entry)) continue;
        if (unlinkat(folder, entry->d_name, 0) == 0) {
            has_changed = true;
            continue;
        }
        // A folder can only be moved by whoever may write in it.
        const int inner = open_folder(folder, entry->d_name);
        if (inner >= 0) close(inner);
        char new_name[64];
        snprintf(new_name, sizeof new_name, ".moved-up-%ld", ++*moved);
        if (renameat(folder, entry->d_name, top, new_name) == 0) has_changed = true;
    }
    if (entries != NULL) closedir(entries);
    close(folder);
    return unlinkat(top, name, AT_REMOVEDIR) == 0 || has_changed;
}

// Since inner folders are moved up to the top before they are emptied, no path is longer than a few names.
void folder_tree_remove(const char *path) {
    // More rounds than the deepest folders need; fewer than someone can go on for who keeps making files.
    enum { most_rounds = 100000 };
    const int top = open_folder(AT_FDCWD, path);
    if (top < 0) return;
    long moved = 0;
    bool has_changed = true;
    for (int round = 0; has_changed && round < most_rounds; round++) {
        has_changed = false;
        DIR *entries = entries_of(top);
        for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
            if (!is_real(entry)) continue;
            if (unlinkat(top, entry->d_name, 0) == 0 || flatten(top, entry->d_name, &moved)) has_changed = true;
        }
        if (entries != NULL) closedir(entries);
    }
    close(top);
    rmdir(path);
}
