#include <gtest/gtest.h>

#include "theorems/certificates/deep.h"
#include "theorems/certificates/lista.h"
#include "theorems/dictionaries/families.h"
#include "theorems/pursuit/activations.h"
#include "theorems/pursuit/deep_recovery.h"
#include "theorems/pursuit/lista_cp_layers.h"
#include "written.h"

/// The writers of the families lista and deep on small inputs drawn at random.
namespace dsc {
namespace {

using certificate::RunConclusion;
using certificate::ScheduleFor;
using Eigen::Index;

constexpr int draws = 4;

/// One layer or two: a simplex above a dictionary of single atoms.
LayeredPursuit pursuit_of(int layers, const Rational& noise) {
  LayeredPursuit pursuit{{self_encoder(simplex(4).atoms)}, {{1, 1, noise}}};
  if (layers == 2) {
    pursuit.encoders.push_back(self_encoder(RationalMatrix::Identity(4, 2)));
    pursuit.classes.push_back({1, 1, noise / 4});
  }
  return pursuit;
}

Rational noise_of(std::mt19937_64& generator) {
  return Rational(1 + static_cast<long>(uniform_below(generator, 9)), 100);
}

RationalVector code_of(Index size, std::mt19937_64& generator) {
  RationalVector code = RationalVector::Zero(size);
  code[static_cast<Index>(uniform_below(generator, static_cast<std::uint64_t>(size)))] =
      Rational(1 + static_cast<long>(uniform_below(generator, 8)), 8);
  return code;
}

TEST(Writer, ListaEnvelopesAndRuns) {
  std::mt19937_64 generator(1);
  for (int draw = 0; draw < draws; ++draw) {
    const int depth = 1 + draw % 2, steps = 1 + draw % 3;
    const LayeredPursuit pursuit = pursuit_of(depth, noise_of(generator));
    const std::vector<Schedule> schedules = layered_schedules(pursuit, steps, LayerComposition::repaired);
    std::vector<Rational> errors;
    for (const Schedule& schedule : schedules) errors.push_back(envelope(schedule, steps).back());
    expect_written_well(certificate::lista_envelope({pursuit, schedules, steps}, errors), "lista_envelope");

    std::vector<RationalVector> noise;
    for (const Encoder& encoder : pursuit.encoders)
      noise.push_back(RationalVector::Zero(encoder.dictionary.rows()));
    noise[0][0] = pursuit.classes[0].noise;
    const RationalVector code = code_of(pursuit.encoders.back().dictionary.cols(), generator);
    expect_written_well(certificate::lista_run({.scheduled = {pursuit, schedules, steps},
                                                .code = code,
                                                .noise = noise,
                                                .hypothesis = ScheduleFor::input_error,
                                                .conclusion = RunConclusion::envelope}),
                        "lista_run");
  }
  for (const char* kind : {"lista_envelope", "lista_run"}) EXPECT_GT(rejected_digits(kind), 0) << kind;
}

TEST(Writer, ListaLoss) {
  for (int steps = 1; steps <= draws; ++steps) {
    const LayeredPursuit pursuit = pursuit_of(1, 0);
    const std::vector<Schedule> schedules = layered_schedules(pursuit, steps, LayerComposition::repaired);
    const Rational error = envelope(schedules[0], steps).back(), gamma(1, 8);
    expect_written_well(
        certificate::lista_loss({pursuit, schedules, steps}, gamma, {3 * error * error + gamma * error}),
        "lista_loss");
  }
  EXPECT_GT(rejected_digits("lista_loss"), 0);
}

TEST(Writer, ActivationEnvelopes) {
  std::mt19937_64 generator(2);
  for (int draw = 0; draw < draws; ++draw) {
    const Activation rho{Rational(1, 16), Rational(1, 50 + draw)};
    const LayeredPursuit pursuit = pursuit_of(1 + draw % 2, noise_of(generator));
    for (const bool lipschitz : {true, false}) {
      const Rational step_error = lipschitz ? Rational(0) : Rational(1, 200);
      const ActivatedSchedules activated = activated_schedules(
          pursuit, 2, lipschitz ? StepProof::lipschitz : StepProof::inexact, rho, step_error);
      ASSERT_TRUE(activated.converges);
      expect_written_well(
          certificate::activation_envelope({pursuit, activated.schedules, 2},
                                           lipschitz ? ScheduleFor::lipschitz : ScheduleFor::inexact, rho,
                                           step_error, activated.bounds),
          "activation_envelope");
    }
    expect_written_well(certificate::lipschitz_vacuity(4 + draw, 8 + 2 * draw, 1 + draw, 1),
                        "lipschitz_vacuity");
  }
  for (const char* kind : {"activation_envelope", "lipschitz_vacuity"})
    EXPECT_GT(rejected_digits(kind), 0) << kind;
}

TEST(Writer, ListaMaps) {
  for (int steps = 1; steps <= draws; ++steps) {
    const Encoder encoder = self_encoder(simplex(4).atoms);  // |W^T|_1 = 4/3, |I - W^T D|_1 = 1
    expect_written_well(certificate::lista_lipschitz(encoder, steps, Rational(4 * steps, 3)),
                        "lista_lipschitz");
    RationalVector y = RationalVector::Zero(4);
    y[steps - 1] = Rational(steps, 7);
    expect_written_well(certificate::lista_growth(self_encoder(three_bases().atoms), y, -2), "lista_growth");
  }
  for (const char* kind : {"lista_lipschitz", "lista_growth"}) EXPECT_GT(rejected_digits(kind), 0) << kind;
}

/// Layer 1 is the identity and at rest after one step, off by its threshold; layer 2 does not know of that.
TEST(Writer, ListaUnbounded) {
  for (int draw = 0; draw < draws; ++draw) {
    const Rational noise(1, 4 + 2 * draw);
    const RationalMatrix bases = three_bases().atoms;
    const LayeredPursuit pursuit{{self_encoder(RationalMatrix::Identity(4, 4)), self_encoder(bases)},
                                 {{4, 1, noise}, {1, 1, 0}}};
    constexpr int steps = 12;
    const std::vector<Schedule> schedules = layered_schedules(pursuit, steps, LayerComposition::printed);
    RationalVector code = RationalVector::Zero(12), first = RationalVector::Zero(4);
    code[4] = 1, first[0] = noise;
    expect_written_well(certificate::lista_unbounded({.scheduled = {pursuit, schedules, steps},
                                                      .code = code,
                                                      .noise = {first, RationalVector::Zero(4)},
                                                      .direction = bases.row(0).transpose()}),
                        "lista_unbounded");
  }
  EXPECT_GT(rejected_digits("lista_unbounded"), 0);
}

TEST(Writer, DeepCodes) {
  std::mt19937_64 generator(3);
  for (int draw = 0; draw < draws; ++draw) {
    const Rational noise = noise_of(generator) / 4;
    const DeepRecovery chain{.layers = {simplex(4).atoms, RationalMatrix::Identity(4, 2)},
                             .classes = {{1, 1, noise}, {1, 1, 0}}};
    for (const DeepRecovery& recovery : {deepest_first(chain, 2), layer_by_layer(chain, 2),
                                         refitted_layers(chain, 4), refitted_from_signal(chain, 4)}) {
      const RecoveryBounds bounds = recovery_bounds(recovery);
      ASSERT_TRUE(bounds.converges);
      expect_written_well(
          certificate::deep_envelope(recovery, {bounds.errors.begin() + 1, bounds.errors.end()}),
          "deep_envelope");
      RationalVector code = RationalVector::Zero(2), first = RationalVector::Zero(3);
      code[draw % 2] = 1, first[0] = noise;
      const certificate::DeepRun run{recovery, code, {first, RationalVector::Zero(4)}};
      expect_written_well(certificate::deep_run(run), "deep_run");
      const std::vector<RationalVector> found =
          recover(recovery, multiply(chain.layers[0], multiply(chain.layers[1], code)) + first);
      const Rational error = l1_norm(found.back() - code);
      expect_written_well(certificate::deep_error(run, error, error), "deep_run");
      if (error > 0) expect_written_well(certificate::deep_error(run, error, error / 2), "deep_run");
    }
  }
  for (const char* kind : {"deep_envelope", "deep_run"}) EXPECT_GT(rejected_digits(kind), 0) << kind;
}

}  // namespace
}  // namespace dsc
