#include "wide_products.h"

// A product and an addition are rounded one after the other, as everywhere else.
#pragma STDC FP_CONTRACT OFF

// 16 numbers: one register with AVX-512, two with AVX2; and a quarter of them. They may begin at any number.
typedef float lanes __attribute__((vector_size(64), aligned(4), may_alias));
typedef float quarter __attribute__((vector_size(16), aligned(4), may_alias));

enum { width = wide_products_width };

// What follows is compiled once for each kind of register: its sizes are known there, and every loop over them is
// written out by the compiler.
#define TEMPLATE static inline __attribute__((always_inline)) void
#define EACH(i, count) _Pragma("clang loop unroll(full)") for (size_t i = 0; i < (count); i++)

// `rows` sums for 16 examples each, `blocks` times. All begin with their bias.
TEMPLATE multiply_tile(const size_t rows, const size_t blocks, const struct wide_weights *weights, size_t row,
                       const float *biases, const float *source, size_t source_stride, float *results,
                       size_t result_stride) {
    lanes sums[4][2];
    EACH(r, rows)
        EACH(b, blocks) sums[r][b] = (lanes){0} + (biases ? biases[row + r] : 0);
    const float *weight = weights->first + row * weights->row_stride;
    for (size_t term = 0; term < weights->terms; term++) {
        lanes x[2];
        EACH(b, blocks) x[b] = *(const lanes *)(source + b * width);
        EACH(r, rows)
            EACH(b, blocks) sums[r][b] += weight[r * weights->row_stride] * x[b];
        source += source_stride;
        weight += weights->term_stride;
    }
    EACH(r, rows)
        EACH(b, blocks) *(lanes *)(results + (row + r) * result_stride + b * width) = sums[r][b];
}

TEMPLATE multiply(const size_t blocks, struct wide_weights weights, const float *biases, const float *source,
                  size_t source_stride, float *results, size_t result_stride, size_t count) {
    size_t row = 0;
    for (; row + 4 <= weights.rows; row += 4) {
        size_t example = 0;
        for (; example + blocks * width <= count; example += blocks * width)
            multiply_tile(4, blocks, &weights, row, biases, source + example, source_stride, results + example,
                          result_stride);
        for (; example < count; example += width)
            multiply_tile(4, 1, &weights, row, biases, source + example, source_stride, results + example,
                          result_stride);
    }
    for (; row < weights.rows; row++)
        for (size_t example = 0; example < count; example += width)
            multiply_tile(1, 1, &weights, row, biases, source + example, source_stride, results + example,
                          result_stride);
}

// Four examples of four neurons fill the 16 lanes: a sum over the examples takes them four at a time, as the four lanes
// of the smallest registers do, and so it comes to the same last bit.
//
// `blocks` times four neurons with `inputs` inputs, a multiple of 4.
TEMPLATE gradient_tile(const size_t blocks, const size_t inputs, const float *deltas, size_t delta_stride,
                       const float *source, size_t source_stride, size_t count, float *gradient, size_t input_count) {
    lanes sums[2][8];
    EACH(b, blocks)
        EACH(i, inputs) sums[b][i] = (lanes){0};
    for (size_t example = 0; example < count; example += 4) {
        lanes delta[2];
        EACH(b, blocks) {
            const float *first = deltas + b * 4 * delta_stride + example;
            quarter n0 = *(const quarter *)first, n1 = *(const quarter *)(first + delta_stride);
            quarter n2 = *(const quarter *)(first + 2 * delta_stride), n3 = *(const quarter *)(first + 3 * delta_stride);
            delta[b] = __builtin_shufflevector(__builtin_shufflevector(n0, n1, 0, 1, 2, 3, 4, 5, 6, 7),
                                               __builtin_shufflevector(n2, n3, 0, 1, 2, 3, 4, 5, 6, 7), 0, 1, 2, 3, 4, 5,
                                               6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        }
        EACH(i, inputs) {
            quarter four = *(const quarter *)(source + i * source_stride + example);
            lanes x = __builtin_shufflevector(four, four, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3);
            EACH(b, blocks) sums[b][i] += delta[b] * x;
        }
    }
    // In each quarter (lane 0 + lane 2) + (lane 1 + lane 3), of four inputs at once: then a quarter holds a neuron's.
    EACH(b, blocks)
        EACH(four, inputs / 4) {
            const lanes *s = &sums[b][four * 4];
#define HALVES(p, q, k) __builtin_shufflevector(p, q, k, k + 1, k + 16, k + 17, k + 4, k + 5, k + 20, k + 21, \
                                                k + 8, k + 9, k + 24, k + 25, k + 12, k + 13, k + 28, k + 29)
#define EVERY_OTHER(p, q, k) __builtin_shufflevector(p, q, k, k + 2, k + 16, k + 18, k + 4, k + 6, k + 20, k + 22, \
                                                     k + 8, k + 10, k + 24, k + 26, k + 12, k + 14, k + 28, k + 30)
            lanes p = HALVES(s[0], s[1], 0) + HALVES(s[0], s[1], 2);
            lanes q = HALVES(s[2], s[3], 0) + HALVES(s[2], s[3], 2);
            lanes all = EVERY_OTHER(p, q, 0) + EVERY_OTHER(p, q, 1);
            float *place = gradient + b * 4 * input_count + four * 4;
            *(quarter *)place += __builtin_shufflevector(all, all, 0, 1, 2, 3);
            *(quarter *)(place + input_count) += __builtin_shufflevector(all, all, 4, 5, 6, 7);
            *(quarter *)(place + 2 * input_count) += __builtin_shufflevector(all, all, 8, 9, 10, 11);
            *(quarter *)(place + 3 * input_count) += __builtin_shufflevector(all, all, 12, 13, 14, 15);
        }
}

TEMPLATE gradient_rows(const size_t blocks, const size_t wide, const float *deltas, size_t delta_stride,
                       const float *source, size_t source_stride, size_t inputs, size_t count, float *gradient,
                       size_t input_count) {
    size_t input = 0;
    for (; input + wide <= inputs; input += wide)
        gradient_tile(blocks, wide, deltas, delta_stride, source + input * source_stride, source_stride, count,
                      gradient + input, input_count);
    for (; input < inputs; input += 4)
        gradient_tile(blocks, 4, deltas, delta_stride, source + input * source_stride, source_stride, count,
                      gradient + input, input_count);
}

TEMPLATE add_gradient(const size_t blocks, const size_t wide, const float *deltas, size_t delta_stride,
                      const float *source, size_t source_stride, size_t neurons, size_t inputs, size_t count,
                      float *gradient, size_t input_count) {
    size_t neuron = 0;
    for (; neuron + blocks * 4 <= neurons; neuron += blocks * 4)
        gradient_rows(blocks, wide, deltas + neuron * delta_stride, delta_stride, source, source_stride, inputs, count,
                      gradient + neuron * input_count, input_count);
    for (; neuron < neurons; neuron += 4)
        gradient_rows(1, wide, deltas + neuron * delta_stride, delta_stride, source, source_stride, inputs, count,
                      gradient + neuron * input_count, input_count);
}

// Both, for a kind of processor. 32 registers of 16 lanes have room for twice the sums that 16 registers of 8 have.
#define FOR(kind, attribute, blocks, wide)                                                                             \
    attribute static void multiply_##kind(struct wide_weights weights, const float *biases, const float *source,      \
                                          size_t source_stride, float *results, size_t result_stride,                 \
                                          size_t count) {                                                             \
        multiply(blocks, weights, biases, source, source_stride, results, result_stride, count);                      \
    }                                                                                                                  \
    attribute static void add_gradient_##kind(                                                                        \
        const float *deltas, size_t delta_stride, const float *source, size_t source_stride, size_t neurons,          \
        size_t inputs, size_t count, float *gradient, size_t input_count) {                                           \
        add_gradient(blocks, wide, deltas, delta_stride, source, source_stride, neurons, inputs, count, gradient,     \
                     input_count);                                                                                     \
    }

#if defined(__x86_64__)

FOR(avx512, __attribute__((target("avx512f"))), 2, 8)
FOR(avx2, __attribute__((target("avx2"))), 1, 4)
#define CHOSEN(function) (registers == wide_registers_avx512 ? function##_avx512 : function##_avx2)

enum wide_registers wide_products_registers(void) {
    if (__builtin_cpu_supports("avx512f")) return wide_registers_avx512;
    return __builtin_cpu_supports("avx2") ? wide_registers_avx2 : wide_registers_none;
}

#else

// The registers that Swift compiles for are the widest, or not known here.
FOR(any, , 1, 4)
#define CHOSEN(function) ((void)registers, function##_any)

enum wide_registers wide_products_registers(void) { return wide_registers_none; }

#endif

void wide_products_multiply(enum wide_registers registers, struct wide_weights weights, const float *biases,
                            const float *source, size_t source_stride, float *results, size_t result_stride,
                            size_t count) {
    CHOSEN(multiply)(weights, biases, source, source_stride, results, result_stride, count);
}

void wide_products_add_gradient(enum wide_registers registers, const float *deltas, size_t delta_stride,
                                const float *source, size_t source_stride, size_t neurons, size_t inputs, size_t count,
                                float *gradient, size_t input_count) {
    CHOSEN(add_gradient)(deltas, delta_stride, source, source_stride, neurons, inputs, count, gradient, input_count);
}
