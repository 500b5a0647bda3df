// libjpeg-turbo's TurboJPEG interface, which Swift imports as it is.
#ifndef REEL_CTURBOJPEG_H
#define REEL_CTURBOJPEG_H
#include <turbojpeg.h>
#endif
