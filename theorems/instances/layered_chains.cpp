#include "theorems/instances/layered_chains.h"

#include <fmt/format.h>

#include "theorems/dictionaries/families.h"
#include "theorems/instances/deep_families.h"
#include "theorems/instances/single_layers.h"

namespace dsc {
namespace {

using Eigen::Index;

Index largest_entry_of(const RationalVector& x) {
  Index at = 0;
  for (Index i = 1; i < x.size(); ++i) {
    if (abs(x[i]) > abs(x[at])) at = i;
  }
  return at;
}

/// x_{j-1} = D_j x_j + noise_j with the noise on the largest entry of D_j x_j, and classes that just hold
/// them.
Chain chain_of(const std::string& id, const std::string& name,
               const std::vector<RationalMatrix>& dictionaries, const std::vector<Index>& sparsity,
               const RationalVector& deepest, const Rational& level) {
  const std::size_t depth = dictionaries.size();
  ChainSignal signal{std::vector<RationalVector>(depth + 1), std::vector<RationalVector>(depth)};
  signal.codes[depth] = deepest;
  std::vector<SignalClass> classes(depth);
  for (std::size_t j = depth; j-- > 0;) {
    const RationalVector& code = signal.codes[j + 1];
    const RationalVector clean = multiply(dictionaries[j], code);
    const Index at = largest_entry_of(clean);
    signal.noise[j] = RationalVector::Zero(clean.size());
    signal.noise[j][at] = clean[at] < 0 ? level : Rational(-level);
    signal.codes[j] = clean + signal.noise[j];
    classes[j] = {sparsity[j], abs(code[largest_entry_of(code)]), level};
  }
  Chain chain = self_encoded_chain(id, name, dictionaries, std::move(classes));
  chain.signal = std::move(signal);
  return chain;
}

}  // namespace

Chain tied_bases(const Rational& noise) {
  const RationalMatrix bases = three_bases().atoms;
  const Index rows[] = {0, 1, 65, 66};
  RationalMatrix second = RationalMatrix::Zero(128, 12);
  for (Index r = 0; r < 4; ++r) second.row(rows[r]) = bases.row(r);
  RationalVector code = RationalVector::Zero(12);
  code[5] = 1;
  return chain_of("tied-bases", "[I|H] 64x128, three bases on 4 of its atoms",
                  {identity_hadamard(64).atoms, second}, {4, 1}, code, noise);
}

std::vector<Chain> layered_chains(std::uint64_t seed, const Rational& noise) {
  std::vector<Chain> all = {tied_bases(noise)};
  for (const DeepDictionary& deep : deep_families()) {
    if (deep.depth() < 2) continue;
    std::mt19937_64 generator(seed);
    all.push_back(
        chain_of(deep.name, deep.name, deep.layers, deep.sparsity, draw_deep_code(deep, generator), noise));
  }
  return all;
}

std::vector<Chain> hard_single_layers() {
  std::vector<Chain> all;
  for (const Chain& layer : single_layers(0)) {
    const Encoder& encoder = layer.pursuit.encoders[0];
    if (!layer.exact || encoder.dictionary.cols() > 64) continue;
    const Index s = layer.deepest_class().sparsity;
    all.push_back(
        with_signal(layer, hardest_code(encoder, s, 1), RationalVector::Zero(encoder.dictionary.rows())));
    all.back().name += fmt::format(", s = {}", s);
  }
  return all;
}

}  // namespace dsc
