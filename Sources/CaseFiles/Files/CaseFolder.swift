import Foundation
import SupplyNetwork

/// The files of a case folder; remembers what was read.
struct CaseFolder {
  /// Files that a case folder may hold.
  static let fileNames = [
    "case.yaml", "locations.csv", "lanes.csv", "items.csv", "demand.csv", "demand_rates.csv", "inventory.csv",
    "scheduled_receipts.csv", "forecast.csv", "bom.csv", "overrides.csv", "stock_limits.csv", "service.csv",
  ]

  private let path: String
  private let names: Set<String>
  /// Files read so far.
  private(set) var inputs: [LoadedCase.Input] = []

  /// Looks into a folder; `nil` where there is none, which the log then tells.
  init?(path: String, _ log: inout IssueLog) {
    self.path = path
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      log.report(
        Issue(
          .error, code: "missing-folder", "\(Quotation.of(path)) is no folder that can be read",
          hint: "meio init writes an empty case folder"))
      return nil
    }
    self.names = Set(names)
    reportUnknownFiles(&log)
  }

  /// Whether the folder holds a file.
  func has(_ name: String) -> Bool { names.contains(name) }

  /// A file that the case needs.
  mutating func required(_ name: String, _ log: inout IssueLog) -> InputFile? {
    guard has(name) else {
      log.report(
        .error, "missing-file", .init(file: name), "the case folder holds no \(name)",
        hint: "meio init writes an example of every file")
      return nil
    }
    return read(name, &log)
  }

  /// A file that the case may do without.
  mutating func optional(_ name: String, _ log: inout IssueLog) -> InputFile? {
    has(name) ? read(name, &log) : nil
  }

  private mutating func read(_ name: String, _ log: inout IssueLog) -> InputFile? {
    do {
      let input = try InputFile(name: name, path: path + "/" + name)
      note(input)
      return input
    } catch {
      log.report(error)
      return nil
    }
  }

  private mutating func note(_ input: InputFile) { inputs.append(LoadedCase.Input(input)) }

  /// A logo: a PNG file inside the folder, also after symbolic links, which is noted as an input.
  mutating func logo(_ logo: String, at place: Issue.Place, _ log: inout IssueLog) -> [UInt8]? {
    let folder = URL(fileURLWithPath: path, isDirectory: true).resolvingSymlinksInPath().standardizedFileURL
    let file = folder.appendingPathComponent(logo).resolvingSymlinksInPath().standardizedFileURL
    let isInside = file.path.hasPrefix(folder.path.hasSuffix("/") ? folder.path : folder.path + "/")
    guard !logo.hasPrefix("/"), !logo.utf8.contains(0), !logo.split(separator: "/").contains(".."), isInside else {
      log.report(
        .error, "outside-folder", place, "\(Quotation.of(logo)) leads out of the case folder",
        hint: "put the file into the case folder and give its name")
      return nil
    }
    guard let input = try? InputFile(name: logo, path: file.path) else {
      log.report(
        .error, "missing-file", place, "the case folder holds no readable file \(Quotation.of(logo))",
        hint: "put it there, or leave the key out")
      return nil
    }
    guard let fault = LogoCheck.fault(in: input.bytes) else {
      note(input)
      return input.bytes
    }
    log.report(.error, fault.code, place, "\(Quotation.of(logo)) \(fault.message)", hint: fault.hint)
    return nil
  }

  /// Names that look like those of a case's files and are none, sorted.
  var unknownNames: [String] {
    names.sorted().filter { name in
      let folded = name.lowercased()
      return !Self.fileNames.contains(name) && [".csv", ".yaml", ".yml"].contains(where: folded.hasSuffix)
    }
  }

  private func reportUnknownFiles(_ log: inout IssueLog) {
    for name in unknownNames {
      log.report(
        .warning, "unknown-file", .init(file: name), "the file is not known and is left out",
        hint: Suggestion.hint(for: name, among: Self.fileNames)
          ?? "known files: \(Self.fileNames.joined(separator: ", "))")
    }
  }
}
