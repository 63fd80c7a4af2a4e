#include "damages.h"

#include <cctype>
#include <stdexcept>

namespace dsc::damage {
namespace {

/// A value of the text, or a member of an object from its key to the end of its value.
struct Span {
  std::size_t begin = 0, end = 0;
  std::size_t value = 0;    ///< where the value begins: after the colon in a member, else begin
  std::vector<Span> parts;  ///< elements or members
};

class Outline {
 public:
  explicit Outline(const std::string& text) : text_(text) { root_ = value(); }
  const Span& root() const { return root_; }

 private:
  Span value() {
    Span span;
    span.begin = span.value = at_;
    const char opening = text_[at_];
    if (opening == '[' || opening == '{') {
      const char closing = opening == '[' ? ']' : '}';
      ++at_;
      while (text_[at_] != closing) {
        span.parts.push_back(opening == '[' ? value() : member());
        if (text_[at_] == ',') ++at_;
      }
      ++at_;
    } else if (opening == '"') {
      at_ = text_.find('"', at_ + 1) + 1;
    } else {
      while (std::isdigit(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    }
    span.end = at_;
    if (span.end == span.begin) throw std::logic_error("a sample that is not compact JSON");
    return span;
  }
  Span member() {
    const std::size_t begin = at_;
    at_ = text_.find(':', at_) + 1;
    Span span = value();
    span.begin = begin;
    return span;
  }

  const std::string& text_;
  std::size_t at_ = 0;
  Span root_;
};

class Workshop {
 public:
  Workshop(const std::string& text, const std::vector<std::string>& words,
           const std::function<void(const Damage&)>& visit)
      : text_(text), words_(words), visit_(visit), outline_(text) {}

  void run() {
    whole_text();
    for (std::size_t at = 0; at < text_.size(); ++at) {
      if (std::string("{}[],:\"").find(text_[at]) != std::string::npos) punctuation(at);
    }
    span(outline_.root());
  }

 private:
  /// Replaces [begin, end) and hands the damaged text on.
  void change(const char* what, std::size_t begin, std::size_t end, const std::string& by) {
    Damage damage{what, "", text_.substr(0, begin) + by + text_.substr(end)};
    for (const Span& member : outline_.root().parts) {
      if (member.begin <= begin && begin < member.end) damage.key = key_of(member);
    }
    if (damage.text != text_) visit_(damage);
  }
  std::string part(std::size_t begin, std::size_t end) const { return text_.substr(begin, end - begin); }
  std::string key_of(const Span& member) const {
    return part(member.begin + 1, text_.find('"', member.begin + 1));
  }

  void whole_text() {
    for (std::size_t size = 0; size + 1 < text_.size(); ++size) change("truncated", size, text_.size(), "");
    const std::size_t end = outline_.root().end;
    for (const char* const after : {"}", "0", ",", "{}", "null"}) change("trailing text", end, end, after);
    change("trailing text", end, end, std::string(1, '\0') + "{}");
    change("trailing text", end, end, part(0, end));
    change("byte-order mark", 0, 0, "\xEF\xBB\xBF");
    change("comment", 0, 0, "/**/");
    change("wrapped", 0, end, "[" + part(0, end) + "]");
  }

  void punctuation(std::size_t at) {
    change("punctuation removed", at, at + 1, "");
    change("punctuation doubled", at, at, part(at, at + 1));
    for (const char other : std::string("{}[],:\"'")) {
      change("punctuation replaced", at, at + 1, std::string(1, other));
    }
  }

  void span(const Span& it) {
    const char first = text_[it.value];
    for (const char* const other : {"null", "true", "0", "-1", "1.5", "\"\"", "[]", "{}"}) {
      change("value of another type", it.value, it.end, other);
    }
    if (first == '[') list(it);
    if (first == '{') object(it);
    if (first == '"') string(it.value + 1, it.end - 1);
    if (std::isdigit(static_cast<unsigned char>(first)) != 0) count(it.value, it.end);
    for (const Span& inner : it.parts) span(inner);
  }

  /// Part k of a list or object without the comma that goes with it.
  void remove(const char* what, const Span& it, std::size_t k) {
    const bool last = k + 1 == it.parts.size();
    const std::size_t begin = last && k > 0 ? it.parts[k - 1].end : it.parts[k].begin;
    change(what, begin, last ? it.parts[k].end : it.parts[k + 1].begin, "");
  }
  void exchange(const char* what, const Span& it, std::size_t k) {
    const Span &left = it.parts[k], &right = it.parts[k + 1];
    change(what, left.begin, right.end, part(right.begin, right.end) + "," + part(left.begin, left.end));
  }

  void exchange_values(const Span& left, const Span& right) {
    change("values exchanged", left.value, right.end,
           part(right.value, right.end) + part(left.end, right.value) + part(left.value, left.end));
  }

  void list(const Span& it) {
    for (std::size_t k = 0; k < it.parts.size(); ++k) {
      const Span& element = it.parts[k];
      remove("entry removed", it, k);
      change("entry doubled", element.end, element.end, "," + part(element.begin, element.end));
      change("entry wrapped", element.begin, element.end, "[" + part(element.begin, element.end) + "]");
      if (k + 1 < it.parts.size()) exchange("entries swapped", it, k);
      for (const Span& other : it.parts) {
        change("entry like another", element.begin, element.end, part(other.begin, other.end));
      }
    }
  }

  void object(const Span& it) {
    for (std::size_t k = 0; k < it.parts.size(); ++k) {
      const Span& member = it.parts[k];
      const std::string key = key_of(member), whole = part(member.begin, member.end);
      remove("key removed", it, k);
      change("key doubled", member.end, member.end, "," + whole);
      change("key added", member.end, member.end, ",\"" + key + "_\":0");
      change("key doubled", member.begin, member.begin, "\"" + key + "\":0,");
      for (const std::string& other :
           {key + "s", key.substr(1), std::string(), std::string("\\u0061") + key}) {
        change("key renamed", member.begin + 1, member.begin + 1 + key.size(), other);
      }
      for (const Span& sibling : it.parts) {
        change("key renamed", member.begin + 1, member.begin + 1 + key.size(), key_of(sibling));
        change("value of another key", member.value, member.end, part(sibling.value, sibling.end));
        if (sibling.begin > member.begin) exchange_values(member, sibling);
      }
    }
  }

  void string(std::size_t begin, std::size_t end) {
    const bool quantity = text_[begin] == '-' || std::isdigit(static_cast<unsigned char>(text_[begin])) != 0;
    if (!quantity) {
      for (const std::string& word : words_) change("word", begin, end, word);
    }
    const std::string inserted = quantity ? "01-+./px ," : "_ ";
    const std::string replaced = quantity ? "0123456789abcdefABPX-+./px " : "_";
    for (std::size_t at = begin; at < end; ++at) characters(at, inserted, replaced);
    const std::string value = part(begin, end);
    change("sign", begin, end, value[0] == '-' ? value.substr(1) : "-" + value);
    change("sign", begin, end, "+" + value);
    for (const char* const suffix : {" ", "0", "1", ".0", "/1", "/2", "p+0", "e0"}) {
      change("suffix", end, end, suffix);
    }
    for (const char* const other : {"0",      "1",        "-1",    "2",      "1/2",       "2/4",    "1/1",
                                    "-0",     "0/1",      "NaN",   "inf",    "0x0p+0",    "0x1p+0", "-0x1p+0",
                                    "0x1p-1", "0x1.0p+0", "0x1p0", "0X1p+0", "0x1.8p-03", "0x2p+0"}) {
      change("another number", begin, end, other);
    }
  }

  void count(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) characters(at, "01-+.e ", "0123456789-.e");
    const std::string value = part(begin, end);
    for (const std::string& other :
         {std::to_string(std::stoul(value) + 1), value + "0", value + ".0", value + "e0", "\"" + value + "\"",
          std::string("18446744073709551616"), std::string("1000")}) {
      change("another count", begin, end, other);
    }
  }

  void characters(std::size_t at, const std::string& inserted, const std::string& replaced) {
    change("character removed", at, at + 1, "");
    for (const char c : inserted) change("character inserted", at, at, std::string(1, c));
    for (const char c : replaced) change("character replaced", at, at + 1, std::string(1, c));
  }

  const std::string& text_;
  const std::vector<std::string>& words_;
  const std::function<void(const Damage&)>& visit_;
  Outline outline_;
};

}  // namespace

void for_each_damage(const std::string& text, const std::vector<std::string>& words,
                     const std::function<void(const Damage&)>& visit) {
  Workshop(text, words, visit).run();
}

}  // namespace dsc::damage
