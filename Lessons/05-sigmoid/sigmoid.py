import math


# Sigmoid activation function
def sigmoid(z):
    return 1 / (1 + math.exp(-z))


print(sigmoid(0))  # 0.5
print(sigmoid(2))  # ~0.88
print(sigmoid(-2))  # ~0.12
