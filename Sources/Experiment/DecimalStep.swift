/// A number changed by a decimal step, in decimals as the learner sees them: 0.8 − 8 × 0.1 is exactly 0, and
/// 0.30000000000000004 + 0.1 is 0.4.
///
/// Both are rounded to whole multiples of 1e-10, of numbers above 112 589 to coarser ones, before they are added;
/// the sum divided by 1e10 is the double nearest to the decimal that is meant. From about 1e11 on, ordinary
/// addition has to do.
package func stepped(_ value: Double, by step: Double) -> Double {
    // Up to 2^50 multiples, a number's own rounding error is less than half a multiple and so is rounded away.
    let mostMultiples = 0x1p50
    let largest = max(abs(value), abs(step))
    var unit = 1e10
    while largest * unit > mostMultiples, unit > 1e4 { unit /= 10 }
    guard largest * unit <= mostMultiples else { return value + step }
    let multiples = (value * unit).rounded() + (step * unit).rounded()
    return multiples == 0 ? 0 : multiples / unit
}
