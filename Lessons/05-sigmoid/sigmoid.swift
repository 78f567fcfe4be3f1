import Foundation

// Sigmoid activation function
func sigmoid(_ z: Double) -> Double {
    return 1 / (1 + exp(-z))
}

print(sigmoid(0))  // 0.5
print(sigmoid(2))  // ~0.88
print(sigmoid(-2))  // ~0.12
