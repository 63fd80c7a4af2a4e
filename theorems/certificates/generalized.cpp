#include "theorems/certificates/generalized.h"

#include "theorems/certificates/composites.h"

namespace dsc::certificate {
namespace {

using Eigen::Index;

/// Text is built directly: as JSON values, millions of entries would take a gigabyte.
void append(std::string& text, const Eigen::Ref<const IntegerVector>& v) {
  text += "{\"size\":" + std::to_string(v.size()) + ",\"entries\":[";
  bool first = true;
  for (Index i = 0; i < v.size(); ++i) {
    if (v[i] == 0) continue;
    text += (first ? "[" : ",[") + std::to_string(i) + ",\"" + v[i].str() + "\"]";
    first = false;
  }
  text += "]}";
}

template <class Item>
void append_list(std::string& text, Index count, Item&& item) {
  text += "[";
  for (Index k = 0; k < count; ++k) {
    if (k > 0) text += ",";
    item(k);
  }
  text += "]";
}

std::string property_of(const std::string& matrix, const GeneralizedCoherence& found, Index sparsity,
                        NullSpace property) {
  std::string text = "{\n\"schema\": 1,\n\"kind\": \"null_space_property\",\n\"matrix\": " + matrix;
  text += ",\n\"witnesses\": ";
  append_list(text, found.witnesses.cols(), [&](Index k) { append(text, found.witnesses.col(k)); });
  text += ",\n\"sparsity\": " + std::to_string(sparsity) + ",\n\"property\": ";
  return text + (property == NullSpace::l1_recovery ? "\"l1_recovery\"" : "\"uniqueness\"") + "\n}\n";
}

std::string text_of(const std::string& matrix, const GeneralizedCoherence& g) {
  const Index d = g.scaled.cols();
  std::string text = "{\n\"schema\": 1,\n\"kind\": \"generalized_coherence\",\n\"matrix\": " + matrix;
  const auto vectors = [&](const IntegerMatrix& m) {
    append_list(text, m.cols(), [&](Index k) { append(text, m.col(k)); });
  };
  text += ",\n\"witnesses\": ";
  vectors(g.witnesses);
  text += ",\n\"null_vectors\": ";
  vectors(g.null_vectors);
  text += ",\n\"basis\": [";
  if (g.basis) {
    text += "{\"columns\":" + counts(g.basis->columns).dump() + ",\"rows\":" + counts(g.basis->rows).dump() +
            ",\"scale\":" + std::to_string(g.basis->scale) + ",\"inverse\":";
    vectors(g.basis->inverse.transpose());
    text += ",\"relations\":";
    vectors(g.basis->relations);
    text += "}";
  }
  text += "],\n\"lower\": ";
  const auto at = [&](Index i) { return g.columns[static_cast<std::size_t>(i)]; };
  append_list(text, d, [&](Index i) { text += "\"" + number(at(i).lower) + "\""; });
  text += ",\n\"upper\": ";
  append_list(text, d, [&](Index i) { text += "\"" + number(at(i).upper) + "\""; });
  std::vector<Index> replaced;
  for (Index i = 0; i < d; ++i) {
    if (g.analysis_vectors.col(i) != g.witnesses.col(i)) replaced.push_back(i);
  }
  text += ",\n\"analysis\": ";
  append_list(text, static_cast<Index>(replaced.size()), [&](Index k) {
    const Index i = replaced[static_cast<std::size_t>(k)];
    text += "{\"column\":" + std::to_string(i) + ",\"vector\":";
    append(text, g.analysis_vectors.col(i));
    text += "}";
  });
  return text + ",\n\"mu_w\": \"" + number(g.mu_w) + "\",\n\"c_w\": \"" + number(g.c_w) + "\"\n}\n";
}

}  // namespace

std::string generalized_coherence(const StoredDoubles& dictionary, const GeneralizedCoherence& found) {
  return text_of(matrix(dictionary).dump(), found);
}
std::string generalized_coherence(const RationalMatrix& dictionary, const GeneralizedCoherence& found) {
  return text_of(matrix(dictionary).dump(), found);
}

std::string null_space_property(const StoredDoubles& dictionary, const GeneralizedCoherence& found,
                                Index sparsity, NullSpace property) {
  return property_of(matrix(dictionary).dump(), found, sparsity, property);
}
std::string null_space_property(const RationalMatrix& dictionary, const GeneralizedCoherence& found,
                                Index sparsity, NullSpace property) {
  return property_of(matrix(dictionary).dump(), found, sparsity, property);
}

}  // namespace dsc::certificate
