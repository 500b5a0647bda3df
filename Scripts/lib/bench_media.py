"""What is recorded, made once by ffmpeg, and what is known of the results, by ffprobe and ffmpeg."""

import os
import re
import subprocess
from dataclasses import dataclass

RATE = 30
SOUND = ["-f", "s16le", "-ar", "48000", "-ac", "2"]


def ffmpeg(*arguments):
    """Runs ffmpeg and gives what it said."""
    command = ["ffmpeg", "-hide_banner", "-nostdin", "-y", *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    words = done.stderr.decode(errors="replace")
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{words[-2000:]}")
    return words


class Inputs:
    """Moving pictures with the noise of a camera, and sound that is no silence; the same bytes for everyone."""

    def __init__(self, directory, seconds):
        self.seconds = seconds
        self.y4m = os.path.join(directory, "in.y4m")
        self.mjpeg = os.path.join(directory, "in.mjpeg")
        self.pcm = os.path.join(directory, "in.pcm")
        self.long_pcm = os.path.join(directory, "long.pcm")

    def make(self, sound_seconds):
        """Makes the files; the long sound has `sound_seconds`."""
        picture = f"testsrc2=size=1920x1080:rate={RATE}:duration={self.seconds},noise=alls=3:allf=t,format=yuv420p"
        ffmpeg("-f", "lavfi", "-i", picture, "-f", "yuv4mpegpipe", self.y4m)
        # 4:2:2 in full range, as cameras send it.
        ffmpeg("-i", self.y4m, "-c:v", "mjpeg", "-q:v", 4, "-pix_fmt", "yuvj422p", "-f", "mjpeg", self.mjpeg)
        for path, length in ((self.pcm, self.seconds), (self.long_pcm, sound_seconds)):
            sound = (f"anoisesrc=color=pink:sample_rate=48000:amplitude=0.3:seed=1:duration={length}[noise];"
                     f"sine=frequency=440:sample_rate=48000:duration={length}[tone];"
                     "[noise][tone]amix,aformat=channel_layouts=stereo")
            ffmpeg("-filter_complex", sound, *SOUND, path)


@dataclass
class Result:
    """What is in a file that was recorded; `ssim` is against the input, 1 is equal."""

    frames: int = 0
    seconds: float = 0
    ssim: float = 0
    size: int = 0
    color_range: str = ""


def probe(path, *entries):
    """What ffprobe tells about the first stream of a kind, by name."""
    done = subprocess.run(
        ["ffprobe", "-v", "error", *entries, "-of", "default=noprint_wrappers=1", path], stdout=subprocess.PIPE,
        check=True)
    return dict(line.split("=", 1) for line in done.stdout.decode().split())


def judge(path, reference=None):
    """Counts, measures and compares a recording; without `reference` it is sound only."""
    result = Result(size=os.path.getsize(path))
    kind = "v:0" if reference else "a:0"
    fields = probe(path, "-count_packets", "-select_streams", kind, "-show_entries",
                   "stream=nb_read_packets,color_range:format=duration")
    result.frames = int(fields["nb_read_packets"])
    result.seconds = float(fields["duration"])
    result.color_range = fields.get("color_range", "")
    if reference:
        # By number and not by time, in the same range on both sides.
        same = f"settb=1/90000,setpts=N*{90_000 // RATE},scale=out_range=tv,format=yuv420p"
        words = ffmpeg("-i", path, "-i", reference, "-filter_complex",
                       f"[0:v]{same}[a];[1:v]{same}[b];[a][b]ssim", "-f", "null", "-")
        result.ssim = float(re.search(r"SSIM .*All:([0-9.]+)", words).group(1))
    else:
        # The container of .aac knows no length: the decoder's samples do.
        words = ffmpeg("-i", path, "-map", "0:a:0", "-f", "null", "-")
        hours, minutes, seconds = re.findall(r"time=(\d+):(\d+):([\d.]+)", words)[-1]
        result.seconds = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    return result
