#include "harness/ledger/proven.h"

#include <gtest/gtest.h>

namespace dsc {
namespace {

/// The evidence that a certificate with these words bears, as "scope" and "scope!" where it is violated.
std::string borne(const std::string& words) {
  std::string all;
  const auto proven = read_proven(words);
  if (!proven) return "unread";
  for (const Scope scope : {Scope::all_signals, Scope::one_signal, Scope::hypotheses}) {
    for (const bool violated : {false, true}) {
      Evidence item;
      item.scope = scope;
      item.violated = violated;
      if (bears(*proven, item)) all += (all.empty() ? "" : "; ") + to_string(scope) + (violated ? "!" : "");
    }
  }
  return all;
}

TEST(Proven, EvidenceReachesNoFurtherAndSpeaksTheSameWay) {
  EXPECT_EQ(borne("holds for all signals"), "all signals; one signal");
  EXPECT_EQ(borne("holds for one signal"), "one signal");
  EXPECT_EQ(borne("fails for one signal"), "one signal!");
  EXPECT_EQ(borne("fact for all signals"), "all signals; all signals!; one signal; one signal!");
  EXPECT_EQ(borne("fact for one signal"), "one signal; one signal!");
  EXPECT_EQ(borne("vacuous"), "hypotheses");
}

TEST(Proven, OtherWordsAreNotRead) {
  for (const char* words : {"", "holds", "Vacuous", "holds for all signals "}) {
    EXPECT_EQ(borne(words), "unread") << words;
  }
}

}  // namespace
}  // namespace dsc
