#ifndef WIDE_PRODUCTS_H
#define WIDE_PRODUCTS_H

#include <stddef.h>

// The two product loops of a layer in single precision, for processors with wider registers than every x86-64 has.
// Swift compiles for one processor; a C function can be compiled for another, and chosen when the program runs.
//
// What comes out is the same, bit for bit, on every processor: each sum takes its terms in the same order as the loops
// of LayerKernels.swift, and no product is fused with an addition.

/// Registers, the widest last; where there are none, call none of the functions below.
enum wide_registers { wide_registers_none, wide_registers_avx2, wide_registers_avx512 };

/// The widest that this processor has.
enum wide_registers wide_products_registers(void);

/// So many examples are taken at a time, in one register or two.
enum { wide_products_width = 16 };

/// A table of weights: the term t of row r is first[r * row_stride + t * term_stride].
struct wide_weights {
    const float *first;
    size_t rows, terms, row_stride, term_stride;
};

/// results = weights · source + biases for `count` examples, a multiple of the width; biases may be NULL.
/// Term t of example e is source[t * source_stride + e], row r of it results[r * result_stride + e].
void wide_products_multiply(enum wide_registers registers, struct wide_weights weights, const float *biases,
                            const float *source, size_t source_stride, float *results, size_t result_stride,
                            size_t count);

/// Adds Σ δ·x over `count` examples, a multiple of 4, to `gradient`, neurons × input_count, of which the first
/// `neurons` rows and `inputs` columns are computed; both are multiples of 4.
void wide_products_add_gradient(enum wide_registers registers, const float *deltas, size_t delta_stride,
                                const float *source, size_t source_stride, size_t neurons, size_t inputs, size_t count,
                                float *gradient, size_t input_count);

#endif
