#include "tests/fuzz/reader_promise.h"

// The limits as users have them: that memory stays small is then due to the length of the input alone.
constexpr dsc::ReadLimits limits;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return dsc::fuzz::expect_promise(dsc::read_npy, limits, data, size);
}
