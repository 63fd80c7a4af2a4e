#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "harness/check/checker.h"

namespace {

namespace fs = std::filesystem;

constexpr char usage[] = R"(usage: dsc-check CERTIFICATE|FOLDER…
Checks certificates again, exactly, from their text alone. A folder stands for every *.json below it.
Prints "ok  KIND  PATH" or "REJECTED  KIND  PATH: reason" for each.
Exit status: 0 all hold; 1 one is rejected; 2 bad usage, a file that cannot be read, or none found.

  dsc-check results/quick/claims
  dsc-check my-dictionary.json
)";

void* or_throw(void* block) { return block == nullptr ? throw std::bad_alloc() : block; }
void* allocate(std::size_t size) { return or_throw(std::malloc(size)); }
void* reallocate(void* block, std::size_t, std::size_t size) { return or_throw(std::realloc(block, size)); }

/// At most 4 GiB in all, or what the shell allows, since a short text can ask for any amount; GMP throws
/// where it would abort.
void bound_memory() {
#ifndef __SANITIZE_ADDRESS__  // which reserves more than that by itself
  rlimit bound{};
  getrlimit(RLIMIT_AS, &bound);
  bound.rlim_cur = std::min(bound.rlim_cur, rlim_t{4} << 30);
  setrlimit(RLIMIT_AS, &bound);
#endif
  mp_set_memory_functions(allocate, reallocate, nullptr);
}

std::vector<fs::path> certificates_at(const fs::path& place) {
  if (!fs::is_directory(place)) return {place};
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(place)) {
    if (entry.path().extension() == ".json" && !entry.is_directory()) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  if (found.empty())
    throw std::runtime_error(place.string() + ": expected a certificate (*.json), found none");
  return found;
}

/// The text, or its beginning where it is too long for a certificate.
std::string_view read_text(const fs::path& path) {
  static std::string buffer(dsc::certificate::largest_text + 1, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(buffer.data(), std::ssize(buffer));
  if (!file.is_open() || file.bad())
    throw std::runtime_error(path.string() + ": expected a file that can be read");
  return {buffer.data(), static_cast<std::size_t>(file.gcount())};
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> places(arguments + 1, arguments + count);
  if (count == 2 && places[0] == "--help") return std::cout << usage, 0;
  if (count == 2 && places[0] == "--version") return std::cout << "dsc-check " DSC_VERSION ", grammar 1\n", 0;
  if (places.empty() || places[0].starts_with('-')) return std::cerr << usage, 2;
  bound_memory();
  int status = 0;
  for (const std::string& place : places) try {
      for (const fs::path& path : certificates_at(place)) {
        const auto result = dsc::check::check_certificate(read_text(path));
        std::cout << (result.ok ? "ok  " : "REJECTED  ") << result.kind << "  " << path.string()
                  << (result.ok ? "" : ": ") << result.reason << std::endl;
        status = std::max(status, result.ok ? 0 : 1);
      }
    } catch (const std::exception& error) {
      std::cerr << "dsc-check: " << error.what() << '\n';
      status = 2;
    }
  return status;
}
