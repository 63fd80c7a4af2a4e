#include <gmock/gmock.h>

#include "harness/error.h"
#include "harness/report/report.h"
#include "tests/report/fixture.h"

/// A record that does not fit the schema is refused with its file and place; nothing is written.
namespace dsc::test {
namespace {

using testing::HasSubstr;

class DamageTest : public ReportTest {
 protected:
  std::string message() const {
    try {
      write_report(results(), "quick", reports());
    } catch (const InputError& error) {
      EXPECT_FALSE(std::filesystem::exists(reports()));
      return error.what();
    }
    ADD_FAILURE() << "accepted: " << text_of(record_file("T2.1"));
    return "";
  }
  void expect_refused(const Json& record, const std::string& place) const {
    write(record_file("T2.1"), record.dump());
    EXPECT_THAT(message(), testing::AllOf(HasSubstr(record_file("T2.1").string()), HasSubstr(place)));
  }
};

/// Every value of a document, as a path to it.
void paths(const Json& value, const Json::json_pointer& at, std::vector<Json::json_pointer>& found) {
  if (!at.empty()) found.push_back(at);
  if (value.is_object()) {
    for (const auto& [key, part] : value.items()) paths(part, at / key, found);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) paths(value[i], at / i, found);
  }
}

Json full_record() {
  Json record = record_of("T2.1");
  record["figures"] = Json::array({figure_of("a")});
  record["tables"] = Json::array({{{"title", "t"},
                                   {"columns", Json::array({"a", "b"})},
                                   {"rows", Json::array({Json::array({"1", "2"})})}}});
  return record;
}

TEST_F(DamageTest, AnyMissingMemberIsRefused) {
  put(full_record());
  std::vector<Json::json_pointer> found;
  paths(full_record(), Json::json_pointer(), found);
  std::size_t tried = 0;
  for (const Json::json_pointer& path : found) {
    Json record = full_record();
    Json& parent = record[path.parent_pointer()];
    if (!parent.is_object() || path.parent_pointer() == Json::json_pointer("/inputs/libraries")) continue;
    parent.erase(path.back());
    expect_refused(record, "\"" + path.back() + "\"");
    ++tried;
  }
  EXPECT_GT(tried, 60u);
}

TEST_F(DamageTest, AnyValueOfAnotherTypeIsRefused) {
  put(full_record());
  std::vector<Json::json_pointer> found;
  paths(full_record(), Json::json_pointer(), found);
  for (const Json::json_pointer& path : found) {
    Json record = full_record();
    record[path] = record[path].is_object() ? Json(true) : Json::object();
    expect_refused(record, path.to_string());
  }
}

TEST_F(DamageTest, EveryTruncationIsRefused) {
  put(full_record());
  const std::string whole = text_of(record_file("T2.1"));
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    write(record_file("T2.1"), whole.substr(0, size));
    EXPECT_THAT(message(), testing::AllOf(HasSubstr("T2.1.json"), HasSubstr("byte"))) << size;
  }
}

TEST_F(DamageTest, ValuesOutsideTheirRangeAreRefused) {
  put(full_record());
  const std::vector<std::pair<std::string, Json>> damages = {
      {"/schema", 2},
      {"/cell", "T2.2/check"},
      {"/state", "done"},
      {"/claim/id", "T2.2"},
      {"/claim/id", "../T2.1"},
      {"/verdict/printed", "proven"},
      {"/claim/expected/printed", "yes"},
      {"/evidence/0/form", "spoken"},
      {"/evidence/0/scope", "some signals"},
      {"/evidence/0/certificate/file", "/etc/passwd"},
      {"/evidence/0/certificate/file", "certificates/../../../x"},
      {"/evidence/0/certificate/sha256", "abc"},
      {"/evidence/0/certificate/bytes", -1},
      {"/figures/0/name", "../../a"},
      {"/figures/0/style", "pie"},
      {"/figures/0/series/0/x", {1, 2}},
      {"/figures/0/categories", {"only one"}},
      {"/tables/0/rows/0", {"too", "many", "cells"}},
      {"/inputs/seed", 1.5},
  };
  for (const auto& [path, value] : damages) {
    Json record = full_record();
    record[Json::json_pointer(path)] = value;
    write(record_file("T2.1"), record.dump());
    EXPECT_THAT(message(), HasSubstr("T2.1.json")) << path << " " << value;
  }
}

TEST_F(DamageTest, TwoFiguresOfOneNameAreRefused) {
  Json record = full_record();
  record["figures"].push_back(figure_of("a"));
  expect_refused(record, "/figures/1/name");
}

TEST_F(DamageTest, NoRecordsNameTheCommandThatMakesThem) {
  EXPECT_THAT(message(), HasSubstr("dsc verify --profile quick"));
  EXPECT_THROW(summary_markdown(results(), "quick"), InputError);
}

}  // namespace
}  // namespace dsc::test
