#include <gmock/gmock.h>

#include <random>

#include "harness/process/duration.h"
#include "harness/report/markdown.h"
#include "harness/report/provenance.h"
#include "tests/report/documents.h"
#include "tests/report/fixture.h"

namespace dsc::test {
namespace {

using report::escaped;
using testing::HasSubstr;
using testing::Not;

/// Undoes escaping as a markdown reader does.
std::string as_read(const std::string& markdown) {
  std::string text;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    if (markdown[i] == '\\' && i + 1 < markdown.size() &&
        std::ispunct(static_cast<unsigned char>(markdown[i + 1]))) {
      text += markdown[++i];
      continue;
    }
    bool entity = false;
    for (const auto& [name, letter] : {std::pair{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}}) {
      if (markdown.compare(i, std::string(name).size(), name) != 0) continue;
      text += letter;
      i += std::string(name).size() - 1;
      entity = true;
    }
    if (!entity) text += markdown[i];
  }
  return text;
}

TEST(Markdown, EscapedTextReadsAsItself) {
  std::mt19937 random(7);
  const std::string letters = "a_ *`[]()<>|\\&#~$!1.-λ\n\t\"'";
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += letters[random() % letters.size()];
    const std::string markdown = escaped(text);
    ASSERT_EQ(as_read(markdown), report::single_line(text)) << markdown;
    for (std::size_t i = 0; i < markdown.size(); ++i) {
      if (std::string("`*[]|~$").find(markdown[i]) == std::string::npos) continue;
      ASSERT_TRUE(i > 0 && markdown[i - 1] == '\\') << markdown;
    }
    ASSERT_EQ(markdown.find_first_of("<>\n"), std::string::npos) << markdown;
  }
}

TEST(Markdown, UnderscoresStandOnlyInsideWords) {
  EXPECT_EQ(escaped("delta_j"), "delta_j");
  EXPECT_EQ(escaped("_not emphasised_"), "\\_not emphasised\\_");
}

TEST(Markdown, ARatioIsNeverRoundedToOne) {
  EXPECT_EQ(report::ratio(1), "1");
  EXPECT_EQ(report::ratio(0.125), "0.125");
  EXPECT_EQ(report::ratio(1 - 0x1p-20), "1 − 9.5e-07");
  EXPECT_EQ(report::ratio(1 + 0x1p-20), "1 + 9.5e-07");
}

TEST(Markdown, DurationsAndSizesAreInUnitsOfTheirMagnitude) {
  EXPECT_EQ(duration(0.0121), "13 ms");
  EXPECT_EQ(duration(59.9), "59.9 s");
  EXPECT_EQ(duration(59.99), "1 min 00 s");
  EXPECT_EQ(duration(3725), "1 h 02 min");
  EXPECT_EQ(report::size(812), "812 bytes");
  EXPECT_EQ(report::size(3 * 1024 + 512), "3.5 KiB");
}

TEST_F(ReportTest, NoTextOfARecordBreaksATable) {
  const std::string hostile =
      "a | b\n\n| c | <script>alert(1)</script> `code` ``` $x$ **b** [l](m) \\| ~~s~~ <!-- &lt;";
  Claim& claim = claims_.at(0);
  for (std::string* text : {&claim.title, &claim.source, &claim.statement, &claim.reading, &claim.repair,
                            &claim.instances, &claim.falsified, &claim.file}) {
    *text = hostile;
  }
  Stored check = stored("T2.1");
  Figure figure = figure_of("a");
  figure.title = figure.x_label = hostile;
  check.result.outcome.add(figure);
  Evidence item = evidence_of(2);
  item.instance = item.finding = hostile;
  check.add(item);
  check.result.outcome.number(hostile, hostile);
  check.result.outcome.add(Table{hostile, {hostile, "b"}, {{hostile, "c"}}});
  check.record.provenance.machine.cpu = check.record.provenance.build.flags = hostile;
  check.record.provenance.build.libraries[hostile] = hostile;
  put(check);
  const report::Places places(results(), "quick", reports());
  const ledger::Record record = ledger::read_record(results() / "quick", "claims/T2.1.json").value();
  write_report();
  const std::string text = report() + page("T2.1") + report::provenance_table({&record}, places);
  EXPECT_THAT(text, Not(HasSubstr("<script")));
  EXPECT_THAT(text, Not(HasSubstr("<!--")));
  std::istringstream lines(text);
  std::size_t columns = 0, rows = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("|")) {
      columns = 0;
      continue;
    }
    std::size_t bars = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '\\')
        ++i;
      else
        bars += line[i] == '|';
    }
    if (columns == 0) columns = bars;
    EXPECT_EQ(bars, columns) << line;
    ++rows;
  }
  EXPECT_GT(rows, 20u);
  std::string why;
  EXPECT_TRUE(well_formed(text_of(reports() / "figures/T2.1-a.svg"), why)) << why;
}

}  // namespace
}  // namespace dsc::test
