#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/exhibit.h"

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

/// What is known of one wording.
enum class Verdict {
  unknown,    ///< no evidence; never a result
  proved,     ///< true for every dictionary, signal and noise of its class: a formal theorem
  certified,  ///< true for all signals of the class on the listed dictionaries: certificates
  holds,      ///< no violation on the signals tried, each decided exactly: certificates
  refuted,    ///< false: a formal proof of the negation, or a certified counterexample
  vacuous,    ///< no dictionary meets the hypotheses
  empirical,  ///< a statement about trained networks: runs
  open,       ///< not decided
  repaired    ///< a headline: the form as stated does not stand, the repaired one does
};

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

/// A certificate of a false statement next to a true one. A control submits both: dsc-check must reject the
/// certificate, and accept its neighbour, which differs from it in as little as makes it true.
struct FalseStatement {
  std::string instance{};
  std::string statement{};  ///< "every code: l1 error at most (1 - 2^-20) E_12"
  std::string certificate{};
  std::string neighbour{};
};

/// What one run of a check found.
class Outcome {
 public:
  void add(Evidence item) { evidence_.push_back(std::move(item)); }
  void add(Figure figure) { figures_.push_back(std::move(figure)); }
  void add(Table table) { tables_.push_back(std::move(table)); }
  void add(FalseStatement falsehood) { falsehoods_.push_back(std::move(falsehood)); }
  /// A certified number worth comparing between runs: exact text, never a rounded double.
  void number(std::string name, std::string exact) {
    numbers_.emplace_back(std::move(name), std::move(exact));
  }

  /// Drops the evidence that violates nothing.
  void keep_violations() {
    std::erase_if(evidence_, [](const Evidence& item) { return !item.violated; });
  }

  const std::vector<Evidence>& evidence() const { return evidence_; }
  const std::vector<FalseStatement>& falsehoods() const { return falsehoods_; }
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
  std::vector<FalseStatement> falsehoods_;
  std::vector<Figure> figures_;
  std::vector<Table> tables_;
  std::vector<std::pair<std::string, std::string>> numbers_;
};

/// How much work a check may do; set by the profile and the command line. Every field is part of a cell's
/// address. The budgets below are what one kind of work gets, by what a piece of it costs.
struct Effort {
  int samples = 8;                     ///< random instances of each family
  int search_steps = 2000;             ///< moves of a search for the worst case
  std::int64_t enumeration = 100'000;  ///< largest number of subsets enumerated exhaustively
  bool large_sizes = false;            ///< the sizes of the literature, 250 x 500, in place of small ones
  std::uint64_t seed = 1;

  int pairs() const { return std::max(1, samples / 2); }           ///< constructed pairs of codes
  int exact_runs() const { return std::max(1, samples / 4); }      ///< runs of an iteration in rationals
  int long_runs() const { return std::max(1, samples / 8); }       ///< runs that are stored step by step
  int measured_codes() const { return 8 * samples; }               ///< codes that are followed in doubles
  int climb_steps() const { return search_steps / 10; }            ///< moves that evaluate a whole chain
  int linear_programs() const { return search_steps / 50; }        ///< programs solved in a search
  std::int64_t exact_ranks() const { return enumeration / 10; }    ///< subsets whose rank is taken
  std::int64_t sign_vectors() const { return enumeration / 100; }  ///< each with a dual vector of its own
};

/// Called by a long check with the share of its work that is done, in [0, 1].
using Progress = std::function<void(double)>;

struct Expected {
  Verdict printed = Verdict::unknown;
  std::optional<Verdict> repaired{};  ///< none where the printed form stands and nothing was repaired
};

/// A row of the ledger: one assertion with one truth value. What the source says under one number may hold
/// several; each is a row of its own then.
struct Claim {
  /// Kind and number in the source, "T2.1", "C3.3", "X1"; where a number holds several assertions, a letter
  /// says which: d Definition 3.1 to the letter, p the network of the printed proof, L the Lipschitz constant
  /// on the whole line, else the first letter of what it is about ("T5.1r" the rate, "T5.1s" the supports).
  std::string id{};
  int position = 0;         ///< among the claims of its folder, in the order of the source
  std::string title{};      ///< a few words
  std::string source{};     ///< paper and number
  std::string statement{};  ///< in our words; line breaks and indentation in a text count as one blank
  std::string latex{};      ///< the formula
  std::string reading{};    ///< how the print is read where it leaves room; may be empty
  std::string repair{};     ///< the corrected form and why; empty where nothing is repaired
  std::string instances{};  ///< what it is tried on
  std::string falsified{};  ///< the control: what is made false
  Expected expected{};
  /// Names in theorems/formal: the form as stated as a Prop, the theorem that decides it, what that says
  /// (proved, refuted or vacuous), and the theorem that proves the repaired form. Empty where there is none.
  std::string formal_statement{}, formal_theorem{};
  std::optional<Verdict> formal_verdict{};
  std::string formal_repair{};
  std::function<Outcome(const Effort&, const Progress&)> check{};
  /// The same code on a false variant close to the truth. Its evidence is about Form::printed and must come
  /// out refuted; where the check has evidence for all signals, the control adds falsehoods of that kind.
  std::function<Outcome(const Effort&, const Progress&)> control{};
  std::string file{};  ///< set on registration: the claim's source file, rooted at the repository
};

std::string to_string(Verdict);
std::string to_string(Form);
std::string to_string(Scope);

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

/// Registers a claim; one such object for each row, at the end of the file of its theorem.
struct Registration {
  explicit Registration(Claim claim, const char* file = __builtin_FILE());
};

}  // namespace dsc
