#include "tests/fuzz/reader_promise.h"

// A sparse file may name more rows than it has bytes: only the limit bounds its memory.
constexpr dsc::ReadLimits limits{.entries = 1024, .bytes = 4096};

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return dsc::fuzz::expect_promise(dsc::read_matrix_market, limits, data, size);
}
