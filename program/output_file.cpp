#include "program/output_file.h"

#include <filesystem>

#include "harness/error.h"

namespace dsc {

void require_output_file(const std::string& option, const std::string& file) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status target = fs::symlink_status(file, error);
  if (fs::exists(target) && !fs::is_regular_file(target))
    throw InputError(option, file, "a regular file or none yet", "something else");
  if (!fs::is_directory(fs::absolute(file).parent_path(), error))
    throw InputError(option, file, "a file in a folder that exists", "no such folder");
}

}  // namespace dsc
