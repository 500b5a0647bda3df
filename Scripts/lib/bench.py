"""The measurements of Scripts/bench, which says how it is used. Reel and ffmpeg take turns; medians are reported."""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from bench_media import RATE, SOUND, Inputs, judge, probe
from bench_process import Failure, Process, measure, wall_time
from bench_report import Report, machine

PARTS = ["pace", "speed", "mjpeg", "sound", "start", "stop", "soak"]
# Run only when named: what decides how Reel sets x264 up.
NAMED_PARTS = ["settings"]

# What ffmpeg is told for live recording: fragments of half a second, handed to the kernel at once, so that a killed
# program leaves a file that plays, as one of Reel does. It does not sync them to the disk, which Reel does.
FRAGMENTS = ["-movflags", "+frag_keyframe+empty_moov+default_base_moof", "-frag_duration", "500000",
             "-flush_packets", "1"]
X264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-g", str(2 * RATE)]
AAC = ["-c:a", "aac", "-b:a", "128k"]
FFMPEG = ["ffmpeg", "-nostdin", "-nostats", "-v", "error", "-y"]


def live_x264(lookahead, b_frames, sliced, height=1080):
    threads = max(1, min(os.cpu_count(), 4, height // 270))
    return ["-threads", str(threads), "-x264-params",
            f"rc-lookahead={lookahead}:sync-lookahead=0:bframes={b_frames}:b-adapt=1:sliced-threads={sliced}"]


def same_x264(height=1080):
    """x264 told what Reel tells it, so that what is left of a difference is not x264's."""
    return live_x264(4, 1, 1, height)


def say(words):
    print(f"bench: {words}", file=sys.stderr, flush=True)


class Bench:
    def __init__(self, options, directory, fast_directory):
        self.reel = options.reel
        self.runs = 3 if options.quick else 5
        self.quick = options.quick
        self.directory = directory
        self.fast_directory = fast_directory
        self.inputs = Inputs(fast_directory, 4 if options.quick else 10)
        self.sound_seconds = 60 if options.quick else 300
        self.report = Report()

    def run(self, part):
        getattr(self, part)()

    def path(self, name):
        return os.path.join(self.directory, name)

    def side_by_side(self, title, contenders, reference=None):
        """Runs everyone by turns; `contenders` has argument lists by name, each ending with the output."""
        samples = {name: [] for name in contenders}
        results = {}
        for turn in range(self.runs):
            # The first of a turn is another each time, so that nobody always follows the same one.
            names = list(contenders)
            for name in names[turn % len(names):] + names[:turn % len(names)]:
                arguments = contenders[name]
                samples[name].append(measure(arguments, self.directory))
                if turn == self.runs - 1:
                    results[name] = judge(arguments[-1], reference)
                os.unlink(arguments[-1])
            say(f"{title}: {turn + 1} of {self.runs}")
        self.report.add_work(title, samples, results, contenders)

    def pictures_and_sound(self, title, reel, peer_input, pixels=()):
        outputs = {name: self.path(f"{name}.mp4") for name in ("reel", "ffmpeg", "same")}
        peer = [*FFMPEG, *peer_input, "-map", "0:v", "-map", "1:a", *X264, *pixels, *AAC, *FRAGMENTS]
        self.side_by_side(title, {
            "ffmpeg": [*peer, outputs["ffmpeg"]],
            "ffmpeg, Reel's x264 settings": [*peer, *same_x264(), outputs["same"]],
            "reel": [self.reel, "record", *reel, "--audio", f"pcm:{self.inputs.pcm}", outputs["reel"]],
        }, self.inputs.y4m)

    def pace(self):
        self.pictures_and_sound(
            f"1080p30 for {self.inputs.seconds} s as it comes: y4m and PCM → MP4",
            ["--pace", "realtime", "--video", f"y4m:{self.inputs.y4m}"],
            ["-re", "-i", self.inputs.y4m, "-re", *SOUND, "-i", self.inputs.pcm])

    def speed(self):
        self.pictures_and_sound(
            f"1080p30 of {self.inputs.seconds} s as fast as it goes: y4m and PCM → MP4",
            ["--pace", "none", "--video", f"y4m:{self.inputs.y4m}"],
            ["-i", self.inputs.y4m, *SOUND, "-i", self.inputs.pcm])

    def mjpeg(self):
        self.pictures_and_sound(
            f"1080p30 of {self.inputs.seconds} s as fast as it goes: MJPEG (4:2:2) and PCM → MP4",
            ["--pace", "none", "--video", f"mjpeg:{self.inputs.mjpeg}"],
            ["-f", "mjpeg", "-framerate", str(RATE), "-i", self.inputs.mjpeg, *SOUND, "-i", self.inputs.pcm],
            pixels=["-pix_fmt", "yuvj420p"])

    def sound(self):
        length = self.sound_seconds
        self.side_by_side(f"PCM of {length} s → AAC, as fast as it goes", {
            "ffmpeg": [*FFMPEG, *SOUND, "-i", self.inputs.long_pcm, *AAC, self.path("ffmpeg.aac")],
            "reel": [self.reel, "record", "--video", "none", "--audio", f"pcm:{self.inputs.long_pcm}", "--pace", "none",
                     self.path("reel.aac")],
        })

    def settings(self):
        peer = [*FFMPEG, "-i", self.inputs.y4m, *X264]
        settings = {"x264's own": []}
        for lookahead, b_frames, sliced in ((10, 3, 1), (4, 1, 0), (4, 1, 1), (4, 0, 1), (0, 0, 1)):
            name = f"lookahead {lookahead}, B-frames {b_frames}, {'slices' if sliced else 'frames'} in parallel"
            settings[name] = live_x264(lookahead, b_frames, sliced)
        self.side_by_side(f"x264's settings: 1080p30 of {self.inputs.seconds} s as fast as it goes, by ffmpeg", {
            name: [*peer, *options, self.path(f"{number}.mp4")]
            for number, (name, options) in enumerate(settings.items())
        }, self.inputs.y4m)

    def start(self):
        turns = 15 if self.quick else 40
        commands = {
            "reel version": [self.reel, "version"], "reel record --help": [self.reel, "record", "--help"],
            "ffmpeg -version": ["ffmpeg", "-version"],
        }
        times = {name: [] for name in commands}
        for _ in range(turns):
            for name, command in commands.items():
                times[name].append(wall_time(command))
        for name, values in times.items():
            self.report.add_time("Start-up", name, values)

        encoder = [*X264, "-map", "0:v", *FRAGMENTS]
        quick_to_open = ["-fflags", "nobuffer", "-probesize", "32", "-analyzeduration", "0", "-f", "yuv4mpegpipe"]
        for _ in range(self.runs):
            for name, command in {
                "ffmpeg": [*FFMPEG, *quick_to_open, "-i", "FIFO", *encoder, "OUT"],
                "ffmpeg, Reel's x264 settings":
                    [*FFMPEG, *quick_to_open, "-i", "FIFO", *encoder, *same_x264(720), "OUT"],
                "reel": [self.reel, "record", "--audio", "none", "--video", "y4m:FIFO", "OUT"],
            }.items():
                delivered, written = self.first_picture(command)
                self.report.add_time("First picture delivered → in the file (720p30)", name, [written - delivered])
            say("first picture in the file")

    def first_picture(self, command):
        """When a source at 30 pictures a second had given its first one, and when a picture was in the file."""
        directory = tempfile.mkdtemp(dir=self.directory)
        fifo, output = os.path.join(directory, "in.y4m"), os.path.join(directory, "out.mp4")
        os.mkfifo(fifo)
        delivered = []
        source = threading.Thread(target=self.feed, args=(fifo, delivered))
        source.start()
        names = {"FIFO": fifo, "OUT": output, "y4m:FIFO": f"y4m:{fifo}"}
        process = Process([names.get(word, word) for word in command], directory)
        written = None
        while written is None:
            if time.monotonic() > process.began + 20:
                raise Failure("no picture came into the file within 20 s")
            if holds_picture(directory):
                written = time.monotonic()
            else:
                time.sleep(0.0005)
        source.join()
        process.finish()
        shutil.rmtree(directory)
        return delivered[0], written

    def feed(self, fifo, delivered):
        """Writes two seconds of pictures into a FIFO at their pace, and notes when the first was taken."""
        luma, chroma = bytes(range(256)) * (1280 * 720 // 256), b"\x80" * (1280 * 720 // 2)
        try:
            with open(fifo, "wb", buffering=0) as pipe:
                pipe.write(f"YUV4MPEG2 W1280 H720 F{RATE}:1 Ip A1:1 C420jpeg\n".encode())
                for number in range(2 * RATE):
                    picture = memoryview(b"FRAME\n" + luma[number:] + luma[:number] + chroma)
                    while picture:
                        picture = picture[pipe.write(picture):]
                    if not delivered:
                        delivered.append(time.monotonic())
                    time.sleep(max(0, delivered[0] + (number + 1) / RATE - time.monotonic()))
        except BrokenPipeError:
            pass

    def stop(self):
        """Three of each record side by side, small enough not to disturb each other, and are stopped one by one."""
        length = 6 if self.quick else 60
        title = f"Signal → whole file and end, after {length} s (640x360, ultrafast)"
        running = []
        for number in range(3):
            for name, command in {
                "ffmpeg": [
                    *FFMPEG, "-re", "-f", "lavfi", "-i", f"testsrc2=size=640x360:rate={RATE}", "-re", "-f", "lavfi",
                    "-i", "sine=sample_rate=48000", *X264, "-preset", "ultrafast", *AAC, *FRAGMENTS],
                "reel": [self.reel, "record", "--video", "test", "--audio", "test", "--size", "640x360",
                         "--preset", "ultrafast"],
            }.items():
                directory = tempfile.mkdtemp(dir=self.directory)
                output = os.path.join(directory, f"{number}.mp4")
                running.append((name, output, Process([*command, output], directory)))
        say(f"stop: recording for {length} s")
        time.sleep(length)
        for name, output, process in running:
            asked = time.monotonic()
            process.interrupt()
            # ffmpeg ends with 255 when it was asked to.
            process.finish(accepted=(0, 255) if name == "ffmpeg" else (0,), timeout=30)
            self.report.add_time(title, name, [time.monotonic() - asked])
            # Not by its clock: that began when it was started.
            if float(probe(output, "-show_entries", "format=duration")["duration"]) < length - 1:
                raise Failure(f"{name} stopped with a file that is too short")
            time.sleep(0.3)

    def soak(self):
        if self.quick:
            return
        say("soak: recording for 60 s")
        output, events = self.path("soak.mp4"), self.path("events")
        with open(events, "wb") as file:
            sample = Process(
                [self.reel, "record", "--video", "test", "--size", "1920x1080", "--audio", "test", "--preset",
                 "veryfast", "--duration", "60", "--events", "json", output], self.directory, stdout=file).finish()
        with open(events) as file:
            lines = [json.loads(line) for line in file]
        progress = [line for line in lines if line["type"] == "progress"][-1]
        packets = probe(output, "-count_packets", "-select_streams", "v:0", "-show_entries", "stream=nb_read_packets")
        self.report.add_soak(sample, progress["frames"], int(packets["nb_read_packets"]))


def holds_picture(directory):
    """Whether a file there has the payload of a media data box, or at least its first kilobyte."""
    for name in os.listdir(directory):
        if not name.endswith((".mp4", ".part")):
            continue
        try:
            with open(os.path.join(directory, name), "rb") as file:
                start = file.read(1 << 16)
        except FileNotFoundError:
            continue
        found = re.search(rb"moof.*?mdat", start, re.DOTALL)
        if found and len(start) >= found.end() + 1024:
            return True
    return False


def scratch(fast, needed):
    """A new directory, in memory when that is wanted and there is room for it."""
    candidates = ["/dev/shm"] if fast and os.path.isdir("/dev/shm") else []
    for place in [*candidates, tempfile.gettempdir()]:
        if shutil.disk_usage(place).free > needed:
            return tempfile.mkdtemp(prefix="reel-bench-", dir=place)
    raise Failure(f"there is not enough room in {place}: {needed >> 20} MB are needed. TMPDIR names another place")


def main():
    parser = argparse.ArgumentParser(prog="Scripts/bench")
    parser.add_argument("--reel", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--commit", default="unknown", help=argparse.SUPPRESS)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("parts", nargs="*", metavar="PART")
    options = parser.parse_args()
    unknown = [part for part in options.parts if part not in PARTS + NAMED_PARTS]
    if unknown:
        parser.error(f"there is no part '{unknown[0]}'; there are {', '.join(PARTS + NAMED_PARTS)}")

    # Asked to end, it cleans up as after Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    parts = [part for part in PARTS + NAMED_PARTS if part in (options.parts or PARTS)]
    directory = scratch(False, 1 << 30)
    fast_directory = scratch(True, 3 << 30)
    try:
        bench = Bench(options, directory, fast_directory)
        if set(parts) & {"pace", "speed", "mjpeg", "sound", "settings"}:
            say("making what is recorded")
            bench.inputs.make(bench.sound_seconds)
        before = machine(options.reel, options.commit)
        for part in parts:
            bench.run(part)
        print(bench.report.markdown(before))
        if options.json:
            with open(options.json, "w") as file:
                json.dump(bench.report.json(before), file, indent=2)
                file.write("\n")
    except (Failure, RuntimeError, subprocess.CalledProcessError) as failure:
        say(str(failure))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        shutil.rmtree(directory, ignore_errors=True)
        shutil.rmtree(fast_directory, ignore_errors=True)


if __name__ == "__main__":
    main()
