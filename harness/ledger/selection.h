#pragma once

#include <string>
#include <vector>

#include "harness/ledger/cell.h"

namespace dsc {

/// What a pattern is matched against.
struct CellName {
  std::string id;    ///< of the claim or experiment
  std::string name;  ///< of the cell, "T2.1/control"
};

/// For each cell, whether the patterns choose it. A pattern is a glob (fnmatch); one with a slash is
/// matched against the cell's name, one without against the id; `-PATTERN` excludes.
/// Without a pattern that includes, all cells are in. Throws InputError with near names where a pattern
/// matches nothing.
std::vector<bool> select_names(const std::vector<CellName>& cells, const std::vector<std::string>& patterns);

/// The cells that the patterns choose, in the order given.
std::vector<Cell> select_cells(const std::vector<Cell>& cells, const std::vector<std::string>& patterns);

/// Part `index` (from 1) of `count` parts that runs without coordination divide the work into.
struct Shard {
  int index = 1;
  int count = 1;
};

/// "2/3". Throws InputError unless 1 <= I <= N <= 100000.
Shard parse_shard(const std::string& text);

/// For each cell, whether it is in the shard. Every cell is in exactly one of the `count` shards; checks and
/// controls are dealt out separately, so that no shard gets only the cheap half.
std::vector<bool> in_shard(const std::vector<Cell>& cells, const Shard& shard);

}  // namespace dsc
