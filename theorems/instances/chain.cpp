#include "theorems/instances/chain.h"

#include <algorithm>
#include <stdexcept>

#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Eigen::Index;

Index below(std::mt19937_64& generator, std::size_t bound) {
  return static_cast<Index>(uniform_below(generator, bound));
}

bool in_class(const RationalVector& x, const SignalClass& signals) {
  return static_cast<Index>(support(x).size()) <= signals.sparsity &&
         std::all_of(x.begin(), x.end(), [&](const Rational& v) { return abs(v) <= signals.magnitude; });
}

/// As many nonzeros as the class allows, at distinct places.
RationalVector draw_deepest(const LayeredPursuit& pursuit, const Draw& draw, std::mt19937_64& generator) {
  RationalVector code = RationalVector::Zero(pursuit.encoders.back().dictionary.cols());
  const auto atoms = static_cast<std::size_t>(code.size());
  for (Index k = 0; k < std::min(pursuit.classes.back().sparsity, code.size()); ++k) {
    const Index size =
        draw.random ? draw.least + below(generator, static_cast<std::size_t>(17 - draw.least)) : 16;
    const Rational entry = Rational(static_cast<long>(size), 16);
    const bool positive = below(generator, 2) == 0;
    Index at = below(generator, atoms);
    while (code[at] != 0) at = below(generator, atoms);
    code[at] = positive ? entry : Rational(-entry);
  }
  return code;
}

/// One entry of size `level`: anywhere in the signal, on the support of the code above it in deeper layers.
RationalVector draw_noise(const RationalVector& clean, const Rational& level, bool anywhere,
                          std::mt19937_64& generator) {
  RationalVector noise = RationalVector::Zero(clean.size());
  const std::vector<Index> used = support(clean);
  if (level == 0 || (used.empty() && !anywhere)) return noise;
  const Index at = anywhere ? below(generator, static_cast<std::size_t>(clean.size()))
                            : used[static_cast<std::size_t>(below(generator, used.size()))];
  noise[at] = below(generator, 2) == 0 ? level : Rational(-level);
  return noise;
}

}  // namespace

std::vector<Schedule> Chain::schedules(int steps, LayerComposition composition) const {
  return layered_schedules(pursuit, constants, steps, composition);
}

std::vector<Rational> Chain::bounds(int steps) const {
  std::vector<Rational> result;
  for (const Schedule& schedule : schedules(steps)) result.push_back(envelope(schedule, steps).back());
  return result;
}

std::vector<RationalVector> Chain::estimates(int steps, LayerComposition composition) const {
  std::vector<RationalVector> result;
  for (const auto& iterates :
       layered_iterates(pursuit, signal.codes.front(), schedules(steps, composition), steps))
    result.push_back(iterates.back());
  return result;
}

Chain self_encoded_chain(std::string id, std::string name, const std::vector<RationalMatrix>& layers,
                         std::vector<SignalClass> classes) {
  Chain chain{.id = std::move(id), .name = std::move(name)};
  for (const RationalMatrix& layer : layers) chain.pursuit.encoders.push_back(self_encoder(layer));
  chain.pursuit.classes = std::move(classes);
  chain.constants = layer_constants(chain.pursuit);
  return chain;
}

Chain with_signal(Chain layer, const RationalVector& code, const RationalVector& noise) {
  layer.signal = {{multiply(layer.pursuit.encoders[0].dictionary, code) + noise, code}, {noise}};
  return layer;
}

DeepRecovery recovery_of(const Chain& chain) {
  DeepRecovery recovery{{}, chain.pursuit.classes, {}};
  for (const Encoder& encoder : chain.pursuit.encoders) recovery.layers.push_back(encoder.dictionary);
  return recovery;
}

ChainSignal draw_signal(const LayeredPursuit& pursuit, const Draw& draw, std::mt19937_64& generator) {
  const std::size_t depth = pursuit.depth();
  for (int attempt = 0; attempt < 1000; ++attempt) {
    ChainSignal drawn{std::vector<RationalVector>(depth + 1), std::vector<RationalVector>(depth)};
    drawn.codes[depth] = draw_deepest(pursuit, draw, generator);
    bool fits = true;
    for (std::size_t j = depth; j-- > 0;) {
      fits = fits && in_class(drawn.codes[j + 1], pursuit.classes[j]);
      const RationalVector clean = multiply(pursuit.encoders[j].dictionary, drawn.codes[j + 1]);
      drawn.noise[j] = draw_noise(clean, pursuit.classes[j].noise, j == 0, generator);
      drawn.codes[j] = clean + drawn.noise[j];
    }
    if (fits) return drawn;
  }
  throw std::runtime_error("no code is sparse enough at every layer");
}

}  // namespace dsc
