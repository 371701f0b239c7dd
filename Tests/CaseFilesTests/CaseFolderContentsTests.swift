import Foundation
import SupplyNetwork
import Testing

@testable import CaseFiles

/// What a folder holds, told without reading a table.
@Suite struct CaseFolderContentsTests {
  @Test func agreesWithWhatReadingNotes() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("contents-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func put(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    for file in SampleCase.consumerGoods(seed: 1, stores: 2, dcs: 1, items: 2) { try put(file.name, file.text) }
    try Data(SampleLogo.header()).write(to: folder.appendingPathComponent("logo.png"))
    try put("notes.txt", "mine")
    try put("Item.CSV", "no file of a case")
    let settings = try String(contentsOf: folder.appendingPathComponent("case.yaml"), encoding: .utf8)
    try put("case.yaml", settings.replacing("locale: en_US", with: "brand: {logo: logo.png}"))
    let read = CaseReader.read(folder: folder.path)
    let names = read.inputs.map(\.name)
    #expect(read.case != nil && names.contains("logo.png") && names.contains("demand.csv"))
    let contents = try #require(CaseFolderContents(folder: folder.path, others: names))
    #expect(contents.files == read.inputs)
    #expect(contents.unknownNames == ["Item.CSV"])
    #expect(read.issues.filter { $0.code == "unknown-file" }.map(\.place?.file) == ["Item.CSV"])
    try put("items.csv", "item\n")
    let changed = try #require(CaseFolderContents(folder: folder.path, others: names))
    #expect(zip(changed.files, contents.files).filter { $0 != $1 }.map(\.0.name) == ["items.csv"])
    try FileManager.default.removeItem(at: folder.appendingPathComponent("logo.png"))
    #expect(CaseFolderContents(folder: folder.path, others: names)?.files.count == contents.files.count - 1)
    #expect(CaseFolderContents(folder: folder.path + "/missing") == nil)
  }
}
