#include <ATen/Version.h>
#include <torch/torch.h>

#include <cstdlib>

#include "experiments/training/environment.h"

namespace dsc {
namespace {

/// From the library's description of itself, which says it in all versions.
std::string instruction_set() {
  const std::string all = at::show_config(), key = "CPU capability usage: ";
  const std::size_t start = all.find(key);
  if (start == std::string::npos) return "unknown";
  const std::size_t first = start + key.size();
  return all.substr(first, all.find('\n', first) - first);
}

}  // namespace

Variables numeric_settings() {
  Variables settings;
  for (const char* name :
       {"OPENBLAS_CORETYPE", "ATEN_CPU_CAPABILITY", "ONEDNN_MAX_CPU_ISA", "OPENBLAS_NUM_THREADS",
        "OMP_NUM_THREADS", "MALLOC_MMAP_MAX_", "MALLOC_TRIM_THRESHOLD_"}) {
    const char* const value = std::getenv(name);
    settings.emplace_back(name, value == nullptr ? "unset" : value);
  }
  settings.emplace_back("LibTorch", TORCH_VERSION);
  settings.emplace_back("instruction set", instruction_set());
  settings.emplace_back("threads", std::to_string(at::get_num_threads()));
  return settings;
}

}  // namespace dsc
