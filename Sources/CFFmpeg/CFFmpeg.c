#include "CFFmpeg.h"

#include <stdio.h>
#include <string.h>

static _Thread_local char last_error[512];

static void keep_error(void *context, int level, const char *format, va_list arguments) {
    (void)context;
    if (level > AV_LOG_ERROR) return;
    vsnprintf(last_error, sizeof last_error, format, arguments);
    last_error[strcspn(last_error, "\r\n")] = '\0';
}

void reel_av_keep_errors(void) { av_log_set_callback(keep_error); }

const char *reel_av_last_error(void) { return last_error; }

void reel_av_forget_error(void) { last_error[0] = '\0'; }
