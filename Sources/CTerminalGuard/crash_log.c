#define _GNU_SOURCE
#include "crash_log.h"
#include "terminal_guard.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

static const char *const marker = "NEUROTOUR_GUARDED";
static const char *const setting = "SWIFT_BACKTRACE";

// What the Swift runtime tells of a crash.
static int log_file = -1;
static bool is_wanted = true;

int crash_log_descriptor(void) { return log_file; }

static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS};
enum { crash_count = sizeof crashes / sizeof *crashes };
static struct sigaction runtime_actions[crash_count];

// The Swift runtime's handler writes the log and returns, for the fault to happen again. A signal that another
// process sent does not happen again: without this, the program would run on.
static void crash(int signal_number, siginfo_t *information, void *context) {
    for (int i = 0; i < crash_count; i++)
        if (crashes[i] == signal_number && is_wanted)
            runtime_actions[i].sa_sigaction(signal_number, information, context);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

// Where the runtime tells nothing, as in the program that learners have: the addresses of the calls. With the same
// build, `addr2line -fipe neurotour ADDRESS…` makes names of them.
static void write_addresses(int signal_number, siginfo_t *information, void *context) {
    (void)context;
    void *calls[64];
    char line[128];
    const int length = snprintf(line, sizeof line, "Signal %d (code %d) at %p, called from:\n\n", signal_number,
                                information->si_code, information->si_addr);
    const bool is_written = write(log_file, line, (size_t)length) == length;
    if (is_written)
        backtrace_symbols_fd(calls, backtrace(calls, sizeof calls / sizeof *calls), log_file);
}

// A stack that is too deep leaves no room to tell of it.
static void make_room_for_handlers(void) {
    static char room[64 * 1024];
    const stack_t stack = {.ss_sp = room, .ss_size = sizeof room};
    sigaltstack(&stack, NULL);
    // The first call of all makes what later ones need, and that is not to be done in a handler.
    void *call;
    backtrace(&call, 1);
}

// Puts our telling in the place of the runtime's, where that does not.
static void tell_ourselves(void) {
    make_room_for_handlers();
    struct sigaction telling = {.sa_sigaction = write_addresses, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
    for (int i = 0; i < crash_count; i++) sigaction(crashes[i], &telling, NULL);
}

static bool is_told(int signal_number) {
    struct sigaction action;
    return sigaction(signal_number, NULL, &action) == 0 && (action.sa_flags & SA_SIGINFO) != 0;
}

static void make_crashes_final(void) {
    if (is_wanted && log_file >= 0 && !is_told(SIGSEGV)) tell_ourselves();
    for (int i = 0; i < crash_count; i++) {
        struct sigaction *runtime = &runtime_actions[i];
        if (sigaction(crashes[i], NULL, runtime) != 0 || (runtime->sa_flags & SA_SIGINFO) == 0) continue;
        struct sigaction ours = *runtime;
        ours.sa_sigaction = crash;
        sigaction(crashes[i], &ours, NULL);
    }
}

// Whether the Swift runtime is part of the program rather than a library, whose constructors run before ours.
static bool is_runtime_linked_in(void) {
    extern void *swift_retain(void *object);
    Dl_info ours, runtime;
    return dladdr(marker, &ours) != 0 && dladdr((const void *)swift_retain, &runtime) != 0 &&
           ours.dli_fbase == runtime.dli_fbase;
}

// The runtime complains on standard error where it does not find the program that writes the log. As a library it
// knows where that is; linked in, only by SWIFT_ROOT, which Scripts/run sets.
static bool finds_backtracer(void) {
    const char *root = getenv("SWIFT_ROOT");
    char path[4096];
    if (!is_runtime_linked_in()) return true;
    if (root == NULL || strlen(root) > sizeof path - 64) return false;
    snprintf(path, sizeof path, "%s/libexec/swift/linux/swift-backtrace", root);
    return access(path, X_OK) == 0;
}

// Whether the marker is our own: it holds our process id, which exec keeps, and one inherited from elsewhere means
// nothing. It then holds the descriptor of the log too.
static bool is_prepared(void) {
    const char *found = getenv(marker);
    long id;
    int descriptor;
    if (found == NULL || sscanf(found, "%ld %d", &id, &descriptor) != 2 || id != (long)getpid()) return false;
    log_file = descriptor;
    return true;
}

// Tells the Swift runtime by its environment what to do in a crash.
static bool prepare(void) {
    char value[256], note[64];
    log_file = memfd_create("crash log", 0);
    if (log_file >= 0 && finds_backtracer())
        // By the number of this process, which the guard keeps: the log is written by yet another one.
        snprintf(value, sizeof value,
                 "enable=yes,interactive=no,color=no,timeout=10s,output-to=/proc/%ld/fd/%d", (long)getpid(),
                 log_file);
    else
        snprintf(value, sizeof value, "enable=no");
    snprintf(note, sizeof note, "%ld %d", (long)getpid(), log_file);
    return setenv(setting, value, 1) == 0 && setenv(marker, note, 1) == 0;
}

// The runs that take the screen, as far as that can be told so early. Another one is started anew later on.
static bool takes_screen(int count, char *const arguments[]) {
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
           (count < 2 || arguments[1][0] == '-' || strcmp(arguments[1], "tour") == 0);
}

// Before all work of our own, and, where the runtime is linked in, before its constructors read the environment. 101
// is the first priority that a program may use.
__attribute__((constructor(101))) static void prepare_early(int count, char *arguments[]) {
    if (!takes_screen(count, arguments) || is_prepared() || !prepare()) return;
    // Those constructors also look for the arguments, just before the environment as the kernel laid it out; ours has
    // grown and moved away from there.
    extern void _swift_stdlib_overrideUnsafeArgvArgc(char *arguments[], int count) __attribute__((weak));
    if (is_runtime_linked_in() && _swift_stdlib_overrideUnsafeArgvArgc != NULL)
        _swift_stdlib_overrideUnsafeArgvArgc(arguments, count);
    else
        execv("/proc/self/exe", arguments);
}

void terminal_guard_redirect_crashes(char *const arguments[], bool log_wanted) {
    if (!is_prepared() && prepare()) execv("/proc/self/exe", arguments);
    is_wanted = log_wanted;
    if (log_file >= 0) fcntl(log_file, F_SETFD, FD_CLOEXEC);
    // Started through /proc/self/exe, the process would be called "exe" in `ps` and to `pkill`.
    prctl(PR_SET_NAME, program_invocation_short_name);
    unsetenv(setting);
    unsetenv(marker);
    make_crashes_final();
}
