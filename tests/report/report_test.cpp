#include "harness/report/report.h"

#include <gmock/gmock.h>

#include <map>

#include "harness/error.h"
#include "tests/report/documents.h"
#include "tests/report/fixture.h"

namespace dsc::test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(ReportTest, SaysThatAllIsWellOnlyWhereItIs) {
  put_both("T2.1");
  put_both("T2.3");
  write_report(results(), "quick", reports());
  EXPECT_THAT(report(),
              HasSubstr("2 claims checked: each came out as expected, each control failed as it must, "
                        "and dsc-check accepted all 4 certificates."));
  EXPECT_THAT(report(), Not(HasSubstr("NOT AS EXPECTED")));
}

TEST_F(ReportTest, EveryLinkLeadsSomewhere) {
  Json record = record_of("T2.1");
  record["figures"] = Json::array({figure_of("tightness")});
  record["claim"]["title"] = "a [link](nowhere.md) and ![image](nothing.png)";
  put(record);
  put(record_of("T2.1", true));
  put(record_of("E2b"));
  write_report(results(), "quick", reports());
  const std::string text = report();
  const std::vector<std::string> targets = link_targets(text);
  EXPECT_GT(targets.size(), 10u);
  for (const std::string& target : targets) {
    if (target == "nowhere.md" || target == "nothing.png") continue;  // escaped: seen by this test's eye only
    if (target.starts_with("#")) {
      EXPECT_EQ(count_of(text, "<a id=\"" + target.substr(1) + "\"></a>"), 1u) << target;
    } else {
      EXPECT_TRUE(std::filesystem::exists(reports() / target)) << target;
    }
  }
  EXPECT_THAT(text, HasSubstr("a \\[link\\](nowhere.md) and !\\[image\\](nothing.png)"));
  EXPECT_THAT(targets, testing::Contains("../results/quick/certificates/T2.1/check-1.json"));
  EXPECT_THAT(targets, testing::Contains("figures/T2.1-tightness.svg"));
}

TEST_F(ReportTest, ComesOutTheSameByteForByte) {
  Json record = record_of("T2.1");
  record["figures"] = Json::array({figure_of("a"), figure_of("b", "points")});
  put(record);
  put(record_of("T2.1", true));
  write_report(results(), "quick", reports());
  const std::string text = report(), figure = text_of(reports() / "figures/T2.1-a.svg");
  ASSERT_FALSE(figure.empty());
  write_report(results(), "quick", reports());
  EXPECT_EQ(report(), text);
  EXPECT_EQ(text_of(reports() / "figures/T2.1-a.svg"), figure);
  // The same tree elsewhere, named in another way.
  std::filesystem::create_directory(folder_ / "moved");
  std::filesystem::rename(results(), folder_ / "moved" / "results");
  write_report(folder_ / "moved/../moved/results/", "quick", folder_ / "moved" / "reports");
  EXPECT_EQ(text_of(folder_ / "moved/reports/REPORT.md"), text);
  EXPECT_EQ(text_of(folder_ / "moved/reports/figures/T2.1-a.svg"), figure);
}

TEST_F(ReportTest, SectionsStandInReadingOrder) {
  const std::vector<std::pair<std::string, std::string>> order = {
      {"T2.2", "section2"}, {"T2.10", "section2"}, {"T5.1", "section3"}, {"A1", "appendix"},
      {"S2", "slides"},     {"S10", "slides"},     {"X1", "extensions"}, {"B1", "elsewhere"}};
  for (auto claim = order.rbegin(); claim != order.rend(); ++claim) put_both(claim->first, claim->second);
  write_report(results(), "quick", reports());
  const std::string text = report(), summary = summary_markdown(results(), "quick");
  std::size_t section = 0, row = 0;
  for (const auto& [id, folder] : order) {
    EXPECT_GT(text.find("\n## " + id + ":"), section) << id;
    EXPECT_GT(summary.find("\n| " + id + " |"), row) << id;
    section = text.find("\n## " + id + ":");
    row = summary.find("\n| " + id + " |");
    ASSERT_NE(section, std::string::npos) << id;
    ASSERT_NE(row, std::string::npos) << id;
  }
}

TEST_F(ReportTest, RemovesFiguresThatAreNoLongerDrawnAndNothingElse) {
  Json record = record_of("T2.1");
  record["figures"] = Json::array({figure_of("old"), figure_of("kept")});
  put(record);
  write_report(results(), "quick", reports());
  ASSERT_TRUE(std::filesystem::exists(reports() / "figures/T2.1-old.svg"));
  write(reports() / "figures/by_hand.svg", "<svg></svg>");
  record["figures"] = Json::array({figure_of("kept")});
  put(record);
  write_report(results(), "quick", reports());
  EXPECT_FALSE(std::filesystem::exists(reports() / "figures/T2.1-old.svg"));
  EXPECT_TRUE(std::filesystem::exists(reports() / "figures/T2.1-kept.svg"));
  EXPECT_TRUE(std::filesystem::exists(reports() / "figures/by_hand.svg"));
}

TEST_F(ReportTest, WritesNothingWithoutGnuplot) {
  Json record = record_of("T2.1");
  record["figures"] = Json::array({figure_of("a")});
  put(record);
  const std::string path = std::getenv("PATH");
  setenv("PATH", folder_.path().c_str(), 1);
  try {
    write_report(results(), "quick", reports());
    ADD_FAILURE() << "a figure without gnuplot";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("apt-get install gnuplot-nox"));
  }
  EXPECT_FALSE(std::filesystem::exists(reports()));
  for (const std::string program : {"#!/bin/sh\necho out of ink >&2\nexit 3\n", "#!/bin/sh\nexit 0\n"}) {
    write(folder_ / "gnuplot", program);
    std::filesystem::permissions(folder_ / "gnuplot", std::filesystem::perms::owner_all);
    EXPECT_THROW(write_report(results(), "quick", reports()), InputError) << program;
    EXPECT_FALSE(std::filesystem::exists(reports()));
  }
  setenv("PATH", path.c_str(), 1);
}

TEST_F(ReportTest, AVerdictOnSomethingElseThanTheStatementSaysOnWhat) {
  Json record = record_of("T2.1");
  record["claim"]["subject"] = "the network of its proof";
  record["claim"]["expected"]["printed"] = record["verdict"]["printed"] = "refuted";
  record["claim"]["expected"]["repaired"] = record["verdict"]["repaired"] = "certified";
  record["verdict"]["overall"] = "repaired";
  put(record);
  put(record_of("T2.1", true));
  EXPECT_THAT(summary_markdown(results(), "quick"),
              HasSubstr("| refuted: the network of its proof | certified |"));
  write_report(results(), "quick", reports());
  EXPECT_THAT(report(), HasSubstr("As stated refuted: the network of its proof; as repaired certified; "
                                  "overall repaired (as expected; "));
  record["verdict"]["printed"] = "holds";
  put(record);
  write_report(results(), "quick", reports());
  EXPECT_THAT(report(), HasSubstr("as stated **holds: the network of its proof**, expected refuted"));
}

TEST_F(ReportTest, SummaryLinksWhereItIsToldTo) {
  put_both("T2.1");
  const std::string bare = summary_markdown(results(), "quick");
  EXPECT_TRUE(link_targets(bare).empty());
  EXPECT_THAT(
      bare,
      HasSubstr("| T2.1 | Title of T2.1 | certified | – | 0.5 | fails as it must | 1, accepted | 1.5 s |"));
  EXPECT_THAT(summary_markdown(results(), "quick", "reports/REPORT.md"),
              HasSubstr("[T2.1](reports/REPORT.md#claim-t2.1)"));
}

TEST_F(ReportTest, LongListsAreFoldedWithEveryViolationInSight) {
  Json record = record_of("T2.1");
  for (int i = 2; i <= 40; ++i) record["evidence"].push_back(finding_of("T2.1", i, i == 33 || i == 39));
  put(record);
  write_report(results(), "quick", reports());
  const std::string text = report(),
                    shown = between(text, "**Findings, as stated** (40 findings, 2 violations)",
                                    "<details><summary>28 rows more</summary>");
  EXPECT_EQ(count_of(shown, "\n| simplex"), 12u);
  EXPECT_EQ(count_of(shown, "**violated:**"), 2u);
  EXPECT_EQ(count_of(between(text, "28 rows more", "</details>"), "\n| simplex"), 28u);
}

TEST_F(ReportTest, CertificatesThatAreNotKeptAreNamedByTheirSum) {
  Json record = record_of("T2.1");
  record["evidence"][0]["certificate"]["committed"] = false;
  record["evidence"][0]["certificate"]["bytes"] = 3 << 20;
  put(record);
  put(record_of("T2.1", true));
  write_report(results(), "quick", reports());
  EXPECT_THAT(report(), HasSubstr("`111111111111` (3.0 MiB, not kept)"));
  EXPECT_THAT(report(), HasSubstr("`dsc verify T2.1 --profile quick` makes them again"));
  EXPECT_THAT(link_targets(report()), Not(testing::Contains(HasSubstr("check-1.json"))));
}

}  // namespace
}  // namespace dsc::test
