#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dsc {

/// A file of lines that others may follow while it grows; without a path (empty) nothing is written.
/// Errors: std::runtime_error naming the file and the system's reason.

/// Replaces the file by these lines.
void write_lines(const std::filesystem::path& file, const std::vector<std::string>& lines);
/// Adds one line.
void append_line(const std::filesystem::path& file, const std::string& line);

}  // namespace dsc
