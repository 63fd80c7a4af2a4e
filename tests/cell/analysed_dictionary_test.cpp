#include "experiments/cell/unrolled/analysed_dictionary.h"

#include <gtest/gtest.h>

namespace dsc {
namespace {

TEST(AnalysedDictionary, WKeepsWhatTheTheoryNeeds) {
  const AnalysedDictionary d = analysed(gaussian_dictionary(16, 32, 7));
  const Eigen::MatrixXd cross = d.analysis.transpose() * d.atoms;
  double largest = 0;
  for (Eigen::Index i = 0; i < 32; ++i) {
    EXPECT_NEAR(d.atoms.col(i).norm(), 1, 1e-12);
    EXPECT_NEAR(cross(i, i), 1, 1e-9);
    for (Eigen::Index j = 0; j < 32; ++j)
      largest = i == j ? largest : std::max(largest, std::abs(cross(i, j)));
  }
  EXPECT_LE(largest, d.mu_tilde_upper * (1 + 1e-9));
  EXPECT_LE(d.mu_tilde_lower, d.mu_tilde_upper);
  EXPECT_LT(d.mu_tilde_upper, d.mu);
  EXPECT_LT((2 * d.guaranteed_by_mu_tilde - 1) * d.mu_tilde_upper, 1);
  EXPECT_GE((2 * d.guaranteed_by_mu_tilde + 1) * d.mu_tilde_upper, 1);
}

TEST(AnalysedDictionary, TheSeedAloneDecides) {
  EXPECT_EQ(gaussian_dictionary(5, 9, 3), gaussian_dictionary(5, 9, 3));
  EXPECT_NE(gaussian_dictionary(5, 9, 3), gaussian_dictionary(5, 9, 4));
}

}  // namespace
}  // namespace dsc
