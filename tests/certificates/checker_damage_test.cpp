#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>

#include "damages.h"
#include "harness/check/checker.h"
#include "oracle.h"
#include "tests/temporary_folder.h"

/// Every number and every structural token of every sample is changed, one at a time. A damage that the
/// checker accepts must be one that the oracle, which shares nothing with it, finds to state a truth; and the
/// reverse.
namespace dsc {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> samples_of(const std::string& kind) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(DSC_SAMPLES)) {
    if (entry.path().filename().string().starts_with(kind + "-")) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// Every word a certificate may hold, of any kind.
std::vector<std::string> words_of_the_grammar() {
  std::vector<std::string> words = check::known_kinds();
  words.insert(words.end(), {"holds",
                             "fails",
                             "vacuous",
                             "dominance",
                             "exhaustive",
                             "none",
                             "equality",
                             "features",
                             "features_and_signal",
                             "assumed_one",
                             "measured",
                             "coherence_bound",
                             "any",
                             "equal_norms",
                             "recursion",
                             "input",
                             "layers",
                             "older",
                             "channels",
                             "vector",
                             "attention",
                             "feed_forward",
                             "own_noise",
                             "lipschitz",
                             "inexact",
                             "stuck",
                             "pursuit",
                             "refit",
                             "l1_recovery",
                             "uniqueness",
                             "covered",
                             "input_error",
                             "envelope",
                             "bounded",
                             "attains",
                             "support_differs",
                             "error_above",
                             "error_at_most",
                             "error_squared",
                             "loss_above",
                             "loss_below",
                             "Holds",
                             "unknown",
                             ""});
  return words;
}

/// The grammar says of this kind that a certificate may state a truth and yet be rejected: a weight may be
/// changed where no signal reaches it.
bool may_reject_truths(const std::string& kind) { return kind == "network"; }

struct Tally {
  std::size_t samples = 0, tried = 0, rejected = 0, silent = 0, overstrict = 0;
  std::map<std::string, std::size_t> harmless;  ///< still true by the oracle, by the key that was damaged
};
std::map<std::string, Tally> tallies;

/// Prints the table once all cases of this run are through.
class Summary : public testing::Environment {
 public:
  void TearDown() override {
    std::printf("%-20s %7s %8s %8s %8s %8s   harmless by key (the oracle finds them true)\n", "kind",
                "samples", "damages", "rejected", "harmless", "silent");
    Tally all;
    for (const auto& [kind, tally] : tallies) {
      std::string keys;
      for (const auto& [key, count] : tally.harmless) keys += " " + key + " " + std::to_string(count);
      row(kind, tally, keys);
      all.samples += tally.samples, all.tried += tally.tried, all.rejected += tally.rejected,
          all.silent += tally.silent;
    }
    if (tallies.size() > 1) row("all", all, "");
  }

 private:
  static void row(const std::string& name, const Tally& tally, const std::string& keys) {
    std::printf("%-20s %7zu %8zu %8zu %8zu %8zu  %s\n", name.c_str(), tally.samples, tally.tried,
                tally.rejected, tally.tried - tally.rejected - tally.silent, tally.silent, keys.c_str());
  }
};
const testing::Environment* const summary = testing::AddGlobalTestEnvironment(new Summary);

class Damaged : public testing::TestWithParam<std::string> {};

TEST_P(Damaged, CertificatesAreRejectedOrStillTrue) {
  const std::vector<fs::path> samples = samples_of(GetParam());
  ASSERT_GE(samples.size(), 3u);
  const std::vector<std::string> words = words_of_the_grammar();
  Tally& tally = tallies[GetParam()];
  for (const fs::path& path : samples) {
    const std::string text = text_of(path);
    const check::Result whole = check::check_certificate(text);
    ASSERT_TRUE(whole.ok) << path << ": " << whole.reason;
    ASSERT_TRUE(oracle::states_the_truth(text)) << path;
    ++tally.samples;
    damage::for_each_damage(text, words, [&](const damage::Damage& damage) {
      ++tally.tried;
      const check::Result result = check::check_certificate(damage.text);
      const bool truth = oracle::states_the_truth(damage.text);
      if (!result.ok) ++tally.rejected;
      const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
      if (!std::all_of(result.reason.begin(), result.reason.end(), printable)) {
        ADD_FAILURE() << "a reason not in printable ASCII: " << result.reason;
      }
      if (result.ok && truth) ++tally.harmless[damage.key];
      if (result.ok && !truth) {
        ++tally.silent;
        ADD_FAILURE() << "silently accepted: " << path.filename() << ", " << damage.what << "\n"
                      << damage.text;
      }
      if (!result.ok && truth) ++tally.overstrict;
      if (!result.ok && truth && !may_reject_truths(GetParam())) {
        ADD_FAILURE() << "true, yet rejected: " << path.filename() << ", " << damage.what << "\n"
                      << damage.text << result.reason;
      }
    });
  }
  EXPECT_GT(tally.rejected, 1000u);
  EXPECT_LT(tally.overstrict, tally.tried / 100);
}

INSTANTIATE_TEST_SUITE_P(, Damaged, testing::ValuesIn(check::known_kinds()),
                         [](const auto& kind) { return kind.param; });

}  // namespace
}  // namespace dsc
