#include "harness/report/forest_script.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "harness/report/figure_axes.h"
#include "harness/report/figure_legend.h"

namespace dsc::report {
namespace {

constexpr int kRow = 46, kLabelWidth = 28;  // pixels, characters
constexpr std::array kWidths{7.0, 1.8};

/// Whether a value of row i is more than ten times as far out as its box.
bool beyond(const Figure& figure, std::size_t i) {
  const Series& box = figure.series.front();
  for (std::size_t s = 1; s < figure.series.size(); ++s) {
    if (std::abs(figure.series[s].y[i]) > 10 * (box.hi[i] - box.lo[i]) / 2) return true;
  }
  return false;
}

/// Whether row i would flatten others: not where all are as far out.
bool far_out(const Figure& figure, std::size_t i) {
  if (!beyond(figure, i)) return false;
  for (std::size_t row = 0; row < figure.categories.size(); ++row) {
    if (!beyond(figure, row)) return true;
  }
  return false;
}

/// As far as anything drawn reaches, to either side.
double reach(const Figure& figure) {
  double most = 0;
  for (const Series& series : figure.series) {
    for (std::size_t i = 0; i < series.y.size(); ++i) {
      if (!far_out(figure, i) || &series == &figure.series.front())
        most = std::max({most, std::abs(series.lo[i]), std::abs(series.hi[i])});
    }
  }
  return most > 0 ? 1.08 * most : 1;
}

std::string data_block(const Figure& figure, std::size_t index) {
  const Series& series = figure.series[index];
  std::string block = fmt::format("$series{} << END\n", index);
  bool any = false;
  for (std::size_t i = 0; i < series.x.size(); ++i) {
    if (far_out(figure, i)) continue;
    any = true;
    block += fmt::format("{} {} {} {}\n", series.y[i], series.x[i], series.lo[i], series.hi[i]);
  }
  return block + (any ? "" : "NaN NaN NaN NaN\n") + "END\n";
}

std::string drawing(const Figure& figure) {
  std::string items =
      "$series0 using 1:2:3:4:($2-0.42):($2+0.42) with boxxyerror fc rgb '#e4e4e0' fs solid noborder";
  for (std::size_t s = 1; s < figure.series.size(); ++s) {
    items += fmt::format(", \\\n  $series{} using 3:2:($4-$3):(0) with vectors nohead lw {} lc rgb '{}'", s,
                         kWidths[std::min(s - 1, kWidths.size() - 1)], s == 1 ? "#8db9d8" : pen_of(0).colour);
  }
  return items + fmt::format(", \\\n  $series{} using 1:2 with points pt 7 ps 0.9 lc rgb '{}'\n",
                             figure.series.size() - 1, pen_of(0).colour);
}

std::string written_rows(const Figure& figure, double edge) {
  std::string text;
  const Series& last = figure.series.back();
  for (std::size_t i = 0; i < last.x.size(); ++i) {
    if (!far_out(figure, i)) continue;
    const bool left = last.y[i] < 0;
    text +=
        fmt::format("set label {} at {}, {} {} noenhanced font ',12' tc rgb '{}'\n",
                    quoted(fmt::format("{}{:+.3g} [{:+.3g}, {:+.3g}]{}", left ? "← " : "", last.y[i],
                                       last.lo[i], last.hi[i], left ? "" : " →")),
                    left ? -0.98 * edge : 0.98 * edge, last.x[i], left ? "left" : "right", pen_of(0).colour);
  }
  return text;
}

}  // namespace

bool is_forest(const Figure& figure) {
  return figure.style == Figure::Style::points && !figure.categories.empty();
}

std::string forest_script(const Figure& figure, const std::filesystem::path& output) {
  const double edge = reach(figure);
  const auto rows = static_cast<int>(figure.categories.size());
  const std::vector<std::string> title = wrapped(figure.title, 80);
  const int top = 24 + 24 * static_cast<int>(title.size()), below = 84, height = top + rows * kRow + below;
  const auto screen = [&](int pixels) {
    return fmt::format("screen {:.6f}", pixels / static_cast<double>(height));
  };
  std::string tics, script = fmt::format("set encoding utf8\nset output {}\n", quoted(output.string()));
  for (std::size_t i = 0; i < figure.categories.size(); ++i) {
    std::string name;  // gnuplot takes a tic's name for a format
    for (const char c : quoted_lines(wrapped(figure.categories[i], kLabelWidth)))
      name += c == '%' ? "%%" : std::string(1, c);
    tics += fmt::format("{}{} {}", i == 0 ? "" : ", ", name, i);
  }
  script += fmt::format(
      "set terminal svg enhanced size {},{} font 'sans-serif,14' background '#fcfcfa'\nset key off\n"
      "set tmargin at {}\nset bmargin at {}\nset lmargin at screen 0.33\nset rmargin at screen 0.965\n"
      "set label {} at screen 0.5, {} center noenhanced font ',16' tc rgb '#111111'\n"
      "set label {} at graph 0.5, {} center noenhanced tc rgb '#222222'\n",
      canvas_width, height, screen(height - top), screen(below), quoted_lines(title), screen(height - 24),
      quoted(shortened(figure.y_label, 60)), screen(below - 40));
  script +=
      "set border 1 lc rgb '#555555'\nset tics nomirror tc rgb '#222222'\n"
      "set grid xtics back lt 1 lc rgb '#d8d8d8' lw 0.8\nset yzeroaxis lt 1 lc rgb '#666666' lw 1.2\n";
  script += fmt::format("set ytics noenhanced scale 0 ({})\nset xrange [{}:{}]\nset yrange [{}:-0.5]\n", tics,
                        -edge, edge, rows - 0.5);
  // The legend: a box, a thick line, a thin line with its mark.
  for (std::size_t s = 0; s < figure.series.size(); ++s) {
    const double left = std::array{60.0, 390.0, 540.0}[std::min<std::size_t>(s, 2)], y = 16.0 / height;
    const auto at = [&](double px, double dy = 0) {
      return fmt::format("screen {:.6f}, screen {:.6f}", px / canvas_width, y + dy / height);
    };
    if (s == 0) {
      script += fmt::format("set object rectangle from {} to {} fc rgb '#e4e4e0' fs solid noborder\n",
                            at(left - 34, -7), at(left - 6, 7));
    } else {
      script +=
          fmt::format("set arrow from {} to {} nohead lw {} lc rgb '{}'\n", at(left - 34), at(left - 6),
                      kWidths[std::min(s - 1, kWidths.size() - 1)], s == 1 ? "#8db9d8" : pen_of(0).colour);
    }
    script += fmt::format("set label {} at {} left noenhanced tc rgb '#222222'\n",
                          quoted(shortened(figure.series[s].label, 40)), at(left));
  }
  for (std::size_t s = 0; s < figure.series.size(); ++s) script += data_block(figure, s);
  return script + written_rows(figure, edge) + "plot " + drawing(figure) + "unset output\n";
}

}  // namespace dsc::report
