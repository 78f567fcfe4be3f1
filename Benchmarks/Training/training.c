// What training.py compares the Swift trainer with: the same algorithm in C as one writes it down, one example after
// the other, layer sizes known at run time only, libm's tanh. Compiled with -O3 -march=native, without -ffast-math.
//
//     training SIZES BATCH LOSS EXAMPLES SECONDS      as in: training 2-8-8-1 10 squared 500 0.5
//
// Loss "squared": tanh everywhere, half squared error. Loss "softmax": ReLU, then softmax and cross-entropy.
// Prints the examples trained a second (forward, backward, update), and the mean loss after it, so that nothing can
// be left out. -DSCALAR=float for single precision.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef SCALAR
#define SCALAR double
#endif
typedef SCALAR scalar;

enum { MOST_LAYERS = 16 };

typedef struct {
    int inputs, neurons;
    scalar *weights, *biases;                    // neurons × inputs, row by row; neurons
    scalar *weight_gradient, *bias_gradient;
    scalar *activations, *deltas;                // neurons
} Layer;

static Layer layers[MOST_LAYERS];
static int layer_count;
static int is_softmax;

static scalar *numbers(size_t count) { return calloc(count, sizeof(scalar)); }

static double random_number(void) { return rand() / (RAND_MAX + 1.0); }

static scalar tanh_of(scalar z) { return sizeof(scalar) == sizeof(float) ? tanhf(z) : tanh(z); }

static scalar exp_of(scalar z) { return sizeof(scalar) == sizeof(float) ? expf(z) : exp(z); }

static void forward(const scalar *input) {
    for (int l = 0; l < layer_count; l++) {
        Layer *layer = &layers[l];
        for (int n = 0; n < layer->neurons; n++) {
            const scalar *weights = layer->weights + (size_t)n * layer->inputs;
            scalar sum = layer->biases[n];
            for (int i = 0; i < layer->inputs; i++) sum += weights[i] * input[i];
            if (!is_softmax) layer->activations[n] = tanh_of(sum);
            else layer->activations[n] = l == layer_count - 1 || sum > 0 ? sum : 0;
        }
        input = layer->activations;
    }
    if (!is_softmax) return;
    Layer *last = &layers[layer_count - 1];
    scalar most = last->activations[0], total = 0;
    for (int n = 1; n < last->neurons; n++) most = last->activations[n] > most ? last->activations[n] : most;
    for (int n = 0; n < last->neurons; n++) total += last->activations[n] = exp_of(last->activations[n] - most);
    for (int n = 0; n < last->neurons; n++) last->activations[n] /= total;
}

static void backward(const scalar *input, const scalar *target) {
    Layer *last = &layers[layer_count - 1];
    for (int n = 0; n < last->neurons; n++) {
        scalar a = last->activations[n];
        last->deltas[n] = is_softmax ? a - target[n] : (a - target[n]) * (1 - a * a);
    }
    for (int l = layer_count - 1; l >= 0; l--) {
        Layer *layer = &layers[l];
        const scalar *inputs = l == 0 ? input : layers[l - 1].activations;
        scalar *downstream = l == 0 ? NULL : layers[l - 1].deltas;
        if (downstream) memset(downstream, 0, layer->inputs * sizeof(scalar));
        for (int n = 0; n < layer->neurons; n++) {
            scalar delta = layer->deltas[n];
            const scalar *weights = layer->weights + (size_t)n * layer->inputs;
            scalar *gradient = layer->weight_gradient + (size_t)n * layer->inputs;
            layer->bias_gradient[n] += delta;
            for (int i = 0; i < layer->inputs; i++) gradient[i] += delta * inputs[i];
            if (downstream)
                for (int i = 0; i < layer->inputs; i++) downstream[i] += delta * weights[i];
        }
        if (!downstream) continue;
        for (int i = 0; i < layer->inputs; i++) {
            scalar a = inputs[i];
            downstream[i] *= is_softmax ? (a > 0 ? 1 : 0) : 1 - a * a;
        }
    }
}

static void step(scalar rate) {
    for (int l = 0; l < layer_count; l++) {
        Layer *layer = &layers[l];
        size_t count = (size_t)layer->neurons * layer->inputs;
        for (size_t i = 0; i < count; i++) layer->weights[i] -= rate * layer->weight_gradient[i];
        for (int n = 0; n < layer->neurons; n++) layer->biases[n] -= rate * layer->bias_gradient[n];
        memset(layer->weight_gradient, 0, count * sizeof(scalar));
        memset(layer->bias_gradient, 0, layer->neurons * sizeof(scalar));
    }
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

int main(int count, char **words) {
    if (count != 6) return 2;
    int sizes[MOST_LAYERS + 1], size_count = 0;
    for (char *word = strtok(words[1], "-"); word && size_count <= MOST_LAYERS; word = strtok(NULL, "-"))
        sizes[size_count++] = atoi(word);
    int batch = atoi(words[2]), examples = atoi(words[4]);
    is_softmax = strcmp(words[3], "softmax") == 0;
    double seconds = atof(words[5]);

    layer_count = size_count - 1;
    for (int l = 0; l < layer_count; l++) {
        Layer *layer = &layers[l];
        *layer = (Layer){.inputs = sizes[l], .neurons = sizes[l + 1]};
        size_t weights = (size_t)layer->inputs * layer->neurons;
        layer->weights = numbers(weights), layer->weight_gradient = numbers(weights);
        layer->biases = numbers(layer->neurons), layer->bias_gradient = numbers(layer->neurons);
        layer->activations = numbers(layer->neurons), layer->deltas = numbers(layer->neurons);
        double scale = sqrt(3.0 / layer->inputs);
        for (size_t i = 0; i < weights; i++) layer->weights[i] = (2 * random_number() - 1) * scale;
    }
    int inputs = sizes[0], outputs = sizes[layer_count];
    scalar *input = numbers((size_t)examples * inputs), *target = numbers((size_t)examples * outputs);
    for (size_t i = 0; i < (size_t)examples * inputs; i++) input[i] = 2 * random_number() - 1;
    for (int e = 0; e < examples; e++) {
        if (is_softmax) target[(size_t)e * outputs + rand() % outputs] = 1;
        else for (int n = 0; n < outputs; n++) target[(size_t)e * outputs + n] = rand() % 2 ? 1 : -1;
    }

    scalar rate = (scalar)0.03 / batch;
    double begin = now(), end = begin;
    long trained = 0;
    int example = 0, gathered = 0;
    do {
        for (int turn = 0; turn < 100; turn++) {
            forward(input + (size_t)example * inputs);
            backward(input + (size_t)example * inputs, target + (size_t)example * outputs);
            if (++gathered == batch) step(rate), gathered = 0;
            if (++example == examples) example = 0;
        }
        trained += 100;
        end = now();
    } while (end < begin + seconds);

    double loss = 0;
    for (int e = 0; e < examples; e++) {
        forward(input + (size_t)e * inputs);
        for (int n = 0; n < outputs; n++) {
            double a = layers[layer_count - 1].activations[n], t = target[(size_t)e * outputs + n];
            loss += is_softmax ? (t > 0 ? -log(a) : 0) : (a - t) * (a - t) / 2;
        }
    }
    printf("%.1f %.17g\n", trained / (end - begin), loss / examples);
}
