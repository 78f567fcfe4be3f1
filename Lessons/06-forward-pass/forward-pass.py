# Simple 2-layer forward pass
def forward_pass(x, w1, b1, w2, b2):
    # Hidden layer
    hidden = []
    for i, row in enumerate(w1):
        s = 0.0
        for j, w in enumerate(row):
            s += w * x[j]
        z = s + b1[i]
        hidden.append(max(0, z))
    # Output layer
    output = []
    for i, row in enumerate(w2):
        s = 0.0
        for j, w in enumerate(row):
            s += w * hidden[j]
        output.append(s + b2[i])
    return output


y = forward_pass(
    [1, 0],
    [[0.5, -0.3], [0.8, 0.1]],
    [0.1, -0.2],
    [[0.6, 0.4]],
    [0.0],
)
print("Forward pass:", y)
