#ifndef PROGRAM_GUARD_H
#define PROGRAM_GUARD_H

#include <sys/types.h>

// The guard of a learner's program: the parent process that limits it and ends all of its descendants, whatever
// happens to the program that asked for it.
//
// A program that this is linked into becomes a guard when it is started under the name below: it then runs the command
// in its arguments and never reaches its own `main`.
//
// Its arguments are limits of the form name=number, then "--", then the command:
//
//   wall       milliseconds until it is ended
//   cpu        seconds of processor time for each process
//   address    bytes of address space for each process
//   file       bytes that a file can grow to
//   resident   bytes of memory for all processes together
//   processes  how many processes there may be
//   folder     bytes that the folder where it starts may grow to, 10000 entries at most
//
// A limit that is left out does not hold. relay=1 hands the guard's standard input on to the command, for a guard in
// a sandbox that reports to the same socket. nested=1 puts a second guard between this one and the command, so that
// a command that ends its parent is still watched over. clear=PATH, without a command, makes it a guard of a folder.
// The guard's standard input is a socket: its end says that nobody waits for the program any more. To it the guard writes how the program ended, as one line:
//
//   started (the guard next to the command says so, before anything else)
//   exited N | signal N | cannot N (it could not be started: errno)
//   wall | cpu | file | resident | processes | folder (this limit was reached)
//   stopped (the guard was asked to end, by SIGTERM, SIGINT or SIGHUP)
//
// Otherwise the program gets no input; it gets the guard's standard output and error, and no other descriptor.

/// The name, in argument 0, under which a program is a guard; folders before it don't matter.
#define PROGRAM_GUARD_NAME "neurotour-program-guard"

/// Starts a guard of a folder: it removes the folder, which need not be there yet, when this process ends, however
/// that happens, or when it is told to.
///
/// - Parameter socket_end: set to what has to stay open as long as the folder is needed.
/// - Returns: the guard, for the function below; -1 and errno where there is none.
pid_t program_guard_keep_folder(const char *path, int *socket_end);

/// Has the folder removed, and waits for that.
void program_guard_clear_folder(pid_t keeper, int socket_end);

#endif
