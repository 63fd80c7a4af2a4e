#include <algorithm>

#include "harness/check/conditions.h"
#include "harness/check/relations.h"
#include "harness/check/schedules.h"

/// What a run must show to contradict a printed assertion about LISTA-CP.
namespace dsc::check::conditions {

using namespace certificate;

namespace {

struct Relation {
  Rational largest, sum;  ///< of the sizes of the entries
  /// A lower bound of mu~ for columns of one norm.
  Rational coherence() const { return sum == largest ? Rational(1) : Rational(largest / (sum - largest)); }
};
Relation relation(const Sparse<Integer>& z) {
  Relation result{0, 0};
  for (const auto& [j, value] : z) {
    result.largest = std::max(result.largest, Rational(abs(value)));
    result.sum += abs(value);
  }
  return result;
}

/// Dictionary and analysis: of the certificate, or of each of its layers.
std::vector<std::pair<Matrix, Matrix>> encoders(const Node& c) {
  std::vector<std::pair<Matrix, Matrix>> result;
  const bool one = c.has("matrix");
  std::vector<Matrix> layers;
  if (one) layers.push_back(c["matrix"].matrix());
  if (!one) layers = c["layers"].layers();
  for (Matrix& d : layers) {
    Matrix w = lista_analysis(one ? c["analysis"] : c["analyses"].list()[result.size()], d);
    result.emplace_back(std::move(d), std::move(w));
  }
  return result;
}

}  // namespace

void least_coherence(const Node& c) {
  for (const auto& [d, w] : encoders(c)) {
    const Rational mu = cross_coherence(d, w);
    const bool least =
        mu == 0 || any_relation(d, [&](const Sparse<Integer>& z) { return relation(z).coherence() >= mu; });
    require(least, "analysis: expected one of least coherence, found a larger one");
  }
}

void many_atoms(const Node& c) {
  const Matrix d = c["matrix"].matrix();
  require(d.atoms.size() > 2 * d.rows, "matrix: expected more than 2m columns");
}

void steep(const Node& c) {
  require(lista_activation(c["activation"]).slope > 1, "activation: expected a slope above 1");
}

void hidden_for_ever(const Node& c) {
  const ListaLayer layer = lista_layers(c).front();
  const Rational& theta = layer.schedule.offset;
  require(c["layers"].list().size() == 1 && layer.schedule.weight == 0 &&
              lista_activation(c["activation"]).slope == 0,
          "schedules: expected one layer, constant thresholds and the ReLU");
  const Matrix& d = layer.d;
  const Vector y = noisy_signal(d, layer.signals, c["code"].vector(d.atoms.size()), c["noise"].list(1)[0], 0);
  for (const Vector& w : layer.w.atoms)
    require(abs(dot(w, y)) <= theta, "code: expected one that no threshold of this size or more lets pass");
  Rational coherence = 0, norm = 0;
  const bool forced = any_relation(d, [&](const Sparse<Integer>& z) {
    coherence = std::max(coherence, relation(z).coherence());
    norm = std::max(norm, Rational(relation(z).sum / relation(z).largest));
    return coherence * norm * layer.signals.magnitude >= theta;
  });
  require(forced, "schedules: expected a threshold of mu~ |z|_1 at most for a null vector z of the class");
}

void lonely_entry(const Node& c) {
  const ListaLayer layer = lista_layers(c).front();
  const Matrix& d = layer.d;
  const Vector x = c["code"].vector(d.atoms.size());
  require(c["layers"].list().size() == 1 && x.size() == 1 && layer.signals.noise == 0,
          "code: expected one entry, one layer and no noise");
  const auto& [i, value] = x[0];
  for (Count j = 0; j < d.atoms.size(); ++j) {
    const bool apart =
        j == i || (dot(layer.w.atoms[j], d.atoms[i]) == 0 && dot(layer.w.atoms[i], d.atoms[j]) == 0);
    require(apart, "code: expected an atom that meets no other");
  }
  // u = x at every step, so the error is floor - theta where the threshold is small enough, and thresholds
  // fall.
  const Activation rho = lista_activation(c["activation"]);
  const Rational size = abs(value), theta = layer.threshold(layer.envelope.size() - 1);
  require(layer.schedule.rate <= 1 && layer.schedule.drift == 0 && theta <= size &&
              rho.slope * size >= rho.floor && rho.floor - theta > 0 &&
              c["value"].number() <= rho.floor - theta && c["value"].number() > 0,
          "value: expected an error that stays above it");
  Rational coherence = 0;
  const auto visit = [&](const Sparse<Integer>& z) {
    coherence = std::max(coherence, relation(z).coherence());
    return coherence == 1;
  };
  any_relation(d, visit);
  const Rational s = layer.signals.sparsity, atoms = d.atoms.size();
  require(coherence > 0 && s * (2 * rho.slope - 2) < 2 * rho.slope * atoms - 1 / coherence,
          "signals: expected a sparsity below the printed bound");
}

}  // namespace dsc::check::conditions
