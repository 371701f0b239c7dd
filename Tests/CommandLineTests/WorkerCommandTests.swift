import Foundation
import Testing

/// `meio worker`.
struct WorkerCommandTests {
  @Test("one solution a line, in order, with an error object in the place of a bad line")
  func order() throws {
    var lines = (0..<60).map { Inputs.serial(name: "network \($0)", times: [1 + $0 % 7, $0 % 3, 2]) }
    lines[7] = "{not json"
    lines[20] = ""
    lines[33] = Inputs.diamond()
    lines[41] = Inputs.infeasible()
    let input = lines.joined(separator: "\n") + "\n"
    let outcome = try Program.run(["worker", "--threads", "4"], input: input)
    #expect(outcome.status == 0)
    #expect(outcome.messages == "")
    let objects = try outcome.objects()
    try #require(objects.count == 60)
    for (index, object) in objects.enumerated() {
      #expect(object["schema"] as? String == "meio.solution/1")
      switch index {
      case 7, 20:
        let error = try #require(object["error"] as? [String: Any])
        #expect(error["code"] as? String == "not-json")
        #expect(error["line"] as? Int == index + 1)
      case 33: #expect(object["name"] as? String == "diamond" && object["status"] as? String == "optimal")
      case 41: #expect(object["status"] as? String == "infeasible")
      default:
        #expect(object["name"] as? String == "network \(index)")
        #expect(object["status"] as? String == "optimal")
      }
    }
    #expect(try Program.run(["worker", "--threads", "1"], input: input).output == outcome.output)
  }

  @Test("a line is what `solve` prints of the same network, with or without a last line end")
  func sameAsSolve() throws {
    let folder = try TemporaryFolder()
    let text = Inputs.serial(name: "three")
    let file = try folder.write(text, as: "three.stages.json")
    for options in [[], ["--whole-units"], ["--model", "independent"]] {
      let solved = try Program.run(["solve", file, "--json"] + options).output
      #expect(try Program.run(["worker"] + options, input: text).output == solved)
      #expect(try Program.run(["worker"] + options, input: text + "\r\n").output == solved)
    }
  }

  @Test("no input, no output")
  func empty() throws {
    let outcome = try Program.run(["worker"])
    #expect(outcome.status == 0 && outcome.output == "" && outcome.messages == "")
  }

  @Test("a solution comes as soon as it is asked for")
  func interactive() throws {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: try Program.path())
    process.arguments = ["worker", "--threads", "2"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    // Each answer is read before the next question is asked: a worker that waits for more input would hang here.
    for index in 0..<5 {
      try input.fileHandleForWriting.write(contentsOf: Data((Inputs.serial(name: "n\(index)") + "\n").utf8))
      var answer = Data()
      while answer.last != UInt8(ascii: "\n") {
        let part = output.fileHandleForReading.availableData
        try #require(!part.isEmpty)
        answer += part
      }
      let object = try JSONSerialization.jsonObject(with: answer) as? [String: Any]
      #expect(object?["name"] as? String == "n\(index)")
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
