#include "harness/report/figure_script.h"

#include <fmt/format.h>

#include <vector>

#include "harness/report/figure_axes.h"
#include "harness/report/figure_legend.h"
#include "harness/report/forest_script.h"

namespace dsc::report {
namespace {

bool has_spread(const Series& series) { return !series.lo.empty(); }

std::string data_block(const Figure& figure, const Series& series, std::size_t index, double shift) {
  std::string block = fmt::format("$series{} << END\n", index);
  bool gap = true;
  for (std::size_t i = 0; i < series.x.size(); ++i) {
    if (drawable(figure, series.x[i], series.y[i])) {
      block += fmt::format("{} {}", series.x[i] + shift, series.y[i]);
      if (has_spread(series)) block += fmt::format(" {} {}", series.lo[i], series.hi[i]);
      block += "\n";
      gap = false;
    } else if (!gap) {  // an empty line breaks the curve, so that it does not bridge what is left out
      block += "\n";
      gap = true;
    }
  }
  return block + "END\n";
}

std::string drawing(const Figure& figure, std::size_t index, double bar_width) {
  const Pen pen = pen_of(index);
  const std::size_t points = figure.series[index].x.size();
  switch (figure.style) {
    case Figure::Style::lines:
      return fmt::format("using 1:2 with linespoints lc rgb '{}' lw 2.2 dt {} pt {} ps 0.75 pi {}",
                         pen.colour, pen.dash, pen.marker, points > 24 ? points / 12 : 1);
    case Figure::Style::points:
      return fmt::format("using 1:2 with points lc rgb '{}' lw 1.2 pt {} ps {}", pen.colour, pen.marker,
                         points > 60 ? 0.55 : 0.85);
    case Figure::Style::bars:
      return fmt::format("using 1:2:({}) with boxes lc rgb '{}' fs solid 0.9 border lc rgb '#333333'",
                         bar_width, pen.colour);
  }
  return "";
}

/// Behind the curve or the bar: from lo to hi. Ends in ", " where there is a spread.
std::string spread_drawing(const Figure& figure, std::size_t index) {
  if (!has_spread(figure.series[index])) return "";
  const std::string colour = pen_of(index).colour;
  if (figure.style == Figure::Style::lines)
    return fmt::format(
        "$series{} using 1:3:4 with filledcurves fc rgb '{}' fs transparent solid 0.16 noborder, \\\n  ",
        index, colour);
  return fmt::format("$series{} using 1:2:3:4 with yerrorbars pt 0 ps 0 lw 1.2 lc rgb '{}', \\\n  ", index,
                     figure.style == Figure::Style::bars ? "#222222" : colour);
}

bool anything_to_draw(const Figure& figure, const Series& series) {
  for (std::size_t i = 0; i < series.x.size(); ++i) {
    if (drawable(figure, series.x[i], series.y[i])) return true;
  }
  return false;
}

/// Draws what there is; a panel without a point says so.
std::string plot_commands(const Figure& figure, double bar_width) {
  std::string items;
  for (std::size_t i = 0; i < figure.series.size(); ++i) {
    if (!anything_to_draw(figure, figure.series[i])) continue;
    const std::string curve = fmt::format("$series{} {}", i, drawing(figure, i, bar_width));
    const std::string spread = spread_drawing(figure, i);
    // Whiskers stand before their bars, bands behind their curves.
    const bool bars = figure.style == Figure::Style::bars && !spread.empty();
    items += items.empty() ? "" : ", \\\n  ";
    items += bars ? curve + ", \\\n  " + spread.substr(0, spread.find(", \\")) : spread + curve;
  }
  if (!items.empty()) return "plot " + items + "\n";
  return "set label 'no point that can be drawn' at graph 0.5, graph 0.5 center tc rgb '#555555'\nplot NaN\n";
}

/// Canvas, title, label of x and legend, placed from top to bottom so that nothing overlaps.
std::string layout(const Figure& figure, const Axis& x) {
  constexpr int plot_height = 340, x_label_height = 34;
  const std::vector<std::string> title = wrapped(figure.title, 80);
  const int top = 24 + 24 * static_cast<int>(title.size());
  const int tics = 12 + x.label_height,
            entries = 12 + legend_row_height * static_cast<int>(legend_of(figure).rows);
  const int below = tics + x_label_height + entries, height = top + plot_height + below;
  const auto screen = [&](int pixels) {
    return fmt::format("screen {:.6f}", pixels / static_cast<double>(height));
  };
  return fmt::format(
             "set terminal svg enhanced size {},{} font 'sans-serif,14' background '#fcfcfa'\n"
             "set key off\nset tmargin at {}\nset bmargin at {}\nset rmargin at screen 0.965\n"
             "set label {} at screen 0.5, {} center noenhanced font ',16' tc rgb '#111111'\n"
             "set label {} at graph 0.5, {} center noenhanced tc rgb '#222222'\n",
             canvas_width, height, screen(height - top), screen(below), quoted_lines(title),
             screen(height - 24), quoted(shortened(figure.x_label, 95)),
             screen(entries + x_label_height - 14)) +
         legend_commands(figure, entries - 8, height);
}

std::string frame(const Figure& figure, const Axis& x, const Axis& y) {
  std::string text =
      "set border 3 lc rgb '#555555'\n"
      "set tics nomirror tc rgb '#222222'\n"
      "set grid xtics ytics mytics back lt 1 lc rgb '#d8d8d8' lw 0.8, lt 1 lc rgb '#ececec' lw 0.5\n";
  if (y.low < 0 && y.high > 0) text += "set xzeroaxis lt 1 lc rgb '#888888' lw 1\n";
  if (!figure.log_y) text += "set mytics 2\n";
  text += fmt::format("set ylabel {} noenhanced tc rgb '#222222'\n", quoted(shortened(figure.y_label, 55)));
  if (figure.log_x && figure.categories.empty()) text += "set logscale x\n";
  if (figure.log_y) text += "set logscale y\n";
  text += x.commands + y.commands;
  text += fmt::format("set xrange [{}:{}]\nset yrange [{}:{}]\n", x.low, x.high, y.low, y.high);
  return text;
}

}  // namespace

std::string figure_script(const Figure& figure, const std::filesystem::path& output) {
  if (is_forest(figure)) return forest_script(figure, output);
  const Axis x = x_axis(figure), y = y_axis(figure);
  const bool bars = figure.style == Figure::Style::bars;
  const double slot = figure.series.empty() ? 0.8 : 0.8 / static_cast<double>(figure.series.size());
  std::string script = fmt::format("set encoding utf8\nset output {}\n", quoted(output.string()));
  script += layout(figure, x) + frame(figure, x, y);
  for (std::size_t i = 0; i < figure.series.size(); ++i) {
    const double shift = bars ? (static_cast<double>(i) + 0.5) * slot - 0.4 : 0;
    script += data_block(figure, figure.series[i], i, shift);
  }
  return script + plot_commands(figure, slot * 0.94) + "unset output\n";
}

}  // namespace dsc::report
