"""Medians, ratios and tables."""

import os
import platform
import re
import shlex
import subprocess
from dataclasses import asdict
from statistics import median

MEGABYTE = 1e6


def machine(reel, commit):
    """What was measured on, and what."""
    with open("/proc/cpuinfo") as file:
        model = re.search(r"model name\s*: (.*)", file.read())
    words = subprocess.run([reel, "version"], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    peer = subprocess.run(["ffmpeg", "-version"], stdout=subprocess.PIPE, check=True).stdout.decode()
    return {
        "processor": model.group(1) if model else platform.machine(), "processors": os.cpu_count(),
        "kernel": platform.release(), "reel": words, "commit": commit, "ffmpeg": peer.split()[2],
    }


def spread(values):
    """How far the values lie apart, as a share of their median."""
    return (max(values) - min(values)) / median(values) if median(values) else 0.0


class Report:
    """Collects samples; the first contender of each work is what the others are compared with."""

    def __init__(self):
        self._works = []
        self._times = {}
        self._soak = None

    def add_work(self, title, samples, results, commands):
        self._works.append((title, samples, results, commands))

    def add_time(self, title, name, values):
        self._times.setdefault(title, {}).setdefault(name, []).extend(values)

    def add_soak(self, sample, frames, packets):
        self._soak = (sample, frames, packets)

    def json(self, about):
        report = {"machine": about, "work": [], "times": self._times}
        for title, samples, results, commands in self._works:
            report["work"].append({"title": title, "contenders": [{
                "name": name, "command": shlex.join(commands[name]), "result": asdict(results[name]),
                "median": {key: median([asdict(one)[key] for one in runs]) for key in asdict(runs[0])},
                "samples": [asdict(one) for one in runs],
            } for name, runs in samples.items()]})
        if self._soak:
            sample, frames, packets = self._soak
            report["soak"] = {"sample": asdict(sample), "frames": frames, "in_file": packets}
        return report

    def markdown(self, about):
        lines = [f"{about['reel']} ({about['commit']}) against ffmpeg {about['ffmpeg']} on {about['processors']} × "
                 f"{about['processor']}, Linux {about['kernel']}. Medians; ± is the whole spread of the runs; × is "
                 "against the first line of a table; \"others\" is what else the machine computed meanwhile.", ""]
        for work in self._works:
            lines += self._work(*work[:3])
        for title, contenders in self._times.items():
            lines += [f"### {title}", "", "| | median | slowest | runs |", "|---|---:|---:|---:|"]
            lines += [f"| {name} | {median(values) * 1000:.1f} ms | {max(values) * 1000:.1f} ms | {len(values)} |"
                      for name, values in contenders.items()]
            lines.append("")
        if self._soak:
            sample, frames, packets = self._soak
            counts = ", ".join(f"{count} {name}" for name, count in frames.items())
            lines += ["### 1080p30 for 60 s at real-time pace, x264 veryfast: the test picture", "",
                      f"{counts}; {packets} in the file. {sample.cpu:.1f} s of processor time, "
                      f"{sample.resident / MEGABYTE:.0f} MB resident; others {sample.others:.0%}.", ""]
        return "\n".join(lines).rstrip()

    def _work(self, title, samples, results):
        columns = ["", "CPU", "wall", "resident", "anonymous", "switches", "written", "frames", "length", "SSIM",
                   "others"]
        lines = [f"### {title}", "", f"| {' | '.join(columns)} |", "|---|" + "---:|" * (len(columns) - 1)]
        base = next(iter(samples.values()))
        for name, runs in samples.items():
            result = results[name]

            def figure(key, text, runs=runs):
                value, first = (median([getattr(one, key) for one in some]) for some in (runs, base))
                ratio = f" ({value / first:.2f}×)" if runs is not base and first else ""
                return text(value) + ratio

            cpu = spread([one.cpu for one in runs])
            cells = [
                name, figure("cpu", lambda value: f"{value:.2f} s") + f" ±{cpu:.0%}",
                figure("wall", lambda value: f"{value:.2f} s"),
                figure("resident", lambda value: f"{value / MEGABYTE:.0f} MB"),
                figure("anonymous", lambda value: f"{value / MEGABYTE:.0f} MB"),
                figure("switches", lambda value: f"{value:.0f}"),
                figure("written", lambda value: f"{value / MEGABYTE:.2f} MB"),
                str(result.frames), f"{result.seconds:.3f} s",
                f"{result.ssim:.5f} {result.color_range}".strip() if result.ssim else "–",
                f"{median([one.others for one in runs]):.0%}",
            ]
            lines.append(f"| {' | '.join(cells)} |")
        return [*lines, ""]
