// libyuv, which Swift imports as it is.
#ifndef REEL_CYUV_H
#define REEL_CYUV_H
#include <libyuv.h>
#endif
