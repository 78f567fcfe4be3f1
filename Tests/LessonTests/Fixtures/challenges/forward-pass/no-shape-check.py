def forward_pass(x, w1, b1, w2, b2):
    hidden = []
    for row, b in zip(w1, b1):
        z = sum(w * v for w, v in zip(row, x)) + b
        hidden.append(0 if z <= 0 else z)
    return [sum(w * h for w, h in zip(row, hidden)) + b for row, b in zip(w2, b2)]
