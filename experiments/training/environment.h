#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

/// LibTorch on this machine: how it is set up, and what of it changes the last bits of a result.
namespace dsc {

using Variables = std::vector<std::pair<std::string, std::string>>;

/// Environment variables that make LibTorch on Debian 12 faster, less those already set. Read when libraries
/// are loaded, so too late to set for the running program: OPENBLAS_CORETYPE, as OpenBLAS 0.3.21 takes the
/// oldest kernels on processors it does not know; OPENBLAS_NUM_THREADS=1, since its threads and OpenMP's get
/// into each other's way; MALLOC_MMAP_MAX_=0 with MALLOC_TRIM_THRESHOLD_=16 GiB, against page faults. The
/// second alone does harm: if one of the two is set, both are left alone.
Variables missing_tuning();

/// Starts the running program anew, with these arguments and the variables of missing_tuning; returns at once
/// if there are none. Call it first in main. Throws std::runtime_error where the system refuses.
void restart_tuned(char* const* arguments);

/// "cpu" or "cuda", as named; for "auto" the latter where LibTorch finds a device. Throws InputError where
/// the name is another, or "cuda" and there is none that LibTorch can use.
std::string resolve_device(const std::string& name);

/// Sets the number of threads, asks for algorithms whose result does not change from run to run, and turns
/// TF32 off, which would round factors of products on graphics cards to 10 bits. Throws InputError where
/// there are fewer threads than one.
void prepare_library(int threads);

/// {"LibTorch": version, "ATen": instruction set, "oneDNN": {"version", "instruction set"}, "BLAS":
/// {"library", "core"}, "TF32": whether it is on, "processor": this_processor(), "variables": {name: value,
/// "unset" if so}}. What a library does not tell is "not told": one that is linked into LibTorch cannot be
/// asked.
nlohmann::ordered_json environment();

}  // namespace dsc
