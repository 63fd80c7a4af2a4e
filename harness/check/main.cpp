#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "harness/certificate/reader.h"
#include "harness/check/checker.h"
#include "harness/check/contracts.h"

namespace {

namespace fs = std::filesystem;

constexpr char usage[] = R"(usage: dsc-check [--row ROW] CERTIFICATE|FOLDER…
Checks certificates again, exactly, from their text alone. A folder stands for every *.json below it.
Prints "ok  KIND, WHAT IT PROVES  PATH" or "REJECTED  KIND  PATH: reason" for each.

  --row ROW    asks besides whether each is evidence for that row of the ledger, "T2.2" or "T2.2/repaired", and prints
               "ok  KIND, WHAT IT PROVES, supports|violates|vacuous ROW  PATH" or
               "NO EVIDENCE  KIND, WHAT IT PROVES  PATH: ROW: reason"
  --contracts  prints "ROW  KIND, supports|violates|vacuous" for everything that can be evidence

Exit status: 0 all hold; 1 one is rejected, or no evidence; 2 bad usage, a file that cannot be read, or none found.

  dsc-check results/quick/certificates
  dsc-check --row X2 my-dictionary.json
)";

constexpr int out_of_memory = 3;  // an exit status of the process that decides one certificate

// No exception may pass through GMP, which is C.
void* or_end(void* block) { return block == nullptr ? _exit(out_of_memory), nullptr : block; }
void* allocate(std::size_t size) { return or_end(std::malloc(size)); }
void* reallocate(void* block, std::size_t, std::size_t size) { return or_end(std::realloc(block, size)); }

/// At most so much, or what the shell allows, since a short text can ask for any amount of memory and time.
void bound(decltype(RLIMIT_AS) resource, rlim_t most) {
  rlimit limit{};
  getrlimit(resource, &limit);
  limit.rlim_cur = std::min(limit.rlim_cur, most);
  setrlimit(resource, &limit);
}

/// The path with \xNN for control characters: a line break in a name must not look like a line of ours.
std::string shown(const fs::path& path) {
  std::string text;
  for (const char c : path.string()) {
    char code[5];
    std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned char>(c));
    const bool control = (c >= 0 && c < ' ') || c == 0x7f;
    text += control ? code : std::string(1, c);
  }
  return text;
}

std::vector<fs::path> certificates_at(const fs::path& place) {
  if (!fs::is_directory(place)) return {place};
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(place)) {
    if (entry.path().extension() == ".json" && !entry.is_directory()) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  if (found.empty()) throw std::runtime_error(shown(place) + ": expected a certificate (*.json), found none");
  return found;
}

/// The text, or its beginning where it is too long for a certificate.
std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text;
  for (char block[1 << 16]; text.size() <= dsc::certificate::largest_text && file;) {
    file.read(block, sizeof block);
    text.append(block, static_cast<std::size_t>(file.gcount()));
  }
  if (!file.is_open() || file.bad())
    throw std::runtime_error(shown(path) + ": expected a file that can be read");
  return text;
}

/// Prints the line for one certificate; its exit status.
int decide(const fs::path& path, const std::string& row) {
  const auto result = dsc::check::check_certificate(read_text(path), row);
  const bool evidence = result.ok && (row.empty() || !result.bears.empty());
  std::cout << (evidence    ? "ok  "
                : result.ok ? "NO EVIDENCE  "
                            : "REJECTED  ")
            << result.kind << (result.ok ? ", " : "") << result.proves;
  if (!result.bears.empty()) std::cout << ", " << result.bears << ' ' << row;
  std::cout << "  " << shown(path);
  if (!evidence) std::cout << ": " << (result.ok ? row + ": " : "") << result.reason;
  std::cout << std::endl;
  return evidence ? 0 : 1;
}

/// Decides in a process of its own, so that whatever a text does to it, the rest is still checked.
int decide_apart(const fs::path& path, const std::string& row) {
  const pid_t parent = getpid(), child = fork();
  if (child < 0) throw std::runtime_error(shown(path) + ": expected room for one more process");
  if (child == 0) try {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (getppid() != parent) _exit(2);
#ifndef DSC_SANITIZED  // which reserves more than that by itself
      bound(RLIMIT_AS, rlim_t{4} << 30);
#endif
      bound(RLIMIT_CPU, 600);
      mp_set_memory_functions(allocate, reallocate, nullptr);
      _exit(decide(path, row));
    } catch (const std::bad_alloc&) {
      _exit(out_of_memory);
    } catch (const std::exception& error) {
      std::cerr << "dsc-check: " << error.what() << std::endl;
      _exit(2);
    }
  int end = 0;
  while (waitpid(child, &end, 0) < 0) {
  }
  if (WIFEXITED(end) && WEXITSTATUS(end) <= 2) return WEXITSTATUS(end);
  const bool time = WIFSIGNALED(end) && WTERMSIG(end) == SIGXCPU;
  std::cout << "REJECTED  ?  " << shown(path) << ": not decided: "
            << (WIFEXITED(end) ? "out of memory"
                : time         ? "out of time"
                               : "ended by signal " + std::to_string(WTERMSIG(end)))
            << std::endl;
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> places(arguments + 1, arguments + count);
  if (count == 2 && places[0] == "--help") return std::cout << usage, 0;
  if (count == 2 && places[0] == "--version") return std::cout << "dsc-check " DSC_VERSION ", grammar 1\n", 0;
  if (count == 2 && places[0] == "--contracts") {
    for (const std::string& line : dsc::check::contract_lines()) std::cout << line << '\n';
    return 0;
  }
  std::string row;
  if (count >= 3 && places[0] == "--row") {
    const auto rows = dsc::check::rows_with_contract();
    row = places[1];
    places.erase(places.begin(), places.begin() + 2);
    if (std::find(rows.begin(), rows.end(), row) == rows.end()) {
      std::cerr << "dsc-check: --row: expected a row of `dsc-check --contracts`, found " << shown(row)
                << '\n';
      return 2;
    }
  }
  if (places.empty() || places[0].starts_with('-')) return std::cerr << usage, 2;
  int status = 0;
  for (const std::string& place : places) try {
      for (const fs::path& path : certificates_at(place)) {
        // Below a folder, a pipe would be waited on for ever.
        const bool readable = path == place || fs::is_regular_file(path);
        if (!readable) std::cerr << "dsc-check: " << shown(path) << ": expected a file that can be read\n";
        status = std::max(status, readable ? decide_apart(path, row) : 2);
      }
    } catch (const std::exception& error) {
      std::cerr << "dsc-check: " << error.what() << '\n';
      status = 2;
    }
  return status;
}
