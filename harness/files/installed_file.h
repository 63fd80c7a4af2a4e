#pragma once

#include <filesystem>

namespace dsc {

/// `relative` below the prefix that the running program is installed in: PREFIX/bin/dsc finds
/// PREFIX/share/dsc/profiles. A build tree is laid out the same. The file need not exist. Throws
/// std::filesystem::filesystem_error where the system does not tell the program's place.
inline std::filesystem::path installed_file(const std::filesystem::path& relative) {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / relative;
}

}  // namespace dsc
