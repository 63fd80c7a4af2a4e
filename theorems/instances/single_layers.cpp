#include "theorems/instances/single_layers.h"

#include "theorems/coherence/generalized.h"
#include "theorems/dictionaries/families.h"
#include "theorems/exact/short_bounds.h"

namespace dsc {
namespace {

using Eigen::Index;

Chain single_layer(std::string id, const std::string& name, const Encoder& encoder, const Rational& noise) {
  Chain chain{.id = std::move(id), .name = name, .pursuit = {{encoder}, {{1, 1, noise}}}};
  LayerConstants constants{cross_coherence(encoder), largest_entry(encoder.analysis)};
  // Powers of a long fraction grow long; any number above will do for the schedule.
  if (msb(denominator(constants.mu)) > 24) {
    constants = {short_above(constants.mu), short_above(constants.largest)};
    chain.exact = false;
  }
  chain.constants = {constants};
  Index& s = chain.pursuit.classes[0].sparsity;
  while ((2 * s + 1) * constants.mu < 1 && s < encoder.dictionary.cols()) ++s;
  return chain;
}

Index below(std::mt19937_64& generator, Index bound) {
  return static_cast<Index>(uniform_below(generator, static_cast<std::uint64_t>(bound)));
}

}  // namespace

std::vector<Chain> single_layers(const Rational& noise) {
  std::vector<Chain> all;
  const auto add = [&](const std::string& id, const Dictionary& d) {
    all.push_back(single_layer(id, d.name, self_encoder(d.atoms), noise));
    all.back().optimal = true;
  };
  add("identity-hadamard-4", identity_hadamard(4));
  add("three-bases", three_bases());
  add("identity-hadamard-16", identity_hadamard(16));
  add("identity-hadamard-64", identity_hadamard(64));
  add("simplex-8", simplex(8));
  add("simplex-16", simplex(16));
  const Dictionary blocks = block_design(4, 7, 1), vectors = unit_vectors(24, 36, 1);
  all.push_back(single_layer("block-design-28", blocks.name, self_encoder(blocks.atoms), noise));
  all.push_back(single_layer("unit-vectors-24", vectors.name, self_encoder(vectors.atoms), noise));
  const Dictionary skew = unit_vectors(8, 10, 1);
  all.push_back(single_layer("unit-vectors-8", skew.name + ", W by linear programs",
                             {skew.atoms, generalized_coherence(skew.atoms).analysis()}, noise));
  std::erase_if(all, [](const Chain& layer) { return layer.constants[0].mu >= 1; });
  return all;
}

RationalVector hardest_code(const Encoder& encoder, Index s, const Rational& magnitude) {
  const Eigen::MatrixXd products =
      nearest(multiply(RationalMatrix(encoder.analysis.transpose()), encoder.dictionary));
  const Eigen::MatrixXd both = products + products.transpose();
  const Index d = both.cols();
  Eigen::VectorXd best = Eigen::VectorXd::Zero(d);
  double best_push = -1;
  for (Index start = 0; start < d; ++start) {
    Eigen::VectorXd signs = Eigen::VectorXd::Zero(d);
    signs[start] = 1;
    double push = 0;
    for (Index size = 1; size < s; ++size) {
      Eigen::VectorXd pulls = -(both * signs);  // a new atom takes the sign that pushes
      for (Index j = 0; j < d; ++j) {
        if (signs[j] != 0) pulls[j] = 0;
      }
      Index next = 0;
      push += pulls.cwiseAbs().maxCoeff(&next);
      if (signs[next] != 0) break;  // no other atom meets these
      signs[next] = pulls[next] < 0 ? -1 : 1;
    }
    if (push > best_push + 1e-9) best_push = push, best = signs;
  }
  RationalVector code = RationalVector::Zero(d);
  for (Index j = 0; j < d; ++j)
    code[j] = best[j] == 0 ? Rational(0) : Rational(best[j] < 0 ? -magnitude : magnitude);
  return code;
}

RationalVector hardest_noise(const Encoder& encoder, const RationalVector& code, const Rational& level) {
  const RationalVector reach = multiply(
      encoder.analysis, RationalVector(code.unaryExpr([](const Rational& v) { return Rational(sign(v)); })));
  Index row = 0;
  for (Index i = 1; i < reach.size(); ++i) {
    if (abs(reach[i]) > abs(reach[row])) row = i;
  }
  RationalVector noise = RationalVector::Zero(reach.size());
  noise[row] = reach[row] > 0 ? Rational(-level) : level;
  return noise;
}

RationalVector random_code(const Encoder& encoder, Index s, const Rational& magnitude,
                           std::mt19937_64& generator) {
  RationalVector code = RationalVector::Zero(encoder.dictionary.cols());
  for (Index size = 0; size < s;) {
    const Index at = below(generator, code.size());
    if (code[at] != 0) continue;
    const Rational entry = magnitude * static_cast<long>(1 + below(generator, 16)) / 16;
    code[at] = below(generator, 2) == 0 ? entry : Rational(-entry);
    ++size;
  }
  return code;
}

RationalVector random_noise(const Encoder& encoder, const Rational& level, std::mt19937_64& generator) {
  RationalVector noise = RationalVector::Zero(encoder.dictionary.rows());
  const Rational share = Rational(static_cast<long>(below(generator, 9)), 8);
  noise[below(generator, noise.size())] = level * share;
  const Index other = below(generator, noise.size());
  if (noise[other] == 0) noise[other] = level * (share - 1);
  return noise;
}

}  // namespace dsc
