#include "experiments/training/environment.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <system_error>

namespace dsc {
namespace {

bool is_set(const char* name) { return std::getenv(name) != nullptr; }

/// The fastest of OpenBLAS's kernels that this processor runs; empty where the choice is left to OpenBLAS.
std::string openblas_core() {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
    return "SkylakeX";
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#endif
  return "";
}

}  // namespace

Variables missing_tuning() {
  Variables missing;
  const std::string core = openblas_core();
  if (!is_set("OPENBLAS_CORETYPE") && !core.empty()) missing.emplace_back("OPENBLAS_CORETYPE", core);
  if (!is_set("OPENBLAS_NUM_THREADS")) missing.emplace_back("OPENBLAS_NUM_THREADS", "1");
  if (!is_set("MALLOC_MMAP_MAX_") && !is_set("MALLOC_TRIM_THRESHOLD_")) {
    missing.emplace_back("MALLOC_MMAP_MAX_", "0");
    missing.emplace_back("MALLOC_TRIM_THRESHOLD_", "17179869184");
  }
  return missing;
}

void restart_tuned(char* const* arguments) {
  const Variables missing = missing_tuning();
  if (missing.empty()) return;
  for (const auto& [name, value] : missing) setenv(name.c_str(), value.c_str(), 0);
  execv("/proc/self/exe", arguments);
  throw std::runtime_error("cannot start the program anew: " + std::generic_category().message(errno));
}

}  // namespace dsc
