"""Arguments: "header", and a file with one path a line. Answers as peer.h says."""
import logging
import sys
import time
import warnings

import pydicom

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
paths = open(sys.argv[2]).read().splitlines()
print("ready", flush=True)
for _ in sys.stdin:
    failed = 0
    start = time.thread_time_ns()
    wall = time.perf_counter_ns()
    for path in paths:
        try:
            len(pydicom.dcmread(path, stop_before_pixels=True))
        except Exception:
            failed += 1
    print(time.thread_time_ns() - start, time.perf_counter_ns() - wall, failed, flush=True)
