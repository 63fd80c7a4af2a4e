#include "theorems/stability/stacked.h"

#include <algorithm>

#include "theorems/stability/deep_dictionary.h"

namespace dsc {
namespace {

using Eigen::Index;

void append_rows(RationalMatrix& stacked, const RationalMatrix& block) {
  const Index old = stacked.rows();
  RationalMatrix grown(old + block.rows(), stacked.cols());
  grown << stacked, block;
  stacked = std::move(grown);
}

RationalMatrix rows_outside(const RationalMatrix& a, const std::vector<Index>& held) {
  std::vector<Index> outside;
  for (Index i = 0; i < a.rows(); ++i) {
    if (!std::binary_search(held.begin(), held.end(), i)) outside.push_back(i);
  }
  return a(outside, Eigen::all);
}

/// The columns in S_J of A_first … A_J, from the last factor up; layers counted from 0.
RationalMatrix product_on_support(const std::vector<RationalMatrix>& layers, std::size_t first,
                                  const std::vector<Index>& deepest) {
  RationalMatrix product = columns(layers.back(), deepest);
  for (std::size_t j = layers.size() - 1; j > first; --j) product = multiply(layers[j - 1], product);
  return product;
}

}  // namespace

Supports supports_of(const std::vector<RationalMatrix>& layers, const RationalVector& deepest) {
  const auto codes = chain(layers, deepest);
  Supports supports;
  for (std::size_t j = 1; j < codes.size(); ++j) supports.push_back(support(codes[j]));
  return supports;
}

RationalMatrix stacked_features(const std::vector<RationalMatrix>& layers, const Supports& supports) {
  RationalMatrix stacked(0, static_cast<Index>(supports.back().size()));
  for (std::size_t j = 1; j < layers.size(); ++j) {
    append_rows(stacked, rows_outside(product_on_support(layers, j, supports.back()), supports[j - 1]));
  }
  return stacked;
}

RationalMatrix stacked_features_and_signal(const std::vector<RationalMatrix>& layers,
                                           const Supports& supports) {
  RationalMatrix stacked = stacked_features(layers, supports);
  append_rows(stacked, product_on_support(layers, 0, supports.back()));
  return stacked;
}

}  // namespace dsc
