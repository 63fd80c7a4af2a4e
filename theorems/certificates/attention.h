#pragma once

#include <string>

#include "theorems/certificates/conclusion.h"
#include "theorems/networks/transformer.h"
#include "theorems/pursuit/lista_cp.h"

/// Text of the certificate about a transformer; harness/certificate/GRAMMAR.md says what it states.
namespace dsc::certificate {

/// Whether the transformer's code for y = D x* is as close to x* as T5.1 has it for the noise of the
/// attention.
std::string attention(const Encoder& encoder, const Transformer<Rational>& transformer,
                      const RationalVector& code, Conclusion conclusion);

}  // namespace dsc::certificate
