#include "harness/check/relations.h"

#include <algorithm>
#include <numeric>

namespace dsc::check {

using namespace certificate;

namespace {

class Search {
 public:
  Search(std::vector<Vector> columns, Count rows, const std::function<bool(const Sparse<Integer>&)>& visit)
      : columns_(std::move(columns)), rows_(rows), visit_(visit), chosen_(rows) {
    for (Count j = 0; j < columns_.size(); ++j)
      columns_[j].emplace_back(rows_ + j, 1);  // shows what makes up z
  }
  /// Goes through the independent sets of columns, in order; the relation of a further column with one is
  /// minimal.
  bool found(Count next = 0) {
    for (Count j = next; j < columns_.size(); ++j) {
      require(++visited_ <= 200'000, "not decided: expected at most 200000 sets of columns");
      if (chosen_.push(columns_[j])) {
        if (found(j + 1)) return true;
        chosen_.pop();
      } else if (visit_(chosen_.reduced(columns_[j]))) {
        return true;
      }
    }
    return false;
  }

 private:
  std::vector<Vector> columns_;
  Count rows_, visited_ = 0;
  const std::function<bool(const Sparse<Integer>&)>& visit_;
  Elimination chosen_;
};

}  // namespace

std::vector<std::vector<Vector>> blocks(const Matrix& d) {
  std::vector<Count> group(d.atoms.size());
  std::iota(group.begin(), group.end(), Count{0});
  std::map<Count, Count> first;  // the group of the columns with an entry in this row
  for (Count j = 0; j < group.size(); ++j) {
    for (const auto& [row, value] : d.atoms[j]) {
      const Count old = first.try_emplace(row, group[j]).first->second, own = group[j];
      std::ranges::replace(group, own, old);
      for (auto& [other, number] : first) number = number == own ? old : number;
    }
  }
  std::map<Count, std::vector<Vector>> found;
  for (Count j = 0; j < group.size(); ++j) found[group[j]].push_back(d.atoms[j]);
  std::vector<std::vector<Vector>> result;
  for (auto& [number, columns] : found) result.push_back(std::move(columns));
  return result;
}

bool any_relation(const Matrix& d, const std::function<bool(const Sparse<Integer>& z)>& visit) {
  return std::ranges::any_of(
      blocks(d), [&](const std::vector<Vector>& columns) { return Search(columns, d.rows, visit).found(); });
}

}  // namespace dsc::check
