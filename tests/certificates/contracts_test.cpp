#include "harness/check/contracts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "harness/check/checker.h"
#include "tests/certificates/samples.h"

/// What is evidence for a row, and what is not: certificates that are true of their own numbers, in
/// tests/certificates/forged, that say nothing about the row.
namespace dsc::check {
namespace {

std::string forged(const std::string& name) {
  const std::string text = text_of(std::filesystem::path(DSC_FORGED) / (name + ".json"));
  EXPECT_FALSE(text.empty()) << name;
  return text;
}

struct Forged {
  const char *name, *row;
  const char* reason;  ///< a part of the reason
};

class TrueOfItsNumbers : public testing::TestWithParam<Forged> {};

TEST_P(TrueOfItsNumbers, IsNoEvidenceForTheRow) {
  const auto& [name, row, reason] = GetParam();
  EXPECT_TRUE(check_certificate(forged(name)).ok) << name;
  const Result result = check_certificate(forged(name), row);
  EXPECT_TRUE(result.ok) << name;
  EXPECT_EQ(result.bears, "") << name << " " << row;
  EXPECT_NE(result.reason.find(reason), std::string::npos) << name << " " << row << ": " << result.reason;
}

INSTANTIATE_TEST_SUITE_P(
    , TrueOfItsNumbers,
    testing::Values(
        Forged{"lista_growth-another-analysis", "L5.2", "least coherence"},
        Forged{"lista_growth-another-analysis", "L5.2m", "more than 2m"},
        Forged{"two_solutions-no-hypothesis", "T2.1", "hypothesis"},
        Forged{"two_solutions-no-hypothesis", "E1", "expected a kind"},
        Forged{"two_solutions-no-hypothesis", "E2s", "expected a kind"},
        Forged{"two_solutions-no-hypothesis", "X1", "expected a kind"},
        Forged{"attention-idle", "R3.6", "(2s-1) mu < 1"},
        Forged{"attention-idle-orthogonal", "R3.6", "the answer 0"},
        Forged{"generalized_coherence-says-nothing", "X1", "expected a kind"},
        Forged{"generalized_coherence-says-nothing", "X2", "lower[0]"},
        Forged{"generalized_coherence-says-nothing", "X3", "expected a kind"},
        Forged{"lista_envelope-trivial-bound", "T3.1", "the answer 0"},
        Forged{"lista_envelope-trivial-bound", "C3.2", "the answer 0"},
        Forged{"lista_envelope-trivial-bound", "T5.1r", "the answer 0"},
        Forged{"lista_envelope-uneven-columns", "T3.1", "one norm"},
        Forged{"stability-nothing-moves", "T2.3", "some noise"},
        Forged{"stability-nothing-moves", "C2.4d", "form"},
        Forged{"stability-half-the-bound", "T2.3", "scale"},
        Forged{"stability_envelope-loose", "T2.3", "gains[0]"},
        Forged{"stability-half-the-bound", "C2.4", "form"}, Forged{"lista_run-no-step", "T3.1", "conclusion"},
        Forged{"lista_run-no-step", "T3.1p", "expected a kind"},
        Forged{"lista_run-no-step", "T3.5p", "expected a kind"},
        Forged{"lista_run-no-step", "T5.1s", "conclusion"}, Forged{"lista_run-no-step", "T5.4L", "slope"},
        Forged{"lista_run-support-at-start", "T5.1s", "steps"},
        Forged{"lista_run-any-threshold", "T5.1u", "null vector"},
        Forged{"lista_run-bend-for-a-while", "T5.4L", "stays above"},
        Forged{"network-of-nothing", "L5.3", "w.d = 1"}, Forged{"network-of-nothing", "L5.3c", "w.d = 1"},
        Forged{"network-two-kernels", "L5.3", "kernel"}, Forged{"network-too-many-weights", "L5.3c", "19 K"},
        Forged{"stacked_stability-vacuous-at-one-code", "E2b", "stack"},
        Forged{"stacked_stability-vacuous-at-one-code", "E2b/repaired", "conclusion"},
        Forged{"independence-beyond-the-bound", "T2.1", "(2s-1)^2 mu^2 < 1"},
        Forged{"coherence-one-stripe", "T2.1w", "several stripes"},
        Forged{"lipschitz_vacuity-steep", "T3.4", "lipschitz"}));

/// What holds for all signals of an empty class, or follows from a refit that lost the support, is no
/// certificate at all.
TEST(Forged, ClassesWithoutASignalAndLostSupportsAreRejected) {
  for (const char* name :
       {"deep_envelope-empty-class", "deep_envelope-class-too-sparse", "lista_envelope-zero-class"}) {
    const Result result = check_certificate(forged(name));
    EXPECT_FALSE(result.ok) << name;
    EXPECT_NE(result.reason.find("classes with a code"), std::string::npos) << name << result.reason;
  }
  const Result result = check_certificate(forged("deep_envelope-refit-after-refit"));
  EXPECT_FALSE(result.ok);
  EXPECT_NE(result.reason.find("schedules that cover"), std::string::npos) << result.reason;
}

struct Evidence {
  const char *sample, *row, *bears;
};

class Bearing : public testing::TestWithParam<Evidence> {};

TEST_P(Bearing, OfASampleOnARow) {
  const auto& [name, row, bears] = GetParam();
  const Result result = check_certificate(sample(name), row);
  EXPECT_TRUE(result.ok) << result.reason;
  EXPECT_EQ(result.bears, bears) << name << " " << row << ": " << result.reason;
}

INSTANTIATE_TEST_SUITE_P(, Bearing,
                         testing::Values(Evidence{"independence-dominance", "T2.1", "supports"},
                                         Evidence{"independence-product", "E1", "supports"},
                                         Evidence{"stability_envelope-two-layers", "T2.3", "supports"},
                                         Evidence{"stacked_stability-features", "E2b", "vacuous"},
                                         Evidence{"lista_unbounded-two-layers", "T3.1p", "violates"},
                                         Evidence{"lista_unbounded-inexact", "T3.5p", "violates"},
                                         Evidence{"lista_envelope-two-layers", "T3.1", "supports"},
                                         Evidence{"lista_growth-three-bases", "L5.2", "violates"},
                                         Evidence{"lista_run-lost-support", "T5.1s", "violates"},
                                         Evidence{"lista_run-hidden", "T5.1u", "violates"},
                                         Evidence{"lista_run-lonely", "T5.4L", "violates"},
                                         Evidence{"known_support-cancelling", "E2s", "violates"},
                                         Evidence{"network-scalar", "L5.3", "supports"},
                                         Evidence{"lista_run-stuck", "T5.4", "violates"},
                                         Evidence{"deep_envelope-refit", "X5", "supports"},
                                         Evidence{"deep_envelope-deepest", "V5", "supports"},
                                         Evidence{"attention-one-atom", "R3.6", "supports"},
                                         Evidence{"null_space_property-simplex", "X1", "supports"},
                                         Evidence{"null_space_property-plane", "X3", "supports"}));

TEST(Contracts, AnInexactRunIsNoPrintedNetworkOfTheorem31) {
  EXPECT_EQ(check_certificate(sample("lista_unbounded-inexact"), "T3.1p").bears, "");
  EXPECT_EQ(check_certificate(sample("lista_unbounded-two-layers"), "T3.5p").bears, "");
}

TEST(Contracts, ARejectedCertificateBearsOnNothing) {
  const Result result =
      check_certificate(altered("null_space_property-simplex", "\"sparsity\":1", "\"sparsity\":2"), "X2");
  EXPECT_FALSE(result.ok);
  EXPECT_EQ(result.bears, "");
}

/// A new row of the ledger gets its contracts, and no contract outlives its row.
TEST(Contracts, CoverTheRowsOfTheLedger) {
  std::set<std::string> claims, covered;
  const std::regex id("\n    \\.id = \"([^\"]+)\"");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(DSC_SOURCE "/theorems/claims")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = text_of(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), id), end; at != end; ++at) claims.insert((*at)[1]);
  }
  for (const std::string& row : rows_with_contract()) covered.insert(row.substr(0, row.find('/')));
  EXPECT_EQ(covered, claims);
}

TEST(Contracts, NameKindsThatExist) {
  const std::vector<std::string> kinds = known_kinds();
  EXPECT_GE(rows_with_contract().size(), 30u);
  for (const std::string& line : contract_lines()) {
    const std::size_t begin = line.find("  ") + 2, end = line.find(", ");
    EXPECT_NE(std::find(kinds.begin(), kinds.end(), line.substr(begin, end - begin)), kinds.end()) << line;
  }
}

}  // namespace
}  // namespace dsc::check
