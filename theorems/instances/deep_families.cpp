#include "theorems/instances/deep_families.h"

#include <numeric>

#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Eigen::Index;

std::vector<Index> range(Index first, Index count) {
  std::vector<Index> indices(static_cast<std::size_t>(count));
  std::iota(indices.begin(), indices.end(), first);
  return indices;
}

/// The first atoms of a dictionary.
RationalMatrix first_atoms(const Dictionary& d, Index count) { return d.atoms.leftCols(count); }

/// `half` atoms of the identity and `half` of the Hadamard basis.
RationalMatrix half_and_half(Index n, Index half) {
  std::vector<Index> indices = range(0, half);
  const std::vector<Index> rest = range(n, half);
  indices.insert(indices.end(), rest.begin(), rest.end());
  return columns(identity_hadamard(n).atoms, indices);
}

}  // namespace

std::vector<DeepDictionary> deep_families() {
  std::vector<DeepDictionary> families;
  for (const Dictionary& d : {simplex(8), simplex(16), three_bases(), identity_hadamard(16),
                              block_design(4, 7, 1), unit_vectors(24, 36, 1)}) {
    families.push_back(deep_dictionary(d.name, {d.atoms}));
  }
  // One column of a dictionary must not use up the sparsity of the one above: columns of two or four entries,
  // below dictionaries that allow two, four or eight nonzeros.
  const RationalMatrix allows_eight = first_atoms(block_design(16, 17, 1), 56);
  const RationalMatrix four_entries = block_diagonal(block_design(4, 7, 1), 2).atoms;
  families.push_back(deep_dictionary("[I|H], 26 atoms; block design 26x169",
                                     {half_and_half(16, 13), block_design(2, 13, 1).atoms}));
  families.push_back(
      deep_dictionary("block design, 120 atoms; 30 blocks of three bases",
                      {first_atoms(block_design(9, 11, 1), 120), block_diagonal(three_bases(), 30).atoms}));
  families.push_back(
      deep_dictionary("block design, 56 atoms; 2 block designs 28x49", {allows_eight, four_entries}));
  families.push_back(
      deep_dictionary("block design, 56 atoms; 2 block designs 28x49; 7 block designs 14x49",
                      {allows_eight, four_entries, block_diagonal(block_design(2, 7, 1), 7).atoms}));
  return families;
}

}  // namespace dsc
