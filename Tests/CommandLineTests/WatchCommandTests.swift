import Foundation
import Testing

/// `meio watch`: the report whenever an input is saved.
struct WatchCommandTests {
  @Test("saving an input makes the report anew and tells what changed; errors do not end the watch")
  func watch() throws {
    let folder = try Inputs.briefCase()
    let out = folder.file("out")
    // Today is unknown: what the plan is held against is a benchmark.
    try FileManager.default.removeItem(atPath: folder.file("inventory.csv"))
    let watch = try Program.start(["watch", folder.path, "--out", out])
    try #require(try watch.hasSaid("Watching "))
    // Saved again as it was: nothing to do.
    try folder.edit("items.csv") { $0 }
    try folder.edit("demand.csv") { $0.replacing(/(?m)^(2026-10-..,S1,.*),\d+$/) { "\($0.1),400" } }
    #expect(try watch.hasSaid("Watching ", times: 2))
    let settings = try folder.text("case.yaml")
    _ = try folder.write(settings + "title: [", as: "case.yaml")
    #expect(try watch.hasSaid("The report stays as it was"))
    _ = try folder.write(settings.replacing(/title: .*/, with: "title: Saved"), as: "case.yaml")
    #expect(try watch.hasSaid("Watching ", times: 3))
    let end = try watch.end(with: SIGINT)
    #expect(end.status == 0 && !end.wasSignalled)
    let messages = end.messages
    #expect(messages.contains("\ndemand.csv changed\n") && !messages.contains("items.csv"))
    #expect(messages.contains(/\nInventory value, optimised: .* → .*\n/))
    #expect(messages.contains(/\nInventory value, independent: .* → .*\n/) && !messages.contains(", today: "))
    #expect(messages.contains("error: case.yaml:"))
    #expect(messages.contains("No key figure changed"))
    #expect(messages.contains(/Wrote \d+ files/) && messages.contains(/Wrote \d+ of \d+ files .*findings taken over/))
    // What it left is a report as any other.
    #expect(try Program.run(["report", folder.path, "--out", out, "--check"]).status == 0)
    #expect(try folder.tree("out").keys.allSatisfy { !$0.contains(".meio-") })
  }

  @Test("a signal ends it before anything is written, and an input that is not there is an error")
  func ends() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("{", as: "broken.stages.json")
    let watch = try Program.start(["watch", file, "--out", folder.file("out")])
    #expect(try watch.hasSaid("The report stays as it was"))
    let end = try watch.end(with: SIGTERM)
    #expect(end.status == 0 && !end.wasSignalled)
    #expect(try folder.names() == ["broken.stages.json"])
    #expect(try Program.run(["watch", folder.file("none")]).status == 2)
  }
}
