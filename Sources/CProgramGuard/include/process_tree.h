#ifndef PROCESS_TREE_H
#define PROCESS_TREE_H

/// How many processes there are below this one, and what they hold.
struct process_tree_size {
    int processes;
    /// Bytes of memory in use, shared pages counted once for each process.
    long long resident_bytes;
};

/// Looks at all processes below this one, children of children included.
struct process_tree_size process_tree_measure(void);

/// Waits until no process below this one is left: for a while as they are, then killing them; gives up after some two
/// seconds more.
///
/// - Parameter patience: how many milliseconds those below may take to end by themselves.
///
/// Call PR_SET_CHILD_SUBREAPER first: then whoever outlives its parent becomes a child of this process, where it
/// is found.
void process_tree_end(int patience);

#endif
