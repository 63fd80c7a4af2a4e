#include "harness/verify/exhibit_json.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

namespace dsc::verify {

using nlohmann::ordered_json;

namespace {

constexpr std::array<std::pair<Figure::Style, const char*>, 3> kStyles{
    {{Figure::Style::lines, "lines"}, {Figure::Style::points, "points"}, {Figure::Style::bars, "bars"}}};

const char* word_of(Figure::Style style) {
  for (const auto& [known, word] : kStyles) {
    if (known == style) return word;
  }
  throw std::logic_error("a figure style without a name");
}

Figure::Style style_from(const Field& field) {
  const std::string name = field.text();
  for (const auto& [style, word] : kStyles) {
    if (name == word) return style;
  }
  field.reject("\"lines\", \"points\" or \"bars\"");
}

void require_finite(const Figure& figure) {
  for (const Series& series : figure.series) {
    for (const std::vector<double>* values : {&series.x, &series.y, &series.lo, &series.hi}) {
      for (const double value : *values) {
        if (!std::isfinite(value)) {
          throw std::runtime_error("a coordinate of figure " + figure.name + " is not a finite number");
        }
      }
    }
  }
}

Series series_from(const Field& field) {
  Series series{.label = field["label"].text(), .x = field["x"].numbers(), .y = field["y"].numbers()};
  if (series.x.size() != series.y.size()) {
    field.reject(fmt::format("as many x as y ({} and {})", series.x.size(), series.y.size()));
  }
  if (const auto low = field.find("lo")) {
    series.lo = low->numbers();
    series.hi = field["hi"].numbers();
    if (series.lo.size() != series.y.size() || series.hi.size() != series.y.size()) {
      field.reject("a lower and an upper end for each y");
    }
  }
  return series;
}

bool names_category(double x, const std::vector<std::string>& categories) {
  if (categories.empty() || !std::isfinite(x)) return true;
  return x >= 0 && x < static_cast<double>(categories.size()) && x == std::floor(x);
}

Figure figure_from(const Field& field) {
  Figure figure{.name = field["name"].file_stem(),
                .title = field["title"].text(),
                .x_label = field["x_label"].text(),
                .y_label = field["y_label"].text(),
                .log_x = field["log_x"].flag(),
                .log_y = field["log_y"].flag(),
                .style = style_from(field["style"]),
                .series = {},
                .categories = field["categories"].texts()};
  for (const Field& item : field["series"].items()) {
    figure.series.push_back(series_from(item));
    for (const double x : figure.series.back().x) {
      if (!names_category(x, figure.categories)) item["x"].reject("indices into the categories");
    }
  }
  return figure;
}

}  // namespace

ordered_json to_json(const std::vector<Figure>& figures) {
  ordered_json list = ordered_json::array();
  for (const Figure& figure : figures) {
    require_finite(figure);
    ordered_json all = ordered_json::array();
    for (const Series& one : figure.series) {
      ordered_json series = {{"label", one.label}, {"x", one.x}, {"y", one.y}};
      if (!one.lo.empty()) {
        series["lo"] = one.lo;
        series["hi"] = one.hi;
      }
      all.push_back(std::move(series));
    }
    list.push_back({{"name", figure.name},
                    {"title", figure.title},
                    {"x_label", figure.x_label},
                    {"y_label", figure.y_label},
                    {"log_x", figure.log_x},
                    {"log_y", figure.log_y},
                    {"style", word_of(figure.style)},
                    {"categories", figure.categories},
                    {"series", std::move(all)}});
  }
  return list;
}

ordered_json to_json(const std::vector<Table>& tables) {
  ordered_json list = ordered_json::array();
  for (const Table& table : tables) {
    list.push_back({{"title", table.title}, {"columns", table.columns}, {"rows", table.rows}});
  }
  return list;
}

std::vector<Figure> figures_from(const Field& field) {
  std::vector<Figure> figures;
  std::set<std::string> names;
  for (const Field& item : field.items()) {
    figures.push_back(figure_from(item));
    if (!names.insert(figures.back().name).second) item["name"].reject("a name no other figure here has");
  }
  return figures;
}

std::vector<Table> tables_from(const Field& field) {
  std::vector<Table> tables;
  for (const Field& item : field.items()) {
    Table table{.title = item["title"].text(), .columns = item["columns"].texts(), .rows = {}};
    for (const Field& row : item["rows"].items()) {
      table.rows.push_back(row.texts());
      if (table.rows.back().size() != table.columns.size()) {
        row.reject(fmt::format("{} cells, one for each column", table.columns.size()));
      }
    }
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace dsc::verify
