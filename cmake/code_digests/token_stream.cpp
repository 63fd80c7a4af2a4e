#include "cmake/code_digests/token_stream.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace dsc::code_digests {
namespace {

// The longest first.
constexpr std::array<std::string_view, 27> punctuators{
    "<<=", ">>=", "<=>", "...", "->*", "::", "->", ".*", "++", "--", "<<", ">>", "<=", ">=",
    "==",  "!=",  "&&",  "||",  "+=",  "-=", "*=", "/=", "%=", "^=", "&=", "|=", "##"};

bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::string run() {
    while (at_ < text_.size()) step();
    end_directive();
    return std::move(stream_);
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }

  void emit(std::size_t length) {
    // A literal may span lines: they are counted, so that no other text looks like it.
    const std::string_view token = rest().substr(0, length);
    if (token.find('\n') != std::string_view::npos) stream_ += std::to_string(token.size()) + " bytes: ";
    stream_.append(token);
    stream_ += '\n';
    at_ += token.size();
  }

  void end_directive() {
    if (!in_directive_) return;
    in_directive_ = false;
    stream_ += "end of directive\n";
  }

  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      end_directive();
      ++at_;
    } else if (std::isspace(static_cast<unsigned char>(c))) {
      ++at_;
    } else if (rest().substr(0, 2) == "\\\n") {
      at_ += 2;  // the line goes on
    } else if (rest().substr(0, 2) == "//") {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (rest().substr(0, 2) == "/*") {
      const std::size_t end = text_.find("*/", at_ + 2);
      at_ = end == std::string_view::npos ? text_.size() : end + 2;
    } else if (c == '#' && !in_directive_ && first_of_its_line()) {
      directive();
    } else if (const std::size_t literal = literal_length(); literal > 0) {
      emit(literal);
    } else if (in_word(c) || (c == '.' && at_ + 1 < text_.size() &&
                              std::isdigit(static_cast<unsigned char>(text_[at_ + 1])))) {
      emit(word_length());
    } else {
      const auto found = std::find_if(punctuators.begin(), punctuators.end(),
                                      [this](std::string_view p) { return rest().substr(0, p.size()) == p; });
      emit(found == punctuators.end() ? 1 : found->size());
    }
  }

  bool first_of_its_line() const {
    const std::size_t line = at_ == 0 ? 0 : text_.rfind('\n', at_ - 1) + 1;
    return std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(line),
                       text_.begin() + static_cast<std::ptrdiff_t>(at_),
                       [](char c) { return std::isspace(static_cast<unsigned char>(c)); });
  }

  void directive() {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    std::size_t word = at_ + 1;
    while (word < end && std::isspace(static_cast<unsigned char>(text_[word]))) ++word;
    constexpr std::string_view include = "include";
    const bool includes = text_.substr(word, include.size()) == include;
    const std::size_t name =
        includes ? text_.find_first_not_of(" \t", word + include.size()) : std::string_view::npos;
    if (name != std::string_view::npos && name < end && text_[name] == '"') {
      at_ = end;
      return;
    }
    in_directive_ = true;
    emit(1);
  }

  /// Of a string or character literal with its prefix that begins here; else 0.
  std::size_t literal_length() const {
    std::size_t open = 0;
    for (const std::string_view prefix : {"u8R", "uR", "UR", "LR", "R", "u8", "u", "U", "L"}) {
      if (rest().substr(0, prefix.size()) == prefix && rest().size() > prefix.size() &&
          (rest()[prefix.size()] == '"' || (prefix.back() != 'R' && rest()[prefix.size()] == '\''))) {
        open = prefix.size();
        break;
      }
    }
    const std::string_view from = rest();
    if (from[open] != '"' && from[open] != '\'') return 0;
    if (open > 0 && from[open - 1] == 'R') {
      const std::size_t parenthesis = from.find('(', open);
      if (parenthesis == std::string_view::npos) return from.size();
      const std::string close = ")" + std::string(from.substr(open + 1, parenthesis - open - 1)) + "\"";
      const std::size_t end = from.find(close, parenthesis);
      return end == std::string_view::npos ? from.size() : end + close.size();
    }
    for (std::size_t i = open + 1; i < from.size(); ++i) {
      if (from[i] == '\\') {
        ++i;
      } else if (from[i] == from[open]) {
        return i + 1;
      } else if (from[i] == '\n') {
        return i;  // no literal ends here; the compiler says so
      }
    }
    return from.size();
  }

  /// Of an identifier or a number: digits may be parted by ', exponents may carry a sign.
  std::size_t word_length() const {
    const std::string_view from = rest();
    const bool number = !std::isalpha(static_cast<unsigned char>(from[0])) && from[0] != '_';
    std::size_t length = 1;
    while (length < from.size()) {
      const char c = from[length];
      const char before = from[length - 1];
      const bool sign = number && (c == '+' || c == '-') &&
                        std::string_view("eEpP").find(before) != std::string_view::npos &&
                        !(from[0] == '0' && from.size() > 1 && (from[1] == 'x' || from[1] == 'X') &&
                          (before == 'e' || before == 'E'));
      if (!in_word(c) && !(number && (c == '.' || c == '\'')) && !sign) break;
      ++length;
    }
    return length;
  }

  std::string_view text_;
  std::string stream_;
  std::size_t at_ = 0;
  bool in_directive_ = false;
};

}  // namespace

std::string token_stream(std::string_view source) { return Lexer(source).run(); }

}  // namespace dsc::code_digests
