#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What a claim is, and what checking it yields. A claim never names its own verdict: it gathers evidence,
/// each item with a certificate that dsc-check accepts, and the verdict follows from the evidence. The
/// certificate proves what it states of its numbers; that this supports or violates the claim is said in the
/// claim's file.
namespace dsc {

/// Which wording of a claim a piece of evidence speaks about: the one its source has, or the corrected one.
enum class Form { printed, repaired };

/// How far a piece of evidence reaches: to all signals of one instance, to one signal, or to the hypotheses
/// themselves (they cannot be met).
enum class Scope { all_signals, one_signal, hypotheses };

/// What the evidence says about one wording.
enum class Verdict { unknown, certified, holds, refuted, vacuous, repaired, empirical };

/// One decided statement about one instance, and the certificate that proves it.
struct Evidence {
  Form form = Form::printed;
  Scope scope = Scope::one_signal;
  bool violated = false;              ///< the hypotheses hold and the conclusion fails
  std::string instance{};             ///< "simplex of 8 atoms, sparsity 4"
  std::string finding{};              ///< what was found, one plain sentence
  std::optional<double> tightness{};  ///< measured / bound, in [0, 1] where the claim holds
  std::string certificate{};          ///< text of the certificate, see harness/certificate/GRAMMAR.md
};

struct Series {
  std::string label{};
  std::vector<double> x{}, y{};
};

/// A plot of the report: data only, drawn later from the committed result.
struct Figure {
  std::string name{};  ///< file stem, unique within the claim
  std::string title{}, x_label{}, y_label{};
  bool log_x = false, log_y = false;
  enum class Style { lines, points, bars } style = Style::lines;
  std::vector<Series> series{};
  std::vector<std::string> categories{};  ///< names of x = 0, 1, 2, … for bars; else empty
};

struct Table {
  std::string title{};
  std::vector<std::string> columns{};
  std::vector<std::vector<std::string>> rows{};
};

/// What one run of a check found.
class Outcome {
 public:
  void add(Evidence item) { evidence_.push_back(std::move(item)); }
  void add(Figure figure) { figures_.push_back(std::move(figure)); }
  void add(Table table) { tables_.push_back(std::move(table)); }
  /// A certified number worth comparing between runs: exact text, never a rounded double.
  void number(std::string name, std::string exact) {
    numbers_.emplace_back(std::move(name), std::move(exact));
  }

  /// Drops the evidence that violates nothing.
  void keep_violations() {
    std::erase_if(evidence_, [](const Evidence& item) { return !item.violated; });
  }

  const std::vector<Evidence>& evidence() const { return evidence_; }
  const std::vector<Figure>& figures() const { return figures_; }
  const std::vector<Table>& tables() const { return tables_; }
  const std::vector<std::pair<std::string, std::string>>& numbers() const { return numbers_; }

  /// unknown without evidence; refuted with one violation; vacuous if all evidence is about the hypotheses;
  /// certified if on every instance some item reaches all signals; else holds.
  Verdict verdict(Form form) const;
  /// repaired where the printed form is not borne out and the repaired one is; else the printed form's.
  Verdict verdict() const;
  /// Largest tightness among the items that hold.
  std::optional<double> tightness() const;

 private:
  std::vector<Evidence> evidence_;
  std::vector<Figure> figures_;
  std::vector<Table> tables_;
  std::vector<std::pair<std::string, std::string>> numbers_;
};

/// How much work a check may do; set by the profile and the command line. Every field is part of a cell's
/// address.
struct Effort {
  int samples = 8;                     ///< random instances of each family
  int search_steps = 2000;             ///< moves of a search for the worst case
  std::int64_t enumeration = 100'000;  ///< largest number of subsets enumerated exhaustively
  std::uint64_t seed = 1;
};

/// Called by a long check with the share of its work that is done, in [0, 1].
using Progress = std::function<void(double)>;

struct Expected {
  Verdict printed = Verdict::unknown;
  std::optional<Verdict> repaired{};  ///< none where the printed form stands and nothing was repaired
};

struct Claim {
  std::string id{};         ///< "T2.1"
  int position = 0;         ///< among the claims of its folder, in the order of the source
  std::string title{};      ///< a few words
  std::string source{};     ///< paper and number
  std::string statement{};  ///< in our words
  std::string latex{};      ///< the formula
  std::string reading{};    ///< how the print is read where it leaves room; may be empty
  std::string repair{};     ///< the corrected form and why; empty where nothing is repaired
  std::string instances{};  ///< what it is tried on
  std::string falsified{};  ///< the control: what is made false
  /// What the check of the form as stated decides, where that is not the statement itself: "the network of
  /// its proof" for a statement that only says that a network exists. Else empty.
  std::string subject{};
  Expected expected{};
  std::vector<std::string> labels{};  ///< exact, stat, slow, torch
  std::function<Outcome(const Effort&, const Progress&)> check{};
  /// The same code on a false variant. Its evidence is about Form::printed and must come out refuted.
  std::function<Outcome(const Effort&, const Progress&)> control{};
  std::string file{};  ///< set on registration: the claim's source file, rooted at the repository
};

std::string to_string(Verdict);
std::string to_string(Form);
std::string to_string(Scope);

/// A verdict on the form as stated, with the claim's subject where it has one: "refuted: the network of its
/// proof".
std::string about(const std::string& verdict, const std::string& subject);

/// Where a claim stands in the sources.
struct Place {
  std::string file;  ///< its folder is its section
  int position = 0;
  std::string id;
};

/// The order in which people read: by section, then position, then naturally by id (T2.2 before T2.10).
bool reads_before(const Place& a, const Place& b);

/// All claims, in reading order.
const std::vector<Claim>& registered_claims();

/// Registers a claim; one such object, at the end of the claim's file.
struct Registration {
  explicit Registration(Claim claim, const char* file = __builtin_FILE());
};

}  // namespace dsc
