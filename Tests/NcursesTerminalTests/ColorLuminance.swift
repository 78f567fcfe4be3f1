/// WCAG 2.1, relative luminance; the colour cube and greys as xterm's 256colres.h has them.
func luminance(_ color: Int16) -> Double {
    let levels: [Double] = [0, 95, 135, 175, 215, 255]
    let index = Int(color) - 16
    let channels: [Double] =
        color >= 232
        ? Array(repeating: Double(8 + 10 * (Int(color) - 232)), count: 3)
        : [levels[index / 36], levels[index / 6 % 6], levels[index % 6]]
    let linear = channels.map { value in
        let share = value / 255
        return share <= 0.03928 ? share / 12.92 : power((share + 0.055) / 1.055)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

/// x to the 2.4: the fifth root of x¹².
private func power(_ x: Double) -> Double {
    let twelfth = (0..<12).reduce(1.0) { product, _ in product * x }
    var root = 1.0
    for _ in 0..<200 { root = (4 * root + twelfth / (root * root * root * root)) / 5 }
    return root
}
