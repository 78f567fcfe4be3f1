#ifndef LEFTOVERS_H
#define LEFTOVERS_H

/// Kills every process that is still below this one, and waits for their end, two seconds at most.
void end_leftovers(void);

#endif
