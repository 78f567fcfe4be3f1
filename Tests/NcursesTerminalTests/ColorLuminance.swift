/// WCAG 2.1, relative luminance; the colour cube and greys as xterm's 256colres.h has them, the first sixteen as its
/// XTerm-col.ad.
func luminance(_ color: Int16) -> Double {
    if color < 16 {
        let (red, green, blue) = firstSixteen[Int(color)]
        return luminance(red: red, green: green, blue: blue)
    }
    let levels: [Double] = [0, 95, 135, 175, 215, 255]
    let index = Int(color) - 16
    let channels: [Double] =
        color >= 232
        ? Array(repeating: Double(8 + 10 * (Int(color) - 232)), count: 3)
        : [levels[index / 36], levels[index / 6 % 6], levels[index % 6]]
    return luminance(red: channels[0], green: channels[1], blue: channels[2])
}

/// The same of a colour whose parts go from 0 to 255.
func luminance(red: Double, green: Double, blue: Double) -> Double {
    let linear = [red, green, blue].map { value in
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

private let firstSixteen: [(Double, Double, Double)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
    (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
    (255, 0, 255), (0, 255, 255), (255, 255, 255),
]
