#include "tests/fuzz/variables_promise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return dsc::fuzz::expect_variables<dsc::list_safetensors, dsc::read_safetensors>(data, size);
}
