#include "tests/fuzz/variables_promise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return dsc::fuzz::expect_variables<dsc::list_mat, dsc::read_mat>(data, size);
}
