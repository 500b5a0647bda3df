"""Runs a program and measures what it cost."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Sample:
    """What one run of a program cost, its children included. Times in seconds, memory and data in bytes."""

    wall: float
    cpu: float
    #: The most memory resident at any time, and the part of it that no file backs.
    resident: int
    anonymous: int
    switches: int
    written: int
    #: Processor time that everything else on the machine took meanwhile, as a share of all processors.
    others: float
    status: int


class Failure(Exception):
    """A measurement that could not be made."""


class Process:
    """A started program; `finish` waits for it and gives its cost.

    Memory is read from /proc every 25 ms and not from wait4, whose maximum begins with that of the process that forked.
    """

    def __init__(self, arguments, directory, **options):
        self.arguments = [str(argument) for argument in arguments]
        self._log = open(os.path.join(directory, "log"), "w+b")
        self._busy = machine_busy()
        self.began = time.monotonic()
        self._child = subprocess.Popen(
            self.arguments, cwd=directory, stdin=subprocess.DEVNULL, stdout=options.get("stdout", self._log),
            stderr=self._log, env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.pid = self._child.pid
        self._memory = {"VmHWM": 0, "RssAnon": 0}
        self._ended = threading.Event()
        self._sampler = threading.Thread(target=self._sample)
        self._sampler.start()

    def interrupt(self):
        """Asks the program to stop, as Ctrl-C does."""
        os.kill(self.pid, 2)

    def finish(self, accepted=(0,), timeout=600):
        """Waits for the end; throws Failure with the program's own words when its status is none of `accepted`."""
        deadline = threading.Timer(timeout, self._child.kill)
        deadline.start()
        try:
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        except KeyboardInterrupt:
            self._child.kill()
            raise
        finally:
            deadline.cancel()
            self._ended.set()
        wall = time.monotonic() - self.began
        self._sampler.join()
        # The dead process still has its accounts until it is reaped.
        written = proc_fields(f"/proc/{self.pid}/io").get("wchar", 0)
        _, status, usage = os.wait4(self.pid, 0)
        self._child.returncode = status = os.waitstatus_to_exitcode(status)
        cpu = usage.ru_utime + usage.ru_stime
        everything = wall * os.cpu_count()
        others = max(0.0, machine_busy() - self._busy - cpu) / everything if everything else 0.0
        self._log.seek(0)
        words = self._log.read().decode(errors="replace")
        self._log.close()
        if status not in accepted:
            raise Failure(f"status {status} from: {' '.join(self.arguments)}\n{words[-2000:]}")
        return Sample(
            wall, cpu, self._memory["VmHWM"] * 1024, self._memory["RssAnon"] * 1024,
            usage.ru_nvcsw + usage.ru_nivcsw, written, others, status)

    def _sample(self):
        while True:
            fields = proc_fields(f"/proc/{self.pid}/status")
            for name in self._memory:
                self._memory[name] = max(self._memory[name], fields.get(name, 0))
            if self._ended.wait(0.025):
                return


def measure(arguments, directory, **options):
    """Runs a program to its end."""
    return Process(arguments, directory).finish(**options)


def wall_time(arguments):
    """Seconds from starting a short program to its end."""
    began = time.perf_counter()
    subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def proc_fields(path):
    """The `name: number` lines of a file in /proc; empty when the process is gone."""
    fields = {}
    try:
        with open(path) as file:
            for line in file:
                name, _, value = line.partition(":")
                number = value.split()
                if number and number[0].isdigit():
                    fields[name] = int(number[0])
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        pass
    return fields


def machine_busy():
    """Seconds of processor time that the machine has been busy since it started."""
    with open("/proc/stat") as file:
        user, nice, system, _, _, interrupt, soft = (int(field) for field in file.readline().split()[1:8])
    return (user + nice + system + interrupt + soft) / TICKS
