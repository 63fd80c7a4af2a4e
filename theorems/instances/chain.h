#pragma once

#include <random>
#include <string>
#include <vector>

#include "theorems/pursuit/deep_recovery.h"
#include "theorems/pursuit/lista_cp_layers.h"

/// What the claims on LISTA-CP are tried on: dictionaries with their analyses, classes of signals, and
/// signals of these classes.
namespace dsc {

/// A signal of a chain: codes[0] = y, …, codes[J] = x_J, and noise[j-1] = x_{j-1} - D_j x_j.
struct ChainSignal {
  std::vector<RationalVector> codes, noise;
};

/// J layers x_{j-1} = D_j x_j + noise_j with W_j and a class for each, and one signal where the chain has one
/// of its own.
struct Chain {
  std::string id{};    ///< what figures choose it by: "simplex-16"
  std::string name{};  ///< what people read: "simplex 15x16, s = 3"
  std::string description{};
  LayeredPursuit pursuit{};
  std::vector<LayerConstants> constants{};  ///< mu_W and C_W of each layer, or short numbers above them
  bool exact = true;                        ///< they are mu_W and C_W themselves
  bool optimal = false;                     ///< every W is in X(D), as a theorem
  ChainSignal signal{};

  std::size_t depth() const { return pursuit.depth(); }
  const SignalClass& deepest_class() const { return pursuit.classes.back(); }
  const RationalMatrix& deepest_dictionary() const { return pursuit.encoders.back().dictionary; }

  /// One for each layer, covering its noise and, as `composition` has it, the error of its input.
  std::vector<Schedule> schedules(int steps, LayerComposition composition = LayerComposition::repaired) const;
  /// E_K of each layer under these schedules.
  std::vector<Rational> bounds(int steps) const;
  /// x^(K) of each layer on the chain's own signal.
  std::vector<RationalVector> estimates(int steps,
                                        LayerComposition composition = LayerComposition::repaired) const;
};

/// W = D / |d|^2 in each layer, mu_W and C_W themselves.
Chain self_encoded_chain(std::string id, std::string name, const std::vector<RationalMatrix>& layers,
                         std::vector<SignalClass> classes);

/// One layer of its own signal.
Chain with_signal(Chain layer, const RationalVector& code, const RationalVector& noise);

/// The dictionaries and classes, to be recovered in stages.
DeepRecovery recovery_of(const Chain& chain);

/// How a signal is drawn from the classes.
struct Draw {
  bool random = false;  ///< nonzeros of x_J of size k/16, k from `least` to 16; else all of size 1
  int least = 8;
};

/// A signal in the classes. The noise of a layer is one entry of its full level, of random sign; in the
/// deeper layers it lies where D_j x_j is not zero, so that no code grows denser. Throws std::runtime_error
/// where a thousand draws are not sparse enough at every layer.
ChainSignal draw_signal(const LayeredPursuit& pursuit, const Draw& draw, std::mt19937_64& generator);

}  // namespace dsc
