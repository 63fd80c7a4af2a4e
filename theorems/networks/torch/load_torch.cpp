#include <dlfcn.h>

#include <cstdlib>

#include "harness/files/installed_file.h"
#include "theorems/networks/torch/torch_functions.h"

namespace dsc {
namespace {

/// OpenBLAS reads these when it is loaded. Debian's does not know processors newer than itself and then takes
/// kernels of 2008; its threads fight with OpenMP's. What the user has set stays.
void prepare_openblas() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") != 0) {
    setenv("OPENBLAS_CORETYPE", "SkylakeX", 0);
  } else if (__builtin_cpu_supports("avx2") != 0) {
    setenv("OPENBLAS_CORETYPE", "Haswell", 0);
  }
#endif
  setenv("OPENBLAS_NUM_THREADS", "1", 0);
}

const TorchFunctions* load() {
  const std::filesystem::path module = installed_file("lib/dsc/libdsc_torch.so");
  if (!std::filesystem::exists(module)) {
    throw std::runtime_error(
        module.string() +
        ": expected the module that holds LibTorch, found none; apt install libtorch-dev, then "
        "configure with -DDSC_WITH_TORCH=ON and build");
  }
  prepare_openblas();
  void* const handle = dlopen(module.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* const entry = handle == nullptr ? nullptr : dlsym(handle, "dsc_torch_functions");
  if (entry == nullptr) throw std::runtime_error(std::string("the module that holds LibTorch: ") + dlerror());
  return reinterpret_cast<const TorchFunctions* (*)()>(entry)();
}

}  // namespace

const TorchFunctions& torch_functions() {
  static const TorchFunctions* const functions = load();
  return *functions;
}

}  // namespace dsc
