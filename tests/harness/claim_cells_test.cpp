// A cache that misses an input answers with another run's result.
#include "harness/verify/claim_cells.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "tests/harness/cells.h"

namespace dsc {
namespace {

using verify::cells_of;

const std::map<std::string, std::string> kCode = {{sample_claim().file, "code"}};

std::string address(const Effort& effort, const std::string& code = "code", bool control = false) {
  const Claim claim = sample_claim();
  return ledger::address_of(cells_of({claim}, effort, {{claim.file, code}}).at(control ? 1 : 0).inputs);
}

TEST(ClaimCells, EveryInputChangesTheAddressAndNoTwoAgree) {
  std::set<std::string> addresses{address({})};
  EXPECT_TRUE(addresses.insert(address({}, "code", true)).second) << "the control";
  EXPECT_TRUE(addresses.insert(address({}, "other code")).second);
  // Quotes and commas must not let one field speak for another.
  EXPECT_TRUE(addresses.insert(address({}, "\",\"work\":\"T9.1/check")).second);
  const std::vector<std::pair<std::string, std::function<void(Effort&)>>> changes = {
      {"seed", [](Effort& effort) { effort.seed += 1; }},
      {"seed, high bit", [](Effort& effort) { effort.seed += std::uint64_t{1} << 63; }},
      {"samples", [](Effort& effort) { effort.samples += 1; }},
      {"search_steps", [](Effort& effort) { effort.search_steps += 1; }},
      {"large_sizes", [](Effort& effort) { effort.large_sizes = !effort.large_sizes; }},
      {"enumeration", [](Effort& effort) { effort.enumeration += 1; }}};
  for (const auto& [name, change] : changes) {
    Effort effort;
    change(effort);
    EXPECT_TRUE(addresses.insert(address(effort)).second) << name;
  }
}

TEST(ClaimCells, TheExpectationAndTheTextsAreNoInputs) {
  Claim claim = sample_claim();
  const auto before = cells_of({claim}, {}, kCode).at(0).inputs;
  claim.expected.printed = Verdict::holds;
  claim.statement = "another";
  EXPECT_EQ(cells_of({claim}, {}, kCode).at(0).inputs, before);
  EXPECT_EQ(ledger::address_of(before).size(), 64u);
}

TEST(ClaimCells, AClaimWithoutADigestOrWithABadNameIsOurOwnError) {
  Claim claim = sample_claim();
  EXPECT_THROW(cells_of({claim}, {}, {{"theorems/claims/section9/other.cpp", "x"}}), std::logic_error);
  claim.id = "../T9.1";
  EXPECT_THROW(cells_of({claim}, {}, kCode), std::logic_error);
}

TEST(ClaimCells, ChangedInputsAreNamed) {
  const Claim claim = sample_claim();
  const auto before = cells_of({claim}, {}, kCode).at(0).inputs;
  EXPECT_TRUE(ledger::changed_inputs(before, before).empty());
  const auto after = cells_of({claim}, {.samples = 3, .seed = 2}, {{claim.file, "new"}}).at(0).inputs;
  EXPECT_EQ(ledger::changed_inputs(before, after), (std::vector<std::string>{"code", "samples", "seed"}));
  EXPECT_FALSE(ledger::changed_inputs(nlohmann::ordered_json::object(), after).empty());
  EXPECT_FALSE(ledger::changed_inputs(after, nlohmann::ordered_json::object()).empty());
}

}  // namespace
}  // namespace dsc
