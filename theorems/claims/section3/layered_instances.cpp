#include "theorems/claims/section3/layered_instances.h"

#include "theorems/dictionaries/families.h"
#include "theorems/pursuit/lista_instances.h"
#include "theorems/stability/deep_dictionary.h"

namespace dsc {
namespace {

using Eigen::Index;

/// x_{j-1} = D_j x_j + noise_j with the noise on the largest entry of D_j x_j, and classes that just hold
/// them.
LayeredInstance instance(const std::string& name, const std::vector<RationalMatrix>& dictionaries,
                         const std::vector<Index>& sparsity, const RationalVector& deepest,
                         const Rational& noise_level) {
  LayeredInstance result{name, {}, {deepest}, {}, {}};
  for (std::size_t j = dictionaries.size(); j-- > 0;) {
    const RationalVector clean = multiply(dictionaries[j], result.codes.front());
    Index at = 0;
    for (Index i = 1; i < clean.size(); ++i) {
      if (abs(clean[i]) > abs(clean[at])) at = i;
    }
    RationalVector noise = RationalVector::Zero(clean.size());
    noise[at] = clean[at] < 0 ? noise_level : Rational(-noise_level);
    result.codes.insert(result.codes.begin(), clean + noise);
    result.noise.insert(result.noise.begin(), noise);
  }
  for (std::size_t j = 0; j < dictionaries.size(); ++j) {
    Rational magnitude = 0;
    for (const Rational& entry : result.codes[j + 1]) magnitude = std::max(magnitude, abs(entry));
    result.pursuit.encoders.push_back(self_encoder(dictionaries[j]));
    result.pursuit.classes.push_back({sparsity[j], magnitude, noise_level});
  }
  result.constants = layer_constants(result.pursuit);
  return result;
}

LayeredInstance tied(const Rational& noise_level) {
  const RationalMatrix bases = three_bases().atoms;
  const Index rows[] = {0, 1, 65, 66};
  RationalMatrix second = RationalMatrix::Zero(128, 12);
  for (Index r = 0; r < 4; ++r) second.row(rows[r]) = bases.row(r);
  RationalVector code = RationalVector::Zero(12);
  code[5] = 1;
  return instance("[I|H] 64x128, three bases on 4 of its atoms", {identity_hadamard(64).atoms, second},
                  {4, 1}, code, noise_level);
}

}  // namespace

LayeredInstance tied_bases() { return tied(0); }

std::vector<LayeredInstance> layered_instances(std::uint64_t seed, const Rational& noise_level) {
  std::vector<LayeredInstance> all = {tied(noise_level)};
  for (const DeepDictionary& deep : deep_families()) {
    if (deep.depth() < 2) continue;
    std::mt19937_64 generator(seed);
    all.push_back(
        instance(deep.name, deep.layers, deep.sparsity, draw_deep_code(deep, generator), noise_level));
  }
  return all;
}

std::vector<LayeredInstance> single_layers() {
  std::vector<LayeredInstance> all;
  for (const ListaInstance& item : lista_instances()) {
    if (!item.exact || item.encoder.dictionary.cols() > 64) continue;
    const RationalVector code = hardest_code(item.encoder, item.sparsity, 1);
    const RationalVector signal = multiply(item.encoder.dictionary, code);
    all.push_back({item.name + ", s = " + std::to_string(item.sparsity),
                   {{item.encoder}, {{item.sparsity, 1, 0}}},
                   {signal, code},
                   {RationalVector::Zero(signal.size())},
                   {{item.mu, item.largest}}});
  }
  return all;
}

std::vector<Schedule> LayeredInstance::schedules(int steps, LayerComposition composition) const {
  return layered_schedules(pursuit, constants, steps, composition);
}

std::vector<Rational> LayeredInstance::bounds(int steps) const {
  std::vector<Rational> result;
  for (const Schedule& schedule : schedules(steps)) result.push_back(envelope(schedule, steps).back());
  return result;
}

std::vector<RationalVector> LayeredInstance::found(int steps, LayerComposition composition) const {
  std::vector<RationalVector> result;
  for (const auto& iterates : layered_iterates(pursuit, signal(), schedules(steps, composition), steps))
    result.push_back(iterates.back());
  return result;
}

}  // namespace dsc
