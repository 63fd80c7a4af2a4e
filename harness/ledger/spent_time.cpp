#include "harness/ledger/spent_time.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "harness/error.h"
#include "harness/fields/field.h"
#include "harness/files/atomic_file.h"

namespace dsc::ledger {
namespace fs = std::filesystem;
namespace {

constexpr const char* kName = "spent.json";

/// Of files, on one clock: their times of writing are compared with each other only.
double seconds_between(fs::file_time_type first, fs::file_time_type last) {
  return std::max(0.0, std::chrono::duration<double>(last - first).count());
}

/// From when the run under way began, which is when spent.json was written, to the last write in the folder.
double seconds_written(const fs::path& scratch) {
  std::error_code error;
  const auto start = fs::last_write_time(scratch / kName, error);
  if (error) return 0;
  auto last = start;
  for (const auto& entry : fs::directory_iterator(scratch, error)) {
    std::error_code gone;
    const auto time = fs::last_write_time(entry.path(), gone);
    if (!gone) last = std::max(last, time);
  }
  return seconds_between(start, last);
}

void write(const fs::path& scratch, const Spent& spent, bool under_way) {
  const nlohmann::ordered_json json = {{"seconds", spent.seconds},
                                       {"runs", spent.runs},
                                       {"peak_memory_bytes", spent.peak_memory_bytes},
                                       {"under_way", under_way}};
  write_atomically(scratch / kName, json.dump() + "\n");
}

}  // namespace

Spent spent_in(const fs::path& scratch) {
  std::error_code error;
  if (!fs::exists(scratch / kName, error)) return {};
  try {
    const Field field = Field::json(scratch / kName);
    Spent spent{.seconds = field["seconds"].number(0, 1e12),
                .runs = static_cast<int>(field["runs"].integer(0, 1'000'000)),
                .peak_memory_bytes = static_cast<std::int64_t>(field["peak_memory_bytes"].count())};
    if (field["under_way"].flag()) {
      spent.seconds += seconds_written(scratch);
      ++spent.runs;
    }
    return spent;
  } catch (const InputError&) {
    return {};
  }
}

void note_start(const fs::path& scratch, const Spent& before) { write(scratch, before, true); }

void note_end(const fs::path& scratch, const Spent& all) { write(scratch, all, false); }

}  // namespace dsc::ledger
