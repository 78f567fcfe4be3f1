#ifndef TERMINAL_RESTORE_H
#define TERMINAL_RESTORE_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/// How the terminal was before the program touched it.
struct terminal_restore {
    struct termios modes;
    /// What leaves every mode that a full-screen program may have set; chosen by TERM.
    char sequence[256];
};

/// Looks at the terminal. Returns false where standard input or output is none.
bool terminal_remember(struct terminal_restore *terminal);

/// Puts the terminal back as it was remembered, unless it is so already, is gone, or belongs to another job.
void terminal_give_back(const struct terminal_restore *terminal);

/// Writes, waiting no more than half a second in all for a reader. Returns whether all is written.
bool terminal_write_patiently(int descriptor, const char *bytes, size_t count);

#endif
