#ifndef TERMINAL_GUARD_H
#define TERMINAL_GUARD_H

/// Makes a crash leave its backtrace in a file rather than ask questions on the screen.
///
/// The Swift runtime reads SWIFT_BACKTRACE before `main`, so the program starts itself once more, with the same
/// arguments; a marker in the environment stops a second time. When this returns, neither is left in the
/// environment, so that no program started later sees them. Where the program cannot start itself again, it
/// returns as well, and a crash leaves no log.
///
/// - Parameters:
///   - arguments: the `argv` of `main`.
///   - crash_log_path: the file that a crash is told in; its folder must exist. NULL, or a path with a comma
///     (which SWIFT_BACKTRACE cannot spell), leaves a crash without a log, and still without questions.
void terminal_guard_redirect_crashes(char *const arguments[], const char *crash_log_path);

/// Splits the program in two: the child, in which this returns, and its guard, which gives the terminal back
/// whatever happens to the child, and in which this never returns.
///
/// The guard is the process that the user sees. It passes signals on, stops and continues with the child, ends
/// what the child leaves behind, and exits with the child's status, or 128+n where signal n ended it. If the guard
/// itself is killed, the child gets SIGTERM.
///
/// Call this before there is a second thread, and before anything is written. Without a terminal on standard
/// input and output there is nothing to guard, and it returns at once.
///
/// - Parameter crash_log_path: the file that tells of a crash, and that is named to the user then; may be NULL.
/// - Returns: 0 in the child or where there is nothing to guard; -1 where no guard could be started.
int terminal_guard_start(const char *crash_log_path);

/// The descriptor of a file in memory, for the child's standard error while it has the screen: what is written
/// there would garble it. After a crash the guard adds the file to the crash log.
///
/// - Returns: -1 where there is no guard, or no such file.
int terminal_guard_error_descriptor(void);

#endif
