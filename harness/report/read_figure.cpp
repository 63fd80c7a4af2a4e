#include "harness/report/read_figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

namespace dsc::reporting {
namespace {

Figure::Style style(const Field& field) {
  const std::string name = field.text();
  if (name == "lines") return Figure::Style::lines;
  if (name == "points") return Figure::Style::points;
  if (name == "bars") return Figure::Style::bars;
  field.reject("\"lines\", \"points\" or \"bars\"");
}

Series read_series(const Field& field) {
  Series series{field["label"].text(), field["x"].numbers(), field["y"].numbers()};
  if (series.x.size() != series.y.size()) {
    field.reject(fmt::format("as many x as y ({} and {})", series.x.size(), series.y.size()));
  }
  return series;
}

bool names_category(double x, const std::vector<std::string>& categories) {
  if (categories.empty() || !std::isfinite(x)) return true;
  return x >= 0 && x < static_cast<double>(categories.size()) && x == std::floor(x);
}

Figure read_figure(const Field& field) {
  Figure figure{.name = file_stem(field["name"]),
                .title = field["title"].text(),
                .x_label = field["x_label"].text(),
                .y_label = field["y_label"].text(),
                .log_x = field["log_x"].flag(),
                .log_y = field["log_y"].flag(),
                .style = style(field["style"]),
                .series = {},
                .categories = field["categories"].texts()};
  for (const Field& item : field["series"].items()) {
    figure.series.push_back(read_series(item));
    for (const double x : figure.series.back().x) {
      if (!names_category(x, figure.categories)) item["x"].reject("indices into the categories");
    }
  }
  return figure;
}

}  // namespace

std::string file_stem(const Field& field) {
  const std::string name = field.text();
  const auto fit = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_' || c == '-';
  };
  const bool starts_badly = name.empty() || name.front() == '.' || name.front() == '-';
  if (starts_badly || name.size() > 100 || !std::all_of(name.begin(), name.end(), fit)) {
    field.reject("a name of letters, digits, '.', '_' and '-'");
  }
  return name;
}

Table read_table(const Field& field) {
  Table table{.title = field["title"].text(), .columns = field["columns"].texts(), .rows = {}};
  for (const Field& row : field["rows"].items()) {
    table.rows.push_back(row.texts());
    if (table.rows.back().size() != table.columns.size()) {
      row.reject(fmt::format("{} cells, one for each column", table.columns.size()));
    }
  }
  return table;
}

std::vector<Figure> read_figures(const Field& field) {
  std::vector<Figure> figures;
  std::set<std::string> names;
  for (const Field& item : field.items()) {
    figures.push_back(read_figure(item));
    if (!names.insert(figures.back().name).second) item["name"].reject("a name no other figure here has");
  }
  return figures;
}

}  // namespace dsc::reporting
