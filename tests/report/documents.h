#pragma once

#include <string>
#include <vector>

/// What a reader's programs see in the texts: links and anchors of markdown, tags of XML.
namespace dsc::test {

/// Targets of all inline links and images, in order, percent-decoded.
inline std::vector<std::string> link_targets(const std::string& markdown) {
  std::vector<std::string> targets;
  for (auto at = markdown.find("]("); at != std::string::npos; at = markdown.find("](", at + 1)) {
    const auto end = markdown.find(')', at);
    std::string target;
    for (auto i = at + 2; i < end; ++i) {
      const bool coded = markdown[i] == '%';
      target += coded ? static_cast<char>(std::stoi(markdown.substr(i + 1, 2), nullptr, 16)) : markdown[i];
      i += coded ? 2 : 0;
    }
    targets.push_back(target);
  }
  return targets;
}

/// Whether every tag is closed in order and every '&' starts an entity; `why` says what is wrong.
inline bool well_formed(const std::string& xml, std::string& why) {
  std::vector<std::string> open;
  for (std::size_t at = 0; at < xml.size(); ++at) {
    if (xml[at] == '&' && xml.find(';', at) > at + 6) why = "a bare & at byte " + std::to_string(at);
    if (xml[at] != '<') continue;
    const auto end = xml.find('>', at);
    if (end == std::string::npos) why = "an open tag at byte " + std::to_string(at);
    if (!why.empty()) return false;
    const std::string tag = xml.substr(at + 1, end - at - 1),
                      name = tag.substr(0, tag.find_first_of(" \n\t/", 1));
    at = end;
    if (tag.front() == '?' || tag.front() == '!' || tag.back() == '/') continue;
    if (tag.front() != '/') {
      open.push_back(name);
    } else if (open.empty() || "/" + open.back() != tag) {
      why = "<" + tag + "> closes " + (open.empty() ? "nothing" : open.back());
      return false;
    } else {
      open.pop_back();
    }
  }
  if (!open.empty()) why = open.back() + " is never closed";
  return open.empty() && why.empty();
}

inline std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

/// The text between the first `begin` and the next `end`.
inline std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const auto from = text.find(begin);
  if (from == std::string::npos) return "";
  return text.substr(from, text.find(end, from + begin.size()) - from);
}

}  // namespace dsc::test
