#pragma once

#include "theorems/pursuit/lista_cp.h"

/// LISTA-CP layer by layer (Theorem 3.1): layer j codes the output of layer j-1, layer 1 the signal.
namespace dsc {

/// The signals x_{j-1} = D_j x_j + noise_j, (x_j, noise_j) in classes[j-1], x_0 = y.
struct LayeredPursuit {
  std::vector<Encoder> encoders;
  std::vector<SignalClass> classes;

  std::size_t depth() const { return encoders.size(); }
};

/// What layer j knows of the error of its input: nothing, as the printed proof has it, or the bound eta_{j-1}
/// = E_K of the layer before, which joins the noise delta_j.
enum class LayerComposition { printed, repaired };

/// mu_W and C_W of a layer's encoder: worth keeping where schedules are made for many numbers of steps.
struct LayerConstants {
  Rational mu, largest;
};
std::vector<LayerConstants> layer_constants(const LayeredPursuit& pursuit);

/// The schedule of each layer for `steps` steps in each.
std::vector<Schedule> layered_schedules(const LayeredPursuit& pursuit,
                                        const std::vector<LayerConstants>& constants, int steps,
                                        LayerComposition composition);
std::vector<Schedule> layered_schedules(const LayeredPursuit& pursuit, int steps,
                                        LayerComposition composition);

/// iterates[j][k]: x^(k) of layer j+1; layer j+1 codes iterates[j-1].back().
std::vector<std::vector<RationalVector>> layered_iterates(const LayeredPursuit& pursuit,
                                                          const RationalVector& y,
                                                          const std::vector<Schedule>& schedules, int steps,
                                                          const Activation& activation = {});

}  // namespace dsc
