// A record that was damaged is refused with its file and place, or known to contradict itself: never
// believed.
#include <gtest/gtest.h>

#include "harness/error.h"
#include "harness/ledger/compare.h"
#include "harness/verify/claim_facts.h"
#include "tests/harness/cells.h"
#include "tests/harness/program.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;
using Pointer = ordered_json::json_pointer;

/// Every value of a document, as a path to it.
void paths(const ordered_json& value, const Pointer& at, std::vector<Pointer>& found) {
  if (!at.empty()) found.push_back(at);
  if (value.is_object()) {
    for (const auto& [key, part] : value.items()) paths(part, at / key, found);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) paths(value[i], at / i, found);
  }
}

class RecordDamage : public testing::Test {
 protected:
  enum class Fate { believed, refused, contradicts };

  /// What reading the record and its payload makes of a text.
  Fate fate_of(const std::string& text) {
    write_text(file_, text);
    try {
      const auto record = ledger::read_record(results_, "claims/T9.1.json");
      const verify::ClaimResult result = verify::claim_result_of(*record);
      const bool consistent = record->contradiction.empty() && result.contradiction.empty();
      return consistent ? Fate::believed : Fate::contradicts;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find("T9.1.json"), std::string::npos) << error.what();
      return Fate::refused;
    }
  }

  TemporaryFolder folder_;
  std::filesystem::path results_ = folder_ / "quick";
  std::filesystem::path file_ = results_ / "claims/T9.1.json";
  ordered_json record_ = to_json(sample_record(sample_cell(), to_json(sample_result())));
};

TEST_F(RecordDamage, EveryTruncationIsRefused) {
  const std::string text = record_.dump();
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_EQ(fate_of(text.substr(0, length)), Fate::refused) << length << " bytes";
  }
  EXPECT_EQ(fate_of(text), Fate::believed);
}

TEST_F(RecordDamage, AnyMissingMemberShows) {
  std::vector<Pointer> found;
  paths(record_, Pointer(), found);
  std::size_t refused = 0;
  for (const Pointer& path : found) {
    ordered_json damaged = record_;
    if (!damaged[path.parent_pointer()].is_object()) continue;
    damaged[path.parent_pointer()].erase(path.back());
    const Fate fate = fate_of(damaged.dump());
    EXPECT_NE(fate, Fate::believed) << path;
    refused += fate == Fate::refused ? 1 : 0;
  }
  EXPECT_GT(refused, 50u) << "all but inputs, which are compared and not read";
}

TEST_F(RecordDamage, AnyValueOfAnotherTypeShows) {
  std::vector<Pointer> found;
  paths(record_, Pointer(), found);
  for (const Pointer& path : found) {
    ordered_json damaged = record_;
    damaged[path] = damaged[path].is_object() ? ordered_json(true) : ordered_json::object();
    EXPECT_NE(fate_of(damaged.dump()), Fate::believed) << path;
  }
}

TEST_F(RecordDamage, ValuesOutsideTheirRangeAreRefusedEvenWithAnHonestDigest) {
  const std::vector<std::pair<std::string, ordered_json>> damages = {
      {"/schema", 1},
      {"/state", "perhaps"},
      {"/address", "abc"},
      {"/payload/evidence/0/form", "spoken"},
      {"/payload/evidence/0/scope", "some signals"},
      {"/payload/evidence/0/certificate/file", "/etc/passwd"},
      {"/payload/evidence/0/certificate/file", "certificates/../../../x"},
      {"/payload/evidence/0/certificate/sha256", std::string(64, 'A')},
      {"/payload/evidence/0/certificate/bytes", -1},
      {"/payload/figures/0/name", "../../a"},
      {"/payload/figures/0/style", "pie"},
      {"/payload/figures/0/series/0/x", {1, 2}},
      {"/payload/figures/0/categories", {"only one"}},
      {"/payload/tables/0/rows/0", {"too", "many", "cells"}},
      {"/provenance/seconds", -5},
      {"/provenance/seconds", 1e308},
      {"/provenance/runs", 1.5},
  };
  for (const auto& [path, value] : damages) {
    ordered_json damaged = record_;
    damaged[Pointer(path)] = value;
    write_forged(file_, damaged);
    EXPECT_EQ(fate_of(text_of(file_)), Fate::refused) << path << " " << value;
  }
}

TEST_F(RecordDamage, OtherShapesAreRefused) {
  EXPECT_EQ(fate_of("[]"), Fate::refused);
  EXPECT_EQ(fate_of(record_.dump() + "}"), Fate::refused);
  EXPECT_EQ(fate_of(std::string(100'000, '[')), Fate::refused);
  ordered_json twice = record_;
  twice["payload"]["figures"].push_back(twice["payload"]["figures"][0]);
  write_forged(file_, twice);
  EXPECT_EQ(fate_of(text_of(file_)), Fate::refused) << "two figures of one name";
  write_text(folder_.path() / "other/claims/T9.1.json", record_.dump());
  write_text(file_, record_.dump().substr(0, 100));
  EXPECT_THROW(ledger::compare_results(folder_.path() / "other", results_, verify::facts_of), InputError);
}

}  // namespace
}  // namespace dsc
