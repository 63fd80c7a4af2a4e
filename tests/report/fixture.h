#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/temporary_folder.h"

/// Records as the runner writes them, in a folder of the test's own.
namespace dsc::test {

using Json = nlohmann::json;

inline void write(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

inline Json claim_of(const std::string& id, const std::string& folder = "section2") {
  return {{"id", id},
          {"title", "Title of " + id},
          {"source", "the paper, " + id},
          {"statement", "Sparse enough codes are unique."},
          {"latex", "\\lambda < \\tfrac12 (1 + 1/\\mu)"},
          {"reading", ""},
          {"repair", ""},
          {"instances", "simplices"},
          {"falsified", "the bound is met with equality"},
          {"subject", ""},
          {"position", 0},
          {"file", "theorems/" + folder + "/a.cpp"},
          {"expected", {{"printed", "certified"}, {"repaired", nullptr}}}};
}

inline Json finding_of(const std::string& id, int number, bool violated = false) {
  return {{"form", "printed"},
          {"scope", "all signals"},
          {"violated", violated},
          {"instance", "simplex of " + std::to_string(4 * number) + " atoms"},
          {"finding", "at most one solution"},
          {"tightness", 1.0 / (number + 1)},
          {"certificate",
           {{"file", "certificates/" + id + "/check-" + std::to_string(number) + ".json"},
            {"sha256", std::string(64, "0123456789abcdef"[number % 16])},
            {"bytes", 2},
            {"committed", true},
            {"accepted", true}}}};
}

inline Json figure_of(const std::string& name, const std::string& style = "lines") {
  return {{"name", name},
          {"title", "Error over bound"},
          {"x_label", "layers"},
          {"y_label", "ratio (no unit)"},
          {"log_x", false},
          {"log_y", false},
          {"style", style},
          {"categories", Json::array()},
          {"series", Json::array({{{"label", "first <a & b>"}, {"x", {1, 2, 3}}, {"y", {0.5, 0.25, 0.125}}},
                                  {{"label", "second, λ = 4"}, {"x", {1, 2, 3}}, {"y", {1, 2, 3}}}})}};
}

/// A completed check, certified as expected; or, as a control, refuted as it must be.
inline Json record_of(const std::string& id, bool control = false, const std::string& folder = "section2") {
  return {{"schema", 1},
          {"cell", id + (control ? "/control" : "/check")},
          {"address", std::string(64, 'a')},
          {"state", "completed"},
          {"message", ""},
          {"claim", claim_of(id, folder)},
          {"verdict",
           {{"printed", control ? "refuted" : "certified"},
            {"repaired", nullptr},
            {"overall", control ? "refuted" : "certified"}}},
          {"as_expected", true},
          {"tightness", control ? Json() : Json(0.5)},
          {"evidence", Json::array({finding_of(id, control ? 9 : 1, control)})},
          {"numbers", Json::array({{{"name", "mu^2"}, {"value", "1/49"}}})},
          {"tables", Json::array()},
          {"figures", Json::array()},
          {"inputs",
           {{"profile", "quick"},
            {"seed", 1},
            {"samples", 8},
            {"search_steps", 2000},
            {"enumeration", 100000},
            {"code", "abc"},
            {"libraries", {{"GMP", "6.2.1"}, {"GLPK", "5.0"}}}}},
          {"provenance",
           {{"git_revision", "0123abcd"},
            {"git_dirty", false},
            {"compiler", "g++ 12.2.0"},
            {"flags", "-O3"},
            {"cpu", "a processor"},
            {"cores", 2},
            {"threads", 2},
            {"device", "cpu"},
            {"started", "2026-01-02T03:04:05Z"},
            {"seconds", 1.5},
            {"check_seconds", 0.25},
            {"peak_memory_bytes", 10485760}}}};
}

class ReportTest : public testing::Test {
 protected:
  std::filesystem::path results() const { return folder_ / "results"; }
  std::filesystem::path reports() const { return folder_ / "reports"; }
  std::string report() const { return text_of(reports() / "REPORT.md"); }
  std::filesystem::path record_file(const std::string& id, bool control = false) const {
    return results() / "quick" / "claims" / (id + (control ? ".control.json" : ".json"));
  }

  /// Writes a record under the name its cell gives it, and the certificates it speaks of as committed.
  void put(const Json& record) const {
    const std::string cell = record["cell"], id = cell.substr(0, cell.rfind('/'));
    write(record_file(id, cell.ends_with("/control")), record.dump(1));
    for (const Json& item : record["evidence"]) {
      const Json& certificate = item["certificate"];
      if (certificate["committed"]) write(results() / "quick" / std::string(certificate["file"]), "{}");
    }
  }
  void put_both(const std::string& id, const std::string& folder = "section2") const {
    put(record_of(id, false, folder));
    put(record_of(id, true, folder));
  }

  TemporaryFolder folder_;
};

}  // namespace dsc::test
