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
  claim("T2.3");
  put_both("T2.1");
  put_both("T2.3");
  write_report();
  EXPECT_THAT(report(),
              HasSubstr("2 rows checked: each came out as expected, each control failed as it must, "
                        "and dsc-check accepted all 4 certificates."));
  EXPECT_THAT(report(), Not(HasSubstr("NOT AS EXPECTED")));
}

TEST_F(ReportTest, EveryLinkLeadsSomewhere) {
  claim("T2.1").title = "a [link](nowhere.md) and ![image](nothing.png)";
  claim("E2b");
  Stored check = stored("T2.1");
  check.result.outcome.add(figure_of("tightness"));
  put(check);
  put(stored("T2.1", true));
  put(stored("E2b"));
  write_report();
  const std::vector<std::string> targets = link_targets(report()), of_page = link_targets(page("T2.1"));
  EXPECT_GT(targets.size(), 5u);
  EXPECT_GT(of_page.size(), 5u);
  for (const auto& [folder, all] :
       {std::pair{reports(), targets}, std::pair{reports() / "claims", of_page}}) {
    for (const std::string& target : all) {
      if (target == "nowhere.md" || target == "nothing.png")
        continue;  // escaped: seen by this test's eye only
      EXPECT_TRUE(std::filesystem::exists(folder / target)) << folder << ": " << target;
    }
  }
  EXPECT_THAT(page("T2.1"), HasSubstr("a \\[link\\](nowhere.md) and !\\[image\\](nothing.png)"));
  EXPECT_THAT(targets, testing::Contains("claims/T2.1.md"));
  EXPECT_THAT(of_page, testing::Contains("../REPORT.md"));
  EXPECT_THAT(of_page, testing::Contains("../../results/quick/certificates/T2.1/check-1.json"));
  EXPECT_THAT(of_page, testing::Contains("../figures/T2.1-tightness.svg"));
}

TEST_F(ReportTest, ComesOutTheSameByteForByte) {
  Stored check = stored("T2.1");
  check.result.outcome.add(figure_of("a"));
  check.result.outcome.add(figure_of("b", Figure::Style::points));
  put(check);
  put(stored("T2.1", true));
  write_report();
  const std::string text = report(), row = page("T2.1"), figure = text_of(reports() / "figures/T2.1-a.svg");
  ASSERT_FALSE(figure.empty());
  write_report();
  EXPECT_EQ(report(), text);
  EXPECT_EQ(page("T2.1"), row);
  EXPECT_EQ(text_of(reports() / "figures/T2.1-a.svg"), figure);
  // The same tree elsewhere, named in another way.
  std::filesystem::create_directory(folder_ / "moved");
  std::filesystem::rename(results(), folder_ / "moved" / "results");
  write_report(folder_ / "moved/../moved/results/", folder_ / "moved" / "reports");
  EXPECT_EQ(text_of(folder_ / "moved/reports/REPORT.md"), text);
  EXPECT_EQ(text_of(folder_ / "moved/reports/claims/T2.1.md"), row);
  EXPECT_EQ(text_of(folder_ / "moved/reports/figures/T2.1-a.svg"), figure);
}

TEST_F(ReportTest, RowsStandInTheOrderOfTheClaims) {
  claims_.clear();
  const std::vector<std::string> order = {"T2.2", "T2.10", "T5.1", "A1", "X1", "B1"};
  for (const std::string& id : order) claim(id);
  for (auto id = order.rbegin(); id != order.rend(); ++id) put_both(*id);
  write_report();
  const std::string table = summary();
  std::size_t row = 0;
  for (const std::string& id : order) {
    EXPECT_GT(table.find("\n| " + id + " |"), row) << id;
    row = table.find("\n| " + id + " |");
    ASSERT_NE(row, std::string::npos) << id;
    EXPECT_THAT(page(id), testing::StartsWith("# " + id + ": "));
  }
}

TEST_F(ReportTest, BeginsWithWhatIsFalseAndWhatHolds) {
  claim("T2.3").expected = {Verdict::refuted, Verdict::certified};
  put_both("T2.1");
  Stored check = stored("T2.3");
  check.result = {};
  check.add(evidence_of(1, true));
  Evidence repaired = evidence_of(2);
  repaired.form = Form::repaired;
  check.add(repaired);
  put(check);
  put(stored("T2.3", true));
  write_report();
  EXPECT_THAT(
      between(report(), "## What is false", "##"),
      HasSubstr(
          "- [T2.3](claims/T2.3.md) Title of T2.3: **refuted**. [simplex of 4 atoms: at most one solution]("
          "../results/quick/certificates/T2.3/check-1.json)"));
  const std::string holds = between(report(), "## What holds", "| Claim");
  EXPECT_THAT(holds, HasSubstr("on the dictionaries listed**: [T2.1](claims/T2.1.md) (0.5)."));
  EXPECT_THAT(holds, HasSubstr("**Certified once repaired**: [T2.3](claims/T2.3.md) (0.3333)."));
}

TEST_F(ReportTest, ATheoremDecidesWhereThereIsOne) {
  Claim& named = claim("T2.1");
  named.formal_statement = "P_statement";
  named.formal_theorem = "P";
  named.formal_verdict = Verdict::proved;
  put_both("T2.1");
  const std::string source = "Definition P_statement := forall x, x <= x.\nTheorem P : P_statement.\n";
  write(folder_ / "formal/One.v", source);
  write(results() / "formal.json",
        R"({"schema": 1, "coq": "8.16.1", "mathcomp": "1.15.0", "seconds": 61, "sources": {"One.v": ")" +
            sha256_hex(source) + R"("}, "theorems": {"P": "One.v"}})");
  proofs_ = folder_ / "formal";
  EXPECT_THAT(summary(), HasSubstr("| T2.1 | Title of T2.1 | proved | – | certified |"));
  write_report();
  EXPECT_THAT(report(), HasSubstr("**Proved as stated, for every dictionary**: [T2.1]"));
  EXPECT_THAT(
      page("T2.1"),
      HasSubstr("```coq\nDefinition P_statement := forall x, x <= x.\n\nTheorem P : P_statement.\n```"));
  EXPECT_THAT(report(), Not(HasSubstr("NOT AS EXPECTED")));

  named.formal_verdict = Verdict::refuted;
  write_report();
  EXPECT_THAT(report(), HasSubstr("theorem and certificates **contradict each other**: `P`"));
  named.formal_theorem = "Q";
  write_report();
  EXPECT_THAT(report(), HasSubstr("the theorem `Q` is **not among those audited**"));
  write(folder_ / "formal/One.v", source + "(* changed *)\n");
  EXPECT_THAT(summary(), HasSubstr("| T2.1 | Title of T2.1 | certified | – | certified |"));
}

TEST_F(ReportTest, RemovesPagesOfRowsThatAreGoneAndNothingElse) {
  claim("T2.3");
  put_both("T2.1");
  put_both("T2.3");
  write_report();
  write(reports() / "claims/notes.md", "by hand");
  claims_.pop_back();
  std::filesystem::remove(record_file("T2.3"));
  std::filesystem::remove(record_file("T2.3", true));
  write_report();
  EXPECT_FALSE(std::filesystem::exists(reports() / "claims/T2.3.md"));
  EXPECT_TRUE(std::filesystem::exists(reports() / "claims/T2.1.md"));
  EXPECT_TRUE(std::filesystem::exists(reports() / "claims/notes.md"));
}

TEST_F(ReportTest, RemovesFiguresThatAreNoLongerDrawnAndNothingElse) {
  Stored check = stored("T2.1");
  check.result.outcome.add(figure_of("old"));
  check.result.outcome.add(figure_of("kept"));
  put(check);
  write_report();
  ASSERT_TRUE(std::filesystem::exists(reports() / "figures/T2.1-old.svg"));
  write(reports() / "figures/by_hand.svg", "<svg></svg>");
  check = stored("T2.1");
  check.result.outcome.add(figure_of("kept"));
  put(check);
  write_report();
  EXPECT_FALSE(std::filesystem::exists(reports() / "figures/T2.1-old.svg"));
  EXPECT_TRUE(std::filesystem::exists(reports() / "figures/T2.1-kept.svg"));
  EXPECT_TRUE(std::filesystem::exists(reports() / "figures/by_hand.svg"));
}

TEST_F(ReportTest, WritesNothingWithoutGnuplot) {
  Stored check = stored("T2.1");
  check.result.outcome.add(figure_of("a"));
  put(check);
  const std::string path = std::getenv("PATH");
  setenv("PATH", folder_.path().c_str(), 1);
  try {
    write_report();
    ADD_FAILURE() << "a figure without gnuplot";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("apt-get install gnuplot-nox"));
  }
  EXPECT_FALSE(std::filesystem::exists(reports()));
  for (const std::string program : {"#!/bin/sh\necho out of ink >&2\nexit 3\n", "#!/bin/sh\nexit 0\n"}) {
    write(folder_ / "gnuplot", program);
    std::filesystem::permissions(folder_ / "gnuplot", std::filesystem::perms::owner_all);
    EXPECT_THROW(write_report(), InputError) << program;
    EXPECT_FALSE(std::filesystem::exists(reports()));
  }
  setenv("PATH", path.c_str(), 1);
}

TEST_F(ReportTest, SummaryLinksWhereItIsToldTo) {
  put_both("T2.1");
  EXPECT_TRUE(link_targets(summary()).empty());
  EXPECT_THAT(summary(), HasSubstr("| T2.1 | Title of T2.1 | certified | – | certified | 0.5 | fails as it "
                                   "must | 1, accepted | 1.5 s |"));
  EXPECT_THAT(summary({.pages = true}), HasSubstr("[T2.1](claims/T2.1.md)"));
}

TEST_F(ReportTest, LongListsAreFoldedWithEveryViolationInSight) {
  Stored check = stored("T2.1");
  for (int i = 2; i <= 40; ++i) check.add(evidence_of(i, i == 33 || i == 39));
  put(check);
  write_report();
  const std::string text = page("T2.1"),
                    shown = between(text, "**Evidence, as stated** (40 items, 2 violations)",
                                    "<details><summary>28 rows more</summary>");
  EXPECT_EQ(count_of(shown, "\n| simplex"), 12u);
  EXPECT_EQ(count_of(shown, "**violated:**"), 2u);
  EXPECT_EQ(count_of(between(text, "28 rows more", "</details>"), "\n| simplex"), 28u);
}

TEST_F(ReportTest, CertificatesThatAreNotKeptAreNamedByTheirSum) {
  Stored check = stored("T2.1");
  check.result.certificates[0].committed = false;
  check.result.certificates[0].bytes = 3 << 20;
  put(check);
  put(stored("T2.1", true));
  write_report();
  EXPECT_THAT(page("T2.1"), HasSubstr("(3.0 MiB, not kept)"));
  EXPECT_THAT(page("T2.1"), HasSubstr("`dsc verify T2.1 --profile quick` makes them again"));
  EXPECT_THAT(link_targets(page("T2.1")), Not(testing::Contains(HasSubstr("check-1.json"))));
}

}  // namespace
}  // namespace dsc::test
