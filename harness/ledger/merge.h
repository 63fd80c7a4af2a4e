#pragma once

#include <filesystem>
#include <vector>

namespace dsc::ledger {

/// What a merge made.
struct Merged {
  int records = 0;
  int shared = 0;  ///< of these, how many more than one folder had
  int files = 0;   ///< besides the records: certificates, pictures, trained networks
};

/// Joins the records of several results folders (each results/, or each one profile's folder below it) and
/// the files that lie beside them into `target`, a folder of the same kind that is not there yet or empty.
/// Records of one cell must be of one address; then a completed one goes before one that is not, and two
/// completed ones must say the same but for the time they took and the program that checked them. Throws
/// InputError naming both files where they do not, where a record contradicts itself, and where a file of
/// one name has two contents. `target` is then as it was; it gets all at once or nothing.
Merged merge_results(const std::vector<std::filesystem::path>& sources, const std::filesystem::path& target);

}  // namespace dsc::ledger
