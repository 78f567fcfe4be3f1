/// A day of the calendar, counted from 1970-01-01.
package struct Day: Hashable, Comparable, Codable, Sendable {
    package let number: Int

    /// The day of a line that names none.
    package static let unknown = Day(number: 0)

    package init(number: Int) {
        self.number = number
    }

    /// Reads `2026-11-22`; nil where the text is no day.
    ///
    /// The count of days is that of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let marchYear = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = marchYear.quotientAndRemainder(dividingBy: 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// Today, in local time.
    package static func now() -> Day { Day(today()) ?? .unknown }

    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    package static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }

    package static func - (left: Day, right: Day) -> Int { left.number - right.number }
}
