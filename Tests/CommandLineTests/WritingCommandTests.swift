import Foundation
import Testing

/// `meio sample`, `init` and `templates`: commands that write files.
struct WritingCommandTests {
  @Test("names are listed where none is given, and where it is unknown")
  func sampleNames() throws {
    let list = try Program.run(["sample"])
    #expect(list.status == 0)
    #expect(list.lines == ["consumer-goods", "signal-trap", "three-stage-serial", "one-warehouse-five-retailers"])
    let unknown = try Program.run(["sample", "nothing", "x"])
    #expect(unknown.status == 2)
    #expect(unknown.messages.contains("consumer-goods"))
    #expect(try Program.run(["sample", "consumer-goods"]).status == 64)
    #expect(try Program.run(["sample", "consumer-goods", "--stores", "2", "--dcs", "3", "x"]).status == 64)
    #expect(try Program.run(["sample", "consumer-goods", "--items", "0", "x"]).status == 64)
  }

  @Test("the same seed writes the same case, another seed another")
  func sampleSeeds() throws {
    func demand(_ seed: String) throws -> String {
      let folder = try TemporaryFolder()
      let outcome = try Program.run([
        "sample", "consumer-goods", "--seed", seed, "--stores", "2", "--dcs", "1", "--items", "2",
        folder.file("new/case"),
      ])
      #expect(outcome.status == 0)
      #expect(outcome.output == "")
      return try folder.text("new/case/demand.csv")
    }
    let first = try demand("5")
    #expect(try demand("5") == first)
    #expect(try demand("6") != first)
  }

  @Test("a folder that is not empty is left alone unless forced")
  func refusesFolder() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("mine", as: "items.csv")
    let command = ["sample", "consumer-goods", "--stores", "1", "--dcs", "1", "--items", "1", folder.path]
    let refused = try Program.run(command)
    #expect(refused.status == 4)
    #expect(try folder.names() == ["items.csv"])
    #expect(try folder.text("items.csv") == "mine")
    #expect(try Program.run(command + ["--force"]).status == 0)
    #expect(try folder.text("items.csv").hasPrefix("item,"))
  }

  @Test("a sample network goes to the file or into the folder named, and solves")
  func sampleNetworks() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("serial.stages.json")
    #expect(try Program.run(["sample", "three-stage-serial", file]).status == 0)
    #expect(try Program.run(["sample", "three-stage-serial", file]).status == 4)
    #expect(try Program.run(["sample", "three-stage-serial", file, "--force"]).status == 0)
    #expect(try Program.run(["sample", "one-warehouse-five-retailers", folder.path]).status == 0)
    #expect(try folder.names() == ["one-warehouse-five-retailers.stages.json", "serial.stages.json"])
    for name in try folder.names() { #expect(try Program.run(["solve", folder.file(name)]).status == 0) }
  }

  @Test("output that cannot be written is status 4 and leaves nothing behind")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a file", as: "file")
    for command in [["init", file], ["init", file + "/below"], ["templates", "eject", file + "/below"]] {
      let outcome = try Program.run(command)
      #expect(outcome.status == 4, "\(command)")
      #expect(outcome.messages.hasPrefix("error: "), "\(command)")
      #expect(outcome.messages.contains("hint: "), "\(command)")
    }
    let below = try Program.run(["sample", "three-stage-serial", file + "/below"])
    #expect(below.status == 4)
    #expect(below.messages.contains("a file stands where a folder goes"))
    #expect(try folder.names() == ["file"])
    #expect(try folder.text("file") == "a file")
  }

  @Test("an empty case folder has every file, is refused a second time, and its lacks are told")
  func initialise() throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run(["init", folder.path]).status == 0)
    #expect(try folder.names().contains("case.yaml"))
    #expect(try folder.text("case.yaml").contains("# "))
    #expect(try Program.run(["init", folder.path]).status == 4)
    let check = try Program.run(["check", folder.path])
    #expect(check.status == 2)
    #expect(check.output.contains("error: locations.csv: the file names no location"))
    #expect(!check.output.contains("error: case.yaml"))
  }

  @Test("templates are listed and written out")
  func templates() throws {
    let folder = try TemporaryFolder()
    let list = try Program.run(["templates", "list"])
    #expect(list.lines.contains("executive.md.mustache"))
    let place = folder.file("mine")
    #expect(try Program.run(["templates", "eject", place]).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place).sorted() == list.lines)
    #expect(try folder.text("mine/executive.md.mustache").count > 100)
    #expect(try Program.run(["templates", "eject", place]).status == 4)
    #expect(try Program.run(["templates", "eject", place, "--force"]).status == 0)
  }

  @Test(
    "every command explains itself with examples",
    arguments: ["report", "watch", "charts", "check", "solve", "simulate", "worker", "sample", "init", "templates"])
  func help(command: String) throws {
    let outcome = try Program.run([command, "--help"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("EXAMPLES"))
    #expect(outcome.output.contains("meio \(command)"))
    #expect(try Program.run([command, "--no-such-flag"]).status == 64)
  }
}
