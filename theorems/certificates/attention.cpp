#include "theorems/certificates/attention.h"

#include "theorems/certificates/composites.h"

namespace dsc::certificate {

std::string attention(const Encoder& encoder, const Transformer<Rational>& transformer,
                      const RationalVector& code, Conclusion conclusion) {
  Json c = of_kind("attention");
  c["matrix"] = matrix(encoder.dictionary);
  c["analysis"] = matrix(encoder.analysis);
  c["code"] = vector(code);
  c["sharpness"] = transformer.sharpness;
  c["channels"] = transformer.channels;
  c["layers"] = Json::array();
  for (const Sublayer<Rational>& sublayer : transformer.sublayers) {
    const FeedForward<Rational>& feed = sublayer.feed_forward;
    if (sublayer.heads.empty()) {
      c["layers"].push_back({{"sublayer", "feed_forward"},
                             {"inner", matrix(feed.inner)},
                             {"bias", vector(feed.bias)},
                             {"outer", matrix(feed.outer)}});
      continue;
    }
    Json offsets = Json::array(), values = Json::array();
    for (const AttentionHead<Rational>& head : sublayer.heads) {
      offsets.push_back(head.offset);
      values.push_back(matrix(head.value));
    }
    c["layers"].push_back({{"sublayer", "attention"}, {"offsets", offsets}, {"values", values}});
  }
  c["conclusion"] = word(conclusion);
  return text(c);
}

}  // namespace dsc::certificate
