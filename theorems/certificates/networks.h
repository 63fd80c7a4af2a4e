#pragma once

#include <string>

#include "theorems/networks/convolutional_network.h"
#include "theorems/networks/realise_lista.h"
#include "theorems/pursuit/lista_cp.h"

/// Texts of the certificates about networks, one function for each kind of harness/certificate/GRAMMAR.md.
/// Nothing here decides anything: a false certificate can be written, and dsc-check rejects it.
namespace dsc::certificate {

/// The network's read-out equals x^(K) for every signal.
std::string network(const ListaIteration& lista, const ConvolutionalNetwork<Rational>& network);
/// It differs from x^(K) at this signal. A network without a read-out gets the identity.
std::string network_failure(const ListaIteration& lista, const ConvolutionalNetwork<Rational>& network,
                            const RationalVector& signal);
/// x^(K) has a negative entry, which no layer that ends in a ReLU can output.
std::string negative_iterate(const ListaIteration& lista, const RationalVector& signal, Eigen::Index entry);

}  // namespace dsc::certificate
