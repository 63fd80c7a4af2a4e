#pragma once

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>

#include "harness/error.h"
#include "tests/refusal.h"

/// One input that must be refused, and how the message must begin after the file's name.
struct Refused {
  std::string text;
  std::string message;
};

/// From here on, this process may map only `bytes` more.
inline void allow_no_more_memory_than(std::size_t bytes) {
  unsigned long pages = 0;
  FILE* file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr || std::fscanf(file, "%lu", &pages) != 1) std::exit(3);
  std::fclose(file);
  const rlim_t limit = pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + bytes;
  const rlimit bound{limit, limit};
  if (setrlimit(RLIMIT_AS, &bound) != 0) std::exit(3);
}

/// Runs `read` with at most 16 MiB more than now. Ends the process: 0 after an InputError, 1 if memory ran
/// out, else 2. For EXPECT_EXIT, which runs it in a process of its own.
template <class Read>
[[noreturn]] void read_in_little_memory(const Read& read) {
  allow_no_more_memory_than(16 << 20);
  try {
    read();
  } catch (const dsc::InputError&) {
    std::_Exit(0);
  } catch (const std::bad_alloc&) {
    std::_Exit(1);
  }
  std::_Exit(2);
}
