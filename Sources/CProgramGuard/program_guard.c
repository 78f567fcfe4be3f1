#define _GNU_SOURCE
#include "program_guard.h"

#include "folder_tree.h"
#include "process_tree.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// The socket to whoever asked for the program.
static int asker = -1;

// What to remove when nobody asks any more, or NULL.
static const char *to_clear;

struct limits {
    long long wall, cpu, address, file, resident, processes, folder, relay;
};

static void read_argument(const char *argument, struct limits *limits) {
    static const char clear[] = "clear=";
    if (strncmp(argument, clear, sizeof clear - 1) == 0) to_clear = argument + sizeof clear - 1;
    const struct {
        const char *name;
        long long *value;
    } known[] = {
        {"wall=", &limits->wall},           {"cpu=", &limits->cpu},
        {"address=", &limits->address},     {"file=", &limits->file},
        {"resident=", &limits->resident},   {"processes=", &limits->processes},
        {"folder=", &limits->folder},       {"relay=", &limits->relay},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strncmp(argument, known[i].name, strlen(known[i].name)) == 0)
            *known[i].value = atoll(argument + strlen(known[i].name));
}

static long long milliseconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void report(const char *what, int number) {
    char line[64];
    snprintf(line, sizeof line, number < 0 ? "%s\n" : "%s %d\n", what, number);
    // Nobody may be there to read it.
    (void)!write(asker, line, strlen(line));
}

// MARK: The child

static void set_limit(__rlimit_resource_t resource, long long soft, long long hard) {
    if (soft <= 0) return;
    struct rlimit limit = {.rlim_cur = (rlim_t)soft, .rlim_max = (rlim_t)hard};
    setrlimit(resource, &limit);
}

_Noreturn static void become(char *const command[], const struct limits *limits, int failure) {
    const pid_t guard = getppid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != guard) _exit(EXIT_FAILURE);
    // A session of its own has no terminal: neither keys nor screen are within reach.
    setsid();
    // Whatever it does, the learner's screen comes first.
    setpriority(PRIO_PROCESS, 0, 5);

    if (!limits->relay) {
        const int nothing = open("/dev/null", O_RDONLY);
        dup2(nothing, STDIN_FILENO);
        if (nothing > STDERR_FILENO) close(nothing);
    }
    close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);

    // SIGXCPU at the first number tells why; SIGKILL a second later is for a program that ignores it.
    set_limit(RLIMIT_CPU, limits->cpu, limits->cpu + 1);
    set_limit(RLIMIT_AS, limits->address, limits->address);
    set_limit(RLIMIT_FSIZE, limits->file, limits->file);
    const struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);

    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execv(command[0], command);
    const int error = errno;
    (void)!write(failure, &error, sizeof error);
    _exit(127);
}

// Starts the command; 0 and errno where that does not work.
static pid_t start(char *const command[], const struct limits *limits) {
    int failure[2];
    if (pipe2(failure, O_CLOEXEC) != 0) return 0;
    const pid_t child = fork();
    if (child == 0) become(command, limits, failure[1]);
    const int fork_error = errno;
    close(failure[1]);
    int error = child < 0 ? fork_error : 0;
    if (child > 0 && read(failure[0], &error, sizeof error) <= 0) error = 0;
    close(failure[0]);
    errno = error;
    return error == 0 ? child : 0;
}

// MARK: Watching

static long long folder_bytes;
static int folder_entries;
enum { most_entries = 10000 };

static int count_entry(const char *path, const struct stat *status, int type, struct FTW *place) {
    (void)path, (void)type, (void)place;
    folder_bytes += status->st_blocks * 512LL;
    return ++folder_entries > most_entries;
}

static bool is_folder_full(long long limit) {
    folder_bytes = folder_entries = 0;
    nftw(".", count_entry, 16, FTW_PHYS | FTW_MOUNT);
    return folder_entries > most_entries || folder_bytes > limit;
}

// The limit that has been reached, or NULL.
static const char *exceeded(const struct limits *limits, long long begin) {
    static long long next_look_at_folder = 0;
    const long long now = milliseconds_now();
    if (limits->wall > 0 && now - begin >= limits->wall) return "wall";
    if (limits->resident > 0 || limits->processes > 0) {
        const struct process_tree_size size = process_tree_measure();
        if (limits->processes > 0 && size.processes > limits->processes) return "processes";
        if (limits->resident > 0 && size.resident_bytes > limits->resident) return "resident";
    }
    if (limits->folder > 0 && now >= next_look_at_folder) {
        if (is_folder_full(limits->folder)) return "folder";
        next_look_at_folder = milliseconds_now() + 200;
    }
    return NULL;
}

static void report_end(int status, const struct limits *limits) {
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    const long long seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec;
    if (WIFEXITED(status)) return report("exited", WEXITSTATUS(status));
    const int number = WTERMSIG(status);
    if (number == SIGXCPU || (number == SIGKILL && limits->cpu > 0 && seconds >= limits->cpu))
        return report("cpu", -1);
    if (number == SIGXFSZ) return report("file", -1);
    report("signal", number);
}

// Waits for the command's end, for a limit, or for word that it is not wanted any more; says which. Returns whether
// there is still someone to say it to.
static bool watch(pid_t child, const struct limits *limits, int signals) {
    enum { most_milliseconds = 25 };
    const long long begin = milliseconds_now();
    // Most programs end at once: the first looks come sooner.
    for (int interval = 2;; interval = interval < most_milliseconds ? interval * 2 : most_milliseconds) {
        struct pollfd waited[] = {{.fd = signals, .events = POLLIN}, {.fd = asker, .events = POLLIN | POLLRDHUP}};
        poll(waited, 2, interval);
        if (waited[1].revents != 0) return false;
        struct signalfd_siginfo signal;
        while (read(signals, &signal, sizeof signal) == sizeof signal)
            if (signal.ssi_signo != SIGCHLD) return report("stopped", -1), true;
        int status;
        pid_t ended;
        while ((ended = waitpid(-1, &status, WNOHANG)) > 0)
            if (ended == child) return report_end(status, limits), true;
        const char *limit = exceeded(limits, begin);
        if (limit != NULL) return report(limit, -1), true;
    }
}

_Noreturn static void guard(char *const command[], const struct limits *limits) {
    // Started through /proc/self/exe, it would be called "exe" in `ps`.
    prctl(PR_SET_NAME, PROGRAM_GUARD_NAME);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    // Its standard input is the socket; the command gets nothing to read.
    asker = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGCHLD, SIG_DFL);
    sigset_t watched;
    sigemptyset(&watched);
    const int all[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sigaddset(&watched, all[i]);
    sigprocmask(SIG_BLOCK, &watched, NULL);
    const int signals = signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);

    const pid_t child = start(command, limits);
    if (child == 0) report("cannot", errno);
    const bool is_awaited = child == 0 || watch(child, limits, signals);
    process_tree_end(0);
    if (!is_awaited && to_clear != NULL) folder_tree_remove(to_clear);
    _exit(EXIT_SUCCESS);
}

// Runs before `main`, and before everything else that does: a guard is nothing but a guard.
__attribute__((constructor(101))) static void become_guard(int count, char *arguments[]) {
    if (count < 1 || arguments[0] == NULL) return;
    const char *slash = strrchr(arguments[0], '/');
    if (strcmp(slash == NULL ? arguments[0] : slash + 1, PROGRAM_GUARD_NAME) != 0) return;
    struct limits limits = {0};
    int next = 1;
    for (; next < count && strcmp(arguments[next], "--") != 0; next++) read_argument(arguments[next], &limits);
    if (next + 1 >= count) _exit(2);
    guard(arguments + next + 1, &limits);
}
