#define _GNU_SOURCE
#include "terminal_guard.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static const char *const marker = "NEUROTOUR_GUARDED";
static const char *const setting = "SWIFT_BACKTRACE";

static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS};
enum { crash_count = sizeof crashes / sizeof *crashes };
static struct sigaction runtime_actions[crash_count];

// The Swift runtime's handler writes the log and returns, for the fault to happen again. A signal that another
// process sent does not happen again: without this, the program would run on.
static void crash(int signal_number, siginfo_t *information, void *context) {
    for (int i = 0; i < crash_count; i++)
        if (crashes[i] == signal_number) runtime_actions[i].sa_sigaction(signal_number, information, context);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static void make_crashes_final(void) {
    for (int i = 0; i < crash_count; i++) {
        struct sigaction *runtime = &runtime_actions[i];
        if (sigaction(crashes[i], NULL, runtime) != 0 || (runtime->sa_flags & SA_SIGINFO) == 0) continue;
        struct sigaction ours = *runtime;
        ours.sa_sigaction = crash;
        sigaction(crashes[i], &ours, NULL);
    }
}

void terminal_guard_redirect_crashes(char *const arguments[], const char *crash_log_path) {
    // The marker holds our process id, which exec keeps: one inherited from elsewhere means nothing.
    char id[32];
    snprintf(id, sizeof id, "%ld", (long)getpid());
    const char *found = getenv(marker);
    const bool is_second_start = found != NULL && strcmp(found, id) == 0;

    if (!is_second_start) {
        char value[4096 + 128];
        const bool has_log =
            crash_log_path != NULL && strchr(crash_log_path, ',') == NULL && strlen(crash_log_path) < 4096;
        if (has_log)
            snprintf(value, sizeof value, "enable=yes,interactive=no,color=no,timeout=10s,output-to=%s",
                     crash_log_path);
        else
            snprintf(value, sizeof value, "enable=no");
        if (setenv(setting, value, 1) == 0 && setenv(marker, id, 1) == 0)
            execv("/proc/self/exe", arguments);
    }
    // Started through /proc/self/exe, the process would be called "exe" in `ps` and to `pkill`.
    prctl(PR_SET_NAME, program_invocation_short_name);
    unsetenv(setting);
    unsetenv(marker);
    make_crashes_final();
}
