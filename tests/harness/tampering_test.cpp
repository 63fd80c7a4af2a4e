// Records and certificates that another hand changed. None is signed, so a forger can do anything; what is
// cheap to check is checked: whether a record is what was written, and whether its evidence bears out what it
// says.
#include <gmock/gmock.h>

#include <functional>

#include "harness/ledger/compare.h"
#include "harness/verify/claim_facts.h"
#include "harness/verify/judgement.h"
#include "harness/verify/run_claim.h"
#include "tests/harness/cells.h"
#include "tests/harness/program.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;
using testing::HasSubstr;

using Edit = std::function<void(ordered_json&)>;

class Tampering : public testing::Test {
 protected:
  Tampering() {
    store_sample(honest_);
    store_sample(results_);
  }

  ordered_json record() const { return ordered_json::parse(text_of(file_)); }
  /// Edits the record, and closes it again with a digest that fits if `careful`.
  void edit(const Edit& change, bool careful) const {
    ordered_json changed = record();
    change(changed);
    careful ? write_forged(file_, changed) : write_text(file_, changed.dump(1));
  }
  /// What the report says is wrong with the check.
  std::string problems() const {
    std::string all;
    for (const verify::Problem& one : verify::problems(verify::read_entries(results_, claims_), "quick")) {
      all += one.text + "\n";
    }
    return all;
  }
  bool runs_again() const {
    const auto plan = ledger::plan({sample_cell()}, {}, results_, [&](const ledger::Record& record) {
      return verify::audit(record, results_);
    });
    return plan.at(0).decision == ledger::Decision::run;
  }
  bool compares_equal() const { return ledger::compare_results(honest_, results_, verify::facts_of).equal(); }

  TemporaryFolder folder_;
  fs::path honest_ = folder_ / "honest", results_ = folder_ / "quick", file_ = results_ / "claims/T9.1.json";
  std::vector<Claim> claims_ = {sample_claim()};
};

TEST_F(Tampering, AnHonestCheckHasNoProblemButItsMissingControl) {
  EXPECT_THAT(problems(), HasSubstr("its control is **missing**"));
  EXPECT_THAT(problems(), testing::Not(HasSubstr("contradicts itself")));
  EXPECT_FALSE(runs_again());
  EXPECT_TRUE(compares_equal());
}

TEST_F(Tampering, AnyEditOfARecordShows) {
  const std::vector<std::pair<std::string, Edit>> edits = {
      {"verdict", [](ordered_json& j) { j["payload"]["verdict"]["printed"] = "certified"; }},
      {"finding", [](ordered_json& j) { j["payload"]["evidence"][0]["finding"] = "all is true"; }},
      {"scope", [](ordered_json& j) { j["payload"]["evidence"][0]["scope"] = "all signals"; }},
      {"tightness", [](ordered_json& j) { j["payload"]["tightness"] = 0.5; }},
      {"tightness of an item", [](ordered_json& j) { j["payload"]["evidence"][1]["tightness"] = 0.5; }},
      {"number", [](ordered_json& j) { j["payload"]["numbers"][0]["value"] = "1/999"; }},
      {"evidence", [](ordered_json& j) { j["payload"]["evidence"] = ordered_json::array(); }},
      {"acceptance", [](ordered_json& j) { j["payload"]["evidence"][0]["certificate"]["proves"] = ""; }},
      {"not committed",
       [](ordered_json& j) { j["payload"]["evidence"][0]["certificate"]["committed"] = false; }},
      {"instance", [](ordered_json& j) { j["payload"]["evidence"][0]["instance"] = "another"; }},
      {"table", [](ordered_json& j) { j["payload"]["tables"][0]["rows"][0][0] = "7"; }},
      {"seed", [](ordered_json& j) { j["inputs"]["seed"] = 7; }},
      {"revision", [](ordered_json& j) { j["provenance"]["git_revision"] = "0123"; }}};
  for (const auto& [name, change] : edits) {
    store_sample(results_);
    edit(change, false);
    EXPECT_THAT(problems(), HasSubstr("the record of the check **contradicts itself**")) << name;
    EXPECT_TRUE(runs_again()) << name;
    EXPECT_FALSE(compares_equal()) << name;
  }
}

// A record whose digest was renewed: the verdict still has to follow from the evidence.
TEST_F(Tampering, AVerdictThatItsEvidenceDoesNotBearOutShows) {
  const std::vector<std::pair<Edit, std::string>> edits = {
      {[](ordered_json& j) { j["payload"]["verdict"]["printed"] = "certified"; },
       "it says certified (printed), its evidence refuted"},
      {[](ordered_json& j) { j["payload"]["verdict"]["overall"] = "certified"; },
       "it says certified (overall), its evidence repaired"},
      {[](ordered_json& j) { j["payload"]["evidence"] = ordered_json::array(); },
       "it says refuted (printed), its evidence unknown"},
      {[](ordered_json& j) { j["payload"]["tightness"] = 0.5; }, "its tightness is not that of its evidence"},
      {[](ordered_json& j) { j["payload"]["evidence"][0]["scope"] = "all signals"; },
       "evidence 1 says more than its certificate proves"},
      {[](ordered_json& j) { j["payload"]["evidence"][0]["violated"] = false; },
       "it says refuted (printed), its evidence holds"},
      {[](ordered_json& j) { j["payload"]["evidence"][0]["certificate"] = nullptr; },
       "some of its evidence has no certificate"},
      {[](ordered_json& j) { j["inputs"]["seed"] = 7; }, "its address is not that of its inputs"}};
  for (const auto& [change, problem] : edits) {
    store_sample(results_);
    edit(change, true);
    EXPECT_THAT(problems(), HasSubstr(problem));
    EXPECT_TRUE(runs_again()) << problem;
  }
}

// What was found is judged by the claim that this program has, not by what a record says was expected.
TEST_F(Tampering, TheExpectationIsTheRegisteredClaims) {
  claims_[0].expected = {Verdict::certified, std::nullopt};
  EXPECT_THAT(problems(), HasSubstr("as stated **refuted**, expected certified; as repaired **certified**, "
                                    "expected nothing"));
  claims_[0].id = "T9.2";
  EXPECT_THAT(problems(), HasSubstr("**no record**"));
  EXPECT_THAT(problems(), HasSubstr("a record of **no claim** of this program"));
}

TEST_F(Tampering, ACertificateThatIsNotTheRecordedOneShows) {
  const fs::path certificate = results_ / "certificates/T9.1/check-001.json";
  const auto shows = [&](const std::string& problem) {
    EXPECT_THAT(problems(), HasSubstr("the certificate `certificates/T9.1/check-001.json` **is " + problem));
    EXPECT_TRUE(runs_again());
  };
  write_text(certificate, "onE");
  shows("changed");
  write_text(certificate, "one ");
  shows("changed");
  write_text(certificate, "");
  shows("changed");
  fs::remove(certificate);
  shows("missing");
}

TEST_F(Tampering, ACertificateThatWasNotAcceptedShowsWhateverTheDigest) {
  edit([](ordered_json& j) { j["payload"]["evidence"][0]["certificate"]["proves"] = ""; }, true);
  EXPECT_THAT(problems(), HasSubstr("1 of 2 certificates of the check **not accepted** by dsc-check"));
}

}  // namespace
}  // namespace dsc
