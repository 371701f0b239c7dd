import Foundation
import SupplyNetwork

@testable import CaseFiles

/// A small valid case whose files a test may change: one centre, two stores, two items, 30 weeks.
struct CaseFixture {
  /// Text by file name.
  var files: [String: String] = [
    "case.yaml": "title: Two stores\nperiod: week\ncurrent_policy: independent\n",
    "locations.csv": "location,name,kind\nDC,Centre,dc\nS1,North,store\nS2,South,store\n",
    "lanes.csv": "from,to,lead_time,review_period\n,DC,3,1\nDC,S1,1,1\nDC,S2,2,1\n",
    "items.csv": "item,name,unit_cost\nA,Apple,2.5\nB,Brush,10\n",
    "demand.csv": CaseFixture.demand(weeks: 30),
  ]

  /// A header and 4 rows a week.
  static func demand(weeks: Int) -> String {
    var text = "date,location,item,quantity\n"
    guard let first = CalendarDate(year: 2026, month: 1, day: 5) else { return text }
    for week in 0..<weeks {
      for (offset, key) in ["S1,A", "S1,B", "S2,A", "S2,B"].enumerated() {
        text += "\(first.adding(days: 7 * week)),\(key),\(10 + (week * 7 + offset * 3) % 11)\n"
      }
    }
    return text
  }

  /// A fixture with one file replaced, or removed where the text is `nil`.
  static func with(_ name: String, _ text: String?) -> CaseFixture {
    var fixture = CaseFixture()
    fixture.files[name] = text
    return fixture
  }

  /// A fixture with lines added to the end of a file.
  static func adding(_ lines: String, to name: String) -> CaseFixture {
    var fixture = CaseFixture()
    fixture.files[name, default: ""] += lines
    return fixture
  }

  /// Writes the files into a temporary folder and reads it.
  func read() throws -> LoadedCase { try read(bytes: files.mapValues { Array($0.utf8) }) }

  /// Writes other bytes into a temporary folder and reads it.
  func read(bytes: [String: [UInt8]]) throws -> LoadedCase {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("case-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, content) in bytes { try Data(content).write(to: folder.appendingPathComponent(name)) }
    return CaseReader.read(folder: folder.path)
  }
}

extension LoadedCase {
  /// Issues of one code.
  func issues(_ code: String) -> [CaseIssue] { issues.filter { $0.code == code } }

  /// Issues that are errors.
  var errors: [CaseIssue] { issues.filter { $0.severity == .error } }
}

/// The issues of case files, not those of the testing library.
typealias CaseIssue = SupplyNetwork.Issue
