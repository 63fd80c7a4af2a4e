#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/temporary_folder.h"

/// One true certificate and more of each kind, in tests/certificates/samples.
namespace dsc {

inline std::vector<std::string> sample_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(DSC_SAMPLES))
    names.push_back(entry.path().stem());
  std::sort(names.begin(), names.end());
  return names;
}

inline std::string sample(const std::string& name) {
  const std::string text = text_of(std::filesystem::path(DSC_SAMPLES) / (name + ".json"));
  EXPECT_FALSE(text.empty()) << name;
  return text;
}

/// The sample with one part of its text exchanged.
inline std::string altered(const std::string& name, const std::string& from, const std::string& to) {
  std::string text = sample(name);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << name << " has no " << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

}  // namespace dsc
