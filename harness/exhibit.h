#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

/// What a section of the report shows beside its text: data only, drawn and set later from the stored result.
namespace dsc {

/// A curve or a set of points or bars, y[i] at x[i].
struct Series {
  std::string label{};
  std::vector<double> x{}, y{};
  /// The spread about each y, as over seeds: lo[i] <= y[i] <= hi[i]. Both empty where there is none.
  std::vector<double> lo{}, hi{};

  void add(double at, double value) {
    x.push_back(at);
    y.push_back(value);
  }
};

/// The series values[0], values[1], … at 0, 1, …
inline Series series_over_index(std::string label, std::vector<double> values) {
  Series series{.label = std::move(label), .y = std::move(values)};
  for (std::size_t k = 0; k < series.y.size(); ++k) series.x.push_back(static_cast<double>(k));
  return series;
}

struct Figure {
  std::string name{};  ///< file stem, unique in its section
  std::string title{}, x_label{}, y_label{};
  bool log_x = false, log_y = false;
  enum class Style { lines, points, bars } style = Style::lines;
  std::vector<Series> series{};
  std::vector<std::string> categories{};  ///< names of x = 0, 1, 2, … for bars; else empty
};

struct Table {
  std::string title{};
  std::vector<std::string> columns{};
  std::vector<std::vector<std::string>> rows{};
};

}  // namespace dsc
