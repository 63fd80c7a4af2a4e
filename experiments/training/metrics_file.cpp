#include "experiments/training/metrics_file.h"

#include <cerrno>
#include <cstdio>
#include <stdexcept>
#include <system_error>

#include "harness/files/atomic_file.h"

namespace dsc {

void write_lines(const std::filesystem::path& file, const std::vector<std::string>& lines) {
  if (file.empty()) return;
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  write_atomically(file, text);
}

void append_line(const std::filesystem::path& file, const std::string& line) {
  if (file.empty()) return;
  std::FILE* const out = std::fopen(file.c_str(), "ae");
  bool good = out != nullptr;
  if (good) {
    good = std::fputs((line + "\n").c_str(), out) >= 0;
    good = std::fclose(out) == 0 && good;
  }
  if (!good) {
    throw std::runtime_error("cannot write " + file.string() + ": " + std::generic_category().message(errno));
  }
}

}  // namespace dsc
