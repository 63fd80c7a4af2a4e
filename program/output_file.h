#pragma once

#include <string>

namespace dsc {

/// Before work that takes long: throws InputError, naming the option, unless `file` is a regular file or none
/// yet, in a folder that exists.
void require_output_file(const std::string& option, const std::string& file);

}  // namespace dsc
