#include "cmake/code_digests/source_closure.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <stdexcept>

#include "cmake/code_digests/token_stream.h"

namespace dsc::code_digests {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream) throw std::runtime_error(file.string() + ": expected a source to read");
  return text;
}

std::string with_extension(const std::string& file, const char* extension) {
  return fs::path(file).replace_extension(extension).generic_string();
}

}  // namespace

std::string tokens_of(const fs::path& file) { return token_stream(text_of(file)); }

bool registers_work(const std::string& tokens) {
  static const std::regex registration("\n(CellWork)?Registration\n[a-z_]+\n[({]\n");
  return std::regex_search(tokens, registration);
}

SourceTree::SourceTree(fs::path root, std::set<std::string> roots, std::vector<std::string> left_out)
    : root_(std::move(root)), roots_(std::move(roots)), left_out_(std::move(left_out)) {}

bool SourceTree::counts(const std::string& file) const {
  return std::none_of(left_out_.begin(), left_out_.end(),
                      [&](const std::string& folder) { return file.starts_with(folder); });
}

const SourceTree::Source& SourceTree::read(const std::string& file) {
  const auto known = sources_.find(file);
  if (known != sources_.end()) return known->second;
  const std::string text = text_of(root_ / file);
  Source source{token_stream(text), {}};
  static const std::regex include("(?:^|\n)[ \t]*#[ \t]*include[ \t]*\"([^\"\n]+)\"");
  for (std::sregex_iterator it(text.begin(), text.end(), include), end; it != end; ++it) {
    const std::string name = (*it)[1];
    if (counts(name) && fs::exists(root_ / name)) source.includes.push_back(name);
  }
  return sources_.emplace(file, std::move(source)).first->second;
}

const std::string& SourceTree::tokens(const std::string& file) { return read(file).tokens; }

std::vector<std::string> SourceTree::implementations(const std::string& header) {
  const std::string folder = fs::path(header).parent_path().generic_string();
  auto [known, fresh] = folders_.try_emplace(folder);
  if (fresh) {
    for (const auto& entry : fs::directory_iterator(root_ / folder)) {
      const std::string name = fs::relative(entry.path(), root_).generic_string();
      if (!name.ends_with(".cpp") || fs::exists(root_ / with_extension(name, ".h")) || roots_.contains(name))
        continue;
      if (read(name).tokens.find("\nmain\n(\n") == std::string::npos) known->second.push_back(name);
    }
  }
  std::vector<std::string> found;
  const std::string own = with_extension(header, ".cpp");
  if (fs::exists(root_ / own)) found.push_back(own);
  for (const std::string& source : known->second) {
    const auto& includes = read(source).includes;
    if (std::find(includes.begin(), includes.end(), header) != includes.end()) found.push_back(source);
  }
  return found;
}

std::set<std::string> SourceTree::closure(const std::string& file) {
  std::set<std::string> reached{file};
  std::vector<std::string> waiting{file};
  while (!waiting.empty()) {
    const std::string current = waiting.back();
    waiting.pop_back();
    std::vector<std::string> next = read(current).includes;
    if (current.ends_with(".h")) {
      const auto sources = implementations(current);
      next.insert(next.end(), sources.begin(), sources.end());
    }
    for (const std::string& name : next) {
      if (reached.insert(name).second) waiting.push_back(name);
    }
  }
  return reached;
}

}  // namespace dsc::code_digests
