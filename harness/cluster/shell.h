#pragma once

#include <string>
#include <vector>

namespace dsc::cluster {

/// The words as a POSIX shell reads them back, whatever they hold.
std::string shell_line(const std::vector<std::string>& words);

}  // namespace dsc::cluster
