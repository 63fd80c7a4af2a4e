#include "harness/ledger/compare.h"

#include <gtest/gtest.h>

#include "harness/error.h"
#include "harness/ledger/record.h"
#include "tests/harness/cells.h"
#include "tests/harness/program.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;

class Compare : public testing::Test {
 protected:
  Compare() {
    write("a", record_);
    write("b", record_);
  }

  void write(const std::string& side, const ordered_json& record, const std::string& file = "T9.1.json") {
    write_text(folder_.path() / side / "quick/claims" / file, record.dump());
  }
  Comparison compare() const { return compare_results(folder_.path() / "a", folder_.path() / "b"); }

  TemporaryFolder folder_;
  Claim claim_ = sample_claim();
  Cell cell_{&claim_, false};
  ordered_json record_ = record_of(cell_, sample_inputs(cell_), sample_findings(), {}, {});
};

TEST_F(Compare, ProvenanceIsNoDifference) {
  record_["provenance"]["seconds"] = 1000;
  record_["provenance"]["cpu"] = "another";
  write("b", record_);
  EXPECT_EQ(compare().cells, 1);
  EXPECT_TRUE(compare().differences.empty());
}

TEST_F(Compare, VerdictsNumbersAndStatesAreDecisive) {
  for (const char* form : {"printed", "repaired", "overall"}) {
    ordered_json changed = record_;
    changed["verdict"][form] = "vacuous";
    write("b", changed);
    ASSERT_EQ(compare().differences.size(), 1u) << form;
    EXPECT_EQ(compare().differences[0].right, "vacuous");
    EXPECT_FALSE(compare().equal());
  }
  ordered_json number = record_;
  number["numbers"][0]["value"] = "2/49";
  write("b", number);
  ASSERT_EQ(compare().differences.size(), 1u);
  EXPECT_EQ(compare().differences[0].what, "number mu_squared");
  EXPECT_FALSE(compare().equal());

  number["numbers"] = ordered_json::array();
  write("b", number);
  EXPECT_EQ(compare().differences.at(0).right, "absent");
  EXPECT_FALSE(compare().equal());
}

TEST_F(Compare, OtherCertificatesAreShownButNotDecisive) {
  record_["evidence"][1]["certificate"]["sha256"] = std::string(64, 'b');
  write("b", record_);
  ASSERT_EQ(compare().differences.size(), 1u);
  EXPECT_EQ(compare().differences[0].what, "certificate of evidence 2");
  EXPECT_TRUE(compare().equal());
}

TEST_F(Compare, ACellOnOneSideOnlyIsDecisive) {
  record_["cell"] = "T9.1/control";
  write("b", record_, "T9.1.control.json");
  EXPECT_EQ(compare().cells, 2);
  ASSERT_EQ(compare().differences.size(), 1u);
  EXPECT_EQ(compare().differences[0].cell, "quick: T9.1/control");
  EXPECT_FALSE(compare().equal());
}

TEST_F(Compare, TakesAllProfilesOrOne) {
  EXPECT_TRUE(compare_results(folder_.path() / "a/quick", folder_.path() / "b/quick").equal());
  EXPECT_THROW(compare_results(folder_.path() / "a", folder_.path() / "missing"), InputError);
  std::filesystem::create_directories(folder_.path() / "empty");
  EXPECT_THROW(compare_results(folder_.path() / "empty", folder_.path() / "a"), InputError);
}

}  // namespace
}  // namespace dsc
