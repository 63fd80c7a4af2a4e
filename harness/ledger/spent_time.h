#pragma once

#include <cstdint>
#include <filesystem>

namespace dsc::ledger {

/// What the earlier runs of a cell used that is not completed yet. Kept in its scratch, in spent.json.
struct Spent {
  double seconds = 0;
  int runs = 0;
  std::int64_t peak_memory_bytes = 0;
};

/// Of a run that left no word of its end (killed with its parent) the time until its last write counts.
/// Nothing where the file is not there or cannot be read: it is a matter of record, not of results.
Spent spent_in(const std::filesystem::path& scratch);

/// A run begins, after what was spent `before`.
void note_start(const std::filesystem::path& scratch, const Spent& before);

/// A run ended without completing the cell; `all` counts it.
void note_end(const std::filesystem::path& scratch, const Spent& all);

}  // namespace dsc::ledger
