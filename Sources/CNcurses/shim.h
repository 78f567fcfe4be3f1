// ncurses with wide characters, and what of it Swift cannot import by itself: macros with casts, global
// variables that Swift 6 refuses, and calls whose arguments it cannot spell.
#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <term.h>
#include <wchar.h>

// From <wchar.h>, which declares it only to those who ask for X/Open; some headers before ours may not have.
extern int wcwidth(wchar_t);

// From <sys/mman.h>, which declares it only to those who ask for GNU.
extern int memfd_create(const char *, unsigned int);

// A file that is nowhere but in memory, closed when another program is run; -1 where there can be none, or none of some
// size: a limit on files (`ulimit -f`) holds for it, too, and going beyond it ends the program.
static inline int cncurses_memory_file(void) {
    struct rlimit largest;
    if (getrlimit(RLIMIT_FSIZE, &largest) == 0 && largest.rlim_cur < 16 * 1024 * 1024) return -1;
    return memfd_create("screen", 1);
}

// The values are ncurses' own: never copied, since they differ between its builds.
static const attr_t cncurses_bold = A_BOLD;
static const attr_t cncurses_dim = A_DIM;
static const attr_t cncurses_reverse = A_REVERSE;
static const attr_t cncurses_standout = A_STANDOUT;
static const attr_t cncurses_underline = A_UNDERLINE;

static inline WINDOW *cncurses_standard_window(void) { return stdscr; }
static inline WINDOW *cncurses_physical_screen(void) { return curscr; }
static inline int cncurses_color_count(void) { return COLORS; }
static inline int cncurses_pair_count(void) { return COLOR_PAIRS; }

// Unlike `initscr`, this returns NULL on an unknown terminal type instead of ending the process.
static inline SCREEN *cncurses_new_terminal(const char *type, FILE *output) {
    return newterm(type, output != NULL ? output : stdout, stdin);
}

// Looks a terminal type up without a word or an exit: 1 known, 0 unknown, -1 no database at all.
static inline int cncurses_look_up(const char *type) {
    int answer = -1;
    setupterm(type, 1, &answer);
    // A generic entry counts as known here: whether it can move the cursor is asked separately.
    return answer == 0 && cur_term != NULL ? 1 : answer;
}

static inline void cncurses_forget_look_up(void) {
    if (cur_term != NULL) del_curterm(cur_term);
}

// Whether a string capability of the terminal begins with a text.
static inline bool cncurses_capability_begins(const char *name, const char *text) {
    const char *value = tigetstr(name);
    if (value == NULL || value == (const char *)-1) return false;
    while (*text != '\0')
        if (*value++ != *text++) return false;
    return true;
}

// Whether the terminal type looked up has a string capability. `tigetstr` says no in two ways.
static inline bool cncurses_has_capability(const char *name) {
    const char *value = tigetstr(name);
    return value != NULL && value != (const char *)-1;
}

// A cell from scalars; `wchar_t` is signed on some processors and unsigned on others.
static inline void cncurses_set_cell(
    cchar_t *cell, uint32_t base, uint32_t mark, uint32_t second_mark, attr_t attributes, short pair) {
    const wchar_t characters[] = {(wchar_t)base, (wchar_t)mark, (wchar_t)second_mark, L'\0'};
    setcchar(cell, characters, attributes, pair, NULL);
}

// The columns that ncurses will take for a scalar in the locale that is set; -1 for what it cannot print.
static inline int cncurses_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

#endif
