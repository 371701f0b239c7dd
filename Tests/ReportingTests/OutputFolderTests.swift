import Foundation
import Testing

@testable import Reporting

@Suite struct OutputFolderTests {
  @Test func writesFoldersThatAreNotThereYet() throws {
    try Scratch.use { scratch in
      let folder = OutputFolder(path: scratch.path("a/b/out"))
      try folder.write([("report.md", [1]), ("figures/x.csv", [2]), ("empty", [])])
      #expect(scratch.tree == ["a/b/out/empty": [], "a/b/out/figures/x.csv": [2], "a/b/out/report.md": [1]])
    }
  }

  @Test func replacesItsOwnFilesAndLeavesOthers() throws {
    try Scratch.use { scratch in
      let folder = OutputFolder(path: scratch.path("out"))
      try folder.write([("a", [1]), ("old/b", [2]), ("mixed/c", [3])])
      try scratch.put("out/mine.txt", [9])
      try scratch.put("out/mixed/mine.txt", [9])
      try folder.write([("a", [4]), ("new/d", [5])], replacing: ["a", "old/b", "mixed/c", "gone"])
      #expect(
        scratch.tree == ["out/a": [4], "out/new/d": [5], "out/mine.txt": [9], "out/mixed/mine.txt": [9]])
      // A folder left empty goes too.
      #expect(!scratch.exists("out/old"))
    }
  }

  @Test func aFolderInTheListOfOldFilesStays() throws {
    try Scratch.use { scratch in
      try scratch.put("out/photos/mine.jpg", [9])
      try OutputFolder(path: scratch.path("out")).write(
        [("a", [1])], replacing: ["photos", "../out/photos/mine.jpg", ""])
      #expect(scratch.tree == ["out/a": [1], "out/photos/mine.jpg": [9]])
    }
  }

  @Test(
    "paths out of the folder are refused",
    arguments: ["../x", "a/../../x", "a/..", "/etc/x", "", "..", "figures/../../x"])
  func pathsOutside(path: String) throws {
    try Scratch.use { scratch in
      let folder = OutputFolder(path: scratch.path("out"))
      #expect(throws: OutputError.self) { try folder.write([("a", [1]), (path, [2])]) }
      #expect(scratch.tree == [:])
      #expect(!scratch.exists("out"))
    }
  }

  @Test func aFileInPlaceOfTheFolderStays() throws {
    try Scratch.use { scratch in
      try scratch.put("out", [7])
      for path in ["out", "out/deeper"] {
        let error = #expect(throws: OutputError.self) {
          try OutputFolder(path: scratch.path(path)).write([("a", [1])])
        }
        #expect(error?.message == scratch.path("out") + ": a file stands where a folder goes")
      }
      #expect(scratch.tree == ["out": [7]])
    }
  }

  @Test("what stands in the way of one file keeps all as they were", arguments: ["figures", "report.md/x"])
  func obstacle(place: String) throws {
    try Scratch.use { scratch in
      try scratch.put("out/a", [1])
      try scratch.put("out/" + place, [7])
      let before = scratch.tree
      let error = #expect(throws: OutputError.self) {
        try OutputFolder(path: scratch.path("out")).write(
          [("a", [2]), ("figures/x.csv", [2]), ("report.md", [3])], replacing: ["a"])
      }
      #expect(error?.message.contains(place == "figures" ? "out/figures: a file" : "out/report.md: a folder") == true)
      #expect(scratch.tree == before)
      #expect(scratch.names(in: "out").allSatisfy { !$0.hasPrefix(".") })
    }
  }

  @Test("a folder without the right to write keeps its files", .enabled(if: geteuid() != 0))
  func unwritable() throws {
    try Scratch.use { scratch in
      try scratch.put("out/figures/a", [1])
      for closed in ["out/figures", "out"] {
        chmod(scratch.path(closed), 0o555)
        defer { chmod(scratch.path(closed), 0o755) }
        #expect(throws: OutputError.self) {
          try OutputFolder(path: scratch.path("out")).write([("0", [1]), ("figures/a", [2])])
        }
        #expect(scratch.tree == ["out/figures/a": [1]])
      }
    }
  }

  @Test("the folder alone need be writable", .enabled(if: geteuid() != 0))
  func closedParent() throws {
    try Scratch.use { scratch in
      try scratch.put("out/a", [1])
      chmod(scratch.path(""), 0o555)
      defer { chmod(scratch.path(""), 0o755) }
      try OutputFolder(path: scratch.path("out")).write([("a", [2])])
      #expect(scratch.tree == ["out/a": [2]])
    }
  }

  @Test func aFullOrAbsentDeviceIsNamed() {
    let error = #expect(throws: OutputError.self) { try OutputFolder(path: "/dev/null/out").write([("a", [1])]) }
    #expect(error?.message.contains("/dev/null") == true)
  }

  @Test func leavesNothingBesideAndNothingInside() throws {
    try Scratch.use { scratch in
      let folder = OutputFolder(path: scratch.path("out"))
      for value in UInt8(0)...3 { try folder.write([("a", [value])]) }
      #expect(scratch.names(in: "") == ["out"])
      #expect(scratch.names(in: "out") == ["a"])
    }
  }
}
