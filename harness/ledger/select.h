#pragma once

#include <string>
#include <vector>

#include "harness/ledger/cell.h"

namespace dsc::ledger {

/// The cells that the patterns choose, in the order given. A pattern is a glob (fnmatch); one with a slash is
/// matched against the cell's name, one without against its row; `-PATTERN` excludes. Without a pattern that
/// includes, all cells are in. Throws InputError with near names where a pattern matches nothing.
std::vector<Cell> select(const std::vector<Cell>& cells, const std::vector<std::string>& patterns);

/// Part `index` (from 1) of `count` parts that runs without coordination divide the work into.
struct Shard {
  int index = 1;
  int count = 1;
};

/// "2/3". Throws InputError unless 1 <= I <= N <= 100000.
Shard parse_shard(const std::string& text);

/// For each cell, whether it is in the shard. Every cell is in exactly one of the `count` shards; they are
/// dealt out by weight, so that no shard gets only cheap ones.
std::vector<bool> in_shard(const std::vector<Cell>& cells, const Shard& shard);

}  // namespace dsc::ledger
