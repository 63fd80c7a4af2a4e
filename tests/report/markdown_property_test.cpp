#include <gmock/gmock.h>

#include <random>

#include "harness/report/markdown.h"
#include "harness/report/report.h"
#include "tests/report/documents.h"
#include "tests/report/fixture.h"

namespace dsc::test {
namespace {

using reporting::escaped;
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
    ASSERT_EQ(as_read(markdown), reporting::single_line(text)) << markdown;
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
  EXPECT_EQ(reporting::ratio(1), "1");
  EXPECT_EQ(reporting::ratio(0.125), "0.125");
  EXPECT_EQ(reporting::ratio(1 - 0x1p-20), "1 − 9.5e-07");
  EXPECT_EQ(reporting::ratio(1 + 0x1p-20), "1 + 9.5e-07");
}

TEST(Markdown, DurationsAndSizesAreInUnitsOfTheirMagnitude) {
  EXPECT_EQ(reporting::duration(0.0121), "13 ms");
  EXPECT_EQ(reporting::duration(59.9), "59.9 s");
  EXPECT_EQ(reporting::duration(59.99), "1 min 00 s");
  EXPECT_EQ(reporting::duration(3725), "1 h 02 min");
  EXPECT_EQ(reporting::size(812), "812 bytes");
  EXPECT_EQ(reporting::size(3 * 1024 + 512), "3.5 KiB");
}

TEST_F(ReportTest, NoTextOfARecordBreaksATable) {
  const std::string hostile =
      "a | b\n\n| c | <script>alert(1)</script> `code` ``` $x$ **b** [l](m) \\| ~~s~~ <!-- &lt;";
  Json record = record_of("T2.1");
  record["figures"] = Json::array({figure_of("a")});
  record["figures"][0]["title"] = record["figures"][0]["x_label"] = hostile;
  for (const char* key :
       {"title", "source", "statement", "reading", "repair", "instances", "falsified", "subject", "file"}) {
    record["claim"][key] = hostile;
  }
  record["evidence"][0]["instance"] = record["evidence"][0]["finding"] = hostile;
  record["numbers"] = Json::array({{{"name", hostile}, {"value", hostile}}});
  record["tables"] = Json::array({{{"title", hostile},
                                   {"columns", Json::array({hostile, "b"})},
                                   {"rows", Json::array({Json::array({hostile, "c"})})}}});
  record["provenance"]["cpu"] = record["provenance"]["flags"] = hostile;
  record["inputs"]["libraries"][hostile] = hostile;
  put(record);
  write_report(results(), "quick", reports());
  const std::string text = report();
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
