#ifndef CRASH_LOG_H
#define CRASH_LOG_H

/// The file in memory that a crash is told in; -1 where there is none.
int crash_log_descriptor(void);

#endif
