#define _GNU_SOURCE
#include "folder_tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_folder(int parent, const char *name) {
    return openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static DIR *entries_of(int folder) {
    const int opened = open_folder(folder, ".");
    DIR *entries = opened < 0 ? NULL : fdopendir(opened);
    if (entries == NULL && opened >= 0) close(opened);
    return entries;
}

static bool is_real(const struct dirent *entry) {
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

// Removes a folder in another one; the folders in it move up beside it. Returns whether anything could be done.
static bool flatten(int top, const char *name, long *moved) {
    // Whoever owns a folder may open it up.
    fchmodat(top, name, S_IRWXU, 0);
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
        char new_name[64];
        snprintf(new_name, sizeof new_name, ".moved-up-%ld", ++*moved);
        fchmodat(folder, entry->d_name, S_IRWXU, 0);
        if (renameat(folder, entry->d_name, top, new_name) == 0) has_changed = true;
    }
    if (entries != NULL) closedir(entries);
    close(folder);
    return unlinkat(top, name, AT_REMOVEDIR) == 0 || has_changed;
}

// Since inner folders are moved up to the top before they are emptied, no path is longer than a few names.
void folder_tree_remove(const char *path) {
    const int top = open_folder(AT_FDCWD, path);
    if (top < 0) return;
    long moved = 0;
    for (bool has_changed = true; has_changed;) {
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
