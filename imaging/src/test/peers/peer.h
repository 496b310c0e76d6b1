// What all peers of the benchmarks share: after loading, one pass for each line on standard input, answered by a line with
// the CPU nanoseconds of the calling thread, those of the clock on the wall, and the number of items that failed.
#pragma once
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

inline std::vector<std::string> lines(const char *path) {
    std::ifstream in(path);
    std::vector<std::string> found;
    for (std::string line; std::getline(in, line);) {
        found.push_back(line);
    }
    return found;
}

inline std::string contents(const std::string &path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline long long nanoseconds(clockid_t clock) {
    timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/** @param prepare what comes before each item and is not counted; @param work says whether it succeeded */
inline int serve(size_t items, const std::function<void(size_t)> &prepare, const std::function<bool(size_t)> &work) {
    std::puts("ready");
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) {
        long long cpu = 0;
        long long wall = 0;
        int failed = 0;
        for (size_t i = 0; i < items; i++) {
            prepare(i);
            long long cpuStart = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
            long long wallStart = nanoseconds(CLOCK_MONOTONIC);
            failed += work(i) ? 0 : 1;
            cpu += nanoseconds(CLOCK_THREAD_CPUTIME_ID) - cpuStart;
            wall += nanoseconds(CLOCK_MONOTONIC) - wallStart;
        }
        std::printf("%lld %lld %d\n", cpu, wall, failed);
        std::fflush(stdout);
    }
    return 0;
}

inline void nothing(size_t) {}
