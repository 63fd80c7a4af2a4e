#include "tests/fuzz/reader_promise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return dsc::fuzz::expect_promise(dsc::read_npy, data, size);
}
