def network_gradient_step(x, w1, b1, w2, b2, target, rate):
    # Forward
    z = list(b1)
    for i in range(len(w1)):
        for j in range(len(x)):
            z[i] += w1[i][j] * x[j]
    hidden = [0 if s <= 0 else s for s in z]
    y = b2[0]
    for i in range(len(hidden)):
        y += w2[0][i] * hidden[i]
    error = y - target

    # Backward, always with the old weights
    new_w1, new_b1, new_w2 = [], [], []
    for i in range(len(hidden)):
        slope = error * w2[0][i] if z[i] > 0 else 0
        new_w1.append([w + rate * slope * v for w, v in zip(w1[i], x)])
        new_b1.append(b1[i] + rate * slope)
        new_w2.append(w2[0][i] + rate * error * hidden[i])
    new_b2 = [b2[0] + rate * error]
    loss = error * error / 2
    return new_w1, new_b1, [new_w2], new_b2, loss
