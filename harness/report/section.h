#pragma once

#include <string>
#include <variant>
#include <vector>

#include "harness/exhibit.h"
#include "harness/report/markdown.h"

/// What a report is made of. Claims and experiments give sections; this room sets them in markdown and draws
/// their figures, and knows neither.
namespace dsc::report {

/// Text that is markdown already; see markdown.h for what makes it of any other text.
using Markdown = std::string;

/// "**Label.** Text", or the text alone. Nothing where the text is empty.
struct Paragraph {
  std::string label{};
  Markdown text{};
};

/// A display formula in LaTeX. Nothing where it is empty.
struct Formula {
  std::string latex{};
};

struct TableBlock {
  Markdown heading{};  ///< the paragraph above it; may be empty
  TableText table;
  std::size_t in_sight = 24, folded_away = 200;  ///< rows; what exceeds both is only counted
  Markdown where{};                              ///< where all of them are
};

/// A plot, and the sentence below it.
struct Plot {
  Figure figure{};
  Markdown origin{};
};

/// Source text as it stands.
struct Listing {
  std::string language{};  ///< "coq"
  std::string text{};
};

/// Pictures of pixels side by side: files as seen from the page.
struct Pictures {
  std::string caption{};
  std::vector<std::string> files{};
};

using Block = std::variant<Paragraph, Formula, Listing, TableBlock, Plot, Pictures>;

/// A page of its own.
struct Section {
  std::string id{};      ///< a file's stem: of the page, and of its figures
  std::string folder{};  ///< of the page, seen from REPORT.md: "claims"
  std::string origin{};  ///< what its figures belong to, "claim T2.1"
  std::string title{};

  /// "claims/T2.1.md"
  std::string page() const { return folder + "/" + id + ".md"; }
  std::vector<Block> blocks{};
};

/// A paragraph of plain text.
inline Paragraph plain(std::string label, const std::string& text) {
  return {std::move(label), escaped(text)};
}

/// A table of plain text, its title above it.
TableBlock table_block(const Table& table, Markdown where, Markdown note = {});

/// The markdown of a block of the section `id`, ending in an empty line.
Markdown markdown(const Block& block, const std::string& id);

/// The page: heading, the way back to REPORT.md, blocks.
Markdown markdown(const Section& section);

}  // namespace dsc::report
