#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "experiments/training/unrolled_record.h"
#include "tests/studies/made_results.h"

namespace dsc {
namespace {

using testing::HasSubstr;

ExperimentResult unrolled(const std::string& sparsity, std::int64_t seed, double rate, double lista,
                          double reached = 0.5) {
  ExperimentResult r;
  r.name = sparsity + std::to_string(seed);
  r.file = r.name + ".json";
  r.work = "unroll";
  r.parameters = to_json(UnrolledSettings{.rows = 64,
                                          .columns = 128,
                                          .sparsity = sparsity,
                                          .depth = 2,
                                          .steps = 4,
                                          .batch = 1,
                                          .test_signals = 1,
                                          .seed = seed});
  const double jitter = 0.1 * static_cast<double>(seed);
  r.result = {{"mu", 0.4},
              {"mu_tilde", {{"lower", 0.19}, {"upper", 0.2}}},
              {"guaranteed_by_mu", 1},
              {"guaranteed_by_mu_tilde", 2},
              {"nonzeros", sparsity == "tenth" ? 13 : 2},
              {"rate", rate},
              {"penalties", {{"ista", 0.1}}},
              {"errors",
               {{"ista", {0.0, -5.0, -6.0 + jitter}},
                {"fista", {0.0, -5.0, -8.0}},
                {"lista_cp", {0.0, -1.0, -2.0}},
                {"lista_cp_learned", {0.0, -5.0, -6.0 + jitter}},
                {"lista", {0.0, -10.0, lista}}}}};
  if (rate < 1) {
    r.result["bound"] = {5.0, 4.0, 3.0};
    r.result["supports_kept"] = 1.0;
    r.result["largest_share_of_bound"] = reached;
  }
  return r;
}

TEST(Unrolled, InsideAndOutsideOfTheGuaranteeAreToldApart) {
  const auto findings =
      experiment("unrolled")
          .findings({unrolled("guaranteed", 1, 0.6, -20), unrolled("guaranteed", 2, 0.6, -21),
                     unrolled("tenth", 1, 5, -20), unrolled("tenth", 2, 5, -21)});
  EXPECT_THAT(
      findings.answer,
      HasSubstr("With 64x128, 2 nonzeros the theory's condition holds (rate 0.600): LISTA-CP with its "
                "thresholds stays within its bound (at most 0.5 of it reached) and keeps 100% of supports"));
  EXPECT_THAT(findings.answer, HasSubstr("With 64x128, 13 nonzeros it fails"));
  EXPECT_THAT(findings.answer,
              HasSubstr("LISTA, learned in place of ISTA changes the error at the last depth by "));
  EXPECT_THAT(findings.answer, HasSubstr("medians and ranges over dictionaries"));
  EXPECT_EQ(figure_named(findings, "error-guaranteed").series.size(), 6u);  // with the bound
  EXPECT_EQ(figure_named(findings, "error-tenth").series.size(), 5u);
}

TEST(Unrolled, ABrokenBoundIsSaidLoudly) {
  const auto findings =
      experiment("unrolled")
          .findings({unrolled("guaranteed", 1, 0.6, -20, 1.5), unrolled("guaranteed", 2, 0.6, -20)});
  EXPECT_THAT(findings.answer, HasSubstr("EXCEEDS its bound (at most 1.5"));
}

TEST(Unrolled, AnErrorThatRisesWithDepthIsSaid) {
  const auto answer = [](double last) {
    return experiment("unrolled")
        .findings({unrolled("tenth", 1, 5, last), unrolled("tenth", 2, 5, -11)})
        .answer;
  };
  EXPECT_THAT(
      answer(-4),
      HasSubstr("rises again: 64x128, 13 nonzeros, seed 1: -10.0 dB at depth 1, -4.0 dB at depth 2."));
  EXPECT_EQ(answer(-12).find("rises again"), std::string::npos);
}

TEST(Unrolled, EqualMethodsDoNotDiffer) {
  const auto findings =
      experiment("unrolled").findings({unrolled("tenth", 1, 5, -20), unrolled("tenth", 2, 5, -21)});
  EXPECT_THAT(findings.answer,
              HasSubstr("LISTA-CP, analytic W, learned thresholds in place of ISTA changes the error "
                        "at the last depth by 0.0 (0.0 to 0.0) dB with 64x128, 13 nonzeros"));
}

}  // namespace
}  // namespace dsc
