import Foundation
public import SupplyNetwork

/// Turns days into text: the only date formatting of the program.
///
/// Days of digits alone are in the order and with the marks of a locale (a pattern of the Unicode locale data, UTS #35);
/// where they have a name of the month, and for months, names are English, as the words around them are.
public struct DateFormat: Sendable, Equatable {
  /// A part of a pattern.
  private enum Part: Sendable, Equatable {
    case text(String)
    case year
    /// The year's last two digits.
    case shortYear
    /// Number of the month, with so many digits at least.
    case month(Int)
    /// Name of the month, short.
    case monthName
    /// Day of the month, with so many digits at least.
    case day(Int)
  }

  private let dayParts: [Part]

  /// Days as ISO 8601 (2026-11-01), months by their names (Jan 2027).
  public static let iso8601 = DateFormat(dayParts: [.year, .text("-"), .month(2), .text("-"), .day(2)])

  private static let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let named: [Part] = [.day(1), .text(" "), .monthName, .text(" "), .year]

  private init(dayParts: [Part]) { self.dayParts = dayParts }

  /// The medium dates of a locale; ISO 8601 where its pattern asks for what a day and a month do not have.
  init(_ locale: Locale) {
    let formatter = DateFormatter()
    formatter.calendar = Calendar(identifier: .gregorian)
    formatter.locale = locale
    formatter.dateStyle = .medium
    formatter.timeStyle = .none
    let parts = Self.parts(formatter.dateFormat) ?? Self.iso8601.dayParts
    dayParts = parts.contains(.monthName) ? Self.named : parts
  }

  /// A day ("2026-11-01", "01.11.2026", "1 Nov 2026").
  public func day(_ date: CalendarDate) -> String { text(date, dayParts) }

  /// A month and its year ("Jan 2027").
  public func month(_ date: CalendarDate) -> String { "\(monthName(date)) \(Self.padded(date.civil.year, 4))" }

  /// The name of a month alone, short ("Jan").
  public func monthName(_ date: CalendarDate) -> String { Self.names[date.civil.month - 1] }

  private func text(_ date: CalendarDate, _ parts: [Part]) -> String {
    let (year, month, day) = date.civil
    return parts.map { part in
      switch part {
      case .text(let text): text
      case .year: Self.padded(year, 4)
      case .shortYear: Self.padded(year % 100, 2)
      case .month(let digits): Self.padded(month, digits)
      case .monthName: Self.names[month - 1]
      case .day(let digits): Self.padded(day, digits)
      }
    }.joined()
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// The parts of a pattern; `nil` where it has others than day, month and year.
  private static func parts(_ pattern: String) -> [Part]? {
    var parts: [Part] = []
    var rest = Array(pattern.unicodeScalars)[...]
    func add(_ scalars: some Sequence<Unicode.Scalar>) {
      parts.append(.text(NumberShape.text(scalars)))
    }
    while let first = rest.first {
      if first == "'" {
        rest.removeFirst()
        if rest.first == "'" {
          add(["'"])
          rest.removeFirst()
          continue
        }
        add(rest.prefix { $0 != "'" })
        rest = rest.drop { $0 != "'" }.dropFirst()
        continue
      }
      guard first.isASCII, first.properties.isAlphabetic else {
        add([first])
        rest.removeFirst()
        continue
      }
      let count = rest.prefix { $0 == first }.count
      rest.removeFirst(count)
      switch (first, count) {
      case ("y", 2): parts.append(.shortYear)
      case ("y", _): parts.append(.year)
      case ("M", 1...2), ("L", 1...2): parts.append(.month(count))
      case ("M", 3...4), ("L", 3...4): parts.append(.monthName)
      case ("d", 1...2): parts.append(.day(count))
      default: return nil
      }
    }
    return parts.isEmpty ? nil : parts
  }
}
