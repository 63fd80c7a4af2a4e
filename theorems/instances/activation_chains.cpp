#include "theorems/instances/activation_chains.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "theorems/dictionaries/families.h"

namespace dsc {

using Eigen::Index;

std::vector<Chain> activation_chains(const Rational& noise) {
  const auto one_layer = [&](const std::string& id, const Dictionary& d, Index sparsity) {
    return self_encoded_chain(id, fmt::format("{}, s = {}", d.name, sparsity), {d.atoms},
                              {{sparsity, 1, noise}});
  };
  const RationalMatrix blocks = block_diagonal(simplex(4), 5).atoms;  // 15 x 20, three entries in a column
  RationalMatrix deep = RationalMatrix::Zero(16, 20);
  deep.topRows(15) = blocks;
  return {one_layer("hadamard-16-1", identity_hadamard(16), 1),
          one_layer("hadamard-16-2", identity_hadamard(16), 2), one_layer("simplex-16", simplex(16), 3),
          one_layer("three-bases", three_bases(), 1),
          self_encoded_chain("two-simplices", "chain 15-16-20, s = 3, 1", {simplex(16).atoms, deep},
                             {{3, 1, noise}, {1, 1, 0}})};
}

Chain activation_chain(const std::string& id, const Rational& noise) {
  const std::vector<Chain> all = activation_chains(noise);
  const auto found = std::find_if(all.begin(), all.end(), [&](const Chain& c) { return c.id == id; });
  if (found == all.end()) throw std::invalid_argument("no chain is called " + id);
  return *found;
}

}  // namespace dsc
