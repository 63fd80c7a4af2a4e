#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "harness/report/figure_axes.h"
#include "harness/report/figure_legend.h"
#include "harness/report/gnuplot.h"
#include "harness/report/markdown.h"
#include "tests/report/documents.h"

namespace dsc::test {
namespace {

using report::draw;
using testing::HasSubstr;
using testing::Not;

Figure figure(Figure::Style style, std::size_t series, std::size_t points) {
  Figure drawn;
  drawn.name = "name";
  drawn.title = "Measured / bound: λ ≤ 4 & \"µ\" <x_1>";
  drawn.x_label = "depth (layers)";
  drawn.y_label = "ratio";
  drawn.style = style;
  for (std::size_t i = 0; i < series; ++i) {
    drawn.series.push_back({.label = "<label> & `date` it's " + std::to_string(i) + " x_{1}^2 50%"});
    for (std::size_t k = 0; k < points; ++k) {
      drawn.series.back().x.push_back(static_cast<double>(k));
      drawn.series.back().y.push_back(std::exp(-static_cast<double>(i * k) / 7));
    }
  }
  if (style == Figure::Style::bars) {
    for (std::size_t k = 0; k < points; ++k)
      drawn.categories.push_back("100% of <family> " + std::to_string(k));
  }
  return drawn;
}

void expect_sound(const Figure& drawn) {
  const std::string svg = draw(drawn, "claim T2.1");
  std::string why;
  EXPECT_TRUE(well_formed(svg, why)) << why;
  EXPECT_THAT(svg, Not(HasSubstr("GNUPLOT")));
  EXPECT_THAT(svg, HasSubstr("fill=\"#fcfcfa\"/>")) << "an opaque panel";
  EXPECT_TRUE(report::drawn_by_report(svg));
  // gnuplot leaves '>' as it is, which XML allows.
  for (const Series& series : drawn.series) {
    std::string label;
    for (const char c : series.label) label += c == '>' ? ">" : report::html(std::string(1, c));
    EXPECT_EQ(count_of(svg, "<text>" + label + "</text>"), 1u) << label;
  }
}

TEST(Figures, AreWellFormedAndNameEverySeries) {
  for (const auto style : {Figure::Style::lines, Figure::Style::points, Figure::Style::bars}) {
    for (const std::size_t series : {1, 3, 8, 11}) {
      for (const std::size_t points : {1, 6, 30}) expect_sound(figure(style, series, points));
    }
  }
}

TEST(Figures, BandsWhiskersAndForestsAreDrawn) {
  for (const auto style : {Figure::Style::lines, Figure::Style::points, Figure::Style::bars}) {
    const auto drawing = [&](bool spread) {
      Figure drawn = figure(style, 2, 6);
      for (Series& series : drawn.series) {
        if (spread) series.lo = series.hi = series.y;
        for (double& high : series.hi) high += 0.5;
      }
      expect_sound(drawn);
      return draw(drawn, "claim T2.1");
    };
    EXPECT_NE(drawing(true), drawing(false));
  }
  Figure forest = figure(Figure::Style::points, 0, 0);
  forest.categories = {"LeNet-5 <50%>", "far out"};
  forest.series = {{.label = "region", .x = {0, 1}, .y = {0, 0}, .lo = {-1, -1}, .hi = {1, 1}},
                   {.label = "narrow", .x = {0, 1}, .y = {0.5, -64}, .lo = {0.2, -65}, .hi = {0.8, -63}},
                   {.label = "wide", .x = {0, 1}, .y = {0.5, -64}, .lo = {0.1, -66}, .hi = {0.9, -62}}};
  expect_sound(forest);
  // What would flatten the rest is written.
  EXPECT_THAT(draw(forest, "claim T2.1"), HasSubstr("-64 [-66, -62]"));
}

TEST(Figures, LogarithmicAxesOfAnyReachAreDrawn) {
  for (const double reach : {1.0, 1.001, 1.5, 7.0, 50.0, 1e6, 1e30, 1e190}) {
    Figure drawn = figure(Figure::Style::lines, 2, 3);
    drawn.log_x = drawn.log_y = true;
    for (Series& series : drawn.series) series.x = series.y = {1 / reach, 1, reach};
    expect_sound(drawn);
  }
}

TEST(Figures, LeaveOutWhatCannotBeDrawnAndCountIt) {
  const double infinity = std::numeric_limits<double>::infinity(), nan = std::nan("");
  Figure drawn = figure(Figure::Style::lines, 1, 0);
  drawn.series[0].x = {1, 2, 3, nan, 5, 6};
  drawn.series[0].y = {1, 0, -1, 1, infinity, 1e300};
  EXPECT_EQ(report::points_left_out(drawn), 3u);
  expect_sound(drawn);
  drawn.log_y = true;
  EXPECT_EQ(report::points_left_out(drawn), 5u);
  expect_sound(drawn);
}

TEST(Figures, WithoutAnyPointSaySo) {
  Figure drawn = figure(Figure::Style::lines, 2, 0);
  expect_sound(drawn);
  EXPECT_THAT(draw(drawn, "claim T2.1"), HasSubstr("no point that can be drawn"));
  drawn.series.clear();
  expect_sound(drawn);
}

TEST(Figures, AxesHoldEveryPoint) {
  Figure drawn = figure(Figure::Style::points, 1, 0);
  for (const bool logarithmic : {false, true}) {
    drawn.log_x = drawn.log_y = logarithmic;
    for (const double centre : {1e-150, 1e-3, 1.0, 1e9, 1e150}) {
      drawn.series[0].x = drawn.series[0].y = {centre, centre * (1 + 1e-9), centre * 3};
      for (const report::Axis& axis : {report::x_axis(drawn), report::y_axis(drawn)}) {
        EXPECT_LE(axis.low, centre);
        EXPECT_GE(axis.high, centre * 3);
        EXPECT_LT(axis.low, axis.high);
        EXPECT_TRUE(!logarithmic || axis.low > 0);
      }
    }
  }
}

TEST(Figures, BarsStandOnZero) {
  Figure drawn = figure(Figure::Style::bars, 1, 3);
  drawn.series[0].y = {7, 8, 9};
  EXPECT_EQ(report::y_axis(drawn).low, 0);
  drawn.series[0].y = {-7, -8, -9};
  EXPECT_EQ(report::y_axis(drawn).high, 0);
}

TEST(Figures, LegendEntriesStayOnTheCanvas) {
  for (const std::size_t count : {1, 2, 5, 20}) {
    const report::Legend legend = report::legend_of(figure(Figure::Style::lines, count, 2));
    EXPECT_GE(legend.rows * legend.columns, count);
    EXPECT_LE(static_cast<int>(legend.columns) * legend.column_width, report::canvas_width);
  }
}

TEST(Figures, TextIsCutBetweenCharacters) {
  EXPECT_EQ(report::shortened("λµν", 3), "λµν");
  EXPECT_EQ(report::shortened("λµνξ", 3), "λµ…");
  EXPECT_EQ(report::wrapped("simplex of 64 atoms", 10), (std::vector<std::string>{"simplex of", "64 atoms"}));
}

}  // namespace
}  // namespace dsc::test
