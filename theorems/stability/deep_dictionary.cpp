#include "theorems/stability/deep_dictionary.h"

#include <stdexcept>

#include "theorems/dictionaries/families.h"

namespace dsc {

using Eigen::Index;

Rational shared_squared_norm(const RationalMatrix& a) {
  const Rational norm = squared_norm(a.col(0));
  for (Index j = 1; j < a.cols(); ++j) {
    if (squared_norm(a.col(j)) != norm) throw std::invalid_argument("the columns differ in norm");
  }
  return norm;
}

DeepDictionary deep_dictionary(std::string description, std::vector<RationalMatrix> layers) {
  std::string sizes = std::to_string(layers.front().rows());
  for (const RationalMatrix& layer : layers) sizes += "-" + std::to_string(layer.cols());
  const std::string name = layers.size() == 1 ? description : "chain " + sizes;
  DeepDictionary deep{name, std::move(description), std::move(layers), {}, {}};
  for (const RationalMatrix& layer : deep.layers) {
    deep.mu_squared.push_back(mutual_coherence(layer).squared);
    deep.sparsity.push_back(guaranteed_sparsity(deep.mu_squared.back(), layer.cols()));
  }
  return deep;
}

std::vector<RationalVector> chain(const std::vector<RationalMatrix>& layers, const RationalVector& deepest) {
  std::vector<RationalVector> codes(layers.size() + 1);
  codes.back() = deepest;
  for (std::size_t j = layers.size(); j > 0; --j) codes[j - 1] = multiply(layers[j - 1], codes[j]);
  return codes;
}

bool is_sparse(const std::vector<RationalVector>& codes, const std::vector<Index>& sparsity) {
  for (std::size_t j = 1; j < codes.size(); ++j) {
    if (static_cast<Index>(support(codes[j]).size()) > sparsity[j - 1]) return false;
  }
  return true;
}

RationalVector draw_deep_code(const DeepDictionary& deep, std::mt19937_64& generator) {
  const Index d = deep.layers.back().cols();
  for (Index size = deep.sparsity.back(); size >= 1; --size) {
    for (int attempt = 0; attempt < 50; ++attempt) {
      RationalVector code = RationalVector::Zero(d);
      for (Index k = 0; k < size; ++k) {
        const int magnitude = 1 + static_cast<int>(uniform_below(generator, 8));
        const auto at = static_cast<Index>(uniform_below(generator, static_cast<std::uint64_t>(d)));
        code[at] = uniform_below(generator, 2) == 0 ? magnitude : -magnitude;
      }
      if (is_sparse(chain(deep.layers, code), deep.sparsity)) return code;
    }
  }
  throw std::runtime_error(deep.name + ": no deep code is sparse enough at every layer");
}

std::vector<RationalVector> cancelling_codes(const DeepDictionary& deep, int count) {
  const RationalMatrix& a = deep.layers.back();
  std::vector<RationalVector> codes;
  for (Index i = 0; i < a.cols(); ++i) {
    for (Index k = i + 1; k < a.cols(); ++k) {
      const auto rows = support(a.col(i).cwiseProduct(a.col(k)));
      if (rows.empty()) continue;
      RationalVector code = RationalVector::Zero(a.cols());
      code[i] = 1;
      code[k] = -a(rows.front(), i) / a(rows.front(), k);
      if (is_sparse(chain(deep.layers, code), deep.sparsity)) codes.push_back(code);
      if (static_cast<int>(codes.size()) >= count) return codes;
    }
  }
  return codes;
}

}  // namespace dsc
