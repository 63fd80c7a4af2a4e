#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

/// Which sources the work in one file rests on, by the project's own conventions:
///  - a file includes what it names in quotes, rooted at the repository;
///  - a header is implemented by the source of its name beside it;
///  - a source without a header of its own implements the headers of its folder that it includes, unless it
///  is itself a
///    root (a claim, a work) or has a main function.
namespace dsc::code_digests {

/// See token_stream(). Throws std::runtime_error where the file cannot be read.
std::string tokens_of(const std::filesystem::path& file);

/// Whether a claim or a work of dsc-cell is registered there: "const Registration registration(Claim{".
bool registers_work(const std::string& tokens);

class SourceTree {
 public:
  /// `left_out`: folders whose files count for nobody's work, as "harness/".
  SourceTree(std::filesystem::path root, std::set<std::string> roots, std::vector<std::string> left_out);

  /// Sorted, rooted at the repository, `file` included. Throws std::runtime_error where a file cannot be
  /// read.
  std::set<std::string> closure(const std::string& file);

  /// The tokens of a file, see token_stream().
  const std::string& tokens(const std::string& file);

 private:
  struct Source {
    std::string tokens;
    std::vector<std::string> includes;  ///< those that are files of the project
  };

  const Source& read(const std::string& file);
  std::vector<std::string> implementations(const std::string& header);
  bool counts(const std::string& file) const;

  std::filesystem::path root_;
  std::set<std::string> roots_;
  std::vector<std::string> left_out_;
  std::map<std::string, Source> sources_;
  std::map<std::string, std::vector<std::string>> folders_;  ///< the sources without a header of their own
};

}  // namespace dsc::code_digests
