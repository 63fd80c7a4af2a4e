#include <gtest/gtest.h>

#include "theorems/certificates/attention.h"
#include "theorems/certificates/networks.h"
#include "theorems/dictionaries/families.h"
#include "theorems/networks/realise_lista.h"
#include "written.h"

/// The writers of the families networks and attention on small inputs drawn at random.
namespace dsc {
namespace {

using Eigen::Index;

ListaIteration draw_iteration(std::mt19937_64& generator) {
  const auto whole = [&] { return static_cast<long>(uniform_below(generator, 9)) - 4; };
  ListaIteration lista{RationalMatrix(2, 3), RationalMatrix(2, 3), {Rational(1, 3), Rational(1, 5)}};
  for (RationalMatrix* a : {&lista.dictionary, &lista.analysis}) {
    for (Rational& entry : a->reshaped()) entry = Rational(whole(), 5);
  }
  return lista;
}

TEST(Writer, Networks) {
  std::mt19937_64 generator(1);
  for (int draw = 0; draw < 4; ++draw) {
    ListaIteration lista = draw_iteration(generator);
    const ConvolutionalNetwork<Rational> network = realise(lista, {.kernel = 2 + draw % 2});
    expect_written_well(certificate::network(lista, network), "network");

    ConvolutionalNetwork<Rational> broken = network;
    broken.layers.back().bias[0] += 1;  // the first pair of the read-out is off by 1 for a large signal
    RationalVector y(2);
    y << 20 + draw, -30;
    const bool differs = evaluate(broken, y) != evaluate(network, y);
    if (differs) expect_written_well(certificate::network_failure(lista, broken, y), "network_failure");

    lista = {RationalMatrix::Identity(2, 2), RationalMatrix::Identity(2, 2), {Rational(1, 4 + draw)}};
    y << Rational(-1, 2), Rational(draw, 3);
    expect_written_well(certificate::negative_iterate(lista, y, 0), "negative_iterate");
  }
  for (const char* kind : {"network", "network_failure", "negative_iterate"})
    EXPECT_GT(rejected_digits(kind), 0) << kind;
}

TEST(Writer, Attention) {
  std::mt19937_64 generator(2);
  for (int draw = 0; draw < 3; ++draw) {
    const Encoder encoder = self_encoder(simplex(4).atoms);
    RationalVector code = RationalVector::Zero(4);
    code[static_cast<Index>(uniform_below(generator, 4))] = Rational(1 + draw, 3);
    const Index sharpness = 6 + draw;
    const Rational noise = gathering_error(3, 2, sharpness, largest_entry(encoder.dictionary) * code.sum());
    const Schedule schedule = convergence_schedule(cross_coherence(encoder), largest_entry(encoder.analysis),
                                                   {1, code.sum(), noise});
    const Transformer<Rational> transformer =
        realise_attention({encoder.dictionary, encoder.analysis, thresholds(schedule, 2)}, 2, sharpness);
    expect_written_well(certificate::attention(encoder, transformer, code, certificate::Conclusion::holds),
                        "attention", 12);
  }
  EXPECT_GT(rejected_digits("attention"), 0);
}

}  // namespace
}  // namespace dsc
