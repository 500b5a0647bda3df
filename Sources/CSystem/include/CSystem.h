// What glibc has behind _GNU_SOURCE, and Swift's Glibc overlay, which imports it without, does not show.
// The headers named here are plain, so that this module and the overlay see the same types.
#ifndef REEL_CSYSTEM_H
#define REEL_CSYSTEM_H
#include <pthread.h>
#include <spawn.h>
#include <stdint.h>

int reel_thread_set_name(const char *name);  // pthread_setname_np on the calling thread
int reel_rename_no_replace(const char *from, const char *to);  // renameat2(RENAME_NOREPLACE)
int reel_allocate_keep_size(int fd, int64_t offset, int64_t length);  // fallocate(FALLOC_FL_KEEP_SIZE)
int64_t reel_copy_range(int from, int64_t *from_offset, int to, int64_t *to_offset, uint64_t length);
int reel_eventfd(void);  // nonblocking, close-on-exec
// Catches signals with a handler that writes each one's number as a byte into a pipe; returns the end to read. Once.
// A SIGHUP that is ignored already stays ignored.
int reel_signal_pipe(const int *signals, int count);
int reel_pipe(int *ends);  // pipe2(O_CLOEXEC)
int reel_monotonic_condition(pthread_cond_t *condition);  // a condition that waits by CLOCK_MONOTONIC
// posix_spawn_file_actions_addchdir_np
int reel_spawn_in_directory(posix_spawn_file_actions_t *actions, const char *path);

#endif
