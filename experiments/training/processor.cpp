#include "experiments/training/processor.h"

#include <fstream>
#include <iterator>
#include <sstream>

#include "harness/files/digest.h"

namespace dsc {
namespace {

/// The first line "name : value" of the text.
std::string value_of(const std::string& text, const std::string& name) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos || line.substr(0, line.find_last_not_of("\t ", colon - 1) + 1) != name)
      continue;
    return line.substr(colon + 2);
  }
  return "unknown";
}

}  // namespace

nlohmann::ordered_json processor_of(const std::string& cpuinfo) {
  const std::string flags = value_of(cpuinfo, "flags");
  return {{"vendor", value_of(cpuinfo, "vendor_id")},
          {"family", value_of(cpuinfo, "cpu family")},
          {"model", value_of(cpuinfo, "model")},
          {"stepping", value_of(cpuinfo, "stepping")},
          {"flags", flags == "unknown" ? flags : sha256_hex(flags)}};
}

nlohmann::ordered_json this_processor() {
  std::ifstream in("/proc/cpuinfo");
  return processor_of({std::istreambuf_iterator<char>(in), {}});
}

}  // namespace dsc
