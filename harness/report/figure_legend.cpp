#include "harness/report/figure_legend.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/report/figure_axes.h"

namespace dsc::report {
namespace {

/// Okabe and Ito's colours, those that stand out most from the panel first; grey replaces their yellow, which
/// does not.
constexpr std::array colours{"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                             "#E69F00", "#56B4E9", "#000000", "#7A7A7A"};
constexpr std::array markers{7, 9, 5, 13, 11, 6, 8, 4, 12};
constexpr std::array dashes{"solid", "(10,4)", "(3,3)", "(10,4,3,4)", "(16,5)"};

constexpr int sample_width = 42, gap = 10, space_between = 26;

std::string label_of(const Series& series) { return shortened(series.label, 84); }

/// A line with its marker, a marker, or a filled box, centred on (x, y) in pixels from the lower left.
std::string sample(const Figure& figure, std::size_t series, double x, double y, double height) {
  const Pen pen = pen_of(series);
  const auto at = [&](double px, double py) {
    return fmt::format("screen {:.6f}, screen {:.6f}", px / canvas_width, py / height);
  };
  const double half = sample_width / 2.0;
  if (figure.style == Figure::Style::bars) {
    return fmt::format(
        "set object rectangle from {} to {} fc rgb '{}' fs solid 0.9 border lc rgb '#333333'\n",
        at(x - half + 8, y - 6), at(x + half, y + 6), pen.colour);
  }
  std::string text =
      fmt::format("set label '' at {} point pt {} ps 0.85 lc rgb '{}'\n", at(x, y), pen.marker, pen.colour);
  if (figure.style == Figure::Style::lines) {
    text += fmt::format("set arrow from {} to {} nohead lc rgb '{}' lw 2.2 dt {}\n", at(x - half, y),
                        at(x + half, y), pen.colour, pen.dash);
  }
  return text;
}

}  // namespace

Pen pen_of(std::size_t series) {
  return {colours[series % colours.size()], markers[series % markers.size()], dashes[series % dashes.size()]};
}

Legend legend_of(const Figure& figure) {
  std::size_t longest = 1;
  for (const Series& series : figure.series) longest = std::max(longest, length(label_of(series)));
  const int column_width = sample_width + gap + space_between + static_cast<int>(15 * longest / 2);
  const std::size_t count = figure.series.size();
  const auto fit = static_cast<std::size_t>(std::max(1, (canvas_width - 20) / column_width));
  const std::size_t columns = std::max<std::size_t>(1, std::min({fit, count, std::size_t{4}}));
  return {columns, (count + columns - 1) / columns, column_width};
}

std::string legend_commands(const Figure& figure, int top, int height) {
  const Legend legend = legend_of(figure);
  const double left =
      std::max(10.0, (canvas_width - static_cast<double>(legend.columns) * legend.column_width) / 2);
  std::string text;
  for (std::size_t i = 0; i < figure.series.size(); ++i) {
    const double x = left + static_cast<double>(i % legend.columns) * legend.column_width;
    const double y = top - static_cast<double>(i / legend.columns) * legend_row_height;
    text += sample(figure, i, x + sample_width / 2.0, y, height);
    text +=
        fmt::format("set label {} at screen {:.6f}, screen {:.6f} left noenhanced tc rgb '#222222'\n",
                    quoted(label_of(figure.series[i])), (x + sample_width + gap) / canvas_width, y / height);
  }
  return text;
}

}  // namespace dsc::report
