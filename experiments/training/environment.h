#pragma once

#include <string>
#include <utility>
#include <vector>

namespace dsc {

using Variables = std::vector<std::pair<std::string, std::string>>;

/// Environment variables that make LibTorch on Debian 12 faster, less those already set. Read when libraries
/// are loaded, so too late to set for the running program: OPENBLAS_CORETYPE, as OpenBLAS 0.3.21 takes the
/// oldest kernels on processors it does not know; OPENBLAS_NUM_THREADS=1, since its threads and OpenMP's get
/// into each other's way; MALLOC_MMAP_MAX_=0 with MALLOC_TRIM_THRESHOLD_=16 GiB, against page faults. The
/// second alone does harm: if one of the two is set, both are left alone.
Variables missing_tuning();

/// Starts the running program anew, with these arguments and the variables of missing_tuning; returns at once
/// if there are none. Call it first in main. Errors: std::runtime_error where the system refuses.
void restart_tuned(char* const* arguments);

/// What changes the last bits of a result on one machine and what tunes it: the value of each variable
/// ("unset" if so), the instruction set LibTorch chose, its version and its threads.
Variables numeric_settings();

}  // namespace dsc
