#ifndef REEL_CPULSE_H
#define REEL_CPULSE_H
#include <pulse/pulseaudio.h>
#endif
