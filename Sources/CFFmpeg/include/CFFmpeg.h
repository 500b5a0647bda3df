// libavcodec, libavutil and libswresample, and what of them Swift cannot import: macros that cast, and av_log, which
// takes a va_list.
#ifndef REEL_CFFMPEG_H
#define REEL_CFFMPEG_H
#include <libavcodec/avcodec.h>
#include <libavutil/channel_layout.h>
#include <libavutil/frame.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>

// AVERROR and AV_NOPTS_VALUE are macros with casts in them.
static const int reel_averror_again = AVERROR(EAGAIN);
static const int reel_averror_eof = AVERROR_EOF;
static const int64_t reel_av_no_pts = AV_NOPTS_VALUE;

// Takes libav's messages off standard error: errors are kept for reel_av_last_error, the rest is dropped. For the
// whole process, since libav has one log.
void reel_av_keep_errors(void);

// The last error line that libav wrote on the calling thread since reel_av_forget_error, without its line end; empty
// when there was none. Valid until the thread's next call into libav.
const char *reel_av_last_error(void);
void reel_av_forget_error(void);

#endif
