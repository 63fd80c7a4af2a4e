#pragma once

#include "theorems/certificates/composites.h"
#include "theorems/certificates/lista.h"

/// The composite values that certificates about LISTA-CP share, as JSON.
namespace dsc::certificate {

/// W, or the number c where W = c D.
Json analysis(const Encoder& encoder);
Json signal_class(const SignalClass& signals);
Json schedule(const Schedule& schedule);
Json activation(const Activation& rho);
const char* word(RunConclusion conclusion);

}  // namespace dsc::certificate
