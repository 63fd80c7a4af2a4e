// A cache that misses an input answers with another run's result.
#include "harness/ledger/address.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "tests/harness/cells.h"

namespace dsc {
namespace {

struct Change {
  std::string name;
  std::function<void(CellInputs&)> apply;
};

std::vector<Change> every_change() {
  return {
      {"cell", [](CellInputs& inputs) { inputs.cell = "T9.1/control"; }},
      {"seed", [](CellInputs& inputs) { inputs.effort.seed += 1; }},
      {"seed, high bit", [](CellInputs& inputs) { inputs.effort.seed += std::uint64_t{1} << 63; }},
      {"samples", [](CellInputs& inputs) { inputs.effort.samples += 1; }},
      {"search_steps", [](CellInputs& inputs) { inputs.effort.search_steps += 1; }},
      {"large_sizes", [](CellInputs& inputs) { inputs.effort.large_sizes = !inputs.effort.large_sizes; }},
      {"enumeration", [](CellInputs& inputs) { inputs.effort.enumeration += 1; }},
      {"expected printed", [](CellInputs& inputs) { inputs.expected.printed = Verdict::holds; }},
      {"expected repaired", [](CellInputs& inputs) { inputs.expected.repaired = Verdict::holds; }},
      {"nothing repaired", [](CellInputs& inputs) { inputs.expected.repaired.reset(); }},
      {"code", [](CellInputs& inputs) { inputs.code += "0"; }},
      {"checker", [](CellInputs& inputs) { inputs.checker += "0"; }},
      {"compiler", [](CellInputs& inputs) { inputs.build.compiler = "GCC 13"; }},
      {"flags", [](CellInputs& inputs) { inputs.build.flags = "-O2"; }},
      {"processor", [](CellInputs& inputs) { inputs.build.processor = "another"; }},
      {"a library's version", [](CellInputs& inputs) { inputs.build.libraries["GMP"] = "6.3.0"; }},
      {"one library more", [](CellInputs& inputs) { inputs.build.libraries["FLINT"] = "2.9.0"; }},
      {"one library less", [](CellInputs& inputs) { inputs.build.libraries.erase("GMP"); }},
      // Quotes and commas must not let one field speak for another.
      {"text across fields", [](CellInputs& inputs) { inputs.code = "\",\"checker\":\"checker"; }},
  };
}

class Address : public testing::Test {
 protected:
  Claim claim_ = sample_claim();
  CellInputs inputs_ = sample_inputs({&claim_, false});
};

TEST_F(Address, EveryInputChangesItAndNoTwoAgree) {
  std::set<std::string> addresses{address_of(inputs_)};
  for (const Change& change : every_change()) {
    CellInputs changed = inputs_;
    change.apply(changed);
    EXPECT_TRUE(addresses.insert(address_of(changed)).second) << change.name;
  }
}

TEST_F(Address, TheSameInputsHaveTheSameAddress) {
  EXPECT_EQ(address_of(inputs_), address_of(sample_inputs({&claim_, false})));
  EXPECT_EQ(address_of(inputs_).size(), 64u);
  CellInputs renamed = inputs_;
  renamed.profile = "the same effort under another name";
  EXPECT_EQ(address_of(inputs_), address_of(renamed));
}

TEST_F(Address, CodeCoversTheClaimsFileAndTheSharedMathematics) {
  CodeDigests code;
  code.mathematics = "m";
  code.checker = "c";
  code.claims[claim_.file] = "f";
  const Cell cell{&claim_, false};
  const auto digest = [&] { return inputs_of(cell, "quick", {}, code, {}).code; };
  std::set<std::string> digests{digest()};
  code.mathematics = "m2";
  EXPECT_TRUE(digests.insert(digest()).second);
  code.claims[claim_.file] = "f2";
  EXPECT_TRUE(digests.insert(digest()).second);
  code.claims["theorems/section9/other.cpp"] = "x";
  EXPECT_FALSE(digests.insert(digest()).second) << "another claim's file is no input";
  code.claims.erase(claim_.file);
  EXPECT_THROW(digest(), std::logic_error);
}

TEST_F(Address, ChangedInputsAreNamed) {
  const nlohmann::ordered_json before = to_json(inputs_);
  EXPECT_TRUE(changed_inputs(before, inputs_).empty());
  CellInputs changed = inputs_;
  changed.profile = "other";
  changed.effort.seed = 2;
  changed.build.libraries["GMP"] = "6.3.0";
  EXPECT_EQ(changed_inputs(before, changed), (std::vector<std::string>{"seed", "libraries"}));
  changed.code = "new";
  EXPECT_EQ(changed_inputs(before, changed).front(), "code");
  EXPECT_FALSE(changed_inputs(nlohmann::ordered_json::object(), inputs_).empty());
}

}  // namespace
}  // namespace dsc
