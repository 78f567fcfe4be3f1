#define _GNU_SOURCE
#include "terminal_guard.h"
#include "crash_log.h"
#include "terminal_restore.h"

#include <errno.h>
#include <fcntl.h>
#include <process_tree.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// What a user or the system may send to the program that they see.
static const int passed_on[] = {
    SIGHUP,  SIGINT,  SIGQUIT,   SIGTERM, SIGUSR1, SIGUSR2, SIGALRM,   SIGPIPE,
    SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGIO,   SIGPWR,  SIGSTKFLT, SIGTSTP, SIGCONT,
};
enum { passed_on_count = sizeof passed_on / sizeof *passed_on };

static const int own_faults[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS};
enum { own_fault_count = sizeof own_faults / sizeof *own_faults };

static bool is_own_fault(int signal_number) {
    for (int i = 0; i < own_fault_count; i++)
        if (own_faults[i] == signal_number) return true;
    return false;
}

// What the child wrote on standard error while it had the screen; the reason of a Swift trap, above all.
static int error_file = -1;

int terminal_guard_error_descriptor(void) { return error_file; }

static off_t size_of(int file) { return file < 0 ? 0 : lseek(file, 0, SEEK_END); }

static bool copy(int source, off_t start, off_t end, int target) {
    while (start < end)
        if (sendfile(target, source, &start, (size_t)(end - start)) <= 0) return false;
    return true;
}

// Keeps what the Swift runtime told of a crash, and the last of what was written on standard error. Returns whether
// there was anything to keep, and room for it.
static bool write_crash_log(const char *path) {
    enum { most_errors = 16 * 1024 };
    static const char heading[] = "\nStandard error:\n\n";
    const off_t trace = size_of(crash_log_descriptor()), errors = size_of(error_file);
    if (path == NULL || trace + errors <= 0) return false;
    // An older log of the same name is not about this crash.
    const int log = open(path, O_WRONLY | O_CREAT | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0600);
    if (log < 0) return false;
    struct stat status;
    // A pipe of that name would keep us waiting for a reader.
    const bool is_file = fstat(log, &status) == 0 && S_ISREG(status.st_mode) && ftruncate(log, 0) == 0;
    bool is_written = is_file && copy(crash_log_descriptor(), 0, trace, log);
    if (is_written && errors > 0)
        is_written = write(log, heading, sizeof heading - 1) > 0 &&
                     copy(error_file, errors > most_errors ? errors - most_errors : 0, errors, log);
    close(log);
    return is_written;
}

// One line for the user about a child that a signal ended; nothing where someone asked it to end.
static void report(int signal_number, const char *crash_log_path) {
    char line[4096 + 256];
    if (is_own_fault(signal_number)) {
        const bool has_log = write_crash_log(crash_log_path);
        snprintf(line, sizeof line, "NeuroTour crashed (signal %d, %s). %s%s\n", signal_number,
                 strsignal(signal_number), has_log ? "What happened is told in " : "There is no crash log.",
                 has_log ? crash_log_path : "");
    } else if (signal_number == SIGKILL) {
        snprintf(line, sizeof line, "NeuroTour was killed (signal %d).\n", signal_number);
    } else {
        return;
    }
    terminal_write_patiently(STDERR_FILENO, line, strlen(line));
}

// The child has stopped: stop too, so that the shell shows its prompt; it continues the whole job later.
static void stop_as_well(const struct terminal_restore *terminal) {
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    // A child that SIGSTOP stopped had no time to leave the screen.
    terminal_give_back(terminal);
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, NULL);
    sigprocmask(SIG_BLOCK, &stop, NULL);
}

// Whether a signal asks the program to end, as opposed to stopping or continuing it.
static bool asks_to_end(int signal_number) { return signal_number != SIGTSTP && signal_number != SIGCONT; }

// Whether the child ignores a signal, as it does while an editor has the terminal: then that signal asks the editor
// alone to end.
static bool is_ignored(pid_t child, int signal_number) {
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%ld/status", (long)child);
    FILE *status = fopen(path, "re");
    unsigned long long ignored = 0;
    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (sscanf(line, "SigIgn: %llx", &ignored) == 1) break;
    if (status != NULL) fclose(status);
    return (ignored >> (signal_number - 1)) & 1;
}

// A signal that asks the child to end and that we have not taken up yet; 0 where there is none.
static int pending_end(pid_t child) {
    sigset_t pending;
    sigpending(&pending);
    for (int i = 0; i < passed_on_count; i++)
        if (asks_to_end(passed_on[i]) && sigismember(&pending, passed_on[i]) == 1 && !is_ignored(child, passed_on[i]))
            return passed_on[i];
    return 0;
}

static time_t seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

// Longer than the child gives itself: only one that hangs, a crash's backtrace included, gets as far.
enum { seconds_to_end = 6 };

// Waits for the child, one signal at a time: they are all blocked, so nothing can come between.
static int wait_for(pid_t child, const sigset_t *watched, const struct terminal_restore *terminal) {
    time_t deadline = 0;  // none
    int asked = 0;
    for (;;) {
        siginfo_t info;
        const struct timespec second = {.tv_sec = 1};
        const int signal_number =
            deadline == 0 ? sigwaitinfo(watched, &info) : sigtimedwait(watched, &info, &second);
        if (deadline != 0 && seconds_now() >= deadline) kill(child, SIGKILL);
        if (signal_number > 0 && signal_number != SIGCHLD) {
            // What the terminal sends, it sends to the whole group: the child has it already. Only of its end it tells
            // none but the first process of the session, which we may be.
            if (info.si_code != SI_KERNEL || signal_number == SIGHUP) kill(child, signal_number);
            if (asks_to_end(signal_number) && deadline == 0 && !is_ignored(child, signal_number)) {
                deadline = seconds_now() + seconds_to_end;
                asked = signal_number;
            }
            continue;
        }
        int status;
        pid_t changed;
        while ((changed = waitpid(-1, &status, WUNTRACED | WNOHANG)) > 0) {
            if (changed != child) continue;  // an orphan of the child's that came to us, and ended
            if (!WIFSTOPPED(status)) return status;
            // Asked to end in the background, it is stopped at the first touch of the terminal, and would not end.
            if (asked == 0) asked = pending_end(child);
            if (asked != 0) {
                kill(child, SIGKILL);
                waitpid(child, &status, 0);
                return W_EXITCODE(0, asked);
            }
            stop_as_well(terminal);
        }
        if (changed < 0 && errno == ECHILD) return W_EXITCODE(EXIT_FAILURE, 0);
    }
}

_Noreturn static void guard(
    pid_t child, const sigset_t *watched, const struct terminal_restore *terminal, const char *crash_log_path) {
    // The guard ends at once rather than write a backtrace of its own: the child is told by its end.
    for (int i = 0; i < own_fault_count; i++) signal(own_faults[i], SIG_DFL);
    // Whoever outlives its parent below us becomes our child, so that it can be found.
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    const int status = wait_for(child, watched, terminal);
    // A guard of a learner's program sees by itself that its child is gone, and clears away what that left.
    process_tree_end(500);
    terminal_give_back(terminal);
    if (!WIFSIGNALED(status)) _exit(WEXITSTATUS(status));
    report(WTERMSIG(status), crash_log_path);
    _exit(128 + WTERMSIG(status));
}

int terminal_guard_start(const char *crash_log_path) {
    struct terminal_restore terminal;
    if (!terminal_remember(&terminal)) return 0;

    sigset_t watched, before;
    sigemptyset(&watched);
    sigaddset(&watched, SIGCHLD);
    for (int i = 0; i < passed_on_count; i++) sigaddset(&watched, passed_on[i]);
    for (int number = SIGRTMIN; number <= SIGRTMAX; number++) sigaddset(&watched, number);
    // Blocked before there is a child, so that no signal slips through to the default action.
    sigprocmask(SIG_BLOCK, &watched, &before);
    // An inherited "ignore" would make the child vanish without a status.
    signal(SIGCHLD, SIG_DFL);

    error_file = memfd_create("standard error", MFD_CLOEXEC);
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child > 0) {
        // Leaving the terminal as it was is right even when we were moved to the background meanwhile.
        signal(SIGTTOU, SIG_IGN);
        signal(SIGTTIN, SIG_IGN);
        guard(child, &watched, &terminal, crash_log_path);
    }
    if (child == 0) {
        // SIGTERM rather than SIGKILL: a child that loses its guard still has a screen to restore.
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != parent) _exit(128 + SIGTERM);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (child < 0) {
        close(error_file);
        error_file = -1;
    }
    return child < 0 ? -1 : 0;
}
