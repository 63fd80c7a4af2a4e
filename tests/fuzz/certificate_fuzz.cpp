#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "harness/check/checker.h"
#include "harness/check/contracts.h"

/// Any bytes: accepted, or rejected with a reason of one short printable line. Never a crash, and memory that
/// the length of the text bounds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // These may ask for 5,000,000 sets of columns, which a fuzzer would take for a hang; a short text has few
  // columns.
  const bool enumerates = text.find("\"exhaustive\"") != text.npos || text.find("\"solutions\"") != text.npos;
  if (enumerates && size > 300) return 0;

  const dsc::check::Result result = dsc::check::check_certificate(text);
  const auto require = [](bool holds, const char* promise) {
    if (holds) return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
  };
  require(result.ok == result.reason.empty(), "a reason iff it is rejected");
  if (result.ok) {
    for (const std::string& row : dsc::check::rows_with_contract()) {
      const dsc::check::Result asked = dsc::check::check_certificate(text, row);
      require(asked.ok && asked.bears.empty() != asked.reason.empty(), "evidence for a row, or a reason");
      require(asked.reason.size() < 400, "the reason is short");
    }
  }
  require(result.reason.size() < 400, "the reason is short");
  for (const char c : result.reason) require(c >= 0x20 && c <= 0x7e, "the reason is one printable line");
  return 0;
}
