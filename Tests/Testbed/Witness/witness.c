// An independent witness of what a camera's driver delivered and when data reached the disk: preloaded into the program
// under test, it writes one line per dequeued video buffer and per data sync to the file that WITNESS names.
//
//   frame SEQUENCE TIMESTAMP_NS BYTES FLAGS DEQUEUED_AT_NS
//   sync SIZE DONE_AT_NS
#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/videodev2.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

static FILE *lines;
static int (*real_ioctl)(int, unsigned long, ...);
static int (*real_fdatasync)(int);

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

__attribute__((constructor)) static void begin(void) {
    real_ioctl = dlsym(RTLD_NEXT, "ioctl");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    const char *path = getenv("WITNESS");
    if (path) lines = fopen(path, "ae");
    // Written out at the end only, so that watching does not slow down what is watched.
    if (lines) setvbuf(lines, NULL, _IOFBF, 1 << 20);
}

int ioctl(int descriptor, unsigned long request, ...) {
    va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    int status = real_ioctl(descriptor, request, argument);
    if (status == 0 && request == VIDIOC_DQBUF && lines) {
        const struct v4l2_buffer *buffer = argument;
        fprintf(lines, "frame %u %lld %u %u %lld\n", buffer->sequence,
            buffer->timestamp.tv_sec * 1000000000LL + buffer->timestamp.tv_usec * 1000LL, buffer->bytesused,
            buffer->flags, now());
    }
    return status;
}

int fdatasync(int descriptor) {
    int status = real_fdatasync(descriptor);
    struct stat file;
    if (status == 0 && lines && fstat(descriptor, &file) == 0)
        fprintf(lines, "sync %lld %lld\n", (long long)file.st_size, now());
    return status;
}
