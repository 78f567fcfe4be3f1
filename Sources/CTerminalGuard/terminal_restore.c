#define _GNU_SOURCE
#include "terminal_restore.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// Each harmless where the mode was never on. The scroll region's reset moves the cursor, so that is saved around it.
static const char leave_modes[] =
    "\033[?2026l"                                                // synchronized update
    "\033[?9l\033[?1000l\033[?1002l\033[?1003l"                  // mouse reports
    "\033[?1005l\033[?1006l\033[?1015l"                          // and their encodings
    "\033[?1004l\033[?2004l";                                    // focus reports, bracketed paste
static const char leave_alternate_screen[] = "\033[?1049l";
static const char clear_screen[] = "\033[0m\033[2J\033[H";
static const char reset_drawing[] =
    "\0337\033[r\0338"                                           // scroll region
    "\033[?1l\033>"                                              // cursor keys and keypad
    "\033[4l\033[?7h"                                            // insert mode off, autowrap on
    "\033[0m\033(B\017"                                          // attributes, ASCII as G0, G0 in use
    "\033[?25h";                                                 // cursor
static const char linux_cursor[] = "\033[?0c";

static bool begins_with(const char *text, const char *start) { return strncmp(text, start, strlen(start)) == 0; }

// Terminals without a second screen keep what was drawn, so it is cleared, as ncurses' users expect.
static bool has_alternate_screen(const char *type) {
    static const char *const without[] = {"linux", "vt", "ansi", "cons", "cygwin", "hurd", "mach", "pcansi", "sun"};
    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        if (begins_with(type, without[i])) return false;
    return true;
}

static void choose_sequence(struct terminal_restore *terminal) {
    const char *type = getenv("TERM");
    terminal->sequence[0] = '\0';
    // Without a type, and on terminals that understand none of this, only the modes of the line are restored.
    if (type == NULL || *type == '\0' || begins_with(type, "dumb") || begins_with(type, "vt52")) return;
    snprintf(terminal->sequence, sizeof terminal->sequence, "%s%s%s%s", leave_modes,
             has_alternate_screen(type) ? leave_alternate_screen : clear_screen, reset_drawing,
             begins_with(type, "linux") ? linux_cursor : "");
}

bool terminal_remember(struct terminal_restore *terminal) {
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return false;
    if (tcgetattr(STDIN_FILENO, &terminal->modes) != 0) return false;
    choose_sequence(terminal);
    return true;
}

static bool are_equal(const struct termios *a, const struct termios *b) {
    return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag && a->c_cflag == b->c_cflag &&
           a->c_lflag == b->c_lflag && memcmp(a->c_cc, b->c_cc, sizeof a->c_cc) == 0;
}

void terminal_give_back(const struct terminal_restore *terminal) {
    struct termios now;
    if (tcgetattr(STDIN_FILENO, &now) != 0) return;  // gone
    // ncurses restores the modes of the line after it has left the screen: equal modes tell that all is done,
    // and then one more "leave the alternate screen" would move the cursor in the shell's own screen.
    if (are_equal(&now, &terminal->modes)) return;
    const pid_t owner = tcgetpgrp(STDIN_FILENO);
    if (owner > 0 && owner != getpgrp()) return;  // a shell has taken it over, and set it as it likes
    tcsetattr(STDIN_FILENO, TCSANOW, &terminal->modes);
    const size_t length = strlen(terminal->sequence);
    if (!terminal_write_patiently(STDOUT_FILENO, terminal->sequence, length)) {
        // Nobody reads: what waits to be read is drawing, and makes room.
        tcflush(STDOUT_FILENO, TCOFLUSH);
        terminal_write_patiently(STDOUT_FILENO, terminal->sequence, length);
    }
    // Reports of the mouse, or keys meant for the program, are not for the shell.
    tcflush(STDIN_FILENO, TCIFLUSH);
}

static long milliseconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool terminal_write_patiently(int descriptor, const char *bytes, size_t count) {
    // Opened anew, since O_NONBLOCK on the shared description would reach the shell too.
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    const int opened = open(path, O_WRONLY | O_APPEND | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    const int target = opened >= 0 ? opened : descriptor;
    const long deadline = milliseconds_now() + 500;
    while (count > 0) {
        struct pollfd writable = {.fd = target, .events = POLLOUT};
        const long left = deadline - milliseconds_now();
        if (left <= 0 || poll(&writable, 1, (int)left) == 0) break;
        const ssize_t written = write(target, bytes, count);
        if (written < 0 && errno != EAGAIN && errno != EINTR) break;
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        }
    }
    if (opened >= 0) close(opened);
    return count == 0;
}
