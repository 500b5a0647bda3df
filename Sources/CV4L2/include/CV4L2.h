// What Swift cannot import of the kernel's V4L2 interface: request codes made by function macros, and the macros that
// hold the kernel's rules for colour. Structures, enumerations and plain flags come from the headers as they are.
#ifndef REEL_CV4L2_H
#define REEL_CV4L2_H
#include <linux/videodev2.h>
#include <libv4lconvert.h>
#include <libv4l-plugin.h>  // A device of the caller's own for libv4lconvert.

// Request codes are made by _IOR, _IOW and _IOWR, which are function macros with a sizeof inside.
static const unsigned long reel_vidioc_querycap = VIDIOC_QUERYCAP;
static const unsigned long reel_vidioc_enum_fmt = VIDIOC_ENUM_FMT;
static const unsigned long reel_vidioc_enum_framesizes = VIDIOC_ENUM_FRAMESIZES;
static const unsigned long reel_vidioc_enum_frameintervals = VIDIOC_ENUM_FRAMEINTERVALS;
static const unsigned long reel_vidioc_g_fmt = VIDIOC_G_FMT;
static const unsigned long reel_vidioc_s_fmt = VIDIOC_S_FMT;
static const unsigned long reel_vidioc_try_fmt = VIDIOC_TRY_FMT;
static const unsigned long reel_vidioc_g_parm = VIDIOC_G_PARM;
static const unsigned long reel_vidioc_s_parm = VIDIOC_S_PARM;
static const unsigned long reel_vidioc_g_dv_timings = VIDIOC_G_DV_TIMINGS;
static const unsigned long reel_vidioc_reqbufs = VIDIOC_REQBUFS;
static const unsigned long reel_vidioc_querybuf = VIDIOC_QUERYBUF;
static const unsigned long reel_vidioc_qbuf = VIDIOC_QBUF;
static const unsigned long reel_vidioc_dqbuf = VIDIOC_DQBUF;
static const unsigned long reel_vidioc_streamon = VIDIOC_STREAMON;
static const unsigned long reel_vidioc_streamoff = VIDIOC_STREAMOFF;

// "Default" in a format means what these macros make of it ("Colorspaces", kernel's V4L2 documentation).
static inline __u32 reel_v4l2_default_colorspace(void) { return V4L2_MAP_COLORSPACE_DEFAULT(0, 0); }
static inline __u32 reel_v4l2_default_transfer(__u32 colorspace) { return V4L2_MAP_XFER_FUNC_DEFAULT(colorspace); }
static inline __u32 reel_v4l2_default_encoding(__u32 colorspace) { return V4L2_MAP_YCBCR_ENC_DEFAULT(colorspace); }
static inline __u32 reel_v4l2_default_quantization(__u32 colorspace, __u32 encoding) {
    (void)encoding;  // The macro ignores it since Linux 5.10.
    return V4L2_MAP_QUANTIZATION_DEFAULT(0, colorspace, encoding);
}

// The whole raster of digital timings, blanking included: with the pixel clock it gives the rate of an HDMI input.
static inline __u64 reel_v4l2_raster(const struct v4l2_bt_timings *timings) {
    return (__u64)V4L2_DV_BT_FRAME_WIDTH(timings) * V4L2_DV_BT_FRAME_HEIGHT(timings);
}

#endif
