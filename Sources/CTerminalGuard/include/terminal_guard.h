#ifndef TERMINAL_GUARD_H
#define TERMINAL_GUARD_H

#include <stdbool.h>

/// Makes a crash leave its backtrace in a file in memory, which the guard keeps on the disk, rather than ask
/// questions on the screen.
///
/// The Swift runtime reads SWIFT_BACKTRACE before `main`. Where it is linked in, a constructor of ours comes before
/// that and sets it; where it is a library, the program starts itself once more, from that constructor if its
/// arguments are those of a run that takes the screen, else from here. A marker in the environment stops a third
/// time. When this returns, neither is left in the environment, so that no program started later sees them. Where the
/// program cannot start itself again, it returns as well, and a crash leaves no backtrace.
///
/// - Parameters:
///   - arguments: the `argv` of `main`.
///   - log_wanted: whether a crash shall be told at all; if not, the program ends without looking back.
void terminal_guard_redirect_crashes(char *const arguments[], bool log_wanted);

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
/// - Parameter crash_log_path: the file that the guard tells a crash in, and that is named to the user then; its
///   folder must exist. NULL leaves a crash without a log.
/// - Returns: 0 in the child or where there is nothing to guard; -1 where no guard could be started.
int terminal_guard_start(const char *crash_log_path);

/// The descriptor of a file in memory, for the child's standard error while it has the screen: what is written
/// there would garble it. After a crash the guard adds the file to the crash log.
///
/// - Returns: -1 where there is no guard, or no such file.
int terminal_guard_error_descriptor(void);

#endif
