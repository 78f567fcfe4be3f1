#define _GNU_SOURCE
#include "program_guard.h"

#include "folder_tree.h"
#include "process_tree.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// The socket to whoever asked for the program.
static int asker = -1;

// The folder to remove when nobody asks any more, for a guard of one; else NULL.
static const char *to_clear;

struct limits {
    long long wall, cpu, address, file, resident, processes, folder, relay, nested;
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
        {"nested=", &limits->nested},
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

_Noreturn static void guard(char *const command[], const struct limits *limits);

_Noreturn static void become(char *const command[], const struct limits *limits, int failure) {
    const pid_t parent = getppid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(EXIT_FAILURE);
    if (limits->nested) {
        close(failure);
        const struct limits of_program = {.cpu = limits->cpu, .address = limits->address, .file = limits->file};
        guard(command, &of_program);
    }
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

    const struct rlimit few_files = {256, 256};
    setrlimit(RLIMIT_NOFILE, &few_files);
    // No program of another user's, which could not be ended from here. A sandbox may need to be one.
    if (!limits->relay) prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);

    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
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

// Waits for the command's end, for a limit, or for word that it is not wanted any more; says which.
static void watch(pid_t child, const struct limits *limits, int signals) {
    enum { most_milliseconds = 25 };
    const long long begin = milliseconds_now();
    // Most programs end at once: the first looks come sooner.
    for (int interval = 2;; interval = interval < most_milliseconds ? interval * 2 : most_milliseconds) {
        struct pollfd waited[] = {{.fd = signals, .events = POLLIN}, {.fd = asker, .events = POLLIN | POLLRDHUP}};
        poll(waited, 2, interval);
        if (waited[1].revents != 0) return;
        struct signalfd_siginfo signal;
        while (read(signals, &signal, sizeof signal) == sizeof signal)
            if (signal.ssi_signo != SIGCHLD) return report("stopped", -1);
        int status;
        pid_t ended;
        while ((ended = waitpid(-1, &status, WNOHANG)) > 0)
            if (ended == child) return report_end(status, limits);
        const char *limit = exceeded(limits, begin);
        if (limit != NULL) return report(limit, -1);
    }
}

_Noreturn static void guard(char *const command[], const struct limits *limits) {
    // Started through /proc/self/exe, it would be called "exe" in `ps`.
    prctl(PR_SET_NAME, PROGRAM_GUARD_NAME);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    umask(S_IRWXG | S_IRWXO);
    // Its standard input is the socket; the command gets nothing to read.
    asker = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    if (!limits->relay && !limits->nested) report("started", -1);
    sigset_t watched;
    sigemptyset(&watched);
    const int all[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sigaddset(&watched, all[i]);
    sigprocmask(SIG_BLOCK, &watched, NULL);
    const int signals = signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);

    const pid_t child = start(command, limits);
    if (child == 0) report("cannot", errno);
    if (child > 0) watch(child, limits, signals);
    process_tree_end(0);
    _exit(EXIT_SUCCESS);
}

// Waits until nobody asks any more, and clears away the folder that was made for them.
_Noreturn static void keep_folder(void) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    close_range(STDERR_FILENO + 1, ~0U, 0);
    char byte;
    while (read(STDIN_FILENO, &byte, 1) > 0 || errno == EINTR) errno = 0;
    // What still runs in it is being ended by its own guard meanwhile.
    enum { most_tries = 150 };
    const struct timespec pause = {.tv_nsec = 20 * 1000 * 1000};
    for (int try = 0; try < most_tries; try++) {
        folder_tree_remove(to_clear);
        if (access(to_clear, F_OK) != 0) break;
        nanosleep(&pause, NULL);
    }
    _exit(EXIT_SUCCESS);
}

pid_t program_guard_keep_folder(const char *path, int *socket_end) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return -1;
    char clear[4096 + sizeof "clear="];
    snprintf(clear, sizeof clear, "clear=%s", path);
    char *const arguments[] = {PROGRAM_GUARD_NAME, clear, NULL};
    char *const no_environment[] = {NULL};

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    pid_t keeper = -1;
    const int error = posix_spawn(&keeper, "/proc/self/exe", &actions, &attributes, arguments, no_environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (error != 0) close(ends[0]);
    errno = error;
    *socket_end = error == 0 ? ends[0] : -1;
    return error == 0 ? keeper : -1;
}

void program_guard_clear_folder(pid_t keeper, int socket_end) {
    close(socket_end);
    while (waitpid(keeper, NULL, 0) < 0 && errno == EINTR) {}
}

// Runs before `main`, and before everything else that does: a guard is nothing but a guard.
__attribute__((constructor(101))) static void become_guard(int count, char *arguments[]) {
    if (count < 1 || arguments[0] == NULL) return;
    const char *slash = strrchr(arguments[0], '/');
    if (strcmp(slash == NULL ? arguments[0] : slash + 1, PROGRAM_GUARD_NAME) != 0) return;
    struct limits limits = {0};
    int next = 1;
    for (; next < count && strcmp(arguments[next], "--") != 0; next++) read_argument(arguments[next], &limits);
    if (next == count && to_clear != NULL) keep_folder();
    if (next + 1 >= count) _exit(2);
    guard(arguments + next + 1, &limits);
}
