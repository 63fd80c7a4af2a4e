#include "harness/verify/proven.h"

#include <gtest/gtest.h>

namespace dsc::verify {
namespace {

/// The evidence that a certificate with these words supports, as "scope" and "scope!" where it is violated.
std::string supported(const std::string& words, const std::string& bears = "") {
  std::string all;
  const auto proven = read_proven(words);
  if (!proven) return "unread";
  for (const Scope scope : {Scope::all_signals, Scope::one_signal, Scope::hypotheses}) {
    for (const bool violated : {false, true}) {
      Evidence item;
      item.scope = scope;
      item.violated = violated;
      if (supports(*proven, bears, item))
        all += (all.empty() ? "" : "; ") + to_string(scope) + (violated ? "!" : "");
    }
  }
  return all;
}

TEST(Proven, EvidenceReachesNoFurtherAndSpeaksTheSameWay) {
  EXPECT_EQ(supported("holds for all signals"), "all signals; one signal");
  EXPECT_EQ(supported("holds for one signal"), "one signal");
  EXPECT_EQ(supported("fails for one signal"), "one signal!");
  EXPECT_EQ(supported("fact for all signals"), "all signals; all signals!; one signal; one signal!");
  EXPECT_EQ(supported("fact for one signal"), "one signal; one signal!");
  EXPECT_EQ(supported("vacuous"), "hypotheses");
}

TEST(Proven, WhatTheContractSaysOfAFactDecides) {
  EXPECT_EQ(supported("fact for all signals", "supports"), "all signals; one signal");
  EXPECT_EQ(supported("fact for all signals", "violates"), "all signals!; one signal!");
  EXPECT_EQ(supported("holds for all signals", "violates"), "")
      << "no word of the row's makes a proof a counterexample";
  EXPECT_EQ(supported("vacuous", "vacuous"), "hypotheses");
  EXPECT_EQ(supported("vacuous", "supports"), "");
}

TEST(Proven, OtherWordsAreNotRead) {
  for (const char* words : {"", "holds", "Vacuous", "holds for all signals "}) {
    EXPECT_EQ(supported(words), "unread") << words;
  }
}

}  // namespace
}  // namespace dsc::verify
