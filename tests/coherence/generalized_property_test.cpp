// The enclosures against GLPK, which shares nothing with the engine but the problem.
#include <gtest/gtest.h>

#include "tests/coherence/generalized_reference.h"
#include "theorems/coherence/generalized.h"
#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Eigen::Index;

void expect_as_glpk_finds(const Eigen::MatrixXd& d) {
  const Eigen::MatrixXd a = d.colwise().normalized();
  const GeneralizedCoherence g = generalized_coherence(StoredDoubles{d});
  for (Index i = 0; i < d.cols(); ++i) {
    const Range& t = g.columns[static_cast<std::size_t>(i)];
    for (const ReferenceForm form : {ReferenceForm::polar, ReferenceForm::epigraph}) {
      const auto reference = reference_coherence(a, i, form);
      ASSERT_TRUE(reference) << i;
      EXPECT_LE(nearest(t.lower), *reference + 1e-7) << i;
      EXPECT_GE(nearest(t.upper), *reference - 1e-7) << i;
    }
  }
}

TEST(GeneralizedCoherenceProperty, AgreesWithBothProgramsOfGlpk) {
  std::mt19937_64 generator(91);
  for (int k = 0; k < 12; ++k) {
    const Index m = 2 + k, d = m + 3 + 2 * k;
    expect_as_glpk_finds(gaussian(m, d, generator));
    expect_as_glpk_finds(Eigen::MatrixXd::NullaryExpr(
        m, d, [&] { return static_cast<double>(uniform_below(generator, 19)) - 8.5; }));
  }
}

TEST(GeneralizedCoherenceProperty, AgreesWhereVerticesAreDegenerate) {
  expect_as_glpk_finds(nearest(block_design(3, 5, 1).atoms));
  expect_as_glpk_finds(nearest(circulant(12, 2, 4, 2).atoms));
  expect_as_glpk_finds(nearest(identity_hadamard(16).atoms));
}

TEST(GeneralizedCoherenceProperty, SomeColumnsAreNoCombinationOfTheOthers) {
  std::mt19937_64 generator(93);
  Eigen::MatrixXd d = Eigen::MatrixXd::Zero(6, 9);
  d.topLeftCorner(3, 6) = gaussian(3, 6, generator);
  d.bottomRightCorner(3, 3) = gaussian(3, 3, generator);
  const GeneralizedCoherence g = generalized_coherence(StoredDoubles{d});
  for (std::size_t i = 6; i < 9; ++i) {
    EXPECT_EQ(g.columns[i].lower, 0);
    EXPECT_LE(nearest(g.columns[i].upper), 1e-9);
  }
  EXPECT_GT(g.columns[0].lower, 0);
}

}  // namespace
}  // namespace dsc
