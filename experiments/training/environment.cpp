#include "experiments/training/environment.h"

#include <ATen/Version.h>
#include <dlfcn.h>
#include <fmt/format.h>
#include <torch/torch.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "experiments/training/processor.h"
#include "harness/error.h"

namespace dsc {

using nlohmann::ordered_json;

namespace {

constexpr const char* kNotTold = "not told";

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

/// From the library's description of itself, which says it in all versions.
std::string aten_instruction_set() {
  const std::string all = at::show_config(), key = "CPU capability usage: ";
  const std::size_t start = all.find(key);
  if (start == std::string::npos) return kNotTold;
  const std::size_t first = start + key.size();
  return all.substr(first, all.find('\n', first) - first);
}

/// A function of a library that the program has loaded, if there is one of that name.
template <class Function>
Function* loaded(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_DEFAULT, name));
}

/// oneDNN's names for the values of dnnl_cpu_isa_t; others as they are.
std::string isa_name(int isa) {
  switch (isa) {
    case 0x1:
      return "SSE4.1";
    case 0x3:
      return "AVX";
    case 0x7:
      return "AVX2";
    case 0x27:
      return "AVX512_CORE";
    case 0x67:
      return "AVX512_CORE_VNNI";
    case 0xe7:
      return "AVX512_CORE_BF16";
    case 0x3e7:
      return "AVX512_CORE_AMX";
    default:
      return fmt::format("{:#x}", isa);
  }
}

ordered_json onednn() {
  struct Version {  // the beginning of dnnl_version_t
    int major, minor, patch;
  };
  auto* const version = loaded<const Version*()>("dnnl_version");
  auto* const isa = loaded<int()>("dnnl_get_effective_cpu_isa");
  ordered_json told = {{"version", kNotTold}, {"instruction set", kNotTold}};
  if (version != nullptr)
    told["version"] = fmt::format("{}.{}.{}", version()->major, version()->minor, version()->patch);
  if (isa != nullptr) told["instruction set"] = isa_name(isa());
  return told;
}

/// Whichever library does matrix products: "blas/libblas.so.3.11.0" is the reference, and slow.
ordered_json blas() {
  ordered_json told = {{"library", kNotTold}, {"core", kNotTold}};
  Dl_info found{};
  void* const product = dlsym(RTLD_DEFAULT, "sgemm_");
  if (product != nullptr && dladdr(product, &found) != 0 && found.dli_fname != nullptr) {
    std::error_code fault;
    const auto file = std::filesystem::canonical(found.dli_fname, fault);
    if (!fault) told["library"] = (file.parent_path().filename() / file.filename()).string();
  }
  auto* const core = loaded<char*()>("openblas_get_corename");
  if (core != nullptr) told["core"] = core();
  return told;
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

std::string resolve_device(const std::string& name) {
  const bool found = torch::cuda::is_available();
  if (name == "auto") return found ? "cuda" : "cpu";
  if (name == "cuda" && !found) {
    throw InputError("device cuda", "", "a CUDA device that this LibTorch (" TORCH_VERSION ") can use",
                     "none; Debian's LibTorch is built without CUDA");
  }
  if (name != "cpu" && name != "cuda") throw InputError("device", "", "auto, cpu or cuda", "'" + name + "'");
  return name;
}

void prepare_library(int threads) {
  if (threads < 1) throw InputError("threads", "", "at least 1", std::to_string(threads));
  at::set_num_threads(threads);
  at::globalContext().setDeterministicCuDNN(true);
  at::globalContext().setBenchmarkCuDNN(false);
  at::globalContext().setAllowTF32CuBLAS(false);
  at::globalContext().setAllowTF32CuDNN(false);
}

ordered_json environment() {
  ordered_json variables;
  for (const char* name :
       {"OPENBLAS_CORETYPE", "ATEN_CPU_CAPABILITY", "ONEDNN_MAX_CPU_ISA", "OPENBLAS_NUM_THREADS",
        "OMP_NUM_THREADS", "MALLOC_MMAP_MAX_", "MALLOC_TRIM_THRESHOLD_"}) {
    variables[name] = is_set(name) ? std::getenv(name) : "unset";
  }
  const at::Context& context = at::globalContext();
  return {{"LibTorch", TORCH_VERSION},
          {"ATen", aten_instruction_set()},
          {"oneDNN", onednn()},
          {"BLAS", blas()},
          {"TF32", context.allowTF32CuBLAS() || context.allowTF32CuDNN()},
          {"processor", this_processor()},
          {"variables", variables}};
}

}  // namespace dsc
