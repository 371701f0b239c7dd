import CaseFiles
import Foundation
import Testing

/// The bundled cases are what the program writes, byte for byte.
struct SampleFilesTests {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Assets/cases")

  private static let smallTrap: SampleCase.SignalTrapSize = {
    var size = SampleCase.SignalTrapSize()
    (size.stores, size.dcs, size.items) = (40, 4, 4)
    return size
  }()

  /// Where the bundled cases stand, with what the program writes now.
  static let bundled: [SampleFile] =
    SampleCase.consumerGoods(seed: 1).map { SampleFile(name: "consumer-goods/\($0.name)", text: $0.text) }
    + SampleCase.signalTrap(seed: 1, size: smallTrap)
    .map { SampleFile(name: "signal-trap/\($0.name)", text: $0.text) }
    + [SampleCase.serialThreeStage(), SampleCase.oneWarehouseFiveRetailers()]

  @Test("the committed files are what the generator writes", arguments: bundled.map(\.name))
  func committed(name: String) throws {
    let expected = try #require(Self.bundled.first { $0.name == name }).text
    let place = Self.folder.appending(path: name)
    if ProcessInfo.processInfo.environment["MEIO_RECORD"] != nil {
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(expected.utf8).write(to: place)
      Issue.record("recorded \(name)")
      return
    }
    let committed = try Data(contentsOf: place)
    // Not compared by #expect, which would print a megabyte.
    let isEqual = committed == Data(expected.utf8)
    #expect(isEqual, "\(name) differs; `make golden` writes it anew")
  }
}
