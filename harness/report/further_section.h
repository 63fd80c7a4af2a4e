#pragma once

#include <string>
#include <utility>
#include <vector>

#include "harness/claim.h"

namespace dsc {

/// A picture of pixels: files below the results folder, shown side by side.
struct FurtherPicture {
  std::string caption{};
  std::vector<std::string> files{};
};

/// A section of the report that is not about a claim: texts, tables, figures, pictures. No text is markdown.
struct FurtherSection {
  std::string id, title;
  std::vector<std::pair<std::string, std::string>> paragraphs{};  ///< label ("Question") and text
  std::string summary{};                                          ///< one sentence for the table at the top
  std::vector<Table> tables{};
  std::vector<Figure> figures{};
  std::vector<FurtherPicture> pictures{};
  std::vector<std::pair<std::string, std::string>> records{};  ///< name and file below the results folder
};

}  // namespace dsc
