// A record that was damaged is refused with the file's name, never half believed.
#include <gtest/gtest.h>

#include "harness/error.h"
#include "harness/ledger/compare.h"
#include "harness/ledger/record.h"
#include "tests/harness/cells.h"
#include "tests/harness/program.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;

class RecordDamage : public testing::Test {
 protected:
  void expect_refused(const std::string& text, const std::string& what) {
    write_text(file_, text);
    try {
      read_record(file_);
      ADD_FAILURE() << "believed: " << what;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(file_.string()), std::string::npos) << error.what();
    }
  }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "quick/claims/T9.1.json";
  Claim claim_ = sample_claim();
  Cell cell_{&claim_, false};
  ordered_json record_ = record_of(cell_, sample_inputs(cell_), sample_findings(), {}, {});
};

TEST_F(RecordDamage, EveryTruncationIsRefused) {
  const std::string text = record_.dump();
  for (std::size_t length = 0; length < text.size(); ++length) {
    expect_refused(text.substr(0, length), std::to_string(length) + " bytes");
  }
  write_text(file_, text);
  EXPECT_TRUE(read_record(file_).has_value());
}

TEST_F(RecordDamage, MissingAndMistypedKeysAreRefused) {
  for (const char* key : {"schema", "cell", "address", "state", "message", "claim", "verdict", "as_expected",
                          "evidence", "numbers", "inputs", "provenance"}) {
    ordered_json missing = record_;
    missing.erase(key);
    expect_refused(missing.dump(), std::string("without ") + key);
    ordered_json mistyped = record_;
    mistyped[key] = ordered_json::array({ordered_json::array()});
    expect_refused(mistyped.dump(), std::string("other type of ") + key);
  }
  for (const char* key : {"file", "sha256", "committed", "accepted"}) {
    ordered_json damaged = record_;
    damaged["evidence"][0]["certificate"].erase(key);
    expect_refused(damaged.dump(), std::string("certificate without ") + key);
  }
}

TEST_F(RecordDamage, OtherSchemasStatesAndShapesAreRefused) {
  ordered_json later = record_;
  later["schema"] = 2;
  expect_refused(later.dump(), "schema 2");
  ordered_json state = record_;
  state["state"] = "perhaps";
  expect_refused(state.dump(), "an unknown state");
  expect_refused("[]", "a list");
  expect_refused(record_.dump() + "}", "a brace too many");
  expect_refused(std::string(100'000, '['), "deep nesting");
  write_text(folder_.path() / "other/claims/T9.1.json", record_.dump());
  write_text(file_, record_.dump().substr(0, 100));
  EXPECT_THROW(compare_results(folder_.path() / "other", folder_.path() / "quick"), InputError);
}

}  // namespace
}  // namespace dsc
