#ifndef FOLDER_TREE_H
#define FOLDER_TREE_H

/// Removes a folder with all that is in it: folders that nobody may enter, and folders in folders whose paths are
/// longer than the system takes. Links are removed, never followed; what may not be removed is left.
void folder_tree_remove(const char *path);

#endif
