#include "harness/ledger/merge.h"

#include <gmock/gmock.h>

#include "tests/harness/cells.h"
#include "tests/harness/program.h"
#include "tests/refusal.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;
using testing::HasSubstr;

class Merge : public testing::Test {
 protected:
  ledger::Cell cell(const std::string& name) const {
    return {.name = "trial/" + name,
            .file = "experiments/trial/" + name + ".json",
            .inputs = {{"parameters", {{"of", name}}}, {"code", "code"}}};
  }
  void write(const std::string& folder, const ledger::Cell& cell, double accuracy, double speed = 1,
             ledger::State state = ledger::State::completed) const {
    ledger::Record record = sample_record(
        cell, {{"result", {{"accuracy", accuracy}, {"speed", {{"images_per_second", speed}}}}}});
    record.state = state;
    record.provenance.seconds = speed;
    if (state != ledger::State::completed) record.payload = nullptr;
    ledger::write_record(folder_ / folder / "quick", record);
  }
  ledger::Merged merge(const std::vector<std::string>& sources) const {
    std::vector<std::filesystem::path> folders;
    for (const std::string& source : sources) folders.push_back(folder_ / source);
    return ledger::merge_results(folders, folder_ / "merged");
  }
  double accuracy(const std::string& name) const {
    const auto record = ledger::read_record(folder_ / "merged/quick", "experiments/trial/" + name + ".json");
    return record.value().payload.at("result").at("accuracy");
  }
  /// The refusal, after which there must be no trace of the attempt.
  std::string refused(const std::vector<std::string>& sources) const {
    const std::vector<std::string> before = files_below(folder_.path());
    std::string message = refusal([&] { merge(sources); });
    EXPECT_EQ(files_below(folder_.path()), before);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "merged"));
    return message;
  }

  TemporaryFolder folder_;
};

TEST_F(Merge, TakesEveryRecordAndWhatLiesBesideIt) {
  write("a", cell("one"), 0.5);
  write("b", cell("two"), 0.7);
  store_sample(folder_ / "b/quick");
  folder_.write("a/quick/experiments/trial/one-masks.png", "picture");
  folder_.write("a/quick/experiments/.parameters/abc.pt", "network");
  folder_.write("a/quick/experiments/trial/.scratch/one/checkpoint", "not this");
  folder_.write("a/quick/report/REPORT.md", "nor this");
  folder_.write("a/formal.json", "{}");
  const ledger::Merged merged = merge({"a", "b"});
  EXPECT_EQ(merged.records, 3);
  EXPECT_EQ(merged.shared, 0);
  EXPECT_EQ(accuracy("one"), 0.5);
  EXPECT_EQ(accuracy("two"), 0.7);
  std::vector<std::string> expected = files_below(folder_ / "a"), of_b = files_below(folder_ / "b");
  std::erase_if(expected, [](const std::string& file) {
    return file.find(".scratch") != std::string::npos || file.find("report/") != std::string::npos;
  });
  expected.insert(expected.end(), of_b.begin(), of_b.end());
  EXPECT_THAT(files_below(folder_ / "merged"), testing::UnorderedElementsAreArray(expected));
}

TEST_F(Merge, TheSameResultTwiceIsOneWhateverItsSpeed) {
  write("a", cell("one"), 0.5, 1);
  write("b", cell("one"), 0.5, 9);
  EXPECT_EQ(merge({"a", "b"}).shared, 1);
  EXPECT_EQ(accuracy("one"), 0.5);
}

TEST_F(Merge, TwoResultsAtOneAddressAreRefusedByName) {
  write("a", cell("one"), 0.5);
  write("b", cell("one"), 0.25);
  write("b", cell("two"), 0.25);
  const std::string message = refused({"a", "b"});
  EXPECT_THAT(message, HasSubstr(folder_ / "a/quick/experiments/trial/one.json"));
  EXPECT_THAT(message, HasSubstr(folder_ / "b/quick/experiments/trial/one.json"));
  EXPECT_THAT(message, HasSubstr("two that differ in /result/accuracy"));
}

TEST_F(Merge, ResultsOfOtherInputsAreRefusedByName) {
  write("a", cell("one"), 0.5);
  ledger::Cell other = cell("one");
  other.inputs["code"] = "other";
  write("b", other, 0.5);
  EXPECT_THAT(refused({"a", "b"}), HasSubstr("inputs that differ in code"));
}

TEST_F(Merge, ACompletedRecordGoesBeforeAFailedOne) {
  for (const auto& [failed, completed] : {std::pair("a", "b"), std::pair("b", "a")}) {
    const std::string name = std::string("failed-in-") + failed;
    write(failed, cell(name), 0, 1, ledger::State::failed);
    write(completed, cell(name), 0.75);
  }
  merge({"a", "b"});
  EXPECT_EQ(accuracy("failed-in-a"), 0.75);
  EXPECT_EQ(accuracy("failed-in-b"), 0.75);
}

TEST_F(Merge, AChangedRecordIsRefused) {
  write("a", cell("one"), 0.5);
  write("b", cell("two"), 0.5);
  std::string text = text_of(folder_ / "b/quick/experiments/trial/two.json");
  text.replace(text.find("0.5"), 3, "0.9");
  write_text(folder_ / "b/quick/experiments/trial/two.json", text);
  EXPECT_THAT(refused({"a", "b"}), HasSubstr("two.json: expected a record as it was written"));
}

TEST_F(Merge, AFileOfTwoContentsIsRefused) {
  write("a", cell("one"), 0.5);
  write("b", cell("two"), 0.5);
  folder_.write("a/quick/certificates/T/check-001.json", "{}");
  folder_.write("b/quick/certificates/T/check-001.json", "[]");
  EXPECT_THAT(refused({"a", "b"}), HasSubstr("one content of a file"));
}

TEST_F(Merge, WhatIsThereIsNotTouched) {
  write("a", cell("one"), 0.5);
  write("merged", cell("two"), 0.5);
  EXPECT_THAT(refusal([&] { merge({"a"}); }), HasSubstr("not there yet"));
  EXPECT_EQ(files_below(folder_ / "merged").size(), 1u);
}

TEST_F(Merge, FoldersOfOneKindOnly) {
  write("a", cell("one"), 0.5);
  write("b", cell("two"), 0.5);
  EXPECT_THAT(refused({"a", "b/quick"}), HasSubstr("some of each"));
  EXPECT_THAT(refused({"a", "missing"}), HasSubstr("no such folder"));
}

}  // namespace
}  // namespace dsc
